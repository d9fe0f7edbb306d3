"""Moments as machines read them (RFC 3339, ISO 8601).

In: moments with their zone. Out: text, in universal time, to the second.
"""

import datetime as dt


def timestamp(when: dt.datetime) -> str:
    """A moment: 2026-11-20T07:30:00Z."""
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
