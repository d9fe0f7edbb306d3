"""What chats, mails and web pages put around a text, and what is copied along with it.

In: an issue. Out: a finding at each. The words of the programs are phrases of their languages.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, alone, rule
from bulletin.document import Article, Heading, Paragraph, plain_text
from bulletin.formats.chats import STAMP
from bulletin.languages import phrase_pattern
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

_EMBEDDED = Sought(
    r"(?i)\[cid:[^\[\]\s]{3,120}\]|(?:\A|(?<=\s))<?image[0-9]{3}\.(?:png|jpe?g|gif|emz)>?(?=\s|\Z)"
    r"|\A\[(?:chart|table|graphic|inline image[^\]]{0,20})\]\Z",
    "[",
    "image",
)
"""What mails write where a picture was."""
_LONGEST = 300
"""Characters of a paragraph that is only such words."""


@rule(codes.CHAT_LEFTOVER)
@alone
def leftovers(issue: Issue) -> Iterator[Noticed]:
    """No paragraph holds what a chat or a page puts around the text."""
    for article in issue.articles:
        yield from _labels(article)
        for block in article.body:
            if not isinstance(block, Paragraph | Heading):
                continue
            text = plain_text(block.children).strip()
            if words := _left(text) if isinstance(block, Paragraph) else _related(text):
                message = tr('"{text}" is what a chat or a page puts around a text', text=words)
                hint = tr("delete it, if it does not belong to the article")
                yield Noticed(block.span, message, hint)


_TITLE_LABEL, _SUMMARY_LABEL = (rf"(?i)‹{name}› ?[:：]" for name in ("title_keys", "summary_keys"))


def _labels(article: Article) -> Iterator[Noticed]:
    """The labels of a form in front of a title and a summary: "Tóm tắt: ..."."""
    for block, called in ((article.title, _TITLE_LABEL), (article.lead, _SUMMARY_LABEL)):
        label = phrase_pattern(called).match(plain_text(block.children)) if block else None
        if block and label:
            message = tr(
                'readers see "{text}", the label of a form, in front of the words', text=label[0]
            )
            hint = tr("delete it, if it does not belong to the article")
            yield Noticed(block.span, message, hint)


def _left(text: str) -> str:
    """The words of a paragraph that do not belong to it; "" for none."""
    if len(text) <= _LONGEST and phrase_pattern(_ALONE).fullmatch(text):
        return text
    if found := STAMP.search(text[:_LONGEST]) or _EMBEDDED.search(text):
        return found[0]
    if found := _HASHTAGS.search(text):
        return found[0].strip()
    found = phrase_pattern(_BUTTON_BEHIND).search(text[-_SHORT:])
    return found["words"] if found else ""


def _related(heading: str) -> str:
    """A heading below which a page offers other texts; "" for any other."""
    return heading if phrase_pattern(_RELATED_HEADING).fullmatch(heading) else ""


_RELATED_HEADING = r"(?i)‹related_headings›:?"

_TAG = r"#[^\W\d]\w{1,40}"
_HASHTAGS = Sought(rf"\A{_TAG}(?:\s+{_TAG})*\s*\Z|(?<=[.!?…])\s+{_TAG}(?:\s+{_TAG})*\s*\Z", "#")
"""What posts are found by: a line of them, or those behind the last sentence."""
_SHORT = 20

_COUNTED = r"[\d.,]+ ‹counters›"
_ALONE = (
    r"(?i)‹buttons›(?:[ ·|•:.]+(?:‹buttons›|[\d.,]+))*[ ·|•:.»>]*"
    rf"|{_COUNTED}(?: ?[·|•] ?{_COUNTED})*|‹leftovers›|‹chatter›"
)
"""A paragraph that is nothing else: buttons, counters, signatures, captions of a chat."""
_BUTTON_BEHIND = r"(?:[.…!?]|\.\.\.) ?(?P<words>‹folding_buttons›)\Z"
"""What stands behind a post that is shown in part, or in full."""
