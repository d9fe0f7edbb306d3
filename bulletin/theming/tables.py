"""A theme's YAML files, one laid over the other: what is left out stays as it was below.

In: a theme's files. Out: strings, colours, families and page settings, and a finding at its
place for whatever in a publication's own files cannot be used.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import babel.dates

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.languages import language_of, locale_of, stand_in_of
from bulletin.messages import tr
from bulletin.reading.tables import table_in
from bulletin.source.reporting import Findings, meant, nearest
from bulletin.source.settings.types import Settings
from bulletin.source.settings.validation import validated
from bulletin.source.text import read_source
from bulletin.source.yaml.nodes import Keys, Scalar, YamlNode
from bulletin.source.yaml.parser import read_own_yaml, read_yaml
from bulletin.theming.files import OWN, ThemeFiles
from bulletin.theming.models import PageSettings, ThemeColours, ThemeFonts
from bulletin.theming.strings import WrongPlaceError, places_of

COLOURS = "colours.yaml"
FONTS = "fonts.yaml"
PAGES = "pdf/settings.yaml"
STRINGS = "strings"

M = TypeVar("M", bound=Settings)


def colours(files: ThemeFiles, findings: Findings) -> ThemeColours | None:
    """A name and `#rrggbb` a line; None after a finding."""
    return _model(ThemeColours, files, COLOURS, findings)


def fonts(files: ThemeFiles, findings: Findings) -> ThemeFonts | None:
    """The families of the theme's faces; None after a finding."""
    return _model(ThemeFonts, files, FONTS, findings)


def pages(files: ThemeFiles, findings: Findings) -> PageSettings | None:
    """How pages are set; None after a finding."""
    return _model(PageSettings, files, PAGES, findings, depth=2)


def _model(
    model: type[M], files: ThemeFiles, name: str, findings: Findings, depth: int = 1
) -> M | None:
    """`depth`: on how many levels a file is laid over the one below it."""
    node = merged_file(files, name, findings, depth)
    before = len(findings)
    read = validated(model, node, findings)
    return read if len(findings) == before else None


def merged_file(files: ThemeFiles, name: str, findings: Findings, depth: int) -> YamlNode:
    """A YAML file with what is left out from the files below; findings for the own one."""
    node: YamlNode = Keys((), Span(f"{OWN}/{name}"))
    for folder in reversed(files.shipped):
        if (folder / name).is_file():
            node = _over(node, _shipped(folder / name), depth)
    own = files.own / name
    if files.has_own(name) and (found := keys_of(own, f"{OWN}/{name}", findings)):
        node = _over(node, found, depth)
    return node


def keys_of(path: Path, file: str, findings: Findings) -> Keys | None:
    """The keys of a YAML file; None after a finding, or when there are none."""
    source = read_source(path, file, findings)
    node = read_yaml(source, findings) if source else None
    if node is None or isinstance(node, Keys):
        return node
    message = tr("lines of the form key: value belong here")
    hint = tr("write a key, a colon, a space and the value on each line")
    findings.add(codes.NOT_A_MAPPING, node.span, message, hint)
    return None


@lru_cache(maxsize=256)
def _shipped(path: Path) -> Keys:
    """A file that comes with the tool. It is sound: its faults would be our own."""
    source = read_source(path, path.name, Findings())
    found = read_own_yaml(source) if source else None
    return found if isinstance(found, Keys) else Keys((), Span(path.name))


def _over(below: YamlNode, above: YamlNode, depth: int) -> YamlNode:
    if not (depth and isinstance(below, Keys) and isinstance(above, Keys)):
        return above
    entries = {key: (key, span, value) for key, span, value in below.entries}
    for key, span, value in above.entries:
        laid = _over(entries[key][2], value, depth - 1) if key in entries else value
        entries[key] = (key, span, laid)
    return Keys(tuple(entries.values()), above.span)


# -- strings -------------------------------------------------------------------------------

FALLBACK = "en"
"""The language in which every string is there."""
PATTERNS = {"time", "content_weekday", "content_day", "content_month", "pdf_month"}
_PATTERN_PREFIX = "date_"


def languages_of(language: str) -> tuple[str, ...]:
    """The folders of strings that are laid one over the other, the last one on top."""
    base = language.partition("-")[0]
    return tuple(dict.fromkeys((FALLBACK, stand_in_of(language), base, language)))


def strings(files: ThemeFiles, language: str, findings: Findings) -> dict[str, str]:
    """The words by key, in the publication's language or else in what stands in for it.

    What a language's own package says lies below the theme's words in it: a theme knows better.
    """
    table: dict[str, str] = {}
    own = own_strings(files, language, findings)
    for name in languages_of(language):
        if "-" not in name and (package := language_of(name).strings):
            table |= _texts(Path(str(package)))
        for folder in reversed(files.shipped):
            table |= _texts(folder / STRINGS / name)
        table |= own.get(name, {})
    return table


