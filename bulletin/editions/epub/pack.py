"""A book's files as one EPUB container, the same bytes each time.

In: files by path. Out: a ZIP file whose first entry is `mimetype`, stored and without extra
field (EPUB 3.3, section 4.3, OCF ZIP container), then the others in the order given.
"""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

_MIMETYPE = "application/epub+zip"
_PACKED = {".m4a", ".mp3", ".mp4", ".m4v", ".webm", ".jpg", ".png", ".webp", ".gif"}
"""What is compressed already: stored, so that players can seek in it."""
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""What a ZIP file can say."""
_LEVEL = 9
_UNIX = 3
_MODE = 0o644 << 16


def pack(file: Path, files: Mapping[str, bytes | Path], modified: dt.datetime) -> None:
    """Write a container: contents are bytes, or a file on disk that is copied in."""
    moment = modified.astimezone(dt.UTC)
    time = min(max(_EARLIEST, tuple(moment.timetuple()[:6])), _LATEST)
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(_entry("mimetype", time), _MIMETYPE)
        for path, content in files.items():
            if isinstance(content, bytes):
                out.writestr(_entry(path, time), content, compresslevel=_LEVEL)
                continue
            entry = _entry(path, time)
            entry.file_size = content.stat().st_size
            with content.open("rb") as source, out.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _entry(path: str, time: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = time
    entry = zipfile.ZipInfo(path, (year, month, day, hour, minute, second))
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    stored = path == "mimetype" or Path(path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry
