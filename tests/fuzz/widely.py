"""Publications spoilt anywhere: files of every kind, moved, exchanged, damaged; settings beside each other.

In: random numbers. Out: a folder. `publications.py` spoils the texts; here it is whatever a
publication may hold: theme, lexicon, data, captions, pictures, sound, documents, other languages.
"""

import os
import re
import shutil
import unicodedata
from pathlib import Path

from tests.fuzz.making import ISSUE
from tests.fuzz.odd import ODD
from tests.fuzz.pages import style_sheet, template
from tests.fuzz.pieces import NASTY, WORDS
from tests.fuzz.publications import BASE, SPOILING, TEXTS, TREES, fresh
from tests.fuzz.schemed import SHAPED, called, settings
from tests.fuzz.sound import sound

TESTS = Path(__file__).parents[1]
THEMES = TESTS.parent / "templates"
EXTRAS = sorted(
    file
    for folder in ("findings/*/input", "web/publication", "source/captions", "source/data")
    for file in TESTS.glob(f"{folder}/**/*")
    if file.is_file() and not file.is_symlink() and file.suffix not in {".yaml", ".md", ".py"}
)
"""Files of all kinds that other tests bring; what they are called is of no weight."""
THEME_FILES = sorted(
    file
    for file in THEMES.rglob("*")
    if file.suffix in {".css", ".html", ".yaml", ".j2", ".svg", ".js", ".xhtml"}
)
FAULTS = sorted(TESTS.glob("findings/*/input"))
LANGUAGES = ("en", "km", "jra", "ar", "zh", "zh-Hant", "lo", "th", "fr", "de", "he", "ja", "my", "vi-Latn-VN", "hmn", "tr", "el", "ru", "hi")  # fmt: skip
LEXICON = "UBND: Ủy ban\nQL13: quốc lộ mười ba\nSMS: {say: S M S, language: en}\n"


def widely(rng, folder):
    """A publication with one to four things wrong in any of its files."""
    rng.choices((_bare, _faulty, fresh, sound), (5, 5, 3, 1))[0](rng, folder)
    _brought(rng, folder)
    for _ in range(rng.randint(1, 4)):
        rng.choice(WAYS)(rng, folder)
    return folder


def _bare(_rng, folder):
    return shutil.copytree(BASE, folder)


def _faulty(rng, folder):
    """What tests of findings look at, one or two of them in one place."""
    _bare(rng, folder)
    for inputs in rng.sample(FAULTS, rng.choice((1, 1, 2))):
        _lay_over(inputs, folder)
    for article in rng.sample(TREES, rng.choice((0, 1, 2))):
        shutil.copy(article, folder / ISSUE / f"0{rng.randint(1, 9)}-{article.parent.name}.md")
    return folder


def _lay_over(inputs, folder):
    """Files in a folder, in place of what lies there: nothing is written through a link."""
    for path in sorted(inputs.rglob("*")):
        place = folder / path.relative_to(inputs)
        if place.is_symlink() or (path.is_symlink() and place.is_file()):
            place.unlink()
        elif path.is_symlink() and place.is_dir():
            shutil.rmtree(place)
    shutil.copytree(inputs, folder, symlinks=True, dirs_exist_ok=True)


def _files(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _named(folder):
    """Files as settings and articles name them."""
    whole = [str(file.relative_to(folder)) for file in _files(folder)]
    own = [name.removeprefix(f"{ISSUE}/") for name in whole]
    return [*whole, *own, "images/khong-co.png", "data", "../a.csv"]


def _brought(rng, folder):
    """What a publication may have besides."""
    if rng.random() < 0.3:
        (folder / "lexicon.yaml").write_text(LEXICON, "utf-8")
    for _ in range(rng.choice((0, 0, 1, 3))):
        file = rng.choice(EXTRAS)
        beside = rng.choice(("images", "data", "media", "archive", "../archive", "../fonts"))
        place = folder / ISSUE / beside
        place.mkdir(exist_ok=True)
        shutil.copy(file, place / file.name)


# -- ways to spoil a publication ------------------------------------------------------------


def _spoil(rng, folder):
    """Any file, text or not."""
    files = _files(folder)
    texts = [file for file in files if file.suffix in TEXTS]
    file = rng.choice(texts if texts and rng.random() < 0.5 else files or texts)
    file.write_bytes(rng.choice(SPOILING)(rng, file.read_bytes()))


def _setting(rng, folder):
    """Settings of a kind of file, beside those that stand there or in their place."""
    name, file = rng.choice(
        (
            ("publication", "publication.yaml"),
            ("publication", "publication.yaml"),
            ("issue", f"{ISSUE}/issue.yaml"),
            ("lexicon", "lexicon.yaml"),
        )
    )
    path = folder / file
    if not _may_be(path):
        return
    lines = settings(rng, name, _named(folder))
    keys = {line.partition(":")[0].strip('"') for line in lines}
    old = path.read_text("utf-8", errors="replace").split("\n") if path.is_file() else []
    kept = [line for line in old if line.partition(":")[0] not in keys]
    _put(folder, path, "\n".join([*kept, *lines, ""]))


def _put(folder, path, text):
    """Write a file below a folder; links on the way go, for they may lead round in a circle."""
    for one in (*reversed(path.parents), path):
        if folder in one.parents and one.is_symlink():
            one.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))


