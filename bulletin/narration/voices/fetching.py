"""Voices fetched from where Piper keeps them.

In: a voice's name, or a language, and the folder of installed voices. Out: what is offered, and the
installed voice. Addresses and names are those of Piper's own downloader; that one takes half a file
for a whole one, so the bytes are fetched here, taken up where they were cut off, and checked.
"""

import difflib
import hashlib
import json
import math
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from filelock import FileLock

from bulletin.cache import digest_of_file
from bulletin.diagnostics import MAX_BYTES, BulletinError
from bulletin.machine.connections import as_set_up
from bulletin.machine.disks import room_for
from bulletin.messages import tr
from bulletin.narration.engines.base import base_language
from bulletin.narration.engines.local.piper import config_of, described, rank
from bulletin.narration.engines.services.service import why_unreached
from bulletin.narration.voices.installing import PARTIAL, Installed, add
from bulletin.narration.voices.licences import UNSTATED, stated

_TRIES = 3

DownloadProgress = Callable[[int, int], None]
"""Told how many bytes are here, of how many."""


@dataclass(frozen=True)
class VoiceShelf:
    """Where voices are kept: the address of their list, and of the folder of their files."""

    index: str
    files: str


class ShelfError(BulletinError):
    """The list of voices that can be fetched cannot be had."""


def piper_shelf() -> VoiceShelf:
    """The one that Piper's own downloader knows."""
    from piper import download_voices  # noqa: PLC0415, loads the speech engine

    return VoiceShelf(download_voices.VOICES_JSON, download_voices.URL_FORMAT.partition("{")[0])


@dataclass(frozen=True)
class _Remote:
    """A file on the shelf."""

    address: str
    size: int
    md5: str


@dataclass(frozen=True)
class VoiceOffer:
    """A voice that can be fetched: what to show before doing so. `size` is in bytes."""

    name: str
    language: str
    quality: str
    licence: str
    model: _Remote
    config: _Remote

    @property
    def size(self) -> int:
        """Bytes to be fetched in all."""
        return self.model.size + self.config.size

    @property
    def md5(self) -> str:
        """The digest of the model that the shelf's list has."""
        return self.model.md5


def offer(name: str, shelf: VoiceShelf, patience: float | None = None) -> VoiceOffer:
    """The voice of this name on the shelf. Raises `BulletinError` if there is none.

    `patience`: how many seconds the shelf's list may take in all; None: as long as it comes.
    """
    with _client(patience) as client:
        voices = _listed(client, shelf, patience)
        entry = voices.get(name)
        if entry is None:
            near = difflib.get_close_matches(name, sorted(voices), n=5, cutoff=0.4)
            message = tr("there is no Piper voice {name!r}", name=name)
            raise BulletinError(
                message, tr("perhaps: {near}", near=", ".join(near)) if near else ""
            )
        return _offer(client, name, entry, shelf)


def offers(language: str, shelf: VoiceShelf) -> tuple[VoiceOffer, ...]:
    """The voices for a language, the best first. Raises `BulletinError` if there is none."""
    with _client() as client:
        voices = _listed(client, shelf)
        base = base_language(language)
        fitting = [name for name in sorted(voices) if base_language(name) == base]
        if not fitting:
            known = ", ".join(sorted({base_language(name) for name in voices}))
            message = tr("there is no Piper voice for {language}", language=language)
            raise BulletinError(message, tr("there are voices for: {known}", known=known))
        # Each has a licence of its own, in a file of its own.
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            found = threads.map(lambda name: _offer(client, name, voices[name], shelf), fitting)
            return tuple(sorted(found, key=lambda one: (rank(one.quality), one.name)))


_AT_ONCE = 8


def _remote(address: str, about: Any) -> _Remote:  # noqa: ANN401, as JSON gives it
    """A file as the list has it. Raises what is raised where that is nothing of the kind."""
    size, digest = int(about["size_bytes"]), str(about["md5_digest"])
    if not 0 < size < 1 << 40:
        message = f"{size} bytes"
        raise ValueError(message)
    return _Remote(address, size, digest.lower())


def _offer(client: httpx.Client, name: str, entry: Any, shelf: VoiceShelf) -> VoiceOffer:  # noqa: ANN401, as JSON gives it
    """A voice of the list, with the licence that its card has."""
    try:
        files = {
            path.rpartition("/")[2]: _remote(shelf.files + quote(path), about)
            for path, about in entry["files"].items()
        }
        found = files[f"{name}.onnx"], files[f"{name}.onnx.json"]
        language = str(entry["language"]["code"]).replace("_", "-")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        message = tr("the list of voices does not say what {name!r} consists of", name=name)
        raise BulletinError(
            message, tr("get its two files by hand: bulletin voices add")
        ) from error
    card = files.get("MODEL_CARD")
    licence = _licence(client, card) if card else ""
    quality = str(entry.get("quality") or name.rpartition("-")[2])
    return VoiceOffer(name, language, quality, licence or UNSTATED, *found)


def fetch(
    offered: VoiceOffer, folder: Path, progress: DownloadProgress = lambda _done, _all: None
) -> Installed:
    """Fetch a voice, check it and install it; what a cut download left is taken up again.

    One that is here already is not fetched, and who fetches it at the same time is waited for.
    Raises `BulletinError`; nothing unchecked is ever installed.
    """
    if here := _here(offered, folder):
        return here
    room_for(folder, offered.size)
    waiting = folder / PARTIAL
    waiting.mkdir(parents=True, exist_ok=True)
    with FileLock(waiting / f"{offered.name}.lock"):
        return _here(offered, folder) or _brought(offered, folder, progress)


