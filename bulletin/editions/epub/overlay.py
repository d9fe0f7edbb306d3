"""Media overlays: which element is read when, as SMIL.

In: a page's element tree and the track that reads it. Out: the SMIL document and its length.
Source: EPUB 3.3, section 9, media overlays.

The overlay follows the page, element by element. A clip lasts until the next one begins in the
recording, so that the pauses are kept and the clips of a page are together exactly as long as
its audio.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from lxml import etree

from bulletin.narration.model import Cue, Track
from bulletin.xhtml import Element
from bulletin.xhtml.elements import OPS, SVG

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
class SoundSpan:
    """A stretch of the recording, in milliseconds from its start."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidOverlay:
    """A SMIL document, and the milliseconds that it plays."""

    smil: bytes
    duration: int


def clock(milliseconds: int) -> str:
    """A SMIL clock value: "0:02:03.450" (EPUB 3.3, 9.2.3)."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def aligned(page: Element, track: Track) -> Track:
    """The same track with its cues in the page's order, each named after an element there.

    What is said of a whole figure or table after its title leads to the picture or the rows: a
    whole comes before its parts in reading order, and would be played before its own title.
    """
    cues = {cue.fragment: cue for cue in track.cues}
    for whole in [item for item in page.iter("*") if item.get("id") in cues]:
        fragment = str(whole.get("id"))
        shown = _shown_after_title(whole, cues)
        if shown is not None:
            if not shown.get("id"):
                shown.set("id", f"{fragment}-shown")
            target = str(shown.get("id"))
            cues[target] = replace(cues.pop(fragment), fragment=target)
    ids = [str(item.get("id")) for item in page.iter("*") if item.get("id") in cues]
    return replace(track, cues=tuple(cues[name] for name in ids))


_SHOWN = {f"{{{SVG}}}svg", "img", "video", "audio", "tbody"}
"""What a text about a whole figure or table is about."""


def _shown_after_title(whole: Element, cues: Mapping[str, Cue]) -> Element | None:
    parts = list(whole.iterdescendants("*"))
    begin = cues[str(whole.get("id"))].start
    earlier = [
        place
        for place, part in enumerate(parts)
        if (cue := cues.get(str(part.get("id")))) and cue.start < begin
    ]
    following = parts[earlier[-1] + 1 :] if earlier else []
    shown = next((part for part in following if part.tag in _SHOWN), None)
    return None if shown is None or shown.get("id") in cues else shown


def clips_of(track: Track) -> dict[str, SoundSpan]:
    """The clip of every cue: without gap or overlap, together the whole track."""
    cues = sorted(track.cues, key=lambda cue: cue.start)
    starts = [0, *(round(cue.start * 1000) for cue in cues[1:]), round(track.duration * 1000)]
    return {
        cue.fragment: SoundSpan(begin, end)
        for cue, (begin, end) in zip(cues, pairwise(starts), strict=True)
        if end > begin
    }


def overlay(page: Element, page_path: str, track: Track, audio_path: str) -> LaidOverlay | None:
    """The overlay of a page, or None when nothing of it is read. Paths are relative to it.

    The track is `aligned`. Containers that a listener may skip or leave get an id in the page
    where they have none.
    """
    clips = clips_of(track) if track.cues else {}
    if not clips:
        return None
    smil = etree.Element(f"{{{SMIL}}}smil", {"version": "3.0"}, nsmap=_NAMES)
    body = _add(smil, "body")
    body.set(_TEXTREF, page_path)
    _Walk(page_path, audio_path, clips, track.slug).into(body, page)
    return LaidOverlay(
        etree.tostring(smil, encoding="utf-8", xml_declaration=True, pretty_print=True),
        sum(clip.end - clip.begin for clip in clips.values()),
    )


class _Walk:
    """A walk through a page in reading order."""

    def __init__(self, page: str, audio: str, clips: dict[str, SoundSpan], slug: str) -> None:
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

    def _par(self, parent: Element, fragment: str, clip: SoundSpan) -> None:
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