def _may_be(path):
    """Whether a file can be written there: no folder has its name, and no file its folder's."""
    return not path.is_dir() and all(one.is_dir() or not one.is_file() for one in path.parents)


def _head(rng, folder):
    """The same above an article."""
    file = _article(rng, folder)
    if file:
        text = file.read_text("utf-8", errors="replace")
        lines = settings(rng, "article", _named(folder))
        keys = {line.partition(":")[0].strip('"') for line in lines}
        head, mark, rest = text.removeprefix("---\n").partition("\n---\n")
        kept = [line for line in head.split("\n") if line.partition(":")[0] not in keys]
        text = "\n".join(["---", *kept, *lines]) + mark + rest
        file.write_text(text, "utf-8", errors="replace")


def _article(rng, folder):
    files = sorted((folder / ISSUE).glob("*.md"))
    files = [file for file in files if file.is_file()]
    return rng.choice(files) if files else None


def _directive(rng, folder):
    file = _article(rng, folder)
    if file:
        parts = file.read_text("utf-8", errors="replace").split("\n\n")
        parts.insert(rng.randint(1, len(parts)), called(rng, _named(folder)))
        file.write_text("\n\n".join(parts), "utf-8", errors="replace")


def _moved(rng, folder):
    """A file under another name, in another's place, gone, or no file at all."""
    files = _files(folder)
    if files:
        rng.choice(MOVES)(rng, rng.choice(files), rng.choice(files), folder)


def _rename(rng, file, _other, _folder):
    stem, suffix = file.stem, file.suffix
    name = rng.choice(
        (
            file.name.upper(),
            unicodedata.normalize("NFD", f"ảnh-{file.name}"),
            f"{stem} (1){suffix}",
            f"{stem}{rng.choice(('.md', '.yaml', '.csv', '.svg', '.jpg', '.mp4', '.srt', '.txt', ''))}",
            f".{file.name}",
            f"{rng.choice(SHAPED).replace('/', '-')}{suffix}",
            f"{stem}~{suffix}",
        )
    )
    file.rename(file.with_name(name))


def _exchange(_rng, file, other, _folder):
    one, two = file.read_bytes(), other.read_bytes()
    file.write_bytes(two)
    other.write_bytes(one)


def _gone(_rng, file, _other, _folder):
    file.unlink()


def _folder_instead(_rng, file, _other, _folder):
    file.unlink()
    file.mkdir()


def _link_instead(rng, file, other, folder):
    file.unlink()
    goals = (other, folder, file, Path("/dev/zero"), Path("khong-co"), Path(other.name))
    file.symlink_to(rng.choice(goals))


def _elsewhere(rng, file, other, folder):
    place = rng.choice((folder, folder / ISSUE, other.parent)) / file.name
    if place != file and not place.is_dir():
        shutil.move(file, place)


def _again(rng, file, _other, folder):
    """An issue beside it, or a file twice."""
    if rng.random() < 0.5 and not (folder / "2026-12").exists():
        shutil.copytree(folder / ISSUE, folder / "2026-12", symlinks=True)
    else:
        shutil.copy(file, file.with_name(f"0{file.name}"))


