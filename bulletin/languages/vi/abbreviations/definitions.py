"""Abbreviations that a text defines itself: "kỹ thuật số (KTS)", "THA (thi hành án)".

In: a text, in NFC. Out: which abbreviation stands for which words, and from where. The letters
must be the beginnings of the words, in their order, joining words aside, so that "(TP.HCM)" and a
credit in brackets define nothing. What was defined `remembered.py` says.
"""

import re
from collections.abc import Iterator, Sequence

from bulletin.languages.vi.abbreviations.acronyms import (
    BREAK,
    SHORTEST,
    WORD,
    TextWord,
    begins,
    first_word,
    is_said,
    last_word,
    units_of,
    words_of,
)
from bulletin.languages.vi.abbreviations.glossary import SIGNS, known, means_one, plain_reading
from bulletin.languages.vi.words import old_placing, role
from bulletin.reading.memory import Definition
from bulletin.reading.sought import Sought, holds

_CAPITAL = r"(?-i:[A-ZĐÂÔƠƯÊĂ])"
_MORE = rf"[^\W\d_]{{0,11}}(?:(?:\s?[-–&/]\s?|\.){_CAPITAL}[^\W\d_]{{0,11}}){{0,4}}(?![^\W_])"
_KEY = f"{_CAPITAL}{_MORE}"
_KEY_ALONE = rf"{_CAPITAL}(?<![\w&/.-].){_MORE}"
_CALLED = (
    r"(?:(?:từ|sau|dưới|kể\stừ)\s?đây,?\s|nay\s|hay\s|hoặc\s)?(?:còn\s|xin\s)?(?:được\s)?"
    r"(?:(?:viết|gọi|ghi|nói)(?:\stắt|(?:\sngắn)?\sgọn|\schung)?|tên(?:\sviết)?\stắt|tức)(?:\slà|\sthành)?\s?:?\s?"
)
_OPENING, _CLOSING = r"[“\"'«]?\s?", r"\s?[”\"'»]?"
_BRACKET = re.compile(r"\s?[(\[](?P<inner>[^()\[\]\n]{2,120})[)\]]")
# "Nước sạch giai đoạn 2 (NSGĐ2)": words and letters with one number behind them
_NUMBERED = re.compile(
    r"(?:\s(?:số|thứ))?\s(?P<number>[0-9]{1,4})"
    # the year and the letters of a paper: "Quyết định số 1719/2021/QĐ-TTg (QĐ1719)"
    r"(?:/(?:19|20)[0-9]{2})?(?:/[A-ZĐ][^\W\d_]*(?:-[A-ZĐ][^\W\d_]*){1,2})?"
    rf"[”\"'»]?(?P<bracket>\s?\((?:{_CALLED})?{_OPENING}"
    rf"(?P<key>(?-i:[A-ZĐÂÔƠƯÊĂ]{{2,12}}))(?P=number){_CLOSING}\))",
    re.IGNORECASE,
)
_IN_BRACKET = re.compile(_KEY_ALONE)
# What a bracket holds that says nothing but the abbreviation: "(sau đây gọi tắt là Quỹ “HTND”)".
_ONLY_NAME = re.compile(
    rf"\s?(?:{_CALLED})?{_OPENING}(?:[^\W\d_]{{1,12}}\s){{0,2}}{_OPENING}{_KEY}{_CLOSING}\s?",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"\s?{_CALLED}{_OPENING}(?:[^\W\d_]{{1,12}}\s){{0,2}}", re.IGNORECASE)
