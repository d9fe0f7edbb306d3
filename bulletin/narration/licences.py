"""What a voice's own papers say of who may use it.

In: the files beside a model, or the text of its card. Out: the licence in a line, "" if they say
none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bulletin.messages import tr

UNSTATED = tr("not stated")
"""What is shown of a licence that nobody states."""
PAPERS = ("MODEL_CARD*", "README*", "LICEN[CS]E*", "COPYING*")
_STATED = re.compile(r"^[\W_]*licen[cs]e[\W_]*:[\W_]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_KNOWN = (
    ("OpenRAIL-M", r"\bOpen\s?RAIL"),
    ("Apache-2.0", r"Apache License\s*,?\s*Version 2"),
    ("MIT", r"\bMIT License\b"),
    ("GPL-3.0", r"GNU GENERAL PUBLIC LICENSE\s*Version 3"),
    ("CC BY-NC-SA 4.0", r"Attribution-NonCommercial-ShareAlike 4"),
    ("CC BY-NC 4.0", r"Attribution-NonCommercial 4"),
    ("CC BY-SA 4.0", r"Attribution-ShareAlike 4"),
    ("CC BY 4.0", r"Creative Commons\s+Attribution 4|\bAttribution 4\.0 International"),
    ("CC0 1.0", r"\bCC0\b|Creative Commons Zero"),
)
_READ = 20_000
"""How many characters of a file are looked at."""


def stated(text: str) -> str:
    """The licence that a card has in a line of its own."""
    found = _STATED.search(text[:_READ])
    return " ".join(found.group(1).split()).strip("*_`") if found else ""


def licence_of(folder: Path, papers: Sequence[str] = PAPERS) -> str:
    """The licence of what lies in a folder: as its card says, else as its text is known."""
    texts = [
        file.read_text(encoding="utf-8", errors="replace")[:_READ]
        for pattern in papers
        for file in sorted(folder.glob(pattern))
        if file.is_file()
    ]
    for text in texts:
        if found := stated(text):
            return found
    for text in texts:
        for name, words in _KNOWN:
            if re.search(words, text):
                return name
    return ""
