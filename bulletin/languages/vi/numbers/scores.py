"""Scores and formations: tỷ số 3-0, hòa 1-1, đội hình 4-3-3.

In: a place at a number. Out: the numbers side by side, as a commentator says them; a draw is
"hai đều".
"""

import re
from dataclasses import dataclass

from bulletin.languages.vi.calendar.day_pairs import is_led
from bulletin.languages.vi.calendar.days import is_day_of_month, is_holiday, leads_to_day, says_day
from bulletin.languages.vi.cardinals import cardinal, in_words
from bulletin.languages.vi.quantities import governed_by, measures
from bulletin.languages.vi.words import PHRASE_ENDS, cased, follows, near, precedes, said_near
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tennis import TIE_BREAK_BEFORE

_PAIR = re.compile(
    r"([0-9]{1,3})(\s?[-–—:]\s?|/)([0-9]{1,3})(?![0-9%°‰]|[.,/:-][0-9]|[A-Za-zđĐ]|\s?-\s?[0-9])"
)
_CHAIN = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2}){2,4}(?![0-9]|[-.,/][0-9])")
_RATIO = re.compile(
    r"([0-9]{1,3}):([1-9][0-9]{0,2}(?:\.[0-9]{3})+|(?P<tenths>[0-9]\.[0-9]{1,2})|[0-9]{1,6}(?:,[0-9]{1,2})?)(?![0-9:]|[.,][0-9])"
)
_TEAM_BEFORE = cased(r"(?:[\U][^\W\d_]*|U[0-9]{2}) $")
_WON_BEFORE = re.compile(r"(?:giành|định|có|mang về|được|dễ dàng|trọn) chiến thắng\s$")
_BEATEN_BEFORE = cased(
    r"(?:(?<!chiến )thắng|thua|hòa|hạ|đánh bại|vượt qua|loại|đè bẹp)\s(?:(?:[\U][^\s,.;]*|đội|đối|thủ|bạn|chủ|nhà|ấp|xã|tổ|[0-9]+)\s){1,4}$"
)
_FIXTURE_BEFORE = cased(
    r"(?:^|[\W])[\U][^\W_]*(?: [^\W_]+){0,3} [-–—] [\U][^\W_]*(?: [\U0-9][^\W_]*){0,3}(?::)? $"
    r"|(?<![^\W_])(?P<side>[^\W\d_]+)\s[0-9]{1,2}\s?[-–—]\s?(?i:(?P=side))\s[0-9]{1,2}\s?:\s?$"
)
# "gỡ hòa 2-2 phút 88"
_MINUTE_OF_PLAY = re.compile(r"\s(?:ở\s)?phút\s(?:(?:thứ\s)?[0-9]|bù|cuối|chót)")
_HALF_BEFORE = re.compile(r"(?:(?<![^\W_])H[12]|[Kk]ết thúc (?:trận|hiệp [12])(?: đấu)?):\s?$")
_OF_CALENDAR = re.compile(
    r"\s?\(?(?:(?:âm|dương|Chăm|Khmer) lịch|Â\.?L|A\.?L|D\.?L)(?![^\W_])"
)  # no team of "Giỗ Tổ"
_SET_BEFORE = re.compile(
    r"(?<![^\W_])(?:set|sét|séc|ván|game)\s"
    r"(?:đầu(?:\stiên)?|cuối(?:\scùng)?|quyết định|(?:thứ\s)?(?:[1-5]|một|nhất|hai|nhì|ba|tư|bốn|năm))\s$",
    re.IGNORECASE,
)  # "thắng set đầu 6/4"
_TEAM_AFTER = cased(r" [\U][^\W_]")
_SCORED_BEFORE = cased(  # "Ea Kao 2-0, Hòa Khánh 1-1"
    r"[\U][\l]+\s[0-9]{1,2}-[0-9]{1,2}(?:\s\([^)]*\))?[,;]\s(?:[\U][^\s,;]*\s){1,3}$"
)
_SCORE = r"(?P<home>[0-9]{1,2})(?P<sign>[/-])(?P<away>[0-9]{1,2})"
_ROW_BEFORE = re.compile(rf"(?<![0-9/.-]){_SCORE}(?:[,;]| và)?\s$")
_ROW_SO_FAR = re.compile(r"\(?(?:[0-9]{1,2}[/-][0-9]{1,2}(?:[,;]| và)?\s\(?)+$")
_ROW_FROM_HERE = re.compile(
    r"(?:(?:[,;]| và)?\s[0-9]{1,2}[/-][0-9]{1,2}(?![0-9/.-]|\s?[^\W\d_%]))+"
)
_ONE_OF_ROW = re.compile(r"(?<![0-9])([0-9]{1,2})([/-])([0-9]{1,2})")
_SHORTEST_LONG_ROW = 3  # pairs
_ROW_AFTER = re.compile(rf"(?:[,;]| và)?\s{_SCORE}(?![0-9/.-]|\s?[^\W\d_%])")
_WORDS_BACK = 14
_SETS_BACK = 8
_RESULT_NEAR = 3
_SETS_NEAR = 4
_HIGHEST_BARE = 30  # goals or points that a pair without announcement may name
_HIGHEST_FROM_NOUGHT = 12
_FEWEST_OF_A_SET = 11  # points that win a set; sets themselves go to five
_ENDS_OF_SETS = frozenset({11, 15, 21, 25})
_MOST_SETS = 5
_MOST_POINTS = 99
_MOST_GAMES = 7  # of a set of tennis
_MOST_GOALS = 15


