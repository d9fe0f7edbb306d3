"""What the environment and the clock of this machine say to several commands.

Out: folders of the user, the publication that they stand in, the day, the language to speak, and
secrets, whose values go no further than to what needs them. Raises `click.UsageError` where a variable says nonsense.
"""

from __future__ import annotations

import datetime as dt
import os
import struct
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.language import checked, located
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.cli.terminal import Terminal
    from bulletin.provenance.keys import PrivateKey
    from bulletin.source.settings.models import Publication


def spoken(given: str | None) -> str:
    """The language in which to speak to the editor: the given one, or the system's.

    The order of the variables is POSIX's (Base Definitions, section 8.2); LANGUAGE is GNU's.
    """
    from bulletin.languages import DEFAULT

    if given is not None:
        return checked(given)
    return located() or DEFAULT


def publication_around(start: Path) -> Publication | None:
    """The publication that somebody stands in, if any."""
    from bulletin.source.load import load_alone
    from bulletin.source.root import find_root

    try:
        return load_alone(find_root(start))[0].publication
    except BulletinError:
        return None


def today() -> dt.date:
    """The day: SOURCE_DATE_EPOCH's, or the clock's."""
    seconds = source_date_epoch()
    if seconds is not None:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    now = time.localtime()
    return dt.date(now.tm_year, now.tm_mon, now.tm_mday)


def warn_of_clock(terminal: Terminal, made: Iterable[Path] = ()) -> None:
    """Say so where the clock cannot be right, before its day is written anywhere.

    `made`: what an earlier command wrote, by the clock as it was then.
    """
    from bulletin.machine.clock import is_behind

    if source_date_epoch() is None and is_behind(dt.datetime.now(dt.UTC), made):
        message = tr("the clock of this computer says {day}, which is past", day=today())
        hint = tr("set it, and look at the dates that are written here: bulletin doctor")
        terminal.warning(BulletinError(message, hint))


def heed_time_zone() -> None:
    """Have Greenwich's time where TZ names no time zone, as the C library has it.

    A library for dates reads whatever file TZ names as one, and ends the program with it.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        return
    import zoneinfo

    try:
        if not os.path.lexists(named):
            zoneinfo.ZoneInfo(named)
        elif not Path(named).is_file():
            os.environ["TZ"] = _GREENWICH
        else:
            with open(named, "rb") as file:  # noqa: PTH123, named by a person
                zoneinfo.ZoneInfo.from_file(file)
    except zoneinfo.ZoneInfoNotFoundError:
        return  # rules of POSIX ("ICT-7"), or no zone at all: read as such by all
    except (OSError, ValueError, EOFError, struct.error):
        os.environ["TZ"] = _GREENWICH


_GREENWICH = "UTC0"


def heed_home() -> None:
    """Give an account that a container knows by its number alone a home, as Docker does."""
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = "/"


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
    """What signs for a public key: BULLETIN_SIGNING_KEY (a key, or its file), or what is kept.

    None: nothing here does. Raises `BulletinError` for a file that cannot be read or is no key.
    """
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
        raise BulletinError(message, tr("make a key with: bulletin keys new")) from None


_LONGEST_PATH = 1000


def unattended() -> bool:
    """Whether a machine runs this with nobody looking: CI=true, as such services set it.

    Some set it to their own name.
    """
    return os.environ.get("CI", "").strip().lower() not in {"", "false", "0", "no"}


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