_TELLS = re.compile(r"\s(?:tắt|gọn|gọi|viết)\s")
# The columns of a list of abbreviations, as a row of it is read.
_MEANING = r"(?:(?:ý\s)?nghĩa|(?:viết\s|tên\s|từ\s|cụm\stừ\s|nội\sdung\s)?đầy\sđủ|cụm\stừ|diễn\sgiải|giải\s(?:thích|nghĩa)|tên\sgọi)"
_IN_SHORT = r"(?:(?:chữ|từ|tên|cụm\stừ|ký\shiệu)\s)?(?:viết\s|gọi\s)?tắt|ký\shiệu"
_COLUMN_AFTER = rf";\s(?i:{_IN_SHORT})[^:;\n]{{0,20}}:\s(?P<cell>{_KEY})"
_CALLED_SO = re.compile(
    # its first word is asked for before anything is tried: few places have one
    r"(?:[,;–-]\s?+|\s|)(?=/|từ|sau|dưới|hay|hoặc|còn|được|viết|gọi|ghi|nói|tên|thường|vẫn|nay|quen|tức)(?:"
    r"(?:(?:từ|sau|dưới)\s?đây\s|hay\s|hoặc\s)?(?:còn\s)?(?:được\s)?(?:viết|gọi|ghi|nói)\s(?:tắt|(?:ngắn\s)?gọn)(?:\slà)?\s?:?\s"
    r"|(?:sau|dưới|từ)\s?đây\s(?:được\s)?(?:(?:gọi|viết)\s)?là\s"
    r"|tên\s(?:viết\s|gọi\s)?tắt(?:\slà)?\s?:?\s"
    r"|(?:hay\s)?còn\s(?:được\s)?gọi\s(?:là\s)?"
    r"|(?:thường\s|vẫn\s|nay\s|quen\s|hay\s)?(?:được\s)?gọi\s(?:chung\s)?là\s"
    rf"|(?<=\s)(?:hay|hoặc|tức)\s|/){_OPENING}({_KEY})"
    rf"|[”\"'»]?\s[=–—-]\s(?P<apart>{_KEY})(?:(?=\s?[:.,;–—]|\s-\s|\n|$)|(?<=[A-ZĐ]{{3}}))|{_COLUMN_AFTER}"
)
# ... and so in the sentence after: "... thú cưng. Sau đây gọi tắt là TTTC."
_CALLED_NEXT = Sought(
    rf"(?i)(?<=[.;])\s(?:[^\W\d_]{{1,8}},?\s){{0,4}}?{_CALLED}{_OPENING}({_KEY})",
    *("viết", "gọi", "ghi", "nói", "tên", "tức"),
)
_BEFORE = re.compile(
    rf"({_KEY_ALONE}){_CLOSING}"
    r"(?P<bracket>\s?[(\[]\s?(?:(?:chữ\s)?viết\stắt(?:\scủa)?|tức(?:\slà)?|nghĩa\slà|là|hay)?\s?:?\s?"
    rf"{_OPENING}(?P<inner>[^()\[\]\n;]{{3,160}}?){_CLOSING}\s?[)\]])"
)
_STANDS_FOR = re.compile(
    rf"({_KEY_ALONE}){_CLOSING}(?:\s?[:=]\s?(?:là\s)?|\s[–—-]\s(?:(?:viết|gọi)\stắt\s(?:của|cho|từ)\s)?|[.;]\s(?i:{_MEANING})[^:;\n]{{0,20}}:\s|,?\s(?:là\s)?(?:chữ\s|từ\s|tên\s)?(?:viết|gọi)\stắt\s"
    rf"(?:của|cho|từ)\s(?:cụm\stừ\s|chữ\s|từ\s|các\schữ\s)?|,?\s(?:có\s)?nghĩa\slà\s|,?\scó\snghĩa\s|\s(?:[^\W\d_]{{1,6}}\s){{0,3}}(?:được\s)?hiểu\slà\s|\sviết\sđầy\sđủ\s(?:là\s)?|,?\stức(?:\slà)?\s|,?\s(?:được\s)?(?:dùng\s|viết\s)?thay\s(?:thế\s)?cho\s(?:cụm\stừ\s|chữ\s|từ\s)?"
    r"|(?P<bare>\s(?:ở\sđây\s|trong\sbài\s(?:này\s)?)?(?:là|chỉ)\s))"
    rf"{_OPENING}(?=[^\W\d_])"
)
_CALLING = (" tắt", " gọn", " đây ", "gọi ", "ký hiệu")
# One of these, or a sign before a capital, is in each of _CALLED_SO.
_SIGN_BEFORE = re.compile(rf"(?:/|[=–—-]\s|hay\s|hoặc\s|tức\s){_OPENING}(?={_CAPITAL})")
_SHORT_FOR = re.compile(
    rf"(?i:(?:viết|gọi)\stắt\s(?:của|cho)\s(?:cụm\stừ\s|từ\s)?){_OPENING}(?P<words>[^.;:()\n]{{4,120}}?){_CLOSING}\s(?:là|thành)\s{_OPENING}(?P<key>{_KEY})"
)
_LEGEND = re.compile(  # what opens a list of abbreviations
    r"(?:ghi\schú|chú\s(?:thích|giải)|(?:từ|chữ)\sviết\stắt|quy\sước)\s?:(?:[^.\n]|(?<=[0-9])\.)*$|(?<![^\W_])(?:cột|ký\shiệu)\s[“\"]?$",
    re.IGNORECASE,
)
_QUOTES = "”\"'»"
_SIGHT = 160  # characters in which the words of an abbreviation stand
_SHORTEST_LABEL = 3  # letters before a colon; fewer may be anything ("MC: Minh Châu")
_MOST_UNSPELLED = 2  # words of a name beyond two for each letter of its abbreviation
_LONGEST_PLACE = 5  # words of a place's name after its kind, and the kind


