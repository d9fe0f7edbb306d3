"""Checks of single values, for the models of settings and data: a value in, the same out.

Each raises `WrongValue` with words for an editor.
"""

import datetime as dt
import re
import unicodedata
from pathlib import PurePosixPath

from bulletin import codes
from bulletin.diagnostics import Code
from bulletin.languages import tags
from bulletin.messages import tr
from bulletin.source.days import impossible_day, meant_day, meant_hour


class WrongValue(ValueError):  # noqa: N818, it names what the editor wrote
    """A value that cannot be taken: what is wrong with it, and what to write instead."""

    def __init__(self, message: str, hint: str = "", code: Code = codes.WRONG_VALUE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def language_tag(value: str) -> str:
    """A language tag as `vi`, `vi-VN`, `en` (BCP 47), of a language that there is."""
    if not tags.is_tag(value):
        called = tags.tag_called(value)
        hint = tr("write {better}", better=called) if called else tr("write vi, en, ...")
        raise WrongValue(tr('"{value}" is not a language tag', value=value), hint)
    if not tags.is_known(value):
        hint = tr("write vi, en, jra, ... (ISO 639)")
        raise WrongValue(tr('"{value}" names no language that is known', value=value), hint)
    return value


def relative_path(value: str, example: str = "images/name.jpg") -> str:
    """A path with `/` that stays in its folder; `example` is shown where it is none."""
    path = PurePosixPath(value)
    if "\\" in value or path.is_absolute() or re.match(r"[A-Za-z]:", value):
        message = tr('"{value}" is not a path inside the folder', value=value)
        hint = tr(
            "copy the file into the folder and write its path with /, as in {example}",
            example=example,
        )
        raise WrongValue(message, hint, codes.FILE_OUTSIDE)
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in path.parts):
        message = tr('"{name}…" is longer than the name of a file can be', name=value[:20])
        hint = tr("give the file a shorter name, and write it here")
        raise WrongValue(message, hint, codes.FILE_MISSING)
    if ".." in path.parts:
        message = tr('"{value}" leads out of the folder', value=value)
        hint = tr("copy the file into the folder and write its path there")
        raise WrongValue(message, hint, codes.FILE_OUTSIDE)
    return value


_LONGEST_NAME = 255
"""Bytes of the name of a file, on nearly all disks."""


def colour(value: str) -> str:
    """A colour as `#0b5d3b`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        hint = tr('write # and six digits in quotes, as in "#0b5d3b"')
        raise WrongValue(tr('"{value}" is not a colour', value=value), hint)
    return value.lower()


def seen(text: str) -> str:
    """A text of which something is seen: joiners and soft hyphens alone are nothing."""
    if all(char.isspace() or unicodedata.category(char) == "Cf" for char in text):
        raise WrongValue(tr("this text is empty"), tr("write the text, or delete the key"))
    return text


def one_line(text: str) -> str:
    """A text whose lines are put together: a name has one, wherever it is shown or kept."""
    return " ".join(line.strip() for line in text.splitlines())


def slug(value: str) -> str:
    """A name for files and addresses: small letters and digits, joined by hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        hint = tr(
            "write small letters without accents, digits and hyphens: {slug}",
            slug=slug_of(value) or "ban-tin-xa",
        )
        raise WrongValue(tr('"{value}" cannot name files', value=value), hint)
    return value


