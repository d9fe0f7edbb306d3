"""How written text is read aloud: text in, what the voice says out.

`reader_for` gives the reader of a language; `Reader.read` takes a stretch of written text with
the readings that the editor fixed in it, `Reader.unknown` names the abbreviations that nobody
knows. Each language is a package of rule families and YAML tables beside this file.
"""

from bulletin.reading.model import (
    Fixed,
    Lexicon,
    LexiconEntry,
    Run,
    Unknown,
    spoken_text,
)
from bulletin.reading.reader import Reader, reader_for

__all__ = [
    "Fixed",
    "Lexicon",
    "LexiconEntry",
    "Reader",
    "Run",
    "Unknown",
    "reader_for",
    "spoken_text",
]
