"""What a reader's device holds of a saved issue, and the service worker that does it.

In: the release's files. Out: `worker.js`, and the sizes to tell before saving.
"""

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import digest_of, digest_of_file, replace_file
from bulletin.editions.web.assets import script_of
from bulletin.theming.theme import Theme

WORKER = "worker.js"
_LARGE = ("audio/", "media/")
"""Folders of what is saved only with the sound."""
_MARK = "__RELEASE__"


@dataclass(frozen=True)
class Saved:
    """Files of a saved issue: path and size in bytes of each."""

    text: tuple[tuple[str, Path], ...]
    sound: tuple[tuple[str, Path], ...]

    def size(self, *, sound: bool, besides: int = 0) -> int:
        """Bytes of all that is saved, and of files not written yet."""
        files = self.text + self.sound if sound else self.text
        return besides + sum(file.stat().st_size for _, file in files)


def saved(folder: Path, audio: Iterable[Path], without: AbstractSet[str]) -> Saved:
    """What to save of a web edition in `folder`, and of the audio files elsewhere.

    `without`: paths that are not needed, such as further sizes of a picture.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    paths = {file.relative_to(folder).as_posix(): file for file in files}
    text, sound = [], [(f"audio/{file.name}", file) for file in sorted(audio)]
    for path, file in paths.items():
        if path.startswith(_LARGE):
            sound.append((path, file))
        elif path not in without:
            text.append((path, file))
    return Saved(tuple(text), tuple(sorted(sound)))


def write_worker(theme: Theme, issue_id: str, folder: Path, files: Saved) -> None:
    """Write the service worker: the theme's script with the list of this release's files."""
    lists = {
        name: [(path, digest_of_file(file)[:12]) for path, file in chosen]
        for name, chosen in (("text", files.text), ("sound", files.sound))
    }
    version = digest_of(json.dumps(lists).encode())[:12]
    release = {"version": version, "id": issue_id, **lists}
    text = script_of(theme, "worker").replace(_MARK, json.dumps(release, ensure_ascii=False))
    replace_file(folder / WORKER, text.encode())
