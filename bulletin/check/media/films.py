"""Rules on films, sounds and captions: they are what they are called, and browsers play them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from bulletin import codes
from bulletin.check.media.streams import MediaStream, opened
from bulletin.check.registry import Noticed, examination, rule
from bulletin.diagnostics import Finding
from bulletin.document import Media, walk
from bulletin.machine.systems import quoted
from bulletin.messages import tr
from bulletin.source.captions import captions_in, read_text
from bulletin.source.issue import Issue

_ISO = rb".{4}ftyp"
_STARTS: Mapping[str, bytes] = {
    ".mp4": _ISO,
    ".m4v": _ISO,
    ".m4a": _ISO,
    ".webm": rb"\x1aE\xdf\xa3",
    ".mp3": rb"ID3|\xff[\xe0-\xff]",
    ".ogg": rb"OggS",
    ".opus": rb"OggS",
    ".wav": rb"RIFF.{4}WAVE",
    # What is not UTF-8, or empty, has a finding of its own.
    ".vtt": rb"(\xef\xbb\xbf)?WEBVTT[ \t\r\n]|\xff\xfe|\xfe\xff|\x00?W\x00|\s*\Z",
}
"""What files start with: ISO 14496-12 (MP4), EBML, MPEG audio or ID3, RFC 3533 (Ogg), RIFF,
WebVTT section 4.1."""


def media_of(issue: Issue) -> Iterator[Media]:
    """Every film and sound."""
    for article in issue.articles:
        for block in walk(*article.body):
            if isinstance(block, Media):
                yield block


@rule(codes.BROKEN_MEDIA)
def broken_media(issue: Issue) -> Iterator[Noticed]:
    """Films, sounds and captions are what their names say."""
    for block in media_of(issue):
        for file in filter(None, (block.file, block.captions)):
            path = issue.folder / file
            start = _STARTS.get(path.suffix.lower())
            if "://" in file or start is None or not path.is_file():
                continue
            with path.open("rb") as stream:
                head = stream.read(16)
            if not re.match(start, head + b"\n", re.DOTALL):
                suffix = path.suffix.lower()
                if suffix == ".vtt" and _is_foreign(path):
                    continue  # what program it is of, `broken_captions` tells
                message = tr("{file} is not a {suffix} file", file=file, suffix=suffix)
                hint = tr("export it again from the program that made it")
                if suffix == ".vtt":
                    hint = tr(
                        "its first line must be WEBVTT; call it .srt if it comes from a "
                        "program for SRT"
                    )
                yield Noticed(block.span, message, hint)
            elif file == block.file and (lacking := _without(block, path)):
                yield lacking


def _is_foreign(path: Path) -> bool:
    """Whether a file of captions is of a known program that writes no WebVTT."""
    try:
        return captions_in(read_text(path)).foreign != ""
    except UnicodeDecodeError:
        return False


_WANTED = {"video": tr("no moving picture"), "audio": tr("no sound")}


def _without(block: Media, path: Path) -> Noticed | None:
    """A film that shows nothing, or a sound that nobody hears."""
    seen = _seen(path)
    if block.kind in seen:
        return None
    if not seen:
        message = tr(
            "{file} cannot be opened: it is damaged, or not all of it is here", file=block.file
        )
        return Noticed(block.span, message, tr("copy it again, or export it again"))
    message = tr("{file} holds {nothing}", file=block.file, nothing=_WANTED[block.kind])
    hint = tr("export it again, or write :::{{video}} if it is a film")
    if block.kind == "video":
        hint = tr("export it again, or write :::{{audio}} if it is a sound")
    return Noticed(block.span, message, hint)


def _seen(path: Path) -> set[str]:
    """Which kinds of streams can be played; none where it cannot be opened."""
    read = opened(path)
    if read is None:
        return set()
    if not any(one.kind in _PLAYED for one in read.streams):
        return {"nothing"}
    return {one.kind for one in read.streams if one.plays}


def length_of(path: Path) -> int | None:
    """How long a film or a sound goes on, in milliseconds; None where nobody knows."""
    read = opened(path) if path.is_file() else None
    return read.length if read else None


# -- what browsers play --------------------------------------------------------------------

_PLAYED: Mapping[str, frozenset[str]] = {
    "video": frozenset({"h264", "vp8", "vp9", "av1", "libdav1d", "libvpx", "libvpx-vp9"}),
    "audio": frozenset(
        {"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "libvorbis", "flac"}
        | {"pcm_s16le", "pcm_u8", "pcm_s24le"}
    ),
}
"""What browsers on phones and computers play, by the names of FFmpeg's decoders."""
_HOLDS = {".webm": re.compile("(lib)?(vp[89x]|av1|dav1d|opus|vorbis)"), ".wav": re.compile("pcm_")}
_ANY = re.compile("(?!pcm_)")
"""What browsers look for in files of a kind: they play no film of a camera with plain samples."""
_NAMES = {"hevc": "HEVC (H.265)", "alac": "ALAC", "ac3": "AC-3", "eac3": "E-AC-3", "h264": "H.264"}
_NAMES |= {"pcm_s16le": "PCM", "pcm_s24le": "PCM", "aac": "AAC"}
_COLOURS = {"yuv420p", "yuvj420p", "nv12", None}
"""Of H.264 that devices decode: 8 bits, 4:2:0."""


