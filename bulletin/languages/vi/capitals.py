"""Lines in capitals, as headings and posters have them, in the case that the rules know.

In: text. Out: as many characters, words of such lines in small letters and units as they are
written ("62-64K/KG" as "62-64k/kg"). Short forms keep their capitals; so does a word that may be
one ("CA", "VI"), with its neighbours, for capitals beside it tell that it is only a word. Where
each word has a capital, what numbers count has none: "Xe 2,5 Tấn Chở Cát".
"""

import re

from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.quantities import MAGNITUDE, names
from bulletin.languages.vi.words import cased, has_vowel, is_syllable, role

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORD = re.compile(r"(?<![0-9/])[^\W\d_]{2,}")
_FEWEST_WORDS = 2
_RUN = cased(
    r"(?<!\S)[^\s\l]{2,}(?:[ \u00a0][^\s\l]+){4,}"
)  # within a line: "MẤT ĐIỆN TỪ 8H NGÀY 6.11: ..."
_FEWEST_IN_TITLE = 4
_BEHIND_NUMBER = cased(r"(?<=[0-9][ \u00a0])[\U][\l]+(?![^\W_])")
_SECTION = cased(  # "1.2 Tỷ lệ hộ nghèo", and not "2.3 Tỷ USD"
    r"[\s(“\"«]*(?:[Mm]ục\s|[Đđ]iểm\s|[Pp]hần\s)?[0-9]{1,2}(?:\.[0-9]{1,2})+[ \u00a0](?=(?P<pair>[\U][\l]+[ \u00a0][^\W\d_]+))"
)
_ON_TO = frozenset({"đến", "tới", "lên", "xuống", "còn", "thành", "và"})
_COUNTED = (
    "counted",
    "countable",
    "counters",
    "not_score",
    "part_of",
    "portions",
    "goods",
    "in_rows",
)
_ROMAN = frozenset("IVXLCDM")
_WATERS = frozenset({"EA", "IA"})  # what names of villages begin with
_NAME_FOLLOWS = re.compile(r"(?<![^\W_])(?:[PQHTÔ]|T[XT]|(?<=\s)X)\.\s?$")  # P. PHÚ LỢI
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?]\s)\W*(?:[IVX]{1,4}\s?[./)]\s?)?$")
_TIED_ON = re.compile(r"[0-9]|[.@/][^\W_]")  # ST25, EVN.COM.VN
_NUMBERED = re.compile(r"\s[0-9]{2}")  # "LÚA OM 18", "CHUYẾN BAY VU 670"
_TIMES = re.compile(
    r"(?i)((?:[0-9]m?|lần|viên|gói|ống)\s?)X(?=\s?[0-9]{1,3}(?:[.,][0-9]+)?(?![0-9-]))"
)
_DEGREES = re.compile(
    r"(?<=[0-9])(\s?)O(?=C(?![^\W_])|(?<=[0-9]{2}O)(?![^\W_])|\s?[-–÷]\s?[0-9]{1,2}\s?OC)"
)
_UNITS = "kg km m cm mm dm ha mg ml l g h k đ tr kV kW kWh kWp trđ MWh Hz kHz MHz GHz mmHg hPa oC"
_OF_AREA = re.compile(r"(?<![^\W0-9]|-)(?:[KCDM]?M[23²³])(?![\w-])")
_MEASURE = re.compile(  # beside small letters: "đất 250M2", "7H30-16H", "8H sáng"
    r"(?:(?<![^\W_])(?P<word>[^\W\d_]+)\s)?(?:(?<![\w.,/-])|(?<=H-)|(?<=H[0-9]{2}-))[0-9][0-9.,]*(?:\s?[KCDM]?M[23]"
    r"|\s?KM(?=/H)|TR[0-9]?|KG[0-9]+|[MC]M|OC|(?<=[0-9]{2})MG|(?P<letter>H|(?<=[0-9]{2})K|M[0-9]?))"
    r"(?:/(?:S|H|M2|HA|KG))?(?![^\W_]|-[0-9]{3})"
)
_SIDE = r"[0-9][0-9.,]*M[0-9]{0,2}"
_SIDES = re.compile(rf"(?<![\w.,/-]){_SIDE}(?:\s?[xX]\s?{_SIDE})+(?![^\W_])")  # "5M x 20M"
_LETTERED = re.compile(r"(?i:lớp|giải chạy) |[0-9][TB](?![^\W_])")  # "lớp 10A, 11H", "2T, 1H, 0B"
_WRITTEN_SMALL = re.compile(  # v.v., v/v, "2TR Đ", "9,5 Đ", "2V/LẦN", "18 TH TÙ"
    r"(?<![\w/.])V(?:[./]V)+(?![^\W_])|(?<=[0-9])\s?TR[. ]?Đ(?![^\W_])|(?:(?<=,[0-9])|(?<=[.,][0-9]{3}))\sĐ(?![^\W_])"
    r"|(?<=[^0-9.,][1-4])V(?=\s?/\s?(?i:lần|ngày)|\s?[Xx]\s?[0-9]|\s(?i:sáng|trưa|chiều|tối|sau ăn)(?![^\W_]))"
    r"|(?:(?<=[0-9])\s?TH(?=\s(?i:tù|tuổi(?! (?:cao|trên|dưới|từ))))|(?<=[0-9][-–][0-9]{2})\s?TH(?=\s(?i:tiêm|uống)))(?![^\W_])"
)
_PRICE = re.compile(r"/(?!C(?![^\W_]))")  # "500 Đ/VIÊN", and no "12 Đ/C"
_MEDALS = re.compile(r"[0-9]\s?[VB](?![^\W\d_])")  # beside them Đ is bronze
# 5G, 4K, 1K absent; and 7G is an hour or a weight
_FEW = {"G": re.compile(r"(?<![0-9.,])[2-6]$"), "K": re.compile(r"(?<![0-9.,])[0-9]$")}


