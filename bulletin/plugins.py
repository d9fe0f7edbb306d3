"""Packages that bring further editions, engines, targets and languages.

In: the name of a group of entry points. Out: what is registered there, each name once, and the
digest of the code that something comes from. What does not load is a `BulletinError` that names
the package, for its fault is not the editor's and not ours.
"""

import contextlib
import functools
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Generic, TypeVar

from bulletin.cache import digest_of, digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import in_words
from bulletin.machine.patience import Hanging, patience
from bulletin.messages import tr

OWN = "bulletin"
"""The package whose code every key covers anyway (see `cache.code_digest`)."""

T = TypeVar("T")

_LOADING = 60
"""Seconds for which a module of others is waited for."""

_MADE = {"__pycache__"}
"""Folders of a package that hold nothing of its own."""


def points(group: str) -> Mapping[str, EntryPoint]:
    """What is registered in a group, in order of name.

    Raises `BulletinError` when two packages take one name: which of them is meant would be left
    to chance.
    """
    return _points(group, tuple(sys.path))


def modules_of_others() -> set[str]:
    """The names of the packages that bring anything, but for our own."""
    return set(_others(tuple(sys.path)))


@functools.cache
def _others(path: tuple[str, ...]) -> Mapping[str, EntryPoint]:
    """For each package of others, as it is imported, one of the things that it brings."""
    registered = _registered(path)
    groups = (group for group in registered.groups if group.startswith(f"{OWN}."))
    found = (point for group in groups for point in registered.select(group=group))
    return {_top(point.module): point for point in found if not _is_own(point)}


def maker_of(module: str) -> str:
    """The name of the package that a module is in: as pip knows it, where it brings something."""
    point = _others(tuple(sys.path)).get(_top(module))
    return package_of(point) if point else _top(module)


def at_fault(error: BaseException) -> str:
    """The package of others in whose code an exception arose, as pip knows it; "" where none.

    Exceptions of our own, wherever they are raised, have words already or ask us to end.
    """
    if is_own(error):
        return ""
    others = modules_of_others()
    arose: BaseException | None = error
    while arose:
        for frame, _ in traceback.walk_tb(arose.__traceback__):
            module = str(frame.f_globals.get("__name__", ""))
            if _top(module) in others:
                return maker_of(module)
        arose = arose.__cause__
    return ""


def caller() -> str:
    """The package of others from whose code this is called, however far down; "" where none."""
    others = modules_of_others()
    frame = inspect.currentframe()
    while frame:
        module = str(frame.f_globals.get("__name__", ""))
        if _top(module) in others:
            return maker_of(module)
        frame = frame.f_back
    return ""


def mistake_of(package: str, error: BaseException) -> BulletinError:
    """What to say of an exception that a package of others let through."""
    if isinstance(error, SystemExit):
        words = tr("the package {package} ended the program", package=package)
    elif isinstance(error, OSError):
        said = in_words(error).message
        words = tr("the package {package} failed: {said}", package=package, said=said)
    else:
        return mistaken(package, "".join(traceback.format_exception(error)).rstrip())
    return BulletinError(words, way_without(package))


def mistaken(package: str, text: str) -> BulletinError:
    """What to say of a package of others that is at fault; `text` is for those who make it."""
    words = tr("this is a mistake in the package {package}\n{text}", package=package, text=text)
    return BulletinError(words, way_without(package))


@contextlib.contextmanager
def heard_from(package: str, seconds: int) -> Iterator[Callable[[], None]]:
    """A block that runs another package's code, and is given up once it is silent for so long.

    It is silent from its beginning, or from the last call of what the block gets, on. Raises
    `BulletinError`.
    """
    try:
        with patience(seconds) as heard:
            yield heard
    except Hanging as error:
        raise BulletinError(in_vain(package, seconds), way_without(package)) from error


