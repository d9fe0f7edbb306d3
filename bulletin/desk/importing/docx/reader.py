"""Word files: made ready for pandoc, which knows nothing of fonts and loses text boxes.

In: the bytes of a .docx file. Out: a `FileReading`. Before pandoc sees a copy of the file, runs in
old encodings are Unicode, text boxes stand behind their paragraphs, hidden text is gone; what
cannot be kept is remarked upon.
"""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.characters.encodings import convert
from bulletin.desk.importing.docx import (
    boxes,
    charts,
    fields,
    hidden_words,
    looks,
    nesting,
    numbers,
    pictures,
    tables,
    unseen,
)
from bulletin.desk.importing.docx.fonts import Fonts, slots_of
from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import CHART, DIAGRAM, OFFICE, Tree, text_of, w, words_near
from bulletin.desk.importing.elements import take_out
from bulletin.desk.importing.left_out import report_left_out
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.pandoc import program as pandoc
from bulletin.desk.importing.pandoc.tree import PandocReader
from bulletin.desk.importing.reading import FileReading, Hints, keyword_settings
from bulletin.desk.importing.remarks import COMMENTS, DELETED, HEADERS, INSERTED, Remarks, excerpt
from bulletin.desk.importing.tree import plain
from bulletin.messages import tr

_SIGNS = re.compile(r"Wingdings|Webdings|Symbol", re.IGNORECASE)


def read_docx(given: Given, remarks: Remarks, language: str) -> FileReading:
    """The text of a Word file. Raises `BulletinError` when it cannot be read."""
    file = _WordFile(Package.opened(given.name, given.data), remarks, language)
    text = file.prepare_text()
    file.prepare_notes()
    file.prepare_styles()
    _report_outside(file.package, file.folder, remarks)
    found = pandoc.tree_of(given.name, file.package.with_parts(file.changed), "docx")
    if text is not None:
        report_left_out(_paragraphs(text, file.fonts), found, remarks)
    reader = PandocReader(remarks)
    blocks = reader.with_empty(found["blocks"])
    return FileReading(blocks, _hints(file.package, reader, found["meta"], remarks), file.picture)


class _WordFile:
    """A Word file on its way to pandoc: what it holds, and the parts that were changed for it."""

    def __init__(self, package: Package, remarks: Remarks, language: str) -> None:
        self.package, self._language = package, language
        self.changed: dict[str, bytes] = {}
        self._remarks = remarks
        self._main = package.main_part("word/document.xml")
        self.folder = posixpath.dirname(self._main)
        self._styles = DocxStyles(package.xml(f"{self.folder}/styles.xml"))
        self.fonts = Fonts(self._styles, _theme(package, self.folder))
        if self._styles.root is not None:
            looks.strike_once(self._styles.root)
        self._looks = looks.looks_of(self._styles)

    def prepare_text(self) -> Tree | None:
        """The text, put right; None if the file has none."""
        tree = self.package.xml(self._main)
        if tree is None:
            return None
        hidden_words.join_paragraphs(tree)
        unseen.drop_contents(tree, self._remarks)
        name = f"{self.folder}/numbering.xml"
        numbering, is_heading = self.package.xml(name), self.fonts.is_heading
        numbers.write_numbers(tree, numbering, self._styles, is_heading)
        if numbering is not None and nesting.nest_by_indents(
            tree, numbering, self._styles, is_heading
        ):
            self.changed[name] = etree.tostring(numbering)
        looks.mark_indents(tree, self._styles)
        self._prepare(self._main, tree)
        return tree

    def prepare_notes(self) -> None:
        """Put right the notes at the foot of pages and at the end."""
        for part in (f"{self.folder}/footnotes.xml", f"{self.folder}/endnotes.xml"):
            tree = self.package.xml(part)
            if tree is not None:
                hidden_words.join_paragraphs(tree)
                _drop_notes(tree, self._remarks)
                self._prepare(part, tree)

    def prepare_styles(self) -> None:
        """Give the file the styles by which pandoc tells apart what is put right."""
        if (styles := self._styles.root) is not None:
            boxes.add_styles(styles)
            looks.unindent(styles)
            self.changed[f"{self.folder}/styles.xml"] = etree.tostring(
                styles, xml_declaration=True, encoding="UTF-8"
            )

    def picture(self, source: str) -> bytes | None:
        """The bytes of a picture that the text names."""
        part = posixpath.normpath(posixpath.join(self.folder, source.lstrip("/")))
        if part in self.changed:
            return self.changed[part]
        return self.package.read(part) if self.package.has(part) else None

    def _prepare(self, part: str, tree: Tree) -> None:
        """Put right in a part of the file what pandoc would lose or not understand."""
        looks.unindent(tree)
        looks.strike_once(tree)
        looks.write_looks(tree, self._looks, self.fonts.is_heading)
        looks.keep_tabs(tree)
        boxes.choose_alternatives(tree)
        fields.show_answers(tree, self._remarks)
        hidden_words.free_words(tree)
        charts.write_figures(tree, self.package, part, self._remarks, self._language)
        _report_inside(tree, self._remarks)
        unseen.drop_unseen(tree, self._styles, self._remarks)
        unseen.empty_fields(tree, self._remarks)
        unseen.note_marked(tree, self._remarks)
        tables.mend_tables(tree, self._remarks)
        boxes.take_out_boxes(tree, self._remarks)
        boxes.join_drop_caps(tree)
        boxes.mark_headings(tree, self.fonts)
        boxes.mark_decorative(tree)
        convert(slots_of(tree, self.fonts), self._remarks)
        self.changed |= pictures.as_shown(tree, self.package, part, self._remarks)
        self.changed[part] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )


