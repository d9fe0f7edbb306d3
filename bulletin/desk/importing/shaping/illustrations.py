"""Pictures in paragraphs as figures, with the captions that stand below them.

In: blocks. Out: blocks in which each picture is a figure of its own, and several together a
gallery.
"""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import without
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import leaves, map_leaves
from bulletin.desk.importing.shaping.cleaning import tidied
from bulletin.desk.importing.shaping.headings import all_marked
from bulletin.languages import any_phrase, phrases
from bulletin.messages import tr

_CAPTION = 300
_OPENS_CAPTION = re.compile(
    rf"{any_phrase('captions')}\s*(?:\d{{1,3}}|{any_phrase('illustrative')})?\s*[.:–-]",
    re.IGNORECASE,
)
_OPENS_TABLE = re.compile(rf"{any_phrase('tables')}\s*\d{{1,3}}\s*[.:–-]", re.IGNORECASE)
_CREDIT = re.compile(
    rf"[\s(–-]*({any_phrase('credits')}\s*:\s*[^():]{{2,60}}?)\s*\)?\.?\s*\Z", re.IGNORECASE
)
_BESIDE_NAMES = frozenset(phrases("beside_names"))
_LABEL = re.compile(rf"{any_phrase('figures')}\s*\d{{1,3}}\s*[.:–-]\s*", re.IGNORECASE)
_GALLERY = 2
_CREDITED = 40
"""Words of a caption that names its photographer; a sentence of the text has no such end."""


