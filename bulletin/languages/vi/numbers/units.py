"""Units and currencies as they are said: what stands after a number, or between two slashes.

In: a place at a word or a sign. Out: the unit's name. A short unit needs a number before it
("5 m"), a long one only has to stand alone ("mỗi km"); the numbers themselves are read in
`plain`.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.quantities import (
    NOT_GOING_ON,
    POLES,
    TIED_ONLY,
    after_number,
    beginnings,
    governed_by,
    is_ampere,
    names,
    pattern,
    said_in,
)
from bulletin.languages.vi.words import PHRASE_ENDS, cased, follows, near, nearest, precedes, role
from bulletin.reading.scanner import Claim, Place, Rule

_ATTACHED = re.compile(r"[0-9](?:\([0-9]+\))?$")
_AFTER_SLASH = re.compile(r"[^\W_²³]?[²³%]?\s?/\s?$")
_SPACED_STROKE = re.compile(r"/\s$")
_UNIT_AND_STROKE = re.compile(r"[0-9]\s?([^\W\d_]+[23²³]?)\s?/\s?$")
_STROKE_UNIT = re.compile(r"\s?/\s?([^\W\d_]+[23²³]?)")
_DEGREES_AND = re.compile(r"o([0-9])(?:C|(?![^\W_]))")
_LETTER_DEGREE = re.compile(r"o(?:(?P<scale>[CFNESW])(?![^\W_])|(?=[0-9]{1,2}['’′])|(?![^\W_]))")
_SPACED_DEGREE = re.compile(r"o\sC(?![^\W_])")
_IN_BRACKETS = re.compile(r"(?:ha|Ha|[mglhVAW])(?=\))")
_AREAS = frozenset({"ha", "Ha"})
_COMRADES = re.compile(r"[đĐ][/.](?:[cC]|chí|tượng|biểu|vị)(?![^\W_])")  # "45 đ/c" is no money
_MILLION_AND = re.compile(r"(?:tr|Tr|triệu|tỷ|tỉ|ty)([0-9]{1,3})(k|K|tr|Tr)?(?![0-9\w])")
_THOUSANDS = re.compile(r"[kK]" + NOT_GOING_ON)
_SPACED_K = re.compile(rf"k(?=\s?/|{PHRASE_ENDS.pattern}|\s(?:một|mỗi)\s)")
_NUMBER_AND_SPACE = re.compile(r"[0-9]\s$")
_ONE_AND_SPACE = re.compile(r"(?<![^\W_])[1-9]\s$")
_SMALL_K = re.compile(r"(?<![0-9.,])[0-9]$")
_PER_AREA = re.compile(r"\s?/\s?(?:km|ha)")  # "250 ng/km2" are people
_YEARS = re.compile(r"([0-9]{1,3})t(?![^\W_])")
_YEARS_AND_MONTHS = re.compile(
    r"([0-9]{1,2})(?:([tn])\s?([0-9]{1,2})th|(n)\s?([0-9]|1[01])t)(?![^\W_])"
)
_GOES_ON_AS_WORD = cased(  # "vòng 12 V-League" has no volts, and "1 tr.ban" no million
    r"-[\U][\l]|(?<!\.)\.(?!đồng)[\l]{3,}"
)
_SEATS = re.compile(r"([1-9][0-9]?)(?P<letter>[cC])(?![^\W_]|[-.][0-9])")
_WORDS_TO_BUS = 6
_OF_PERSON = cased(  # "Nguyễn Văn B., 54t": the figure that follows a person's name
    r"(?<![^\W_])(?:(?P<surname>[\U][\l]+)(?:\s[\U][\l]*\.?){1,3}|(?:[\U]\.){1,3}[\U]\.?),?\s\(?$"
)
_LIVES = re.compile(
    r"\)?,?\s(?:ngụ|trú|quê|ở|nhập viện|thường trú|tạm trú|HKTT|là|trở (?:lên|xuống)|chưa|đang học)(?![^\W_])"
)
_OLDEST = 120
_SPAN_BEFORE = re.compile(r"[0-9]{1,2}\s?[-–]\s?$")
_OF_AGE = 14  # years, more than most lorries carry
_A_MINUTE = re.compile(r"[lL]\s?/\s?(?:ph|p|phút)(?![^\W_])")
_SMALL_V = re.compile(r"v(?![^\W_])")
_A_DOSE = re.compile(r"\s?(?:[/xX×]|(?:sáng|trưa|chiều|tối|mỗi|một)\b)")
_A_DOSE_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:sáng|trưa|chiều|tối)\s[0-9]{1,2}|m[cg]?g\s?[x×]\s?[0-9]{1,3})$"
)
_WORDS_TO_DOSE = 8
_WORDS_TO_AGE = 8
_NAME_GOES_ON = re.compile(r"[A-Z]\.[A-Z][a-z]")
_MILLION_OF = re.compile(r"\.(?=(?:kWh|m3|m2|USD|lít|tấn|con|cây|lượt|đồng)(?![^\W_]))")
_WORDS_TO_ACCOUNT = 6
_HUNDREDS = re.compile(r"[kK]([1-9](?:[0-9]{2})?)(?![0-9\w])")
_TONNES = re.compile(r"T(?![^\W_])")
_DECIMALS = re.compile(r"[0-9](?:,[0-9]{1,2}|\.[0-9]{3})$")
_DEGREE = re.compile(r"(?:[°º˚]\s?|℃|℉)(?P<scale>[CFKNESW](?![^\W_]))?")
_TURNS = frozenset(("lần", "đợt", "kỳ", "lượt"))  # "6 T/lần": months or tonnes
_VOLUMES = frozenset(("L", "l", "lít"))  # "4,1 T/L" are cells, and "6,2T/ha" tonnes
_WORDS_TO_LOAD = 9
_STORED = frozenset(("KB", "TB", "MP"))
_WORDS_TO_STORE = 6
_PAGES = re.compile(r"tr(?![^\W_]|/)")


def unit(place: Place) -> Claim | None:
    """A unit or money after a number, and a unit that is one wherever it stands."""
    counted = after_number(place) and not place.match(_COMRADES)
    claim = _after_number(place) if counted else None
    if claim:
        return claim._replace(say=f" {claim.say}") if place.preceding == ")" else claim
    known = place.match(pattern("anywhere"))
    return Claim(known.end(), names()[known[0]]) if known else None


def headed(place: Place, match: re.Match[str]) -> Claim | None:
    """Chiều dài (m): the unit of a column behind its name; "(ha)" is one anywhere."""
    if place.preceding != "(":
        return None
    heads = place.text.startswith(":", match.end() + 1)
    if match[0] not in _AREAS and not (heads and governed_by(place) == "quantity"):
        return None
    return Claim(match.end(), names()[match[0]])


def divisor(place: Place) -> Claim | None:
    """A unit after a stroke: the h of km/h, the dl of "200 mg / dl"."""
    before = place.before
    if place.preceding != "/" and not _SPACED_STROKE.search(before):
        return None
    if place.preceding != "/" and not _unit_before(before):
        return None
    for group in ("under_something", "after_number"):
        match = place.match(pattern(group))
        if match and _AFTER_SLASH.search(before):
            return Claim(match.end(), said_in(group)[match[0]])
    return None


def _unit_before(before: str) -> bool:
    """Whether what stands before a stroke is a number's unit."""
    match = _UNIT_AND_STROKE.search(before)
    return match is not None and (match[1] in names() or match[1] in role("measured"))


