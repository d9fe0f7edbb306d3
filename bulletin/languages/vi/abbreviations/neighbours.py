"""What stands around an abbreviation, as the tables ask for it.

In: where an abbreviation stands, and what a table wants there: phrases beside it or in its clause,
a topic, a number, a name. Out: whether it is so.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from bulletin.languages.vi.words import (
    PACKAGE,
    PHRASE_END,
    cased,
    ends_sentence,
    has_vowel,
    in_capitals,
    old_placing,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
ONE_OF_BEFORE = re.compile(r"[0-9]\s?(?:[^\W\d_]{1,5}|%)/$")
"""A number, its unit and a stroke, before what the number is for: the "50 đ/" of "50 đ/q"."""
_COUNT_BEFORE = re.compile(  # no hour, and no day
    r"(?<![^\W_])(?<![:./,-])(?<!lúc )(?<!ngày )(?<!giờ )(?<!thứ )(?<!tháng )[0-9]{1,3}(?:\.[0-9]{3})*\s$"
)
_NUMBER_AFTER = re.compile(r"\s*(?:số\s+)?[:.]?(?:\s[+-]|\s?)(?:[0-9]|[IVX]{1,5}(?![^\W_]))")
_ORDINAL_AFTER = re.compile(r"\s?[0-9]{1,2}(?![\w%]|[.,/-]?[0-9])")
_CHANGE_AFTER = re.compile(r"\s?:?\s?[+−-][0-9]{1,3}(?![0-9]|[.,/-][0-9])")
_MARK_AFTER = re.compile(  # marks of ten: "CN 8,3"
    rf"\s?:?\s?(?:10|[0-9]),[0-9]{{1,2}}(?={PHRASE_END})"
)
_FRACTION_AFTER = re.compile(r"\s?:?\s?[1-9][0-9]{1,2}/[1-9][0-9]{1,2}(?![0-9]|[.,/-][0-9])")
_MEASURE_AFTER = re.compile(
    r"\s?:?\s?[-−]?[0-9][0-9.,]*(?:\s?[-–]\s?[0-9][0-9.,]*)?\s?(?P<unit>%|°?[^\W\d_]+[23²³]?)"
)
_DAY_AFTER = re.compile(
    r"\s?:?\s?(?:ngày\s)?[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)?[0-9]{2}(?![0-9]|[/.-][0-9])"
)
_NAME_AFTER = cased(r"\.?\s*[\U][\l]")
_NAME_BEFORE = cased(r"[\U][\l]+\s+[\U][\l]*\s*(?:[,(–-]\s*)+$")
_VALUES = {
    "a date": re.compile(r"(?:[0-9]{1,2}\s?[-/.]\s?){0,2}(?:19|20)[0-9]{2}(?![^\W_])"),
    "a name": cased(rf"[\U][\l]*(?:\s[\U][\l]*){{1,4}}(?={PHRASE_END})"),
    "a small number": re.compile(rf"[0-9]{{1,3}}(?!\s*,){PHRASE_END}"),
    "a score": re.compile(r"[0-9]{1,2}\s?[-–]\s?[0-9]{1,2}(?![^\W_]|[-–/.,][0-9])"),
    "an hour": re.compile(r"[0-9]{1,2}(?:h|g|:[0-9]{2}| giờ)(?![^\W\d_])"),
    "a telephone": re.compile(r"0[0-9](?:[ .-]?[0-9]){7,9}(?![^\W_])"),
    "a number": re.compile(rf"[+-]?[0-9](?:[0-9.,]*[0-9])?%?(?!\s*,){PHRASE_END}"),
}
_UNIT_BEHIND = re.compile(r"\s?\(([^()\n]{1,16})\)")
_GAP_BEFORE = re.compile(r"(?:(?!\.\s)[\s,;&/+:–(.-]|(?<=\s)và\s)*$")
_OPENED = re.compile(
    r"(?:^|\s)(?:ra|qua|nay|đó|này|tới|rồi|vậy|nhiên|biệt|nữa|lại|hết|mai|thế|cạnh|chung|(?<!tập )thể),\s$",
    re.IGNORECASE,
)
_PART_BEGINS = re.compile(r"(?:(?P<word>[^\W\d_]{2,})[.!?…]|;|^\W*(?:[0-9]{1,2}|[a-zđ])[.)])\s$")
_LABEL_END = re.compile(r"\s?:\s*")
_GAP_AFTER = re.compile(r"(?:(?!\.\s)[\s,&/+–.(-])*")
_AND = "và "
_WORD = re.compile(r"[^\W_]+")
_TWO_SYLLABLES = re.compile(r"[^\W\d_]+ [^\W\d_]+")
_GOES_ON = re.compile(r"[^\W_]|(?<=[0-9])[.,][0-9]")  # of a word or a number
_DIGITS = "0123456789"  # before a unit: "22kV"
_NEIGHBOURHOOD = 40  # characters
_LONGEST_PHRASE = 4  # words


@lru_cache(maxsize=10_000)
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(old_placing(phrase.strip()) for phrase in listed.split(","))


@cache
def _topic(name: str) -> frozenset[str]:
    """The words that tell what a clause is about."""
    words: dict[str, str] = table(PACKAGE, "topics")
    return _phrases(words[name])


def _about(place: Place, end: int, topics: str) -> bool:
    return any(_in_company(place, end, _topic(name.strip())) for name in topics.split(","))


def _in_company(place: Place, end: int, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands in the same clause, before the abbreviation or after."""
    sides = (_windows(place.clause), _windows(place.clause_after(end)))
    return any(not phrases.isdisjoint(side) for side in sides)


