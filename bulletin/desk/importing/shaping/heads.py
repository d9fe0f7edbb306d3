"""An article's title, summary and authors: found in its text and in what its program knows.

In: blocks, and hints of the file. Out: what was found, and the blocks without it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import without
from bulletin.desk.importing.reading import Hints
from bulletin.desk.importing.remarks import LETTERHEAD, Remarks, excerpt
from bulletin.desk.importing.shaping.headings import all_marked, capitals
from bulletin.desk.importing.shaping.letterheads import PAPER, SUBJECT, joined, without_subject
from bulletin.desk.importing.shaping.typed_signs import is_entry
from bulletin.languages import any_phrase, phrases
from bulletin.messages import tr
from bulletin.source.settings.types import LONGEST_HEADLINE


@dataclass(frozen=True)
class ArticleHead:
    """What stands above an article. `guessed` is a title that nobody wrote as such."""

    title: tree.ImportedLine
    summary: tree.ImportedLine
    authors: tuple[str, ...]
    guessed: bool = False


_RUBBISH = re.compile(
    rf"{any_phrase('file_titles')}|microsoft word|powerpoint|doc\d+|slide \d+|.*\.do[ct]x?$",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    rf"(?:{any_phrase('computers')}|pc|hp|dell|acer|asus|lenovo|windows|microsoft|smart|techsi"
    r"|python-docx|openpyxl|root|windowsuser)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"\(?\s*{any_phrase('bylines')}\s*[:：]\s*(?P<names>[^:]{{2,100}}?)\s*\)?\.?\s*\Z",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(rf"\s*(?:,|;|&|–|\s-\s|/|\s{any_phrase('between_names')}\s)\s*")
_SUMMARY = re.compile(rf"\s*{any_phrase('summaries')}\s*[:：]\s*(?=\S)", re.IGNORECASE)
_TITLE_STYLES = frozenset(phrases("title_styles"))
_SUMMARY_STYLES = frozenset(phrases("summary_styles"))
_INITIALS = re.compile(
    rf"\(?(?:[A-ZĐÂĂÊÔƠƯ]\.\s?){{1,3}}[A-ZĐÂĂÊÔƠƯ]\.?\)?|{any_phrase('newsrooms')}"
)
_ORIGIN = re.compile(rf"(?i)\s*\(?(?:{any_phrase('sources')}|{any_phrase('credits')})\b.{{2,80}}")
_NO_NAME = re.compile(rf"{any_phrase('no_names')}\b", re.IGNORECASE)
"""What begins so is a body or a heading, and nobody's name."""
_NAME = re.compile(r"[^\W\d_a-zà-ỹđ][^\W\d_]*(?:[ -][^\W\d_a-zà-ỹđ][^\W\d_]*){1,4}")
_TITLE = 250
_SHORT_TITLE = 120
"""Characters of a first line that may be a title, though nothing sets it off."""
_TITLE_WORDS = 3
_SAPO = range(40, 900)
_LETTERHEAD = re.compile(rf"{any_phrase('letterheads')}|\*{{3}}|-{{3}}", re.IGNORECASE)
_LINE_ABOVE = 80
"""Characters of a line above the title, which names the section, the date or the author."""
_SENTENCE = 6
"""Words of a sentence, which is none of these, but of the text below a title."""
_OF_TEXT = re.compile(r"[IVX]{1,5}\s*[./]\s|\w+ \d{1,3}\s*[.:]\s|[^\W\d_]+(?: \w+){0,3}\s*:")
"""How a part of a text, or a line of a notice, begins: "II. ", "Điều 1. ", "Thời gian:"."""
_NEAR_TOP = 6


def head_of(blocks: tree.Texts, hints: Hints, remarks: Remarks) -> tuple[ArticleHead, tree.Texts]:
    """What was found above a text, and the text without it."""
    left = [block for block in blocks if not _empty(block)]
    while left and isinstance(left[0], tree.Separator):
        left.pop(0)
    title, guessed = hints.title, False
    if not title:
        title, guessed = _title(left, hints, remarks)
    elif (
        left
        and isinstance(left[0], tree.HeadPara | tree.Para)
        and _folded(left[0].children) == _folded(title)
    ):
        left.pop(0)
    authors = hints.authors or _byline(left, remarks)
    summary = hints.summary or _summary(left) or _sapo(left, remarks)
    if not summary and hints.property_summary:
        summary = (tree.TextRun(hints.property_summary),)
    if not authors and _looks_like_name(hints.property_author):
        authors = (hints.property_author,)
        remarks.changed(
            tr("The author was taken from the file's properties: check it"), hints.property_author
        )
    return ArticleHead(_whole(title), _whole(summary), authors, guessed), tuple(left)


