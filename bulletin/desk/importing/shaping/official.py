"""What official papers have around their text, and articles do not.

In: blocks. Out: blocks without the names of organs above the title, and without the recipients
and offices below the text; the name of whoever signed stays, for it may be the author's.
"""

import re
from collections.abc import Iterable, Sequence

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.importing.runs import rows_of
from bulletin.desk.importing.shaping.headings import capitals
from bulletin.desk.importing.shaping.letterheads import without_letterhead
from bulletin.formats.characters import CAPITALS
from bulletin.languages import any_phrase
from bulletin.messages import tr

_NEAR_END = 16
_MOST_BEHIND = 3
"""Lines below an office at the end: what stands for a signature, and a name."""
_RECIPIENTS = re.compile(rf"\W*{any_phrase('recipients')}\b", re.IGNORECASE)
_RECIPIENT = re.compile(rf"[-–—+•]|{any_phrase('recipient_entries')}", re.IGNORECASE)
_ONE = rf"(?:{any_phrase('offices')}|\(?{any_phrase('signatures')}\)?)"
_RECIPIENTS_ALONE = re.compile(rf"{_RECIPIENTS.pattern}\W*", re.IGNORECASE)
_SURELY = re.compile(rf"(?i:\b{any_phrase('recipient_entries')})|(?-i:\b{any_phrase('on_behalf')})")
"""What stands in lists of recipients of papers, and not in those of places."""
_OFFICE = re.compile(rf"{_ONE}(?: {_ONE})*", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(rf"{any_phrase('offices')}(?: {any_phrase('offices')})+", re.IGNORECASE)
_ON_BEHALF = re.compile(any_phrase("on_behalf"))
_NAME = re.compile(
    rf"(?:(?i:{any_phrase('ranks')}) ?)?(?:[{CAPITALS}][^\W\d_{CAPITALS}]+ ?){{2,5}}"
)
_NAMES = re.compile(rf"(?:{_NAME.pattern})+")


def without_official(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks of an article."""
    return _without_tail(without_letterhead(blocks, remarks), remarks)


def _words(block: tree.BlockNode) -> str:
    return (
        " ".join(tree.plain(block.children).split())
        if isinstance(block, tree.Para | tree.HeadPara)
        else ""
    )


def _without_tail(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks without recipients and offices at the end."""
    kept = [*blocks[:-_NEAR_END], *(r for b in blocks[-_NEAR_END:] for r in _rows_apart(b))]
    dropped: list[str] = []
    for index in range(max(0, len(kept) - _NEAR_END), len(kept)):
        block = kept[index]
        if isinstance(block, tree.Grid) and _is_tail(block):
            dropped.append(_grid_words(block))
            inside = [one for row in block.rows for cell in row for one in cell.children]
            _note_stamps(sum(map(_is_picture, inside)), remarks)
            kept[index:] = [*_signer(block), *kept[index + 1 :]]
            break
        if isinstance(block, tree.Para) and _RECIPIENTS.match(_words(block)):
            end = _end_of_recipients(kept, index)
            if _are_recipients(kept[index:end], kept[end:]):
                dropped += map(_all_words, kept[index:end])
                del kept[index:end]
                break
    at = max(0, len(kept) - _NEAR_END // 2)
    in_turn = _signed_in_turn(kept[at:])
    if dropped or in_turn or _signed(kept[at:]):
        signed = in_turn or _signature(kept[at:])
        dropped += [words for place in sorted(signed) if (words := _words(kept[at + place]))]
        stamps = _stamps(kept[at:], signed)
        _note_stamps(len(stamps), remarks)
        signed |= stamps
        kept[at:] = [block for place, block in enumerate(kept[at:]) if place not in signed]
    if dropped:
        said = tr("Recipients and signature of an official paper, which an article does not have")
        remarks.lost(said, excerpt(" ".join(dropped), 200))
    return tuple(kept)


def _is_tail(grid: tree.Grid) -> bool:
    """Whether a table has recipients and who signs side by side, and no places and times."""
    if _is_signed_side_by_side(grid):
        return True
    first = next((one for one in _grid_lines(grid).split("\n") if one.strip()), "")
    return bool(_RECIPIENTS.match(first) and _SURELY.search(_grid_words(grid))) or bool(
        _RECIPIENTS_ALONE.fullmatch(first)
        and any(
            _is_office(tree.Para((tree.TextRun(one),))) for one in _grid_lines(grid).split("\n")
        )
    )


def _is_signed_side_by_side(grid: tree.Grid) -> bool:
    """Whether offices stand side by side in a table, and below them nobody but who signs."""
    heads = [_lines_of((cell,))[:1] for cell in grid.rows[0] if _lines_of((cell,))]
    if len(heads) < 2:  # noqa: PLR2004, side by side
        return False
    lines = _lines_of(cell for row in grid.rows for cell in row)
    offices = [one for one in lines if _OFFICE.fullmatch(one)]
    others = [one for one in lines if one not in offices]
    return (
        bool(offices)
        and all(_OFFICE.fullmatch(one) or capitals(one) for (one,) in heads)
        and all(_NAMES.fullmatch(one) or capitals(one) for one in others)
    )


def _lines_of(cells: Iterable[tree.GridCell]) -> list[str]:
    """The lines of cells that have words."""
    lines = _cell_lines(cells).split("\n")
    return [" ".join(one.split()) for one in lines if re.search(r"\w", one)]


def _are_recipients(listed: Sequence[tree.BlockNode], behind: Sequence[tree.BlockNode]) -> bool:
    """Whether a list below "Nơi nhận" is one of a paper's recipients, and not of places."""
    if any(_SURELY.search(_all_words(block)) for block in listed):
        return True
    bare = _RECIPIENTS_ALONE.fullmatch(_words(listed[0]))
    numbered = any(re.search(r"\d", _all_words(block)) for block in listed)
    return bool(bare) and not numbered and any(map(_is_office, behind))


def _all_words(block: tree.BlockNode) -> str:
    return " ".join(tree.plain_blocks((block,)).split())


def _rows_apart(block: tree.BlockNode) -> Sequence[tree.BlockNode]:
    """A paragraph of which a row is of the tail, as one paragraph a row."""
    rows = rows_of(block) if isinstance(block, tree.Para) else []
    of_tail = any(_is_office(row) or _RECIPIENTS.match(_words(row)) for row in rows)
    return rows if len(rows) > 1 and of_tail else (block,)


def _signed(blocks: Sequence[tree.BlockNode]) -> bool:
    """Whether somebody signs: on behalf of an organ, or below an office in capitals."""
    for index, block in enumerate(blocks):
        words = _words(block)
        if _ON_BEHALF.match(words):
            return True
        behind = blocks[index + 1 :]
        several = _SIDE_BY_SIDE.fullmatch(words)
        told = several or capitals(words)
        if told and _is_office(block) and behind and len(behind) <= _MOST_BEHIND:
            names = _NAMES if several else _NAME
            return all(_is_office(one) or names.fullmatch(_words(one)) for one in behind)
    return False


def _signed_in_turn(blocks: Sequence[tree.BlockNode]) -> set[int]:
    """The places of several offices at the end, each with whoever signs below it; else none."""
    start = next((n for n, one in enumerate(blocks) if _is_office(one)), len(blocks))
    tail = blocks[start:]
    offices = sum(map(_is_office, tail))
    names = sum(_NAME.fullmatch(_words(one)) is not None for one in tail)
    others = len(tail) - offices - names - sum(map(_is_picture, tail))
    several = offices > 1 and names > 1 and not others and not _is_office(tail[-1])
    return {*range(start, len(blocks))} if several and not _is_office(tail[1]) else set()


def _signature(blocks: Sequence[tree.BlockNode]) -> set[int]:
    """The places of offices, and of names below offices side by side: none of them is the author."""
    offices = {place for place, block in enumerate(blocks) if _is_office(block)}
    several = [place for place in offices if _SIDE_BY_SIDE.fullmatch(_words(blocks[place]))]
    below = range(min(several, default=len(blocks)), len(blocks))
    return offices | {place for place in below if _NAMES.fullmatch(_words(blocks[place]))}


def _stamps(blocks: Sequence[tree.BlockNode], signed: set[int]) -> set[int]:
    """The places of pictures below an office: a stamp or a name as it was written by hand."""
    below = range(min(signed, default=len(blocks)), len(blocks))
    return {place for place in below if _is_picture(blocks[place])}


def _note_stamps(count: int, remarks: Remarks) -> None:
    if count:
        said = tr("A picture among the signatures (a stamp, a name written by hand)")
        remarks.lost(said, count=count)


def _is_picture(block: tree.BlockNode) -> bool:
    return isinstance(block, tree.Para) and [type(one) for one in block.children] == [tree.Image]


def _is_office(block: tree.BlockNode) -> bool:
    words = _words(block)
    office = _OFFICE.fullmatch(words) or (_ON_BEHALF.match(words) and capitals(words))
    return isinstance(block, tree.Para) and bool(office)


def _end_of_recipients(blocks: Sequence[tree.BlockNode], index: int) -> int:
    """Where the list below "Nơi nhận:" ends."""
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        entry = isinstance(block, tree.Para) and _RECIPIENT.match(_words(block))
        if not entry and not isinstance(block, tree.ListEntries):
            break
        end += 1
    return end


def _grid_words(grid: tree.Grid) -> str:
    return " ".join(tree.plain_blocks(cell.children) for row in grid.rows for cell in row)


def _signer(grid: tree.Grid) -> list[tree.BlockNode]:
    """The name at the end of a table of recipients and signature; of several that sign, none."""
    if _is_signed_side_by_side(grid):
        return []
    lines = [one.strip() for one in re.split(r"[\n;]", _grid_lines(grid)) if one.strip()]
    names = [one for one in lines[-2:] if _NAME.fullmatch(one)]
    return [tree.Para((tree.TextRun(names[-1]),))] if names else []


def _grid_lines(grid: tree.Grid) -> str:
    return _cell_lines(cell for row in grid.rows for cell in row)


def _cell_lines(cells: Iterable[tree.GridCell]) -> str:
    rows: list[str] = []
    for block in (block for cell in cells for block in cell.children):
        if isinstance(block, tree.Para):
            line = tuple(
                tree.TextRun("\n") if isinstance(i, tree.Newline) else i for i in block.children
            )
            rows.append(tree.plain(line))
    return "\n".join(rows)
