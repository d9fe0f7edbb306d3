"""Rules on films, sounds and captions: the first bytes are those of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.document import Media, walk
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
    ".vtt": rb"(\xef\xbb\xbf)?WEBVTT[ \t\r\n]",
}
"""What files start with: ISO 14496-12 (MP4), EBML, MPEG audio or ID3, RFC 3533 (Ogg), RIFF,
WebVTT section 4.1."""


@rule(codes.BROKEN_MEDIA)
def broken_media(issue: Issue) -> Iterator[Noticed]:
    """Films, sounds and captions are what their names say."""
    for article in issue.articles:
        for block in walk(*article.body):
            if not isinstance(block, Media):
                continue
            for file in filter(None, (block.file, block.captions)):
                path = issue.folder / file
                start = _STARTS.get(path.suffix.lower())
                if "://" in file or start is None or not path.is_file():
                    continue
                with path.open("rb") as stream:
                    head = stream.read(16)
                if not re.match(start, head + b"\n", re.DOTALL):
                    yield Noticed(
                        block.span,
                        f"{file} is not a {path.suffix.lower()} file",
                        "its first line must be WEBVTT"
                        if path.suffix.lower() == ".vtt"
                        else "export it again from the program that made it",
                    )
