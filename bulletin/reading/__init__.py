"""How written text is read aloud: text in, what the voice says out.

`Reader.read` takes a stretch of written text with the readings that the editor fixed in it,
`Reader.unknown` names the abbreviations that nobody knows, and `Reader.reading` tells all of
it: what was guessed, what did it, what the text has defined for the texts after it (`Memory`).
What is here serves every language; the rules and tables of each are in `bulletin.languages`,
which also gives the reader for a language.
"""

from bulletin.reading.memory import Memory
from bulletin.reading.model import (
    Fixed,
    Guess,
    Lexicon,
    LexiconEntry,
    ReadingChange,
    Run,
    Unknown,
    spoken_text,
)
from bulletin.reading.reader import NOTHING, Reader, Reading, Rules

__all__ = [
    "NOTHING",
    "Fixed",
    "Guess",
    "Lexicon",
    "LexiconEntry",
    "Memory",
    "Reader",
    "Reading",
    "ReadingChange",
    "Rules",
    "Run",
    "Unknown",
    "spoken_text",
]
