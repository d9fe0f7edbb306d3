"""Markdown to tokens, once for each article.

In: text. Out: markdown-it's tokens, in which every block has its lines, with directives as
blocks of their own. Bodies that are Markdown are parsed in the same pass, so that lines,
footnotes and references hold across them; bodies that are data are kept as they stand.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bulletin.source.markdown import bare, rules
from bulletin.source.markdown.indented import indented
from bulletin.source.markdown.pasted import as_meant

MAX_NESTING = 40
"""How deep blocks may stand in blocks, and inlines in inlines."""

BODIES = "bodies"
"""The key in markdown-it's environment for the directives' bodies by name."""


@dataclass(frozen=True)
class ParsedPiece:
    """Text of a directive and where it stands: line from 0, columns from 0."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Opening:
    """What stands between a directive's first colons and its body.

    `braces` is false for `:::note`, which lacks them. `options` are names with values;
    `stray` lines that look like options and are none.
    `body` holds the lines of a body that is data, with the column of each.
    """

    name: ParsedPiece
    braces: bool
    argument: ParsedPiece
    options: tuple[tuple[ParsedPiece, ParsedPiece], ...]
    stray: tuple[ParsedPiece, ...]
    body: tuple[ParsedPiece, ...]
    closed: bool


_OPEN = re.compile(r"(:{3,})[ \t]*\{[ \t]*([^{}\s]+(?:[ \t]+[^{}\s]+)*)[ \t]*\}[ \t]*(.*?)[ \t]*")
_BARE = re.compile(r"(:{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(.*?)[ \t]*")
_FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*")
OPTION = re.compile(r":([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*")
"""A line that sets an option: its name and value."""
_LIKE_OPTION = re.compile(r":[ \t]*\w[\w-]*[ \t]*(:|=|[ \t]).*")


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes, attributes and directives."""
    made = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    made.enable(["table", "strikethrough"])
    footnote_plugin(made, inline=False, move_to_end=False, always_match_refs=True)
    attrs_plugin(made, spans=True)
    attrs_block_plugin(made)
    made.block.ruler.before(
        "fence",
        "directive",
        _directive,
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    made.block.ruler.before("code", "indented", indented)
    made.block.ruler.before("attr", "line_kept", rules.line_kept)
    made.disable("code")
    made.inline.ruler.at("text", rules.plain_text)
    made.inline.ruler.at("footnote_ref", rules.footnote_mark)
    made.inline.ruler.before("text", "bare_address", bare.address)
    made.inline.ruler.before("backticks", "typed_quotes", rules.typed_quotes)
    made.inline.ruler.before("strikethrough", "small_figures", rules.small_figures)
    made.inline.ruler.before("emphasis", "masked", rules.masked)
    made.inline.ruler.before("emphasis", "times", rules.times)
    made.inline.ruler.before("emphasis", "blanks", rules.blanks)
    made.inline.ruler.before("link", "open_bracket", rules.open_bracket)
    made.core.ruler.after("block", "limits", rules.limits)
    made.core.ruler.after("limits", "heading_attributes", _heading_attributes)
    made.core.ruler.after("block", "stray_attributes", _stray_attributes)
    made.core.ruler.after("inline", "bare_names", bare.names)
    # Escaped characters stay apart from others: only the others can be Markdown gone wrong.
    made.core.ruler.disable("text_join")
    rules.addresses_as_written(made)
    return made


def tokens_of(text: str, bodies: Mapping[str, str], env: dict[str, object]) -> list[Token]:
    """The tokens of a text. `bodies` says what each directive holds; `env` keeps references."""
    env[BODIES] = bodies
    return parser().parse(as_meant(text), env)


def inline_tokens(text: str, env: dict[str, object]) -> list[Token]:
    """The tokens of a line, with the references of the article that it belongs to."""
    return parser().parseInline(text, env)[0].children or []


# -- directives ----------------------------------------------------------------------------


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """markdown-it's block rule for `:::{name} argument` up to its `:::`."""
    if state.is_code_block(start):
        return False
    first = _line(state, start)
    if not first.startswith(":::"):
        return False
    if silent:
        return True
    opening = _opening(first)
    if not opening:
        token = state.push("stray_fence", "", 0)
        token.content = first
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    close, closed = _closing_line(state, start, end, len(opening[1]))
    options, stray, body = _options(state, start + 1, close)
    kind = state.env.get(BODIES, {}).get(opening[2], "markdown")
    column = _column(state, start)
    rows = range(body, close) if kind == "data" else range(0)
    token = state.push("directive_open", "", 1)
    token.map = [start, close]
    token.info = opening[2]
    token.meta["opening"] = Opening(
        name=ParsedPiece(opening[2], start, column + opening.start(2)),
        braces=opening.re is _OPEN,
        argument=ParsedPiece(opening[3], start, column + opening.start(3)),
        options=options,
        stray=stray,
        body=tuple(
            ParsedPiece(_line(state, n, trim=False), n, _column(state, n, trim=False)) for n in rows
        ),
        closed=closed,
    )
    if kind != "data":
        _tokenize(state, body, close)
    state.push("directive_close", "", -1)
    state.line = close + closed
    return True


