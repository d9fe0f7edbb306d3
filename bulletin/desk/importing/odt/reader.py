"""Files of LibreOffice: made ready for pandoc, which knows nothing of fonts and changes.

In: the bytes of an .odt file. Out: a `FileReading`. OpenDocument 1.3, part 3.
"""

import posixpath
from collections.abc import Iterator
from functools import cache

from lxml import etree

from bulletin.desk.importing.characters.encodings import Slot, convert
from bulletin.desk.importing.elements import outermost, put_behind, replace_with_text, take_out
from bulletin.desk.importing.left_out import report_left_out
from bulletin.desk.importing.odt import burdens, hidden_words, looks, numbers
from bulletin.desk.importing.odt.inherited import OF_WORDS, OdtStyles, said_by
from bulletin.desk.importing.odt.names import (
    DRAW,
    FO,
    META,
    OFFICE,
    PARAGRAPHS,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    Tree,
)
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.opening.sizes import refuse_too_many_paragraphs, refuse_too_many_pieces
from bulletin.desk.importing.pandoc import program as pandoc
from bulletin.desk.importing.pandoc.tree import BOX_BEGINS, BOX_ENDS, PandocReader
from bulletin.desk.importing.reading import FileReading, Hints, keyword_settings
from bulletin.desk.importing.remarks import (
    BOXES,
    COMMENTS,
    CONTENTS,
    DELETED,
    HEADERS,
    INSERTED,
    UNDERLINED,
    Remarks,
    excerpt,
)
from bulletin.desk.importing.tree import plain
from bulletin.diagnostics import BulletinError
from bulletin.formats.element_text import words_within
from bulletin.messages import tr

_DC = "{http://purl.org/dc/elements/1.1/}"
_KNOWS_SPANS = (3, 9)
"""The pandoc that first reads merged cells of LibreOffice."""


