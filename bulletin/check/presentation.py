"""What readers see of an article before its text: title, summary, headings, alternative text.

In: an issue. Out: warnings where a card, a list or a screen reader has too little or too much.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from bulletin import codes, document
from bulletin.check.media.pictures import all_pictures
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.text import nfc
from bulletin.source.values import slug_of

_LONG_TEXT = 150
"""Words from which on an article is worth a summary; a notice says all in its title."""
_LONGEST_TITLE = 100
"""Characters that a card has room for (`editions/share/sheets.py`)."""


@rule(codes.NO_SUMMARY)
def no_summary(issue: Issue) -> Iterator[Noticed]:
    """An article of some length has a summary, which cards, lists and feeds show."""
    for article in issue.articles:
        if article.lead is None and _is_long(article):
            message = tr("this article has no summary for cards, lists and feeds")
            hint = tr("write summary: and one or two sentences between the lines of ---")
            yield Noticed(_beginning(article.title.span), message, hint)


@rule(codes.CLIP_WITHOUT_PICTURE)
def clip_without_picture(issue: Issue) -> Iterator[Noticed]:
    """A clip has something to show behind its words."""
    for article in issue.articles:
        blocks = document.walk(*article.blocks)
        if article.clip and not any(isinstance(block, document.Figure) for block in blocks):
            message = tr("this article is marked for a clip and has no picture to show in it")
            hint = tr(
                "write image: {{file: images/NAME.jpg, alt: what it shows}}, or take clip: away"
            )
            yield Noticed(_beginning(article.title.span), message, hint)


def _beginning(span: Span) -> Span:
    """Where a stretch begins, of what is said to be missing there."""
    return replace(span, end_column=0)


def _is_long(article: document.Article) -> bool:
    """Whether an article has so many words that cards and lists want some of them alone."""
    words = 0
    for block in document.walk(*article.body):
        words += sum(
            len(document.plain_text(inlines).split()) for inlines in document.inlines_of(block)
        )
        if words >= _LONG_TEXT:
            return True
    return False


@rule(codes.LONG_TITLE)
def long_title(issue: Issue) -> Iterator[Noticed]:
    """A title fits on cards and posters."""
    titles = [
        (document.plain_text(article.title.children), article.title.span)
        for article in issue.articles
    ]
    titles.append((issue.settings.title or "", issue.place("issue.title")))
    titles += [
        (document.plain_text(block.title), block.span)
        for article in issue.articles
        for block in document.walk(*article.body)
        if isinstance(block, document.Event)
    ]
    for title, span in titles:
        if (count := len(title)) > _LONGEST_TITLE:
            message = tr(
                "this title has {count} characters, and cards show {most}",
                count=count,
                most=_LONGEST_TITLE,
            )
            yield Noticed(span, message, tr("make it shorter, and say the rest in the summary"))


# -- headings ------------------------------------------------------------------------------

_LONGEST_HEADING = 90
"""Characters of a paragraph that may be meant as a heading."""
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", "…")


@rule(codes.BOLD_HEADING)
def bold_heading(issue: Issue) -> Iterator[Noticed]:
    """A heading is written as one, so that contents, voices and screen readers know it."""
    for article in issue.articles:
        for block, below in zip(article.body, article.body[1:], strict=False):
            text = _bold(block)
            follows = isinstance(below, document.Paragraph | document.List | document.Figure)
            if text and follows and not _bold(below):
                message = tr("this looks like a heading, and is only bold")
                yield Noticed(block.span, message, tr("write ## {text}", text=text))


def _bold(block: document.Block) -> str:
    """The words of a paragraph that is bold from end to end, and short as a heading."""
    if not isinstance(block, document.Paragraph):
        return ""
    parts = [i for i in block.children if not (isinstance(i, document.Text) and not i.text.strip())]
    whole = len(parts) == 1 and isinstance(parts[0], document.Styled) and parts[0].style == "strong"
    text = document.plain_text(block.children).strip()
    if not whole or len(text) > _LONGEST_HEADING or text.endswith(_ENDS_SENTENCE):
        return ""
    return text if re.search(r"[^\W\d_]{2}", text) else ""


# -- alternative text ----------------------------------------------------------------------

_FILE_NAME = re.compile(
    r"(?i).+\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp)|(?:img|dsc|dscn|dscf|pxl|mvimg|image|photo|screenshot|wp|fb_img"
    r"|received|z)[ _-]?\d[\w ()-]*|\d{8}[_-]\d{4,}|[0-9a-f]{16,}"
)


@rule(codes.FILE_NAME_AS_ALTERNATIVE)
def file_name_as_alternative(issue: Issue) -> Iterator[Noticed]:
    """Alternative text says what a picture shows."""
    wordless = proof_of(issue.publication.language).wordless
    nothing = re.compile(rf"(?:{wordless})[.:]?", re.IGNORECASE) if wordless else None
    for picture in all_pictures(issue):
        alt = nfc(picture.alt).strip()
        named = _FILE_NAME.fullmatch(alt) or _is_name_of(alt, picture.file)
        if alt and (named or (nothing and nothing.fullmatch(alt))):
            message = tr('"{alt}" does not say what the picture shows', alt=alt)
            hint = tr("write what is seen on it, for those who do not see it")
            yield Noticed(picture.span, message, hint)


def _is_name_of(alt: str, file: str) -> bool:
    """Whether a text is the name of the file, and no words that name what it shows."""
    stem = PurePosixPath(file).stem
    return alt.casefold() == nfc(stem).casefold() and (
        re.search(r"[-_\d]", stem) is not None or (" " not in alt and slug_of(alt) == alt)
    )