def _here(offered: VoiceOffer, folder: Path) -> Installed | None:
    """The voice as it is installed, if its files are those of the list."""
    model = folder / f"{offered.name}.onnx"
    files = ((model, offered.model), (config_of(model), offered.config))
    if all(file.exists() and _md5(file) == remote.md5 for file, remote in files):
        return Installed(described(model), digest_of_file(model))
    return None


def _brought(offered: VoiceOffer, folder: Path, progress: DownloadProgress) -> Installed:
    """The voice, once it is here and has spoken."""
    waiting = folder / PARTIAL
    config, model = (waiting / f"{offered.name}.onnx{end}" for end in (".json", ""))
    with _client() as client:
        _fetch(client, offered.config, config, lambda n: progress(n, offered.size))
        done = offered.config.size
        _fetch(client, offered.model, model, lambda n: progress(done + n, offered.size))
    # Tried out under their own names, away from the voices that builds may take.
    with tempfile.TemporaryDirectory(dir=folder, prefix=PARTIAL) as name:
        for file in (config, model):
            file.rename(Path(name) / file.name)
        licence = "" if offered.licence == UNSTATED else offered.licence
        return add(Path(name) / model.name, folder, licence)


def _client(patience: float | None = None) -> httpx.Client:
    waiting = httpx.Timeout(patience) if patience else httpx.Timeout(30, connect=10)
    with as_set_up():
        return httpx.Client(follow_redirects=True, timeout=waiting)


_NO_LIST = tr("something else came in its place: the network may want somebody to sign in first")


def _listed(
    client: httpx.Client, shelf: VoiceShelf, patience: float | None = None
) -> dict[str, Any]:
    try:
        voices: Any = json.loads(_all_of(client, shelf.index, patience))
    except (httpx.HTTPError, ValueError, RecursionError) as error:
        why = why_unreached(error) if isinstance(error, httpx.HTTPError) else _NO_LIST
        message = tr("the list of voices cannot be had: {error}", error=why)
        hint = tr(
            "try again later; or fetch NAME.onnx and NAME.onnx.json on another computer, from"
            " {files}, and here: bulletin voices add NAME.onnx",
            files=shelf.files,
        )
        raise ShelfError(message, hint) from error
    return voices if isinstance(voices, dict) else {}


def _all_of(client: httpx.Client, address: str, patience: float | None) -> bytes:
    """What lies at an address, if it is here whole in time; each piece of it may come in time.

    Raises `ValueError` for more than any list or card of voices has.
    """
    until = time.monotonic() + (patience or math.inf)
    with client.stream("GET", address) as response:
        response.raise_for_status()
        found = bytearray()
        for piece in response.iter_bytes():
            found += piece
            if len(found) > MAX_BYTES:
                message = f"more than {MAX_BYTES} bytes"
                raise ValueError(message)
            if time.monotonic() > until:
                raise httpx.ReadTimeout(tr("it takes too long"))
        return bytes(found)


def _licence(client: httpx.Client, card: _Remote) -> str:
    """The licence as the voice's model card has it; "" if it has none."""
    try:
        return stated(_all_of(client, card.address, None).decode(errors="replace"))
    except (httpx.HTTPError, ValueError):
        return ""


def _fetch(client: httpx.Client, remote: _Remote, file: Path, told: Callable[[int], None]) -> None:
    """Bring a file here whole, in as many goes as `_TRIES` allows.

    What was here of it may be of another one: then it is fetched anew.
    """
    trouble, begun = "", _size(file) > 0
    for _ in range(_TRIES):
        if _size(file) >= remote.size:
            break
        try:
            _go_on(client, remote, file, told)
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                file.unlink(missing_ok=True)
                continue
            message = tr(
                "{name} cannot be had: {status_code}",
                name=file.name,
                status_code=error.response.status_code,
            )
            raise BulletinError(message, tr("try again later")) from error
        except httpx.HTTPError as error:
            trouble = f": {why_unreached(error)}"
    size = _size(file)
    if size < remote.size:
        message = tr(
            "the download of {name} was cut off at {size} of {remote_size} bytes{trouble}",
            name=file.name,
            size=size,
            remote_size=remote.size,
            trouble=trouble,
        )
        raise BulletinError(message, tr("run the same command again to go on from there"))
    if size > remote.size or _md5(file) != remote.md5:
        file.unlink()
        if begun:
            _fetch(client, remote, file, told)
            return
        message = tr(
            "{name} is not what the list of voices says: its digest differs", name=file.name
        )
        raise BulletinError(message, tr("run the same command again to fetch it anew"))


def _go_on(client: httpx.Client, remote: _Remote, file: Path, told: Callable[[int], None]) -> None:
    """Fetch what is missing; all of it where the server cannot begin in the middle."""
    have = _size(file)
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"} if have else {}
    with client.stream("GET", remote.address, headers=headers) as response:
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        with file.open("ab" if resumed else "wb") as stream:
            for piece in response.iter_bytes():
                stream.write(piece)
                told(stream.tell())
                if stream.tell() > remote.size:  # it is another file, and may have no end
                    break


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _md5(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
