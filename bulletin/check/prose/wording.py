"""The proof-reader: slips in the wording, as far as the language's tables know them.

In: an issue. Out: findings at the words that are meant. False alarms are worse than silence.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from bulletin import codes
from bulletin.check.prose.passages import ProseRun, passages_of
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Code, Finding, Span
from bulletin.document import Event, walk
from bulletin.languages import Proof, proof_of
from bulletin.languages.proof import Slip, WrittenDay
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue
from bulletin.source.settings.instead import ISSUE_STAND_INS

_MOST = 20
"""So many slips of a kind are named in one passage: more of them are another language."""


@examination
@alone
def wording(issue: Issue) -> Iterator[Finding]:
    """What the language finds in the words of articles."""
    proof = proof_of(issue.publication.language)
    dated = issue.settings.date.isoformat() != ISSUE_STAND_INS["date"]
    own = f"{issue.publication.title} {issue.publication.publisher.name}".casefold()
    for passage in passages_of(issue):
        for slip, kind in _slips(passage.text, proof):
            # An office knows what its own commune is called today, whatever others were called.
            if kind is not _place or passage.text[slip.start : slip.end].casefold() not in own:
                yield _finding(kind, passage, slip)
        if dated:
            found = proof.days(passage.text)
            day_faults = (
                f for day in found for f in _day(passage, day, issue.settings.date, proof)
            )
            yield from islice(day_faults, _MOST)
        yield from islice(_marks(passage, proof.tight), _MOST)
    if dated:
        yield from _far_events(issue)


class _Words(NamedTuple):
    """What is said of a slip."""

    code: Code
    message: str
    hint: str


def _backwards(text: str, instead: str) -> _Words:
    del instead
    message = tr('"{text}" ends before it begins', text=text)
    return _Words(codes.BACKWARDS, message, tr("check where it begins and where it ends"))


def _impossible(text: str, instead: str) -> _Words:
    del instead
    message = tr("no calendar and no clock has {text}", text=text)
    return _Words(codes.NO_SUCH_DAY, message, tr("check the number"))


def _doubled(text: str, instead: str) -> _Words:
    del text
    message = tr('"{text}" stands here twice', text=instead)
    return _Words(codes.DOUBLED_WORD, message, tr("write {text} once", text=instead))


def _syllable(text: str, instead: str) -> _Words:
    message = tr('"{text}" is no syllable of this language', text=text)
    hint = tr("check how it is written; a foreign word may stand in [word]{{lang=en}}")
    if instead:
        hint = tr('did you mean "{instead}"?', instead=instead)
    return _Words(codes.NO_SYLLABLE, message, hint)


def _place(text: str, instead: str) -> _Words:
    message = tr("{text} is a name from before July 2025", text=text)
    hint = tr("districts ended in July 2025: name the commune, or write nguyên before it")
    if instead:
        hint = tr(
            "today it is {instead}; for the place of that time write nguyên before it",
            instead=instead,
        )
    return _Words(codes.OLD_PLACE, message, hint)


def _arrow(text: str, instead: str) -> _Words:
    message = tr('"{text}" stands between words as an arrow of Word does', text=text)
    hint = tr("write {instead} if it is one", instead=instead)
    return _Words(codes.LETTER_FOR_ARROW, message, hint)


def _apart(text: str, instead: str) -> _Words:
    return _Words(
        codes.LETTERS_APART,
        tr('the letters of "{text}" stand apart', text=text),
        tr("write {instead}: searches and voices find no word in single letters", instead=instead),
    )


def _slips(text: str, proof: Proof) -> Iterator[tuple[Slip, Callable[[str, str], _Words]]]:
    for find, said in (
        (proof.backwards, _backwards),
        (proof.impossible, _impossible),
        (proof.doubled, _doubled),
        (proof.syllables, _syllable),
        (proof.places, _place),
        (proof.arrows, _arrow),
        (proof.apart, _apart),
    ):
        yield from ((slip, said) for slip in islice(find(text), _MOST))


def _finding(said: Callable[[str, str], _Words], passage: ProseRun, slip: Slip) -> Finding:
    text = " ".join(passage.text[slip.start : slip.end].split())
    words = said(text, slip.instead)
    span = passage.place(slip.start, slip.end)
    written = passage.text[slip.start : slip.end]
    fix = passage.exchanged(span, written, slip.instead) if slip.certain else None
    return Finding(words.code, words.message, span, words.hint, fix)


# -- days ----------------------------------------------------------------------------------

_LONG_AFTER = dt.timedelta(days=500)
_SOON_AFTER = dt.timedelta(days=400)
_BEFORE = dt.timedelta(days=100)


def _day(
    passage: ProseRun, written: WrittenDay, issued: dt.date, proof: Proof
) -> Iterator[Finding]:
    day = date_of(written, issued)
    fits = day is not None and (written.weekday is None or _fits(written, day, issued))
    near = day is not None and -_BEFORE <= day - issued <= _LONG_AFTER
    if fits and (near or not (written.event or _is_swapped(day, issued))):
        return  # before its place is looked for, for most days are right
    span = passage.place(written.start, written.end)
    text = " ".join(passage.text[written.start : written.end].split())
    if day is None:
        message = tr("no calendar has {text}", text=text)
        yield Finding(codes.NO_SUCH_DAY, message, span, tr("check the day and the month"))
    elif not fits:
        right = proof.weekdays[day.weekday()]
        message = tr('"{text}" does not fit: {day} is {right}', text=text, day=day, right=right)
        hint = tr("write {right}, or check the date", right=right)
        yield Finding(codes.WRONG_WEEKDAY, message, span, hint)
    else:
        yield _far(text, span, issued)


def _far(text: object, span: Span, issued: dt.date) -> Finding:
    message = tr("{text} is far from the issue's day, {issued}", text=text, issued=issued)
    return Finding(codes.FAR_DAY, message, span, tr("check the year"))


def _is_swapped(day: dt.date | None, issued: dt.date) -> bool:
    """Whether a year to come has the digits of the issue's own, as 2062 those of 2026."""
    return day is not None and day.year > issued.year and _digits(day) == _digits(issued)


