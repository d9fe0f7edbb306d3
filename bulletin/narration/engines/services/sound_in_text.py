"""Sound that a server sends written in letters: within JSON, line by line, as events (SSE), or alone.

In: an answer. Out: the same answer with the bytes that its letters stand for; or as it is, where it
is no such text. Sources: RFC 4648 (base64, hex); RFC 2397 (data:); WHATWG HTML, 9.2 (events);
OpenAI API reference, "speech.audio.delta".
"""

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bulletin.narration.engines.services.service import Answered
from bulletin.narration.sound.beginnings import format_of

_FEWEST = 400
"""Letters: keys and signatures have fewer, and what is heard has more."""
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_PIECE = re.compile(r"[A-Za-z0-9+/]+={0,2}")
"""Base64 up to its end, behind which that of the next part may stand."""
FOR_ADDRESSES = str.maketrans("-_", "+/")
"""Base64 for addresses, as the usual one."""
_LETTERS = re.compile(r"[A-Za-z0-9+/=_\s-]+")
_ADDRESS = re.compile(r"\s*data:[^,]{0,99};base64,")
_EVENT = "data:"
_NO_VALUES = frozenset({"", "[DONE]"})
_FAULT = "error"
_DELTAS = 2
"""Parts from which on another one may be their sum: of two, both may be alike."""

_Path = tuple[str, ...]


def bytes_written(answer: Answered) -> Answered:
    """An answer with the sound that is written in its text."""
    if format_of(answer.data):
        return answer
    try:
        text = answer.data.decode("utf-8-sig").strip()
        sound = _bytes_of([text]) if _LETTERS.fullmatch(text) else _sound_in(_values(text))
    except (ValueError, RecursionError):
        return answer
    return Answered(sound) if sound else answer


def _values(text: str) -> list[object]:
    """The JSON in a text: one value, one a line, or one an event. Raises `ValueError`."""
    try:
        return [json.loads(text)]
    except ValueError:
        lines = [line.strip() for line in text.splitlines()]
    events = [line.removeprefix(_EVENT).strip() for line in lines if line.startswith(_EVENT)]
    return [json.loads(line) for line in events or lines if line not in _NO_VALUES]


def _sound_in(values: Sequence[object]) -> bytes:
    """A sound file that stands under some names, or else what has the most bytes: bare samples.

    Raises `ValueError` where one of the values tells of an error.
    """
    found = defaultdict[_Path, list[str]](list)
    for value in values:
        if isinstance(value, dict) and (value.get(_FAULT) or value.get("type") == _FAULT):
            raise ValueError(_FAULT)
        for path, text in _strings(value):
            found[path].append(text)
    written = [_bytes_of(parts) for parts in found.values()]
    return max(written, key=lambda data: (format_of(data) is not None, len(data)), default=b"")


def _strings(value: object) -> Iterator[tuple[_Path, str]]:
    """All strings in a value in their order, by the names that lead to them."""
    rest: list[tuple[_Path, object]] = [((), value)]
    while rest:
        path, one = rest.pop()
        if isinstance(one, str):
            yield path, one
        elif isinstance(one, dict):
            rest += (((*path, name), inner) for name, inner in reversed(one.items()))
        elif isinstance(one, list):
            rest += ((path, inner) for inner in reversed(one))


def _bytes_of(parts: Sequence[str]) -> bytes:
    """What the letters of some parts stand for, one behind the other; nothing, if they are words.

    Raises `ValueError` for letters that are no whole bytes. The last of several parts may be all the
    others once more.
    """
    letters = ["".join(_ADDRESS.sub("", part, count=1).split()) for part in parts]
    whole = "".join(letters).translate(FOR_ADDRESSES)
    if len(whole) < _FEWEST:
        return b""
    if _HEX.fullmatch(whole):
        sound, last = bytes.fromhex(whole), len(letters[-1]) // 2
    else:
        pieces = _PIECE.findall(whole)
        if sum(map(len, pieces)) < len(whole):
            return b""
        sound = b"".join(base64.b64decode(_padded(piece), validate=True) for piece in pieces)
        last = len(letters[-1].rstrip("=")) * 3 // 4
    again = len(parts) > _DELTAS and sound[:last] * 2 == sound
    return sound[:last] if again else sound


def _padded(piece: str) -> str:
    """Base64 with the signs at its end that some leave out."""
    return piece + "=" * (-len(piece) % 4)
