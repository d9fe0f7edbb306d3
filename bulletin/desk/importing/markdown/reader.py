"""Markdown from elsewhere, with the HTML in it: read as browsers would show it.

In: bytes. Out: a `FileReading`. It is made HTML by markdown-it, with the line of each element, so
that Markdown inside HTML and HTML inside Markdown are one thing; our own directives stay.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from bulletin.desk.importing.characters.decoding import decoded
from bulletin.desk.importing.characters.encodings import convert
from bulletin.desk.importing.html import fonts
from bulletin.desk.importing.html.reader import HtmlReader
from bulletin.desk.importing.html.sheets import write_styles
from bulletin.desk.importing.markdown.boxes import with_notes
from bulletin.desk.importing.markdown.front_matter import front_matter
from bulletin.desk.importing.markdown.shortcodes import in_html
from bulletin.desk.importing.markdown.vaults import without_vault_signs
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.pages import opener_in, parsed
from bulletin.desk.importing.reading import FileReading, Hints, topics_in
from bulletin.desk.importing.remarks import TYPED_TABLE, Remarks, excerpt
from bulletin.desk.importing.tree import TAB, ImportedLine, TextRun
from bulletin.languages import phrases
from bulletin.messages import tr
from bulletin.source.directives import BODIES
from bulletin.source.markdown import rules
from bulletin.source.markdown.pasted import as_meant
from bulletin.source.markdown.slips.joined import lines_joined
from bulletin.source.markdown.slips.rows import RowsFound, as_table, cells_of, rows_in

_TAG = re.compile(r"<([A-Za-z][\w:-]*)(?=[\s/>])")
_DEEPEST = 40
"""How deep blocks may stand in blocks, as in our own Markdown."""
_FENCE = re.compile(r"(:{3,})\s*\{([\w-]+)\}")


def read_markdown(given: Given, remarks: Remarks) -> FileReading:
    """The text of a Markdown file."""
    text = decoded(given.data, remarks)
    front, body, line = front_matter(text)
    body = without_vault_signs(in_html(body, line, remarks), line, remarks)
    body = with_notes(body, line, remarks)
    root = parsed(f"<body>{_as_html(body, line, remarks)}</body>", given.name)
    write_styles(root)
    convert(fonts.slots_of(root), remarks)
    main = root.find("body")
    blocks = HtmlReader(root, remarks, strict=True).blocks(main if main is not None else root)
    return FileReading(blocks, _hints(front, remarks), opener_in(given.folder))


# -- Markdown as HTML ----------------------------------------------------------------------


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    made.enable(["table", "strikethrough"])
    footnote_plugin(made, always_match_refs=False)
    deflist_plugin(made)
    tasklists_plugin(made)
    attrs_plugin(made, spans=True)
    made.inline.ruler.before("link", "open_bracket", rules.open_bracket)
    made.inline.ruler.before("strikethrough", "small_figures", rules.small_figures)
    made.inline.ruler.before("emphasis", "masked", rules.masked)
    made.inline.ruler.before("emphasis", "times", rules.times)
    made.block.ruler.before("fence", "kept", _kept, {"alt": ["paragraph", "list"]})
    rules.addresses_as_written(made)
    return made


def _as_html(text: str, first: int, remarks: Remarks) -> str:
    """A text as HTML, in which elements know their lines; `first` lines stand above it."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(as_meant(text), env)
    # markdown-it leaves out what is deeper, and says nothing.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise RecursionError
    _tell_lost_cells(tokens, text.split("\n"), first, remarks)
    tokens = [*_with_tables(tokens, remarks)]
    for token in tokens:
        _as_written(token)
    _keep_numbers(tokens)
    _number(tokens, first)
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html


