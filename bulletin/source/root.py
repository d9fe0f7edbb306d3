"""Where a publication lies: asked by every command, so nothing else of it is read here.

In: a folder. Out: the publication's, at it or around it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.machine.systems import quoted
from bulletin.messages import tr

PUBLICATION = "publication.yaml"
ISSUE = "issue.yaml"
"""What the settings are called, and by it a folder is an issue."""


def find_root(start: Path) -> Path:
    """The folder with publication.yaml: `start`, its `issues` folder, or one above.

    Raises `BulletinError` when there is none.
    """
    start = start.absolute()
    looked_in = (start, start / "issues", *start.parents)
    for folder in looked_in:
        if (folder / PUBLICATION).is_file():
            return folder
    for folder in looked_in[:2]:
        if found := next(_nearly(folder), None):
            raise found
    message = tr(
        "there is no {publication} in {start}, in its folder issues, or above",
        publication=PUBLICATION,
        start=start,
    )
    hint = tr("go into the publication's folder, or start one with: bulletin init DIR")
    if below := sorted(file.parent for file in start.glob(f"*/{PUBLICATION}")):
        way = below[0].name if start == Path.cwd() else below[0]
        hint = tr("there is one below: cd {folder}", folder=quoted(way))
    raise BulletinError(message, hint)


def _nearly(folder: Path) -> Iterator[BulletinError]:
    """Why a folder that seems to be a publication's is none.

    Its settings are no file, or are called otherwise, as where Windows hides how names end.
    """
    file = folder / PUBLICATION
    if os.path.lexists(file):
        hint = tr("put the file itself there, with the settings of the publication")
        yield BulletinError(tr("{file} is no plain file", file=file), hint)
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return
    for name in names:
        if name.lower() in _OTHERWISE:
            message = tr("{file} has another name than it needs", file=folder / name)
            yield BulletinError(message, tr("rename it to {name}", name=PUBLICATION))


_OTHERWISE = {PUBLICATION, "publication.yml", *(f"{PUBLICATION}{end}" for end in (".txt", ".yaml"))}
"""In small letters: the names that people and their programs give it."""
