"""The spoken issue as MP3 with chapters, for players that know nothing else.

In: tracks with their MP3 frames, tags, a cover. Out: an MP3 with ID3v2.3 tags, among them CHAP
and CTOC frames (ID3v2 Chapter Frame Addendum 1.0), written by FFmpeg; a frame that says how much
follows and what of it is no sound (see `xing`); and the frames of all tracks, copied one after
the other. Each track is a whole number of frames and ends in silence, so that a decoder gives
all samples of each, and nothing between them.
"""

import io
import shutil
import struct
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import av

from bulletin.audio import xing
from bulletin.audio.chapters import for_container
from bulletin.audio.remux import attached
from bulletin.audio.tags import Tags
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.narration.model import Track

_OPTIONS = {"id3v2_version": "3", "write_xing": "0", "fflags": "+bitexact"}
_ID3_HEAD = 10
"""Bytes before an ID3v2 tag; the last four of them hold its length, seven bits in each."""


def write(file: Path, tracks: Sequence[Track], tags: Tags, cover: bytes) -> None:
    """Write the MP3. Raises `BulletinError` when the tracks are not of one encoding."""
    parts = [_part(track) for track in tracks]
    head = parts[0].head
    for track, part in zip(tracks, parts, strict=True):
        if not part.head.fits(head):
            message = tr(
                "{name}.mp3 is encoded in another way than the first track", name=track.name
            )
            raise BulletinError(message, tr("make the narration anew"))
    end = xing.run_out(parts[-1])
    with file.open("wb") as stream:
        stream.write(_id3(tracks, tags, cover, head.rate))
        stream.write(xing.frame(parts, end))
        for part in parts:
            with part.file.open("rb") as frames:
                shutil.copyfileobj(frames, stream)
        stream.write(end)


def _part(track: Track) -> xing.EncodedPart:
    if track.mp3 is None:
        message = f"{track.name} was not encoded as MP3"
        raise BulletinError(message, "the edition has to say that it uses the MP3")
    return xing.EncodedPart(track.mp3, track.duration)


def _id3(tracks: Sequence[Track], tags: Tags, cover: bytes, rate: int) -> bytes:
    """The tag that begins the file: FFmpeg writes it before any sound, of which it gets none."""
    made = io.BytesIO()
    with ExitStack() as stack:
        out = stack.enter_context(av.open(made, "w", format="mp3", options=_OPTIONS))
        out.add_stream("libmp3lame", rate=rate, layout="mono")
        picture, packet = attached(out, stack, cover)
        picture.metadata["comment"] = "Cover (front)"
        named = tags.common() | {"language": tags.language}
        comment = named.pop("comment", "")
        out.metadata.update(named)
        out.set_chapters(for_container(tracks))
        out.start_encoding()
        packet.stream = picture
        out.mux(packet)
    data = made.getvalue()
    size = 0
    for byte in data[_ID3_HEAD - 4 : _ID3_HEAD]:
        size = size << 7 | byte
    frames = _comment(comment, tags.language) + data[_ID3_HEAD : _ID3_HEAD + size]
    length = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return data[: _ID3_HEAD - 4] + length + frames


def _comment(text: str, language: str) -> bytes:
    """The frame for a comment in a language (ID3v2.3, 4.11), which FFmpeg writes as another."""
    if not text:
        return b""
    unicode = b"\x01"
    both = f"\ufeff\0\ufeff{text}".encode("utf-16-le")
    body = unicode + language.encode() + both
    return b"COMM" + struct.pack(">IH", len(body), 0) + body
