"""Which files somebody means who names a folder, as a chat or a stick leaves them.

In: files and folders as they were named. Out: the files to import, the pictures and
recordings that lie among them, and what is there twice.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.desk.importing.opening.kinds import MAX_FILE
from bulletin.source.text import nfc

_SHOWN = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif"), "images"),
    **dict.fromkeys((".heic", ".heif", ".avif"), "images"),
    **dict.fromkeys((".mp4", ".mov", ".webm", ".3gp", ".mp3", ".m4a", ".aac", ".wav"), "media"),
}
"""Where an issue keeps what articles show, by the ending of its name."""
_OF_SYSTEMS = re.compile(r"\..*|~\$.*|thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What systems and programs leave in folders, and no editor knows of."""
_OF_PAGE = re.compile(r"[._-]files$", re.IGNORECASE)
"""Behind a page's name: the folder in which browsers and Word keep what the page shows."""
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Named:
    """What was named: the texts in order, and copies with their originals.

    `shown` is what else folders hold that articles show, by the folder of an issue where it lies.
    """

    files: tuple[str, ...]
    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)


def named(given: Iterable[str]) -> Named:
    """The files that are named, and those in folders that are named, each text once.

    Of two with the same bytes the one with the shorter name is the original.
    """
    files: list[str] = []
    shown: dict[str, list[str]] = {}
    for one in given:
        if one == "-" or not Path(one).is_dir():
            files.append(one)
            continue
        for path in _in_folder(Path(one)):
            place = _SHOWN.get(path.suffix.lower())
            (shown.setdefault(place, []) if place else files).append(str(path))
    copies = _copies(files)
    kept = tuple(file for file in dict.fromkeys(files) if file not in copies)
    return Named(kept, shown, copies)


def _in_folder(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, as people count: 2 before 10."""
    for above, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        mine = (n for n in folders if not (n.startswith(".") or _OF_PAGE.sub("", n) in pages))
        folders[:] = sorted(mine, key=_as_counted)
        for name in sorted(names, key=_as_counted):
            if not _OF_SYSTEMS.fullmatch(name) and (Path(above) / name).is_file():
                yield Path(above) / name


def _as_counted(name: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(nfc(name).casefold())
    return [(int(part) if part.isdecimal() else -1, part) for part in parts]


def _copies(files: Iterable[str]) -> dict[str, str]:
    """The files that have the bytes of another one, and which that is."""
    first: dict[bytes, str] = {}
    copies: dict[str, str] = {}
    for file in sorted(dict.fromkeys(files), key=lambda name: (len(Path(name).name), name)):
        path = Path(file)
        if path.is_file() and path.stat().st_size <= MAX_FILE:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").digest()
            if (original := first.setdefault(digest, file)) != file:
                copies[file] = original
    return copies
