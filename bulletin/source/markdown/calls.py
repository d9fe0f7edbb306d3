"""Directives as they stand in an article: their parts read by their tables.

In: a directive's node. Out: the block that it stands for, or None after a finding.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.document import Block, Blocks, Figure
from bulletin.messages import tr
from bulletin.source.directives import DIRECTIVES
from bulletin.source.directives.base import ArticleReader, Call, Directive, Option
from bulletin.source.markdown.opened import as_lines, behind_braces, beside_file, option_of, unknown
from bulletin.source.markdown.parser import OPTION, Opening, ParsedPiece
from bulletin.source.markdown.tree import Node
from bulletin.source.placeholders import report_left
from bulletin.source.reporting import nearest
from bulletin.source.settings.elsewhere import hint_for_option, option_meant
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source, Value, nfc, read_source
from bulletin.source.yaml.curly import quoted_place
from bulletin.source.yaml.nodes import Items, Keys
from bulletin.source.yaml.parser import read_yaml


class Outer(ArticleReader, Protocol):
    """What reads the article, as this module uses it."""

    source: Source

    def blocks(self, nodes: Iterable[Node]) -> Blocks:
        """The blocks of nodes."""

    def pictures(self, nodes: Iterable[Node]) -> tuple[Figure, ...]:
        """The pictures in nodes."""


_FOR_WORDS = ("title", "by", "caption", "name")
"""Options that words behind a directive's name may be meant for, likeliest first."""


def _instead_of_argument(directive: Directive) -> str:
    """What to do with words behind a directive's name, for which it may have an option."""
    own = {option.name for option in directive.options}
    name = next((one for one in _FOR_WORDS if one in own), "")
    if not name:
        return tr("delete it, or write it in the lines below")
    return tr("delete it, or write it as :{name}: on the next line", name=name)


def read_directive(reader: Outer, node: Node) -> Block | None:
    """The block of a directive. All that is wrong with it is reported in one go."""
    opening: Opening = node.token.meta["opening"]
    span = _span(reader, opening.name)
    directive = DIRECTIVES.get(opening.name.text)
    if not opening.closed:
        message = tr("the directive {text} is not closed", text=opening.name.text)
        hint = tr("write ::: on a line of its own below its text")
        reader.findings.add(codes.NOT_CLOSED, span, message, hint)
    if not opening.braces:
        reader.findings.add(
            codes.STRAY_FENCE,
            span,
            tr("{text} without braces opens no directive", text=opening.name.text),
            tr("write :::{{{nearest}}}", nearest=nearest(opening.name.text, DIRECTIVES) or "note"),
        )
    if directive is None:
        if opening.braces:
            reader.findings.add(codes.UNKNOWN_DIRECTIVE, span, *unknown(opening.name.text))
        # Whether its body is text, pictures or data, nobody knows. It is read for its footnotes.
        with reader.findings.only(codes.UNKNOWN_DIRECTIVE, codes.NOT_CLOSED, codes.STRAY_FENCE):
            reader.blocks(node.children)
        return None
    return _Reading(reader, node, opening, directive, span).block()


def _unlisted(source: Source) -> Span | None:
    """The first line of text in which no line begins an entry of a list."""
    rows = [row.strip() for row in source.text.split("\n")]
    if any(row[:1] in {"-", "[", "{"} for row in rows):
        return None
    return source.line_span(next(n for n, row in enumerate(rows) if row))


def _span(reader: Outer, piece: ParsedPiece) -> Span:
    start = reader.source.offset(piece.line, piece.column)
    return reader.source.span(start, start + len(piece.text))


def _value(reader: Outer, piece: ParsedPiece) -> Value:
    """A piece as a value, without the quotes that may stand around it."""
    text, column = piece.text, piece.column
    quote = text[:1]
    if (inner := quoted_place(text)) is not None:
        text, column = inner, column + text.index(inner)
    elif len(text) > 1 and quote in {'"', "'"} and text.endswith(quote) and quote not in text[1:-1]:
        text, column = text[1:-1], column + 1
    return Value(nfc(text), _span(reader, ParsedPiece(text, piece.line, column)))