def _whole(line: tree.ImportedLine) -> tree.ImportedLine:
    """Words of a title or a summary, without what sets all of them off."""
    words = tuple(i for i in line if not isinstance(i, tree.NoteMark))
    return without(line, "strong", "emphasis") if _all_set_off(words) else line


def _all_set_off(line: tree.ImportedLine) -> bool:
    solid = [i for i in line if tree.plain((i,)).strip()]
    return all(isinstance(i, tree.Mark) and i.kind in {"strong", "emphasis"} for i in solid)


def _empty(block: tree.BlockNode) -> bool:
    return (
        isinstance(block, tree.Para | tree.HeadPara)
        and not tree.plain(block.children).strip()
        and not any(isinstance(i, tree.NoteMark) for i in block.children)
    )


def _folded(line: tree.ImportedLine) -> str:
    return " ".join(tree.plain(line).split()).casefold()


# -- title ---------------------------------------------------------------------------------


def _title(
    left: list[tree.BlockNode], hints: Hints, remarks: Remarks
) -> tuple[tree.ImportedLine, bool]:
    """The title, taken out of the blocks; and whether it is a guess."""
    words = hints.property_title.strip()
    for index, block in enumerate(left[:_NEAR_TOP]):
        if isinstance(block, tree.HeadPara) and _alone_so_high(block, left):
            above = [one for one in left[:index] if not _LETTERHEAD.match(tree.words(one))]
            if all(map(_may_stand_above, above)):
                if len(above) < index:
                    remarks.lost(LETTERHEAD, tree.words(left[0])[:60])
                left[: index + 1] = above
                return without_subject(block.children), False
    first = next((b for b in left if not isinstance(b, tree.Illustration)), None)
    if isinstance(first, tree.Para) and _reads_like_title(first, left):
        index = left.index(first)
        title = list(left.pop(index).children)  # type: ignore[union-attr]
        while index < len(left) and _goes_on(tree.plain(tuple(title)), left[index]):
            more = left.pop(index)
            assert isinstance(more, tree.Para)  # noqa: S101, what goes on is a paragraph
            title = [*joined(tuple(title), more.children)]
        return tuple(title), False
    if words and not _RUBBISH.match(words):
        return (tree.TextRun(words),), True
    return (), True


def _may_stand_above(block: tree.BlockNode) -> bool:
    words = tree.words(block)
    is_text = words.endswith(".") and len(words.split()) >= _SENTENCE
    of_words = isinstance(block, tree.Para | tree.Illustration)
    return of_words and len(words) < _LINE_ABOVE and not is_text


def _alone_so_high(head: tree.HeadPara, blocks: Sequence[tree.BlockNode]) -> bool:
    """Whether no other heading is as high: a title is the only one of its kind."""
    others = [b for b in blocks if isinstance(b, tree.HeadPara) and b is not head]
    return all(other.level > head.level for other in others)


def _reads_like_title(para: tree.Para, blocks: Sequence[tree.BlockNode]) -> bool:
    text = tree.words(para)
    if not text or len(text) > _TITLE or _BYLINE.match(text) or len(blocks) < 2:  # noqa: PLR2004, a text below it
        return False
    if all_marked(para.children, "strong") or capitals(text) or para.style in _TITLE_STYLES:
        return not text.endswith((";", ","))
    if _has_rows(para):
        return False
    # A short first line without a full stop, with a paragraph below it.
    after = next((b for b in blocks[1:] if isinstance(b, tree.Para)), None)
    ends = text.endswith((".", ":", ";", ",", "…"))
    words = len(text.split())
    if ends or len(text) > _SHORT_TITLE or after is None:
        return False
    if after is blocks[1] and _has_rows(after):
        return True  # a poem's
    return words >= _TITLE_WORDS and len(tree.plain(after.children)) > 2 * len(text)


def _has_rows(para: tree.Para) -> bool:
    return any(isinstance(inline, tree.Newline) for inline in para.children)


def _goes_on(title: str, block: tree.BlockNode) -> bool:
    """Whether a title in capitals, or one that only names the kind of a paper, goes on."""
    if not isinstance(block, tree.Para):
        return False
    text = tree.words(block)
    if PAPER.fullmatch(title.strip()) and _names_matter(text):
        return True
    if len(title) + len(text) >= _TITLE or re.match(r"[IVX\d]+[.)]", text):
        return False
    if PAPER.match(title) and all_marked(block.children, "strong"):
        return not text.endswith((".", ":", ";"))
    return capitals(title) and capitals(text)


def _names_matter(text: str) -> bool:
    """Whether a line below "THÔNG BÁO" says what it is about, rather than to whom it goes."""
    ends = text.endswith((".", ":", ";", ","))
    return bool(SUBJECT.match(text)) or (len(text) <= _SHORT_TITLE and not ends and ":" not in text)