@dataclass(frozen=True)
class _Score:
    """Two numbers that may be a score, the sign between them and where they stand."""

    place: Place
    home: int
    sign: str
    away: int
    end: int

    @property
    def holiday(self) -> bool:
        return is_holiday(self.home, self.away)


def _pair(place: Place, match: re.Match[str]) -> _Score | None:
    """What may be a score here: nothing is counted or measured behind it."""
    if _OF_CALENDAR.match(place.text, match.end()):
        return None
    if precedes(place, match.end(), "doses_of"):
        return None  # "hòa 1-2 thìa đường"
    minute = _MINUTE_OF_PLAY.match(place.text, match.end())
    if not minute and (
        precedes(place, match.end(), "not_score") or measures(place.text, match.end())
    ):
        return None
    pair = _Score(place, int(match[1]), match[2].strip(), int(match[3]), match.end())
    told = near(place, "set_score", _SETS_BACK) and not follows(place, "clock")
    if pair.sign == ":" and not (pair.home <= _HIGHEST_BARE and told):
        return None  # an hour, or minutes and seconds of play
    return None if _counts(pair) else pair


def _counts(pair: _Score) -> bool:
    """Whether things are counted behind a rising pair that no match is told before."""
    place = pair.place
    if pair.home >= pair.away or pair.sign == "/" or precedes(place, pair.end, "sides"):
        return False
    told = follows(place, "scoring") or near(place, "set_score", _SETS_NEAR)
    return not told and precedes(place, pair.end, "counted")


def _said(pair: _Score) -> Claim:
    if pair.home == pair.away:
        return Claim(pair.end, f"{cardinal(pair.home)} đều")
    return Claim(pair.end, f"{cardinal(pair.home)} {cardinal(pair.away)}")


def announced(place: Place, match: re.Match[str]) -> Claim | None:
    """Two numbers that the words before them call a score, before they can be a day."""
    pair = _pair(place, match)
    if pair is None or says_day(place) or leads_to_day(place):
        return None
    told = _told_set(pair) if pair.sign == "/" else _told(pair)
    return _said(pair) if told or TIE_BREAK_BEFORE.search(place.before) else None


def told_beside(place: Place, end: int) -> bool:
    """Whether the words right beside two numbers, or a row of sets, say that they are a score."""
    match = place.match(_PAIR)
    pair = _pair(place, match) if match else None
    if pair is None:
        return False
    result = follows(place, "tells") and _tells(place, _SETS_BACK)
    if follows(place, "scoring") or near(place, "set_score", _SETS_NEAR) or result:
        return True
    teams = _between_teams(place, end) or _after_teams(place, end)
    return teams or _beaten(place) or _in_long_row(pair) or _in_row_of_sets(pair)


def told_in_clause(place: Place, count: int = _WORDS_BACK) -> bool:
    """Whether the clause speaks of a result before two numbers, so many words back."""
    told = near(place, "set_score", count) or near(place, "score", count)
    return told or (near(place, "result", count) and _ends_in_goals(place))


def _ends_in_goals(place: Place) -> bool:
    """Whether a result may be so many goals: "kết quả là 2-1", but "kết quả đến 31-12"."""
    pair = place.match(_PAIR)
    if pair is None or max(int(pair[1]), int(pair[3])) > _MOST_GOALS or is_led(place):
        return False
    beside = near(place, "result", _RESULT_NEAR) or _TEAM_BEFORE.search(place.before) is not None
    return beside or (follows(place, "tells") and governed_by(place) != "calendar")


def _beaten(place: Place) -> bool:
    """Whether somebody wins or loses right before, or before a row of scores that goes on here."""
    return _BEATEN_BEFORE.search(_ROW_SO_FAR.sub("", place.clause)) is not None