def _paragraphs(tree: Tree, fonts: Fonts) -> Iterator[str]:
    """The words of each paragraph that Word shows; letters of fonts of signs are no words."""
    for paragraph in tree.iter(w("p")):
        around = fonts.of_surroundings(paragraph)
        yield "".join(
            text_of(run)
            for run in paragraph.iter(w("r"))
            if next(run.iterancestors(w("p")), None) is paragraph
            and next(run.iterancestors(w("moveFrom")), None) is None
            and not _SIGNS.match(fonts.of_run(run, "ascii", around))
        )


def _theme(package: Package, folder: str) -> Tree | None:
    parts = sorted(
        n for n in package.archive.namelist() if re.match(rf"{folder}/theme/theme\d*\.xml", n)
    )
    return package.xml(parts[0]) if parts else None


def _report_inside(tree: Tree, remarks: Remarks) -> None:
    counts = {
        INSERTED: (w("ins"), w("moveTo")),
        DELETED: (w("del"), w("moveFrom")),
    }
    for said, tags in counts.items():
        # Marks of whole paragraphs stand in their properties.
        found = [e for e in tree.iter(*tags) if text_of(e, deleted=True).strip()]
        for element in found:
            remarks.changed(said, excerpt(text_of(element, deleted=True).strip()))
    lost = {
        tr("A chart of Word: make it anew with :::{{chart}} from its figures"): f"{{{CHART}}}chart",
        tr(
            "A diagram (SmartArt): save it as a picture, or write it as a list"
        ): f"{{{DIAGRAM}}}relIds",
        tr(
            "An embedded object, of Excel for example: copy its content into the text"
        ): f"{{{OFFICE}}}OLEObject",
        tr("Another file that was put in whole"): w("altChunk"),
        tr("A field of a form"): w("control"),
    }
    for said, tag in lost.items():
        for element in tree.iter(tag):
            remarks.lost(said, words_near(element))


def _drop_notes(tree: Tree, remarks: Remarks) -> None:
    """Leave out the marks of notes in notes: Word has none, and one may lead to itself."""
    for mark in list(tree.iter(w("footnoteReference"), w("endnoteReference"))):
        remarks.lost(tr("The mark of a note in a note"), words_near(mark))
        take_out(mark)


def _report_outside(package: Package, folder: str, remarks: Remarks) -> None:
    """Note what stands around the text: comments, headers and footers."""
    for author, words in _comments(package.xml(f"{folder}/comments.xml")):
        remarks.lost(COMMENTS, f"{author}: {words}")
    for part in package.archive.namelist():
        if re.match(rf"{folder}/(header|footer)\d*\.xml", part):
            tree = package.xml(part)
            words = " ".join(text_of(tree).split()) if tree is not None else ""
            if re.search(r"[^\W\d]{3}", words):
                remarks.lost(HEADERS, excerpt(words, 60))


def _comments(tree: Tree | None) -> Iterator[tuple[str, str]]:
    for comment in tree.iter(w("comment")) if tree is not None else ():
        words = " ".join(" ".join(text_of(p) for p in comment.iter(w("p"))).split())
        if words:
            yield comment.get(w("author")) or "?", words[:300]


def _hints(
    package: Package, reader: PandocReader, meta: dict[str, object], remarks: Remarks
) -> Hints:
    properties = package.xml("docProps/core.xml")
    said: dict[str, str] = {}
    for element in properties if properties is not None else ():
        name = etree.QName(element).localname
        said[name] = " ".join((element.text or "").split())
    author = plain(reader.meta(meta, "author"))
    return Hints(
        title=reader.meta(meta, "title"),
        summary=reader.meta(meta, "subtitle") or reader.meta(meta, "abstract"),
        authors=tuple(filter(None, (part.strip() for part in author.split(",")))),
        property_title=said.get("title", ""),
        property_author=said.get("creator", ""),
        settings=keyword_settings(said.get("keywords", ""), remarks),
    )
