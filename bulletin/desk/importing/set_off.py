"""Words set off in a line by signs that are read as signs, wherever they stand (CommonMark 6.2).

In: a line whose marks are nested in any way. Out: its inlines with signs between them. What
begins or ends within a word where no sign could is plain, and the remarks say so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from unicodedata import category

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.importing.runs import leaves, runs_joined
from bulletin.messages import tr

_SIGNS: dict[tree.MarkKind, str] = {"struck": "~~", "strong": "**", "emphasis": "*"}
"""By kind; the first one stays of two that change within a word."""
_BEGINS, _ENDS = "([{<“‘«\"'", ")]}>”’»\"'.,;:!?…%"
"""Signs that slanted words may begin and end with."""
_TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)


@dataclass(eq=False)
class LinePiece:
    """A word, a space, a sign or what is no text; the kinds of marks around it."""

    inline: tree.ImportedInline
    kinds: frozenset[tree.MarkKind]
    first: str = "("
    last: str = ")"


@dataclass(frozen=True)
class Sign:
    """What stands at both ends of words that are set off."""

    text: str


def pieces_of(
    line: tree.ImportedLine, kinds: frozenset[tree.MarkKind] = frozenset()
) -> Iterator[LinePiece]:
    """The pieces of a line; spaces and breaks at the ends of a link stand outside of it."""
    for inline in line:
        if isinstance(inline, tree.TextRun):
            for token in _TOKEN.findall(inline.text):
                yield LinePiece(tree.TextRun(token), kinds, token[0], token[-1])
        elif isinstance(inline, tree.Mark) and inline.kind in _SIGNS:
            yield from pieces_of(inline.children, kinds | {inline.kind})
        elif isinstance(inline, tree.Newline):
            yield LinePiece(inline, frozenset(), " ", " ")
        elif isinstance(inline, tree.LinkTo | tree.Mark) and _is_bracketed(inline):
            inner = [*leaves(inline.children)]
            yield from _spaces(inner, 0)
            if tree.plain(inner).strip() or not all(
                isinstance(one, tree.TextRun | tree.Newline) for one in inner
            ):
                yield LinePiece(inline, kinds)
                yield from _spaces(inner, -1)
        else:
            yield LinePiece(inline, kinds)


def _spaces(inner: Sequence[tree.ImportedInline], at: int) -> Iterator[LinePiece]:
    """What stands outside of a link, at one of its ends."""
    edge = inner[at] if inner else tree.TextRun("")
    if isinstance(edge, tree.Newline):
        yield from pieces_of((edge,))
    elif isinstance(edge, tree.TextRun) and edge.text[at:][:1].isspace():
        yield from pieces_of((tree.TextRun(" "),))


def _is_bracketed(inline: tree.LinkTo | tree.Mark) -> bool:
    return isinstance(inline, tree.LinkTo) or inline.kind == "phrase"


def with_signs(
    pieces: Sequence[LinePiece], remarks: Remarks
) -> tuple[tree.ImportedInline | Sign, ...]:
    """The inlines of a line, with signs between them."""
    edge = LinePiece(tree.TextRun(""), frozenset(), " ", " ")
    row = [edge, *pieces, edge]
    places = range(1, len(row))
    while _fit_spaces(row) or sum(_fit(row, at, remarks) for at in (*places, *places[::-1])):
        pass
    signs = dict(_SIGNS)
    if any("strong" in piece.kinds for piece in row):
        signs["emphasis"] = "_"  # for stars of one kind would be taken for stars of the other
    made: list[tree.ImportedInline | Sign] = []
    stack: list[tree.MarkKind] = []
    for at, piece in enumerate(row):
        stay = next((n for n, kind in enumerate(stack) if kind not in piece.kinds), len(stack))
        made += [Sign(signs[kind]) for kind in reversed(stack[stay:])]
        del stack[stay:]
        if _is_word(piece.first) or piece.first in _BEGINS:
            fresh = piece.kinds.difference(stack)
            ends = {kind: next(n for n in count(at) if kind not in row[n].kinds) for kind in fresh}
            # What ends last stands outside.
            stack += sorted(fresh, key=lambda kind: (-ends[kind], signs[kind]))
            made += [Sign(signs[kind]) for kind in stack[len(stack) - len(fresh) :]]
        made.append(piece.inline)
    return runs_joined(made)


# -- where signs can stand -----------------------------------------------------------------


def _is_word(char: str) -> bool:
    return not char.isspace() and category(char)[0] not in "PS"


def _fit_spaces(row: Sequence[LinePiece]) -> bool:
    """Set a space off as what stands on both sides of it is; whether that changed anything."""
    changed = False
    for (before, space), after in zip(pairwise(row), row[2:], strict=False):
        if isinstance(space.inline, tree.TextRun) and space.first.isspace():
            kinds = before.kinds & after.kinds
            changed |= kinds != space.kinds
            space.kinds = kinds
    return changed


def _fit(row: Sequence[LinePiece], at: int, remarks: Remarks) -> bool:
    """Have no kind begin or end in front of a piece where no sign can; whether one did."""
    before, after = row[at - 1], row[at]
    edges = before.kinds ^ after.kinds
    if not edges:
        return False
    if not _is_word(before.last) or not _is_word(after.first):
        ended = _left(before, after, before.last + after.first, _ENDS)
        return _left(after, before, after.first + before.last, _BEGINS) or ended
    # A single star in a word is one, and between figures two are.
    figures = before.last.isdigit() and after.first.isdigit()
    stays = [kind for kind in _SIGNS if kind in edges and kind != "emphasis"][:1]
    stays = [] if figures and stays == ["strong"] else stays
    for kind in edges.difference(stays):
        step = 1 if kind in after.kinds else -1
        place = at if step > 0 else at - 1
        while kind in row[place].kinds and _is_word(row[place].first):
            row[place].kinds -= {kind}
            place += step
        said = tr("Letters within a word that were bold, slanted or struck are plain")
        remarks.changed(said, excerpt(tree.plain((before.inline, after.inline))))
    return len(edges) > len(stays)


def _left(inner: LinePiece, outer: LinePiece, chars: str, allowed: str) -> bool:
    """Have a sign at an end of words leave them where no mark could stand; whether it did.

    `chars`: the sign, and what stands outside. In a link its words are set off instead.
    """
    edge = inner.kinds - outer.kinds
    lone = _is_word(chars[1]) and not outer.kinds - inner.kinds
    if _is_word(chars[0]) or (chars[0] in allowed and chars[1] not in "./-" and not lone):
        return False
    inner.kinds -= edge
    if isinstance(inner.inline, tree.LinkTo | tree.Mark) and inner.inline.children:
        children = inner.inline.children
        for kind in sorted(edge):
            children = (tree.Mark(kind, children),)
        inner.inline = tree.with_children(inner.inline, children)
    return bool(edge)