@lru_cache(maxsize=500)
def _windows(text: str) -> frozenset[str]:
    """Every run of up to four words in a text, folded like the phrases of the tables."""
    words = [old_placing(word) for word in _WORD.findall(text.lower())]
    units = {unit for word in words if word[0].isdigit() and (unit := word.lstrip(_DIGITS))}
    every = frozenset(units).union(
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST_PHRASE + 1)
        for start in range(len(words) - length + 1)
    )
    ends = {pair.split()[1] for pair in role("whole_words_alone") & every}
    return every - {end for end in ends if words.count(end) == 1}


def _preceded_by(place: Place, listed: str) -> bool:
    return not _phrases(listed).isdisjoint(_right_before(place.before))


def counts(place: Place) -> bool:
    """Whether a number right before counts something: "300 CN", and not "8 giờ 30 CN"."""
    return _COUNT_BEFORE.search(place.before) is not None


@lru_cache(maxsize=64)
def _right_before(before: str) -> frozenset[str]:
    """The phrases that end right before an abbreviation, for comparison."""
    last = last_words(before)
    unit = last[-1].lstrip(_DIGITS) if last else ""  # the "kg" of "10kg"
    alone = {""} if " ".join(last[-2:]) not in role("whole_words") else {"", last[-1]}
    return frozenset((*(" ".join(last[start:]) for start in range(len(last))), unit)) - alone


@lru_cache(maxsize=64)
def last_words(before: str) -> tuple[str, ...]:
    """The words right before an abbreviation; a sign of percent counts as two.

    None behind what opens a sentence: the "ra" of "ngoài ra, DN" leads nowhere.
    """
    if _OPENED.search(before) or _begins_part(before):
        return ()
    before = before.lower().replace("%", " phần trăm")
    gap = _GAP_BEFORE.search(before)
    head = before[: gap.start()] if gap else before
    words = [old_placing(word) for word in _WORD.findall(head[-_NEIGHBOURHOOD:])]
    last = words[-_LONGEST_PHRASE:]
    if " ".join(last[-2:]) in role("whole_words_alone"):  # "Đảng bộ" is no ministry
        return (" ".join(last[-2:]),)
    return tuple(last)


def _begins_part(before: str) -> bool:
    """Whether a sentence, a semicolon or the number of a list ends here: no word is cut short."""
    match = _PART_BEGINS.search(before)
    word = match["word"] if match else None
    return bool(match) and (not word or len(word) > 2 or (word.islower() and has_vowel(word)))  # noqa: PLR2004


def _followed_by(place: Place, end: int, listed: str) -> bool:
    gap = _GAP_AFTER.match(place.text, end)
    start = gap.end() if gap else end
    following = old_placing(place.text[start : start + _NEIGHBOURHOOD].lower())
    phrases = _phrases(listed)
    if ":" in phrases and place.text[end : end + 2].lstrip()[:1] == ":":
        return True
    if gap and "," in gap[0] and place.text[start : start + 1].islower():
        phrases = frozenset(phrase for phrase in phrases if " " in phrase)
    behind_and = following.removeprefix(_AND).lstrip()
    return any(_begins(one, phrases) for one in dict.fromkeys((following, behind_and)))