@rule(codes.UNPLAYED_MEDIA)
def unplayed_media(issue: Issue) -> Iterator[Noticed]:
    """Films and sounds are coded as browsers play them."""
    for block in media_of(issue):
        path = issue.folder / block.file
        if "://" in block.file or not path.is_file():
            continue
        hint = (
            tr(
                "export it as MP4 with H.264 (8 bit) and AAC, as with: ffmpeg -i {old} -c:v libx264"
                " -pix_fmt yuv420p -c:a aac {new}; an iPhone films so from the start with Settings,"
                " Camera, Formats, Most Compatible",
                old=quoted(f"{issue.id}/{block.file}"),
                new=quoted(f"{issue.id}/{PurePosixPath(block.file).with_suffix('')}-h264.mp4"),
            )
            if block.kind == "video"
            else tr("export it as M4A with AAC, or as MP3")
        )
        for name in _unplayed(path):
            message = tr(
                "{file} is coded as {name}, which many browsers do not play",
                file=block.file,
                name=name,
            )
            yield Noticed(block.span, message, hint)


def _unplayed(path: Path) -> list[str]:
    """The codecs of a file that browsers do not play; none where it cannot be opened."""
    read = opened(path)
    streams = read.streams if read else ()
    suffix = path.suffix.lower()
    return [name for one in streams if one.kind in _PLAYED and (name := _foreign(one, suffix))]


def _foreign(stream: MediaStream, suffix: str) -> str:
    """The name of a stream's codec, unless browsers play it in a file with this ending."""
    name = stream.codec
    if name not in _PLAYED[stream.kind]:
        return _NAMES.get(name, name) or tr("something unknown")
    if not _HOLDS.get(suffix, _ANY).match(name):
        return f"{_NAMES.get(name, name)} ({suffix})"
    return (
        tr("H.264 with {colours}", colours=stream.colours)
        if name == "h264" and stream.colours not in _COLOURS
        else ""
    )


# -- what readers can load -----------------------------------------------------------------

_SMALL = 10_000_000
_DENSE = 6_000
"""Bits a millisecond, of which films for telephones take half."""


@examination
def heavy_films(issue: Issue) -> Iterator[Finding]:
    """Films are of a size that telephones load as fast as they show it."""
    for block in media_of(issue):
        path = issue.folder / block.file
        if block.kind != "video" or not path.is_file() or (size := path.stat().st_size) < _SMALL:
            continue
        length = length_of(path) or 0
        if size * 8 > length * _DENSE > 0:
            message = tr(
                "{file} has {size:.1f} MB for {seconds} seconds, which telephones load slowly",
                file=block.file,
                size=size / 1e6,
                seconds=round(length / 1000),
            )
            hint = tr(
                "make it smaller, as with: ffmpeg -i {old} -vf scale=-2:720 -c:v libx264"
                " -pix_fmt yuv420p -c:a aac {new}",
                old=quoted(f"{issue.id}/{block.file}"),
                new=quoted(f"{issue.id}/{PurePosixPath(block.file).with_suffix('')}-720.mp4"),
            )
            yield Finding(codes.HEAVY_PICTURE, message, block.span, hint)
