"""Calendars as other programs read them: every date that an article announces, for ever the same."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import icalendar
import pytest

from bulletin.composition import compose
from bulletin.editions.base import Job
from bulletin.editions.calendar.edition import CalendarEdition
from bulletin.editions.calendar.entries import calendar_of, merged
from bulletin.source.load import load
from tests.conftest import SMALL

_MODIFIED = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
_STEM = "ban-tin-thu-nghiem-2026-11.ics"

_HOUR = '- {date: 2026-11-14, time: "07:30", title: Họp ấp, place: "Nhà văn hóa, ấp 3; lầu 1"}'
_DAY = "- {date: 2026-12-31, title: Hạn nộp quỹ}"
_SPAN = '- {date: 2026-12-28, until: 2027-01-02, time: "08:00", title: Khám bệnh}'
_OTHER = "- {date: 2026-12-31, title: Hạn đổi thẻ}"
_LONG = "- {date: 2026-11-20, title: '" + "Bà con nhớ mang theo thẻ; giấy, tờ \\ ảnh. " * 20 + "'}"
_MARKS = "- {date: 2026-11-20, title: 'Họp **dân** H~2~O [ở đây](https://x.example/)'}"
_LAST = "- {date: 9999-12-31, title: Ngày cuối}"
_ONE_DAY = '- {date: 2026-11-14, until: 2026-11-14, time: "09:00", title: Gặp mặt}'


def made(folder: Path, *rows: str, options: str = "") -> dict[str, bytes]:
    """The files of an issue with these dates."""
    root = folder / "in"
    shutil.copytree(SMALL, root)
    article = root / "2026-11" / "02-y-te.md"
    body = "\n".join([":::{dates}", *filter(None, [options]), *rows, ":::"]) if rows else ""
    article.write_text(f"{article.read_text(encoding='utf-8')}\n{body}\n", encoding="utf-8")
    issue = load(root, "2026-11").issue
    assert issue is not None
    out = folder / "out"
    out.mkdir()
    composition = compose(issue)
    assert CalendarEdition().make(Job(composition, None, folder, _MODIFIED), out) == ()
    shutil.rmtree(root)
    files = {f.relative_to(out).as_posix(): f.read_bytes() for f in out.rglob("*") if f.is_file()}
    shutil.rmtree(out)
    return files


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_an_issue_without_dates_has_no_calendar(tmp_path: Path) -> None:
    assert made(tmp_path) == {}


def test_every_date_stands_in_the_calendar_and_in_a_file_of_its_own(tmp_path: Path) -> None:
    files = made(tmp_path, _HOUR, _DAY, _SPAN, _OTHER, _LONG, _MARKS, _LAST, _ONE_DAY)
    whole = events(files.pop(_STEM))
    alone = [event for data in files.values() for event in events(data)]
    assert len(whole) == len(alone) == 8
    assert {event["uid"] for event in whole} == {event["uid"] for event in alone}
    assert len({event["uid"] for event in whole}) == 8


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        (_HOUR, dt.datetime(2026, 11, 14, 7, 30), None),  # noqa: DTZ001, its zone is looked at
        (_ONE_DAY, dt.datetime(2026, 11, 14, 9, 0), None),  # noqa: DTZ001, as above
        (_DAY, dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
        (_SPAN, dt.date(2026, 12, 28), dt.date(2027, 1, 3)),
        (_LAST, dt.date(9999, 12, 31), None),
    ],
)
def test_a_date_begins_and_ends_as_it_is_written(
    tmp_path: Path, row: str, start: dt.date, end: dt.date | None
) -> None:
    (event,) = events(made(tmp_path, row)[_STEM])
    found = event["dtstart"]
    if isinstance(found.dt, dt.datetime):
        assert found.params["TZID"] == "Asia/Ho_Chi_Minh"
        assert found.dt.utcoffset() == dt.timedelta(hours=7)
        assert found.dt.replace(tzinfo=None) == start
    else:
        assert found.dt == start
    assert (event["dtend"].dt if "dtend" in event else None) == end
    assert event["dtstamp"].dt == _MODIFIED
    assert list(event.walk("VALARM"))


def test_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    (hour, mark, day) = events(made(tmp_path, _HOUR, _MARKS, _DAY)[_STEM])
    assert (hour["summary"], hour["location"]) == ("Họp ấp", "Nhà văn hóa, ấp 3; lầu 1")
    assert mark["summary"] == "Họp dân H₂O ở đây"
    assert hour["url"] in hour["description"]
    assert day["description"].startswith("Ngày ")


def test_what_is_struck_out_is_not_announced_again(tmp_path: Path) -> None:
    off = '- {date: 2026-12-04, title: "~~Họp dân~~"}'
    moved = '- {date: 2026-12-05, title: "Họp ~~8~~ 9 giờ"}'
    first, second = events(made(tmp_path, off, moved)[_STEM])
    assert (first["summary"], first["status"]) == ("Họp dân", "CANCELLED")
    assert not list(first.walk("VALARM"))
    assert (second["summary"], second.get("status")) == ("Họp 9 giờ", None)


@pytest.mark.parametrize("rows", [(_LONG, _HOUR, _MARKS), (_SPAN, _DAY)])
def test_no_line_is_longer_than_75_bytes_and_none_cuts_a_letter(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    data = made(tmp_path, *rows)[_STEM]
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_the_zone_is_in_the_file(tmp_path: Path) -> None:
    calendar = icalendar.Calendar.from_ical(made(tmp_path, _HOUR)[_STEM])
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]


@pytest.mark.parametrize(
    "changed",
    [
        _HOUR.replace("Họp ấp", "Họp toàn ấp"),
        _HOUR.replace("07:30", "08:00"),
        _HOUR.replace("lầu 1", "lầu 2"),
        _HOUR.replace('time: "07:30", ', ""),
    ],
)
def test_an_identity_outlives_a_new_title_hour_or_place(tmp_path: Path, changed: str) -> None:
    before = {event["uid"] for event in events(made(tmp_path, _HOUR, _DAY)[_STEM])}
    # Another date before it, and another block, change nothing either.
    rows = ("- {date: 2026-11-13, title: Mới}", changed, _DAY)
    after = {event["uid"] for event in events(made(tmp_path, *rows)[_STEM])}
    assert before < after


@pytest.mark.usefixtures("nothing_kept")
def test_the_same_issue_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path, _HOUR, _DAY) == made(tmp_path, _HOUR, _DAY)


def test_lunar_days_stand_in_the_description_where_they_are_asked_for(tmp_path: Path) -> None:
    lunar = "rằm tháng Tám năm Bính Ngọ"
    row = "- {date: 2026-09-25, title: Trung thu}"
    (asked,) = events(made(tmp_path, row, options=":lunar:")[_STEM])
    (of_its_own,) = events(made(tmp_path, row.replace("}", ", lunar: true}"))[_STEM])
    (unasked,) = events(made(tmp_path, row)[_STEM])
    assert lunar in asked["description"]
    assert lunar in of_its_own["description"]
    assert lunar not in unasked["description"]


def test_what_two_issues_announce_stands_once_in_the_calendar_of_all(tmp_path: Path) -> None:
    newer = made(tmp_path, _HOUR, _DAY)[_STEM]
    older = made(tmp_path, _SPAN, _HOUR.replace("Họp ấp", "HỌP  ấp").replace("lầu 1", "x"))[_STEM]
    found = list(merged([newer, older]))
    assert [str(event["summary"]) for event in found] == ["Họp ấp", "Hạn nộp quỹ", "Khám bệnh"]
    whole = calendar_of(found, "Bản tin", "https://x.example/calendar.ics", "vi")
    again = icalendar.Calendar.from_ical(whole)
    assert again["x-wr-calname"] == "Bản tin"
    assert len(list(again.walk("VTIMEZONE"))) == 1
    assert len(events(whole)) == 3
