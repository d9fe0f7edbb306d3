"""Texts in old encodings made Unicode: by the fonts of their runs, else by what they say.

In: paragraphs of slots, places in a tree of XML or HTML that hold text. Out: the same places
with Unicode, and remarks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.legacy.detector import detected, is_unicode_already
from bulletin.desk.legacy.encoding import LegacyEncoding
from bulletin.desk.legacy.fonts import FontMeaning, is_unknown, meaning_of
from bulletin.formats.element_text import Element
from bulletin.messages import tr


@dataclass(frozen=True)
class Slot:
    """Text in an element, or right behind it (`tail`), in a font."""

    element: Element
    font: str
    tail: bool = False
    other_font: str = ""
    """The font of the plain letters, where a program keeps two."""

    @property
    def meaning(self) -> FontMeaning | None:
        """What the font says of the text."""
        return meaning_of(self.font) or meaning_of(self.other_font)

    @property
    def text(self) -> str:
        """What stands there."""
        return (self.element.tail if self.tail else self.element.text) or ""

    def write(self, text: str) -> None:
        """Put another text there."""
        if self.tail:
            self.element.tail = text
        else:
            self.element.text = text


def convert(paragraphs: Iterable[Sequence[Slot]], remarks: Remarks) -> None:
    """Make the text of paragraphs Unicode."""
    unnamed: list[list[Slot]] = []
    known: set[str] = set()
    for slots in paragraphs:
        for font in sorted({s.font for s in slots if is_unknown(s.font) and not s.text.isascii()}):
            said = tr("Text in an old encoding that is not known; its font is {font}", font=font)
            remarks.lost(said, count=1)
        # Numbers and the like, in a run of their own, do not part two runs of one encoding.
        for encoding, group in groupby(slots, lambda slot: slot.meaning and slot.meaning.encoding):
            if encoding is None:
                unnamed.append(list(group))
            elif not _convert_run(run := list(group), encoding, remarks):
                unnamed.append(run)
            else:
                known.add(encoding.name)
    _convert_unnamed(unnamed, known, remarks)


def rows_converted(rows: Iterable[str], remarks: Remarks) -> list[str]:
    """Rows of a text without fonts made Unicode, and without characters that nobody sees."""
    slots = []
    for row in rows:
        element = etree.Element("p")
        element.text = "".join(c for c in row if c >= " ")
        slots.append([Slot(element, "")])
    convert(slots, remarks)
    return [slot.text for (slot,) in slots]


def _convert_unnamed(runs: list[list[Slot]], known: set[str], remarks: Remarks) -> None:
    """Convert text whose font says nothing, or another thing than the text itself."""
    texts = ["".join(slot.text for slot in run) for run in runs]
    for run, text, encoding in zip(runs, texts, detected(texts, known), strict=True):
        if encoding is not None and _write(run, encoding):
            said = tr(
                "Text in {encoding} was made Unicode, though its font does not tell: check it",
                encoding=encoding.name,
            )
            remarks.changed(said, excerpt(text.strip(), 30))


def _convert_run(run: list[Slot], encoding: LegacyEncoding, remarks: Remarks) -> bool:
    """Convert a run by its font; False where it holds Unicode, whatever its font is."""
    text = "".join(slot.text for slot in run)
    if is_unicode_already(text, encoding):
        said = tr(
            "Text in a font of {encoding} that is Unicode already was left as it is",
            encoding=encoding.name,
        )
        remarks.changed(said, excerpt(text.strip(), 30))
        return False
    if _write(run, encoding):
        said = tr("Text in {encoding} was made Unicode by its font", encoding=encoding.name)
        remarks.changed(said)
    return True


def _write(run: list[Slot], encoding: LegacyEncoding) -> bool:
    """Write the text of slots as Unicode; whether that changed anything."""
    texts = [slot.text for slot in run]
    capitals = [slot.meaning is not None and slot.meaning.capitals for slot in run]
    made = encoding.decode_runs(texts, capitals=capitals)
    for slot, text in zip(run, made, strict=True):
        slot.write(text)
    return made != texts