def definitions(text: str) -> Iterator[Definition]:
    """Every abbreviation that the text defines."""
    if "(" in text or "[" in text:
        yield from _in_brackets(text)
        yield from _explained(text)
        yield from _numbered(text)
    if holds(text, _CALLING) or _SIGN_BEFORE.search(text):
        yield from _called_so(text)
        yield from _short_for(text)
    yield from _labelled(text)


def _in_brackets(text: str) -> Iterator[Definition]:
    """Words with their abbreviation in brackets after them, alone or among other things."""
    for bracket in _BRACKET.finditer(text):
        words = _words_before(text, bracket.start())
        inner = bracket["inner"]
        for key in _IN_BRACKET.finditer(inner):
            alone = _ONLY_NAME.fullmatch(inner) is not None
            whole = not inner[key.end() :].strip(" ”\"'»")
            called = whole and (
                _CALLS.fullmatch(inner[: key.start()]) is not None
                or _begins_again(text[: bracket.start()], inner[: key.start()])
            )
            name = _repeated(text[: bracket.start()], inner[key.end() :])
            units, words = units_of(key[0]), words[: len(words) - name]
            spelled = _spelling(units, words, called=called)
            if not spelled and alone and plain_reading(SIGNS.sub("", key[0])) is None:
                spelled = _name_going_on(units, words)
            if spelled and not (known(key[0]) and _is_person(words, spelled)):
                start = bracket.start("inner") + key.start()
                yield _defined(key[0], start, spelled, bracket.span() if alone else None)


def _numbered(text: str) -> Iterator[Definition]:
    """Words with a number, and their abbreviation with the same number in brackets."""
    for match in _NUMBERED.finditer(text):
        words = _words_before(text, match.start())
        spelled = _spelling(units_of(match["key"]), words, called=False)
        if not spelled:
            continue
        if len(match["key"]) < _SHORTEST_LABEL:  # TB alone may be anything, and TB2 is this one
            key, meant = f"{match['key']}{match['number']}", (spelled[0].start, match.end("number"))
            yield Definition(key, match.start("key"), meant, match.span("bracket"))
        else:
            yield _defined(match["key"], match.start("key"), spelled, match.span("bracket"))


def _is_person(words: Sequence[TextWord], named: Sequence[TextWord]) -> bool:
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


def _begins_again(before: str, first: str) -> bool:
    """Whether the words before an abbreviation are those of its name: "Dự án lát hè phố (Dự án LH)"."""
    again = first.strip(" “\"'«")
    return " " in again and f" {again} ".lower() in f" {before.lower()} "