def lowered(text: str) -> str:
    """The text with its lines in capitals as a sentence has them."""
    return _LINE.sub(lambda line: _seen(line[0]), text)


def _seen(line: str) -> str:
    if _is_heading(line):
        return _lowered(line)
    if _BEHIND_NUMBER.search(line):
        title = _is_title(line)
        begin = _begin_of_text(line)
        line = line[:begin] + _BEHIND_NUMBER.sub(
            lambda word: _counted(word[0], title=title), line[begin:]
        )
    line = _RUN.sub(lambda run: _lowered(run[0]) if _tells(run[0]) else run[0], line)
    line = _SIDES.sub(lambda sides: sides[0].lower(), line)
    return _MEASURE.sub(_measured, line)


def _measured(match: re.Match[str]) -> str:
    """A measure with its unit in small letters; a letter alone may be the name of a class."""
    word, letter = (match["word"] or "").lower(), match["letter"] or ""
    named = word == "lớp" or (
        letter and (word in role("known_by_letter") or _LETTERED.search(match.string))
    )
    apart = letter[:1] == "M" and word not in role("lengthwise")
    return match[0] if named or apart else _with_units(match[0])


def _begin_of_text(line: str) -> int:
    """Where a line goes on behind the number of its part: no amount of what comes next."""
    section = _SECTION.match(line)
    if section is None:
        return 0
    pair = section["pair"]
    amount = pair.split()[1][0].isupper() and pair.lower() not in role("whole_words")
    return 0 if amount else section.end()


def _tells(run: str) -> bool:
    """Whether words in capitals inside a line tell figures, and are no name alone."""
    return any(map(str.isdigit, run)) and _is_heading(run)


def _is_title(line: str) -> bool:
    """Whether each word begins with a capital, as in "Xe 2,5 Tấn Chở Cát", and some are no names."""
    words = [word[0] for word in _SMALL_WORD.finditer(line)]
    small = sum(not word.isupper() for word in words)
    return small >= _FEWEST_IN_TITLE and all(word[0].isupper() for word in words)