def pages(place: Place, _: re.Match[str]) -> Claim | None:
    """In 2 mặt, 50 tr: pages where something is printed and nothing paid, and no more than likely."""
    if not after_number(place):
        return None
    paid = near(place, "price", _WORDS_TO_LOAD) or near(place, "paid", _WORDS_TO_LOAD)
    if paid or not near(place, "printed", _WORDS_TO_STORE):
        return None
    return Claim(place.end, "trang", senses=("trang", "triệu"))


def dividend(place: Place) -> Claim | None:
    """A unit that is one only before a stroke: the G of "8,2 G/L"."""
    match = place.match(pattern("over_something"))
    if match is None or not after_number(place):
        return None
    under = _STROKE_UNIT.match(place.text, match.end())
    if under is None or not (under[1] in names() or (match[0] == "T" and under[1] in role("per"))):
        return None
    if match[0] == "T" and under[1] not in _VOLUMES:
        told = near(place, "hauled", _WORDS_TO_LOAD) or near(place, "weighing", _WORDS_TO_LOAD)
        asked = under[1] in _TURNS and not told
        return Claim(
            match.end(), "tháng" if asked else "tấn", senses=("tháng", "tấn") if asked else ()
        )
    people = match[0] == "ng" and _PER_AREA.match(place.text, match.end())
    return Claim(match.end(), "người" if people else said_in("over_something")[match[0]])


