"""Blocks: nodes of tokens in, the document tree's blocks out."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from bulletin import codes, document
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.data.shown import ShownSheets
from bulletin.source.directives import BODIES
from bulletin.source.files import Folder
from bulletin.source.markdown import attributes
from bulletin.source.markdown.attributes import Attributes, attributes_in, attributes_of
from bulletin.source.markdown.calls import read_directive
from bulletin.source.markdown.cursor import Cursor
from bulletin.source.markdown.definitions import Definitions
from bulletin.source.markdown.footnotes import Footnotes
from bulletin.source.markdown.inlines import InlineReader
from bulletin.source.markdown.links import Links
from bulletin.source.markdown.opened import with_known_bodies
from bulletin.source.markdown.parser import MAX_NESTING, inline_tokens, tokens_of
from bulletin.source.markdown.pictured import Shown, pictured, running, shown_in
from bulletin.source.markdown.rules import EXCESS
from bulletin.source.markdown.slips import blocks as slips
from bulletin.source.markdown.slips import html
from bulletin.source.markdown.slips.listed import report_listed, report_lists
from bulletin.source.markdown.slips.taken_signs import report_taken_signs
from bulletin.source.markdown.tables import read_table
from bulletin.source.markdown.tree import Node, tree_of, walk
from bulletin.source.placeholders import report_left
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, Value, showable

_SLACK = 200
"""How much longer than its words a value may be in the file, by escapes and line ends."""


class BlockReader:
    """Reads the text of one article. Directives see it as their `Reader`."""

    def __init__(
        self, source: Source, links: Links, folder: Folder | None, findings: Findings, language: str
    ) -> None:
        self.source = source
        self.folder = folder
        self.findings = findings
        self.language = language
        self.sheets = ShownSheets()
        self._links = links
        self._footnotes = Footnotes(links.slug)
        self._inlines = InlineReader(links, folder, self._footnotes, findings)
        self._definitions = Definitions()
        self._env: dict[str, object] = {"references": self._definitions}
        self.nodes = self._parsed()  # those of the body; a title above it is taken out

    def _parsed(self) -> list[Node]:
        try:
            nodes = tree_of(tokens_of(self.source.text, BODIES, self._env))
        except RecursionError:
            self._report_depth(self.source.line_span(0))
            return []
        slips.report_excess(self.source, self._env.get(EXCESS), self.findings)
        known = with_known_bodies(nodes)
        report_lists(self.source, known, self.findings)
        report_taken_signs(self.source, known, self.findings)
        slips.report_neighbours(self.source, known, self.findings)
        for node in walk(nodes):
            if node.type == "footnote_reference":
                self._footnotes.define(node, self.span(node), self.findings)
            if node.token.nesting > 0 and node.token.level >= MAX_NESTING - 1:
                self._report_depth(self.span(node))
        return nodes

    def body(self) -> document.Blocks:
        """The text of the article. To be asked once, after its title and lead."""
        return self.blocks(self.nodes)

    def notes(self) -> tuple[document.Footnote, ...]:
        """The footnotes that the body refers to. To be asked after everything else is read."""
        made = tuple(
            document.Footnote(
                span=self.span(node),
                id=self._footnotes.id_of(number),
                number=number,
                reference=self._footnotes.reference_of(number),
                children=self.blocks(node.children),
            )
            for number, node in self._footnotes.used()
        )
        self._definitions.report(self.source, self._env, self.findings)
        self._footnotes.report_unused(self.source, self.findings)
        return made

    # -- what directives ask for ------------------------------------------------------------

    def inlines(self, value: Value) -> document.Inlines:
        """A line of Markdown, from an option, an argument or YAML."""
        report_listed(value, self.findings)
        try:
            tokens = inline_tokens(value.text, self._env)
        except RecursionError:
            self._report_depth(value.span)
            return ()
        if value.span.file == self.source.file:
            start = self.source.offset_of(value.span)
            end = start + len(value.text) + _SLACK
        else:
            start = end = 0
        return self._inlines.read(tokens, Cursor(self.source, start, end, value.span))

    def target(self, value: Value) -> str | document.Anchor | None:
        """Where a link leads; None after a finding."""
        return self._links.target(value.text, value.span)

    # -- blocks -----------------------------------------------------------------------------

    def span(self, node: Node) -> Span:
        """The place of a block: its first line."""
        return self.source.line_span(node.row or 0)

    def blocks(self, nodes: Iterable[Node]) -> document.Blocks:
        """The blocks of nodes."""
        return tuple(itertools.chain.from_iterable(self._block(node) for node in nodes))

    def pictures(self, nodes: Iterable[Node]) -> tuple[document.Figure, ...]:
        """Every picture in nodes as a figure; other text is a finding."""
        found: list[document.Figure] = []
        for node in nodes:
            if node.type == "inline":
                found += self._pictures_in(node)
            elif node.type in {"paragraph", "bullet_list", "ordered_list", "list_item"}:
                found += self.pictures(node.children)
            else:
                self._report_no_picture(self.span(node))
        return tuple(found)

    def _pictures_in(self, node: Node) -> Iterable[document.Figure]:
        cursor = self.cursor(node)
        for shown in shown_in(node.token.children or []):
            if figure := self._figure(shown, node, cursor):
                yield replace(figure, span=figure.picture.span)
        for token in node.token.children or []:
            if token.content.strip() and token.type != "image":
                self._report_no_picture(cursor.find(token.content.strip()))

    def _report_no_picture(self, span: Span) -> None:
        hint = tr('write one a line: ![what it shows](images/name.jpg "caption")')
        self.findings.add(codes.WRONG_BODY, span, tr("only pictures belong here"), hint)

    def _block(self, node: Node) -> Iterable[document.Block]:
        if node.type in {"footnote_reference", "attrs_block"}:
            return
        read = self._READERS[node.type](self, node)
        # Pictures and text that stood in one paragraph are several blocks.
        made, *others = read if isinstance(read, tuple) and read else (read,)
        if not isinstance(made, document.Block):
            return
        yield from (attributes.applied(made, self._attributes(node), self._links.slug), *others)

    def _attributes(self, node: Node) -> Attributes:
        if not (node.token.attrs or node.token.meta):
            return attributes.NONE
        where = Cursor(
            self.source,
            # Attributes stand on the lines before the block, or at the end of a heading.
            self.source.offset(max((node.row or 0) - 2, 0)),
            self.source.offset((node.row or 0) + 1),
            self.span(node),
        ).find
        given = attributes_of(node.token, attributes.BLOCK, where, self.findings)
        if written := node.token.meta.get("attributes"):
            own = attributes_in(written, attributes.BLOCK, where, self.findings)
            if own is None:
                message = tr("{written} cannot be understood", written=written)
                hint = tr("write {{#anchor}} with small letters and hyphens")
                self.findings.add(codes.STRAY_ATTRIBUTES, where(written), message, hint)
            else:
                anchor, voice = own.anchor or given.anchor, own.voice or given.voice
                silent, language = own.silent or given.silent, own.language or given.language
                given = replace(given, anchor=anchor, silent=silent, voice=voice, language=language)
        return given

    def _line(self, node: Node) -> document.Inlines:
        """The text directly in a block."""
        inline = next((child for child in node.children if child.type == "inline"), None)
        return self.line(inline, node) if inline else ()

    def line(self, inline: Node, outer: Node) -> document.Inlines:
        """The text of an `inline` node that stands in another."""
        return self._inlines.read(inline.token.children or [], self.cursor(inline, outer))

    def cursor(self, inline: Node, outer: Node | None = None) -> Cursor:
        """What finds the places in an `inline` node."""
        lines = inline.token.map or (outer.token.map if outer else None) or [0, 0]
        source = self.source
        end = source.offset(lines[1]) if source.has_row(lines[1]) else len(source.text)
        return Cursor(source, source.offset(lines[0]), end, source.line_span(lines[0]))

    def _report_depth(self, span: Span) -> None:
        self.findings.add(
            codes.TOO_DEEP, span, tr("this is nested too deeply"), tr("write it on fewer levels")
        )

    # -- kinds of blocks --------------------------------------------------------------------

    def _paragraph(self, node: Node) -> document.Block | document.Blocks | None:
        inline = node.children[0]
        tokens = inline.token.children or []
        if any(token.type == "image" for token in tokens):
            cursor = self.cursor(inline, node)
            figure = partial(self._figure, node=inline, cursor=cursor)
            text = partial(running, reader=self._inlines, cursor=cursor)
            if (made := pictured(tokens, figure, text)) is not None:
                return made
        if re.match(r"#{2,6}[^#\s]", inline.token.content):
            message = tr("this is no heading, for it lacks a space after the #")
            hint = tr("write a space: ## Đề mục")
            self.findings.add(codes.ALMOST_MARKDOWN, self.span(node), message, hint)
        slips.report_running(self.source, node, self.findings)
        children = self._line(node)
        if not document.plain_text(children).strip() and not any(
            isinstance(inline, document.FootnoteReference | document.Picture | document.LineBreak)
            for inline in document.walk_inlines(children)
        ):
            return None  # hard spaces, with which Word keeps paragraphs apart
        return document.Paragraph(span=self.span(node), children=children)

    def _figure(self, shown: Shown, node: Node, cursor: Cursor) -> document.Figure | None:
        picture, given = self._inlines.picture(shown.image, cursor)
        title = str(shown.image.attrs.get("title", ""))
        report_left(title, cursor.find(title), self.findings)
        caption = self.inlines(Value(title, cursor.find(title))) if title.strip() else ()
        if picture is None:
            return None
        return document.Figure(
            span=self.span(node),
            picture=picture,
            target=self._inlines.target(shown.link, cursor)[0] if shown.link else None,
            caption=caption,
            say=given.say or "",
            silent=given.silent,
        )

    def _heading(self, node: Node) -> document.Block:
        children = self._line(node)
        span = self.span(node)
        if not document.plain_text(children).strip():
            message, hint = tr("this heading has no words"), tr("write them after the ##")
            self.findings.add(codes.EMPTY_HEADING, span, message, hint)
        slips.report_underlined(self.source, node, self.findings)
        return document.Heading(span=span, level=int(node.token.tag[1:]), children=children)

    def _list(self, node: Node) -> document.Block | None:
        ordered = node.type == "ordered_list"
        items = tuple(
            document.ListItem(span=self.span(item), children=self.blocks(item.children))
            for item in node.children
            if ordered or item.children  # a sign without words says nothing
        )
        if not items:
            return None
        paragraphs = [p for item in node.children for p in item.children if p.type == "paragraph"]
        return document.List(
            span=self.span(node),
            ordered=ordered,
            start=int(node.token.attrs.get("start", 1)),
            tight=all(paragraph.token.hidden for paragraph in paragraphs),
            children=items,
        )

    def _quotation(self, node: Node) -> document.Block | None:
        children = self.blocks(node.children)
        return document.Quotation(span=self.span(node), children=children) if children else None

    def _code(self, node: Node) -> document.Block | None:
        info = node.token.info.strip()
        if info.startswith("{"):
            message = tr("a directive is written with colons, not with backticks")
            hint = tr("write :::{info} and close it with :::", info=info)
            self.findings.add(codes.UNKNOWN_DIRECTIVE, self.span(node), message, hint)
            return None
        slips.report_code(self.source, node, self.findings)
        return document.CodeBlock(span=self.span(node), text=showable(node.token.content))

    def _divider(self, node: Node) -> document.Block:
        return document.Divider(span=self.span(node))

    def _html(self, node: Node) -> None:
        html.report(node.token.content, self.span(node), self.findings)

    def _stray_fence(self, node: Node) -> None:
        slips.report_fence(self.source, node, self.findings)

    def _stray_attributes(self, node: Node) -> None:
        slips.report_attributes(self.source, node, self.findings)

    _READERS: ClassVar[
        Mapping[str, Callable[[Any, Node], document.Block | document.Blocks | None]]
    ] = {
        "paragraph": _paragraph,
        "heading": _heading,
        "bullet_list": _list,
        "ordered_list": _list,
        "blockquote": _quotation,
        "code_block": _code,
        "fence": _code,
        "hr": _divider,
        "html_block": _html,
        "stray_attributes": _stray_attributes,
        "stray_fence": _stray_fence,
        "table": read_table,
        "directive": read_directive,
    }
