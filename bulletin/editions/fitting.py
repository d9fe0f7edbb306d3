"""Whether a thing has the shape of an edition, and whether what it wrote can be in a release.

In: what an entry point made, and the folder that it wrote. Out: the fault in words, or none.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from bulletin import plugins
from bulletin.job import OURS, Download
from bulletin.messages import tr
from bulletin.source.values import is_device

ARTICLES, ANNOUNCED, MP3 = "articles", "announcement", "mp3"
"""What an edition may hear of the narration."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def fault_of(edition: object, name: str) -> str:
    """What an edition lacks that an entry point of this name made; "" for nothing."""
    wrong = {
        one: getattr(edition, one, None)
        for one, (fits, optional) in _SHAPE.items()
        if not (fits(getattr(edition, one)) if hasattr(edition, one) else optional)
    }
    if missing := sorted(one for one in wrong if not hasattr(edition, one)):
        return tr("has no {missing}", missing=", ".join(missing))
    if wrong:
        one, value = next(iter(wrong.items()))
        return tr("has {one} = {value}, which is nothing of the kind", one=one, value=repr(value))
    if (called := getattr(edition, "name", "")) != name:
        return tr("calls itself {name!r}", name=called)
    if not _NAME.fullmatch(name):
        return tr("needs a name of small letters, digits and hyphens")
    return ""


def _is_names(value: object) -> bool:
    return isinstance(value, tuple | list | set | frozenset) and all(
        isinstance(one, str) for one in value
    )


def _is_downloads(value: object) -> bool:
    return isinstance(value, tuple | list) and all(
        isinstance(one, Download) and not _fault_of_path(one.file) for one in value
    )


def _is_heard(value: Any) -> bool:  # noqa: ANN401, of whatever kind
    return _is_names(value) and {ARTICLES, ANNOUNCED, MP3}.issuperset(value)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


_SHAPE: Mapping[str, tuple[Callable[[Any], bool], bool]] = {
    "name": (lambda value: isinstance(value, str), False),
    "after": (_is_names, False),
    "spoken": (_is_bool, False),
    "standard": (_is_bool, False),
    "downloads": (_is_downloads, False),
    "gathers": (_is_bool, False),
    "make": (callable, False),
    "versions": (callable, False),
    "on_paper": (_is_bool, True),
    "with_items": (_is_bool, True),
    "needs": (_is_names, True),
    "imports": (_is_names, True),
    "hears": (_is_heard, True),
}
"""Of each attribute whether a value will do, and whether it may be left out."""


def versions_of(edition: Any) -> dict[str, str]:  # noqa: ANN401, of whatever shape
    """The libraries that shape an edition's bytes. Raises `BulletinError` if it gives none such."""
    given = edition.versions()
    if not isinstance(given, Mapping) or not all(
        isinstance(x, str) for y in given.items() for x in y
    ):
        package = plugins.maker_of(type(edition).__module__)
        raise plugins.mistaken(package, f"versions() gave {given!r}, not names with versions")
    return dict(given)


_LONGEST = 200
"""Letters of a path in a release: Windows has 260 with the folders above it."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"|?*\\]')


def refuse_unfit(edition: object, folder: Path) -> None:
    """Raise `BulletinError` if another package's edition wrote what cannot be in a release.

    Releases lie on all kinds of disks and servers: they hold plain files, at paths that each of
    these can have.
    """
    if plugins.is_own(edition):
        return
    package = plugins.maker_of(type(edition).__module__)
    if folder.is_symlink() or not folder.is_dir():
        raise plugins.mistaken(package, "make() has taken its folder away")
    there: dict[str, str] = {}
    for file in _below(folder):
        path = file.relative_to(folder).as_posix()
        mode = file.lstat().st_mode
        fault = _fault_of_path(path)
        if not fault and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            fault = "it is no plain file"
        elif not fault and not os.access(file, os.R_OK):
            fault = "it cannot be read"
        elif (other := there.setdefault(as_one(path), path)) != path:
            fault = f"on many disks that is the same file as {other!r}"
        if fault:
            raise plugins.mistaken(package, f"{path!r}: {fault}")


def _below(folder: Path) -> Iterator[Path]:
    """All that lies below a folder; links are not followed."""
    for here, folders, files in os.walk(folder):
        yield from (Path(here, name) for name in sorted((*folders, *files)))


def _fault_of_path(path: str) -> str:
    """Why no file of an edition can have a path in a release; for those who make the edition."""
    if path.casefold() in OURS:
        return "that name is ours"
    if len(path) > _LONGEST:
        return f"the path is longer than {_LONGEST} letters"
    if path != unicodedata.normalize("NFC", path):
        return "the name is not in the normal form C of Unicode"
    for part in PurePosixPath(path).parts:
        device = is_device(part.partition(".")[0])
        if device or part.endswith((" ", ".")) or _NOT_IN_NAMES.search(part):
            return "no file of Windows can have that name"
        if part.startswith((".", "/")):
            return "a name that begins with a dot is ours"
    return ""


def as_one(path: str) -> str:
    """What paths have in common that are one file where capitals and accents do not count."""
    return unicodedata.normalize("NFC", path).casefold()
