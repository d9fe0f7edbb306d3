"""What a service says when it does not speak: for people to read, and never with a secret in it.

In: an answer of HTTP, or its bytes. Out: words in one line, and how long it asks to be left alone.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.sax.saxutils import escape

import httpx

_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]*)?")
_WORDS_SHOWN, _LOOKED_AT = 200, 20_000
_BEGINNING, _END = 120, 80
"""Characters that are shown of more: what went wrong often stands last."""
_NO_WORD = re.compile(r"[A-Za-z0-9+/=_-]{200,}")
"""Bytes that are written in letters, of sound or pictures; a key may be shorter, and is masked."""


def wait_asked(response: httpx.Response) -> float:
    """The seconds that an answer asks to be waited for: a number, or a date by its own clock.

    Source: RFC 9110, 10.2.3; some services write parts of seconds.
    """
    after = response.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(after):
        return float(after)
    try:
        now, then = map(_moment, (response.headers.get("date", ""), after))
    except ValueError:
        return 0.0
    return max(0.0, (then - now).total_seconds())


def _moment(date: str) -> datetime:
    """A date in any of the three forms of HTTP, of which one says no time zone: it means GMT."""
    found = parsedate_to_datetime(date)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def words_of(data: bytes, secret: str) -> str:
    """What an answer says to people, in one line; "" if it is a page, or no text at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if "\0" in text or text.lstrip().startswith("<"):
        return ""
    text = _NO_WORD.sub("…", text)
    shown = masked(_unescaped(masked(text[:_LOOKED_AT], secret)), secret)
    line = " ".join("".join(c if c.isprintable() else " " for c in shown).split())
    return line if len(line) <= _WORDS_SHOWN else f"{line[:_BEGINNING]} … {line[-_END:]}"


def _unescaped(text: str) -> str:
    """JSON whose letters are written as numbers, as people read it; any other text as it is."""
    if "\\u" not in text:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def masked(text: str, secret: str) -> str:
    """A text without a secret, however each sign of it is written down: as JSON, XML or addresses do."""
    if not secret:
        return text
    return re.sub("".join(map(_written, secret)), "…", text, flags=re.IGNORECASE)


def _written(sign: str) -> str:
    """A pattern for the ways to write a sign."""
    number = ord(sign)
    named = re.escape(escape(sign, {'"': "&quot;", "'": "&apos;"}))
    coded = "".join(f"%{byte:02x}" for byte in sign.encode())
    numbered = rf"\\u{number:04x}|&#0*{number};|&#x0*{number:x};"
    return rf"(?:\\{{0,2}}{re.escape(sign)}|{named}|{numbered}|{coded})"
