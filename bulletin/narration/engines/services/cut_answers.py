"""Whether a sound file is only the beginning of one: what a connection that broke has left.

In: the bytes of an answer. Out: whether they end before they say they do. Decoders play what there
is and say nothing. WAV says its length in another way (`wave_answers`). Sources: RFC 3533, 6 (Ogg);
the LAME project, "Mp3 Info Tag"; RFC 8794, 4 (Matroska, WebM); ISO 14496-12, 4.2 (MP4).
"""

import re
import struct

from bulletin.narration.sound.beginnings import format_of

_INFO = re.compile(
    rb"\xff[\xe2-\xff].{2,200}?(?:Xing|Info)(?=\0\0\0[\x02\x03\x06\x07\x0a\x0b\x0e\x0f])", re.DOTALL
)
"""The first frame of an MP3, up to the flags of its tag, of which the second says that it knows how
many bytes there are."""
_FRAMES = 1
"""The flag of the number that stands before it."""
_TAG_BEFORE = 20_000
"""Bytes that names and pictures may take before it."""
_SLACK = 1_000
"""Bytes of a frame, which some encoders count and others do not."""

_PAGE, _PAGE_HEAD, _FLAGS, _SEGMENTS = b"OggS", 27, 5, 26
"""What a page of Ogg begins with, how long its head is, and where in it stand its flags and how many
lengths of segments follow."""
_LAST = 4
"""The flag of the page that a stream ends with."""


def is_cut_off(file: bytes) -> bool:
    """Whether there is less of a file than it says itself."""
    ends = _ENDS.get(format_of(file) or "")
    return ends is not None and ends(file) > len(file)


def _mp3_ends(file: bytes) -> int:
    found = _INFO.search(file, 0, _TAG_BEFORE)
    if found is None or len(file) < found.end() + 12:
        return 0
    flags, *numbers = struct.unpack_from(">III", file, found.end())
    size: int = numbers[flags & _FRAMES]
    return found.start() + size - _SLACK


def _ogg_ends(file: bytes) -> int:
    """The end of its last page; behind that, where another one is to follow."""
    at, flags = 0, _LAST
    while file.startswith(_PAGE, at):
        begin = at + _PAGE_HEAD
        whole = len(file) > begin
        flags = file[at + _FLAGS] if whole else 0
        lengths = file[begin : begin + file[at + _SEGMENTS]] if whole else b""
        at = begin + len(lengths) + sum(lengths)
    return at if flags & _LAST else at + 1


_SEGMENT = b"\x18\x53\x80\x67"
"""What all of a film or a sound in Matroska lies in."""


def _matroska_ends(file: bytes) -> int:
    """Its segment's end: behind a number whose first bits say of how many bytes it is."""
    at = file.find(_SEGMENT) + len(_SEGMENT)
    if at < len(_SEGMENT) or at >= len(file) or not file[at]:
        return 0
    size = 9 - file[at].bit_length()
    most = (1 << 7 * size) - 1
    length = int.from_bytes(file[at : at + size], "big") & most
    return 0 if length == most else at + size + length  # nobody knew it yet


_BOX = struct.Struct(">I4s")
_LONG_BOX, _LENGTH = 1, struct.Struct(">Q")
"""A length that stands for a longer one behind the name."""


def _mp4_ends(file: bytes) -> int:
    """The end of its last box; one of no length goes on to the end."""
    at = 0
    while at + _BOX.size <= len(file):
        length, _ = _BOX.unpack_from(file, at)
        if length == _LONG_BOX and at + _BOX.size + _LENGTH.size <= len(file):
            (length,) = _LENGTH.unpack_from(file, at + _BOX.size)
        if length < _BOX.size:
            return 0
        at += length
    return at


_ENDS = {"mp3": _mp3_ends, "ogg": _ogg_ends, "matroska": _matroska_ends, "mov": _mp4_ends}
