"""Words of a LibreOffice file in elements that pandoc passes over, with what they hold.

In: the XML of the text and of the styles. Out: the text with these words in plain paragraphs and
cells, without what LibreOffice hides; what is left out is remarked upon. OpenDocument 1.3, part 3.
"""

import copy

from lxml import etree

from bulletin.desk.importing.elements import put_in_place, replace_with_text, whole_number
from bulletin.desk.importing.odt.inherited import OdtStyles
from bulletin.desk.importing.odt.names import DRAW, OFFICE, PARAGRAPHS, STYLE, TABLE, TEXT, Tree
from bulletin.desk.importing.remarks import CONTENTS, HIDDEN, Remarks, excerpt
from bulletin.formats.element_text import words_within
from bulletin.messages import tr

_READ = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("p", "h", "span", "a", "s", "tab", "line-break", "note", "list", "ruby"),
        *("bookmark", "bookmark-start", "bookmark-end", "bookmark-ref"),
        *("reference-mark", "reference-mark-start", "reference-mark-end"),
    )
)
"""What pandoc reads within a paragraph; all other elements of text are fields."""
_WITHIN = frozenset(f"{TEXT}{name}" for name in ("ruby-base", "bookmark-ref"))
"""Of these, what holds words of its paragraph besides spans and links."""
_LOST_IN_LINKS = (f"{TEXT}line-break", f"{TEXT}tab", f"{TEXT}s")
_INDEXES = tuple(
    f"{TEXT}{kind}-index" for kind in ("alphabetical", "illustration", "table", "object", "user")
)
_CELL = f"{TABLE}table-cell"
_MOST_REPEATED = 200
"""Rows and cells that a file may say at once; more are the empty rest of a sheet."""


