"""The publications below a folder.

In: a folder, a province's for instance. Out: the publications in it by name, which is their
path below that folder, without a last `issues`.
"""

import os
from pathlib import Path

from bulletin.source.root import PUBLICATION

_ISSUES = "issues"


def publications(root: Path) -> dict[str, Path]:
    """Every folder with a publication.yaml, by name, in order.

    Links are not followed, hidden folders not entered; below a publication there is no other.
    """
    root = root.absolute()
    found: dict[str, Path] = {}
    for folder, below, files in os.walk(root):
        if PUBLICATION in files:
            place = Path(folder)
            below.clear()
            found[_name(place, root, found)] = place
        else:
            below[:] = sorted(name for name in below if not name.startswith("."))
    return dict(sorted(found.items()))


def _name(place: Path, root: Path, taken: dict[str, Path]) -> str:
    path = place.relative_to(root)
    short = path.parent if path.name == _ISSUES else path
    name = short.as_posix()
    return path.as_posix() if name in taken else name