def _unread(rng, file, _other, _folder):
    """As another program saved it."""
    text = file.read_bytes().decode("utf-8", errors="replace")
    code = rng.choice(("utf-16", "utf-8-sig", "cp1258", "utf-32", "cp1252", "utf-7", "shift_jis"))
    file.write_bytes(text.encode(code, errors="replace").replace(b"\n", rng.choice((b"\n", b"\r\n", b"\r"))))  # fmt: skip


MOVES = (_rename, _exchange, _gone, _folder_instead, _link_instead, _elsewhere, _again, _unread)


def _theme(rng, folder):
    """A file of a theme, changed; or one of a theme of one's own."""
    file = rng.choice(THEME_FILES)
    root = THEMES / file.relative_to(THEMES).parts[0]
    place = folder / "theme" / file.relative_to(root)
    data = file.read_bytes()
    for _ in range(rng.choice((0, 1, 1, 2))):
        data = rng.choice((*SPOILING, _key, _word))(rng, data)
    if _may_be(place):
        _put(folder, place, data)


def _own_page(rng, folder):
    """Templates and style sheets of a theme that nobody else has."""
    for _ in range(rng.choice((1, 1, 2))):
        name, text = rng.choice((template, style_sheet))(rng)
        if _may_be(place := folder / "theme" / name):
            _put(folder, place, text)


def _key(rng, data):
    """A line of YAML or CSS with another value."""
    lines = data.decode("utf-8", errors="replace").split("\n")
    at = rng.randrange(len(lines))
    value = rng.choice(
        (*NASTY, *SHAPED, "0", "-1", "1e9", "[1, 2]", "var(--a)", "url(x.png)", "calc(1px")
    )
    lines[at] = re.sub(r":.*", lambda _: f": {value}", lines[at], count=1)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _word(rng, data):
    """A word that is another one of the same file."""
    text = data.decode("utf-8", errors="replace")
    words = re.findall(r"[A-Za-z_]{3,}", text)
    if not words:
        return data
    one, two = rng.choice(words), rng.choice(words)
    return re.sub(rf"\b{one}\b", two, text, count=rng.choice((0, 1))).encode("utf-8", "surrogatepass")  # fmt: skip


def _language(rng, folder):
    path = folder / "publication.yaml"
    if path.is_file():
        text = path.read_text("utf-8", errors="replace")
        text = re.sub(r"(?m)^language:.*$", f"language: {rng.choice(LANGUAGES)}", text)
        path.write_text(text, "utf-8", errors="replace")


def _rights(rng, folder):
    """A file that nobody may read (which root may all the same)."""
    if files := _files(folder):
        os.chmod(rng.choice(files), 0)  # noqa: PTH101, Path.chmod follows links too


def _said(rng, folder):
    """The publication with a voice."""
    path = folder / "publication.yaml"
    if path.is_file():
        text = path.read_text("utf-8", errors="replace").replace(
            "voice: off", "voice: {engine: espeak}"
        )
        path.write_text(text, "utf-8", errors="replace")
    _head(rng, folder)


def _captioned(rng, folder):
    """Captions or marks with something wrong."""
    times = (
        "00:00:01.000",
        "00:01,5",
        "1:02:03.004",
        "99:99:99.999",
        "-1",
        "00:00:02,000",
        "1.5",
        "x",
    )
    cues = [
        f"{rng.choice((i, '', 'x'))}\n{rng.choice(times)} {rng.choice(('-->', '->', chr(9)))} {rng.choice(times)}\n{rng.choice((*WORDS, *NASTY))}\n"
        for i in range(rng.randint(1, 6))
    ]
    head = rng.choice(("WEBVTT\n\n", "WEBVTT", "", "﻿WEBVTT\n\n", "WEBVTT\nNOTE\n\n"))
    place = folder / ISSUE / "media" / "a.vtt"
    if _may_be(place):
        _put(folder, place, head + "\n".join(cues))


def _odd(rng, folder):
    """Files that are well-formed and odd."""
    for path, text in rng.choice(ODD)(rng, folder).items():
        if _may_be(path):
            _put(folder, path, text)


WAYS = (
    *(_spoil, _spoil, _setting, _setting, _setting, _head, _head, _directive, _directive),
    *(
        _moved,
        _moved,
        _theme,
        _theme,
        _own_page,
        _language,
        _said,
        _captioned,
        _rights,
        _odd,
        _odd,
        _odd,
    ),
)