def _called_so(text: str) -> Iterator[Definition]:
    """Words that are said to be called by their abbreviation."""
    for match in _CALLED_SO.finditer(text):
        name = 1 if match[1] else "apart" if match["apart"] else "cell"
        called = name == 1 and _TELLS.search(match[0]) is not None
        words = _words_before(text, match.start())
        spelled = _spelling(units_of(match[name]), words, called=called)
        if spelled and is_said(spelled) and not _holds_itself(text, match[name], spelled):
            yield _defined(match[name], match.start(name), spelled)
    for match in _CALLED_NEXT.finditer(text):
        spelled = _somewhere(units_of(match[1]), _words_before(text, match.start() - 1))
        if spelled:
            yield _defined(match[1], match.start(1), spelled)


def _holds_itself(text: str, key: str, words: Sequence[TextWord]) -> bool:
    """Whether an abbreviation stands among its words: "HTX NN-DV Tân Tiến, gọi tắt là HTX Tân Tiến"."""
    return key in WORD.findall(text, words[0].start, words[-1].end)


def _short_for(text: str) -> Iterator[Definition]:
    """Words that stand before their abbreviation: "Tên viết tắt của Hợp tác xã Tân Tiến là HTXTT"."""
    for match in _SHORT_FOR.finditer(text):
        words = words_of(match["words"], match.start("words"), whole=True)
        spelled = _spelling(units_of(match["key"]), words, called=True)
        if spelled and spelled[0] is words[0]:
            yield _defined(match["key"], match.start("key"), spelled)


def _somewhere(units: Sequence[str], words: Sequence[TextWord]) -> Sequence[TextWord]:
    """The last words of a sentence that spell an abbreviation, wherever they end in it."""
    if len(units) < _SHORTEST_LABEL:
        return ()
    ends = range(len(words), len(units) - 1, -1)
    firsts = ((first_word(units, words[:end]), end) for end in ends)
    return next((words[first:end] for first, end in firsts if first is not None), ())


def _defined(
    key: str, start: int, words: Sequence[TextWord], silent: tuple[int, int] | None = None
) -> Definition:
    return Definition(SIGNS.sub("", key), start, (words[0].start, words[-1].end), silent)


def _words_before(text: str, end: int) -> list[TextWord]:
    begin = max(0, end - _SIGHT)
    return words_of(text[begin:end].rstrip(" ”\"'»,–-"), begin)


def _spelling(
    units: Sequence[str], words: Sequence[TextWord], *, called: bool
) -> Sequence[TextWord]:
    """The words before an abbreviation that spell it, or none.

    A name may end them without letters of its own: "Hội Nông dân xã Tân Phước (HND)", "Hồ chứa
    nước Phước Hòa (HCN)". Where the text says that they are `called` so, any of them may lack a
    letter: "Trung tâm Phục vụ hành chính công (gọi tắt là TTHC)".
    """
    ends = [len(words)]
    if len(units) > SHORTEST:
        ends += [
            end
            for end in range(len(words) - 1, max(0, len(words) - _LONGEST_PLACE), -1)
            if (words[end].is_place or (words[end].is_name and not words[end - 1].is_name))
            and all(word.is_name for word in words[end + 1 :])
        ]
    for end in ends:
        first = first_word(units, words[:end])
        if first is not None:
            return words[first - _begins_before(units, words, first) : end]
    starts = range(len(words) - len(units), -1, -1) if called and units else ()
    found = (words[start:] for start in starts if _in_order(units, words[start:]))
    return next(found, ())


