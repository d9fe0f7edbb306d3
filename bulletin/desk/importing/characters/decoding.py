"""Bytes of a text as characters, whatever program of the last thirty years wrote them.

In: bytes. Out: text; what the encoding was is remarked upon where it was not UTF-8. Text in
TCVN3 and VNI comes out as it went in, a character a byte, for `encodings` to read.
"""

import codecs
import re
from unicodedata import normalize

from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.legacy.bytes import A_CHARACTER_A_BYTE, TONES_BEHIND, codec_of
from bulletin.messages import tr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_CUT_OFF = re.compile(rb"(?:[\xc3-\xdf]|[\xe1-\xef][\x80-\xbf]{0,1})\Z")
"""How UTF-8 ends within a letter."""
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)

_NAMES = {
    A_CHARACTER_A_BYTE: "TCVN3 / VNI",
    TONES_BEHIND: "Windows-1258",
    "cp1252": "Windows-1252",
}
"""What editors call the codecs."""

_LOST = "\ufffd"
"""What stands for bytes that are no letter."""
_FEW = 4
"""So many letters are whole for each damaged one in a file that was UTF-8."""


def decoded(data: bytes, remarks: Remarks, *, markup: bool = False) -> str:
    """The text in bytes; `markup`: it may declare its encoding, as HTML does."""
    text, name = _decoded(data, markup=markup)
    if damaged := text.count(_LOST) - data.count(_LOST.encode()) if name == "utf-8" else 0:
        remarks.lost(tr("Letters whose bytes are damaged"), _beside(text), count=damaged)
    if name != "utf-8":
        remarks.changed(tr("The file was not saved as UTF-8 but as {name}", name=name))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    return _CONTROLS.sub("", text)


def _beside(text: str) -> str:
    """The words around the first damaged letter."""
    at = text.find(_LOST)
    return f"“{' '.join(text[max(0, at - 20) : at + 20].split())}”"


def _decoded(data: bytes, *, markup: bool) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    text = data.decode("utf-8", "replace")
    damaged = text.count(_LOST) - data.count(_LOST.encode())
    letters = sum(char > "\x7f" for char in text) - damaged
    # In no other encoding do letters make the sequences of UTF-8 but by chance. The last one of a
    # file that was cut off is not whole.
    if letters >= _FEW * damaged or (letters and damaged == 1 and _CUT_OFF.search(data)):
        return text, "utf-8"
    if markup and (declared := _DECLARED.search(data[:4000])):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
        except LookupError:
            name = ""
        if name and name not in {"utf-8", "iso8859-1", "cp1252"}:
            return normalize("NFC", data.decode(name, "replace")), name
    codec = codec_of(data) or "cp1252"
    return normalize("NFC", data.decode(codec, "replace")), _NAMES[codec]
