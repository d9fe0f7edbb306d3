"""Publications in which the examples of `bulletin explain` stand.

In: a code, and `before` or `after`. Out: a folder with that example in its place in `_base/`, and
what `check` finds in it. An example of a file stands for

- an article with its settings, where it begins with --- or with the heading of a title; for
  settings alone the text of the base follows; else for an article's text
- in issue.yaml and publication.yaml, for the keys that it names; for the whole where it names none
- any other file as a whole

An example without a file is a list of names (`NAMES`), said in words (`MADE`), or a command.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import fontpkg
from PIL import Image

from bulletin import codes
from bulletin.building.preflight import examined, examined_alone
from bulletin.diagnostics import Finding
from bulletin.explanations import explanation_of
from bulletin.source.load import issue_ids
from bulletin.theming.theme import templates_root
from tests.conftest import TESTS

BASE = Path(__file__).parent / "_base"
SHOWN = Path(__file__).parent / "_shown"
"""What comes beside it where a picture, a film or data are the example, as an article shows them."""
ISSUE = "2026-11"
ARTICLE = f"{ISSUE}/01-mua-lu.md"
_BESIDE = tuple(f"{ISSUE}/{folder}/" for folder in ("data", "images", "media"))
_FINDINGS = TESTS / "findings"


def base(folder: Path, *, shown: bool = False) -> Path:
    """The publication of the examples, with the pictures, films and fonts that they name."""
    shutil.copytree(BASE, folder)
    if shown:
        shutil.copytree(SHOWN, folder, dirs_exist_ok=True)
    issue = folder / ISSUE
    Image.new("RGB", (1600, 1200), "#7a9a3a").save(issue / "images" / "lua.jpg")
    (issue / "images" / "lua.heic").write_bytes(b"\0\0\0\x18ftypheic")
    shutil.copy(_FINDINGS / "_base" / ISSUE / "media" / "a.mp4", issue / "media" / "hop-dan.mp4")
    (folder / "fonts").mkdir()
    shutil.copy(fontpkg.path("Be Vietnam Pro", 400), folder / "fonts" / "chu.ttf")
    face = _FINDINGS / "face-without-letters" / "input" / "fonts" / "latin.ttf"
    shutil.copy(face, folder / "fonts" / "latin.ttf")
    (folder / "fonts" / "chu.woff2").write_bytes(b"wOF2")
    return folder


class Stage:
    """The publications in which examples stand, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.plain = base(folder / "plain")
        self.shown = base(folder / "shown", shown=True)
        self._copy = folder / "copy"

    def found(self, number: str, when: str) -> tuple[Finding, ...]:
        """What `check` says of a code's example."""
        told = explanation_of(number, "vi")
        text = getattr(told, when)
        if told.file and number not in BEFOREHAND:
            return self.found_together({told.file: text})
        shutil.copytree(self.shown if number in MADE else self.plain, self._copy)
        try:
            issue = ISSUE
            if number in BEFOREHAND:
                BEFOREHAND[number](self._copy)
            if number in MADE:
                MADE[number](self._copy, when)
            elif told.file:
                _put(self._copy / told.file, text)
            elif number in NAMES:
                issue = _name(self._copy, NAMES[number], text.splitlines(), same=number == "B496")
            else:
                issue = text.split()[-1]
            return _findings(self._copy, issue)
        finally:
            shutil.rmtree(self._copy)

    def found_in_articles(self, texts: Mapping[str, str]) -> dict[str, tuple[Finding, ...]]:
        """What `check` says of examples of articles by their codes: each in one of its own."""
        files = {number: f"{ISSUE}/03-{number.lower()}.md" for number in texts}
        for file in files.values():
            shutil.copy(BASE / ARTICLE, self.plain / file)
        findings = self.found_together({files[number]: text for number, text in texts.items()})
        for file in files.values():
            (self.plain / file).unlink()
        # Side by side they are each other's copies.
        findings = tuple(one for one in findings if one.code is not codes.COPIED_ARTICLE)
        others = [one for one in findings if one.span.file not in files.values()]
        assert others == []
        return {
            number: tuple(one for one in findings if one.span.file == file)
            for number, file in files.items()
        }

    def found_together(self, texts: Mapping[str, str]) -> tuple[Finding, ...]:
        """What `check` says of examples in several files, which are put back afterwards."""
        root = self.shown if any(file.startswith(_BESIDE) for file in texts) else self.plain
        files = {root / file: text for file, text in texts.items()}
        before = {file: file.read_bytes() if file.is_file() else None for file in files}
        for file, text in files.items():
            _put(file, text)
        try:
            return _findings(root, ISSUE)
        finally:
            for file, data in before.items():
                file.unlink() if data is None else file.write_bytes(data)
            shutil.rmtree(root / "theme", ignore_errors=True)


def _findings(root: Path, issue: str) -> tuple[Finding, ...]:
    return examined(root, issue)[1] if issue_ids(root) else examined_alone(root)


