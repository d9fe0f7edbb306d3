"""How chats say who wrote when, in what is copied or exported from them.

In: text. Out: matches; `who` says whose words follow.
"""

import re

from bulletin.formats.characters import CAPITALS

_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?| ?SA| ?CH)?"
_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
_PERSON = (
    rf"(?:[{CAPITALS}]\w{{0,12}}\.?(?: [{CAPITALS}]\w{{0,12}}\.?){{0,4}}|\+[0-9][0-9 ]{{6,16}})"
)
STAMP = re.compile(
    rf"\[(?:{_HOUR},? {_DAY}|{_DAY},? {_HOUR})\] ?(?P<bracketed>[^:\[\]\n]{{1,40}}):"
    rf"|(?:\A|(?<=\n)){_DAY},? {_HOUR} [-–] (?P<dashed>{_PERSON}):"
    rf"|(?:\A|(?<=\n))(?P<first>[^,:\n]{{1,40}}), \[{_DAY},? {_HOUR}\]"
)

IN_CHAT = re.compile(rf"{_DAY},? {_HOUR} [-–] (?:(?P<anyone>[^:\n]{{1,40}}):)?")
"""The same where a text is known for a chat: by any name, or by the program itself."""

ALONE = re.compile(
    rf"(?P<alone>[{CAPITALS}]\w{{0,12}}(?: [{CAPITALS}]\w{{0,12}}){{1,4}})|\d\d:\d\d"
)
"""Who wrote, on a line above the words, and when, on one below them."""


def who(stamp: re.Match[str]) -> str:
    """The name in a stamp."""
    return str(stamp[stamp.lastgroup or 0]).strip()
