"""Options that several commands share, and what they mean on this machine."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bulletin.cli.language import checked, located, look_in
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.provenance.keys import PrivateKey

F = TypeVar("F", bound=Callable[..., object])


class NamedPath(click.Path):
    """A path that has a name: "" is a variable that was never set, and would be this folder."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The path."""
        if value == "":
            self.fail(tr("a path without a name; is a variable empty?"), param, ctx)
        return super().convert(value, param, ctx)


def _looked_in(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    del ctx, param
    look_in(value)
    return value


def root_option(function: F) -> F:
    """`--in DIR`: the publication's folder."""
    return click.option(
        "--in",
        "start",
        type=NamedPath(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        callback=_looked_in,
        help="The publication's folder, or one above or below it (default: this folder).",
    )(function)


def cache_option(function: F) -> F:
    """`--cache DIR`: the store of clips and finished pieces."""
    return click.option(
        "--cache",
        "cache_folder",
        type=NamedPath(file_okay=False, path_type=Path),
        default=None,
        help="Where clips and finished pieces are kept (default: your cache folder).",
    )(function)


def release_option(function: F) -> F:
    """`--out DIR`: the folder of releases that were built."""
    return click.option(
        "--out",
        type=NamedPath(file_okay=False, path_type=Path),
        default=Path("dist"),
        help="Where the release was built (default: dist).",
    )(function)


def trusting_option(function: F) -> F:
    """`--no-verify`: a hosted copy is not looked at after it was changed."""
    return click.option(
        "--no-verify", "trusting", is_flag=True, help="Do not look afterwards at what readers get."
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
    from bulletin.languages import DEFAULT

    if given is not None:
        return checked(given)
    return located() or DEFAULT


def today() -> dt.date:
    """The day: SOURCE_DATE_EPOCH's, or the clock's."""
    seconds = source_date_epoch()
    if seconds is not None:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    now = time.localtime()
    return dt.date(now.tm_year, now.tm_mon, now.tm_mday)


def cache_root(given: Path | None) -> Path:
    """The cache's folder: the given one, or the user's own."""
    if given:
        return given
    import platformdirs

    return platformdirs.user_cache_path("bulletin")


def voices_root() -> Path:
    """Where voice files are installed: BULLETIN_VOICES, or the user's data folder."""
    if given := os.environ.get("BULLETIN_VOICES"):
        return Path(given)
    import platformdirs

    return platformdirs.user_data_path("bulletin") / "voices"


def secrets() -> dict[str, str]:
    """The secrets of speech services that the environment holds."""
    from bulletin.narration.engines.base import SECRETS

    return {name: os.environ[name] for name in SECRETS if os.environ.get(name)}


def keys_root() -> Path:
    """Where private keys are kept: in the user's own settings."""
    import platformdirs

    return platformdirs.user_config_path("bulletin") / "keys"


def key_file(public: str) -> Path:
    """Where the private half of a public key is kept: under the first letters of its digest."""
    import hashlib

    return keys_root() / f"{hashlib.sha256(public.encode()).hexdigest()[:16]}.pem"


def signer(public: str) -> PrivateKey | None:
    """What signs for a public key: BULLETIN_SIGNING_KEY (a key, or its file), or what is kept."""
    from bulletin.provenance.keys import KeyFormatError, private_key

    given = os.environ.get("BULLETIN_SIGNING_KEY", "").strip()
    where = "BULLETIN_SIGNING_KEY"
    file = key_file(public)
    if given and len(given) < _LONGEST_PATH and Path(given).is_file():
        file = Path(given)
        given = ""
    if not given:
        if not file.is_file():
            return None
        where = str(file)
        try:
            given = file.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            message = tr("{file} cannot be read: {reason}", file=file, reason=error.strerror)
            raise BulletinError(message) from error
    try:
        return private_key(given)
    except KeyFormatError as error:
        message = tr("{where}: {reason}", where=where, reason=error.message)
        hint = tr("make a key with: bulletin keys new")
        raise BulletinError(message, hint) from None


_LONGEST_PATH = 1000


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
        message = tr(
            "SOURCE_DATE_EPOCH is {value!r}; it must be a whole number of seconds since 1970",
            value=value,
        )
        raise click.UsageError(message)
    if len(value) > len(str(_LAST_SECOND)) or int(value) > _LAST_SECOND:
        message = tr(
            "SOURCE_DATE_EPOCH is {value}; it must be at most {last_second} (the year 2107)",
            value=value,
            last_second=_LAST_SECOND,
        )
        raise click.UsageError(message)
    return int(value)


_LAST_SECOND = 4_354_819_198
"""31 December 2107, 23:59:58: the archive that an e-book is goes no further (APPNOTE, 4.4.6)."""


def issues_named(root: Path, ids: tuple[str, ...], *, everything: bool = False) -> tuple[str, ...]:
    """The issues that a command is about: those named, all, or the newest."""
    from bulletin.source.load import issue_ids

    known = issue_ids(root)
    if not known:
        message = tr("{root} has no issue", root=root)
        raise BulletinError(
            message,
            tr(
                "an issue is a folder such as 2026-11 with an issue.yaml in it; "
                "make one with: bulletin new"
            ),
        )
    if everything:
        return known
    for issue_id in ids:
        if issue_id not in known:
            near = difflib.get_close_matches(issue_id, known, n=1) or known[-1:]
            message = tr("there is no issue {issue_id!r} in {root}", issue_id=issue_id, root=root)
            raise BulletinError(message, tr("did you mean {near}?", near=near[0]))
    return ids or known[-1:]


def prefix_of(root: Path) -> str:
    """What to put before a finding's file so that an editor can open it from here."""
    here = Path.cwd()
    path = root.resolve()
    if path == here:
        return ""
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}/"