def _put(file: Path, text: str) -> None:
    """An example in its file, for the part of it that it stands for."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".md":
        text = _article(file.read_text("utf-8"), text)
    elif file.name in {"publication.yaml", "issue.yaml"}:
        text = _settings(file.read_text("utf-8"), text)
    file.write_text(text, "utf-8")


_HEAD = re.compile(r"---\n.*?\n---\n", re.DOTALL)


def _article(old: str, text: str) -> str:
    head = _HEAD.match(old)
    assert head is not None
    if text == (_HEAD.match(text) or [""])[0]:
        return text + old[head.end() :]
    whole = text.startswith(("---", "# Ba việc trước mùa lũ"))
    return text if whole else f"{head[0]}\n{text}"


_KEY = re.compile(r"^(\w+):.*\n(?:[ \t].*\n)*", re.MULTILINE)


def _settings(old: str, text: str) -> str:
    named = {match[1] for match in _KEY.finditer(text)}
    return (
        _KEY.sub(lambda match: "" if match[1] in named else match[0], old if named else "") + text
    )


# -- names of files ------------------------------------------------------------------------

NAMES: Mapping[str, tuple[str, ...]] = {
    "B101": ("publication.yaml",),
    "B124": (),
    "B122": (ISSUE,),
    "B277": (ISSUE,),
    "B288": ("publication.yaml", ISSUE),
    "B355": (),
    "B408": (ARTICLE,),
    "B413": (f"{ISSUE}/*.md", f"{ISSUE}/issue.yaml"),
    "B414": (ARTICLE,),
    "B496": (ARTICLE,),
}
"""Examples that are lists of names: what of the publication they stand for."""


def _name(folder: Path, replaced: tuple[str, ...], names: list[str], *, same: bool) -> str:
    """Give files the names of an example, and one title if they are the `same`; their issue."""
    for one in [path for pattern in replaced for path in folder.glob(pattern)]:
        if one.is_dir():
            shutil.copytree(one, folder / "whole")
            shutil.rmtree(one)
        else:
            one.unlink()
    for name in names:
        file = folder / name
        if "/" in name and not file.parent.exists() and (folder / "whole").exists():
            shutil.copytree(folder / "whole", file.parent)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = _LIKE[file.suffix if file.suffix == ".md" else file.stem]
        file.write_text(text if same else text.replace("Ba việc", f"Việc {file.stem}", 1), "utf-8")
    shutil.rmtree(folder / "whole", ignore_errors=True)
    return next((n.rpartition("/")[0] for n in names if n.endswith("issue.yaml")), ISSUE)


_LIKE = {
    ".md": (BASE / ARTICLE).read_text("utf-8"),
    "issue": (BASE / ISSUE / "issue.yaml").read_text("utf-8"),
    "publication": (BASE / "publication.yaml").read_text("utf-8"),
    "colours": 'accent: "#0b5d3b"\n',
    "lexicon": "UBND: Ủy ban nhân dân\n",
}


# -- what no text shows --------------------------------------------------------------------

_DATA = f"{ISSUE}/data/lua.csv"
_PICTURE = f"{ISSUE}/images/lua.jpg"


def _in_utf16(folder: Path, when: str) -> None:
    text = (folder / ARTICLE).read_text("utf-8")
    (folder / ARTICLE).write_text(text, "utf-16" if when == "before" else "utf-8")


def _rows(folder: Path, count: int, name: str) -> None:
    rows = [f"{name} {number},{number}" for number in range(1, count + 1)]
    (folder / _DATA).write_text("\n".join(["Tổ,Số hộ", *rows]) + "\n", "utf-8")


def _film(folder: Path, when: str) -> None:
    films = _FINDINGS / "unplayed-media" / "input" / ISSUE / "media"
    name = "hevc.mp4" if when == "before" else "tot.mp4"
    shutil.copy(films / name, folder / ISSUE / "media" / "hop-dan.mp4")
    _captions(folder, "00:00:00.000")


def _captions(folder: Path, begin: str) -> None:
    captions = folder / ISSUE / "media" / "hop-dan.vtt"
    captions.write_text(f"WEBVTT\n\n{begin} --> 01:00:04.000\nXã họp với các ấp.\n", "utf-8")


def _late(folder: Path, when: str) -> None:
    _film(folder, "after")
    if when == "before":
        _captions(folder, "01:00:00.000")


def _moving(folder: Path, when: str) -> None:
    images = [Image.new("RGB", (800, 600), colour) for colour in ("#7a9a3a", "#3a6a9a")]
    more = images[1:] if when == "before" else []
    images[0].save(folder / _PICTURE.replace(".jpg", ".png"), save_all=True, append_images=more)
    article = folder / ARTICLE
    article.write_text(article.read_text("utf-8") + "\n![Nước lên](images/lua.png)\n", "utf-8")


def _one_paragraph(folder: Path, when: str) -> None:
    sentence = "Bà con kê đồ lên cao, chằng mái nhà và trữ nước sạch."
    _put(folder / ARTICLE, (" " if when == "before" else "\n\n").join([sentence] * 200) + "\n")


def _prices(folder: Path, when: str) -> None:
    rows = [f"Giá {number} đồng." for number in range(1000, 10000 if when == "before" else 1020)]
    paragraphs = [" ".join(rows[start : start + 500]) for start in range(0, len(rows), 500)]
    _put(folder / ARTICLE, "\n\n".join(paragraphs) + "\n")


def _torn(folder: Path, when: str) -> None:
    whole = (folder / _PICTURE).read_bytes()
    (folder / _PICTURE).write_bytes(whole[: len(whole) // 2] if when == "before" else whole)


def _huge(folder: Path, when: str) -> None:
    picture = folder / ISSUE / "images" / "lua.png"
    if when == "before":
        shutil.copy(_FINDINGS / "huge-picture" / "input" / ISSUE / "images" / "b.png", picture)
    else:
        Image.new("L", (2000, 2000)).save(picture)
    _put(folder / ARTICLE, "![Ruộng lúa chín](images/lua.png)\n")


def _french(folder: Path, when: str) -> None:
    _put(folder / "publication.yaml", "language: fr\n")
    words = folder / "theme" / "strings" / "fr"
    if when == "before":
        _put(words / "web.yaml", "web_top: Haut de page\n")
    else:
        shutil.copytree(templates_root() / "default" / "strings" / "en", words)


def _small(folder: Path, when: str) -> None:
    size = (160, 120) if when == "before" else (1600, 1200)
    Image.new("RGB", size, "#7a9a3a").save(folder / _PICTURE)


def _heavy(folder: Path, when: str) -> None:
    if when == "before":
        with (folder / _PICTURE).open("ab") as stream:
            stream.truncate(30_000_000)


def _voiced(folder: Path) -> None:
    """A voice: of what it cannot say only a publication with one is told."""
    _put(folder / "publication.yaml", "voice: {engine: espeak}\n")


def _long(folder: Path) -> None:
    """An article of some length."""
    sentence = "Sáng nay, UBND xã họp với các ấp, rồi bà con cùng nhau dọn kênh."
    _put(folder / ARTICLE, " ".join([sentence] * 15) + "\n")


_LAWFUL = """\
title: Bản tin xã Tân Phước
profile: ban-tin
page: {size: 190x270}
licence: Giấy phép xuất bản bản tin số 12/GP-STTTT ngày 05/01/2026
editors: [{name: Lê Thị Bé, role: Chịu trách nhiệm xuất bản}]
"""
_PRINTED = "printer: Nhà in Tân Phước\nprint_run: 500\nfrequency: hằng tháng\n"


def _bulletin(folder: Path) -> None:
    """A publication that has all that the press law wanted of a bulletin."""
    _put(folder / "publication.yaml", _LAWFUL + _PRINTED)


def _unprinted(folder: Path) -> None:
    """The same without what it says of its printing."""
    _put(folder / "publication.yaml", _LAWFUL)


def _documents(folder: Path) -> None:
    """Scans of earlier years, two of which are one and the same."""
    archive = folder / "archive"
    (archive / "2020").mkdir(parents=True)
    for shade, name in enumerate(("nghi-quyet-12", "nghi-quyet-13", "2020/nghi-quyet-12", "_")):
        Image.new("L", (60, 80), shade).save(archive / f"{name}.png")
    shutil.copy(archive / "nghi-quyet-12.png", archive / "ban-sao.png")


def _dialogue(folder: Path) -> None:
    """An article for two voices."""
    turns = "**Hỏi.** Nước dâng thì làm gì?\n\n**Đáp.** Kê tủ lạnh lên cao."
    _put(folder / ARTICLE, f":::{{dialogue}}\n{turns}\n:::\n")


BEFOREHAND: Mapping[str, Callable[[Path], None]] = {
    "B290": _voiced,
    "B424": _long,
    "B471": _bulletin,
    "B473": _bulletin,
    "B474": _bulletin,
    "B476": _unprinted,
    "B477": _bulletin,
    "B478": _bulletin,
    "B483": _documents,
    "B484": _documents,
    "B485": _documents,
    "B487": _documents,
    "B488": _documents,
    "B501": _voiced,
    "B502": _voiced,
    "B527": _voiced,
    "B523": _dialogue,
}
"""What a publication needs besides, so that an example tells."""

MADE: Mapping[str, Callable[[Path, str], None]] = {
    "B102": _in_utf16,
    "B252": lambda folder, when: _rows(folder, 60 if when == "before" else 12, "Tổ"),
    "B255": _film,
    "B261": _late,
    "B271": _one_paragraph,
    "B290": _prices,
    "B306": _torn,
    "B315": _huge,
    "B350": _french,
    "B426": _small,
    "B427": _heavy,
    "B432": _moving,
    "B607": lambda folder, when: (
        _rows(folder, 36, "Tổ dân phố Thạnh Lợi và Bình Hòa khu tái định cư đường số")
        if when == "before"
        else _rows(folder, 12, "Thạnh Lợi")
    ),
}
"""Examples that are said in words: how a publication gets them."""
