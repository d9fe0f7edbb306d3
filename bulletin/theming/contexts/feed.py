"""What the feed for podcast players is given.

In: nothing. Out: one class a page, and the classes of its values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bulletin.source.settings.models import Publication


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A file as a feed names it: absolute address, media type, size in bytes."""

    url: str
    type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """An article in an episode's notes."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Episode:
    """An item of the feed. `duration` is in whole seconds."""

    title: str
    link: str
    guid: str
    date: str
    description: str
    number: int
    season: int = 0
    audio: FeedFile | None = None
    duration: int = 0
    image: str = ""
    chapters: FeedFile | None = None
    alternatives: tuple[FeedFile, ...] = ()
    transcripts: tuple[FeedFile, ...] = ()
    parts: tuple[EpisodePart, ...] = ()


@dataclass(frozen=True)
class Feed:
    """`podcast/feed.xml.j2`. `notes` writes an episode's notes by `podcast/notes.html.j2`."""

    publication: Publication
    home: str
    address: str
    description: str
    updated: str
    cover: str
    guid: str
    episodes: Sequence[Episode]
    notes: Callable[[Episode], str]


@dataclass(frozen=True)
class Notes:
    """`podcast/notes.html.j2`: what players show of an episode."""

    episode: Episode
