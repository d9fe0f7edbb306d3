"""Media overlays: which element is read when, as SMIL.

In: a page's element tree and the track that reads it. Out: the SMIL document and its length.
Source: EPUB 3.3, section 9, media overlays.

The overlay follows the page, element by element. A clip lasts until the next one begins in the
recording, so that the pauses are kept and the clips of a page are together exactly as long as
its audio, also where the voice reads a footnote in another place than the page shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from bulletin.editions.xhtml import Element
from bulletin.editions.xhtml.elements import OPS, SVG
from bulletin.narration.model import Track

SMIL = "http://www.w3.org/ns/SMIL"

ACTIVE = "-epub-media-overlay-active"
PLAYING = "-epub-media-overlay-playing"
"""The classes that a reading system sets: on the element being read, on the whole page."""

_NAMES: Any = {None: SMIL, "epub": OPS}
_TYPE = f"{{{OPS}}}type"
_TEXTREF = f"{{{OPS}}}textref"

_STRUCTURES = {
    "table": "table",
    "tr": "table-row",
    "ol": "list",
    "ul": "list",
    "figure": "figure",
    "aside": "aside",
}
"""What a listener may leave (EPUB 3.3, 9.3.5, escapability), by element."""
_TYPES = {"footnotes", "footnote"}
"""What a listener may turn off (EPUB 3.3, 9.3.4, skippability), by epub:type."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of the recording, in milliseconds from its start."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """A SMIL document, and the milliseconds that it plays."""

    smil: bytes
    duration: int


def clock(milliseconds: int) -> str:
    """A SMIL clock value: "0:02:03.450" (EPUB 3.3, 9.2.3)."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def clips_of(track: Track, fragments: set[str]) -> dict[str, Clip]:
    """The clip of every fragment that a page has: without gap or overlap, the whole track."""
    cues = sorted((cue for cue in track.cues if cue.fragment in fragments), key=lambda c: c.start)
    starts = [0, *(round(cue.start * 1000) for cue in cues[1:]), round(track.duration * 1000)]
    return {
        cue.fragment: Clip(begin, end)
        for cue, (begin, end) in zip(cues, pairwise(starts), strict=True)
        if end > begin
    }


def overlay(page: Element, page_path: str, track: Track, audio_path: str) -> Overlay | None:
    """The overlay of a page, or None when nothing of it is read. Paths are relative to it.

    Containers that a listener may skip or leave get an id in the page where they have none.
    """
    clips = clips_of(track, {str(item.get("id")) for item in page.iter("*") if item.get("id")})
    if not clips:
        return None
    _lead_to_parts(page, clips)
    smil = etree.Element(f"{{{SMIL}}}smil", {"version": "3.0"}, nsmap=_NAMES)
    body = _add(smil, "body")
    body.set(_TEXTREF, page_path)
    _Walk(page_path, audio_path, clips, str(page.get("id") or track.slug)).into(body, page)
    return Overlay(
        etree.tostring(smil, encoding="utf-8", xml_declaration=True, pretty_print=True),
        sum(clip.end - clip.begin for clip in clips.values()),
    )


_SHOWN = {f"{{{SVG}}}svg", "img", "video", "audio", "tbody"}
"""What a text about a whole figure or table is about."""


def _lead_to_parts(page: Element, clips: dict[str, Clip]) -> None:
    """Let what is said of a whole after its title lead to the picture or the rows.

    A whole comes before its parts in reading order: its text would be played before the title.
    """
    for whole in [item for item in page.iter("*") if item.get("id") in clips]:
        fragment = str(whole.get("id"))
        parts = list(whole.iterdescendants("*"))
        begin = clips[fragment].begin
        earlier = [
            place
            for place, part in enumerate(parts)
            if (clip := clips.get(str(part.get("id")))) and clip.begin < begin
        ]
        following = parts[earlier[-1] + 1 :] if earlier else []
        shown = next((part for part in following if part.tag in _SHOWN), None)
        if shown is not None and shown.get("id") not in clips:
            if not shown.get("id"):
                shown.set("id", f"{fragment}-shown")
            clips[str(shown.get("id"))] = clips.pop(fragment)


class _Walk:
    """A walk through a page in reading order."""

    def __init__(self, page: str, audio: str, clips: dict[str, Clip], slug: str) -> None:
        self.page = page
        self.audio = audio
        self.clips = clips
        self.slug = slug
        self.made = 0

    def into(self, parent: Element, target: Element) -> None:
        """Add an element's clips to `parent`, in a sequence of its own where it is a structure."""
        kind = _kind(target)
        if kind and self._is_read(target):
            parent = self._sequence(parent, target, kind)
        clip = self.clips.get(target.get("id", ""))
        if clip:
            self._par(parent, target.get("id", ""), clip)
        for child in target.iterchildren("*"):
            self.into(parent, child)

    def _is_read(self, target: Element) -> bool:
        return any(item.get("id") in self.clips for item in target.iter("*"))

    def _sequence(self, parent: Element, target: Element, kind: str) -> Element:
        if not target.get("id"):
            self.made += 1
            target.set("id", f"{self.slug}-m{self.made}")
        sequence = _add(parent, "seq")
        sequence.set(_TYPE, kind)
        sequence.set(_TEXTREF, f"{self.page}#{target.get('id')}")
        return sequence

    def _par(self, parent: Element, fragment: str, clip: Clip) -> None:
        par = _add(parent, "par", id=f"p-{fragment}")
        _add(par, "text", src=f"{self.page}#{fragment}")
        times = {"clipBegin": clock(clip.begin), "clipEnd": clock(clip.end)}
        _add(par, "audio", src=self.audio, **times)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{SMIL}}}{tag}", attributes)


def _kind(target: Element) -> str:
    """The structure that an element is, as a value of epub:type, or ""."""
    for kind in str(target.get(_TYPE, "")).split():
        if kind in _TYPES:
            return kind
    return _STRUCTURES.get(str(target.tag), "")
