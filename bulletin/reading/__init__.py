"""How written text is read aloud: text in, what the voice says out.

`Reader.read` takes a stretch of written text with the readings that the editor fixed in it,
`Reader.unknown` names the abbreviations that nobody knows. What is here serves every language; the rules and tables of each are in
`bulletin.languages`, which also gives the reader for a language.
"""

from bulletin.reading.model import (
    Fixed,
    Lexicon,
    LexiconEntry,
    Run,
    Unknown,
    spoken_text,
)
from bulletin.reading.reader import Reader, Rules

__all__ = [
    "Fixed",
    "Lexicon",
    "LexiconEntry",
    "Reader",
    "Rules",
    "Run",
    "Unknown",
    "spoken_text",
]
