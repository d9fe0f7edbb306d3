"""What an edition is, to `build` and to packages that bring further ones.

In: a `Job`. Out: files below a folder. Editions are found by the entry point group
`bulletin.editions`: the entry's name is the edition's, and it names a class (or anything that
takes no argument) that gives an object with the shape of `Edition`. The built-in ones are
registered in the same way, in `pyproject.toml`; `tests/plugins/` has a whole package.

The contract:

- **When.** `build` asks for all editions first, so the module that the entry names is imported by
  every command that builds or publishes: import heavy libraries inside `make`. An edition is made
  after those named in `after`, and if it is spoken, after the narration: as soon as there is a core.
- **Where.** `make` runs in a process other than ours (a copy of it where that is safe, else started
  by "spawn"), which may have made another edition before; several run at once. The edition
  object, the `Job`, the findings and what is raised travel there and back, so all of them can be
  pickled: the class stands at a module's top, and an exception of its own takes its arguments as
  it was given them.
- **What may be heard.** The articles and the announcement, as AAC. What needs MP3 too, or less,
  says so with an attribute `hears`, which may be left out.
- **What may be read.** The `Job`: the composed issue, its theme, the files below `issue.folder`
  that it names (`issue.files`), the narration and what lies in `made`. No clock, no environment, no
  network, no other file. Files in `made` are links that others hold too: never write to them.
- **What is written.** Only new files below `folder`, at their paths in the release. No two editions
  write one path. They are plain files, no links, with names that every system can have; a name
  that begins with a dot is ours, as are those of the manifest and its signature.
- **When it is made anew.** The same job has to give the same bytes, for a piece that was made is
  kept under a key of: the job, the digest of bulletin's own code, the digest of all files of the
  package that the edition's class is in, and `versions`. Any other package that shapes the bytes
  has to be named in `versions`.
- **What is made once.** Pictures, charts, covers and codes of `bulletin.art` and `theme.page` are
  found where they were made before, for whatever edition. Things of its own an edition keeps with
  `bulletin.cache.once`; in their keys belongs what `versions` and its package's digest say.
- **How it fails.** `FindingsError` for what an editor wrote (with codes of `bulletin.codes`),
  `BulletinError` for anything else that has words. Every other exception is reported as a mistake
  of the package, with its traceback.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Protocol

from bulletin import plugins
from bulletin.diagnostics import BulletinError, Finding
from bulletin.editions.fitting import ANNOUNCED, ARTICLES, MP3, fault_of
from bulletin.job import Download, Job
from bulletin.messages import tr

__all__ = [
    "ANNOUNCED",
    "ARTICLES",
    "GROUP",
    "MP3",
    "Download",
    "Edition",
    "Job",
    "any_on_paper",
    "any_with_items",
    "before",
    "behind",
    "downloads_of",
    "editions",
    "hears",
    "imports_of",
]

GROUP = "bulletin.editions"


class Edition(Protocol):
    """A way to put out an issue."""

    name: str
    """What `--edition` calls it: small letters, digits, hyphens."""
    after: tuple[str, ...]
    """Names of editions whose files it reads or links to, if they are made too."""
    spoken: bool
    """Whether it uses the narration, or comes after an edition that does."""
    standard: bool
    """Whether it is made when no edition is named."""
    downloads: tuple[Download, ...]
    """The files that readers may take with them: they stand on the web page, in the archive and
    in its catalogues. What is not written for an issue is not offered."""
    gathers: bool
    """Whether it shows the downloads of all others: it then comes after every edition that has
    some, but for those that come after it."""

    on_paper: bool
    """Whether it is set in the theme's faces alone, and can show nothing for which they have no
    shape: such characters are then errors. May be left out, which means that it is not."""
    needs: tuple[str, ...]
    """Those of `after` that it cannot do without: they are made whenever it is. May be left
    out, which means none."""

    with_items: bool
    """Whether it needs the loudspeaker's items spoken too. May be left out: it does not."""

    imports: tuple[str, ...]
    """Modules that `make` imports and that take long: a process may import them before there is
    a job. May be left out, which means none."""

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the edition's files below `folder`, at their paths in the release.

        What an editor should know of it, as a picture too small for the press, comes back as
        warnings. Raises `BulletinError` or `FindingsError` when it cannot be made.
        """

    def versions(self) -> Mapping[str, str]:
        """The libraries that shape its bytes, with their versions: part of the cache key."""


def editions() -> dict[str, Edition]:
    """Every installed edition by name, each after those that come before it.

    Raises `BulletinError` where some wait for each other.
    """
    found = {name: _edition(point) for name, point in plugins.points(GROUP).items()}
    earlier = before(found.values())
    ordered: dict[str, Edition] = {}
    while found:
        ready = [name for name in found if not earlier[name] & set(found)]
        if not ready:
            message = tr("these editions wait for each other: {found}", found=", ".join(found))
            raise BulletinError(message, tr("remove the package that brings one of them"))
        ordered |= {name: found.pop(name) for name in ready}
    for edition in ordered.values():
        late = [n for n in sorted(earlier[edition.name]) if ordered[n].spoken]
        if late and not edition.spoken:
            message = tr(
                "the edition {name} comes after {late}, which is spoken",
                name=edition.name,
                late=late[0],
            )
            raise BulletinError(message, tr("{name} has to be spoken as well", name=edition.name))
    return ordered


def before(some: Iterable[Edition]) -> dict[str, set[str]]:
    """For each of some editions, the names of those among them that are made before it."""
    named = {edition.name: edition for edition in some}
    earlier = {name: set(edition.after) & set(named) for name, edition in named.items()}
    for name, edition in named.items():
        if edition.gathers:
            offering = {one.name for one in named.values() if one.downloads}
            earlier[name] |= offering - {name} - behind(name, earlier)
    return earlier


def behind(name: str, earlier: Mapping[str, set[str]]) -> set[str]:
    """The editions that wait for one, or for one that waits for it."""
    found: set[str] = set()
    fresh = {name}
    while fresh:
        fresh = {other for other, waits in earlier.items() if waits & fresh} - found
        found |= fresh
    return found


def any_on_paper(some: Iterable[Edition]) -> bool:
    """Whether one of these editions is set in the theme's faces alone."""
    return any(getattr(edition, "on_paper", False) for edition in some)


