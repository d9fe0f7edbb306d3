"""Publications without an error, put together at random: whatever is allowed, in each other.

In: random numbers. Out: a folder, and the facts that every edition of it must hold.
"""

import functools
import io
import re
import shutil
import textwrap
import unicodedata
from pathlib import Path

from PIL import Image

from tests.conftest import SMALL
from tests.findings.cases import BASE
from tests.fuzz.blocks import block, body, notes
from tests.fuzz.making import ISSUE
from tests.fuzz.mastheads import front, issue_settings, masthead
from tests.fuzz.pen import DRAWN, PHOTOGRAPHS, Pen

TESTS = Path(__file__).parents[1]
DRAWING = SMALL / "2026-11" / "images" / "lua.svg"
SAMPLES = sorted((TESTS.parent / "issues").glob("2026-*/*.md"))
THROUGH = {"I;16": "I"}
"""Colours that a picture has to be turned into before others."""
CAPTIONS = """1
00:00:00,500 --> 00:00:01,500
Một
hai

2
00:00:02,000 --> 00:00:03,000
<i>ba</i>
"""
NAMES = (
    *("01-bai-mot.md", "02-bai-hai.md", "03-bai-ba.md", "04-bai-bon.md", "05-bai-nam.md"),
    *("06-bai-sau.md", "07-bai-bay.md", "08-bai-tam.md", "09-bai-chin.md"),
)


@functools.cache
def _picture(file):
    kind, mode, size, *options = PHOTOGRAPHS[file]
    picture = Image.linear_gradient("L").resize(size).convert(THROUGH.get(mode, "RGB"))
    data = io.BytesIO()
    picture.convert(mode).save(data, kind, **dict(*options))
    return data.getvalue()


def sound(rng, folder):
    """A publication that has no error in all likelihood, and its facts."""
    shutil.copytree(BASE, folder)
    issue = folder / ISSUE
    shutil.copy(DRAWING, issue / DRAWN)
    for file in PHOTOGRAPHS:
        (issue / file).write_bytes(_picture(file))
    names = NAMES[: rng.choice((1, 1, 2, 2, 3, 4, 9))]
    longest = (2, 5, 9) if len(names) < len(NAMES) else (1, 2)
    pen = Pen(rng, links=names, exotic=rng.random() < 0.7)
    for name in names:
        sampled = rng.random() < 0.25
        text = _sampled(pen, issue) if sampled else body(pen, rng.choice(longest))
        head = f"---\n{front(pen)}---\n" if pen.chance(0.95) else f"# {pen.words(5, 'name')}\n"
        (issue / name).write_bytes(_saved(pen, f"{head}\n{text}\n"))
    for file in folder.glob("*.md"):
        file.unlink()
    for file in issue.glob("*.md"):
        if file.name not in names:
            file.unlink()
    (issue / "media" / "b.srt").write_bytes(_saved(pen, CAPTIONS))
    (folder / "publication.yaml").write_text(masthead(pen, folder), "utf-8")
    (issue / "issue.yaml").write_text(issue_settings(pen, names), "utf-8")
    for file, text in pen.files.items():
        (issue / file).write_bytes(_saved(pen, text))
    return folder, tuple(pen.facts)


def _saved(pen, text):
    """A text as programs save it: with their ends of lines, or letters taken apart."""
    share = pen.rng.random()
    if share < 0.1:
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return unicodedata.normalize("NFD" if share < 0.2 else "NFC", text).encode()


# -- articles of the samples ----------------------------------------------------------------


def _sampled(pen, issue):
    """An article of the samples in another order, with blocks between, some in boxes."""
    file = pen.rng.choice(SAMPLES)
    for folder in ("images", "data", "media"):
        if (file.parent / folder).is_dir():
            shutil.copytree(file.parent / folder, issue / folder, dirs_exist_ok=True)
    text = file.read_text("utf-8").split("---\n", 2)[2]
    text = re.sub(r"\(0\d-[\w-]+\.md(#[\w-]+)?\)", f"({pen.links[0]})", text)
    text = re.sub(r"(?m)^(:+\{link-card\}) 0\d-\S+", rf"\1 {pen.links[0]}", text)
    chunks = [chunk for chunk in _chunks(text) if not chunk.startswith("[^")]
    own = [chunk for chunk in _chunks(text) if chunk.startswith("[^")]
    pen.begin()
    pen.rng.shuffle(chunks)
    made = []
    for chunk in chunks[: pen.rng.randint(2, 8)]:
        made += [_marked(pen, chunk), *([block(pen, 0)] if pen.chance(0.2) else [])]
    return "\n\n".join([*made, *_referred(own, made), *notes(pen), *pen.ends])


def _chunks(text):
    """The blocks at the top: what stands between blank lines, fences kept whole."""
    found, fence = [[]], ""
    for line in text.strip().split("\n"):
        if not fence and not line and not (found[-1] and found[-1][0].startswith("    ")):
            found.append([])
            continue
        found[-1].append(line)
        if match := re.match(r"(:{3,}|`{3,})", line):
            if not fence:
                fence = match[1]
            elif line.rstrip() == fence:
                fence = ""
    return ["\n".join(lines) for lines in found if lines]


def _marked(pen, chunk):
    """A block with a mark in it where it is a paragraph; now and then in a box."""
    if chunk[0].isalpha():
        chunk += f" {pen.mark()}"
    if chunk.startswith("#") or not pen.chance(0.3):
        return chunk
    boxed = pen.rng.choice(
        (
            lambda: "- " + textwrap.indent(chunk, "  ").lstrip(" "),
            lambda: textwrap.indent(chunk, "> ", lambda _line: True),
            lambda: f"::::::::{{note}} {pen.words(2)}\n{chunk}\n::::::::",
        )
    )
    return boxed()


def _referred(own, made):
    """The sample's own notes that something still refers to."""
    text = "\n".join(made)
    return [note for note in own if f"{note[: note.index(']') + 1]}" in text]
