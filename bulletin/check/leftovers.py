"""What chats, mails and web pages put around a text, and what is copied along with it.

In: an issue. Out: a finding at each. The words are those of the programs, in either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.characters import CAPITALS
from bulletin.check.registry import Noticed, rule
from bulletin.document import Paragraph, plain_text
from bulletin.messages import tr
from bulletin.source.issue import Issue

_BUTTONS = (
    r"thích|bình luận|chia sẻ|phản hồi|trả lời|like|comment|share|reply"
    r"|xem thêm|ẩn bớt|thu gọn|đọc tiếp|xem bản dịch|see (?:more|less|translation)|read more"
    r"|(?:chia sẻ|in|đọc) bài viết(?: này)?|lượt xem|xem với cỡ chữ|về đầu trang|bản in"
    r"|tin (?:liên quan|cùng chuyên mục)|(?:bài viết|các tin|tin) (?:liên quan|khác)"
    r"|theo dõi (?:chúng tôi|trang) trên .{1,40}|chia sẻ (?:lên|trên|qua) (?:facebook|zalo|mạng xã hội)"
)
_ALONE = re.compile(
    rf"(?i)(?:{_BUTTONS})(?:[ ·|•:.]+(?:{_BUTTONS}|[\d.,]+))*[ ·|•:.»>]*"
    r"|[\d.,]+ (?:lượt xem|bình luận|lượt chia sẻ)(?: ?[·|•] ?[\d.,]+ (?:bình luận|lượt chia sẻ))*"
    r"|\d{1,2} (?:phút|giờ|ngày|tuần)(?: trước)? ?·.{0,20}"
    r"|(?:đã )?(?:được )?gửi từ (?:zalo|messenger|iphone|ipad|outlook|gmail|yahoo|thiết bị|điện thoại).{0,40}"
    r"|sent from (?:my |zalo|outlook|mail|yahoo).{0,40}"
    r"|(?:tin nhắn (?:này )?)?đã (?:được |bị )?(?:thu hồi|gỡ)(?: tin nhắn)?|bạn đã (?:trả lời|thu hồi|gửi) .{1,40}"
    r"|\[(?:hình ảnh|nhãn dán|sticker|ảnh|video|tệp|file|photo|image|gif)\]"
    r"|(?:forwarded (?:message|from)|tin nhắn (?:được )?chuyển tiếp|chuyển tiếp từ)\b.{0,60}"
    r"|-{3,} ?(?:original message|forwarded message|thư gốc|thư đã chuyển tiếp).{0,40}"
    r"|(?:vào|on) .{5,80}\d.{0,60}(?:đã viết|wrote):"
)
"""A paragraph that is nothing else: buttons, counters, signatures, captions of a chat."""
_BUTTON_BEHIND = re.compile(
    r"(?:[.…!?]|\.\.\.) ?(?P<words>Xem thêm|Ẩn bớt|See more|See less|Read more)\Z"
)
"""What stands behind a post that is shown in part, or in full."""
_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?| ?SA| ?CH)?"
_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
_PERSON = (
    rf"(?:[{CAPITALS}]\w{{0,12}}\.?(?: [{CAPITALS}]\w{{0,12}}\.?){{0,4}}|\+[0-9][0-9 ]{{6,16}})"
)
_STAMP = re.compile(
    rf"\[(?:{_HOUR},? {_DAY}|{_DAY},? {_HOUR})\] ?[^:\[\]\n]{{1,40}}:"
    rf"|(?:\A|(?<=\n)){_DAY},? {_HOUR} [-–] {_PERSON}:"
    rf"|(?:\A|(?<=\n))[^,:\n]{{1,40}}, \[{_DAY},? {_HOUR}\]"
)
"""By which chats say who wrote when."""
_ASSISTANT = re.compile(
    r"(?i)(?:chắc chắn rồi|tất nhiên(?: rồi)?|dĩ nhiên(?: rồi)?|certainly|sure)[!,.] *(?:dưới đây|đây|sau đây|here)\b.*"
    r"|(?:nếu bạn (?:muốn|cần)|if you(?:'d like| want)), (?:tôi|mình|I) (?:có thể|sẽ|can)\b.*"
    r"|bạn có muốn (?:tôi|mình) .{0,200}\?"
)
"""What a writing program says to who asked it."""
_LONGEST = 300
"""Characters of a paragraph that is only such words."""


@rule(codes.CHAT_LEFTOVER)
def leftovers(issue: Issue) -> Iterator[Noticed]:
    """No paragraph holds what a chat or a page puts around the text."""
    for article in issue.articles:
        for block in article.body:
            if isinstance(block, Paragraph) and (
                words := _left(plain_text(block.children).strip())
            ):
                yield Noticed(
                    block.span,
                    tr('"{text}" is what a chat or a page puts around a text', text=words),
                    tr("delete it, if it does not belong to the article"),
                )


def _left(text: str) -> str:
    """The words of a paragraph that do not belong to it; "" for none."""
    if len(text) <= _LONGEST and (_ALONE.fullmatch(text) or _ASSISTANT.fullmatch(text)):
        return text
    if found := _STAMP.search(text[:_LONGEST]):
        return found[0]
    found = _BUTTON_BEHIND.search(text[-_SHORT:])
    return found["words"] if found else ""


_SHORT = 20
