"""Rules of our own for lines of text, and limits: added to markdown-it's by `parser`.

In: markdown-it's state. Out: tokens that it knows, and notes of what is beyond a limit.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from bulletin.messages import tr
from bulletin.source.markdown.pasted import SMALL, in_small_figures

MAX_BLOCKS = 10_000
"""Blocks in one article, a table's cells among them."""

MAX_PARAGRAPH = 10_000
"""Characters in one paragraph: three pages, and far from what makes readers slow."""

EXCESS = "excess"
"""The key in markdown-it's environment for what is beyond a limit: its first line, and why."""


def limits(state: StateCore) -> None:
    """Leave out what is beyond a limit, and say so; nothing later takes long over it."""
    excess = state.env.setdefault(EXCESS, [])
    if sum(token.nesting >= 0 for token in state.tokens) > MAX_BLOCKS:
        message = tr(
            "this article has more than {max_blocks} blocks, rows and cells", max_blocks=MAX_BLOCKS
        )
        excess.append((0, message))
        state.tokens = []
    line = 0
    for token in state.tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            message = tr(
                "this paragraph has more than {max_paragraph} characters",
                max_paragraph=MAX_PARAGRAPH,
            )
            excess.append((line, message))
            token.content = ""


def addresses_as_written(parser: MarkdownIt) -> None:
    """Have markdown-it refuse and rewrite no address: they are judged where links become nodes."""
    parser.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]


# -- lines ---------------------------------------------------------------------------------

_PLAIN = re.compile(r"(?:[^\n!&*:<\[\\\]^_`{~]++|!(?!\[)|:(?!//))++")


