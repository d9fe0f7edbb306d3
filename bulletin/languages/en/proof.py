"""Proof-reading of English: dates with their weekday, and words written twice. Out: `PROOF`."""

import re
from collections.abc import Iterator

from bulletin.languages.en.words import words
from bulletin.languages.proof import Proof, Selling, Slip, WrittenDay

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(words("months").lower().split())
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_WEEKDAY = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS) + "|tues|wednes|thurs?"
_DAY = re.compile(
    rf"(?<![\w/.-])(?:(?P<weekday>{_WEEKDAY})\.?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})|"
    rf"(?P<month_us>{_MONTH})\.?\s+(?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))"
    rf"(?:\.?,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.IGNORECASE,
)
_WILL_BE = re.compile(
    r"(?:will (?:be )?(?:held|open|meet|start|begin|take place|speak|visit)|join us|come to|invited)\b[^.;!?]{0,80}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_TWICE = re.compile(
    r"(?<![\w’'-])(the|a|an|of|to|and|or|for|with|from|at|by|as|this|these|those|our|their|its|are|was|were|will|be|"
    r"we|they|he|she|has|have|on|into|than|then)\s+\1(?![\w’'-])",
    re.IGNORECASE,
)


def _days(text: str) -> Iterator[WrittenDay]:
    for match in _DAY.finditer(text):
        day, month = int(match["day"] or match["day_us"]), (match["month"] or match["month_us"])
        weekday = match["weekday"]
        year = int(match["year"]) if match["year"] else None
        around = text[max(0, match.start() - 60) : match.end() + 60]
        named = weekday and not (year is None and _YEAR.search(around))
        if month.lower() == "may" and not month[0].isupper():
            continue
        yield WrittenDay(
            match.start(),
            match.end(),
            day,
            next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower())),
            year,
            _number(weekday) if named else None,
            event=bool(year and _WILL_BE.search(text[max(0, match.start() - 140) : match.start()])),
        )


def _number(weekday: str) -> int:
    return next(n for n, name in enumerate(WEEKDAYS) if name[:3].lower() == weekday[:3].lower())


def _doubled(text: str) -> Iterator[Slip]:
    for match in _TWICE.finditer(text):
        if match[0].split()[1].islower():
            yield Slip(match.start(), match.end(), match[1])


_ADVERTISING = Selling(
    label=r"(?:(?:paid|sponsored)\s+)?(?:advertisement|advertising|advertorial|advert|classifieds?"
    r"|classified ads|ads?)|sponsored(?:\s+(?:content|post|article|section))?|paid content",
    call=r"(?:buy|order|call|shop|book|visit us)\s+(?:it\s+)?(?:now|today)\b|order (?:by|on|at)\b"
    r"|hurry\b|while stocks last|add to (?:cart|basket)",
    lure=r"\bdiscounts?\b|\bspecial offer|\bon sale\b|\bonly [$£€]|\b\d+ ?% off\b|\bhalf price"
    r"|\bfree (?:gift|delivery|shipping)|\bbest prices?\b|\bbuy (?:one|\d)",
    warning=r"\b(?:scams?|fraud|beware|fake|never|do not|don[’']t|swindl\w+)\b",
)

PROOF = Proof(
    weekdays=WEEKDAYS,
    days=_days,
    doubled=_doubled,
    advertising=_ADVERTISING.found,
    wordless=r"(?:image|picture|photo|figure|fig\.?|img|untitled|logo|screenshot)\s*\d*",
    quotes="“”‘’",
    tight=",.;:!?",
)