class _Reading:
    """One directive being read."""

    def __init__(
        self, reader: Outer, node: Node, opening: Opening, directive: Directive, span: Span
    ) -> None:
        self._reader = reader
        self._node = node
        self._opening, self._behind = behind_braces(opening, directive)
        self._directive = directive
        self._span = span
        self._complete = True

    def block(self) -> Block | None:
        directive, reader = self._directive, self._reader
        options, written = self._options()
        argument = self._argument()
        late = self._report_late_options()
        children = reader.blocks(self._node.children) if directive.body == "markdown" else ()
        figures = reader.pictures(self._node.children) if directive.body == "pictures" else ()
        if directive.body == "none" and self._node.children:
            message = tr("the directive {name} has no text of its own", name=directive.name)
            self._report(codes.WRONG_BODY, message, tr("move the text below the closing :::"))
        rows = self._rows(argument) if directive.rows and not late else ()
        made = directive.read(
            Call(
                reader=reader,
                span=self._span,
                argument=argument,
                options=options,
                written=written,
                empty=not self._node.children,
                children=children,
                figures=figures,
                rows=rows,
            )
        )
        below = {
            option.name: self._read(option, written[option.name])
            for option in directive.options
            if option.below and option.name in written
        }
        if made and below:
            made = replace(made, **{name: value for name, value in below.items() if value})
        return made if self._complete else None

    def _report(self, code: Code, message: str, hint: str, span: Span | None = None) -> None:
        self._complete = False
        self._reader.findings.add(code, span or self._span, message, hint)

    # -- argument and options -----------------------------------------------------------------

    def _argument(self) -> Any:  # noqa: ANN401, each kind has its own type
        directive, piece = self._directive, self._opening.argument
        declared = directive.argument
        if declared is None:
            if piece.text:
                self._report(
                    codes.EXTRA_ARGUMENT,
                    tr("nothing belongs after {{{name}}}", name=directive.name),
                    _instead_of_argument(directive),
                    _span(self._reader, piece),
                )
            return None
        if not piece.text:
            if declared.required:
                message = tr("the directive {name} lacks what it shows", name=directive.name)
                hint = tr(
                    "write :::{{{name}}} {example}", name=directive.name, example=declared.example
                )
                self._report(codes.MISSING_ARGUMENT, message, hint)
            return None
        value = _value(self._reader, piece)
        read = declared.kind(self._reader, value)
        report_left(value.text, value.span, self._reader.findings)
        return read

    def _options(self) -> tuple[dict[str, Any], dict[str, Value]]:
        """The value of every option, and what was written for those that stand there."""
        written = self._written()
        values: dict[str, Any] = {}
        for option in self._directive.options:
            values[option.name] = option.default
            if option.name in written and not option.below:
                read = self._read(option, written[option.name])
                values[option.name] = option.default if read is None else read
            elif option.required and option.name not in self._almost():
                message = tr(
                    "the directive {name} lacks :{option_name}:",
                    name=self._directive.name,
                    option_name=option.name,
                )
                hint = tr("write :{name}: {example}", name=option.name, example=option.example)
                self._report(codes.MISSING_OPTION, message, hint)
        return values, written

    def _read(self, option: Option, value: Value) -> Any:  # noqa: ANN401, each kind has its own
        if not value.text and not isinstance(option.default, bool):
            self._report(
                codes.MISSING_OPTION if option.required else codes.WRONG_OPTION,
                tr(":{name}: has no value", name=option.name),
                tr("write :{name}: {example}", name=option.name, example=option.example),
                value.span,
            )
            return None
        read = option.kind(self._reader, value)
        report_left(value.text, value.span, self._reader.findings)
        return read

    def _written(self) -> dict[str, Value]:
        known = {option.name for option in self._directive.options}
        written: dict[str, Value] = {}
        for name, piece in self._opening.options:
            span = _span(self._reader, name)
            if name.text not in known:
                message = tr(
                    "the directive {name} has no option {text}",
                    name=self._directive.name,
                    text=name.text,
                )
                hint = hint_for_option(name.text, known) or tr(
                    "the directive {name} has no options", name=self._directive.name
                )
                self._report(codes.UNKNOWN_OPTION, message, hint, span)
            elif name.text in written:
                message = tr(":{text}: is written twice", text=name.text)
                self._report(codes.DUPLICATE_OPTION, message, tr("keep one of the two"), span)
            else:
                written[name.text] = _value(self._reader, piece)
        for name, piece in self._behind:
            self._report(
                codes.MALFORMED_OPTION,
                tr(":{option}: stands behind the braces, where it is no option", option=name.text),
                as_lines([(name.text, _value(self._reader, piece).text)]),
                _span(self._reader, name),
            )
        for piece in self._opening.stray:
            meant, value = option_of(piece.text, self._directive)
            better = tr("write {better}", better=f":{meant}: {value}".strip())
            hint = better if meant else tr("write it as :name: value")
            message = tr("this line looks like an option and is none")
            self._report(codes.MALFORMED_OPTION, message, hint, _span(self._reader, piece))
        return written

    def _almost(self) -> set[str]:
        """The options that are written in other words, of which a finding says so."""
        known = {option.name for option in self._directive.options}
        named = {name.text for name, _ in self._opening.options} - known
        strays = {option_of(piece.text, self._directive)[0] for piece in self._opening.stray}
        return strays | {option_meant(name, known) for name in named}

    def _report_late_options(self) -> bool:
        """Note options below the text, which would be shown as text; whether there are any."""
        late = False
        source = self._reader.source
        rows = [piece.line for piece in self._opening.body]
        for node in self._node.children:
            if node.type == "paragraph" and node.token.map:
                rows += range(*node.token.map)
        known = {option.name for option in self._directive.options}
        for row in rows:
            span = source.line_span(row)
            start = source.offset_of(span)
            option = OPTION.match(source.text[start:].partition("\n")[0])
            if option and option[1] in known:
                late = True
                message = tr(":{option}: stands below the text", option=option[1])
                hint = tr("move it up, right below :::{{{name}}}", name=self._directive.name)
                self._report(codes.MALFORMED_OPTION, message, hint, span)
        return late

    # -- YAML ---------------------------------------------------------------------------------

    def _rows(self, argument: str | None) -> tuple[tuple[Any, Keys], ...]:
        """The entries of a body in YAML, or of the file that stands for it."""
        body = self._body()
        source = self._file(argument) if argument else body
        if argument and body.text.strip():
            self._report(codes.WRONG_BODY, *beside_file(argument))
        if source is None or not self._opening.closed:
            return ()
        if not source.text.strip():
            message = tr("the directive {name} has no entries", name=self._directive.name)
            hint = tr("write {example}", example=self._directive.example)
            self._report(codes.EMPTY_BODY, message, hint)
            return ()
        findings = self._reader.findings
        unlisted = None if argument else _unlisted(source)
        root = None if unlisted else read_yaml(source, findings)
        if root is None and unlisted is None:
            self._complete = False
            return ()
        if not isinstance(root, Items):
            message = tr("a list belongs here, each entry after a hyphen")
            hint = tr("write {example}", example=self._directive.example)
            self._report(codes.WRONG_BODY, message, hint, root.span if root else unlisted)
            return ()
        rows = []
        for item in root.items:
            assert self._directive.rows is not None  # noqa: S101, asked by the caller
            row = validated(self._directive.rows, item, findings)
            if row is not None and isinstance(item, Keys):
                rows.append((row, item))
        return tuple(rows)

    def _file(self, file: str) -> Source | None:
        if (folder := self._reader.folder) is None:
            return None
        return read_source(folder.path / file, folder.shown(file), folder.findings)

    def _body(self) -> Source:
        pieces = self._opening.body
        text = "\n".join(piece.text for piece in pieces)
        source = self._reader.source
        first = source.place(source.offset(pieces[0].line))[0] if pieces else 1
        columns = tuple(
            source.place(source.offset(piece.line, piece.column))[1] - 1 for piece in pieces
        )
        return Source(source.file, text, first, columns)
