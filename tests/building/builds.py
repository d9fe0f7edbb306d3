"""What builds of tests leave."""

from __future__ import annotations

from pathlib import Path

from bulletin.cache import digest_of_file


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    return {
        file.relative_to(folder).as_posix(): digest_of_file(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }
