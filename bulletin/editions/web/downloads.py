"""The files that readers can take with them.

In: the folder with what other editions made. Out: `Download` values, in the order in which
the page offers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.media_types import media_type
from bulletin.theme import Strings

ENDINGS = (".pdf", "-booklet.pdf", "-print.pdf", ".epub", "-light.epub", ".m4b", ".mp3")
"""What comes after the issue's file stem."""


@dataclass(frozen=True)
class Download:
    """A file to take: its path, what it is, what it is good for, and its size in words."""

    path: str
    media_type: str
    title: str
    hint: str
    size: str


def downloads(made: Path, stem: str, strings: Strings) -> tuple[Download, ...]:
    """The downloads of an issue whose files are called `stem`; only those that are there."""
    found = []
    for ending in ENDINGS:
        file = made / f"{stem}{ending}"
        if file.is_file():
            key = key_of_ending(ending)
            found.append(
                Download(
                    path=file.name,
                    media_type=media_type(file.name),
                    title=strings(key),
                    hint=strings(f"{key}_hint"),
                    size=strings.size(file.stat().st_size),
                )
            )
    return tuple(found)


def key_of_ending(ending: str) -> str:
    """The key of the string that names a kind of download."""
    return "web_download_" + ending.lstrip("-.").replace("-", "_").replace(".", "_")
