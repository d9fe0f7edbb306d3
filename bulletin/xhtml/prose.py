"""Running text as elements: paragraphs, headings, lists, quotations, tables, footnotes.

In: the writer and a block. Out: its element; the writer adds the id.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bulletin import document
from bulletin.xhtml.decimals import align_decimals
from bulletin.xhtml.elements import Element, add_class, append, element
from bulletin.xhtml.pen import Pen

_LOWEST_HEADING = 6


def paragraph(writer: Pen, block: document.Paragraph) -> Element:
    """A paragraph."""
    return writer.inlines(element("p"), block.children)


def heading(writer: Pen, block: document.Heading) -> Element:
    """A heading, at the level that the page asks for."""
    level = min(block.level + writer.heading_shift, _LOWEST_HEADING)
    return writer.inlines(element(f"h{level}"), block.children)


def list_(writer: Pen, block: document.List) -> Element:
    """A list, with the number of its first item where that is not 1."""
    made = element("ol" if block.ordered else "ul", *writer.blocks(block.children))
    if block.tight:
        made.set("class", "tight")
    if not block.ordered and _is_labelled(block):
        add_class(made, "labelled")
    if block.ordered and block.start != 1:
        made.set("start", str(block.start))
    return made


def list_item(writer: Pen, block: document.ListItem) -> Element:
    """An item of a list."""
    return element("li", *writer.blocks(block.children))


def quotation(writer: Pen, block: document.Quotation) -> Element:
    """A quotation."""
    return element("blockquote", *writer.blocks(block.children))


def code_block(_writer: Pen, block: document.CodeBlock) -> Element:
    """Lines as they are."""
    return element("pre", element("code", block.text))


def divider(_writer: Pen, _block: document.Divider) -> Element:
    """A break between two thoughts."""
    return element("hr")


def table(writer: Pen, block: document.Table) -> Element:
    """A table in a box that can scroll sideways, and its source below."""
    made = element("table")
    if block.caption:
        append(made, writer.inlines(element("caption"), block.caption))
    if any(document.plain_text(cell.children).strip() for cell in block.header.cells):
        append(made, element("thead", _row(writer, block, block.header, header=True)))
    body = element("tbody")
    for row in block.rows:
        if isinstance(row, document.Row):
            append(body, _row(writer, block, row, header=False))
    _keep_names_whole(body)
    if len(body):
        append(made, body)
    for index, align in enumerate(block.align):
        if align == "right":
            align_decimals([row[index] for row in body if index < len(row)], writer.strings.locale)
    scroll = element("div", made, class_="table-scroll")
    writer.annotate(scroll, "table-scroll", block)
    return element("div", scroll, source(writer, block.source), class_="table")


def _row(writer: Pen, block: document.Table, row: document.Row, *, header: bool) -> Element:
    made = element("tr")
    for index, cell in enumerate(row.cells):
        first = index == 0 and block.row_headers
        append(made, _cell(writer, cell, header=header, first=first))
        align = block.align[index] if index < len(block.align) else "left"
        if align != "left":
            add_class(made[-1], f"align-{align}")
    writer.identify(made, row.id)
    writer.annotate(made, "row", row)
    return made


def _cell(writer: Pen, cell: document.Cell, *, header: bool, first: bool) -> Element:
    """A cell; one that heads nothing because it is empty is no header (WCAG technique H63)."""
    heads = (header or first) and document.plain_text(cell.children).strip()
    writer.sign = "cell" if _only_pictures(cell.children) else "inline"
    writer.photograph = "cell"
    made = writer.inlines(element("th" if heads else "td"), cell.children)
    writer.sign = writer.photograph = "inline"
    if header:
        _break_after_strokes(made)
    if heads:
        made.set("scope", "col" if header else "row")
    writer.identify(made, cell.id)
    writer.annotate(made, "cell", cell)
    return made


def _keep_names_whole(body: Element) -> None:
    """Hold the short name of a row in one line, but for a total in a column that counts rows."""
    firsts = [row[0] for row in body if len(row)]
    texts = ["".join(map(str, cell.itertext())) for cell in firsts]
    if 2 * sum(text.strip(" .").isdecimal() for text in texts) > len(texts):
        return
    for cell, text in zip(firsts, texts, strict=True):
        if " " in text and len(text) <= _SHORT_NAME:
            add_class(cell, "name")


_SHORT_NAME = 12
"""Letters of a row's name that stands in one line, however narrow its column would be."""


