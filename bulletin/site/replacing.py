"""A finished archive put into its place, in which files of others may lie.

In: a folder with the archive's files, the place, and the list of what is ours there. Out: what
becomes of each file; the place with the new ones, each whole, those that lead to others last.
Only what the list names is ever replaced or removed.
"""

import filecmp
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import inside
from bulletin.messages import joined, tr
from bulletin.site.held_folders import put_below, remove_below
from bulletin.site.listing import Change, Listing

_POINTING = {".atom", ".html", ".xml", ".json"}
"""Files that lead to others, and so appear after them."""


@dataclass(frozen=True)
class Archive:
    """Files that lie in `made`, to be put into `place`; `listing` names what is ours there."""

    made: Path
    place: Path
    listing: Listing

    def changes(self) -> tuple[Change, ...]:
        """What becomes of each file, by path.

        Raises `BulletinError` when something in the place is in the way that is not ours.
        """
        paths = self._paths()
        if obstacles := dict.fromkeys(filter(None, map(self._obstacle, sorted(paths)))):
            message = tr(
                "the archive cannot be put into {place}: {obstacles}",
                place=self.place,
                obstacles=joined("; ", obstacles),
            )
            raise BulletinError(message, tr("move that away, and give the same command again"))
        gone = [path for path in self.listing.files if path not in paths and self._is_file(path)]
        changes = [Change(self._kind(path), path) for path in paths]
        changes += [Change("removed", path) for path in gone]
        return tuple(sorted(changes, key=lambda change: change.path))

    def put(self) -> tuple[Change, ...]:
        """Move what has changed to its place, each file whole; what is ours and stale goes."""
        changes = self.changes()
        new = {path: digest_of_file(self.made / path) for path in self._paths()}
        # Whenever this ends: what lies there of ours is named.
        self.listing.with_files({**self.listing.files, **new}).write(self.place)
        written = [change.path for change in changes if change.kind in {"new", "changed"}]
        for path in sorted(written, key=lambda path: (Path(path).suffix in _POINTING, path)):
            put_below(self.place, path, (self.made / path).read_bytes())
        for path in (change.path for change in changes if change.kind == "removed"):
            remove_below(self.place, path)
        self.listing.with_files(new).write(self.place)
        return changes

    def _paths(self) -> set[str]:
        files = (file for file in self.made.rglob("*") if file.is_file())
        return {file.relative_to(self.made).as_posix() for file in files}

    def _kind(self, path: str) -> str:
        place = self.place / path
        if not place.exists():
            return "new"
        same = filecmp.cmp(place, self.made / path, shallow=False)
        return "unchanged" if same else "changed"

    def _obstacle(self, path: str) -> str:
        """What is in the way of a file, in words; "" if nothing is."""
        for above in reversed(Path(path).parents[:-1]):
            folder = self.place / above
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                return tr("{above} is no folder", above=above.as_posix())
        place = self.place / path
        if place.is_symlink():
            return tr("{path} is a symbolic link", path=path)
        if place.exists() and not place.is_file():
            return (
                tr("{path} is a folder", path=path)
                if place.is_dir()
                else tr("{path} is no plain file", path=path)
            )
        if path not in self.listing.files and self._kind(path) == "changed":
            return tr("{path} is not ours", path=path)
        return ""

    def _is_file(self, path: str) -> bool:
        """Whether a listed path is a plain file that lies in the place itself."""
        place = self.place / path
        above = [self.place / parent for parent in Path(path).parents[:-1]]
        return inside(path) and place.is_file() and not any(p.is_symlink() for p in (*above, place))
