"""Voices as they are fetched: packed, which they are to be taken out of first.

In: a file. Out: whether it is an archive, and what to do with one.
"""

import re
from pathlib import Path

from bulletin.machine.systems import quoted
from bulletin.messages import tr

_TAPE = re.compile(r".*\.(?:tar(?:\.(?:bz2|gz|xz|zst))?|t(?:gz|bz2?|xz))", re.IGNORECASE)
_OTHER = re.compile(r".*\.(?:zip|rar|7z)", re.IGNORECASE)


def is_archive(file: Path) -> bool:
    """Whether a file's name is that of an archive."""
    return bool(_TAPE.fullmatch(file.name) or _OTHER.fullmatch(file.name))


def how_to_unpack(file: Path) -> str:
    """What to do with an archive: tapes have a command that every system knows."""
    if _TAPE.fullmatch(file.name):
        return tr("unpack it first: tar xf {file}; then name the folder", file=quoted(file))
    return tr("unpack {file} first; then name the folder that comes of it", file=quoted(file))
