"""Abbreviations that a text defines itself: "kỹ thuật số (KTS)", "THA (thi hành án)".

In: a text, in NFC. Out: which abbreviation stands for which words, and from where. The letters
must be the beginnings of the words, in their order, joining words aside, so that "(TP.HCM)" and a
credit in brackets define nothing. What was defined `remembered.py` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bulletin.languages.vi.glossary import SIGNS, known
from bulletin.languages.vi.words import (
    bare_letter,
    is_syllable,
    old_placing,
    role,
)
from bulletin.reading.memory import Definition

_CAPITAL = r"(?-i:[A-ZĐÂÔƠƯÊĂ])"
_KEY = (
    rf"{_CAPITAL}[^\W\d_]{{0,11}}(?:(?:\s?[-–&/]\s?|\.){_CAPITAL}[^\W\d_]{{0,11}}){{0,4}}(?![^\W_])"
)
_CALLED = (
    r"(?:(?:từ|sau|dưới|kể\stừ)\s?đây,?\s|nay\s|hay\s|hoặc\s)?(?:còn\s|xin\s)?(?:được\s)?"
    r"(?:(?:viết|gọi|ghi|nói)(?:\stắt|\sgọn|\schung)?|tên(?:\sviết)?\stắt|tức)(?:\slà|\sthành)?\s?:?\s?"
)
_OPENING, _CLOSING = r"[“\"'«]?\s?", r"\s?[”\"'»]?"
_BRACKET = re.compile(r"\s?[(\[](?P<inner>[^()\[\]\n]{2,120})[)\]]")
# "Nước sạch giai đoạn 2 (NSGĐ2)": words and letters with one number behind them
_NUMBERED = re.compile(
    rf"\s(?P<number>[0-9]{{1,2}}){_CLOSING}(?P<bracket>\((?:{_CALLED})?{_OPENING}"
    rf"(?P<key>(?-i:[A-ZĐÂÔƠƯÊĂ]{{3,12}}))(?P=number){_CLOSING}\))",
    re.IGNORECASE,
)
_IN_BRACKET = re.compile(rf"(?<![\w&/.-]){_KEY}")
# What a bracket holds that says nothing but the abbreviation: "(sau đây gọi tắt là Quỹ “HTND”)".
_ONLY_NAME = re.compile(
    rf"\s?(?:{_CALLED})?{_OPENING}(?:[^\W\d_]{{1,12}}\s){{0,2}}{_OPENING}{_KEY}{_CLOSING}\s?",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"\s?{_CALLED}{_OPENING}", re.IGNORECASE)
_TELLS = re.compile(r"\s(?:tắt|gọn|gọi|viết)\s")
# The columns of a list of abbreviations, as a row of it is read.
_MEANING = r"(?:(?:ý\s)?nghĩa|(?:viết\s|tên\s|từ\s|cụm\stừ\s|nội\sdung\s)?đầy\sđủ|cụm\stừ|diễn\sgiải|giải\s(?:thích|nghĩa)|tên\sgọi)"
_IN_SHORT = r"(?:(?:chữ|từ|tên|cụm\stừ|ký\shiệu)\s)?(?:viết\s|gọi\s)?tắt|ký\shiệu"
_COLUMN_AFTER = rf";\s(?i:{_IN_SHORT})[^:;\n]{{0,20}}:\s(?P<cell>{_KEY})"
_CALLED_SO = re.compile(
    r"[,;–-]?\s?(?:"
    r"(?:(?:từ|sau|dưới)\s?đây\s|hay\s|hoặc\s)?(?:còn\s)?(?:được\s)?(?:viết|gọi|ghi|nói)\s(?:tắt|gọn)(?:\slà)?\s?:?\s"
    r"|(?:sau|dưới|từ)\s?đây\s(?:được\s)?(?:(?:gọi|viết)\s)?là\s"
    r"|tên\s(?:viết\s|gọi\s)?tắt(?:\slà)?\s?:?\s"
    r"|(?:hay\s)?còn\s(?:được\s)?gọi\s(?:là\s)?"
    r"|(?:thường\s|vẫn\s|nay\s|quen\s|hay\s)?(?:được\s)?gọi\s(?:chung\s)?là\s"
    rf"|(?<=\s)(?:hay|hoặc|tức)\s|/){_OPENING}({_KEY})"
    rf"|[”\"'»]?\s[=–—-]\s(?P<apart>{_KEY})(?:(?=\s?[:.,;–—]|\s-\s|\n|$)|(?<=[A-ZĐ]{{3}}))|{_COLUMN_AFTER}"
)
# ... and so in the sentence after: "... thú cưng. Sau đây gọi tắt là TTTC."
_CALLED_NEXT = re.compile(
    rf"(?<=[.;])\s(?:[^\W\d_]{{1,8}},?\s){{0,4}}?{_CALLED}{_OPENING}({_KEY})", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?<![\w&/.-])({_KEY}){_CLOSING}"
    r"(?P<bracket>\s?[(\[]\s?(?:(?:chữ\s)?viết\stắt(?:\scủa)?|tức(?:\slà)?|nghĩa\slà|là|hay)?\s?:?\s?"
    rf"{_OPENING}(?P<inner>[^()\[\]\n;]{{3,160}}?){_CLOSING}\s?[)\]])"
)
_STANDS_FOR = re.compile(
    rf"(?<![\w&/.-])({_KEY}){_CLOSING}(?:\s?[:=]\s?(?:là\s)?|\s[–—-]\s|[.;]\s(?i:{_MEANING})[^:;\n]{{0,20}}:\s|,?\s(?:là\s)?(?:chữ\s|từ\s|tên\s)?(?:viết|gọi)\stắt\s"
    rf"(?:của|cho|từ)\s(?:cụm\stừ\s|chữ\s|từ\s|các\schữ\s)?|,?\s(?:có\s)?nghĩa\slà\s|,?\scó\snghĩa\s|\s(?:[^\W\d_]{{1,6}}\s){{0,3}}(?:được\s)?hiểu\slà\s|\sviết\sđầy\sđủ\s(?:là\s)?|,?\stức(?:\slà)?\s"
    r"|(?P<bare>\s(?:ở\sđây\s|trong\sbài\s(?:này\s)?)?(?:là|chỉ)\s))"
    rf"{_OPENING}(?=[^\W\d_])"
)
_CALLING = (
    " tắt",
    " gọn",
    " đây ",
    "gọi là ",
    " hay ",
    " hoặc ",
    " tức ",
    " – ",
    " — ",
    " - ",
    " = ",
    "gọi ",
    "/",
    "; ",
)  # in each of _CALLED_SO
_LEGEND = re.compile(  # what opens a list of abbreviations
    r"(?:ghi\schú|chú\s(?:thích|giải)|(?:từ|chữ)\sviết\stắt|quy\sước)\s?:[^.\n]*$", re.IGNORECASE
)
_UNITS = re.compile(r"[A-ZĐÂÔƠƯÊĂ][a-zđ]*")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.;:!?()\[\]\n\d]")
_SIGHT = 160  # characters in which the words of an abbreviation stand
_SHORTEST, _LONGEST = 2, 16  # letters
_SHORTEST_LABEL = 3  # letters before a colon; fewer may be anything ("MC: Minh Châu")
_LONGEST_PLACE = 5  # words of a place's name after its kind, and the kind
_SHORTEST_FOREIGN = 4  # letters of a word that is no Vietnamese one: "camera"
_LONGEST_INSIDE = 6  # letters of an abbreviation among the words of another
_POINTING = frozenset({"này", "đó", "ấy", "kia", "trên", "nêu"})  # these complete no term
_MOST_JOINING = 8  # joining words among those that are counted


def definitions(text: str) -> Iterator[Definition]:
    """Every abbreviation that the text defines."""
    if "(" in text or "[" in text:
        yield from _in_brackets(text)
        yield from _explained(text)
        yield from _numbered(text)
    if any(sign in text for sign in _CALLING):
        yield from _called_so(text)
    yield from _labelled(text)


def _in_brackets(text: str) -> Iterator[Definition]:
    """Words with their abbreviation in brackets after them, alone or among other things."""
    for bracket in _BRACKET.finditer(text):
        words = _words_before(text, bracket.start())
        inner = bracket["inner"]
        for key in _IN_BRACKET.finditer(inner):
            alone = _ONLY_NAME.fullmatch(inner) is not None
            whole = not inner[key.end() :].strip(" ”\"'»")
            called = whole and _CALLS.fullmatch(inner[: key.start()]) is not None
            name = _repeated(text[: bracket.start()], inner[key.end() :])
            spelled = _spelling(_units(key[0]), words[: len(words) - name], called=called)
            if spelled and not (known(key[0]) and _is_person(words, spelled)):
                start = bracket.start("inner") + key.start()
                yield _defined(key[0], start, spelled, bracket.span() if alone else None)


def _numbered(text: str) -> Iterator[Definition]:
    """Words with a number, and their abbreviation with the same number in brackets."""
    for match in _NUMBERED.finditer(text):
        words = _words_before(text, match.start())
        spelled = _spelling(_units(match["key"]), words, called=False)
        if spelled:
            yield _defined(match["key"], match.start("key"), spelled, match.span("bracket"))


def _is_person(words: Sequence[_Word], named: Sequence[_Word]) -> bool:
    """Whether some words are a person's name, whose initials take no abbreviation's meaning.

    "Lê Hoàng (LH)" is one, and "Hà Nam (HN)" a province where nobody is addressed.
    """
    before = [word.plain for word in words if word.start < named[0].start]
    province = " ".join(word.plain for word in named) in role("provinces_like_persons")
    if province and not (before and before[-1] in role("persons")):
        return False
    return named[0].plain in role("surnames") and all(word.is_name for word in named)


def _repeated(before: str, rest: str) -> int:
    """How many words stand behind an abbreviation as behind its words: "(KBTB Hòn Cau)"."""
    name = rest.strip(" ”\"'»")
    return len(name.split()) if name and before.endswith(f" {name}") else 0


def _called_so(text: str) -> Iterator[Definition]:
    """Words that are said to be called by their abbreviation."""
    for match in _CALLED_SO.finditer(text):
        name = 1 if match[1] else "apart" if match["apart"] else "cell"
        called = name == 1 and _TELLS.search(match[0]) is not None
        words = _words_before(text, match.start())
        spelled = _spelling(_units(match[name]), words, called=called)
        if spelled:
            yield _defined(match[name], match.start(name), spelled)
    for match in _CALLED_NEXT.finditer(text):
        spelled = _somewhere(_units(match[1]), _words_before(text, match.start() - 1))
        if spelled:
            yield _defined(match[1], match.start(1), spelled)


def _somewhere(units: Sequence[str], words: Sequence[_Word]) -> Sequence[_Word]:
    """The last words of a sentence that spell an abbreviation, wherever they end in it."""
    if len(units) < _SHORTEST_LABEL:
        return ()
    ends = range(len(words), len(units) - 1, -1)
    firsts = ((_first_word(units, words[:end]), end) for end in ends)
    return next((words[first:end] for first, end in firsts if first is not None), ())


def _defined(
    key: str, start: int, words: Sequence[_Word], silent: tuple[int, int] | None = None
) -> Definition:
    return Definition(SIGNS.sub("", key), start, (words[0].start, words[-1].end), silent)


def _words_before(text: str, end: int) -> list[_Word]:
    begin = max(0, end - _SIGHT)
    return _words(text[begin:end].rstrip(" ”\"'»,–-"), begin)


def _spelling(units: Sequence[str], words: Sequence[_Word], *, called: bool) -> Sequence[_Word]:
    """The words before an abbreviation that spell it, or none.

    A name may end them without letters of its own: "Hội Nông dân xã Tân Phước (HND)", "Hồ chứa
    nước Phước Hòa (HCN)". Where
    the text says that they are `called` so, any of them may lack a letter: "Trung tâm Phục vụ hành
    chính công (gọi tắt là TTHC)".
    """
    ends = [len(words)]
    if len(units) > _SHORTEST:
        ends += [
            end
            for end in range(len(words) - 1, max(0, len(words) - _LONGEST_PLACE), -1)
            if (words[end].is_place or (words[end].is_name and not words[end - 1].is_name))
            and all(word.is_name for word in words[end + 1 :])
        ]
    for end in ends:
        first = _first_word(units, words[:end])
        if first is not None:
            return words[first:end]
    starts = range(len(words) - len(units), -1, -1) if called and units else ()
    return next((words[start:] for start in starts if _in_order(units, words[start:])), ())


def _in_order(units: Sequence[str], words: Sequence[_Word]) -> bool:
    """Whether the first of some words and others after it begin with the units, in order."""
    rest = iter(words[1:])
    return _begins(words[0].letters, units[0]) and all(
        any(_begins(word.letters, unit) for word in rest) for unit in units[1:]
    )


def _explained(text: str) -> Iterator[Definition]:
    """An abbreviation with its words in brackets after it: all of what stands there."""
    for match in _BEFORE.finditer(text):
        words = _words(match["inner"], match.start("inner"), whole=True)
        last = _last_word(_units(match[1]), words)
        if last is not None and _is_said(words[: last + 1]):
            silent = match.span("bracket") if last == len(words) - 1 else None
            yield _defined(match[1], match.start(), words[: last + 1], silent)


def _labelled(text: str) -> Iterator[Definition]:
    """An abbreviation that is said to stand for the words after it."""
    for match in _STANDS_FOR.finditer(text):
        units = _units(match[1])
        sign = match["bare"] or not _WORD.search(text, match.end(1), match.end())
        legend = _LEGEND.search(text, max(0, match.start() - _SIGHT), match.start())
        if sign and len(units) < _SHORTEST_LABEL and not legend:
            continue
        following = text[match.end() : match.end() + _SIGHT]
        broken = _BREAK.search(following)
        words = _words(
            following[: broken.start()] if broken else following, match.end(), whole=True
        )
        last = _last_word(units, words)
        if last is not None and _is_said(words[: last + 1]):
            rest = words[last + 1 :]
            if broken and len(rest) == 1 and rest[0].completes:
                last += 1  # the clause's last word has no letter: "đèn năng lượng"
            yield _defined(match[1], match.start(), words[: last + 1])


class _Word:
    """A word of the text, its place, and how it is compared."""

    def __init__(self, written: str, start: int, end: int | None = None) -> None:
        self.start, self.end = start, start + len(written) if end is None else end
        self.plain = old_placing(written.lower())
        self.letters = "".join(map(bare_letter, self.plain))
        self.joins = self.plain in role("joining")
        foreign = len(written) >= _SHORTEST_FOREIGN and not written.isupper()
        self.is_native = is_syllable(written)
        self.known = self.is_native or foreign or end is not None
        self.is_place = self.plain in role("places")
        self.is_name = written[:1].isupper()
        self.completes = not self.is_name and self.plain not in _POINTING


def _is_said(words: Sequence[_Word]) -> bool:
    """Whether any word is one of the language: nobody says GIS as "Geographic Information System"."""
    return any(word.is_native for word in words)


def _words(text: str, offset: int, *, whole: bool = False) -> list[_Word]:
    """The words after the last break; with `whole`, all of them or none."""
    start = 0
    for found in _BREAK.finditer(text):
        if whole:
            return []
        start = found.end()
    pieces = ((one[0], offset + one.start()) for one in _WORD.finditer(text, start))
    return [word for written, place in pieces for word in _spelled_out(written, place)]


def _spelled_out(written: str, start: int) -> list[_Word]:
    """A word, or the letters of an abbreviation, each in its place: the CLB of "CLB Võ (CLBV)"."""
    word = _Word(written, start)
    if not written.isupper() or word.known or len(written) > _LONGEST_INSIDE:
        return [word]
    return [_Word(letter, start, word.end) for letter in written]


def _units(key: str) -> list[str]:
    """The letters of an abbreviation, each with the small ones that belong to it ("TTg")."""
    units = _UNITS.findall(key)
    plain = ["".join(map(bare_letter, unit.lower())) for unit in units]
    fits = _SHORTEST <= len(units) <= _LONGEST
    return plain if fits and len("".join(units)) == len(SIGNS.sub("", key)) else []


def _first_word(units: Sequence[str], words: Sequence[_Word]) -> int | None:
    """The word with which words that end the text begin to spell an abbreviation, or None."""
    aligned = _aligned(units[::-1], words[::-1])
    return None if aligned is None else len(words) - aligned


def _last_word(units: Sequence[str], words: Sequence[_Word]) -> int | None:
    aligned = _aligned(units, words)
    return None if aligned is None else aligned - 1


def _aligned(units: Sequence[str], words: Sequence[_Word]) -> int | None:
    """How many words the units use up: one each, in order, joining words between them aside."""
    if not units:
        return None
    reached = {0}  # how many words may be used up by the units so far
    for number, unit in enumerate(units):
        step: set[int] = set()
        for used in reached:
            for place in range(used, min(len(words), used + _MOST_JOINING)):
                word = words[place]
                if word.known and _begins(word.letters, unit):
                    step.add(place + 1)
                if number == 0 or not word.joins:
                    break
        reached = step
    return min(reached) if reached else None


def _begins(word: str, unit: str) -> bool:
    """Whether a word begins with a unit's letter and has its others, in order ("Tg": tướng)."""
    if not word.startswith(unit[0]):
        return False
    rest = iter(word[1:])
    return all(letter in rest for letter in unit[1:])
