"""A theme: Jinja2 pages, CSS, strings and faces, with a publication's overrides on top.

In: the publication's choice and folder. Out: `Theme`, which finds a file first in the
publication's `theme/` folder, then in the theme, then in the default theme.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import babel
import babel.dates
import babel.numbers
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bulletin.diagnostics import BulletinError
from bulletin.languages import language_of, locale_of
from bulletin.source.settings import Publication

DEFAULT = "default"


def templates_root() -> Path:
    """The folder of themes: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def theme_names() -> tuple[str, ...]:
    """The themes that come with the tool."""
    return tuple(sorted(p.name for p in templates_root().iterdir() if p.is_dir()))


@dataclass(frozen=True)
class Strings:
    """A theme's words in one language, and dates and numbers as that language writes them."""

    language: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key` with `values` filled in. An unknown key is our own mistake."""
        return self.table[key].format(**values)

    def date(self, day: dt.date, key: str = "date_long") -> str:
        """A date in the pattern that the table has under `key` (Unicode TR 35, dates)."""
        return str(babel.dates.format_date(day, self.table[key], locale=self._locale))

    def time(self, time: dt.time) -> str:
        """A time of day, in the pattern "time"."""
        return str(babel.dates.format_time(time, self.table["time"], locale=self._locale))

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(babel.numbers.format_decimal(value, locale=self._locale))

    def size(self, count: int) -> str:
        """A file's size as readers know it: "3,2 MB"."""
        for unit, below in (("kB", 1_000_000), ("MB", 1_000_000_000)):
            if count < below:
                value = count / (below / 1000)
                return f"{self.number(round(value, 1 if value < 10 else 0))} {unit}"  # noqa: PLR2004
        return f"{self.number(round(count / 1e9, 1))} GB"

    def duration(self, seconds: float) -> str:
        """A length of time in whole minutes, at least one."""
        return self("minutes", count=max(1, round(seconds / 60)))

    @property
    def _locale(self) -> babel.Locale:
        return locale_of(self.language)


class Theme:
    """A theme as one publication sees it."""

    def __init__(self, publication: Publication, root: Path) -> None:
        """`root` is the publication's folder. An unknown theme is a `BulletinError`."""
        name = publication.theme.name
        if name not in theme_names():
            message = f"there is no theme {name!r}"
            raise BulletinError(message, f"write one of: {', '.join(theme_names())}")
        self.publication = publication
        self.root = root
        shipped = templates_root()
        folders = [root / "theme", shipped / name, shipped / DEFAULT]
        self.folders = tuple(dict.fromkeys(f for f in folders if f.is_dir()))

    def __reduce__(self) -> tuple[type[Theme], tuple[Publication, Path]]:
        # Jinja's environment cannot travel to another process; it is made there again.
        return (Theme, (self.publication, self.root))

    def file(self, name: str) -> Path:
        """The path of a theme's file, the publication's own first."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        message = f"the theme has no file {name!r}"
        raise BulletinError(message)

    def text(self, name: str) -> str:
        """A theme's file as text."""
        return self.file(name).read_text(encoding="utf-8")

    @cached_property
    def strings(self) -> Strings:
        """The words, in the publication's language or else in English, later folders below.

        What the language's own package says stands between the two: a theme knows better.
        """
        language = self.publication.language
        table = self._words("en")
        if own := language_of(language).strings:
            for file in sorted(own.iterdir(), key=lambda file: file.name):
                table |= yaml.safe_load(file.read_text(encoding="utf-8"))
        for name in dict.fromkeys((language.split("-")[0], language)):
            table |= self._words(name)
        return Strings(language, table)

    def _words(self, language: str) -> dict[str, str]:
        table: dict[str, str] = {}
        for folder in reversed(self.folders):
            for file in sorted((folder / "strings" / language).glob("*.yaml")):
                table |= yaml.safe_load(file.read_text(encoding="utf-8"))
        return table

    @cached_property
    def environment(self) -> Environment:
        """Jinja2 with `t` (strings), `strings` and `publication` at hand; escaping is on."""
        environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.globals |= {
            "t": self.strings,
            "strings": self.strings,
            "publication": self.publication,
        }
        environment.filters["markup"] = Markup
        return environment

    def template(self, name: str) -> Template:
        """A page of the theme."""
        return self.environment.get_template(name)

    def render(self, name: str, **values: object) -> str:
        """A page of the theme, filled in."""
        return self.template(name).render(**values)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every file that the theme may use, with its name."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for file in sorted(p for p in folder.rglob("*") if p.is_file()):
                digest.update(file.relative_to(folder).as_posix().encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()
