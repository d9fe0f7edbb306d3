"""Whether a computer's clock can be believed without a network: a flat battery sets it back by years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import bulletin

_A_DAY = dt.timedelta(days=1)


def is_behind(now: dt.datetime) -> bool:
    """Whether it is earlier than the day before this program came to this computer."""
    installed = dt.datetime.fromtimestamp(Path(bulletin.__file__).stat().st_mtime, dt.UTC)
    return now < installed - _A_DAY
