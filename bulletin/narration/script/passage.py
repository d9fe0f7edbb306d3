"""A stretch of text on its way to the reader: words of ours and inlines of the editor's.

In: strings, inlines and templates that mix them. Out: `Passage`, the text with the readings
that the editor fixed in it, by their places.
"""

import itertools
import re
import string
from dataclasses import dataclass, field
from typing import Self

from bulletin import document
from bulletin.languages import reader_for
from bulletin.reading import Fixed, Lexicon, spoken_text
from bulletin.reading.sentences import STOPS

_WORD = re.compile(r"\w")
_STOPS = ",.;:"
_END = re.compile(rf"[.!?…:;{STOPS}]")
_TIGHT = tuple(",.;:!?…)")


@dataclass
class Passage:
    """Text and fixed readings in it, put together piece by piece."""

    text: str = ""
    fixed: list[Fixed] = field(default_factory=list)

    def add(self, piece: str | document.Inlines) -> Self:
        """Words of ours, or inlines as the voice is to have them."""
        if isinstance(piece, str):
            self._add_words(piece)
        else:
            for inline in piece:
                self._add(inline)
        return self

    def fill(self, template: str, **values: str | document.Inlines) -> Self:
        """A template of `str.format` whose fields may be inlines."""
        for literal, name, _, _ in string.Formatter().parse(template):
            if literal:
                self.add(literal)
            if name:
                self.add(values[name])
        return self

    def then(self, inlines: document.Inlines) -> Self:
        """Sentences behind what is there, if there is anything in them to say."""
        return self.close().add(" ").add(inlines) if Passage().add(inlines).audible else self

    def close(self) -> Self:
        """End the passage as a sentence, so that the voice falls at the end."""
        self.text = self.text.rstrip()
        marks = itertools.takewhile(lambda char: not _WORD.fullmatch(char), reversed(self.text))
        if self.text and not any(map(_END.match, marks)):
            self.text += "."
        return self

    @property
    def audible(self) -> bool:
        """Whether there is anything in it to say."""
        return any(map(str.isalnum, self.text))

    @property
    def _ends_fixed(self) -> bool:
        return bool(self.fixed) and self.fixed[-1].end == len(self.text)

    def _add_words(self, piece: str) -> None:
        """Words of ours behind what is there, which may end in marks, or in nothing said."""
        if piece and piece[0] in _STOPS and not self._ends_fixed:
            self.text = self.text.rstrip(" ")
            if not self._ends_fixed:
                self.text = self.text.rstrip(_STOPS)
        self.text += piece if self.text else piece.lstrip(_STOPS + " ")

    def _add(self, inline: document.Inline) -> None:
        match inline:
            case document.Text(text) | document.InlineCode(text):
                if text[:1] in _TIGHT and not self._ends_fixed:
                    self.text = self.text.rstrip(" ")  # left by something that is not said
                self.text += text.lstrip(" ") if self.text[-1:] in ("", " ") else text
            case document.LineBreak():
                self.text += ", " if self.text[-1:].isalnum() else " " if self.text else ""
            case document.Picture(alt=alt):
                self.text += alt
            case (
                document.FootnoteReference()
                | document.Phrase(silent=True)
                | document.Styled(style="struck")
            ):
                pass
            case document.Phrase(children=children, say=str(say), language=language):
                self._fix(document.plain_text(children), say, language)
            case document.Phrase(children=children, language=str(language)):
                text = document.plain_text(children)
                reader = reader_for(language, Lexicon({}))
                self._fix(text, spoken_text(reader.read(text)), language)
            case _:
                self.add(getattr(inline, "children", ()))

    def _fix(self, text: str, say: str, language: str | None) -> None:
        """A stretch with its reading; without letters of its own it still needs a place."""
        text = text or "…"
        self.fixed.append(Fixed(len(self.text), len(self.text) + len(text), say, language))
        self.text += text
