"""Where things stand in lines of text, of which markdown-it tells no places."""

from bulletin.diagnostics import Span
from bulletin.source.text import Source


class Cursor:
    """Finds the places of things in a line, from left to right.

    Inline tokens have no places; the text of each is looked for in the lines of its block.
    """

    def __init__(self, source: Source, start: int, end: int, otherwise: Span) -> None:
        self._source = source
        self._at = self._start = start
        # The end of a line is a space of what is shown.
        self._text = source.text[start:end].replace("\n", " ")
        self._otherwise = otherwise

    def find(self, *literals: str) -> Span:
        """The place of the first of these texts that there is, after what was found before.

        Of two texts the second stands inside the first, and is what is shown.
        """
        for literal in literals:
            inner = literals[-1]
            written = literal.replace("\n", " ")
            for begin in (self._at - self._start, 0):
                found = self._text.find(written, begin) if literal else -1
                if found >= 0:
                    offset = self._start + found + literal.index(inner)
                    self._at = offset + len(inner)
                    return self._source.span(offset, self._at)
        return self._otherwise