def _digits(day: dt.date) -> list[str]:
    return sorted(str(day.year))


_NEAR = dt.timedelta(days=300)


def _fits(written: WrittenDay, day: dt.date, issued: dt.date) -> bool:
    """Whether the weekday is right, in any year that may be meant."""
    if written.year is not None:
        return day.weekday() == written.weekday
    years = (day.year - 1, day.year, day.year + 1)
    days = [one for year in years if (one := date_of(replace(written, year=year), issued))]
    near = [one for one in days if abs(one - issued) <= _NEAR]
    named = [one for year in written.years if (one := date_of(replace(written, year=year), issued))]
    return any(one.weekday() == written.weekday for one in (*near, *named))


def date_of(written: WrittenDay, issued: dt.date) -> dt.date | None:
    """The day; one without a year is the nearest to the issue's. None: no calendar has it."""
    years = (written.year,) if written.year else (issued.year - 1, issued.year, issued.year + 1)
    found = []
    for year in years:
        try:
            found.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue
    if not found and written.year is None and (written.day, written.month) == (29, 2):
        return dt.date(2024, 2, 29)
    return min(found, key=lambda day: abs(day - issued), default=None)


def _far_events(issue: Issue) -> Iterator[Finding]:
    """Events of calendars, which are what comes: not long ago, and not in years."""
    issued = issue.settings.date
    for article in issue.articles:
        for event in walk(*article.body):
            if isinstance(event, Event) and not -_BEFORE <= event.date - issued <= _SOON_AFTER:
                yield _far(event.date, event.span, issued)


# -- marks ---------------------------------------------------------------------------------

_TWICE = re.compile(r",(?<=\w,)\s?,|;(?<=\w;)\s?;|\.(?<=\w\.)\.(?!\.)")


