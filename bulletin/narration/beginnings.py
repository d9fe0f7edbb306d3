"""Which kind of sound a file holds, told by how it begins: names are wrong, and guesses dangerous.

In: the first bytes of a file. Out: FFmpeg's name of the format, None if it begins as none does that
is known here. What FFmpeg guesses by itself may be a list of addresses, which it would then fetch.
Sources: the specifications of the formats.
"""

from __future__ import annotations

import re

LOOKED_AT = 16
"""How many bytes tell."""

_BEGINNINGS = (
    (rb"RIFF....WAVE|RF64....WAVE", "wav"),
    (rb"riff\x2e\x91\xcf\x11", "w64"),
    (rb"....ftyp", "mov"),
    (rb"OggS", "ogg"),
    (rb"fLaC", "flac"),
    (rb"\x1aE\xdf\xa3", "matroska"),
    (rb"FORM....AIF[FC]", "aiff"),
    (rb"\.snd", "au"),
    (rb"caff", "caf"),
    (rb"#!AMR", "amr"),
    (rb"0&\xb2u\x8ef\xcf\x11", "asf"),
    (rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd]", "mp3"),
    (rb"\xff[\xf0\xf1\xf8\xf9]", "aac"),
)


def format_of(beginning: bytes) -> str | None:
    """FFmpeg's name of the format of what begins so."""
    head = beginning[:LOOKED_AT]
    found = (name for begins, name in _BEGINNINGS if re.match(begins, head, re.DOTALL))
    return next(found, None)
