"""What is to be said about an import: what was changed, what was lost, what is to be filled in.

In: remarks, as the parts of the import make them. Out: the report, as Markdown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bulletin.messages import tr

RemarkKind = Literal["changed", "lost", "missing"]
_HEADS: dict[RemarkKind, str] = {
    "missing": tr("To fill in"),
    "lost": tr("Could not be kept"),
    "changed": tr("Was changed"),
}
Say = Callable[[str], str]

CONTENTS = tr("The table of contents: each edition makes its own")
HIDDEN = tr("Hidden text")
INSERTED = tr("Insertions of tracked changes were taken as accepted")
DELETED = tr("Deletions of tracked changes were taken as accepted")
HEADERS = tr("Headers and footers: each edition has its own")
COMMENTS = tr("Comments are not printed; they say")
COMMENT = tr("A comment, which is not published")
UNDERLINED = tr("Underlined words are plain: on the web they look like links")
BOXES = tr("Text boxes became notes behind their paragraphs")
LETTERHEAD = tr("The letterhead of an official paper, which an article does not have")
TYPED_TABLE = tr("Rows typed with tabs became a table: check it")
"""What several readers have to say; the same words are one remark."""

_SHOWN = 8
"""So many places of one remark are named."""


def excerpt(words: str, most: int = 40) -> str:
    """The first of the words that a remark is about, in quotation marks; "" for none."""
    return f"“{words[:most]}”" if words else ""


@dataclass(frozen=True)
class Remark:
    """One thing to say, and where: lines, or the words nearby."""

    kind: RemarkKind
    text: str
    places: tuple[str, ...] = ()
    count: int = 1


@dataclass
class Remarks:
    """Remarks being collected; the same one at several places is one."""

    _found: dict[tuple[RemarkKind, str], dict[str, None]] = field(default_factory=dict)
    _counts: dict[tuple[RemarkKind, str], int] = field(default_factory=dict)

    def changed(self, text: str, place: str | int = "", count: int = 1) -> None:
        """Note what was made otherwise, and is as it should be."""
        self._add("changed", text, place, count)

    def lost(self, text: str, place: str | int = "", count: int = 1) -> None:
        """Note what is no longer there."""
        self._add("lost", text, place, count)

    def missing(self, text: str, place: str | int = "") -> None:
        """Note what a person has to write."""
        self._add("missing", text, place, 1)

    def _add(self, kind: RemarkKind, text: str, place: str | int, count: int) -> None:
        places = self._found.setdefault((kind, text), {})
        if isinstance(place, int):
            place = tr("line {line}", line=place) if place else ""
        if place:
            places[place] = None
        self._counts[kind, text] = self._counts.get((kind, text), 0) + count

    def all(self) -> Iterator[Remark]:
        """All remarks: what is to be done first, then in the order in which they were made."""
        for wanted in _HEADS:
            for (kind, text), places in self._found.items():
                if kind == wanted:
                    yield Remark(kind, text, tuple(places), self._counts[kind, text])


def report(title: str, files: list[str], remarks: Remarks, say: Say = str) -> str:
    """The report of one imported file; `say` puts it into the language of its reader."""
    parts = [f"# {title}\n\n", *(f"- {file}\n" for file in files)]
    before = ""
    for remark in remarks.all():
        if remark.kind != before:
            parts.append(f"\n## {say(_HEADS[remark.kind])}\n\n")
            before = remark.kind
        parts.append(f"- {_said(remark, say)}\n")
    return "".join(parts)


def _said(remark: Remark, say: Say) -> str:
    text = say(remark.text)
    times = f" (×{remark.count})" if remark.count > 1 else ""
    if not remark.places:
        return f"{text}{times}"
    said = f"{text}{times}".removesuffix(":")
    more = len(remark.places) - _SHOWN
    places = "; ".join(map(say, remark.places[:_SHOWN])) + (f"; +{more}" if more > 0 else "")
    return f"{said}: {places}"