def _opening(text: str) -> re.Match[str] | None:
    return _OPEN.fullmatch(text) or _BARE.fullmatch(text)


def _tokenize(state: StateBlock, start: int, end: int) -> None:
    """Read lines as blocks that cannot reach beyond `end`."""
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = parent, limit


def _closing_line(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """The line that closes a directive; if none does, the first blank one."""
    stack = [colons]
    for number in range(start + 1, end):
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            end = number
            break
        text = _line(state, number)
        if not text.startswith(":::") or state.is_code_block(number):
            continue
        fence = _FENCE.fullmatch(text)
        length = len(fence[1]) if fence else 0
        if _opening(text):
            stack.append(length)
        elif fence and not fence[2]:
            _close(stack, length)
            if not stack:
                return number, True
    blank = (n for n in range(start + 1, end) if state.isEmpty(n))
    return next(blank, end), False


def _close(stack: list[int], colons: int) -> None:
    """Take the directive off that a line of colons closes, with those left open inside it."""
    if colons in stack:
        while stack.pop() != colons:
            pass
    elif colons > stack[-1]:
        stack.pop()


def _options(
    state: StateBlock, line: int, end: int
) -> tuple[tuple[tuple[ParsedPiece, ParsedPiece], ...], tuple[ParsedPiece, ...], int]:
    """Options from `line` on, what looks like one, and the body's first line.

    A line that is indented more than an option goes on with the option above it.
    """
    options: list[tuple[ParsedPiece, ParsedPiece]] = []
    stray: list[ParsedPiece] = []
    while line < end:
        line = _past_blank_lines(state, line, end)
        text, column = _line(state, line), _column(state, line)
        if match := OPTION.fullmatch(text):
            value = ParsedPiece(match[2] or "", line, column + max(match.start(2), 0))
            options.append((ParsedPiece(match[1], line, column + 1), value))
        elif (
            options and text and state.sCount[line] >= state.blkIndent + 2 and text[0] not in "-*+"
        ):
            name, value = options[-1]
            joined = f"{value.text} {text.strip()}".strip()
            options[-1] = (name, ParsedPiece(joined, value.line, value.column))
        elif _LIKE_OPTION.fullmatch(text):
            stray.append(ParsedPiece(text, line, column))
        else:
            break
        line += 1
    return tuple(options), tuple(stray), line


def _past_blank_lines(state: StateBlock, line: int, end: int) -> int:
    """The next line of text if it is an option, for blank lines before options do no harm."""
    text = next((n for n in range(line, end) if not state.isEmpty(n)), line)
    return text if OPTION.fullmatch(_line(state, text)) else line


def _line(state: StateBlock, number: int, *, trim: bool = True) -> str:
    """A line's text without what its surroundings put in front of it."""
    lead = state.tShift[number] if trim else _indent(state, number)
    return state.src[state.bMarks[number] + lead : state.eMarks[number]]


def _indent(state: StateBlock, number: int) -> int:
    """How much of a line's leading space belongs to its surroundings (as a list's item)."""
    return min(state.tShift[number], state.blkIndent)


def _column(state: StateBlock, number: int, *, trim: bool = True) -> int:
    """Characters before a line's text in the file."""
    lead = state.tShift[number] if trim else _indent(state, number)
    begin = state.bMarks[number]
    return begin + lead - (state.src.rfind("\n", 0, begin) + 1)


# -- headings ------------------------------------------------------------------------------


def _heading_attributes(state: StateCore) -> None:
    """Move `{#anchor}` at the end of a heading's text into a token of its own before it."""
    made: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and made and made[-1].type == "heading_open":
            found = re.search(r"(?:^|\s)(\{[^{}]*\})\s*$", token.content)
            if found:
                made[-1].meta["attributes"] = found[1]
                token.content = token.content[: found.start()].rstrip()
        made.append(token)
    state.tokens = made


def _stray_attributes(state: StateCore) -> None:
    """Keep attributes that no block follows, which the plugin would drop in silence."""
    for token, after in itertools.zip_longest(state.tokens, state.tokens[1:]):
        if token.type == "attrs_block" and (after is None or after.nesting < 0):
            token.type = "stray_attributes"