def _tell_lost_cells(
    tokens: Sequence[Token], rows: Sequence[str], first: int, remarks: Remarks
) -> None:
    """Say which rows of tables have more cells than the first, for those are dropped."""
    width = 0
    for token in tokens:
        width = 0 if token.type == "thead_open" else width
        if token.type == "tr_open" and token.map:
            count = len(cells_of(rows[token.map[0]].lstrip("> "), "|"))
            width = width or count
            if count > width:
                said = tr(
                    "this row has {count} cells, the first row has {first}",
                    count=count,
                    first=width,
                )
                remarks.lost(said, token.map[0] + first + 1)


def _with_tables(tokens: Sequence[Token], remarks: Remarks) -> Iterator[Token]:
    """The tokens with tables for rows that were pasted from a sheet or drawn with signs."""
    for place, token in enumerate(tokens):
        lines = token.content.split("\n") if token.type == "inline" else []
        found = rows_in(lines) if len(lines) > 1 else None
        table = _table(lines, found) if tokens[place - 1].type == "paragraph_open" else None
        if not found or not table or not token.map:
            yield token
            continue
        remarks.changed(TYPED_TABLE, excerpt(" – ".join(cells_of(table[0], "|"))))
        yield from _parsed_at(token.map[0], lines[: found.first])
        yield from _parsed_at(token.map[0] + found.first, table)
        yield from _parsed_at(token.map[0] + found.end, lines[found.end :])


def _table(lines: Sequence[str], found: RowsFound | None) -> list[str] | None:
    """Rows as a table; None for words that stand apart, and for labels with what they name."""
    if not found or found.mark == "space":
        return None
    table = as_table(lines[found.first : found.end], found.mark)
    return table if table and ": |" not in table[0] else None


def _parsed_at(line: int, rows: Sequence[str]) -> Iterator[Token]:
    """The tokens of rows that stand from a line on."""
    for token in _parser().parse("\n".join(rows)):
        token.map = token.map and [line + one for one in token.map]
        yield token


_ATTRIBUTES = re.compile(
    r"\s*\{:?\s*(?:[#.][\w-]+|[\w-]+=[^\s{}]+|-)"
    r"(?:\s*[#.][\w-]+|\s+[\w-]+=[^\s{}]+)*\s*\}\Z"
)
"""Names and classes behind headings and paragraphs, in other dialects: {#muc-1 .lop}, {: .lop}."""


def _as_written(token: Token) -> None:
    """Lines that stand by themselves (Tags: ...) as lines, no attributes."""
    children = token.children or []
    for child in children:
        if child.type == "text":
            child.content = child.content.replace("\t", TAB)
    if children and children[-1].content.endswith("}"):
        children[-1].content = _ATTRIBUTES.sub("", children[-1].content)
    breaks = [child for child in children if child.type in {"softbreak", "hardbreak"}]
    joined = lines_joined(token.content.split("\n")) if breaks else None
    if joined and joined.kind == "line":
        for number in (joined.index, *joined.others):
            breaks[number - 1].type, breaks[number - 1].tag = "hardbreak", "br"


def _keep_numbers(tokens: Sequence[Token]) -> None:
    """Give entries the numbers that they were written with, unless those are all one, as 1. 1. 1.

    Markdown counts from the first one on, whatever the others are.
    """
    lists: dict[int, list[Token]] = {}
    for token in tokens:
        if token.type == "list_item_open" and token.info.isdecimal():
            lists.setdefault(token.level, []).append(token)
        elif token.type == "ordered_list_close":
            entries = lists.pop(token.level + 1, [])
            if len({entry.info for entry in entries}) > 1:
                for entry in entries:
                    entry.attrSet("value", entry.info)


def _number(tokens: Sequence[Token], first: int) -> None:
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.nesting >= 0 and token.map and token.tag:
            token.attrSet("data-line", str(line + first + 1))
        if token.type == "html_block":
            token.content = _numbered(token.content, line + first + 1)
        row = line
        for child in token.children or []:
            if child.type in {"softbreak", "hardbreak"}:
                row += 1
            elif child.type == "html_inline":
                child.content = _numbered(child.content, row + first + 1)
            elif child.type == "image":
                child.attrSet("data-line", str(row + first + 1))
            elif child.type == "span_open":
                child.attrSet("data-phrase", "")


