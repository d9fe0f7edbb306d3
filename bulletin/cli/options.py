"""Options that several commands share, and what they mean on this machine."""

from __future__ import annotations

import datetime as dt
import difflib
import locale
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

F = TypeVar("F", bound=Callable[..., object])


def root_option(function: F) -> F:
    """`--in DIR`: the publication's folder."""
    return click.option(
        "--in",
        "start",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The publication's folder, or one above or below it (default: this folder).",
    )(function)


def cache_option(function: F) -> F:
    """`--cache DIR`: the store of clips and finished pieces."""
    return click.option(
        "--cache",
        "cache_folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="Where clips and finished pieces are kept (default: your cache folder).",
    )(function)


class _Bytes(click.ParamType):
    """A size as people write it: 500 MB, 2GiB, or a number of bytes."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The bytes of it."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if found is None:
            self.fail(
                tr("{value} is no size; write for example 500MB or 2GiB", value=value), param, ctx
            )
        number, unit, binary = found.groups()
        power = " kmgt".index(unit.lower() or " ")
        return int(float(number.replace(",", ".")) * (1024 if binary else 1000) ** power)


_SIZE = re.compile(r"(\d{1,15}(?:[.,]\d{1,9})?) ?([kmgt]?)(i?)b?", re.IGNORECASE | re.ASCII)


def cache_size_option(function: F) -> F:
    """`--cache-size SIZE`: how large the store may stay."""
    return click.option(
        "--cache-size",
        type=_Bytes(),
        default="2GiB",
        envvar="BULLETIN_CACHE_SIZE",
        help="How much the cache keeps after a build, as 500MB (default: BULLETIN_CACHE_SIZE,"
        " or 2GiB).",
    )(function)


def lang_option(function: F) -> F:
    """`--lang TAG`: the language in which to speak to the editor."""
    return click.option(
        "--lang",
        metavar="TAG",
        help="The language to be asked and told in: vi or en (default: your system's).",
    )(function)


def spoken(given: str | None) -> str:
    """The language in which to speak to the editor: the given one, or the system's.

    The order of the variables is POSIX's (Base Definitions, section 8.2); LANGUAGE is GNU's.
    """
    from bulletin.desk.starter import languages, nearest_language

    if given is not None:
        if given not in languages():
            message = f"--lang is one of: {', '.join(languages())}"
            raise click.UsageError(message)
        return given
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    set_to = next((value for value in variables if value), None) or locale.getlocale()[0] or ""
    first = os.environ.get("LANGUAGE", "").partition(":")[0]
    named = nearest_language(set_to)
    # LANGUAGE counts only where a locale is set at all (GNU gettext, "The LANGUAGE variable").
    return nearest_language(first) if first and set_to not in {"", "C", "POSIX"} else named


def today() -> dt.date:
    """The day: SOURCE_DATE_EPOCH's, or the clock's."""
    seconds = source_date_epoch()
    if seconds is None:
        return dt.datetime.now().astimezone().date()
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def cache_root(given: Path | None) -> Path:
    """The cache's folder: the given one, or the user's own."""
    import platformdirs

    return given or platformdirs.user_cache_path("bulletin")


def voices_root() -> Path:
    """Where voice files are installed: BULLETIN_VOICES, or the user's data folder."""
    import platformdirs

    given = os.environ.get("BULLETIN_VOICES")
    return Path(given) if given else platformdirs.user_data_path("bulletin") / "voices"


def secrets() -> dict[str, str]:
    """The secrets of speech services that the environment holds."""
    from bulletin.narration.engines.base import SECRETS

    return {name: os.environ[name] for name in SECRETS if os.environ.get(name)}


def unattended() -> bool:
    """Whether a machine runs this with nobody looking: CI=true, as such services set it."""
    return os.environ.get("CI", "").strip().lower() in {"true", "1", "yes"}


def surroundings() -> dict[str, str]:
    """What the environment says to us, and to the libraries that speak for us."""
    named = ("BULLETIN_", "OPENAI_", "AZURE_", "http", "HTTP", "ALL_PROXY", "LANG", "LC_")
    found = {name: value for name, value in os.environ.items() if name.startswith(named)}
    return {**found, "CI": str(unattended())}


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), or None when it is not set."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()):
        message = f"SOURCE_DATE_EPOCH is {value!r}; it must be a whole number of seconds since 1970"
        raise click.UsageError(message)
    if len(value) > len(str(_LAST_SECOND)) or int(value) > _LAST_SECOND:
        message = f"SOURCE_DATE_EPOCH is {value}; it must be at most {_LAST_SECOND} (the year 2107)"
        raise click.UsageError(message)
    return int(value)


_LAST_SECOND = 4_354_819_198
"""31 December 2107, 23:59:58: the archive that an e-book is goes no further (APPNOTE, 4.4.6)."""


def issues_named(root: Path, ids: tuple[str, ...], *, everything: bool = False) -> tuple[str, ...]:
    """The issues that a command is about: those named, all, or the newest."""
    from bulletin.source.load import issue_ids

    known = issue_ids(root)
    if not known:
        message = f"{root} has no issue"
        raise BulletinError(
            message,
            "an issue is a folder such as 2026-11 with an issue.yaml in it; make one with: "
            "bulletin new",
        )
    if everything:
        return known
    for issue_id in ids:
        if issue_id not in known:
            near = difflib.get_close_matches(issue_id, known, n=1) or known[-1:]
            message = f"there is no issue {issue_id!r} in {root}"
            raise BulletinError(message, f"did you mean {near[0]}?")
    return ids or known[-1:]


def prefix_of(root: Path) -> str:
    """What to put before a finding's file so that an editor can open it from here."""
    here = Path.cwd()
    path = root.resolve()
    if path == here:
        return ""
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}/"
