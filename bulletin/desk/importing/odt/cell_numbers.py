"""Numbers that LibreOffice counts in cells without words: those of the rows of a table.

In: the XML of the text and of the styles. Out: the text with these numbers written out, for no
reader of lists keeps an item that is empty. OpenDocument 1.3, part 3, 5.3 and 16.31.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.desk.importing.odt.names import PARAGRAPHS, STYLE, TABLE, TEXT, Tree
from bulletin.formats.element_text import words_within


@dataclass(frozen=True)
class _Manner:
    """What stands around the numbers of a list, and the first of them."""

    prefix: str
    suffix: str
    start: int


def write_cell_numbers(content: Tree, styles: Tree | None) -> None:
    """Write its number into each cell that holds an item of a numbered list and nothing else."""
    manners = _manners(content, styles)
    counted: dict[str, int] = {}
    for outer in list(content.iter(f"{TEXT}list")) if manners else ():
        manner = manners.get(name := outer.get(f"{TEXT}style-name") or "")
        if manner is None:
            continue
        goes_on = f"{TEXT}continue-list" in outer.attrib or (
            outer.get(f"{TEXT}continue-numbering") == "true"
        )
        if not goes_on or name not in counted:
            counted[name] = manner.start - 1
        items = outer.findall(f"{TEXT}list-item")
        if items and (said := items[0].get(f"{TEXT}start-value", "")).isdecimal():
            counted[name] = int(said) - 1
        counted[name] += len(items)
        paragraph = next(outer.iter(*PARAGRAPHS), None)
        if len(items) == 1 and paragraph is not None and _is_alone(outer):
            paragraph.text = f"{manner.prefix}{counted[name]}{manner.suffix}"
            outer.addprevious(paragraph)
            outer.getparent().remove(outer)  # type: ignore[union-attr]


def _is_alone(outer: Tree) -> bool:
    """Whether a list is all of its cell, and has no words."""
    cell = outer.getparent()
    return cell is not None and cell.tag == f"{TABLE}table-cell" and not words_within(cell)


def _manners(*parts: Tree | None) -> dict[str, _Manner]:
    """How lists write the numbers of their first level, by the names of their styles."""
    made = {}
    for style in (s for part in parts if part is not None for s in part.iter(f"{TEXT}list-style")):
        for level in style.findall(f"{TEXT}list-level-style-number"):
            if level.get(f"{TEXT}level") == "1" and level.get(f"{STYLE}num-format") == "1":
                start = level.get(f"{TEXT}start-value", "")
                prefix, suffix = (
                    level.get(f"{STYLE}num-{one}", "") for one in ("prefix", "suffix")
                )
                number = int(start) if start.isdecimal() else 1
                made[style.get(f"{STYLE}name") or ""] = _Manner(prefix, suffix, number)
    return made
