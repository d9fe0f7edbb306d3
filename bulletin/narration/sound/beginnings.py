"""Which kind of sound a file holds, told by how it begins: names are wrong, and guesses dangerous.

In: the first bytes of a file. Out: FFmpeg's name of the format, None if it begins as none does that
is known here. What FFmpeg guesses by itself may be a list of addresses, which it would then fetch.
Sources: the specifications of the formats.
"""

import io
import re
from typing import BinaryIO

_LOOKED_AT = 16
"""How many bytes tell."""
_TAG, _TAG_HEAD = b"ID3", 10
"""What tags begin with that players write before sound of any kind (ID3v2, 3.1)."""

_BEGINNINGS = (
    (rb"(?:RIFF|RF64|BW64)....WAVE", "wav"),
    (rb"riff\x2e\x91\xcf\x11", "w64"),
    (rb"RIFF....AVI ", "avi"),
    (rb"....(?:ftyp|moov|mdat|wide|skip|pnot)", "mov"),
    (rb"OggS", "ogg"),
    (rb"fLaC", "flac"),
    (rb"\x1aE\xdf\xa3", "matroska"),
    (rb"FORM....AIF[FC]", "aiff"),
    (rb"\.snd", "au"),
    (rb"caff", "caf"),
    (rb"#!AMR", "amr"),
    (rb"0&\xb2u\x8ef\xcf\x11", "asf"),
    (rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd]", "mp3"),
    (rb"\xff[\xf0\xf1\xf8\xf9]", "aac"),
)

_BLANK = re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\n])*")
"""What programs that make pages leave before a file that they send: a byte order mark, empty lines."""


def blanks_before(data: bytes) -> int:
    """How many bytes of nothing stand before a sound whose format is known; 0, where it is not."""
    found = _BLANK.match(data)
    length = found.end() if found else 0
    return length if length and format_of(data[length:]) else 0


def format_of(data: bytes) -> str | None:
    """FFmpeg's name of the format of a whole file, or of its beginning with all tags."""
    return format_in(io.BytesIO(data))


def format_in(stream: BinaryIO) -> str | None:
    """FFmpeg's name of the format of a file that stands at its beginning."""
    head, tagged = stream.read(_LOOKED_AT), False
    while head.startswith(_TAG) and len(head) == _LOOKED_AT:
        tagged = True
        stream.seek(_tag_size(head) - _LOOKED_AT, io.SEEK_CUR)
        head = stream.read(_LOOKED_AT)
    found = (name for begins, name in _BEGINNINGS if re.match(begins, head, re.DOTALL))
    return next(found, "mp3" if tagged else None)


def _tag_size(head: bytes) -> int:
    """How long a tag is, by its first bytes: seven bits of its length stand in each of four."""
    length = 0
    for byte in head[6:_TAG_HEAD]:
        length = length << 7 | byte & 0x7F
    return _TAG_HEAD + length