def plain_text(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for text that is nothing else.

    Its own stops at every sign that some plugin may ask for, ours where a rule of ours begins.
    """
    plain = _PLAIN.match(state.src, state.pos, state.posMax)
    if plain is None:
        return False
    return _take_as_text(state, plain.end(), silent)


def _take_as_text(state: StateInline, end: int, silent: bool) -> bool:
    """Take all up to a place as text, as inline rules do that have found what is theirs."""
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


_MARK = re.compile(r"\[\^([^\s\]]{1,200})\]")


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for `[^label]`; the plugin's own takes long over `[^[^[^`."""
    if state.src[state.pos] != "[":
        return False
    mark = _MARK.match(state.src, state.pos, state.posMax)
    if mark is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": mark[1]}
    state.pos = mark.end()
    return True


def line_kept(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's block rule for lines that others would take out of the text.

    `[^a note]: words` is no note for its space, and neither it nor `[Gấp]: họp` the address of a
    link; `{% words %}` is the command of another program, not a remark among attributes.
    """
    del end
    at = state.bMarks[start] + state.tShift[start]
    if not _KEPT.match(state.src, at, state.eMarks[start]):
        return False
    if not silent:
        token = state.push("paragraph_open", "p", 1)
        token.map = [start, start + 1]
        inline = state.push("inline", "", 0)
        inline.content = state.src[at : state.eMarks[start]].strip()
        inline.map, inline.children = [start, start + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = start + 1
    return True


_KEPT = re.compile(
    r"\[\^[^\[\]\n]{0,200}\s[^\[\]\n]{0,200}\][ ]?:|\{%.*%\}[ \t]*$"
    r"|\[[^\[\]^\n]{1,200}\]:[ \t]*[^\s.,/#:<>]{1,40}[.!]?[ \t]*$",
    re.MULTILINE,
)


def small_figures(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for H~2~O and m^2^: the characters that Unicode has for them.

    Only right after a letter or a bracket, or a figure before ^: "5~10~15" is a range.
    """
    pos = state.pos
    if not pos or not (before := _BEFORE_SMALL.get(state.src[pos])):
        return False
    if not before.match(state.src[pos - 1]):
        return False
    found = SMALL.match(state.src, pos, state.posMax)
    figures = in_small_figures(found["sign"], found["text"]) if found else ""
    if found is None or not figures:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup = figures, found[0]
    state.pos = found.end()
    return True


def blanks(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for blanks of forms (___/___/20__) and for marks of notes, (*).

    To CommonMark signs with a slash or a bracket beside them are signs of emphasis.
    """
    sign = state.src[state.pos]
    if sign not in "_*":
        return False
    found = state.scanDelims(state.pos, sign == "*")
    end = state.pos + found.length
    before = state.src[state.pos - 1 : state.pos] or " "
    after = state.src[end : end + 1] or " "
    if sign == "*":
        is_text = before in "([" and after in ")]"
    elif found.length < _BLANK or _is_triple(state.src, state.pos, end):
        begins = found.can_open and (after.isalnum() or after in _OPENING)
        ends = found.can_close and (before.isalnum() or before in _CLOSING)
        between = before in _BETWEEN and after in _BETWEEN
        is_text = between or ((found.can_open or found.can_close) and not (begins or ends))
    else:
        is_text = True
    if not is_text:
        return False
    return _take_as_text(state, end, silent)


_BLANK = 3
"""Underscores that are a place to write on."""
_OPENING = "\"'“‘«([{<*`!~\\"
_CLOSING = "\"'”’»)]}>*`.,;:!?…%~"
_BETWEEN = "./-"
"""What stands between the parts of a date."""
_TRIPLE = re.compile(r"(?<![\w])___(?=[^\W_])[^_\n]{0,300}(?<=\S)___(?!\w)")


def _is_triple(text: str, start: int, end: int) -> bool:
    """Whether three underscores stand around words, which are then bold and slanted."""
    if end - start != _BLANK:
        return False
    first = text.rfind("___", max(0, start - 300), start)
    return any(
        (found := _TRIPLE.match(text, at)) and start in {at, found.end() - _BLANK}
        for at in (start, first)
        if at >= 0
    )


def typed_quotes(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for the quotes of TeX, ``words'': they begin no code."""
    if not state.src.startswith("``", state.pos):
        return False
    found = TYPED_QUOTES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return _take_as_text(state, found.end(), silent)


TYPED_QUOTES = re.compile(r"(?<!`)``(?=[^\s`'])(?P<words>[^`\n]{0,200}?[^\s`'])''(?!['\w`])")
"""Words in quotes as typewriters and TeX have them; what is within them is only text."""


def masked(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for 082******123 and ng***n: what stars hide is not made bold."""
    found = _MASKED.match(state.src, state.pos, state.posMax)
    if found is None or (len(found[0]) < 4 and _is_bold(state.src, found)):  # noqa: PLR2004, 2 or 3
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = token.markup = found[0]
    state.pos = found.end()
    return True


def _is_bold(text: str, stars: re.Match[str]) -> bool:
    """Whether stars begin or end what is bold: 12**34**, and **bold***slanted*."""
    if len(stars[0]) > 2:  # noqa: PLR2004, those that end one style and begin another
        before = _STYLE_BEGUN.search(text, max(0, stars.start() - 300), stars.start())
        after = _STYLE_ENDED.match(text, stars.end())
        return bool(before and after and len(before[1]) + len(after[1]) == len(stars[0]))
    return bool(
        _CLOSED_SOON.match(text, stars.end()) or _OPENED_BEFORE.search(text, 0, stars.start())
    )


_STYLE_BEGUN = re.compile(r"(?<![*\\])(\*{1,2})(?=[^*\s])[^*\n]*\Z")
_STYLE_ENDED = re.compile(r"[^*\n]{0,300}(?<=[^*\s])(\*{1,2})(?!\*)")
_CLOSED_SOON = re.compile(r"[^*\s]{1,30}\*\*(?![^\W_]|\*)")
_OPENED_BEFORE = re.compile(r"(?<![^\s(,;:])\*\*[^*\s]{1,30}\Z")
_MASKED = re.compile(r"(?<=[0-9])\*{2,}(?=[0-9])|(?<=[^\W_])\*{3,}(?=[^\W_])")


def times(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for a star in a product: 3*4*5 and dài*rộng are not slanted."""
    if state.src[state.pos] != "*" or not state.pos or not _is_times(state.src, state.pos):
        return False
    return _take_as_text(state, state.pos + 1, silent)


def _is_times(text: str, at: int) -> bool:
    """Whether a star stands between figures, or in a word that holds stars only inside."""
    if _TIMES.match(text, at - 1):
        return True
    before = _FACTORS_BEFORE.search(text, max(at - _LONGEST_PRODUCT, 0), at)
    if before is None or _FACTORS.match(text, at, at + _LONGEST_PRODUCT) is None:
        return False
    behind = text[at + 1 : at + _LONGEST_SLANTED]
    return len(_SLANT_ENDS.findall(behind)) <= len(_SLANT_BEGINS.findall(behind))


_LONGEST_PRODUCT = 80
_LONGEST_SLANTED = 300
"""How far behind a star in a word one is looked for that ends slanted words."""
_SLANT_BEGINS = re.compile(r"(?<![\w*\\])\*(?=[\w“‘\"'(\[])")
_SLANT_ENDS = re.compile(r"(?<=[^\s*\\])\*(?![\w*])")
_TIMES = re.compile(r"[0-9]\*[0-9]")
_FACTORS_BEFORE = re.compile(r"(?<![*\w\\])[^\W_]+(?:\*[^\W_]+)*\Z")
_FACTORS = re.compile(r"(?:\*[^\W_]+)+(?![*\w])")
_BEFORE_SMALL = {"~": re.compile(r"[^\W\d_]|[)\]}]"), "^": re.compile(r"[^\W_]|[)\]}]")}


def open_bracket(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for brackets that nothing closes: they are text.

    Without it each is looked at once for every level of nesting.
    """
    length = 2 if state.src.startswith("![", state.pos) else 1
    if state.src[state.pos] not in "[!" or (length == 1 and state.src[state.pos] == "!"):
        return False
    if state.src.rfind("]", state.pos, state.posMax) >= 0:
        return False
    return _take_as_text(state, state.pos + length, silent)