def day(value: object) -> object:
    """A date as `2026-11-25` (ISO 8601), from text."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            _refuse_impossible(text)
            message = tr("there is no day {text}", text=text)
            raise WrongValue(message, tr("check the day and the month"), codes.WRONG_DATE) from None
    _refuse_impossible(text)
    meant = meant_day(text)
    hint = tr("write {meant_date}", meant_date=meant) if meant else _with_a_year(text)
    message = tr('"{text}" is not a date in the form year-month-day', text=text)
    raise WrongValue(message, hint, codes.WRONG_DATE)


def _with_a_year(text: str) -> str:
    """How a date is written, by the day and the month that a text has, if it has them."""
    found = re.fullmatch(r"([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})", text)
    try:
        example = dt.date(2028, int(found[2]), int(found[1])) if found else None
    except ValueError:
        example = None
    if example is None:
        return tr("write it as in 2026-11-25")
    return tr("write it with its year, as in {example}", example=f"2026-{example:%m-%d}")


def _refuse_impossible(text: str) -> None:
    """Raise for a day that its month does not have, as 31/11/2026."""
    if impossible := impossible_day(text):
        raise WrongValue(*impossible, codes.WRONG_DATE)


def number(value: object) -> object:
    """A number, or text of one; `true` is none, which pydantic would take for 1."""
    return str(value).lower() if isinstance(value, bool) else value


_GROUPED = r"[0-9]{1,3}([., _\u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])"
"""Digits in groups of three."""


def whole_number(value: object) -> object:
    """Digits, from text: 1.200, 1,200 and 1 200 are twelve hundred, for what is whole has no part."""
    value = number(value)
    if isinstance(value, str) and re.fullmatch(_GROUPED, value.strip()):
        return re.sub(r"[^0-9]", "", value)
    return value


def number_in(text: str, *, whole: bool) -> str:
    """The first number in a text, as settings write it; "" if there is none."""
    if whole and (grouped := re.search(rf"(?<![0-9]){_GROUPED}", text)):
        return re.sub(r"[^0-9]", "", grouped[0])
    found = re.search(r"[0-9]+" if whole else r"[0-9]+(?:[.,][0-9]+)?", text)
    if whole and found:
        return str(int(found[0])) if len(found[0]) <= _DIGITS else found[0]
    return found[0].replace(",", ".") if found else ""


_DIGITS = 6
_SEVERAL = re.compile(
    r"\D*([0-9]{1,6})\s*(?:[+&,–—-]|\b[^\W\d]{1,3}\b)\s*([0-9]{1,6})(?:\s*/\s*[0-9]{4})?\D*"
)
_MOST_AT_ONCE = 3


def several_numbers(text: str) -> int | None:
    """The last number of an issue that has two or three: 12 of "11+12", "11-12" and "11 và 12"."""
    found = _SEVERAL.fullmatch(text)
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    return last if 0 < last - first < _MOST_AT_ONCE else None


YEARS = range(1900, 2108)
"""Years of issues: the formats of files end in 2107, and what is older is a slip."""


def day_of_issue(value: dt.date) -> dt.date:
    """A day on which an issue can come out."""
    if value.year not in YEARS:
        message = tr("no issue comes out in the year {year}", year=value.year)
        raise WrongValue(message, tr("check the year"), codes.WRONG_DATE)
    return value


def clock(value: object) -> object:
    """A time of day as `07:30`, from text; "7h30", "7.30" and "7:30 SA" are taken too."""
    if not isinstance(value, str):
        return value
    if (meant := meant_hour(value)) is not None:
        return meant
    hint = tr('write it in quotes: "07:30"')
    if _TWO_HOURS.search(value):
        hint = tr("write when it begins, and the whole time in the title or the text")
    raise WrongValue(tr('"{value}" is not a time of day', value=value), hint, codes.WRONG_DATE)


_TWO_HOURS = re.compile(r"[0-9][0-9hg:. ]*[^\W_]*\s*(?:[-–—~]|\b[^\W\d_]{2,}\b)\s*[0-9]")
"""A beginning and an end: "13:00 - 15:00", "từ 7h30 đến 11h"."""

_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for itself, whatever ending is put behind it."""
    return bool(_DEVICES.fullmatch(name.lower()))


def unaccented(text: str) -> str:
    """Text without accents, and đ as d."""
    text = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slug_of(text: str) -> str:
    """A name for files and addresses: "Mưa lũ 2026" gives "mua-lu-2026"; "" if none is left."""
    return "-".join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))
