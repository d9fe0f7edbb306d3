"""What a service says when it does not speak: for people to read, and never with a secret in it.

In: an answer of HTTP, or its bytes. Out: words in one line, how long it asks to be left alone, and
what is to be done where its words tell more than its status does.
"""

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.sax.saxutils import escape

import httpx

from bulletin.messages import tr

_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]*)?")
_WORDS_SHOWN, _LOOKED_AT = 200, 20_000
_BEGINNING, _END = 120, 80
"""Characters that are shown of more: what went wrong often stands last."""
_NO_WORD = re.compile(r"[A-Za-z0-9+/=_-]{200,}")
"""Bytes that are written in letters, of sound or pictures; a key may be shorter, and is masked."""

_SPENT = re.compile(r"insufficient_quota|quota_exceeded|billing_[a-z_]*limit")
"""How services say that an account is empty: it fills while nobody waits (429 means both)."""
_MONEY = re.compile(r"(?i)\b(?:quota|credits?|balance|billing|payment)\b")
"""The same, where it is refused for good: a key or a region is not what is wrong."""
_NO_ENTRY = frozenset({401, 403})
_TOO_LONG = re.compile(
    r"(?i)too[ _](?:long|large)|[0-9] (?:characters|chars|tokens|bytes)\b"
    r"|max(?:imum)?[ _][a-z_ ]{0,20}(?:length|limit)|length[a-z ]{0,10} exceeds?"
)
_WRONG = frozenset({400, 422})
"""Statuses of a request that is not as it should be, whatever of it that is."""


def is_spent(status: int, said: str) -> bool:
    """Whether a refusal means that the account at a service is empty."""
    money = status in _NO_ENTRY and _MONEY.search(said)
    return bool(status == httpx.codes.PAYMENT_REQUIRED or _SPENT.search(said) or money)


def advice_of(status: int, said: str) -> str:
    """What is to be done about a refusal, by what it says; "" where it says too little."""
    if is_spent(status, said):
        return tr("see the account there: it may be used up")
    long = status in _WRONG and _TOO_LONG.search(said)
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE or long:
        return tr("it takes no text of this length at once: divide the sentence")
    return ""


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
