"""Which files of a hosted place are ours: a list that lies in the place itself.

In: a folder that is, or is to become, the hosted copy. Out: the files around the releases
that we wrote there. A place with a list is ours; what no list and no release's manifest names
belongs to somebody else, and is neither replaced nor removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Annotated

from pydantic import AfterValidator, Field

from bulletin import manifest
from bulletin.cache import replace_file
from bulletin.diagnostics import BulletinError
from bulletin.formats.versioned import Versioned
from bulletin.machine.disks import inside, text_of_ours
from bulletin.machine.systems import is_litter
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.site.documents.hosted import Traces
from bulletin.site.releases import PAGE
from bulletin.source.settings.models import Publication
from bulletin.source.values import slug_of

NAME = ".bulletin.json"

_SHOWN = 6
"""How many names are shown of what lies in the way."""

_OF_HOSTS = (
    *(".git*", ".ht*", ".nojekyll", ".well-known", ".user.ini", ".ftpquota", ".snapshot*"),
    *(".lock*", ".bulletin*", "..bulletin*", ".releases", ".*.partial"),
)
"""What hosts keep in folders of their own accord, and what we began."""

_EARLIER = ("*.html", "*.xml", "opds.json", "robots.txt", "podcast.jpg", "_headers", "hosting/*")
_EARLIER_FOLDERS = ("assets", "pagefind")
"""What versions before this list left around the releases."""


def _of_place(files: Mapping[str, str]) -> Mapping[str, str]:
    """What a list can vouch for: nothing outside its place."""
    return {path: digest for path, digest in files.items() if inside(path)}


class Listing(Versioned):
    """The files around the releases, SHA-256 by path, and whose hosted copy it is."""

    publication: str = ""
    base_url: str = ""
    files: Annotated[Mapping[str, str], AfterValidator(_of_place)] = {}
    documents: Traces = Field(default={})
    """Every address that a document of earlier years ever had here."""
    releases: tuple[str, ...] = ()
    """The issues that have a release here: one that loses its manifest is noticed."""

    def owned_by(self, publication: Publication) -> Listing:
        """The same list, of this publication's copy."""
        owner = {"publication": publication.name, "base_url": publication.base_url}
        return self.model_copy(update=owner)

    def with_files(self, files: Mapping[str, str]) -> Listing:
        """A list of other files of the same copy."""
        return self.model_copy(update={"files": dict(sorted(files.items()))})

    def beside(self, documents: Traces, releases: Iterable[str]) -> Listing:
        """The same list with other addresses of documents, beside other issues."""
        ids = tuple(sorted(releases))
        return self.model_copy(update={"documents": dict(documents), "releases": ids})

    def without(self, releases: Iterable[Manifest]) -> Listing:
        """The list without what these releases have themselves, where once a page led on."""
        theirs = {f"{one.id}/{file.path}" for one in releases for file in one.files}
        return self.with_files({p: d for p, d in self.files.items() if p not in theirs})

    def refuse_another(self, publication: Publication, place: object) -> None:
        """Raise `BulletinError` where the place that has it is another publication's.

        One may change its name or move; it may do both where its settings tell its former name.
        """
        former = (one.slug or slug_of(one.title or "") for one in publication.former)
        own = {publication.base_url, publication.name, *former}
        if not (self.publication and self.base_url) or {self.publication, self.base_url} & own:
            return
        message = tr(
            "{place} holds another publication, {title} ({address})",
            place=place,
            title=self.publication,
            address=self.base_url,
        )
        hint = tr(
            "give each publication a place of its own; if it is this one, under its former name"
            ' and address, write into publication.yaml: former: [{{until: 2026-06-30, title: "the'
            ' former name"}}] (until: the last day of that name)'
        )
        raise BulletinError(message, hint)

    def write(self, place: Path) -> None:
        """Leave the list in a place, unless it is there."""
        data = (self.model_dump_json(indent=1) + "\n").encode()
        file = place / NAME
        if not file.is_file() or file.read_bytes() != data:
            replace_file(file, data)


KINDS = ("new", "changed", "removed", "unchanged")


@dataclass(frozen=True)
class Change:
    """What becomes of a file in a place: one of `KINDS`."""

    kind: str
    path: str


def read_listing(place: Path) -> Listing | None:
    """The list of a place; None where there is none. Raises `BulletinError` if it is damaged."""
    file = place / NAME
    try:
        return Listing.model_validate_json(text_of_ours(file))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        message = tr(
            "{file} cannot be read, so that nobody knows which files there are ours", file=file
        )
        raise BulletinError(message, tr("publish into an empty folder instead")) from error


def listing_of(place: Path, publication: Publication) -> Listing:
    """The list of a place that is this publication's, or empty.

    Raises `BulletinError` for any other.
    """
    listing = read_listing(place)
    if listing is None and (there := _lying(place)):
        message = tr(
            "{place} is not ours to publish into; there lie: {names}",
            place=place,
            names=names_of(there),
        )
        hint = tr("name an empty folder, or the one that was published into before")
        raise BulletinError(message, hint)
    if listing:
        listing.refuse_another(publication, place)
    return (listing or Listing()).owned_by(publication)


def listing_of_output(place: Path) -> Listing:
    """The list of a folder to build into, which may hold other things that are in nobody's way.

    Releases that were built before there was such a list vouch for what lies around them. Raises
    `BulletinError` for a damaged list, and for another site's front page.
    """
    listing = read_listing(place)
    if listing is not None:
        return listing
    if any(manifest.readable(folder) for folder in _lying(place)):
        files = [file for pattern in _EARLIER for file in place.glob(pattern)]
        files += [f for name in _EARLIER_FOLDERS for f in (place / name).rglob("*")]
        return Listing(files={f.relative_to(place).as_posix(): "" for f in files if f.is_file()})
    if (place / PAGE).exists():
        message = tr("{place} holds another site: its {page} is not ours", place=place, page=PAGE)
        raise BulletinError(message, tr("give another folder with --out"))
    return Listing()


def _lying(place: Path) -> list[Path]:
    """What is in a folder, without what belongs to the host or the disk."""
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if not is_of_host(path.name))


def is_of_host(name: str) -> bool:
    """Whether a folder that holds this is empty all the same: a home, full of hidden files, is not."""
    return is_litter(PurePath(name)) or any(fnmatchcase(name, one) for one in _OF_HOSTS)


def names_of(there: Iterable[Path]) -> str:
    """The first names of what lies somewhere, and how many more there are."""
    names = [path.name for path in there]
    shown, more = ", ".join(names[:_SHOWN]), len(names) - _SHOWN
    return tr("{names} and {more} more", names=shown, more=more) if more > 0 else shown