def ampere(place: Place) -> Claim | None:
    """The A of "cầu dao 30A", where the clause speaks of electricity."""
    if place.written != "A" or not after_number(place):
        return None
    return Claim(place.end, "am pe") if is_ampere(place) else None


def counted_out(place: Place) -> Claim | None:
    """After a number in words: "hàng trăm ha", "5 triệu đ"; "ha ha" is laughter."""
    match = place.match(pattern("after_number_word"))
    worded = match and (follows(place, "magnitude") or follows(place, "some"))
    if match and worded and place.preceding.isspace():
        laughs = place.after(match.end()).lstrip().startswith("ha")
        return None if laughs else Claim(match.end(), names()[match[0]])
    money = place.match(pattern("money"))
    if money and follows(place, "magnitude"):
        return Claim(money.end(), names()[money[0]])
    return None


def spaced_thousands(place: Place, _: re.Match[str]) -> Claim | None:
    """18-22 k: thousands whose letter stands apart."""
    if not _NUMBER_AND_SPACE.search(place.before):
        return None
    return Claim(place.end, "nghìn")


def _after_number(place: Place) -> Claim | None:
    attached = _ATTACHED.search(place.before) is not None
    claim = _attached(place) if attached else None
    if claim:
        return claim
    for group in ("money", "after_number"):
        match = place.match(pattern(group))
        if match and match[0] == "MB" and near(place, "account", _WORDS_TO_ACCOUNT):
            return None  # a bank behind a number of an account
        if match and _NAME_GOES_ON.match(place.text, match.end() - 1):
            return None  # "vòng 5 V.League"
        million = _MILLION_OF.match(place.text, match.end()) if match else None
        if match and million and names()[match[0]] == "triệu":
            return Claim(million.end(), "triệu ")
        named = match is not None and _GOES_ON_AS_WORD.match(place.text, match.end())
        stored = match and match[0] in _STORED and near(place, "stored", _WORDS_TO_STORE)
        if match and not named and (attached or stored or match[0] not in TIED_ONLY):
            return Claim(match.end(), names()[match[0]])
    return None


def _attached(place: Place) -> Claim | None:
    """1tr5, 35k, 30s: what needs its number without a space."""
    match = place.match(_MILLION_AND)
    if match:
        name, smaller = ("triệu", "nghìn") if match[0][1] == "r" else ("tỷ", "triệu")
        if len(match[1]) == 1 and not match[2]:
            return Claim(match.end(), f"{name} {cardinal(int(match[1]))}")
        rest = match[1] if match[2] else match[1].ljust(3, "0")  # "5tr35" and "5tr350k" are one
        return Claim(match.end(), f"{name} {cardinal(int(rest))} {smaller}")
    match = place.match(_THOUSANDS)
    if match and not (match[0] == "K" and _SMALL_K.search(place.before)):
        return Claim(match.end(), "nghìn")
    hundreds = place.match(_HUNDREDS)
    if hundreds:
        return Claim(hundreds.end(), f"nghìn {cardinal(int(hundreds[1].ljust(3, '0')))}")
    tonnes = place.match(_TONNES)
    hauled = near(place, "hauled", _WORDS_TO_LOAD)
    if tonnes and (hauled or _DECIMALS.search(place.before)):
        return Claim(tonnes.end(), "tấn")
    match = place.match(pattern("attached"))
    return Claim(match.end(), names()[match[0]]) if match else None


def years_and_months(_: Place, match: re.Match[str]) -> Claim | None:
    """61t6th, 2t3th: an age to the month; "3n6th tù" and "2n6t" are no ages."""
    whole = "tuổi" if match[2] == "t" else "năm"
    months = cardinal(int(match[3] or match[5]))
    return Claim(match.end(), f"{cardinal(int(match[1]))} {whole} {months} tháng")


def years(place: Place, match: re.Match[str]) -> Claim | None:
    """54t: an age beside a person, tonnes where something is weighed or named, else a guess."""
    if int(match[1]) > _OLDEST or precedes(place, match.end(), "goods"):
        return None
    number, end = int(match[1]), match.end()
    tonnes, aged = f"{cardinal(number)} tấn", f"{cardinal(number)} tuổi"
    lives = _LIVES.match(place.text, end) is not None
    if follows(place, "moved") and not lives:
        return Claim(end, tonnes)
    said_of = place.previous in {"tôi", "con"}
    if said_of or _of_person(place) or near(place, "aged", _WORDS_TO_AGE) or lives:
        return Claim(end, aged)
    hauled = near(place, "hauled", _WORDS_TO_LOAD)
    bounded = follows(place, "bounds") or _SPAN_BEFORE.search(place.before) is not None
    if bounded and not (hauled or near(place, "weighing", _WORDS_TO_LOAD)):
        senses = (aged, tonnes) if number >= _OF_AGE else (tonnes, aged)
        return Claim(end, senses[0], senses=senses)
    weighed = hauled or governed_by(place) == "quantity"
    if weighed or not PHRASE_ENDS.match(place.text, end):
        return None
    return Claim(end, tonnes, senses=(tonnes, aged))


