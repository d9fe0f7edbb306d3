"""The articles of a book, each written once for each version of it.

In: an article, the shelf of its files, the printed pages, its track. Out: a `BookChapter`: its
markup with page breaks, its overlay and its recording, made now or found (`cache/once.py` says under
what). A mended sentence makes one chapter anew, and those on whose page breaks it tells.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path

from lxml import etree

from bulletin.cache import once
from bulletin.composition import Composition
from bulletin.document import Anchor, Article, Figure, Link, LinkCard, all_inlines, walk
from bulletin.editions.epub.overlay import aligned, overlay
from bulletin.editions.epub.page_list import Printed, mark
from bulletin.editions.epub.rearranged import is_in_order, rearranged
from bulletin.editions.epub.resources import BookShelf
from bulletin.editions.epub.signs import BookSigns
from bulletin.editions.epub.writer import UP, PageWriter, page_path
from bulletin.job import article_key
from bulletin.narration.model import Cue, Track
from bulletin.theming.contexts.book import PageStart
from bulletin.xhtml import to_xhtml

_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class BookChapter:
    """An article in the book.

    `starts` are the printed pages that begin in it. `smil` is "" where nothing is read aloud;
    else it plays `duration` milliseconds of `recording`.
    """

    xhtml: str
    drawn: bool
    starts: tuple[PageStart, ...]
    smil: str
    duration: int
    recording: Path | None


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where a chapter stands: the printed pages, how many have begun, what is before them all."""

    printed: Printed | None
    done: int
    front: Sequence[str]

    def key(self, xml: str) -> object:
        """What of the printed pages shows in a chapter."""
        if self.printed is None:
            return None
        places = {name: self.printed.places.get(name, -1) for name in _ID.findall(xml)}
        last = max(places.values(), default=-1)
        return (places, self.done, self.printed.labels[self.done : last + 1])


def written(composition: Composition, article: Article, shelf: BookShelf) -> str:
    """An article as XML, as the shared writer has it; its files are on the shelf."""
    pages = {part.slug: page_path(part) for part in composition.parts}
    targets: list[str | Anchor] = [i.target for i in all_inlines(article) if isinstance(i, Link)]
    targets += [
        block.target
        for block in walk(*article.blocks)
        if isinstance(block, LinkCard | Figure) and block.target is not None
    ]
    key = (
        asdict(shelf.measure),
        shelf.taken(article),
        {t.article: pages[t.article] for t in targets if isinstance(t, Anchor)},
        *article_key(composition, article),
    )

    def made() -> bytes:
        def write() -> str:
            tree = PageWriter(composition, shelf).article(article)
            return etree.tostring(tree, encoding="unicode")

        return json.dumps(shelf.asked(write)).encode()

    xml, asked = json.loads(once.made(once.BOOK_ARTICLE, key, made))
    shelf.bring(asked)
    return str(xml)


@dataclass(frozen=True, slots=True)
class ChapterSound:
    """An article's track, if the book has it read aloud.

    `recording` is where its sound goes if the page has another order than the voice.
    """

    track: Track | None
    recording: Path


def chapter(
    xml: str, path: str, place: PrintedPlace, signs: BookSigns, sound: ChapterSound
) -> BookChapter:
    """An article with its page breaks, its signs and its overlay."""
    said, track, recording = None, sound.track, sound.recording
    if track:
        audio = f"audio/{track.name}{track.file.suffix}"
        digest = once.digest_of_source(track.file)
        said = (track.slug, track.duration, audio, digest, [cue.row for cue in track.cues])
    key = (xml, path, place.key(xml), signs.among(xml), said)
    data = json.loads(
        once.made(once.OVERLAY, key, lambda: _finished(xml, path, place, signs, sound))
    )
    file = track.file if track else None
    if track and data["order"] is not None:
        order = replace(track, cues=tuple(Cue(*cue) for cue in data["order"]))
        file = _moved(order, recording).file
    starts = tuple(PageStart(*start) for start in data["starts"])
    return BookChapter(data["xhtml"], data["drawn"], starts, data["smil"], data["duration"], file)


def _finished(
    xml: str, path: str, place: PrintedPlace, signs: BookSigns, sound: ChapterSound
) -> bytes:
    tree, track = etree.fromstring(xml), sound.track
    starts: tuple[PageStart, ...] = ()
    if place.printed is not None:
        starts = mark([(path, tree)], place.printed, place.front, place.done)
    signs.mark(tree)
    order, laid = None, None
    if track:
        following = aligned(tree, track)
        if not is_in_order(following):
            order = [cue.row for cue in following.cues]
        heard = _moved(following, sound.recording)
        laid = overlay(tree, UP + path, heard, f"{UP}audio/{track.name}{track.file.suffix}")
    return json.dumps(
        {
            "xhtml": to_xhtml(tree),
            "drawn": any("svg" in str(item.tag) for item in tree.iter("*")),
            "starts": [astuple(start) for start in starts],
            "smil": laid.smil.decode() if laid else "",
            "duration": laid.duration if laid else 0,
            "order": order,
        }
    ).encode()


def _moved(track: Track, file: Path) -> Track:
    """A track with its recording in the order of its cues."""
    if is_in_order(track):
        return track
    key = (once.digest_of_source(track.file), [cue.row for cue in track.cues])

    def made() -> bytes:
        moved = rearranged(track, file)
        times = {"duration": moved.duration, "cues": [cue.row for cue in moved.cues]}
        return json.dumps(times).encode() + b"\n" + file.read_bytes()

    head, _, sound = once.made(once.RECORDING, key, made).partition(b"\n")
    file.write_bytes(sound)
    times = json.loads(head)
    cues = tuple(Cue(*cue) for cue in times["cues"])
    return replace(track, file=file, duration=times["duration"], cues=cues)