def any_with_items(some: Iterable[Edition]) -> bool:
    """Whether one of these editions needs the loudspeaker's items spoken."""
    return any(getattr(edition, "with_items", False) for edition in some)


def imports_of(edition: Edition) -> tuple[str, ...]:
    """The modules that a process which is to make it may import beforehand."""
    return tuple(getattr(edition, "imports", ()))


def hears(edition: Edition) -> frozenset[str]:
    """What a spoken edition uses: the articles, the announcement, and whether as MP3 too.

    An edition says it with an attribute `hears`. It may leave that out: it then has articles and
    announcement, without MP3.
    """
    if not edition.spoken:
        return frozenset()
    return frozenset(getattr(edition, "hears", (ARTICLES, ANNOUNCED)))


def downloads_of(some: Iterable[Edition]) -> tuple[tuple[str, Download], ...]:
    """What some editions offer, each with its edition's name, in the order to show it in."""
    offered = [(edition.name, download) for edition in some for download in edition.downloads]
    return tuple(sorted(offered, key=lambda pair: (pair[1].rank, pair[0], pair[1].file)))


def _edition(point: EntryPoint) -> Edition:
    """An installed edition. Raises `BulletinError` if it has not the shape of one."""
    edition: Edition = plugins.load(point)()
    if fault := fault_of(edition, point.name):
        message = tr(
            "the edition {name!r} of the package {package} {fault}",
            name=point.name,
            package=plugins.package_of(point),
            fault=fault,
        )
        raise BulletinError(message, plugins.way_out(point))
    return edition