# -- authors and summary -------------------------------------------------------------------


def _byline(left: list[tree.BlockNode], remarks: Remarks) -> tuple[str, ...]:
    """Who wrote it, as said near the top or at the end; the line is taken out."""
    ends = [*range(min(_NEAR_TOP, len(left))), *range(max(len(left) - 3, _NEAR_TOP), len(left))]
    for index in ends:
        if match := _BYLINE.fullmatch(tree.words(left[index])):
            left.pop(index)
            return _names(match["names"])
    for index in (_last_line(left), 0):
        block = left[index] if len(left) > 1 else None
        if isinstance(block, tree.Para) and _signs(block) and not _is_listed(left, index):
            text = tree.words(block).strip("()")
            left.pop(index)
            remarks.changed(
                tr("A line with a name alone was taken for the author's: check it"), text
            )
            return _names(text)
    return ()


def _last_line(blocks: Sequence[tree.BlockNode]) -> int:
    """The last of the blocks, but for one that says where a text or its pictures come from."""
    last = len(blocks) - 1
    return last - 1 if last > 1 and _ORIGIN.fullmatch(tree.words(blocks[last])) else last


def _is_listed(blocks: Sequence[tree.BlockNode], index: int) -> bool:
    """Whether a name stands beside others, or answers the line above: it is one of the text's."""
    beside = blocks[index - 1] if index else blocks[1]
    return isinstance(beside, tree.Para) and (
        _signs(beside) or (index > 0 and tree.plain(beside.children).rstrip().endswith(":"))
    )


def _signs(para: tree.Para) -> bool:
    text = tree.words(para).strip("()")
    return bool(_INITIALS.fullmatch(text)) or _looks_like_name(text)


def _looks_like_name(text: str) -> bool:
    text = text.strip()
    if _MACHINE.match(text) or _RUBBISH.match(text) or _NO_NAME.match(text):
        return False
    return bool(_NAME.fullmatch(text)) and len(text) <= 40 and len(text.split()) <= 5  # noqa: PLR2004, as names are


def _names(text: str) -> tuple[str, ...]:
    parts = _BETWEEN_NAMES.split(text.strip())
    names = [part.title() if part.isupper() and " " in part else part for part in parts]
    return tuple(name[:LONGEST_HEADLINE] for name in names if name)


def _summary(left: list[tree.BlockNode]) -> tree.ImportedLine:
    """The paragraph that says what the article is about, taken out; () if there is none."""
    for index, block in enumerate(left[:3]):
        if not isinstance(block, tree.Para):
            continue
        text = tree.words(block)
        if match := _SUMMARY.match(text):
            left.pop(index)
            return (tree.TextRun(text[match.end() :]),)
        if block.style in _SUMMARY_STYLES:
            left.pop(index)
            return block.children
    return ()


def _sapo(left: list[tree.BlockNode], remarks: Remarks) -> tree.ImportedLine:
    """The sentences set off right below the title, taken out; () if there are none.

    Entries, parts and labels ("Thời gian: ...") are of the text, however they are set.
    """
    at = next(
        (n for n, one in enumerate(left) if not isinstance(one, tree.Illustration)), len(left)
    )
    first = left[at] if at < len(left) else None
    if not isinstance(first, tree.Para) or not _reads_like_sapo(first) or is_entry(first):
        return ()
    words = tree.words(first)
    others = [block.children for block in left[at + 1 :] if isinstance(block, tree.Para)]
    if _OF_TEXT.match(words) or all(map(_all_set_off, others)):
        return ()
    if any(map(_reads_like_sapo, left[at + 1 : at + 2])):
        return ()
    left.pop(at)
    remarks.changed(
        tr("The bold sentences below the title became the summary: check it"), excerpt(words, 60)
    )
    return first.children


def _reads_like_sapo(block: tree.BlockNode) -> bool:
    text = tree.words(block)
    ends = text.endswith((".", "!", "?", "…"))
    return (
        isinstance(block, tree.Para)
        and len(text) in _SAPO
        and ends
        and _all_set_off(block.children)
    )


def shortened(line: tree.ImportedLine, longest: int) -> tree.ImportedLine:
    """A title that is not longer than a title may be."""
    text = tree.plain(line)
    if len(text) <= longest:
        return line
    return (tree.TextRun(text[: max(longest - 1, 1)].rsplit(" ", 1)[0] + "…"),)


def with_words(head: ArticleHead, **given: str) -> ArticleHead:
    """A headline with what a person answered."""
    made = head
    if given.get("title"):
        made = replace(made, title=(tree.TextRun(given["title"]),), guessed=False)
    if given.get("summary"):
        made = replace(made, summary=(tree.TextRun(given["summary"]),))
    if given.get("authors"):
        made = replace(made, authors=_names(given["authors"]))
    return made
