"""The files of a site: a path in an address becomes a file that may be served, or nothing.

In: a site's folder, a decoded path. Out: a file inside it. Names that begin with a dot, ways up,
ways of other systems and links that lead out are nothing.
"""

from pathlib import Path

_FORBIDDEN = ("\\", "\0", ":")
WITHHELD = {"worker.js"}
"""Keeps a saved issue on readers' devices: of a preview it would keep yesterday's text."""


def file_of(site: Path, path: str) -> Path | None:
    """The file of a path such as "2026-11/index.html"; None: nothing is there for browsers."""
    parts = path.split("/")
    if any(_is_forbidden(part) for part in parts) or parts[-1] in WITHHELD:
        return None
    try:
        found = site.joinpath(*parts).resolve()
        inside = found.is_relative_to(site.resolve())
        return found if inside and found.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _is_forbidden(part: str) -> bool:
    return part.startswith(".") or not part or any(sign in part for sign in _FORBIDDEN)
