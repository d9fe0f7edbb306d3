"""pandoc's tree as ours.

In: the JSON of pandoc (pandoc-types 1.23: `{"t": kind, "c": contents}`). Out: blocks, and the
title, subtitle and the like that pandoc found in the head of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import CONTENTS, UNDERLINED, Remarks
from bulletin.desk.importing.runs import runs_joined
from bulletin.desk.importing.shaping.indents import set_in
from bulletin.document.numerals import COUNTED
from bulletin.messages import tr

Json = Any

BOX_BEGINS, BOX_ENDS = "\ue002", "\ue003"
"""Paragraphs by which `docx` and `odt` tell where a text box begins and ends."""

DECORATIVE = "\ue001bulletin-decorative"
"""The alternative text by which `docx` tells of a picture that only adorns."""

_MARKS: dict[str, tree.MarkKind] = {
    "Strong": "strong",
    "Emph": "emphasis",
    "Strikeout": "struck",
    "Superscript": "above",
    "Subscript": "below",
}
_CONTENTS = ("toc ", "toc heading", "table of figures", "contents", "index ")
_COUNTED = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}


class PandocReader:
    """Reads one document."""

    def __init__(self, remarks: Remarks, alternatives: Mapping[str, str] | None = None) -> None:
        """`alternatives`: what pictures show, by their sources, where pandoc does not tell."""
        self._remarks = remarks
        self._alternatives = alternatives or {}

    def blocks(self, nodes: Sequence[Json]) -> tree.Texts:
        """The blocks of pandoc's; empty paragraphs are left out."""
        return tuple(
            b for b in self.with_empty(nodes) if not isinstance(b, tree.Para) or b.children
        )

    def with_empty(self, nodes: Sequence[Json]) -> tree.Texts:
        """The same with empty paragraphs, which part what stands above and below."""
        return tuple(_boxes(self._all(nodes, "")))

    def _all(self, nodes: Sequence[Json], style: str) -> list[tree.BlockNode]:
        """The blocks as they come; `style` is that of the Div around them."""
        return [block for node in nodes for block in self._block(node, style)]

    def meta(self, meta: dict[str, Json], key: str) -> tree.ImportedLine:
        """What the document's head says for a key, as a line; () where it says nothing."""
        value = meta.get(key)
        if not value:
            return ()
        if value["t"] == "MetaList":
            lines = [self.meta({key: one}, key) for one in value["c"]]
            return tuple(i for line in lines for i in (*line, tree.TextRun(", ")))[:-1]
        if value["t"] == "MetaBlocks":
            return tuple(
                i for p in self.blocks(value["c"]) if isinstance(p, tree.Para) for i in p.children
            )
        if value["t"] == "MetaString":
            return (tree.TextRun(value["c"]),)
        return self.line(value["c"]) if value["t"] == "MetaInlines" else ()

    # -- blocks -----------------------------------------------------------------------------

    def _block(self, node: Json, style: str) -> Iterable[tree.BlockNode]:
        read = self._BLOCKS.get(node["t"])
        return read(self, node.get("c"), style) if read else ()

    def _para(self, c: Json, style: str) -> Iterable[tree.BlockNode]:
        yield set_in(tree.Para(self.line(c), style))

    def _header(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        yield tree.HeadPara(int(c[0]), self.line(c[2]))

    def _bullets(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        yield tree.ListEntries(tuple(self.blocks(item) for item in c))

    def _numbered(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        (start, kind, _), items = c
        made = tuple(self.blocks(item) for item in items)
        counted = _COUNTED.get(kind["t"])
        if counted is None:
            yield tree.ListEntries(made, start=int(start))
        else:
            behind = "." if counted.isupper() else ")"
            numbers = range(start, start + len(made))
            labels = tuple(f"{COUNTED[counted](number)}{behind}" for number in numbers)
            yield tree.ListEntries(made, labels=labels)

    def _definitions(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        for term, meanings in c:
            yield tree.Para((tree.Mark("strong", self.line(term)),))
            for meaning in meanings:
                yield from self.blocks(meaning)

    def _quote(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        yield tree.Quoted(self.blocks(c))

    def _code(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        yield tree.CodeText(c[1])

    def _rule(self, _c: Json, _style: str) -> Iterable[tree.BlockNode]:
        yield tree.Separator()

    def _div(self, c: Json, style: str) -> Iterable[tree.BlockNode]:
        named = dict(c[0][2]).get("custom-style", "").strip().lower()
        if named.startswith(_CONTENTS):
            self._remarks.lost(CONTENTS)
            return
        inner = self._all(c[1], named or style)
        if named in {"quote", "intense quote", "block text"}:
            yield tree.Quoted(tuple(_boxes(inner)))
        else:
            yield from inner

    def _figure(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        caption = tree.in_one_line(self.blocks(c[1][1]))
        for block in self.blocks(c[2]):
            images = (
                [i for i in block.children if isinstance(i, tree.Image)]
                if isinstance(block, tree.Para)
                else []
            )
            for image in images:
                yield tree.Illustration(image, caption)
                caption = ()
            if not images:
                yield block
        if caption:
            yield tree.Para(caption, "caption")

    def _table(self, c: Json, _style: str) -> Iterable[tree.BlockNode]:
        _, (_, caption), _, head, bodies, foot = c
        rows = [self._row(row, heading=True) for row in head[1]]
        heads = len(rows)
        for body in bodies:
            rows += [self._row(row, heading=True) for row in body[2]]
            rows += [self._row(row) for row in body[3]]
        rows += [self._row(row) for row in foot[1]]
        yield tree.Grid(tuple(rows), heads, tree.in_one_line(self.blocks(caption)))

    def _row(self, row: Json, *, heading: bool = False) -> tuple[tree.GridCell, ...]:
        return tuple(
            tree.GridCell(self.blocks(content), int(over_rows), int(over_columns), heading)
            for _, _, over_rows, over_columns, content in row[1]
        )

    _BLOCKS: ClassVar[dict[str, Callable[[PandocReader, Json, str], Iterable[tree.BlockNode]]]] = {
        "Plain": _para,
        "Para": _para,
        "CodeBlock": _code,
        "BlockQuote": _quote,
        "OrderedList": _numbered,
        "BulletList": _bullets,
        "DefinitionList": _definitions,
        "Header": _header,
        "HorizontalRule": _rule,
        "Table": _table,
        "Figure": _figure,
        "Div": _div,
    }

    # -- inlines ----------------------------------------------------------------------------

    def line(self, nodes: Sequence[Json]) -> tree.ImportedLine:
        """The inlines of pandoc's."""
        return runs_joined(
            inline for node in nodes for inline in self._inline(node["t"], node.get("c"))
        )

    def _inline(self, kind: str, c: Json) -> Iterable[tree.ImportedInline]:
        if kind in _MARKS:
            return (tree.Mark(_MARKS[kind], self.line(c)),)
        read = self._INLINES.get(kind)
        return read(self, c) if read else ()

    def _string(self, c: Json) -> tree.ImportedLine:
        return (tree.TextRun(c),)

    def _space(self, _c: Json) -> tree.ImportedLine:
        return (tree.TextRun(" "),)

    def _break(self, _c: Json) -> tree.ImportedLine:
        return (tree.Newline(),)

    def _underlined(self, c: Json) -> tree.ImportedLine:
        self._remarks.changed(UNDERLINED)
        return self.line(c)

    def _cited(self, c: Json) -> tree.ImportedLine:
        return self.line(c[1])

    def _code_span(self, c: Json) -> tree.ImportedLine:
        return (tree.Mark("code", (tree.TextRun(c[1]),)),)

    def _link(self, c: Json) -> tree.ImportedLine:
        return (tree.LinkTo(c[2][0], self.line(c[1])),)

    def _picture(self, c: Json) -> tree.ImportedLine:
        source = c[2][0]
        words = self._alternatives.get(source)
        if words is not None:
            return (_image(words, source.rpartition("#")[0]),)
        return (_image(tree.plain(self.line(c[1])) or c[2][1], source),)

    def _footnote(self, c: Json) -> tree.ImportedLine:
        return (tree.NoteMark(self.blocks(c)),)

    def _equation(self, c: Json) -> tree.ImportedLine:
        tex = str(c[1]).strip()
        said = tr("An equation, written as it is typed in TeX: show it as a picture, or in words")
        self._remarks.lost(said, tex[:60])
        return (tree.Mark("code", (tree.TextRun(tex),)),)

    def _span(self, c: Json) -> tree.ImportedLine:
        classes = c[0][1]
        if "comment-start" in classes or "comment-end" in classes or "deletion" in classes:
            return ()
        return self.line(c[1])

    _INLINES: ClassVar[dict[str, Callable[[PandocReader, Json], tree.ImportedLine]]] = {
        "Str": _string,
        "Space": _space,
        "SoftBreak": _space,
        "LineBreak": _break,
        "Underline": _underlined,
        "SmallCaps": lambda reader, c: reader.line(c),
        "Span": _span,
        "Cite": _cited,
        "Code": _code_span,
        "Link": _link,
        "Image": _picture,
        "Note": _footnote,
        "Math": _equation,
    }


def _image(alt: str, source: str) -> tree.Image:
    decorative = alt == DECORATIVE
    return tree.Image(source, "" if decorative else alt.removeprefix("fig:"), decorative=decorative)


def _boxes(blocks: Iterable[tree.BlockNode]) -> Iterable[tree.BlockNode]:
    """The blocks with paragraphs of a text box, which follow each other, in one box."""
    box: list[tree.BlockNode] = []
    marked = False
    for block in blocks:
        words = tree.words(block)
        if words == BOX_BEGINS or (words == BOX_ENDS and marked):
            if box:
                yield tree.Boxed(tuple(box))
            box, marked = [], words == BOX_BEGINS
        elif marked:
            box.append(tree.Para(block.children) if isinstance(block, tree.Para) else block)
        else:
            if box:
                yield tree.Boxed(tuple(box))
                box = []
            yield block
    if box:
        yield tree.Boxed(tuple(box))