def in_vain(package: str, seconds: int) -> str:
    """What is said of a package whose code did not come to an end in time."""
    return tr(
        "the package {package} was waited for in vain for {count} seconds",
        package=package,
        count=seconds,
    )


def _top(module: str) -> str:
    return module.partition(".")[0]


@functools.cache
def _registered(_path: tuple[str, ...]) -> Any:  # noqa: ANN401, other types in other Pythons
    return entry_points()


@functools.cache
def _points(group: str, _path: tuple[str, ...]) -> Mapping[str, EntryPoint]:
    """The same, read once for each path of modules: every package's list is a file."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(
        _registered(_path).select(group=group), key=lambda point: (point.name, point.value)
    ):
        other = found.setdefault(point.name, point)
        if other.value != point.value:
            message = tr(
                "{package} and {other} both bring {name!r} ({group})",
                package=package_of(other),
                other=package_of(point),
                name=point.name,
                group=group,
            )
            raise BulletinError(
                message, tr("remove one: pip uninstall {package}", package=package_of(point))
            )
    return found


def load(point: EntryPoint) -> Any:  # noqa: ANN401, each group says what it holds
    """What an entry point names. Raises `BulletinError` if a package of others does not load."""
    try:
        if _is_own(point):
            return point.load()
        with heard_from(package_of(point), _LOADING):
            return point.load()
    except BaseException as error:
        if _is_own(point) or is_own(error):
            raise
        what = tr(
            "{name!r} of the package {package} ({group})",
            name=point.name,
            package=package_of(point),
            group=point.group,
        )
        said = str(error) or type(error).__name__
        message = tr("{what} cannot be loaded: {error}", what=what, error=said)
        raise BulletinError(message, way_out(point)) from error


class Registered(Mapping[str, T], Generic[T]):
    """What a group names, by name, loaded: our own when somebody asks for it, others at once.

    So a command imports of ours what it uses, and a package that does not load is named by each.
    """

    def __init__(self, group: str) -> None:
        self._points = points(group)
        self._others: dict[str, T] = {
            name: load(point) for name, point in self._points.items() if not _is_own(point)
        }

    def __getitem__(self, name: str) -> T:
        if name in self._others:
            return self._others[name]
        found: T = load(self._points[name])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)

    def __contains__(self, name: object) -> bool:
        return name in self._points


def _is_own(point: EntryPoint) -> bool:
    return _top(point.value) == OWN


def is_own(thing: object) -> bool:
    """Whether a class, a function or an object of a class is ours, and no other package's."""
    module = getattr(thing, "__module__", type(thing).__module__)
    return _top(str(module)) == OWN


def package_of(point: EntryPoint) -> str:
    """The name of the package that registered an entry point, as pip knows it."""
    return point.dist.name if point.dist else _top(point.value)


def way_out(point: EntryPoint) -> str:
    """What to do about a package that does not work."""
    return way_without(package_of(point))


def way_without(name: str) -> str:
    """The same for its name."""
    return tr(
        "bring it up to date: pip install --upgrade {name}, or remove it: pip uninstall {name}",
        name=name,
    )


@functools.cache
def code_of(module: str) -> str:
    """SHA-256 over the package that a module is in: all its files, code and data; "" for ours.

    Of a namespace that several packages share, the part that the module is in. Other packages
    that it uses are not covered.
    """
    names = module.split(".")
    if names[0] == OWN:
        return ""
    for depth in range(1, len(names) + 1):
        spec = importlib.util.find_spec(".".join(names[:depth]))
        if spec is None:
            break
        if spec.origin and spec.has_location:
            origin = Path(spec.origin)
            root = origin.parent if spec.submodule_search_locations else origin
            listing = [f"{path} {digest_of_file(file)}" for path, file in _files(root)]
            return digest_of("\n".join(listing).encode())
    return ""


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """A module's file, or all files of a package, each with its path."""
    if root.is_file():
        yield root.name, root
        return
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root)
        if file.is_file() and not _MADE & set(path.parts):
            yield path.as_posix(), file
