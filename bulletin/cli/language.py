"""The language in which the command line speaks, and its catalogue.

In: --lang, BULLETIN_LANG, the system's locale, or the publication around; in this order. Out:
`say`, which every text for people goes through on its way to the terminal.
"""

import gettext
import locale
import os
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import click

from bulletin.diagnostics import Finding
from bulletin.messages import said, tr

F = TypeVar("F", bound=Callable[..., object])

_CATALOGUES = Path(__file__).resolve().parents[1] / "locale"
_DOMAIN = "bulletin"
VARIABLE = "BULLETIN_LANG"


@dataclass(frozen=True)
class _Asked:
    """What decides on the language: what was named, and where the command looks."""

    tag: str = ""
    start: Path = Path()


_NOTHING = _Asked()
_ASKED: ContextVar[_Asked] = ContextVar("asked", default=_NOTHING)


def forget() -> None:
    """Begin a command anew."""
    _ASKED.set(_NOTHING)


def name(tag: str) -> None:
    """Speak in this language from now on."""
    _ASKED.set(replace(_ASKED.get(), tag=tag))


def look_in(start: Path) -> None:
    """Where the publication lies whose language counts when nothing else says one."""
    _ASKED.set(replace(_ASKED.get(), start=start))


def current() -> str:
    """The tag of the language in which to speak now."""
    asked = _ASKED.get()
    if asked.tag:
        return asked.tag
    return _found(_whole(asked.start), tuple(map(os.environ.get, (VARIABLE, *_LOCALE))))


def _whole(start: Path) -> Path:
    """The whole path of a folder, unless the one that we stand in was deleted."""
    try:
        return start.absolute()
    except OSError:
        return start


_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@cache
def _found(start: Path, environment: tuple[str | None, ...]) -> str:
    """The language that nobody named; `environment` has all that decides on it."""
    variable = environment[0] or ""
    # Help is shown before anything heavy is loaded, so the catalogues are asked first.
    if variable == "en" or (variable and (_CATALOGUES / variable).is_dir()):
        return variable
    from bulletin.desk.starter_files import nearest_language

    return located() or nearest_language(_of_publication(start))


def heed(arguments: Sequence[str]) -> None:
    """Speak from the first word on as --lang says, wherever it stands.

    --help and a slip in an option end a command before it comes to what stands behind them.
    """
    for one, following in pairwise([*arguments, ""]):
        if one == "--":
            return
        option, _, value = one.partition("=")
        if option == "--lang":
            from bulletin.desk.starter_files import languages

            tag = value or following
            if tag in languages():
                name(tag)


def checked(tag: str) -> str:
    """A tag that was given. Raises `click.UsageError` unless the program speaks its language."""
    from bulletin.desk.starter_files import languages

    if tag not in languages():
        raise click.UsageError(
            tr("--lang is one of: {languages}", languages=", ".join(languages()))
        )
    return tag


def located() -> str | None:
    """The language that the system is set to; None where it is set to none."""
    from bulletin.desk.starter_files import nearest_language

    variables = (os.environ.get(name) for name in _LOCALE[:-1])
    set_to = next((value for value in variables if value), "")
    if not set_to and os.name == "nt":
        # Elsewhere it would say en_US for a system that is set to no language at all.
        set_to = locale.getlocale()[0] or ""
    # LANGUAGE counts only where a locale is set at all (GNU gettext, "The LANGUAGE variable").
    if set_to.partition(".")[0] in {"", "C", "POSIX"}:
        return None
    return nearest_language(os.environ.get("LANGUAGE", "").partition(":")[0] or set_to)


def _of_publication(start: Path) -> str:
    """The language of the publication around, "" if none can be read."""
    import yaml

    from bulletin.desk.starter_files import languages
    from bulletin.diagnostics import BulletinError, sources_below
    from bulletin.formats.quick_yaml import values_in
    from bulletin.source.root import PUBLICATION, find_root

    try:
        text = sources_below(find_root(start))(PUBLICATION) or ""
        settings = values_in(text)
    except (BulletinError, OSError, ValueError, RecursionError, yaml.YAMLError):
        return ""
    tag = settings.get("language") if isinstance(settings, dict) else ""
    if not isinstance(tag, str):
        return ""
    if tag.partition("-")[0] in languages():
        return tag
    from bulletin.languages import tags

    return tag if tags.is_tag(tag) else tags.tag_called(tag) or tag


@cache
def _catalogue(tag: str) -> Callable[[str], str]:
    return gettext.translation(_DOMAIN, _CATALOGUES, [tag], fallback=True).gettext


def say(text: str) -> str:
    """A text in the language of whoever runs the command."""
    return said(text, _catalogue(current()))


def saying(tag: str) -> Callable[[str], str]:
    """What puts a text into a language, wherever it is called: `say` knows only its own thread."""
    catalogue = _catalogue(tag)
    return lambda text: said(text, catalogue)


def word(text: str) -> str:
    """A text that is no message, as a command's help has it, in that language."""
    return _catalogue(current())(text) if text else text


def say_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in that language; their codes, places and fixes are the same in all."""
    return tuple(replace(f, message=say(f.message), hint=say(f.hint)) for f in findings)


def _named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    del ctx, param
    if value is not None:
        name(checked(value))
    return value


def speaking(command: click.Command) -> click.Command:
    """A command, and those below it, that take --lang."""
    own = next((one for one in command.params if one.name == "lang"), None)
    if own is not None:
        own.callback = _named
        own.is_eager = True
    else:
        command.params.append(lang_option())
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speaking(below)
    return command


def lang_option() -> click.Option:
    """--lang TAG, of which the command itself does not hear."""
    words = "The language to be told in: vi or en (default: your system's, or the publication's)."
    return click.Option(
        ["--lang"],
        metavar="TAG",
        expose_value=False,
        is_eager=True,  # --help speaks it too
        callback=_named,
        help=words,
    )