def read_odt(given: Given, remarks: Remarks) -> FileReading:
    """The text of a file of LibreOffice. Raises `BulletinError` when it cannot be read."""
    package = Package.opened(given.name, given.data)
    content, styles = _content_of(given.name, package), package.xml("styles.xml")
    burdens.bound_repetitions(content)
    pieces = (f"{TEXT}span", f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")
    paragraphs = content.iter(*PARAGRAPHS)
    refuse_too_many_pieces(given.name, (sum(1 for _ in one.iter(*pieces)) for one in paragraphs))
    sheet = OdtStyles(styles, content)
    fonts = _Fonts(sheet, styles, content)
    _take_out(content, remarks)
    _report_outside(styles, remarks)
    burdens.drop_bookmarks(content)
    burdens.cut_lines_of_styles(styles, content)
    numbers.write_numbers(content, styles)
    hidden_words.free_words(content, styles, remarks)
    refuse_too_many_paragraphs(given.name, content)
    looks.mark_indents(content, sheet)
    looks.keep_empty(content)
    looks.write_capitals(content, sheet)
    looks.say_looks_of_words(content, sheet)
    looks.unindent(content, styles)
    looks.keep_tabs(content)
    if looks.drop_underlines(content):
        remarks.changed(UNDERLINED)
    alternatives = looks.alternatives(content)
    convert(_paragraphs(content, fonts), remarks)
    _move_boxes(content, remarks)
    parts = {"content.xml": content, "styles.xml": styles}
    changed = {
        name: etree.tostring(part, xml_declaration=True, encoding="UTF-8")
        for name, part in parts.items()
        if part is not None
    }
    _tell_of_spans(content, remarks)
    found = pandoc.tree_of(given.name, package.with_parts(changed), "odt")
    report_left_out(hidden_words.words_of_paragraphs(content), found, remarks)
    reader = PandocReader(remarks, alternatives)
    blocks = reader.blocks(found["blocks"])

    def picture(source: str) -> bytes | None:
        part = posixpath.normpath(source)
        return package.read(part) if package.has(part) else None

    return FileReading(blocks, _hints(package, reader, found["meta"], remarks), picture)


def _content_of(name: str, package: Package) -> Tree:
    """The part with the text. Raises `BulletinError` for one that is locked or not there."""
    manifest = (
        package.read("META-INF/manifest.xml") if package.has("META-INF/manifest.xml") else b""
    )
    if b"encryption-data" in manifest:
        hint = tr("open it with its password, take the password away, and save it")
        raise BulletinError(tr("{name} is protected by a password", name=name), hint)
    content = package.xml("content.xml")
    if content is None:
        hint = tr("open it in LibreOffice, and save it again")
        raise BulletinError(tr("{name} is damaged: it holds no text", name=name), hint)
    return content


def _tell_of_spans(content: Tree, remarks: Remarks) -> None:
    """Remark upon tables with merged cells, if pandoc is too old to know of these."""
    spans = (f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned")
    merged = [
        cell
        for cell in content.iter(f"{TABLE}table-cell")
        if any((cell.get(name) or "1") != "1" for name in spans)
    ]
    if merged and pandoc.version_of(pandoc.program()) < _KNOWS_SPANS:
        said = tr("Merged cells, which this pandoc does not know: compare the table with the file")
        remarks.lost(said, excerpt(words_within(merged[0])), count=len(merged))


def _take_out(content: Tree, remarks: Remarks) -> None:
    """Leave out what is no text: changes, comments, tables of contents; and say so."""
    for region in content.iter(f"{TEXT}changed-region"):
        for kind in region:
            inserted = kind.tag == f"{TEXT}insertion"
            words = " ".join(words_within(p) for p in kind.iter(*PARAGRAPHS))
            said = INSERTED if inserted else DELETED
            remarks.changed(said, excerpt(words))
    for note in content.iter(f"{OFFICE}annotation"):
        author = note.findtext(f"{_DC}creator") or "?"
        words = " ".join(words_within(p) for p in note.iter(*PARAGRAPHS))
        remarks.lost(COMMENTS, f"{author}: {words[:300]}")
    for _ in content.iter(f"{TEXT}table-of-content"):
        remarks.lost(CONTENTS)
    for thing in content.iter(f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin"):
        message = tr(
            "An embedded object, as a chart or an equation: show it as a picture, or with :::{{chart}}"
        )
        remarks.lost(message, _near(thing))
    tags = [
        f"{TEXT}tracked-changes",
        f"{TEXT}change-start",
        f"{TEXT}change-end",
        f"{TEXT}change",
    ]
    tags += [
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{TEXT}table-of-content",
        f"{TEXT}soft-page-break",
    ]
    replace_with_text(dict.fromkeys(content.iter(*tags), ""))


def _near(element: Tree) -> str:
    paragraph = next(element.iterancestors(*PARAGRAPHS), None)
    words = words_within(paragraph) if paragraph is not None else ""
    return excerpt(words)


def _report_outside(styles: Tree | None, remarks: Remarks) -> None:
    tags = (f"{STYLE}header", f"{STYLE}footer", f"{STYLE}header-first", f"{STYLE}footer-first")
    for part in styles.iter(*tags) if styles is not None else ():
        words = words_within(part)
        if any(char.isalpha() for char in words):
            remarks.lost(HEADERS, excerpt(words, 60))


def _move_boxes(content: Tree, remarks: Remarks) -> None:
    """Put what stands in text boxes behind the paragraph that the box hangs on."""
    last: dict[Tree, Tree] = {}
    for box in list(content.iter(f"{DRAW}text-box")):
        host = outermost(box, *PARAGRAPHS)
        if host is None:
            continue
        picture = next(box.iter(f"{DRAW}image"), None) is not None
        words = " ".join(words_within(paragraph) for paragraph in box.iter(*PARAGRAPHS))
        children = list(box)
        take_out(box)
        if not picture and words:
            children = [_marker(BOX_BEGINS), *children, _marker(BOX_ENDS)]
            remarks.changed(BOXES, excerpt(words))
        last[host] = put_behind(last.get(host, host), children)


def _marker(text: str) -> Tree:
    made = etree.Element(f"{TEXT}p")
    made.text = text
    return made


# -- fonts ---------------------------------------------------------------------------------


class _Fonts:
    """The fonts of styles: a style's own, or those of the styles above it."""

    def __init__(self, styles: OdtStyles, *parts: Tree | None) -> None:
        self._styles = styles
        self._faces: dict[str, str] = {}
        self._default = ""
        for part in (part for part in parts if part is not None):
            for face in part.iter(f"{STYLE}font-face"):
                family = (face.get(f"{SVG}font-family") or "").strip("'\"")
                self._faces[face.get(f"{STYLE}name") or ""] = family
            for style in part.iter(f"{STYLE}default-style"):
                if style.get(f"{STYLE}family") == "paragraph":
                    self._default = self._own(style)
        self.of = cache(self._of)

    def _of(self, family: str, name: str) -> str:
        """The font of a style; "" where it has none."""
        return next(filter(None, map(self._own, self._styles.line(family, name))), "")

    def _own(self, style: Tree) -> str:
        named = said_by(style, OF_WORDS, f"{STYLE}font-name") or ""
        family = said_by(style, OF_WORDS, f"{FO}font-family") or ""
        return self._faces.get(named) or named or family.split(",")[0].strip("'\" ")

    def of_paragraph(self, name: str) -> str:
        """The font of a paragraph's style, or the default."""
        return self.of("paragraph", name) or self.of("paragraph", "Standard") or self._default


def _paragraphs(content: Tree, fonts: _Fonts) -> Iterator[list[Slot]]:
    for paragraph in content.iter(*PARAGRAPHS):
        font = fonts.of_paragraph(paragraph.get(f"{TEXT}style-name") or "")
        yield list(_slots(paragraph, font, fonts))


def _slots(element: Tree, font: str, fonts: _Fonts) -> Iterator[Slot]:
    """The text of a paragraph; paragraphs in notes and boxes inside it are others."""
    if element.text:
        yield Slot(element, font)
    for child in element:
        if child.tag in {f"{TEXT}span", f"{TEXT}a"}:
            yield from _slots(
                child, fonts.of("text", child.get(f"{TEXT}style-name") or "") or font, fonts
            )
        if child.tail:
            yield Slot(child, font, tail=True)


def _hints(
    package: Package, reader: PandocReader, meta: dict[str, object], remarks: Remarks
) -> Hints:
    said: dict[str, str] = {}
    keywords: list[str] = []
    about = package.xml("meta.xml")
    for element in about.iter() if about is not None else ():
        if isinstance(element.tag, str) and element.text:
            said.setdefault(element.tag, " ".join(element.text.split()))
            if element.tag == f"{META}keyword":
                keywords.append(element.text)
    return Hints(
        property_title=said.get(f"{_DC}title", "") or plain(reader.meta(meta, "title")),
        property_author=said.get(f"{META}initial-creator", said.get(f"{_DC}creator", "")),
        settings=keyword_settings(keywords, remarks),
    )