def _counted(word: str, *, title: bool) -> str:
    """What a number measures in small letters; in a title what it counts, and what leads on to another."""
    small = word.lower()
    counted = MAGNITUDE.fullmatch(small) is not None or small in role("measured")
    counted |= small in names() and word not in names() and not is_syllable(small)  # "7,5 Cm"
    if title:
        counted |= small in _ON_TO or any(small in role(one) for one in _COUNTED)
    return small if counted and small != "đồng" else word  # "Ấp 2 Đồng Tâm"


def _is_heading(line: str) -> bool:
    """Whether a line has words in capitals, and none but units in small letters."""
    if any(word[0] != word[0].upper() for word in _SMALL_WORD.finditer(line)):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 1 and is_syllable(word)]
    return len(words) >= _FEWEST_WORDS and any(map(_is_marked, words))


def _is_marked(word: str) -> bool:
    """Whether a tone or a mark tells that capitals are a word, and no short form."""
    return not word.isascii() and has_vowel(word) and not known(word)


def _may_be_short(word: str) -> bool:
    """Whether capitals may be a short form or a number as well as a word: CA, VI, and the EA of Ea Kao."""
    if is_syllable(word):
        return known(word) or _ROMAN.issuperset(word)
    return has_vowel(word) and not known(word) and word not in _WATERS


def _lowered(line: str) -> str:
    words = list(_WORD.finditer(line))
    kept = {n for n, word in enumerate(words) if len(word[0]) > 1 and _may_be_short(word[0])}
    kept |= {beside for n in kept for beside in (n - 1, n + 1)}
    characters, named = list(line), -1
    for n, word in enumerate(words):
        tied = word[0].isascii() and (
            _TIED_ON.match(line, word.end())
            or (len(word[0]) == 2 and _NUMBERED.match(line, word.end()))  # noqa: PLR2004
        )
        water = word[0] in _WATERS
        if n in kept or len(word[0]) == 1 or tied or word[0] in names():
            continue
        if not (water or is_syllable(word[0])):
            continue
        named = n if water or _NAME_FOLLOWS.search(line, 0, word.start()) else named
        name = 0 <= named >= n - 1 or _OPENS_SENTENCE.search(line, 0, word.start())
        characters[word.start() : word.end()] = word[0].capitalize() if name else word[0].lower()
    return _with_units("".join(characters))


_OWN_CASE = {one.upper(): one for one in _UNITS.split()}
_ONE = "|".join(sorted(_OWN_CASE, key=lambda one: (-len(one), one)))
_UNIT = re.compile(
    rf"(?<=[0-9])(\s?)({_ONE})(?!-[0-9]{{3}}|[0-9]{{1,2}}-|\sUSD)(?:([23]?\s?/\s?)({_ONE}|S))?"
    r"(?![^\W\d_x])(?!(?<=[0-9][HGLĐ])[0-9])"
)


def _with_units(line: str) -> str:
    line = _WRITTEN_SMALL.sub(lambda match: match[0].lower(), line)
    line = _TIMES.sub(r"\1x", _DEGREES.sub(r"\1o", line))
    counted = "Đ" if _MEDALS.search(line) else ""
    line = _UNIT.sub(lambda match: _in_own_case(match, counted), line)
    return _OF_AREA.sub(lambda match: match[0].lower(), line)


def _in_own_case(match: re.Match[str], counted: str) -> str:
    space, unit, stroke, other = match.groups()
    behind = _PRICE.match(match.string, match.end())
    apart = space and len(unit) == 1 and unit != "M" and not behind  # "LỚP 5 A"
    few = unit in _FEW and not stroke and _FEW[unit].search(match.string, 0, match.start())
    if apart or few or unit == counted:
        return match[0]
    return (
        f"{space}{_OWN_CASE[unit]}{stroke or ''}{_OWN_CASE.get(other or '', (other or '').lower())}"
    )
