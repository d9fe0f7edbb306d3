"""Mails: as programs send them (RFC 5322), and pasted with their heads.

In: bytes. Out: a `SentMail`: what it is about, its text or its page. Of a pasted mail: what it is
about, and the text without heads, line for line.
"""

import base64
import codecs
import contextlib
import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bulletin.desk.importing.remarks import Remarks
from bulletin.diagnostics import BulletinError
from bulletin.languages import any_phrase
from bulletin.messages import tr

_SENT = re.compile(
    rb"^(?:MIME-Version|Content-Transfer-Encoding|Message-ID|Received|Return-Path|X-Mailer):|^Content-Type: ?multipart/",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD = 4_000
"""Bytes in which a head says how its mail is encoded."""
_OF_PROGRAMS = re.compile(r"\s*\*?(?:Subject|Sent)\*?\s?:")
_FEWEST = 3
"""Lines of a head: from whom, to whom, about what."""
_RICH = re.compile(r"<(?:table|li)\b|src\s*=\s*[\"']?cid:", re.IGNORECASE)
"""What a page shows and its mail's plain text does not."""
_MAIL = "message/rfc822"
_QUOTED = re.compile(rb">+")
_ANY = {"us-ascii", "iso-8859-1", "windows-1252"}
"""What programs call an encoding that they do not know."""


@dataclass(frozen=True)
class SentMail:
    """What a mail is about, and what it says: as text, or as a page with its pictures.

    `events`: the calendar of what it invites to.
    """

    subject: str
    text: bytes
    page: bytes
    events: bytes = b""


_MAILBOX = re.compile(rb"^From (?:\S*@\S*|-|MAILER-DAEMON) [^\n]*\n(?=[A-Za-z-]+:)", re.MULTILINE)
"""What stands above each mail of a mailbox (RFC 4155)."""
_COUNTED = re.compile(rb"([0-9]{1,9}) *\r?\n(?=[A-Za-z-]+:)")
"""How many bytes a mail has, as Apple Mail writes above it (.emlx)."""


def _unpacked(name: str, data: bytes) -> bytes:
    """A mail without what programs write around it to keep it. Raises `BulletinError` for several."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if counted := _COUNTED.match(data):
        return data[counted.end() :][: int(counted[1])]
    if not _MAILBOX.match(data):
        return data
    if (count := len(_MAILBOX.findall(data))) > 1:
        raise BulletinError(
            tr("{name} is a mailbox with {count} mails", name=name, count=count),
            tr("save each mail that you want as .eml, and import that file"),
        )
    return re.sub(rb"(?m)^>(?=>*From )", b"", _MAILBOX.sub(b"", data, count=1))


def is_sent(data: bytes) -> bool:
    """Whether a file is a mail as programs send it, or several."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if _MAILBOX.match(data):
        return True
    if above := _COUNTED.match(data):
        data = data[above.end() :]
    return _SENT.search(re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]) is not None


def sent_mail(name: str, data: bytes, remarks: Remarks) -> SentMail | None:
    """A mail, its head and files beside noted; None for any other text.

    Raises `BulletinError` for a mail that says nothing.
    """
    if not is_sent(data):
        return None
    data = _unpacked(name, data)
    sent = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(sent, email.message.EmailMessage)  # noqa: S101, by the policy
    plain, used = _texts(sent, "plain"), _texts(sent, "html")
    page = b"\n".join(map(_as_page, used)) if any(_is("html", one) for one in used) else b""
    text = b"\n\n".join(map(_words, plain)) if all(_is("plain", one) for one in plain) else b""
    invites = [part for part in sent.walk() if part.get_content_type() == "text/calendar"]
    files = [
        part.get_filename() or part.get_content_type()
        for part in sent.iter_attachments()
        if not (_address(part) and _address(part) in page)
        and not any(one in used or one in invites for one in part.walk())
    ]
    rich = not text.strip() or _RICH.search(page.decode("latin-1"))
    page = _with_pictures(sent, page)
    if not (text.strip() or page.strip() or invites):
        if inner := _sent_inside(sent):
            return sent_mail(name, inner, remarks)
        raise BulletinError(
            tr(
                "{name} is a mail without a text; with it came: {files}",
                name=name,
                files=", ".join(files) or sent.get_filename() or sent.get_content_type(),
            ),
            tr("open it in your mail program, save those files, and import each of them"),
        )
    _note_head(remarks, [f"{key}: {sent[key]}" for key in ("From", "To", "Date") if sent[key]])
    for file in files:
        remarks.lost(tr("A file that came with the mail: save it, and import it itself"), file)
    subject = _without_replies(str(sent["Subject"] or ""))
    return SentMail(subject, text, page if rich else b"", b"".join(map(_words, invites[:1])))


def _sent_inside(sent: email.message.EmailMessage) -> bytes:
    """The mail that was sent on as a file of this one."""
    within = (one for one in sent.walk() if one.get_content_type() == _MAIL and one.is_multipart())
    inner = next((one.get_payload(0) for one in within), None)
    if not isinstance(inner, email.message.Message):
        return b""
    return b"MIME-Version: 1.0\n" + inner.as_bytes()


