"""Written text made plain for the rules, with the way back to where each character stood.

In: text in any Unicode form. Out: NFC text without invisible characters and with fullwidth
forms made ordinary, one space for several, strokes tied to what they stand between, and for each of its characters the offset in the text as given.
"""

import re
from bisect import bisect_left
from unicodedata import is_normalized, normalize

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Forms of ordinary signs in one: ７, ①, Ⅳ, ㎡, the 2 of CO₂.
_WIDE = re.compile("[\uff01-\uff5e\u3000\u2080-\u2089\u2160-\u217f\u2460-\u2473\u3380-\u33df]")
_TIED_CIRCLE = re.compile("[\u2460-\u2473](?=[\u2460-\u24730-9])")
# A space that groups digits says so; any other odd space is an ordinary one.
_ODD_SPACE = re.compile(r"(?![\n ])\s(?![0-9]{3})|(?<![0-9])(?![\n ])\s")
# A stroke with spaces around it between short forms: "đ / c", "mg / dl", "120km / h"; a line of verse
# ends with a longer word, or goes on with a capital.
_SHORT_AFTER = r"(?:[a-zđ][^\W\d_]?[23²³]?|[A-Z])(?![^\W_])"
_LOOSE_STROKE = re.compile(
    rf"(?<![^\W_])[0-9]*(?:[^\W\d_]{{1,2}}[23²³]?(?= / (?:[a-zđ][^\W\d_]{{0,4}}(?![^\W_])|{_SHORT_AFTER}))"
    rf"|[^\W\d_]{{3,5}}(?= / {_SHORT_AFTER}))"
)
# A stroke with spaces between figures ("20 / 11"), and every space behind another.
_SPACES_TO_LEAVE = re.compile(
    r" (?:(?<=[0-9] )(?=/ ?[0-9])|(?<=[0-9]/ )(?=[0-9])|(?<=[0-9] / )(?=[0-9])|(?<=  ))"
)
# "Ngoài ra,xã", "2V,1B", and a row of scores: "25/18,23/25"; "8/7,5/9" may have a decimal.
_TIGHT_COMMA = re.compile(
    r",(?:(?<=[\w%)],)(?=[^\W\d_])|(?<=[^\W\d_],)(?=[0-9])|(?<=[0-9][-/][0-9]{2},)(?=[0-9]{2}[-/][0-9]{1,2}(?![0-9])))"
)
_ADDRESS = re.compile(r"@|://|www\.")
_ODDLY_SPACED = re.compile(r"  | /|/ |,(?=[^\W_])")
# A letter has no more marks, and sorting a long row of them takes its square.
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]{0,20}")


def _in_address(text: str, comma: re.Match[str]) -> bool:
    """Whether a comma is one for a dot, or the end, of an address: "xa@gmail,com"."""
    start = text.rfind(" ", 0, comma.start()) + 1
    return _ADDRESS.search(text, start, comma.start()) is not None


class Written:
    """`text` for the rules to read; `origin(i)` says where its character i stood."""

    def __init__(self, given: str) -> None:
        self._length = len(given)
        self._origins: list[int] | None = None
        if is_normalized("NFC", given) and not _INVISIBLE.search(given) and not _WIDE.search(given):
            # What is printable has no space but the ordinary one.
            self.text = given if given.isprintable() else _ODD_SPACE.sub(" ", given)
            self._space_out()
            return
        characters: list[str] = []
        origins: list[int] = []
        for match in _CLUSTER.finditer(given):
            cluster = _INVISIBLE.sub("", match.group())
            if _WIDE.match(cluster):
                cluster = normalize("NFKC", cluster)
                if _TIED_CIRCLE.match(given, match.start()):
                    cluster += " "  # ①② are two numbers
            composed = normalize("NFC", cluster)
            characters.append(composed)
            origins.extend([match.start()] * len(composed))
        self.text = _ODD_SPACE.sub(" ", "".join(characters))
        self._origins = origins
        self._space_out()

    def _space_out(self) -> None:
        """Put one space behind a comma, and none around a stroke that ties what is short."""
        text = self.text
        if not _ODDLY_SPACED.search(text):
            return
        strokes = _LOOSE_STROKE.finditer(text) if " / " in text else ()
        left_out = {match.end() + beside for match in strokes for beside in (0, 2)}
        left_out |= {match.start() for match in _SPACES_TO_LEAVE.finditer(text)}
        added = {one.end() for one in _TIGHT_COMMA.finditer(text) if not _in_address(text, one)}
        if not (left_out or added):
            return
        origins = self._origins or [*range(len(text))]
        signs: list[str] = []
        kept: list[int] = []
        start = 0
        for at in sorted(left_out | added):
            signs.append(text[start:at])
            kept += origins[start:at]
            if at in added:
                signs.append(" ")
                kept.append(origins[at])
            start = at + (at in left_out)
        self.text = "".join((*signs, text[start:]))
        self._origins = kept + origins[start:]

    def origin(self, position: int) -> int:
        """The offset in the given text of a character of `text` (or of its end)."""
        if self._origins is None:
            return position
        return self._origins[position] if position < len(self._origins) else self._length

    def position(self, origin: int) -> int:
        """The first character of `text` that stood at this offset of the given text or after."""
        if self._origins is None:
            return min(origin, self._length)
        return bisect_left(self._origins, origin)