def _ends_match(pair: _Score) -> bool:
    """Whether a game is said to end here: "trận X - Y kết thúc 1-1"."""
    day = pair.holiday and pair.home < pair.away
    goals = max(pair.home, pair.away) <= _MOST_GOALS and not day
    ends = follows(pair.place, "ends_match")
    return ends and goals and near(pair.place, "played_out", _WORDS_BACK)


def _row_told(place: Place) -> bool:
    """Whether a row of sets that semicolons part is told before it: "thắng 2-0 (25/21; 19/25)"."""
    row = _ROW_SO_FAR.search(place.before)
    if row is None:
        return False
    led = place.before[: row.start()]
    return said_near(led, "set_score", _SETS_BACK) or said_near(led, "games_of_sets", _WORDS_BACK)


def _tells(place: Place, count: int) -> bool:
    """Whether the words before speak of a result, or of a match that has one."""
    return told_in_clause(place, count) or near(place, "match", count)


def _told(pair: _Score) -> bool:
    """Whether the words before tell of a match, or names or other scores stand beside."""
    if max(pair.home, pair.away) <= _MOST_GOALS and (
        _between_teams(pair.place, pair.end)
        or _after_teams(pair.place, pair.end)
        or _HALF_BEFORE.search(pair.place.before)
    ):
        return True
    if pair.place.previous_two == "chiến thắng" and pair.holiday:
        return _WON_BEFORE.search(pair.place.clause) is not None
    if _beaten(pair.place) or _ends_match(pair) or _SCORED_BEFORE.search(pair.place.clause):
        return True
    if follows(pair.place, "scoring"):
        return _tells(pair.place, _WORDS_BACK)
    if pair.holiday:
        result = follows(pair.place, "tells") and _tells(pair.place, _SETS_BACK)
        told = result or near(pair.place, "set_score", _SETS_BACK) or _in_sets(pair)
        told = told or any(follows(pair.place, one) for one in ("games_of_sets", "result"))
        told = told or _in_long_row(pair)  # "đơn nam 3-2", "KQ 3-2"
        return told and not near(pair.place, "names_feast", _SETS_BACK)
    return _tells(pair.place, _WORDS_BACK) or _in_row(pair) or _in_sets(pair) or _in_long_row(pair)


def _in_row(pair: _Score) -> bool:
    """Whether the next pair beside shows a row of sets: "3-6, 6-4"."""
    before, after = _ROW_BEFORE.search(pair.place.before), pair.place.after(pair.end)
    beside = [before, _ROW_AFTER.match(after)]
    pairs = [(int(one["home"]), int(one["away"])) for one in beside if one and one["sign"] == "-"]
    every = [*pairs, (pair.home, pair.away)]
    falling = any(home >= away for home, away in every)
    return falling and bool(pairs) and not any(is_holiday(*one) for one in every)


def _in_long_row(pair: _Score) -> bool:
    """Whether one of three or more pairs in a row is no day, as in "25-19, 18-25, 15-12".

    With strokes each of them has to win a set.
    """
    before = _ROW_SO_FAR.search(pair.place.before)
    after = _ROW_FROM_HERE.match(pair.place.after(pair.end))
    found = _ONE_OF_ROW.findall(f"{before[0] if before else ''} {after[0] if after else ''}")
    others = ((int(home), int(away)) for home, sign, away in found if sign == pair.sign)
    row = [(pair.home, pair.away), *others]
    if pair.sign not in {"-", "/"} or len(row) < _SHORTEST_LONG_ROW:
        return False
    if pair.sign == "/" and not all(_wins_set(*one) for one in row):
        return False
    falling = any(home > away for home, away in row)
    return falling and not all(is_day_of_month(*one) for one in row)


def _wins_set(home: int, away: int) -> bool:
    """Whether so many points end a set, in one game or another."""
    most = max(home, away)
    return most in _ENDS_OF_SETS or (most > min(_ENDS_OF_SETS) and abs(home - away) == 2)  # noqa: PLR2004


def _told_set(pair: _Score) -> bool:
    """Whether "25/18" counts the points of a set, or "3/1" sets."""
    place, most = pair.place, max(pair.home, pair.away)
    counts = precedes(place, pair.end, "counted") or precedes(place, pair.end, "part_of")
    if counts or most > _MOST_POINTS:  # "tỷ số giới tính 112/100"
        return False
    if pair.home == 0 and near(place, "set_score", _SETS_BACK):
        return True
    led = place.previous == "dẫn" or _in_long_row(pair)
    if led and most >= _FEWEST_OF_A_SET:
        return True
    if place.previous_two == "chiến thắng" or not _tells_of_sets(pair):
        return False
    in_row = _ROW_BEFORE.search(place.before) is not None
    if _are_sets_or_games(pair):
        told = _set_led(place) or (in_row and most > _MOST_SETS)
        return told and pair.home != pair.away
    return most >= _FEWEST_OF_A_SET and (_set_led(place) or in_row or not pair.holiday)