def _texts(part: email.message.Message, kind: str) -> list[email.message.Message]:
    """The parts of a mail that are its text, of a kind where they come in both.

    Several stand in a row where a program has put pictures between them.
    """
    if part.get_content_disposition() == "attachment" or part.get_content_type() == _MAIL:
        return []
    inner = part.get_payload()
    if not isinstance(inner, list):
        return [part] if part.get_content_type() in {"text/plain", "text/html"} else []
    groups = [_texts(one, kind) for one in inner if isinstance(one, email.message.Message)]
    if part.get_content_type() == "multipart/alternative":
        groups.sort(key=lambda group: not any(_is(kind, one) for one in group))
        return next(filter(None, groups), [])
    found = [text for group in groups for text in group]
    return found[:1] + [text for text in found[1:] if not text.get_filename()]


def _is(kind: str, part: email.message.Message) -> bool:
    return part.get_content_subtype() == kind


def _as_page(part: email.message.Message) -> bytes:
    """A part of a mail as HTML."""
    if _is("html", part):
        return _words(part)
    rows = _words(part).strip().replace(b"&", b"&amp;").replace(b"<", b"&lt;").splitlines()
    return b"<div>" + b"<br>".join(rows) + b"</div>"


def _words(body: email.message.Message) -> bytes:
    """The words of a part; in the bytes that came where nobody said what they are."""
    raw = body.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = str(body.get_content_charset("us-ascii")).lower()
    with contextlib.suppress(LookupError):  # an encoding that nobody knows
        data = data if charset in _ANY else data.decode(charset, "replace").encode()
    if _is("plain", body) and str(body.get_param("format", "")).lower() == "flowed":
        return _unwrapped(data, together=str(body.get_param("delsp", "")).lower() == "yes")
    return data


def _unwrapped(data: bytes, *, together: bool) -> bytes:
    """Lines that a space at their end says to go on, as one (RFC 3676).

    `together`: that space is none of the words.
    """
    made: list[tuple[bytes, bytes]] = []
    goes_on = False
    for row in data.splitlines():
        said = _QUOTED.match(row)
        depth = said[0].strip() if said else b""
        words = row[len(depth) :].removeprefix(b" ")
        if goes_on and made[-1][0] == depth:
            before = made[-1][1].removesuffix(b" ") if together else made[-1][1]
            made[-1] = (depth, before + words)
        else:
            made.append((depth, words))
        goes_on = words.endswith(b" ") and words != b"-- "
    return b"".join(depth + b" " * bool(depth) + words + b"\n" for depth, words in made)


def _address(part: email.message.Message) -> bytes:
    """By what a page shows a picture that came with it; nothing for files beside."""
    named = str(part["Content-ID"] or "").strip(" <>")
    return f"cid:{named}".encode() if named else b""


def _with_pictures(sent: email.message.EmailMessage, page: bytes) -> bytes:
    """A page, in it the pictures that came with it."""
    for part in sent.walk() if b"cid:" in page else ():
        raw, address = part.get_payload(decode=True), _address(part)
        if address and isinstance(raw, bytes) and part.get_content_maintype() == "image":
            kind = f"data:{part.get_content_type()};base64,".encode()
            page = page.replace(address, kind + base64.b64encode(raw))
    return page


def _note_head(remarks: Remarks, rows: list[str]) -> None:
    remarks.lost(tr("The head of a mail"), f"“{'; '.join(rows)[:80]}”")


def _without_replies(subject: str) -> str:
    return re.sub(r"(?i)\A(?:(?:re|fwd?|tl|ct)\s*:\s*)+", "", subject)


def without_head(text: str, remarks: Remarks) -> tuple[str, str]:
    """What a mail is about ("" for any other text), and the text, empty lines for its heads."""
    rows, about = text.split("\n"), ""
    for start, end in [*_blocks(rows)]:
        found = [_line().fullmatch(row.strip()) for row in rows[start:end]]
        subject = next((one["words"] or "" for one in found if one and one["subject"]), "").strip()
        # A notice of an event may begin so too: from when, until when, about what.
        addressed = any("@" in row or _OF_PROGRAMS.match(row) for row in rows[start:end])
        if len(found) < _FEWEST or not (all(found) and subject and addressed):
            continue
        others = [
            row.strip()
            for row, one in zip(rows[start:end], found, strict=True)
            if about or not (one and one["subject"])
        ]
        _note_head(remarks, others)
        about = about or _without_replies(subject)
        rows[start:end] = [""] * (end - start)
        if start and _FORWARDED.fullmatch(rows[start - 1].strip()):
            rows[start - 1] = ""
    return about, "\n".join(rows)


_FORWARDED = re.compile(r"-{3,}.{3,60}?-{3,}|Begin forwarded message:", re.IGNORECASE)
"""Above the head of a mail that was sent on."""


def _blocks(rows: list[str]) -> Iterator[tuple[int, int]]:
    """Where heads may stand: the first lines, and those below a line that says that it was sent on."""
    first = next((n for n, row in enumerate(rows) if row.strip()), 0)
    below = [n + 1 for n, row in enumerate(rows) if _FORWARDED.fullmatch(row.strip())]
    for start in (first, *below):
        yield start, next((n for n in range(start, len(rows)) if not rows[n].strip()), len(rows))


@cache
def _line() -> re.Pattern[str]:
    names, subjects = any_phrase("mail_heads"), any_phrase("mail_subjects")
    return re.compile(
        rf"\*?(?:{names}|(?P<subject>{subjects}))\*?\s?:\*?(?P<words>.*)", re.IGNORECASE
    )