def _numbered(html: str, line: int) -> str:
    """HTML whose tags know their lines."""
    rows = html.split("\n")
    return "\n".join(
        _TAG.sub(rf'<\1 data-line="{line + number}"', row) for number, row in enumerate(rows)
    )


def _kept(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """markdown-it's block rule for our directives: their bodies are read, for all else stays."""
    opening = _FENCE.match(_row(state, start))
    if opening is None or state.is_code_block(start):
        return False
    if silent:
        return True
    last, closed = _closing(state, start, end)
    inner = start + 1
    while inner < last and re.match(r":[A-Za-z][\w-]*:|\s+\S", _row(state, inner, trim=False)):
        inner += 1
    head = "\n".join(_row(state, number) for number in range(start, inner))
    _push(state, f'<div data-directive="{escape(head)}">\n', start, inner)
    if BODIES.get(opening[2], "markdown") == "data":
        rows = "\n".join(_row(state, number, trim=False) for number in range(inner, last))
        _push(state, f"<pre>\n{escape(rows)}</pre>\n", inner, last)
    else:
        parent, limit = state.parentType, state.lineMax
        state.parentType, state.lineMax = "container", last
        state.md.block.tokenize(state, inner, last)
        state.parentType, state.lineMax = parent, limit
    _push(state, "</div>\n", last, last)
    state.line = last + closed
    return True


def _closing(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """The line that closes a directive; the end of what holds it where none does."""
    depth = 0
    for number in range(start, end):
        row = _row(state, number)
        if _FENCE.match(row):
            depth += 1
        elif re.fullmatch(r":{3,}\s*", row):
            depth -= 1
        if depth == 0:
            return number, True
    return end, False


def _push(state: StateBlock, html: str, start: int, end: int) -> None:
    token = state.push("html_block", "", 0)
    token.map = [start, end]
    token.content = html


def _row(state: StateBlock, number: int, *, trim: bool = True) -> str:
    lead = state.tShift[number] if trim else min(state.tShift[number], state.blkIndent)
    return state.src[state.bMarks[number] + lead : state.eMarks[number]]


# -- settings ------------------------------------------------------------------------------


def _hints(front: dict[str, Any], remarks: Remarks) -> Hints:
    lower = {key.lower(): (key, value) for key, value in front.items()}
    used: set[str] = set()

    def said(name: str) -> Any:  # noqa: ANN401, whatever YAML holds
        for key in phrases(name):
            if key in lower and lower[key][1]:
                used.add(key)
                return lower[key][1]
        return None

    title, summary, authors = said("title_keys"), said("summary_keys"), said("author_keys")
    settings: dict[str, object] = {}
    for key in ("layout", "standing"):
        if key in lower and lower[key][1] in {"one", "two", True}:
            settings[key] = lower[key][1]
            used.add(key)
    if topics := topics_in(said("topic_keys")):
        settings["topics"] = topics
    for key, (written, value) in lower.items():
        if key not in used and value not in (None, "", [], {}):
            remarks.lost(tr("A setting that articles do not have"), f"{written}: {str(value)[:60]}")
    return Hints(
        title=_line(title),
        summary=_line(summary),
        authors=tuple(_people(authors)),
        settings=settings,
    )


def _line(value: object) -> ImportedLine:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return (
        (TextRun(" ".join(str(value).split())),)
        if isinstance(value, str | int | float | dt.date) and value
        else ()
    )


def _people(value: object) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or next(iter(value.values()), "")
    if isinstance(value, list):
        return [name for one in value for name in _people(one)]
    return (
        [part.strip() for part in re.split(r"[,;&]", str(value)) if part.strip()] if value else []
    )
