"""Kinds of files that articles and settings name, by the endings of their names."""

from collections.abc import Mapping
from typing import Literal

from bulletin.messages import tr

FileKind = Literal[
    "picture",
    "video",
    "audio",
    "captions",
    "data",
    "rows",
    "article",
    "face",
    "document",
    "recording",
    "marks",
]

DRAWINGS = (".svg", ".svgz")
"""Endings of drawings, as they are and packed."""

SUFFIXES: Mapping[FileKind, tuple[str, ...]] = {
    "picture": (".jpg", ".jpeg", ".png", ".webp", ".gif", *DRAWINGS),
    "video": (".mp4", ".m4v", ".webm"),
    "audio": (".m4a", ".mp3", ".ogg", ".opus", ".wav"),
    "captions": (".vtt", ".srt"),
    "data": (".csv", ".yaml", ".yml"),
    "rows": (".yaml", ".yml"),
    "article": (".md",),
    "face": (".ttf", ".otf", ".woff2"),
    "document": (".pdf", ".docx", ".doc", ".odt", ".jpg", ".jpeg", ".png", ".tif", ".tiff"),
    "recording": (
        *(".m4a", ".mp3", ".wav", ".flac", ".ogg", ".opus", ".aac", ".3gp", ".amr", ".mp4"),
        *(".webm", ".wma", ".aif", ".aiff", ".caf", ".m4b", ".m4v", ".mov", ".oga", ".weba"),
        *(".mka", ".3gpp", ".qta"),
    ),
    "marks": (".vtt", ".srt", ".txt", ".tsv", ".csv", ".sbv"),
}
"""The endings that a file of each kind may have, in small letters."""

READ_AS: Mapping[str, str] = {
    **dict.fromkeys((".m4a", ".m4b", ".m4v", ".mp4", ".mov", ".qta", ".3gp", ".3gpp"), "mov"),
    **dict.fromkeys((".ogg", ".oga", ".opus"), "ogg"),
    **dict.fromkeys((".webm", ".weba", ".mka"), "matroska"),
    **dict.fromkeys((".aif", ".aiff"), "aiff"),
    **{f".{name}": name for name in ("mp3", "wav", "flac", "aac", "amr", "caf")},
    ".wma": "asf",
}
"""What FFmpeg calls the formats of films and sounds, by their endings. It never guesses: a list of
addresses may be called a sound."""

TEXTS: tuple[FileKind, ...] = ("captions", "marks")
"""Kinds that are read as text, not all of them by `read_source`."""

NAMES: Mapping[FileKind, str] = {
    "picture": tr("a picture"),
    "video": tr("a film"),
    "audio": tr("a sound"),
    "captions": tr("captions"),
    "data": tr("data"),
    "rows": tr("data"),
    "article": tr("an article"),
    "face": tr("a font"),
    "document": tr("a document"),
    "recording": tr("a recording"),
    "marks": tr("a file of marks"),
}
"""What they are called."""

EXAMPLE = "images/name.jpg"
EXAMPLES: Mapping[FileKind, str] = {
    **dict.fromkeys(("audio", "recording"), "media/name.m4a"),
    **dict.fromkeys(("captions", "marks"), "media/name.vtt"),
    "video": "media/name.mp4",
    "data": "data/name.csv",
    "document": "documents/name.pdf",
}
"""Paths that are shown where one is none."""