def illustrated(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks with figures."""
    apart: list[tree.BlockNode] = []
    for block in blocks:
        apart += _apart(block, remarks)
    return tuple(_gathered(_captioned(apart)))


def _apart(block: tree.BlockNode, remarks: Remarks) -> Iterable[tree.BlockNode]:
    match block:
        case tree.Para(children) | tree.HeadPara(_, children):
            return _picture_apart(block, children, remarks)
        case tree.Quoted(children):
            return (replace(block, children=illustrated(children, remarks)),)
        case tree.Boxed(children):
            return (replace(block, children=illustrated(children, remarks)),)
        case tree.ListEntries(items):
            return (replace(block, items=tuple(illustrated(item, remarks) for item in items)),)
    return (block,)


def _picture_apart(
    block: tree.Para | tree.HeadPara, children: tree.ImportedLine, remarks: Remarks
) -> Iterable[tree.BlockNode]:
    """A paragraph or heading, and each of its pictures as a figure behind it; words may be a caption."""
    images = [one for one in leaves(children) if isinstance(one, tree.Image)]
    if not images:
        return (block,)
    line = tidied(map_leaves(children, lambda one: () if isinstance(one, tree.Image) else (one,)))
    words = tree.plain(line).strip()
    if len(images) == 1 and len(words) <= _CAPTION and _OPENS_CAPTION.match(words):
        return (tree.Illustration(images[0], images[0].caption or line, line=block.line),)
    inside = _in_words(children)
    if inside:
        said = tr("A picture in a sentence stands below its paragraph now")
        remarks.changed(said, words[:60], len(images))
    figures = [
        tree.Illustration(image, image.caption, line=block.line, inside=inside) for image in images
    ]
    return (replace(block, children=line), *figures) if words else figures


def _in_words(line: tree.ImportedLine) -> bool:
    """Whether all pictures of a line have words on both sides."""
    ends = [i for i in line if isinstance(i, tree.Image) or tree.plain((i,)).strip()]
    return bool(ends) and not any(
        isinstance(one, tree.Image) for end in (ends[0], ends[-1]) for one in leaves((end,))
    )


def _captioned(blocks: list[tree.BlockNode]) -> Iterable[tree.BlockNode]:
    """The blocks with each caption in its figure or table."""
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        after = waiting[0] if waiting else None
        if isinstance(block, tree.Illustration):
            if (
                not block.caption
                and isinstance(after, tree.Para)
                and _is_caption(after, last=len(waiting) == 1)
            ):
                waiting.popleft()
                block = replace(block, caption=after.children)
            yield _credited(block)
        elif (
            isinstance(block, tree.Para)
            and isinstance(after, tree.Grid | tree.Illustration)
            and not after.caption
            and (
                _names_table(block)
                if isinstance(after, tree.Grid)
                else _shows_table(block.children)
            )
        ):
            waiting[0] = replace(after, caption=without(block.children, "emphasis", "strong"))
        elif (
            isinstance(block, tree.Grid)
            and not block.caption
            and isinstance(after, tree.Para)
            and after.style == "caption"
            and _names_table(after)
        ):
            waiting.popleft()
            yield replace(block, caption=without(after.children, "emphasis", "strong"))
        else:
            yield block


def _shows_table(caption: tree.ImportedLine) -> bool:
    """Whether a picture is of a table, by the words above it."""
    words = tree.plain(caption)
    return len(words) <= _CAPTION and _OPENS_TABLE.match(words) is not None


def _names_table(para: tree.Para) -> bool:
    words = tree.plain(para.children)
    if len(words) > _CAPTION:
        return False
    return bool(_OPENS_TABLE.match(words)) or para.style in {"caption", "table caption"}


def _is_caption(para: tree.Para, *, last: bool) -> bool:
    words = tree.words(para)
    if not words or len(words) > _CAPTION or _OPENS_TABLE.match(words):
        return False
    if para.style in {"caption", "image caption", "figure", "illustration"} or _OPENS_CAPTION.match(
        words
    ):
        return True
    if _CREDIT.search(words) and len(words.split()) <= _CREDITED:
        return True
    # Below the last picture of an article anything may stand; in the text italics are a caption.
    return not last and all_marked(para.children, "emphasis")


def _credited(figure: tree.Illustration) -> tree.Illustration:
    """A figure whose photographer, named at the end of its caption, has a place of their own."""
    caption = figure.caption
    if all_marked(caption, "emphasis"):
        caption = without(caption, "emphasis", "strong")
    if not caption or not all(isinstance(i, tree.TextRun) for i in caption):
        return replace(figure, caption=caption)
    text = (
        _LABEL.sub("", tree.plain(caption), count=1)
        if _LABEL.match(tree.plain(caption))
        else tree.plain(caption)
    )
    credit = _CREDIT.search(text)
    if credit is None:
        return replace(figure, caption=(tree.TextRun(text),))
    rest = text[: credit.start()].strip()
    words = credit[1].partition(":")[2].strip()
    bracketed = text.lstrip().startswith("(")  # as nobody writes what a picture shows
    if not rest and not bracketed and not _names_people(words):
        return replace(figure, caption=(tree.TextRun(text.partition(":")[2].strip()),))
    return replace(figure, caption=(tree.TextRun(rest),) if rest else (), credit=credit[1].strip())


def _names_people(words: str) -> bool:
    """Whether words say whose a photograph is, and not what it shows: names, in capitals."""
    found = re.findall(r"\w+", words)
    return all(word[0].isupper() or word in _BESIDE_NAMES for word in found)


def _gathered(blocks: Iterable[tree.BlockNode]) -> Iterable[tree.BlockNode]:
    """Figures that follow each other as galleries."""
    run: list[tree.Illustration] = []
    for block in blocks:
        if isinstance(block, tree.Illustration):
            if run and run[-1].inside != block.inside:
                yield from _of_run(run)
                run = []
            run.append(block)
            continue
        yield from _of_run(run)
        run = []
        yield block
    yield from _of_run(run)


def _of_run(run: list[tree.Illustration]) -> Iterable[tree.BlockNode]:
    # Pictures that each have a caption of their own are several figures.
    if len(run) < _GALLERY or sum(bool(figure.caption) for figure in run) > 1:
        return tuple(run)
    last = run[-1]
    shared: tree.ImportedLine = ()
    if last.caption and not any(figure.caption for figure in run[:-1]):
        shared = last.caption
        run[-1] = replace(last, caption=())
    return (tree.Wall(tuple(run), shared, line=run[0].line),)


def note_missing(blocks: Iterable[tree.BlockNode], remarks: Remarks) -> None:
    """Remark upon each picture that says nothing to those who do not see it."""
    for block in blocks:
        match block:
            case tree.Illustration():
                said = (
                    tr("A table in a picture: write its figures as a table")
                    if _shows_table(block.caption)
                    else tr("What a picture shows, in :alt:")
                )
                _note_silent(block, said, remarks)
            case tree.Wall(pictures):
                for figure in pictures:
                    said = tr("What a picture of a gallery shows, in its brackets ![...](...)")
                    _note_silent(figure, said, remarks)
            case tree.Quoted(children) | tree.Boxed(children):
                note_missing(children, remarks)
            case tree.ListEntries(items):
                for item in items:
                    note_missing(item, remarks)


def _note_silent(figure: tree.Illustration, said: str, remarks: Remarks) -> None:
    if not figure.image.alt and not figure.image.decorative:
        remarks.missing(said, tree.plain(figure.caption)[:60] or figure.image.source)
