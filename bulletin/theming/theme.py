"""A theme: Jinja2 pages, CSS, strings and faces, with a publication's overrides on top.

In: the publication's choice and folder. Out: `Theme`, which finds a file first in the
publication's `theme/` folder, then in the theme, then in the default theme. What in a
publication's own files cannot be used raises `FindingsError`; the check finds it before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import bulletin
from bulletin.cache import key_of, once
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.languages import code_of, language_of, stand_in_of
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.settings.models import Publication
from bulletin.theming import tables
from bulletin.theming.files import ThemeFiles
from bulletin.theming.models import PageSettings, ThemeColours, ThemeFonts
from bulletin.theming.page_size import fitted, lengths
from bulletin.theming.strings import Strings

if TYPE_CHECKING:
    from bulletin.theming.sandbox import Sandbox

__all__ = ["DEFAULT", "Strings", "Theme", "files_of", "templates_root", "theme_names"]

DEFAULT = "default"

T = TypeVar("T")


def templates_root() -> Path:
    """The folder of themes: inside the installed package, or beside it in a checkout."""
    package = Path(bulletin.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def theme_names() -> tuple[str, ...]:
    """The themes that come with the tool."""
    return tuple(sorted(p.name for p in templates_root().iterdir() if p.is_dir()))


def files_of(publication: Publication, root: Path) -> ThemeFiles:
    """The files of a publication's theme. An unknown theme counts as the default one."""
    shipped = templates_root()
    names = dict.fromkeys((publication.theme.name, DEFAULT))
    return ThemeFiles(root, tuple(shipped / name for name in names if name in theme_names()))


class Theme:
    """A theme as one publication sees it."""

    def __init__(self, publication: Publication, root: Path) -> None:
        """`root` is the publication's folder. An unknown theme is a `BulletinError`."""
        name = publication.theme.name
        if name not in theme_names():
            message = tr("there is no theme {name!r}", name=name)
            raise BulletinError(
                message, tr("write one of: {theme_names}", theme_names=", ".join(theme_names()))
            )
        self.publication = publication
        self.root = root
        self.files = files_of(publication, root)

    def __reduce__(self) -> tuple[type[Theme], tuple[Publication, Path]]:
        # Jinja's environment cannot travel to another process; it is made there again.
        return (Theme, (self.publication, self.root))

    def file(self, name: str) -> Path:
        """The path of a theme's file, the publication's own first. Raises `BulletinError`: none is there."""
        if (found := self.files.find(name)) is None:
            raise BulletinError(tr("the theme has no file {name!r}", name=name))
        return found

    def text(self, name: str) -> str:
        """A theme's file as text."""
        return self.file(name).read_text(encoding="utf-8-sig")

    @cached_property
    def strings(self) -> Strings:
        """The words, in the publication's language or else in what stands in for it."""
        language = self.publication.language
        words = "" if self.has_words else stand_in_of(language)
        made = self._read(lambda files, findings: tables.strings(files, language, findings))
        return Strings(language, made, words)

    @cached_property
    def has_words(self) -> bool:
        """Whether there are words in the publication's language: the theme's or its package's."""
        language = self.publication.language
        names = {language, language.split("-")[0]}
        return bool(language_of(language).strings) or any(
            any((folder / tables.STRINGS / name).glob("*.yaml"))
            for folder in (self.files.own, *self.files.shipped)
            for name in names
        )

    @cached_property
    def colours(self) -> ThemeColours:
        """The theme's colours."""
        return self._read(tables.colours)

    @cached_property
    def fonts(self) -> ThemeFonts:
        """The families of the theme's faces."""
        return self._read(tables.fonts)

    @cached_property
    def page_settings(self) -> PageSettings:
        """How the theme sets its pages, in the publication's size."""
        return fitted(self._drawn, self.publication.page.dimensions)

    @cached_property
    def page_lengths(self) -> dict[str, str]:
        """What the sheets for paper take from the size of pages: custom properties."""
        return lengths(self._drawn, self.publication.page.dimensions)

    @cached_property
    def _drawn(self) -> PageSettings:
        """The settings in the size that the theme is drawn for."""
        return self._read(tables.pages)

    def _read(self, read: Callable[[ThemeFiles, Findings], T | None]) -> T:
        findings = Findings()
        made = read(self.files, findings)
        if made is None or any(finding.is_error for finding in findings.all()):
            raise FindingsError(findings.all())
        return made

    @cached_property
    def environment(self) -> Sandbox:
        """Jinja2 with `t` (strings), `strings` and `publication` at hand; escaping is on."""
        from bulletin.theming.loading import ThemeLoader  # noqa: PLC0415, checks fill nothing in
        from bulletin.theming.sandbox import Sandbox  # noqa: PLC0415, as above

        values = {"t": self.strings, "strings": self.strings, "publication": self.publication}
        return Sandbox(ThemeLoader(self.files), values)

    @cached_property
    def key(self) -> str:
        """What it is known by in keys of the cache: its files, its words, its publication."""
        language = self.publication.language
        return key_of(self.digest, self.strings.digest, repr(self.publication), code_of(language))

    def render(self, name: str, values: Any) -> str:  # noqa: ANN401, a page's own class of values
        """A page of the theme, filled in with the fields of its `contexts` class.

        Raises `FindingsError` when a file of the publication's own theme does not let it.
        """
        from bulletin.theming.filling import filled  # noqa: PLC0415, as above

        return filled(self.environment, self.files, name, values)

    def page(self, name: str, values: Any) -> str:  # noqa: ANN401, as above
        """The same, kept for the next time; for values that hold data alone and no function."""
        key = (name, self.key, type(values).__name__, repr(values))
        return once.made(once.PAGE, key, lambda: self.render(name, values).encode()).decode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every file that the theme may use, with its name."""
        digest = hashlib.sha256()
        own = ((name, self.files.find(name)) for name in self.files.names())
        kept = [(name, path) for name, path in own if path == self.files.own / name]
        for folder in self.files.shipped:
            kept += sorted(
                (p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file()
            )
        for name, path in kept:
            if path:
                digest.update(name.encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()