def _begins(following: str, phrases: frozenset[str]) -> bool:
    """Whether a text begins with one of the phrases, and not with a longer word."""
    word = _TWO_SYLLABLES.match(following)
    if word and word[0] not in phrases and word[0] in role("whole_words"):
        phrases = frozenset(phrase for phrase in phrases if " " in phrase)
    return following.startswith(tuple(phrases)) and any(
        following.startswith(phrase) and not _GOES_ON.match(following, len(phrase))
        for phrase in phrases
    )


def _before_measure(place: Place, end: int, units: str) -> bool:
    """Whether a number with one of these units follows: "TL 5,2kg", "KL: 500 m3"."""
    measure = _MEASURE_AFTER.match(place.text, end)
    return measure is not None and measure["unit"] in _listed(units)


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


def _heads(place: Place, end: int, listed: str) -> bool:
    """Whether this is the head of a column with one of the units in brackets: "NS (tạ/ha)"."""
    unit = _UNIT_BEHIND.match(place.text, end)
    return unit is not None and old_placing(unit[1].strip().lower()) in _phrases(listed)


def _before_name(text: str, end: int) -> bool:
    return _NAME_AFTER.match(text, end) is not None and not ends_sentence(text, end)


def _labels(place: Place, end: int, listed: str) -> bool:
    """Whether this is the name of a form's line, with one of the phrases for its value.

    A kind of value may stand for them all: "a date" for any day with its year.
    """
    colon = _LABEL_END.match(place.text, end)
    if colon is None:
        return False
    phrases = _phrases(listed)
    value = place.text[colon.end() : colon.end() + _NEIGHBOURHOOD]
    kinds = (form for kind, form in _VALUES.items() if kind in phrases)
    if any(form.match(value) for form in kinds):
        return True
    return not phrases.isdisjoint(_beginnings(value))


@lru_cache(maxsize=64)
def _beginnings(text: str) -> frozenset[str]:
    """The phrases that a text begins with."""
    words = [old_placing(word) for word in _WORD.findall(text.lower())][:_LONGEST_PHRASE]
    return frozenset(" ".join(words[: count + 1]) for count in range(len(words)))


CONDITIONS: Mapping[str, Callable[[Place, int, str], bool]] = {
    "followed_by": _followed_by,
    "heads": _heads,
    "labels": _labels,
    "preceded_by": lambda place, _, value: _preceded_by(place, value),
    "about": _about,
    "near": lambda place, end, value: _in_company(place, end, _phrases(value)),
    "before_number": lambda place, end, _: _NUMBER_AFTER.match(place.text, end) is not None,
    "after_number": lambda place, *_: NUMBER_BEFORE.search(place.before) is not None,
    "after_count": lambda place, *_: counts(place),
    "before_name": lambda place, end, _: _before_name(place.text, end),
    "after_name": lambda place, *_: _NAME_BEFORE.search(place.before) is not None,
    "behind_dash": lambda place, *_: place.before.rstrip().endswith(("-", "–")),
    "before_mark": lambda place, end, _: _MARK_AFTER.match(place.text, end) is not None,
    "before_fraction": lambda place, end, _: _FRACTION_AFTER.match(place.text, end) is not None,
    "before_change": lambda place, end, _: _CHANGE_AFTER.match(place.text, end) is not None,
    "before_measure": _before_measure,
    "before_day": lambda place, end, _: _DAY_AFTER.match(place.text, end) is not None,
    "numbered": lambda place, end, _: _ORDINAL_AFTER.match(place.text, end) is not None,
    "not_in_capitals": lambda place, end, _: not in_capitals(place, end),
}
"""What a table may ask of an abbreviation's neighbours: of the place, its end, the value."""

_RIGHT_BEHIND_WORD = re.compile(r"[^\W\d_]\s$")
_BESIDE = frozenset({"followed_by", "preceded_by"})


def by_weak_word(place: Place, end: int, conditions: Sequence[tuple[str, str]]) -> bool:
    """Whether conditions that hold do so by one word that goes with nearly any sense."""
    beside = [(name, listed) for name, listed in conditions if name != "not_in_capitals"]
    if len(beside) != 1 or beside[0][0] not in _BESIDE:
        return False
    name, listed = beside[0]
    strong = _without_weak(listed, colon=_RIGHT_BEHIND_WORD.search(place.before) is None)
    return not strong or not CONDITIONS[name](place, end, strong)


@lru_cache(maxsize=2_000)
def _without_weak(listed: str, *, colon: bool) -> str:
    """The phrases that tell something; a colon does behind what opens a line or a part of it."""
    phrases = (phrase.strip() for phrase in listed.split(","))
    return ",".join(
        one for one in phrases if old_placing(one) not in role("weak") and (one != ":" or colon)
    )