def _tells_of_sets(pair: _Score) -> bool:
    """Whether the words before, or a row of sets that begins there, tell of a game of sets."""
    place = pair.place
    told = near(place, "set_score", _WORDS_BACK) or _beaten(place) or _in_sets(pair)
    return told or _row_told(place)


def _are_sets_or_games(pair: _Score) -> bool:
    """Whether the numbers are low enough for sets, or for the games of a set: "set hai 7/5"."""
    most = max(pair.home, pair.away)
    of_set = _SET_BEFORE.search(pair.place.clause) is not None
    return most <= _MOST_SETS or (most <= _MOST_GAMES and (of_set or not pair.holiday))


def _set_led(place: Place) -> bool:
    """Whether the words right before lead to the score of a set."""
    scored = follows(place, "scoring") or follows(place, "set_score")
    scored = scored or place.previous_two == "dẫn điểm"
    return scored or _beaten(place) or _SET_BEFORE.search(place.clause) is not None


def _in_row_of_sets(pair: _Score) -> bool:
    """Whether a row of points that falls somewhere stands behind a game of sets: "bóng bàn 11-9, 8-11"."""
    if pair.sign != "-" or not near(pair.place, "games_of_sets", _WORDS_BACK):
        return False
    beside = [_ROW_BEFORE.search(pair.place.before), _ROW_AFTER.match(pair.place.after(pair.end))]
    row = [(int(one["home"]), int(one["away"])) for one in beside if one and one["sign"] == "-"]
    return bool(row) and any(home > away for home, away in [*row, (pair.home, pair.away)])


def _in_sets(pair: _Score) -> bool:
    """Whether a game of sets is named, and points stand in a row or are no day."""
    row = _ROW_BEFORE.search(pair.place.before) or _ROW_AFTER.match(pair.place.after(pair.end))
    points = row or not is_day_of_month(pair.home, pair.away)
    return bool(points) and near(pair.place, "games_of_sets", _WORDS_BACK)


def score(place: Place, match: re.Match[str]) -> Claim | None:
    """A pair that nothing announces: a draw, one that falls (3-0), one that begins with nought."""
    pair = _pair(place, match)
    if pair is None or pair.sign not in {"-", "–"}:
        return None
    home, away = pair.home, pair.away
    if home == away and pair.sign == "-":
        return Claim(pair.end, f"{cardinal(home)} {cardinal(away)}")
    if _ends_in_nought_led(place, pair):
        return None
    falling = home > away and home <= _HIGHEST_BARE and not pair.holiday
    from_nought = home == 0 and away <= _HIGHEST_FROM_NOUGHT and not follows(place, "from_nought")
    return _said(pair) if falling or from_nought else None


def _ends_in_nought_led(place: Place, pair: _Score) -> bool:
    """Whether one of the numbers has a nought before, as no score has."""
    numbers = re.findall("[0-9]+", place.text[place.start : pair.end])
    return any(number.startswith("0") and len(number) > 1 for number in numbers)


def _between_teams(place: Place, end: int) -> bool:
    """Whether a name stands right before and right after: "Việt Nam 3-2 Thái Lan"."""
    if any(follows(place, one) for one in ("listed", "numbered")):
        return False  # "Khoản 1-3 Điều 20"
    return bool(_TEAM_BEFORE.search(place.before) and _TEAM_AFTER.match(place.text, end))


def _after_teams(place: Place, end: int) -> bool:
    """Whether a fixture stands before and nothing is counted behind: "HAGL - SLNA 1-2"."""
    return bool(_FIXTURE_BEFORE.search(place.before) and PHRASE_ENDS.match(place.text, end))


def formation(_: Place, match: re.Match[str]) -> Claim | None:
    """4-3-3, 3-2-1."""
    return Claim(match.end(), " ".join(cardinal(int(part)) for part in match[0].split("-")))


def ratio(place: Place, match: re.Match[str]) -> Claim | None:
    """1:1, 1:500, mái 1:1.5."""
    if place.preceding == ":":
        return None
    parts = match[2].replace(".", ",") if match["tenths"] else match[2]
    return Claim(match.end(), f"{cardinal(int(match[1]))} trên {in_words(parts)}")


FIRST_RULES = (Rule("number", announced, _PAIR, then=" -/:–—"),)
RULES = (
    Rule("number", formation, _CHAIN, then="-"),
    Rule("number", score, _PAIR, then=" -/:–—"),
    Rule("number", ratio, _RATIO, then=":"),
)
