"""A release that is as it must be: nothing that it was made from has changed, nor what was made.

In: an order. Out: what the last build of the same said of it, or None
if anything is not as it was. Looked at are the publication's folder, the folder of releases,
the code and themes of bulletin and of packages that add to it, and what is installed.
"""

import importlib.util
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bulletin
from bulletin.building.order import Order
from bulletin.cache import digest_of_file, digest_of_source, key_of
from bulletin.cache.file_states import FileStates, is_same, states
from bulletin.diagnostics import BulletinError
from bulletin.plugins import modules_of_others


@dataclass(frozen=True)
class LastBuild:
    """What a build said: findings and summary as `cache/records.py` writes them, and what JSON had."""

    findings: str
    summary: str
    values: str


def sources_of(order: Order) -> FileStates:
    """The state of all that a build reads; take it before it reads anything."""
    places = (order.root, order.voices, *_code())
    return dict(row for place in places for row in states(place, {order.out, order.cache.root}))


def remember(order: Order, sources: FileStates, told: LastBuild) -> None:
    """Keep what a build said, with the state of what it read (`sources`) and of what it made."""
    ours = _ours(order.out)
    record = {
        "sources": sources,
        "ours": ours,
        "made": _made(order, ours, digest_of_source),
        "told": [told.findings, told.summary, told.values],
    }
    order.cache.put(_key(order), json.dumps(record).encode())


def recall(order: Order, sources: FileStates) -> LastBuild | None:
    """What the last build of the same said, if it would say and make the same of these sources."""
    data = order.cache.get(key := _key(order))
    if data is None:
        return None
    record = json.loads(data)
    if not _same(record["sources"], sources):
        return None  # by other code, too, which may have kept something else
    made = _made(order, record["ours"])
    if not _same(record["made"], made):
        return None
    told = LastBuild(*record["told"])
    if any(row[-1] for row in (*record["sources"].values(), *record["made"].values())):
        # By now their times can be trusted; next time nobody needs to read them.
        record |= {"sources": sources, "made": made}
        order.cache.put(key, json.dumps(record).encode())
    return told


def _key(order: Order) -> str:
    """Under which the last build of the same is kept."""
    places = [str(place.resolve()) for place in (order.root, order.out, order.voices)]
    asked = (
        order.issue_id,
        sorted(order.editions),
        order.engine,
        order.audio,
        order.single_audio,
        order.epoch,
    )
    return key_of("unchanged", places, asked, sorted(order.surroundings.items()), _installed())


def _ours(out: Path) -> list[str]:
    """What is ours in a folder of releases, which may be a home or a whole disk.

    The paths of the files around the releases and, last, the pattern of the releases' manifests.
    """
    # A build has them already; that nothing has changed is said without them.
    from bulletin.manifest import NAME as MANIFEST  # noqa: PLC0415, heavy
    from bulletin.site.listing import NAME as LISTING  # noqa: PLC0415, as above
    from bulletin.site.listing import read_listing  # noqa: PLC0415, as above

    try:
        listing = read_listing(out)
    except BulletinError:
        listing = None
    return [LISTING, *(listing.files if listing else ()), f"[!.]*/{MANIFEST}"]


def _made(
    order: Order, ours: Sequence[str], digest: Callable[[Path], str] = digest_of_file
) -> FileStates:
    """The state of all that was made; who made it knows the digests of most of it."""
    *around, manifests = ours
    files = (order.out / path for path in around)
    releases = (file.parent for file in sorted(order.out.glob(manifests)))
    places = (*files, *releases)
    return dict(row for place in places for row in states(place, {order.cache.root}, digest))


def _same(before: Mapping[str, Sequence[int | str]], now: FileStates) -> bool:
    if before.keys() != now.keys():
        return False
    return all(is_same(path, before[path], row) for path, row in now.items())


def _installed() -> list[str]:
    """Python, the system, and all packages with their versions, as their folders' names say them."""
    folders = [Path(folder) for folder in dict.fromkeys(sys.path) if folder]
    found = {name.name for one in folders if one.is_dir() for name in _distributions(one)}
    # Not `platform.platform()`, which runs a program to learn what the processor is called.
    machine = [platform.system(), platform.release(), platform.machine()]
    return [platform.python_version(), *machine, *sorted(found)]


def _distributions(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (one for one in entries if one.name.endswith((".dist-info", ".egg-info")))


def _code() -> Iterator[Path]:
    """The folders of code and themes that shape releases."""
    package = Path(bulletin.__file__).parent
    yield package
    if not (package / "templates").is_dir():
        yield package.parent / "templates"
    for module in sorted(modules_of_others()):
        spec = importlib.util.find_spec(module)
        if spec:
            yield from map(Path, spec.submodule_search_locations or filter(None, [spec.origin]))
