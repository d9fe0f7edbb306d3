"""A page of the share kit, filled in: what is known of it before anything is set.

In: nothing. Out: `SharePage`, made by `sheets.py` and set by `press.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.cache import once

CODE = "made/code.svg"
"""The address of the issue's code on every page."""


@dataclass(frozen=True)
class ShareSheet:
    """A page to set: its template, its size as CSS has it, and the size of its root text."""

    template: str
    width: str
    height: str
    text: str


ShareSetting = tuple[ShareSheet, str]
"""A sheet with the page that is set on it."""


@dataclass(frozen=True)
class SharePage:
    """A file of the kit: a page filled in, and what becomes of it.

    `dpi` 0: a PDF, `zoom` times as large as it is set; else a JPEG of so many dots an inch.
    `codes`: how often the page is cut across and down, where each piece has the code (0: it has
    none). `pictures` are files by address.
    """

    sheet: ShareSheet
    html: str
    dpi: int = 0
    codes: int = 1
    pictures: Mapping[str, Path] = field(default_factory=dict)
    zoom: float = 1

    @property
    def setting(self) -> ShareSetting:
        """What decides how the page is set, whatever becomes of it."""
        return (self.sheet, self.html)

    @property
    def key(self) -> tuple[object, ...]:
        """All that it shows."""
        sheet = (self.sheet.width, self.sheet.height, self.sheet.text)
        pictures = {at: once.digest_of_source(file) for at, file in self.pictures.items()}
        return (self.html, sheet, self.dpi, self.zoom, self.codes, pictures)
