"""How servers should hand out the hosted copy: headers for nginx, Netlify-style hosts and S3.

In: the releases. Out: the text of `_headers` (Netlify, Cloudflare Pages), `hosting/nginx.conf`
and `hosting/s3.json`. Files whose names hold their digest may be kept for ever; all others
are asked for anew, so that a reissued issue is seen at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from bulletin.editions.web import policy
from bulletin.media_types import MEDIA_TYPES, media_type
from bulletin.site.releases import Release
from bulletin.source.settings import Publication

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
UNCHANGING = ("assets", "pictures", "media")
"""Folders whose files have their digest in their names."""

_TYPES = {
    "opds.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "opds.json": "application/opds+json",
    "feed.xml": "application/rss+xml",
    "sitemap.xml": "application/xml",
}

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_ARCHIVE = policy.as_header(policy.ARCHIVE)
_STILL = policy.as_header(policy.STILL)
_FRAMED = policy.as_header(policy.STILL, framed_by="*")
_READER = policy.as_header(policy.READER)
_UNFRAMED = "frame-ancestors 'none'"
"""For folders that hold more than pages: a browser's own viewer of PDF files must be able to
work. The pages carry the rest of their policy themselves."""

_PAGES = {
    "": _ARCHIVE,
    "index.html": _ARCHIVE,
    "contents.html": _STILL,
    "sections.html": _STILL,
    "404.html": _STILL,
    "embed.html": _FRAMED,
}
"""Policies of the archive's own pages; those of issues have the reader's."""


_UNKNOWN = (".m4b", ".vtt")
"""Endings that nginx's own list of types may lack."""


def content_type(path: str) -> str:
    """The media type of a file of the hosted copy, with its charset where it is text."""
    kind = _TYPES.get(path) or media_type(path)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def hosting_files(publication: Publication, releases: Sequence[Release]) -> dict[str, str]:
    """The rules, by the path of their file."""
    base = unquote(urlsplit(publication.base_url).path.rstrip("/"))
    issues = [release.id for release in releases]
    return {
        "_headers": _netlify(issues),
        "hosting/nginx.conf": _nginx(base),
        "hosting/s3.json": _s3(),
    }


def _netlify(issues: Sequence[str]) -> str:
    """Where several rules fit a path their headers add up, so no header is named twice.

    But for drawings, where both policies then hold.
    """
    rules: dict[str, Mapping[str, str]] = {"/*": _EVERYWHERE}
    for path, written in _PAGES.items():
        rules[f"/{path}"] = {"Content-Security-Policy": written}
    for path, kind in _TYPES.items():
        rules[f"/{path}"] = {"Content-Type": kind}
    for issue in issues:
        rules[f"/{issue}/*"] = {"Content-Security-Policy": _UNFRAMED}
    rules["/*.svg"] = {"Content-Security-Policy": policy.DRAWING}
    for folder in ("", *(f"/{issue}" for issue in issues)):
        for name in UNCHANGING if folder else UNCHANGING[:1]:
            rules[f"{folder}/{name}/*"] = {"Cache-Control": FOR_EVER}
    lines = []
    for path, headers in rules.items():
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join(lines) + "\n"


def _nginx(base: str) -> str:
    """Locations to include in a `server` block; its `root` is the folder above the copy."""
    folders, escaped = "|".join(UNCHANGING), re.escape(base)
    blocks = [
        _location("~ ", rf"^{escaped}/(.*/)?({folders})/.+\.svg$", policy.DRAWING, FOR_EVER),
        _location("~ ", rf"^{escaped}/.+\.svg$", policy.DRAWING),
        _location("~ ", f"^{escaped}/(.*/)?({folders})/", "", FOR_EVER),
        *(_location("= ", f"{base}/{path}", written) for path, written in _PAGES.items()),
        *(_location("= ", f"{base}/{path}", "", kind=kind) for path, kind in _TYPES.items()),
        _location("~ ", rf"^{escaped}/.+\.html$", _READER),
        _location("", f"{base}/", ""),
    ]
    types = "".join(f"  {MEDIA_TYPES[ending]} {ending[1:]};\n" for ending in _UNKNOWN)
    head = (
        "# Include in the server block that serves this folder: include .../hosting/nginx.conf;\n"
        "index index.html;\n"
        f"error_page 404 {_word(f'{base}/404.html')};\n"
        "gzip on;\n"
        "gzip_types text/css text/javascript application/javascript application/json"
        " application/xml image/svg+xml application/rss+xml application/atom+xml text/vtt;\n"
        f"include mime.types;\ntypes {{\n{types}}}\n"
    )
    return head + "".join(blocks)


def _location(how: str, match: str, written: str, keep: str = ASK_AGAIN, *, kind: str = "") -> str:
    headers = {**_EVERYWHERE, "Cache-Control": keep}
    if written:
        headers["Content-Security-Policy"] = written
    lines = [f'  add_header {name} "{value}" always;' for name, value in headers.items()]
    if kind:
        lines.append(f'  types {{ }} default_type "{kind}";')
    return f"location {how}{_word(match)} {{\n" + "\n".join(lines) + "\n}\n"


def _word(text: str) -> str:
    """A text as one word of nginx's language."""
    if not set(text) & set(" \t{};\"'"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _s3() -> str:
    """Metadata for uploads, by glob; the first that fits a path holds."""
    rules = [{"match": f"**/{name}/**", "Cache-Control": FOR_EVER} for name in UNCHANGING] + [
        {"match": "**", "Cache-Control": ASK_AGAIN}
    ]
    types = [{"match": path, "Content-Type": kind} for path, kind in _TYPES.items()]
    types += [
        {"match": f"**/*{ending}", "Content-Type": _with_charset(media_type(f"x{ending}"))}
        for ending in sorted(
            {*MEDIA_TYPES, ".html", ".css", ".js", ".json", ".svg", ".xml", ".pdf"}
        )
    ]
    return json.dumps({"cache": rules, "types": types}, indent=1) + "\n"


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
