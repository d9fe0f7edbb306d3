"""In which encoding of before UTF-8 the bytes of a text are, by what it says.

In: bytes. Out: the codec of Python that reads them. Text in TCVN3 and VNI comes out as it went in,
a character a byte, for `detector` to read.
"""

from unicodedata import combining, normalize

from bulletin.desk.legacy.detector import detected
from bulletin.desk.legacy.letters import LETTERS
from bulletin.diagnostics import UTF16_MARKS

A_CHARACTER_A_BYTE = "latin-1"
"""The codec of what is in TCVN3 or VNI."""
TONES_BEHIND = "cp1258"
"""The codec of Vietnamese Windows, which writes a tone behind its letter."""
_LOOKED_AT = 2000
"""Lines by which TCVN3 and VNI are told."""


def codec_of(data: bytes) -> str | None:
    """The codec of bytes that are no UTF-8; None where they do not tell."""
    if data.startswith(UTF16_MARKS):
        text = data.decode("utf-16", "replace")
        # UTF-32 may begin so, too.
        return None if "\0" in text or "\ufffd" in text or not text else "utf-16"
    if b"\0" in data:
        return None
    if any(detected(data.decode(A_CHARACTER_A_BYTE).splitlines()[:_LOOKED_AT])):
        return A_CHARACTER_A_BYTE
    toned = normalize("NFC", data.decode(TONES_BEHIND, "replace"))
    # In text of Western Windows, most of the tones stand behind no vowel.
    has_its_letters = any(c in LETTERS and c > "\u00ff" for c in toned)
    return TONES_BEHIND if has_its_letters and not any(map(combining, toned)) else None


def has_tones(data: bytes) -> bool:
    """Whether letters of Vietnamese Windows have their tones."""
    return any(map(combining, data.decode(TONES_BEHIND, "replace")))
