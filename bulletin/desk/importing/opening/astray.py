"""Where a file may be that is not where somebody said.

In: a path at which there is no file. Out: the hint that leads to the right one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bulletin.messages import tr
from bulletin.source.reporting import meant, nearest

_OF_WINDOWS = re.compile(r"([A-Za-z]):(.*)", re.DOTALL)
_OF_THE_WEB = re.compile(r"https?:/")


def where_instead(path: Path) -> str:
    """What to write for a path that leads to no file."""
    if _OF_THE_WEB.match(str(path)):
        return tr("open the page in a browser, save it, and import the file")
    if sys.platform != "win32" and (drive := _OF_WINDOWS.fullmatch(str(path))):
        return _in_linux(drive[1].lower(), drive[2])
    if not path.parent.is_dir():
        return tr("there is no folder {name}", name=path.parent)
    if path.exists():
        return tr("this is a folder, a pipe or a device: name the file itself")
    names = [one.name for one in path.parent.iterdir() if not one.name.startswith((".", "~$"))]
    if close := nearest(path.name, names):
        return meant(str(path.parent / close))
    return tr("check its name and its folder")


def _in_linux(drive: str, rest: str) -> str:
    r"""A path of Windows as Linux on Windows has it; a shell takes \ away where no quotes stand."""
    whole = rest.startswith(("\\", "/"))
    path = f"/mnt/{drive}/{rest.replace(chr(92), '/').lstrip('/') if whole else 'Users/...'}"
    return tr('in Linux on Windows, write it with / and in quotes: "{path}"', path=path)
