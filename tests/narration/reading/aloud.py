"""What is said for what is written, in tests."""

from __future__ import annotations

import re
from functools import cache

from bulletin.languages import reader_for
from bulletin.reading import Lexicon, Reader, spoken_text


def folded(text: str) -> str:
    """Case folded, punctuation and runs of space made one space."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def said(reader: Reader, written: str) -> str:
    return folded(spoken_text(reader.read(written)))


@cache
def reader_of(language: str) -> Reader:
    return reader_for(language, Lexicon({}))