def free_words(content: Tree, styles: Tree | None, remarks: Remarks) -> None:
    """Put words where pandoc reads them."""
    _drop_hidden(content, styles, remarks)
    for index in list(content.iter(*_INDEXES)):
        remarks.lost(CONTENTS)
        put_in_place(index, [])
    for holder in list(content.iter(f"{TEXT}bibliography", f"{TEXT}numbered-paragraph")):
        put_in_place(holder, list(holder.iter(*PARAGRAPHS)))
    for outer in list(content.iter(f"{TEXT}list")):
        _mend_list(outer, content, styles, remarks)
    for shape in list(content.iter(f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse")):
        _box_words(shape)
    _write_out_fields(content)
    _mend_cells(content)
    for row in list(content.iter(f"{TABLE}table-row")):
        _repeat(row, f"{TABLE}number-rows-repeated")
    for cell in list(content.iter(_CELL)):
        _repeat(cell, f"{TABLE}number-columns-repeated")


def _mend_cells(content: Tree) -> None:
    """Write headings and tables in cells as paragraphs, and rows without groups around them."""
    for rows in list(content.iter(f"{TABLE}table-rows", f"{TABLE}table-row-group")):
        put_in_place(rows, list(rows))
    for cell in list(content.iter(_CELL)):
        for inner in list(cell.iter(f"{TABLE}table")):
            outer = next(cell.iterancestors(f"{TABLE}table"))
            if len([*outer.iter(_CELL)]) == len([*cell.iter(_CELL)]):  # it only frames the inner
                put_in_place(outer, list(cell))
                break
            put_in_place(inner, [one for part in inner.iter(_CELL) for one in part])
    for heading in content.iter(f"{TEXT}h"):
        if next(heading.iterancestors(_CELL), None) is not None:
            heading.tag = f"{TEXT}p"


def _write_out_fields(content: Tree) -> None:
    rubies: dict[Tree, str] = {}
    for ruby in content.iter(f"{TEXT}ruby"):
        base, reading = (
            _own_words(ruby.find(f"{TEXT}ruby-{part}")).strip() for part in ("base", "text")
        )
        rubies[ruby] = f"{base} ({reading})" if reading else base
    replace_with_text(rubies)
    linked = (one for link in content.iter(f"{TEXT}a") for one in link.iter(*_LOST_IN_LINKS))
    replace_with_text(dict.fromkeys(linked, " "))
    within = (one for paragraph in content.iter(*PARAGRAPHS) for one in paragraph.iter(f"{TEXT}*"))
    replace_with_text({field: _own_words(field) for field in within if _is_field(field)})


def words_of_paragraphs(content: Tree) -> list[str]:
    """The words of each paragraph, without those of notes and frames in it."""
    return [_own_words(paragraph) for paragraph in content.iter(*PARAGRAPHS)]


def _own_words(element: Tree | None) -> str:
    """The words of a paragraph or a span as it has them, without those of notes and frames in it."""
    if element is None:
        return ""
    made = [element.text or ""]
    for child in element:
        inside = child.tag in {f"{TEXT}span", f"{TEXT}a"} or _is_field(child)
        if inside or child.tag in _WITHIN:
            made.append(_own_words(child))
        elif child.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"}:
            made.append(" ")
        made.append(child.tail or "")
    return "".join(made)


def _is_field(element: Tree) -> bool:
    """Whether an element within a paragraph shows words that it holds itself."""
    tag = str(element.tag)
    return (
        tag.startswith(TEXT)
        and tag not in _READ
        and not any(child.tag in PARAGRAPHS for child in element.iter())
        and next(element.iterancestors(f"{TEXT}note-citation", f"{TEXT}ruby"), None) is None
        and tag != f"{TEXT}note-citation"
    )


def _drop_hidden(content: Tree, styles: Tree | None, remarks: Remarks) -> None:
    hidden = [one for one in content.iter(f"{TEXT}*") if one.get(f"{TEXT}display") == "none"]
    hidden += content.iter(f"{TEXT}hidden-text", f"{TEXT}script")
    known = OdtStyles(styles, content)
    hiding = {one for one in known if known.said(*one, f"{TEXT}display") == "none"}
    if hiding:
        hidden += (
            one
            for family, tags in _STYLED.items()
            for one in content.iter(*tags)
            if (family, one.get(f"{TEXT}style-name") or "") in hiding
        )
    for element in hidden:
        words = words_within(element)
        remarks.lost(HIDDEN, excerpt(words))
    replace_with_text(dict.fromkeys(hidden, ""))


_STYLED = {"text": (f"{TEXT}span",), "paragraph": PARAGRAPHS}
"""By the family of a style what may have it."""


def _box_words(shape: Tree) -> None:
    """Make the words in a drawn shape those of a text box."""
    paragraphs = [child for child in shape if child.tag in PARAGRAPHS]
    if any(_own_words(paragraph).strip() for paragraph in paragraphs):
        box = etree.SubElement(shape, f"{DRAW}text-box")
        box.extend(paragraphs)


def _repeat(element: Tree, attribute: str) -> None:
    """Write a row or a cell as often as it says, if it holds words."""
    times = str(element.attrib.pop(attribute, "1"))
    if not times.isdecimal() or not words_within(element):
        if times != "1":
            element.set(attribute, times)
        return
    for _ in range(min(whole_number(times, _MOST_REPEATED), _MOST_REPEATED) - 1):
        element.addnext(copy.deepcopy(element))


# -- lists ---------------------------------------------------------------------------------


def _mend_list(outer: Tree, content: Tree, styles: Tree | None, remarks: Remarks) -> None:
    header = outer.find(f"{TEXT}list-header")
    if header is not None:
        for block in list(header):
            outer.addprevious(block)
        outer.remove(header)
    if next(outer.iterancestors(f"{TEXT}list"), None) is None and _only_headings(outer):
        remarks.lost(tr("The numbers of headings: write them where the text needs them"))
        put_in_place(outer, list(outer.iter(f"{TEXT}h")))
        return
    first = outer.find(f"{TEXT}list-item")
    start = first.get(f"{TEXT}start-value", "") if first is not None else ""
    if start.isdecimal():
        _start_at(outer, start, content, styles)


def _only_headings(outer: Tree) -> bool:
    paragraphs = list(outer.iter(*PARAGRAPHS))
    return bool(paragraphs) and all(one.tag == f"{TEXT}h" for one in paragraphs)


def _start_at(outer: Tree, start: str, content: Tree, styles: Tree | None) -> None:
    """Give a list a style of its own that begins with a number: pandoc looks there alone."""
    name = outer.get(f"{TEXT}style-name")
    holder = content.find(f"{OFFICE}automatic-styles")
    parts = [part for part in (content, styles) if part is not None]
    kinds = (kind for part in parts for kind in part.iter(f"{TEXT}list-style"))
    style = next((kind for kind in kinds if kind.get(f"{STYLE}name") == name), None)
    if style is None or holder is None or not name:
        return
    own = copy.deepcopy(style)
    named = f"{name}-{start}"
    own.set(f"{STYLE}name", named)
    for level in own:
        if level.get(f"{TEXT}level") == "1":
            level.set(f"{TEXT}start-value", start)
    holder.append(own)
    outer.set(f"{TEXT}style-name", named)
