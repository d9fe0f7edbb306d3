"""Text that is indented by a tab or four spaces: paragraphs as Word draws them, seldom code.

In: markdown-it's state. Out: paragraphs, and code where nothing but code can be meant. Signs of
lists, tables and directives are left to their own rules, however far they are indented.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.paragraph import paragraph

_TAB = 4
_DEEP = 4
"""Columns from which CommonMark (section 4.4) takes text for code."""
_SIGN = re.compile(r"[-*+•–][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[>|]|:::|```|~~~|\[\^")
_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
"""A letter with a mark, or of another alphabet: hardly any code has one outside of quotes."""
_SENTENCE = re.compile(r"(?:\S+[ \t]+){3,}\S+[.!?…][\"”’)]*")
_ENDED = re.compile(r"[.!?…:;][\"”’»)]*\s*\Z")


def indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """markdown-it's block rule in place of that for code by indentation."""
    if silent or not _is_deep(state, start):
        return False
    if _SIGN.match(_row(state, start)):
        _move_out(state, start, end)
        return False
    if code_end := _end_of_code(state, start, end):
        _code(state, start, code_end)
        return True
    limit = state.lineMax
    state.lineMax = _next_paragraph(state, start, end)
    paragraph(state, start, state.lineMax, silent)
    state.lineMax = limit
    return True


def _move_out(state: StateBlock, start: int, end: int) -> None:
    """Take lines for as little indented as what is around them: markdown-it has no list so deep."""
    deep = state.sCount[start] - state.blkIndent
    for line in range(start, end):
        if not state.isEmpty(line):
            if state.sCount[line] - state.blkIndent < deep:
                return
            _move(state, line, deep)


def _move(state: StateBlock, line: int, columns: int) -> None:
    """Take a line for less indented by some columns, as what stands in a quotation is."""
    at, gone = state.bMarks[line], 0
    while gone < columns:
        gone += _TAB - (gone + state.bsCount[line]) % _TAB if state.src[at] == "\t" else 1
        at += 1
    state.tShift[line] -= at - state.bMarks[line]
    state.sCount[line] -= gone
    state.bMarks[line] = at
    state.bsCount[line] += gone


def _is_deep(state: StateBlock, line: int) -> bool:
    return not state.isEmpty(line) and state.sCount[line] - state.blkIndent >= _DEEP


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _end_of_code(state: StateBlock, start: int, end: int) -> int:
    """The line below indented code; 0 where a line shows that text is meant."""
    last = start
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        if not _is_deep(state, line):
            break
        row = _row(state, line)
        if _LETTER.search(row) or _SENTENCE.fullmatch(row.rstrip()) or _SIGN.match(row):
            return 0
        last = line
    return last + 1


def _code(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, end, _DEEP + state.blkIndent, keepLastLF=False) + "\n"
    token.map = [start, end]


def _next_paragraph(state: StateBlock, start: int, end: int) -> int:
    """The line with which the next paragraph begins: indented, below the end of a sentence."""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            return line
        if _is_deep(state, line) and _ENDED.search(_row(state, line - 1)):
            return line
    return end
