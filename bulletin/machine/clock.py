"""Whether a computer's clock can be believed without a network: a flat battery sets it back by years."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import bulletin

_A_DAY = dt.timedelta(days=1)


def is_behind(now: dt.datetime, made: Iterable[Path] = ()) -> bool:
    """Whether it is earlier than the day before this program, or what it `made`, was written."""
    files = (file for file in (Path(bulletin.__file__), *made) if file.exists())
    written = (dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) for file in files)
    return any(now < one - _A_DAY for one in written)
