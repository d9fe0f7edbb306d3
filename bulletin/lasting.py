"""Names that last: by which players, libraries and calendars know an issue and what it holds.

In: a new release and those that were made before. Out: its manifest with the names that it was
first published with. A new title, slug or address of the publication changes none of them, for
a player would take every episode for a new one.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletin import manifest
from bulletin.desk.starter_files import is_placeholder
from bulletin.manifest import ArticleRecord, Manifest
from bulletin.source.issue import Issue

_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcasts' identifiers (podcast namespace, `guid`)."""
FEED = "feed.xml"


def named(release: Manifest, out: Path, issues: Collection[str]) -> Manifest:
    """A new release with the names that it, its articles and the feed have for ever.

    `out` holds the releases so far, among them perhaps the last one of this issue, also under
    the name that its folder had before; `issues` are those that the publication has now.
    """
    releases = releases_in(out)
    slugs = {article.slug for article in release.articles}
    last = _last(releases, _Known(release.id, release.number, release.date, slugs), issues)
    guid = issue_guid(last) if last else f"issue-{release.id}"
    articles = _articles(guid, release.articles, last)
    podcast = podcast_guid(_at_home(releases) or [release])
    lasting = {"guid": guid, "podcast": podcast, "articles": articles}
    made = release.model_copy(update={**lasting, "renamed": last.renamed if last else 0})
    others = [one for one in releases if one.id != made.id and issue_guid(one) == guid]
    if made in current([*others, made]):
        return made
    turn = 1 + max(one.renamed for one in others)
    return made.model_copy(update={"renamed": turn})


def first_address(issue: Issue, out: Path, issues: Collection[str]) -> str:
    """The address that an issue was first published at; "" if that is the one it has now.

    Books and calendar entries are known by it: on a shelf a corrected issue takes the place of
    the one that was there, wherever the publication has moved.
    """
    slugs = {article.slug for article in issue.articles}
    known = _Known(issue.id, issue.settings.number, issue.settings.date, slugs)
    own = manifest.readable(out / issue.id)
    # Who was built before knows it; all others are read for the sake of a new name alone.
    last = own if own and own.id == issue.id else _last(releases_in(out), known, issues)
    first = last.lasting_address if last and _at_home([last]) else issue.address
    return "" if first == issue.address else first


class _Known(NamedTuple):
    """What an issue is known by before it has a name that lasts."""

    id: str
    number: int
    date: dt.date
    slugs: Collection[str]


def _last(releases: Sequence[Manifest], known: _Known, issues: Collection[str]) -> Manifest | None:
    """The last release of an issue, also under the name that its folder had before."""
    last = next((earlier for earlier in releases if earlier.id == known.id), None)
    return last or next((one for one in releases if _is_renamed(one, known, issues)), None)


def _is_renamed(earlier: Manifest, known: _Known, issues: Collection[str]) -> bool:
    """Whether an earlier release is the same issue, whose folder has another name now."""
    slugs = {article.slug for article in earlier.articles}
    return (
        earlier.id not in issues
        and (earlier.number, earlier.date) == (known.number, known.date)
        and len(slugs.intersection(known.slugs)) * 2 >= max(len(slugs), 1)
    )


def current(releases: Iterable[Manifest]) -> list[Manifest]:
    """The releases without those that are out again under another name of their folder."""
    chosen: dict[str, Manifest] = {}
    for release in releases:
        other = chosen.get(issue_guid(release))
        if other is None or _age(other) < _age(release):
            chosen[issue_guid(release)] = release
    return list(chosen.values())


def _age(release: Manifest) -> tuple[int, bool, str]:
    """How late a release took its guid: what it was first published as ends in its own id.

    One whose folder has got back the name that it had took it later still.
    """
    moved = not issue_guid(release).endswith(f"-{release.id}")
    return release.renamed, moved, release.id