def own_strings(
    files: ThemeFiles, language: str, findings: Findings
) -> Mapping[str, Mapping[str, str]]:
    """The publication's own words by folder and key, without those that cannot be used."""
    own = [name for name in files.names() if name.startswith(f"{STRINGS}/") and files.has_own(name)]
    if not own:
        return {}  # and the words of every language need not be read
    known = _places(files)
    made: dict[str, dict[str, str]] = {}
    for name in own:
        folder, _, file = name.removeprefix(f"{STRINGS}/").partition("/")
        if folder in languages_of(language) and file.endswith(".yaml") and "/" not in file:
            keys = keys_of(files.own / name, f"{OWN}/{name}", findings)
            judge = _Judge(known, folder, findings)
            made.setdefault(folder, {}).update(judge.sound(keys) if keys else {})
    return made


def places_by_key(files: ThemeFiles) -> Mapping[str, frozenset[str]]:
    """Every key that the theme has, and the values that its text may show."""
    return {key: frozenset().union(*shown) for key, shown in _places(files).items()}


def _places(files: ThemeFiles) -> Mapping[str, Sequence[frozenset[str]]]:
    """The values that a key's text shows, in each of our themes and languages."""
    shown: dict[str, list[frozenset[str]]] = {}
    for language in (one for folder in files.shipped for one in (folder / STRINGS).glob("*")):
        for key, text in _texts(language).items():
            places = frozenset(() if is_pattern(key) else places_of(text))
            shown.setdefault(key, []).append(places)
    return shown


def is_pattern(key: str) -> bool:
    """Whether a key's text is a pattern for a date or a time."""
    return key in PATTERNS or key.startswith(_PATTERN_PREFIX)


@lru_cache(maxsize=64)
def _texts(folder: Path) -> Mapping[str, str]:
    return {
        key: text
        for file in sorted(folder.glob("*.yaml"))
        for key, text in table_in(file.read_bytes()).items()
    }


_MOST_COMPARED = 50
"""Where more is amiss, unknown keys are no longer compared with all that there are."""


class _Judge:
    """Judges the strings of one file."""

    def __init__(
        self, known: Mapping[str, Sequence[frozenset[str]]], language: str, findings: Findings
    ) -> None:
        self._known = known
        self._language = language
        self._findings = findings

    def sound(self, keys: Keys) -> dict[str, str]:
        """The strings that can be used."""
        read = ((key, self._text(key, span, value)) for key, span, value in keys.entries)
        return {key: text for key, text in read if text is not None}

    def _text(self, key: str, span: Span, value: YamlNode) -> str | None:
        add = self._findings.add
        if key not in self._known:
            few = len(self._findings) < _MOST_COMPARED
            close = nearest(key, self._known, most=len(self._known)) if few else None
            hint = meant(close) if close else tr("take the keys of the theme's strings")
            add(codes.UNKNOWN_KEY, span, tr('no page uses a string "{key}"', key=key), hint)
        elif not isinstance(value, Scalar) or isinstance(value.value, bool):
            hint = tr("put one text in quotes")
            add(codes.WRONG_TYPE, value.span, tr("{key} must be text", key=key), hint)
        elif value.value is None:
            hint = tr("write {key}: and the words", key=key)
            add(codes.MISSING_KEY, span, tr('"{key}" has no value', key=key), hint)
        elif is_pattern(key):
            return self._pattern(key, value.value, value.span)
        else:
            return self._words(key, value.value, value.span)
        return None

    def _words(self, key: str, text: str, span: Span) -> str | None:
        allowed = frozenset().union(*self._known[key])
        values = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        try:
            wrong = sorted(set(places_of(text)) - allowed)
        except WrongPlaceError as error:
            message = tr('"{piece}" is no place for a value', piece=error.piece)
            hint = tr(
                "the values of {key} are: {values}; write {{{{ or }}}} for a brace itself",
                key=key,
                values=values,
            )
            self._findings.add(codes.STRING_PLACEHOLDER, span, message, hint)
            return None
        if wrong:
            message = tr('{key} has no value "{wrong}"', key=key, wrong=wrong[0])
            hint = tr("the values of {key} are: {values}", key=key, values=values)
            self._findings.add(codes.STRING_PLACEHOLDER, span, message, hint)
            return None
        self._left_out(key, text, span)
        return text

    def _left_out(self, key: str, text: str, span: Span) -> None:
        """Tell a value that the text lacks, and that the theme shows in every language."""
        left = sorted(frozenset.intersection(*self._known[key]) - set(places_of(text)))
        if left:
            names = ", ".join(f"{{{name}}}" for name in left)
            message = tr("{key} no longer shows {names}", key=key, names=names)
            hint = tr("write it where the value belongs")
            self._findings.add(codes.VALUE_LEFT_OUT, span, message, hint)

    def _pattern(self, key: str, text: str, span: Span) -> str | None:
        try:
            _tried(key, text, self._language)
        except (ValueError, KeyError, AttributeError, TypeError, IndexError):
            message = tr(
                '"{text}" is not a pattern for {rest}',
                text=text,
                rest=tr("a time") if key == "time" else tr("a date"),
            )
            hint = tr("write H:mm") if key == "time" else tr("write dd/MM/y, and words in '...'")
            self._findings.add(codes.STRING_PATTERN, span, message, hint)
            return None
        return text


def _tried(key: str, text: str, language: str) -> None:
    """Write a day or a time in a pattern, as the editions do."""
    locale = locale_of(language)
    if key == "time":
        babel.dates.format_time(dt.time(7, 30), text, locale=locale)
    else:
        babel.dates.format_date(dt.date(2026, 11, 25), text, locale=locale)