def _of_person(place: Place) -> bool:
    """Whether a person's name stands right before: a surname with others, or initials."""
    person = _OF_PERSON.search(place.before)
    surname = person["surname"] if person else None
    return person is not None and (surname is None or surname.lower() in role("surnames"))


def seats(place: Place, match: re.Match[str]) -> Claim | None:
    """16c: the seats of a bus."""
    if not near(place, "seated", _WORDS_TO_BUS):
        return None
    number = cardinal(int(match[1]))
    plate = (f"{number} chỗ", f"{number} xê") if match["letter"] == "C" else ()
    return Claim(match.end(), f"{number} chỗ", senses=plate)


def beats(place: Place, match: re.Match[str]) -> Claim | None:
    """Mạch 88 l/ph, máy bơm 80 l/p: times or litres a minute by their company, else a guess."""
    if not after_number(place):
        return None
    times, litres = "lần một phút", "lít một phút"
    flows = nearest(place, ("beating", "pumped"), _WORDS_TO_DOSE)
    if flows == "beating":
        return Claim(match.end(), times)
    told = flows == "pumped" or not match[0].endswith("/p")
    return Claim(match.end(), litres, senses=() if told else (times, litres))


def small_v(place: Place, _: re.Match[str]) -> Claim | None:
    """A small v: tablets where something is taken ("2v/ngày"), volts where a current flows."""
    spaced = bool(
        _ONE_AND_SPACE.search(place.before)
        and _A_DOSE.match(place.text, place.end)
        and near(place, "dosed", _WORDS_TO_DOSE)
    )
    if not (_ATTACHED.search(place.before) or spaced):
        return None
    if (
        near(place, "dosed", _WORDS_TO_DOSE)
        or _A_DOSE_BEFORE.search(place.before)
        or _A_DOSE.match(place.text, place.end)
    ):
        return Claim(place.end, "viên")
    return Claim(place.end, "vôn") if is_ampere(place) else None


def degree(place: Place, match: re.Match[str]) -> Claim | None:
    """°C, ºC, °, ℃."""
    scale = {"℃": "C", "℉": "F"}.get(place.written, match["scale"] or "")
    return Claim(match.end(), f"độ {POLES.get(scale, scale)}".strip())


def letter_degree(place: Place) -> Claim | None:
    """25o, 39o5, 15,5oN, 45 o C: the letter o for the sign that a keyboard lacks."""
    if not _ATTACHED.search(place.before):
        spaced = place.match(_SPACED_DEGREE) if after_number(place) else None
        return Claim(spaced.end(), "độ C") if spaced else None
    match = place.match(_DEGREES_AND)
    if match and not place.text.startswith(("'", "’", "′"), match.end()):
        return Claim(match.end(), f"độ {cardinal(int(match[1]))}")
    match = place.match(_LETTER_DEGREE)
    if match is None:
        return None
    scale = match["scale"] or ""
    return Claim(match.end(), f"độ {POLES.get(scale, scale)}".strip())


RULES = (
    Rule("number", years_and_months, _YEARS_AND_MONTHS, then="nt"),
    Rule("number", years, _YEARS, then="t"),
    Rule("number", seats, _SEATS, then="Cc"),
    Rule("word", letter_degree, opens="o"),
    Rule("word", spaced_thousands, _SPACED_K, opens="k"),
    Rule("word", pages, _PAGES, opens="t"),
    Rule("word", dividend, opens=beginnings("over_something")),
    Rule("word", ampere, opens="A"),
    Rule("word", beats, _A_MINUTE, opens="lL", then=" /"),
    Rule("word", small_v, _SMALL_V, opens="v"),
    Rule("word", headed, _IN_BRACKETS, opens="AgHhlmVW", then=")"),
    Rule("word", unit),
    Rule("word", divisor),
    Rule("word", counted_out, opens=beginnings("after_number_word", "money")),
    Rule("sign", degree, _DEGREE, opens="°º˚℃℉"),
)