def issue_guid(release: Manifest) -> str:
    """The guid that a release has, or had before manifests kept it."""
    if release.guid:
        return release.guid
    ending = f"-{release.id}"
    stems = (Path(record.path).stem for record in release.files if "/" not in record.path)
    return next((stem for stem in stems if stem.endswith(ending)), f"issue-{release.id}")


def article_guid(release: Manifest, slug: str) -> str:
    """The guid that an article of a release has, or had before manifests kept it."""
    kept = next((article.guid for article in release.articles if article.slug == slug), "")
    return kept or f"{issue_guid(release)}/{slug}"


def podcast_guid(releases: Collection[Manifest]) -> str:
    """The guid that the feed of these releases was first published with; "" without any."""
    oldest = min(
        _at_home(releases) or releases, key=lambda release: (release.date, release.id), default=None
    )
    if oldest is None:
        return ""
    return oldest.podcast or guid_of_feed(oldest.address.removesuffix(f"{oldest.id}/"))


def _at_home(releases: Iterable[Manifest]) -> list[Manifest]:
    """The releases but those at the address that all begin with: two communes are no podcast."""
    homes = ((one, one.address.removesuffix(f"{one.id}/")) for one in releases)
    return [one for one, home in homes if not is_placeholder("base_url", home)]


def first_home(releases: Iterable[Manifest], home: str) -> str:
    """The address at which the publication was when its feed began; `home`: where it is now."""
    releases = list(releases)
    homes = (f"{one.lasting_address.rstrip('/').rpartition('/')[0]}/" for one in releases)
    known = podcast_guid(releases)
    return next((one for one in homes if guid_of_feed(one) == known), home)


def guid_of_feed(base_url: str) -> str:
    """The guid of the feed at a place, by the rule of the podcast namespace."""
    address = f"{base_url.rstrip('/')}/{FEED}"
    return str(uuid.uuid5(_PODCASTS, address.partition("://")[2].rstrip("/")))


def releases_in(out: Path) -> list[Manifest]:
    """The manifests in a folder of releases, as far as they can be read."""
    # What is no release has no names; the archive says so.
    files = sorted(out.glob(f"*/{manifest.NAME}"))
    return [one for file in files if (one := manifest.readable(file.parent))]


def _articles(
    issue: str, articles: Sequence[ArticleRecord], last: Manifest | None
) -> tuple[ArticleRecord, ...]:
    """Articles with the guids of those that they were before, and others with new ones."""
    guids = _kept(articles, last) if last else {}
    taken = {article_guid(last, record.slug) for record in last.articles} if last else set()
    made = []
    for place, article in enumerate(articles):
        guid = guids.get(place) or _free(f"{issue}/{article.slug}", taken)
        taken.add(guid)
        made.append(article.model_copy(update={"guid": guid}))
    return tuple(made)


_FEW = 50
"""Words; articles that are longer are hardly of one length by chance."""
_SAME: tuple[Callable[[ArticleRecord, ArticleRecord], bool], ...] = (
    lambda one, other: (one.slug, one.title) == (other.slug, other.title),
    lambda one, other: one.title == other.title,
    lambda one, other: one.slug == other.slug,
    lambda one, other: bool(one.summary) and one.summary == other.summary,
    lambda one, other: one.words == other.words > _FEW,
)
"""What shows that two are one article, the surest first."""


def _kept(articles: Sequence[ArticleRecord], last: Manifest) -> dict[int, str]:
    """The guids that articles had in the last release, by their places now."""
    records, guids = list(last.articles), dict[int, str]()
    for is_same in _SAME:
        for place, article in enumerate(articles):
            record = next((one for one in records if is_same(one, article)), None)
            if record is not None and place not in guids:
                guids[place] = article_guid(last, record.slug)
                records.remove(record)
    return guids


def _free(guid: str, taken: Collection[str]) -> str:
    """The guid, or one like it that nothing has yet."""
    others = (f"{guid}-{count}" for count in itertools.count(2))
    return next(one for one in itertools.chain([guid], others) if one not in taken)
