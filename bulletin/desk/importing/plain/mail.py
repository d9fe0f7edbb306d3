"""The head of a mail that was saved as text: who wrote to whom, when, about what.

In: a text. Out: what the mail is about, and the text without its head, line for line. A mail as
programs send it (RFC 5322) is decoded first.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from functools import cache

from bulletin.desk.importing.remarks import Remarks
from bulletin.languages import any_phrase
from bulletin.messages import tr

_SENT = re.compile(rb"^(?:MIME-Version|Content-Transfer-Encoding):", re.MULTILINE | re.IGNORECASE)
_HEAD = 4_000
"""Bytes in which a head says how its mail is encoded."""
_OF_PROGRAMS = re.compile(r"\s*\*?(?:Subject|Sent)\*?\s?:")
_FEWEST = 3
"""Lines of a head: from whom, to whom, about what."""


def is_sent(data: bytes) -> bool:
    """Whether a file is a mail as programs send it."""
    return _SENT.search(re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]) is not None


def text_sent(data: bytes) -> bytes:
    """What a mail says, as UTF-8, its head in front; any other text as it is."""
    if not is_sent(data):
        return data
    sent, words = _opened(data, "plain")
    names = ("From", "To", "Date", "Subject")
    rows = [f"{name}: {sent[name]}" for name in names if sent[name]]
    return "\n".join([*rows, "", words]).encode() if words.strip() else data


def page_sent(data: bytes, remarks: Remarks) -> tuple[str, bytes]:
    """What a mail is about, and its page where it has no plain text; files beside are noted."""
    if not is_sent(data):
        return "", b""
    sent, words = _opened(data, "plain")
    for part in sent.iter_attachments():
        name = part.get_filename() or ""
        remarks.lost(tr("A file that came with the mail: save it, and import it itself"), name)
    page = "" if words.strip() else _opened(data, "html")[1]
    return str(sent["Subject"] or ""), page.encode()


def _opened(data: bytes, kind: str) -> tuple[email.message.EmailMessage, str]:
    sent = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(sent, email.message.EmailMessage)  # noqa: S101, by the policy
    try:
        body = sent.get_body((kind,))
        return sent, str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError):  # an encoding that nobody knows
        return sent, ""


def without_head(text: str, remarks: Remarks) -> tuple[str, str]:
    """What a mail is about ("" for any other text), and the text, empty lines for its head."""
    rows = text.split("\n")
    first = next((n for n, row in enumerate(rows) if row.strip()), 0)
    end = next((n for n in range(first, len(rows)) if not rows[n].strip()), len(rows))
    found = [_line().fullmatch(row.strip()) for row in rows[first:end]]
    subject = next((one["words"] or "" for one in found if one and one["subject"]), "").strip()
    # A notice of an event may begin so too: from when, until when, about what.
    addressed = any("@" in row or _OF_PROGRAMS.match(row) for row in rows[first:end])
    if len(found) < _FEWEST or not (all(found) and subject and addressed):
        return "", text
    others = [
        row.strip()
        for row, one in zip(rows[first:end], found, strict=True)
        if not (one and one["subject"])
    ]
    remarks.lost(tr("The head of a mail"), f"“{'; '.join(others)[:80]}”")
    subject = re.sub(r"(?i)\A(?:(?:re|fwd?|tl|ct)\s*:\s*)+", "", subject)
    return subject, "\n".join([*rows[:first], *[""] * (end - first), *rows[end:]])


@cache
def _line() -> re.Pattern[str]:
    names, subjects = any_phrase("mail_heads"), any_phrase("mail_subjects")
    return re.compile(
        rf"\*?(?:{names}|(?P<subject>{subjects}))\*?\s?:\*?(?P<words>.*)", re.IGNORECASE
    )
