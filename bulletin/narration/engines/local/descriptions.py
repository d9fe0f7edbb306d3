"""What a voice's makers, or whoever passed it on, say of it in a file of JSON.

In: a file that nobody has looked at. Out: its values, or `ValueError`; nothing that it holds, and
nothing that it is, stops the program.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from bulletin.messages import tr

_MOST = 5_000_000
"""Bytes. A description with a thousand speakers has 50,000."""


def description_in(file: Path) -> dict[str, Any]:
    """The object in a file. Raises `ValueError` if it holds none, `OSError` if it is not there."""
    data: Any = None
    # A pipe would be waited for, and a file of zeros read for minutes.
    if file.stat().st_size <= _MOST and file.is_file():
        with contextlib.suppress(ValueError, RecursionError):
            data = json.loads(file.read_text(encoding="utf-8"))
    if isinstance(data, dict):
        return data
    raise ValueError(tr("{name} describes no voice", name=file.name))


def language_in(data: dict[str, Any]) -> str:
    """The tag of the language that a description of Piper's kind names, or `ValueError`."""
    for part, name in (("language", "code"), ("espeak", "voice")):
        inside = data.get(part)
        found = inside.get(name) if isinstance(inside, dict) else None
        if found and isinstance(found, str):
            return found.replace("_", "-")
    raise ValueError(tr("no language is named"))
