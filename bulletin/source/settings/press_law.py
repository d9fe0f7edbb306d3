"""What the press law of 2016 wanted of a bulletin (bản tin): Law 103/2016/QH13, Article 34 (1).

In: settings. Out: the limits as data, and what of a title is the bulletin's own name. The law
of 2025 has taken its place since 1 July 2026; `LOOK_UP` says so wherever a rule is named.
"""

import re
from dataclasses import dataclass

from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.days import without_days
from bulletin.source.settings.page_size import PageSize

PROFILE = "ban-tin"
FORM = "BẢN TIN"
"""The words that the law wants above the name, whatever language the bulletin is in."""
MOST_PAGES = 64
LARGEST = PageSize(190, 270)

LOOK_UP = tr(
    "Press Law 103/2016/QH13, Article 34 (1); another law has held since 1 July 2026: "
    "look up what holds today"
)
"""Ends the hint of every rule."""


@dataclass(frozen=True, slots=True)
class LicenceParts:
    """What a licence must be quoted with: whether its number and its day are there."""

    number: bool
    day: bool


def by_law(words: str) -> str:
    """A hint that says by which law."""
    return tr("{words} ({law})", words=words, law=LOOK_UP)


def own_name(title: str) -> str:
    """A title without the words "bản tin" before it, which stand above the name; "" if no more."""
    form = rf"(?i)^{any_phrase('bulletin_words')}\b[\s:,.–—-]*"
    rest = re.sub(form, "", title.strip(), count=1)
    return rest[:1].upper() + rest[1:]


def fits(size: PageSize) -> bool:
    """Whether a page is no larger than the law allows, upright or lying."""
    short, long = sorted((size.width, size.height))
    return short <= LARGEST.width and long <= LARGEST.height


def licence_parts(text: str) -> LicenceParts:
    """What of a licence's number and day a text quotes."""
    rest = without_days(text)
    number = rf"(?i)\d+\s*/\s*[^\W\d_]|(?:№|\b{any_phrase('number_words')})\s*:?\s*\d"
    return LicenceParts(number=re.search(number, rest) is not None, day=rest != text)


def is_responsible(role: str | None) -> bool:
    """Whether a role is that of the person who is responsible for publishing."""
    return role is not None and re.search(rf"(?i){any_phrase('responsible')}", role) is not None
