"""What an encoding is: a name, and how its text is cut into letters and read.

In: text in the characters of ISO 8859-1. Out: Unicode, whole or letter by letter.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bulletin.desk.legacy.letters import as_bytes_of_word


@dataclass(frozen=True)
class LegacyEncoding:
    """An encoding. `pieces` gives each letter as it is read, and how long it was written.

    `marks` finds what an English text does not have; `encode` writes Unicode in it.
    """

    name: str
    pieces: Callable[[str], Iterable[tuple[str, int]]]
    encode: Callable[[str], str]
    marks: re.Pattern[str]

    def decode(self, text: str, *, capitals: bool = False) -> str:
        """A text as Unicode; `capitals`: its font has no small letters."""
        read = "".join(piece for piece, _ in self.pieces(as_bytes_of_word(text)))
        return read.upper() if capitals else read

    def decode_runs(self, runs: list[str], *, capitals: list[bool]) -> list[str]:
        """Runs that follow each other, read as one text; a letter goes to where it begins."""
        ends: list[int] = []
        for run in runs:
            ends.append((ends[-1] if ends else 0) + len(run))
        read = [""] * len(runs)
        number = start = 0
        for piece, length in self.pieces(as_bytes_of_word("".join(runs))):
            while number < len(ends) - 1 and start >= ends[number]:
                number += 1
            read[number] += piece.upper() if capitals[number] else piece
            start += length
        return read


def pieces_by(
    table: dict[str, str], pattern: re.Pattern[str]
) -> Callable[[str], Iterator[tuple[str, int]]]:
    """The letters of a text by a table; what the pattern does not find stays as it is."""

    def pieces(text: str) -> Iterator[tuple[str, int]]:
        done = 0
        for match in pattern.finditer(text):
            yield from ((char, 1) for char in text[done : match.start()])
            yield table[match[0]], len(match[0])
            done = match.end()
        yield from ((char, 1) for char in text[done:])

    return pieces
