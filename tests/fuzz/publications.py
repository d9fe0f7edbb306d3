"""Publications put together at random, and spoilt at random; a seed gives the same ones again."""

import random
import shutil
from pathlib import Path

from tests.findings.cases import BASE
from tests.fuzz.making import ISSUE
from tests.fuzz.pieces import BLOCKS, INLINES, NASTY, SETTINGS, WORDS

TESTS = Path(__file__).parents[1]
TREES = sorted((TESTS / "source" / "trees").glob("*/article.md"))
TEXTS = (".md", ".yaml", ".csv", ".vtt")


def words(rng, most=8):
    return " ".join(rng.choices(WORDS, k=rng.randint(1, most)))


def text(rng, most=5):
    """A line of Markdown, with something in it."""
    made = (
        rng.choice(INLINES if rng.random() < 0.5 else INLINES[:1]).format(
            w=words(rng), i=rng.randint(1, 99)
        )
        for _ in range(rng.randint(1, most))
    )
    return " ".join(made)


def filled(rng, template):
    """A block or a setting with its fields filled in."""
    line = text(rng, 3).replace("\\\n", " ")
    return template.format(
        t=line,
        w=words(rng, 4).replace('"', ""),
        q='"' + words(rng).replace('"', "").replace("\\", "") + '"',
        i=rng.randint(1, 10**6),
        d=rng.randint(0, 9),
        n=rng.randint(1, 9),
    )


def article(rng, name):
    front = [f'title: "{words(rng)}"']
    front += [filled(rng, line) for line in SETTINGS["front"] if rng.random() < 0.3]
    body = [filled(rng, rng.choice(BLOCKS)) for _ in range(rng.randint(1, 8))]
    notes = "[^1]: " + text(rng, 2).replace("[^1]", "").replace("\n", " ")
    ends = [f"Một câu.[^1] {name}", notes, "[dia-chi]: https://a.example/dia-chi"]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join([*body, *ends]) + "\n"


def fresh(rng, folder):
    """A publication that is clean, or nearly."""
    shutil.copytree(BASE, folder)
    for file in ("publication.yaml", f"{ISSUE}/issue.yaml"):
        more = [filled(rng, line) for line in SETTINGS[file] if rng.random() < 0.2]
        old = (folder / file).read_text("utf-8")
        if any(line.startswith("voice") for line in more):
            old = old.replace("voice: off\n", "")
        if sum(line.startswith("theme") for line in more) > 1:
            more = [line for line in more if line != "theme: school"]
        (folder / file).write_text(old + "\n".join([*more, ""]), "utf-8")
    for name in ("01-bai-mot.md", "02-bai-hai.md"):
        (folder / ISSUE / name).write_text(article(rng, name), "utf-8")
    return folder


def spoilt(rng, folder):
    """A publication with one to four things wrong with it, wherever they come to be."""
    fresh(rng, folder)
    if rng.random() < 0.4:
        shutil.copy(rng.choice(TREES), folder / ISSUE / "01-bai-mot.md")
    if rng.random() < 0.2:
        (folder / "lexicon.yaml").write_text("UBND: Ủy ban\nQL13: quốc lộ mười ba\n", "utf-8")
    files = sorted(file for file in folder.rglob("*") if file.suffix in TEXTS)
    for _ in range(rng.randint(1, 4)):
        file = rng.choice(files)
        file.write_bytes(rng.choice(SPOILING)(rng, file.read_bytes()))
    return folder


def doubtful(rng, folder):
    """A publication with signs in an article that mean something, or nothing: it may be clean."""
    shutil.copytree(BASE, folder)
    forms = rng.choices(INLINES, k=rng.randint(1, 4))
    line = " ".join(form.format(w=rng.choice([*WORDS, *NASTY]), i=1) for form in forms)
    blocks = [filled(rng, rng.choice(BLOCKS)) for _ in range(rng.randint(0, 2))]
    body = "\n\n".join([line, *blocks, "Một câu.[^1]", "[^1]: Hai."])
    text = f"---\ntitle: Bài một\n---\n\n{body}\n\n[dia-chi]: https://a.example/dia-chi\n"
    (folder / ISSUE / "01-bai-mot.md").write_text(text, "utf-8", errors="replace")
    shutil.copy(BASE / ISSUE / "01-bai-mot.md", folder / ISSUE / "02-bai-hai.md")
    return folder


# -- ways to spoil a file ------------------------------------------------------------------


def _cut(rng, data):
    return data[: rng.randrange(len(data) + 1)]


def _without(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.randint(1, 30) :]


def _with(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(NASTY).encode("utf-8", "surrogatepass") + data[at:]


def _with_bytes(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.randint(1, 4)) + data[at:]


def _twice(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at : at + rng.randint(1, 60)] * 2 + data[at:]


def _lines(rng, data):
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.3:
        del lines[one]
    return b"\n".join(lines)


def _value(rng, data):
    """Something else after a colon."""
    parts = data.split(b": ")
    if len(parts) > 1:
        at = rng.randrange(1, len(parts))
        rest = parts[at].partition(b"\n")
        parts[at] = rng.choice(NASTY).encode("utf-8", "surrogatepass") + rest[1] + rest[2]
    return b": ".join(parts)


def _indented(rng, data):
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice([b" ", b"  ", b"    ", b"\t", b"> ", b"- ", b"1. ", b"| "]) + lines[at]
    return b"\n".join(lines)


def _empty(_rng, _data):
    return b""


SPOILING = [
    _cut,
    _without,
    _with,
    _with,
    _with,
    _with_bytes,
    _twice,
    _lines,
    _value,
    _value,
    _value,
    _indented,
    _empty,
]


def numbered(seed, number):
    """The random numbers for one publication, the same on every machine."""
    return random.Random(f"{seed}/{number}")  # noqa: S311, nothing here is a secret
