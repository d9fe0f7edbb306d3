"""What every server is to say of the hosted copy, whichever it is.

In: nothing. Out: headers, policies, types and what nobody is to be served, which the other modules
of this folder write down, each in the words of one server. Files whose names hold their digest may be
kept for ever; all others are asked for anew, so that a reissued issue is seen at once. No rule
names an issue: hosts read 100 rules at the most.
"""

from pathlib import PurePosixPath

from bulletin.editions.web import policy
from bulletin.formats.media_types import MEDIA_TYPES, media_type
from bulletin.site.listing import NAME as LISTING

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
UNCHANGING = ("assets", "pictures", "media")
"""Folders whose files have their digest in their names."""

TYPES = {
    "opds.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "opds.json": "application/opds+json",
    "feed.xml": "application/rss+xml",
    "sitemap.xml": "application/xml",
}

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Players of podcasts and catalogues of books in browsers read feeds, transcripts and sound.
    "Access-Control-Allow-Origin": "*",
}
_ARCHIVE = policy.as_header(policy.ARCHIVE)
_STILL = policy.as_header(policy.STILL)
FRAMED = policy.as_header(policy.STILL, framed_by="*")
READER = policy.as_header(policy.READER_WITH_FONTS)
UNFRAMED = "frame-ancestors 'none'"
"""For folders that hold more than pages: a browser's own viewer of PDF files must be able to
work. The pages carry the rest of their policy themselves."""

PAGES = {
    "": _ARCHIVE,
    "index.html": _ARCHIVE,
    "contents.html": _STILL,
    "sections.html": _STILL,
    "404.html": _STILL,
    "embed.html": FRAMED,
}
"""Policies of the archive's own pages; those of issues have the reader's."""

ENDINGS = {
    **MEDIA_TYPES,
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".opds": "application/atom+xml;profile=opds-catalog",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webm": "video/webm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Types of files by their endings, said outright: servers know some of them wrongly or not."""

RARE = (
    ".atom",
    ".doc",
    ".docx",
    ".epub",
    ".ics",
    ".m4a",
    ".m4b",
    ".mp3",
    ".odt",
    ".opds",
    ".sig",
    ".tif",
    ".tiff",
    ".txt",
    ".vtt",
    ".webmanifest",
)
"""Endings that hosts which know the web's own types may not know, or not in UTF-8."""

OF_SEARCH = (".pagefind", ".pf_fragment", ".pf_index", ".pf_meta")
"""Endings of the search index, which servers that know types alone would not hand out."""

TEXTS = (
    "text/css",
    "text/javascript",
    "text/plain",
    "text/calendar",
    "text/vtt",
    "text/xml",
    "application/json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/opds+json",
    "image/svg+xml",
)
"""Types of texts, besides HTML, to be packed and said to be UTF-8."""
TEXT_ENDINGS = tuple(
    sorted(ending for ending, kind in ENDINGS.items() if kind in TEXTS or ending == ".html")
)
"""The ends of names of texts, HTML among them."""

ANY_PAGE = r"/.+\.html$"
SINGLE_FILE = r"/([^/]+)/.+-\1\.html$"
"""An issue in one file: it says itself what it may run, by digests that no header knows."""
ANY_DRAWING = r"/.+\.svg$"
ANY_LASTING = f"/(.*/)?({'|'.join(UNCHANGING)})/"
"""What browsers may keep for ever."""
ANY_HIDDEN = r"/(.*/)?\.(?!well-known(/|$))"
OUR_OWN = ("/hosting/", r"/_(headers|redirects)$")
"""What nobody is to be served, by patterns of the path below the copy."""

HIDDEN = ("/.lock", "/.releases/*", f"/{LISTING}", "/hosting/*", "/_headers", "/_redirects")
"""What nobody is to be served, where hidden files as such cannot be named."""


def content_type(path: str) -> str:
    """The media type of a file of the hosted copy, with its charset where it is text."""
    kind = TYPES.get(path) or ENDINGS.get(PurePosixPath(path).suffix) or media_type(path)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