@cache
def _spaced(tight: str) -> Sought:
    """A space before one of these marks, where it ends words and neither a name nor a number.

    "1 . Mở đầu" is a heading's number, "8 : 00" an hour, ".vn" an address, "?!" a cry; "8,5 ; 9,0"
    keeps apart what has commas of its own.
    """
    ends = {
        ",": r"(?=\s|$|[^\W\d_])",
        ";": r"(?=\s+[^\s\d+(]|$|[^\W\d_])",
        ":": r"(?=\s*$|\s+[^\s\d)(])",
    }
    marks = "|".join(f"{re.escape(m)}{ends.get(m, _STOP_ENDS)}" for m in tight)
    spaced = [space + mark for space in " \u00a0" for mark in tight]
    behind = r"(?<=[\w)”%].)(?<!^\d.)(?<!^\d\d.)"
    return Sought(rf"[ \u00a0]{behind}[ \u00a0]*(?P<mark>{marks})", *spaced)


_STOP_ENDS = r"(?=\s*$|\s+[^\s\d.!?])"


def _marks(passage: ProseRun, tight: str) -> Iterator[Finding]:
    """Doubled commas, two dots, and a space before a mark that stands right after its word."""
    for match in _TWICE.finditer(passage.text):
        span = passage.place(match.start(), match.end())
        message, mark = tr("a mark stands here twice"), match[0][0]
        if mark == ".":
            hint = tr("write one, or … for what is left out")
            yield Finding(codes.DOUBLED_MARK, message, span, hint)
            continue
        fix = passage.exchanged(span, match[0], mark)
        yield Finding(codes.DOUBLED_MARK, message, span, tr("write {mark} once", mark=mark), fix)
    for match in _spaced(tight).finditer(passage.text):
        yield from _space_before(passage, match)
    for match in _TORN_DAY.finditer(passage.text):
        span, better = passage.place(*match.span()), re.sub(r"\s|(?<=/)/", "", match[0])
        if better != match[0] and match.group("one", "two") != (" / ", " / "):
            message = tr("a space or a second mark tears this day")
            fix = passage.exchanged(span, match[0], better)
            hint = tr("write {better}", better=better)
            yield Finding(codes.DOUBLED_MARK, message, span, hint, fix)


_TORN_DAY = Sought(
    r"[0-9](?<![\w/.-].)[0-9]?(?P<one> ?/{1,2} ?)[0-9]{1,2}(?P<two> ?/{1,2} ?)(?:19|20)[0-9]{2}(?![\w/])",
    "/",
)


def _space_before(passage: ProseRun, match: re.Match[str]) -> Iterator[Finding]:
    """The finding of a space that stands before a mark in the file too.

    A picture, a note or the end of a line may look like one. It is found by the word before.
    """
    word = passage.text[: match.start()].rsplit(maxsplit=1)[-1]
    span = passage.place(match.start() - len(word), match.end())
    row = passage.written(replace(span, column=1))
    if not row.endswith(match[0]):
        return
    span = replace(span, column=len(row) - len(match[0]) + 1)
    mark, after = match["mark"], passage.text[match.end() : match.end() + 1]
    yield Finding(
        codes.DOUBLED_MARK,
        tr("a space before a mark"),
        span,
        tr("write {mark} right after the word", mark=mark),
        passage.exchanged(span, match[0], mark + " " * after.isalpha()),
    )


# -- tone marks ----------------------------------------------------------------------------


@examination
def placings(issue: Issue) -> Iterator[Finding]:
    """Tone marks stand in one way in an issue: the rarer one is named where it stands first."""
    proof = proof_of(issue.publication.language)
    found: dict[str, list[tuple[ProseRun, Slip]]] = {"old": [], "new": []}
    for passage in passages_of(issue):
        for slip in proof.placings(passage.text):
            found[slip.instead].append((passage, slip))
    if not all(found.values()):
        return
    rare, common = sorted(found, key=lambda way: (len(found[way]), way))
    words = {way: Counter(p.text[s.start : s.end] for p, s in found[way]) for way in found}
    passage, slip = found[rare][0]
    message = tr(
        "tone marks stand in two ways in this issue: {rare} ({few} words), and {common} ({many})",
        rare=_examples(words[rare]),
        few=len(found[rare]),
        common=_examples(words[common]),
        many=len(found[common]),
    )
    hint = tr("write them all in one way, as in {common}", common=_examples(words[common]))
    yield Finding(codes.MIXED_PLACING, message, passage.place(slip.start, slip.end), hint)


def _examples(words: Counter[str]) -> str:
    return ", ".join(word for word, _ in words.most_common(3))