def _break_after_strokes(head: Element) -> None:
    """Let lines of a narrow head end after strokes: "đồng/hộ/tháng" is no one word there."""
    for item in list(head.iter()):
        for key in ("text", "tail"):
            said = _LONG.sub(lambda word: _STROKE.sub("/\0", word[0]), getattr(item, key) or "")
            first, *others = said.split("\0")
            if not others or (key == "tail" and item is head):
                continue
            setattr(item, key, first)
            breaks = [element("wbr") for _ in others]
            for made, piece in zip(breaks, others, strict=True):
                made.tail = piece
            if key == "text":
                item[:0] = breaks
            elif (parent := item.getparent()) is not None:
                place = parent.index(item) + 1
                parent[place:place] = breaks


_LONG = re.compile(r"[^\s/]+/\S{6,}")
_STROKE = re.compile(r"/(?=[^\W\d])")
"""Where a line may end in a word, if that is long: not in "kg/ha"."""


def _only_pictures(inlines: document.Inlines) -> bool:
    """Whether there is nothing else, so that they are no signs in a text."""
    leaves = [i for i in document.walk_inlines(inlines) if not getattr(i, "children", ())]
    rest = [i for i in leaves if not isinstance(i, document.Picture | document.LineBreak)]
    return len(rest) < len(leaves) and not document.plain_text(tuple(rest)).strip()


def source(writer: Pen, inlines: document.Inlines) -> Element | None:
    """The line that says where figures come from, or None."""
    if not inlines:
        return None
    label = element("span", writer.strings("content_source"), class_="label")
    return writer.inlines(element("p", label, " ", class_="source"), inlines)


def footnote_reference(writer: Pen, ref: document.FootnoteReference) -> Element:
    """A raised number that leads to the footnote."""
    link = element("a", str(ref.number), href=f"#{ref.footnote}", role="doc-noteref")
    link.set("aria-label", writer.strings("content_footnote", number=ref.number))
    writer.identify(link, writer.reference_id(ref))
    return element("sup", link, class_="footnote-reference")


def footnotes(writer: Pen, article: document.Article) -> Element | None:
    """The list of an article's footnotes, each with a way back into the text.

    It is a group, not a landmark (`doc-endnotes`): a page may hold many articles.
    """
    if not article.footnotes:
        return None
    listing = element("ol", *(writer.block(note) for note in article.footnotes))
    title = element("p", writer.strings("content_footnotes"), class_="footnotes-title")
    title.set("id", f"{article.slug}-footnotes")
    made = element("div", title, listing, class_="footnotes", role="group")
    made.set("aria-labelledby", f"{article.slug}-footnotes")
    writer.annotate(made, "footnotes", article)
    return made


def footnote(writer: Pen, block: document.Footnote) -> Element:
    """One footnote; the way back stands at the end of its last paragraph."""
    made = element("li", *writer.blocks(block.children), class_="footnote")
    made.set("value", str(block.number))
    back = element(
        "a", "↩\ufe0e", href=f"#{block.reference}", role="doc-backlink", class_="backlink"
    )
    back.set("aria-label", writer.strings("content_footnote_back", number=block.number))
    writer.annotate(back, "backlink", block)
    last = made[-1] if len(made) and made[-1].tag == "p" else append(made, element("p"))[-1]
    append(last, " " if last.text or len(last) else None, back)
    return made


BLOCKS: Mapping[type[document.Block], Callable[[Any, Any], Element]] = {
    document.Paragraph: paragraph,
    document.Heading: heading,
    document.List: list_,
    document.ListItem: list_item,
    document.Quotation: quotation,
    document.CodeBlock: code_block,
    document.Divider: divider,
    document.Table: table,
    document.Footnote: footnote,
}

_LABEL = re.compile(
    r"(?P<around>\(\w{1,3}\)(?=\s))"
    r"|(?P<small>[^\W\d_](?=[.)/]\s)|[ivx]{2,4}(?=[.)/]\s))"
    r"|(?P<large>[IVX]{2,4}(?=[.)/]\s))"
    r"|(?P<count>[0-9]{1,2}(?=[.)/]\s))"
    r"|(?P<outline>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[.)]\s|\s[A-ZÀ-Ỹ]))"
)


def _is_labelled(block: document.List) -> bool:
    """Whether each item of a list begins with a label of one kind, and none like another."""
    found = [_label(item) for item in block.children]
    kinds = {kind for kind, _ in found}
    return "" not in kinds and len(kinds) == 1 and len(set(found)) == len(found)


def _label(item: object) -> tuple[str, str]:
    """The kind of an item's label and the label; two empty texts for none."""
    first = item.children[0] if isinstance(item, document.ListItem) and item.children else None
    text = document.plain_text(first.children) if isinstance(first, document.Paragraph) else ""
    match = _LABEL.match(text)
    return (match.lastgroup or "", match[0]) if match else ("", "")
