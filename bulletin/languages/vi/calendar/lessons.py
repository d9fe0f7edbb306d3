"""Lessons of a timetable by a letter: TKB: T2 - T1,2: Toán.

In: a place at the T of a day or of lessons. Out: "thứ" and "tiết" with their numbers; no claim
where neither a timetable nor a subject is told.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, ordinal
from bulletin.languages.vi.words import precedes
from bulletin.reading.scanner import Claim, Place, Rule

_LESSONS = re.compile(r"T(?P<lessons>[1-5](?:\s?[-–,]\s?T?[1-5]){0,4})\s?:")
_DAY_OF_LESSONS = re.compile(
    rf"T([2-7])(?P<dash>\s?[-–]\s?)?(?=\s?\(?(?P<rest>{_LESSONS.pattern}))"
)
_TIMETABLE = re.compile(r"(?<![^\W_])(?:TKB|thời khóa biểu)(?![^\W_])", re.IGNORECASE)
_DAY_BEFORE_LESSONS = re.compile(r"(?<![^\W_])T[2-7]\s?(?:[-–]\s?|\((?:[^();]{1,40}[,;]\s?)?)$")


def day_of_lessons(place: Place, match: re.Match[str]) -> Claim | None:
    """The T2 of "TKB: T2 - T1,2: Toán": the day that lessons stand behind."""
    if not _in_timetable(place, match.end("rest")):
        return None
    return Claim(match.end(), f"thứ {ordinal(int(match[1]))}{', ' if match['dash'] else ''}")


def _in_timetable(place: Place, end: int) -> bool:
    """Whether a timetable is told before, or a subject of a school behind."""
    return _TIMETABLE.search(place.before) is not None or precedes(place, end, "subjects")


def lessons(place: Place, match: re.Match[str]) -> Claim | None:
    """The T1,2 of the same: lessons, for the day is told."""
    if not _DAY_BEFORE_LESSONS.search(place.before):
        return None
    if not _in_timetable(place, match.end()):
        return None
    said = re.sub(r"\s?[-–]\s?T?", " đến ", re.sub(r",\s?T?", ", ", match["lessons"]))
    spoken = re.sub("[1-5]", lambda one: cardinal(int(one[0])), said)
    return Claim(match.end("lessons"), f"tiết {spoken}")


RULES = (
    Rule("word", day_of_lessons, _DAY_OF_LESSONS, opens="T", then="234567"),
    Rule("word", lessons, _LESSONS, opens="T", then="12345"),
)