def _name_going_on(units: Sequence[str], words: Sequence[TextWord]) -> Sequence[TextWord]:
    """A name of which some words have no letter, from its capital to the bracket.

    "Tổ tự quản đường điện (TTQ)", "Mô hình lúa tôm (MLT)"; names of persons are all capitals.
    """
    if len(units) < _SHORTEST_LABEL:
        return ()
    starts = (words[start:] for start, word in enumerate(words) if word.is_name)
    most = 2 * len(units) + _MOST_UNSPELLED
    names = (name for name in starts if len(name) <= most and all(one.is_native for one in name))
    return next(
        (name for name in names if _in_order(units, name) and _names_thing(units, name)), ()
    )


def _names_thing(units: Sequence[str], words: Sequence[TextWord]) -> bool:
    """Whether the words that have the letters of an abbreviation are not all capitals."""
    return not all(word.is_name for word in words[: len(units)])


def _begins_before(units: Sequence[str], words: Sequence[TextWord], first: int) -> bool:
    """Whether the word before begins alike, with a capital: "Trung tâm giống (TG)"."""
    if not first or words[first].is_name:
        return False
    return words[first - 1].is_name and begins(words[first - 1].letters, units[0])


def _in_order(units: Sequence[str], words: Sequence[TextWord]) -> bool:
    """Whether the first of some words and others after it begin with the units, in order."""
    rest = iter(words[1:])
    return begins(words[0].letters, units[0]) and all(
        any(begins(word.letters, unit) for word in rest) for unit in units[1:]
    )


def _explained(text: str) -> Iterator[Definition]:
    """An abbreviation with its words in brackets after it: all of what stands there."""
    for match in _BEFORE.finditer(text):
        words = words_of(match["inner"], match.start("inner"), whole=True)
        last = last_word(units_of(match[1]), words)
        if _takes_all(match[1], words, last):
            last = len(words) - 1
        if last is not None and is_said(words[: last + 1]):
            silent = match.span("bracket") if last == len(words) - 1 else None
            yield _defined(match[1], match.start(), words[: last + 1], silent)


def _takes_all(key: str, words: Sequence[TextWord], last: int | None) -> bool:
    """Whether an abbreviation means all words behind it: the bộ of "ĐCS (đề cương sơ bộ)" too.

    "UBND (ủy ban nhân dân xã)" means what it always does.
    """
    if last is None:
        return not means_one(key) and _leaves_out(units_of(key), words)
    spelled = " ".join(word.plain for word in words[: last + 1])
    usual = " ".join(re.findall(r"[^\W_]+", old_placing((plain_reading(key) or "").lower())))
    return last == len(words) - 2 and words[-1].completes and spelled != usual  # one more


def _leaves_out(units: Sequence[str], words: Sequence[TextWord]) -> bool:
    """Whether an abbreviation has letters of some words in brackets behind it, in their order.

    "BTL (bê tông hóa đường liên thôn)": at least every other word has one, and none is a name.
    """
    few = _SHORTEST_LABEL <= len(units) <= len(words) <= 2 * len(units)
    return few and not any(word.is_name for word in words) and _in_order(units, words)


def _labelled(text: str) -> Iterator[Definition]:
    """An abbreviation that is said to stand for the words after it."""
    for match in _STANDS_FOR.finditer(text):
        units = units_of(match[1])
        said = text[match.end(1) : match.end()]
        sign = (
            (match["bare"] or not WORD.search(said)) and "=" not in said and said[0] not in _QUOTES
        )
        legend = _LEGEND.search(text, max(0, match.start() - _SIGHT), match.start())
        if sign and len(units) < _SHORTEST_LABEL and not legend:
            continue
        following = text[match.end() : match.end() + _SIGHT]
        broken = BREAK.search(following)
        words = words_of(
            following[: broken.start()] if broken else following, match.end(), whole=True
        )
        last = last_word(units, words)
        if last is not None and is_said(words[: last + 1]):
            rest = words[last + 1 :]
            goes_on = len(rest) == 1 and "," not in text[words[last].end : rest[0].start]
            if broken and goes_on and rest[0].completes:
                last += 1  # the clause's last word has no letter: "đèn năng lượng"
            yield _defined(match[1], match.start(), words[: last + 1])
