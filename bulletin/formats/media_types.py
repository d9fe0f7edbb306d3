"""The media types of all files that a release holds.

In: a path. Out: its media type (IANA), by its name, and not by what this machine has in its tables.
"""

import mimetypes
from pathlib import Path

MEDIA_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".ics": "text/calendar",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".sig": "text/plain",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
    ".woff": "font/woff",
    ".opf": "application/oebps-package+xml",
    ".webmanifest": "application/manifest+json",
}


def media_type(path: str) -> str:
    """The media type (IANA) of a file by its name."""
    suffix = Path(path).suffix.lower()
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
