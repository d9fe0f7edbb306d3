"""The size of pages: a name that printers know, or width and height in millimetres.

In: what an editor wrote. Out: `PageSize`. Raises `WrongValue` with words for an editor.
"""

import re
from dataclasses import dataclass

from bulletin.codes import PAGE_SIZE
from bulletin.messages import tr
from bulletin.source.values import WrongValue


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page, in millimetres."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:g}x{self.height:g}"


SIZES = {
    "A4": PageSize(210, 297),
    "A5": PageSize(148, 210),
    "B5": PageSize(176, 250),
    "letter": PageSize(215.9, 279.4),
}
"""ISO 216, and ANSI A."""
WIDTHS, HEIGHTS = (120, 330), (170, 460)
"""What cover and text still fit on, and what presses take: a little over A3."""
_LONGEST = 1.8
"""How many times as long as wide, or as wide as long, a page may be."""
_WRITTEN = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:mm)?\s*[x×*]\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:mm)?"
)


def page_size(value: str) -> str:
    """A size as it is written from here on: a name of `SIZES`, or "190x270".

    Raises `WrongValue` for what is no size, or none of a page.
    """
    text = value.strip()
    if name := {known.casefold(): known for known in SIZES}.get(text.casefold()):
        return name
    found = _WRITTEN.fullmatch(text.casefold())
    if not found:
        names = ", ".join(SIZES)
        message = tr('"{value}" is not the size of a page', value=text[:40])
        hint = tr("write one of: {names}; or width and height in millimetres: 190x270", names=names)
        raise WrongValue(message, hint, PAGE_SIZE)
    size = PageSize(*(float(part.replace(",", ".")) for part in found.groups()))
    _judge(size)
    return str(size)


def size_of(written: str) -> PageSize:
    """The size of what `page_size` gave."""
    if written in SIZES:
        return SIZES[written]
    width, _, height = written.partition("x")
    return PageSize(float(width), float(height))


def size_in_words(written: str) -> str:
    """What `page_size` gave, for readers: "A5", "190 × 270 mm"."""
    size = size_of(written)
    return written if written in SIZES else f"{size.width:g} × {size.height:g} mm"


def _judge(size: PageSize) -> None:
    for length, (least, most), what in (
        (size.width, WIDTHS, tr("wide")),
        (size.height, HEIGHTS, tr("high")),
    ):
        if not least <= length <= most:
            raise WrongValue(
                tr("a page of {size} mm is not {least} to {most} mm {what}",
                   size=size, least=least, most=most, what=what),
                tr("write the width first, then the height, in millimetres: 190x270"),
                PAGE_SIZE,
            )  # fmt: skip
    if max(size.width, size.height) > _LONGEST * min(size.width, size.height):
        message = tr("a page of {size} mm is a strip that no cover fits on", size=size)
        hint = tr("the longer side may be {most} times the shorter one", most=_LONGEST)
        raise WrongValue(message, hint, PAGE_SIZE)
