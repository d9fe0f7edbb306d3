"""Where a publication lies: asked by every command, so nothing else of it is read here.

In: a folder. Out: the publication's, at it or around it.
"""

from __future__ import annotations

from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

PUBLICATION = "publication.yaml"


def find_root(start: Path) -> Path:
    """The folder with publication.yaml: `start`, its `issues` folder, or one above.

    Raises `BulletinError` when there is none.
    """
    start = start.absolute()
    for folder in (start, start / "issues", *start.parents):
        if (folder / PUBLICATION).is_file():
            return folder
    message = tr(
        "there is no {publication} in {start}, in its folder issues, or above",
        publication=PUBLICATION,
        start=start,
    )
    raise BulletinError(
        message, tr("go into the publication's folder, or start one with: bulletin init DIR")
    )
