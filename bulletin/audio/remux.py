"""The articles' audio in one M4B, moved packet by packet, never encoded again.

In: tracks of one encoding, tags, a cover. Out: an MP4 file for players of audiobooks.

An AAC encoder puts a packet of run-in before the first sample and fills the last packet up. So
each track's packets begin on the packet nearest to where its chapter begins, with the run-in in
the place of the silence that ends the track before: chapters are right to half a packet (some
20 ms) however many there are, and every article begins as cleanly as in a file of its own.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import av
import av.container
import av.stream

from bulletin.audio import atoms
from bulletin.audio.chapters import for_container
from bulletin.audio.tags import Tags
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.narration.model import Track

_OPTIONS = {"brand": "M4B ", "movflags": "+faststart", "fflags": "+bitexact"}
_AUDIOBOOK = "2"
"""iTunes' media kind (atom `stik`)."""


def write(file: Path, tracks: Sequence[Track], tags: Tags, cover: bytes) -> None:
    """Write the M4B. Raises `BulletinError` when the tracks are not of one encoding."""
    with ExitStack() as stack:
        out = stack.enter_context(av.open(str(file), "w", format="mp4", options=_OPTIONS))
        first = stack.enter_context(av.open(str(tracks[0].file), format="mov"))
        encoding = first.streams.audio[0]
        audio = out.add_stream_from_template(encoding)
        audio.metadata["language"] = tags.language
        picture, packet = attached(out, stack, cover)
        out.metadata.update(_tags(tags))
        out.set_chapters(for_container(tracks))
        out.start_encoding()
        packet.stream = picture
        out.mux(packet)
        for moved in _packets(tracks, encoding):
            moved.stream = audio
            out.mux(moved)
    items = {atoms.NARRATOR: tags.narrator, atoms.PUBLISHER: tags.author}
    atoms.finish(file, items, tags.language)


def attached(
    out: av.container.OutputContainer, stack: ExitStack, cover: bytes
) -> tuple[av.stream.Stream, av.Packet[Any]]:
    """A stream for a JPEG as cover, and the packet to put into it."""
    source = stack.enter_context(av.open(io.BytesIO(cover), "r", format="jpeg_pipe"))
    stream = out.add_stream_from_template(source.streams.video[0])
    stream.disposition = av.stream.Disposition.attached_pic
    packet = next(packet for packet in source.demux() if packet.size)
    packet.pts = packet.dts = 0
    return stream, packet


def _tags(tags: Tags) -> dict[str, str]:
    return tags.common() | {
        "description": tags.description,
        "synopsis": tags.description,
        "grouping": tags.series,
        "media_type": _AUDIOBOOK,
    }


def _packets(tracks: Sequence[Track], encoding: Any) -> Iterator[av.Packet[Any]]:  # noqa: ANN401
    """The packets of all tracks with the times that they have in the whole."""
    rate, size = encoding.rate, encoding.codec_context.frame_size
    starts = itertools.accumulate((track.duration for track in tracks), initial=0.0)
    places = [round(start * rate / size) for start in starts]
    for track, place, following in zip(tracks, places, places[1:], strict=False):
        with av.open(str(track.file), format="mov") as source:
            stream = source.streams.audio[0]
            if (stream.rate, stream.codec_context.extradata) != (
                rate,
                encoding.codec_context.extradata,
            ):
                message = tr(
                    "{name} is encoded in another way than the first track", name=track.file.name
                )
                raise BulletinError(message, tr("make the narration anew"))
            last = following if track is not tracks[-1] else None
            packets = (packet for packet in source.demux(stream) if packet.size)
            for number, packet in enumerate(packets, start=place):
                if number == last:
                    break
                packet.pts = packet.dts = (number - 1) * size
                yield packet
