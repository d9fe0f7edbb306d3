"""How servers should hand out the hosted copy: nginx, Apache, Caddy, IIS, pages' hosts and S3.

In: the publication. Out: the text of `_headers` and `_redirects` (Netlify, Cloudflare Pages),
and those in `hosting/`. Hidden files and these rules are for nobody. Files whose names hold their digest may be kept for ever; all others are asked for
anew, so that a reissued issue is seen at once. No rule names an issue: hosts read 100 rules at
the most.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bulletin.editions.web import policy
from bulletin.formats.media_types import MEDIA_TYPES, media_type
from bulletin.site.apache import apache_rules
from bulletin.site.caddy import caddy_rules
from bulletin.site.iis import IisRules, iis_rules
from bulletin.site.listing import NAME as LISTING
from bulletin.site.server_rules import ServerRules
from bulletin.source.settings.models import Publication

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
    # Players of podcasts and catalogues of books in browsers read feeds, transcripts and sound.
    "Access-Control-Allow-Origin": "*",
}
_ARCHIVE = policy.as_header(policy.ARCHIVE)
_STILL = policy.as_header(policy.STILL)
_FRAMED = policy.as_header(policy.STILL, framed_by="*")
_READER = policy.as_header(policy.READER_WITH_FONTS)
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


_ENDINGS = {
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

_RARE = (
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

_OF_SEARCH = (".pagefind", ".pf_fragment", ".pf_index", ".pf_meta")
"""Endings of the search index, which servers that know types alone would not hand out."""

_TEXTS = (
    "text/css text/javascript text/plain text/calendar text/vtt text/xml application/json"
    " application/xml application/rss+xml application/atom+xml application/opds+json image/svg+xml"
)
"""Types of texts, besides HTML, to be packed and said to be UTF-8."""

_ANY_PAGE = r"/.+\.html$"
_SINGLE_FILE = r"/([^/]+)/.+-\1\.html$"
"""An issue in one file: it says itself what it may run, by digests that no header knows."""
_ANY_DRAWING = r"/.+\.svg$"
_OUR_OWN = ("/hosting/", r"/_(headers|redirects)$")
_ANY_HIDDEN = r"/(.*/)?\.(?!well-known(/|$))"

_HIDDEN = ("/.lock", "/.releases/*", f"/{LISTING}", "/hosting/*", "/_headers", "/_redirects")
"""What nobody is to be served, where hidden files as such cannot be named."""


def content_type(path: str) -> str:
    """The media type of a file of the hosted copy, with its charset where it is text."""
    kind = _TYPES.get(path) or _ENDINGS.get(PurePosixPath(path).suffix) or media_type(path)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


PAGES_RULES = frozenset({"_headers", "_redirects"})
"""The rules that hosts read who serve the files of a branch."""
RULES = PAGES_RULES | {
    "hosting/apache.conf",
    "hosting/caddy.conf",
    "hosting/iis.config",
    "hosting/nginx.conf",
    "hosting/s3.json",
}
"""All of them: where nothing reads one, it is not sent."""


def hosting_files(publication: Publication) -> dict[str, str]:
    """The rules, by the path of their file."""
    base = unquote(urlsplit(publication.base_url).path).rstrip("/")
    rules = _with_patterns(base)
    return {
        "_headers": _netlify(),
        "_redirects": "".join(f"{path} /404.html 404!\n" for path in _HIDDEN),
        "hosting/apache.conf": apache_rules(rules),
        "hosting/caddy.conf": caddy_rules(_plainer(rules)),
        "hosting/iis.config": iis_rules(_for_iis(base)),
        "hosting/nginx.conf": _nginx(base),
        "hosting/s3.json": _s3(),
    }


def _netlify() -> str:
    """Where several rules fit a path their headers add up, so no header is named twice.

    But for drawings, where both policies then hold.
    """
    rules: dict[str, Mapping[str, str]] = {"/*": _EVERYWHERE}
    for path, written in _PAGES.items():
        rules[f"/{path}"] = {"Content-Security-Policy": written}
    for path, kind in _TYPES.items():
        rules[f"/{path}"] = {"Content-Type": kind}
    for ending in _RARE:
        rules[f"/*{ending}"] = {"Content-Type": content_type(f"x{ending}")}
    rules["/:issue/manifest.json"] = {"Content-Type": content_type("x.json")}
    rules["/:folder/*"] = {"Content-Security-Policy": _UNFRAMED}
    rules["/*.svg"] = {"Content-Security-Policy": policy.DRAWING}
    for path in (UNCHANGING[0], *(f":issue/{name}" for name in UNCHANGING)):
        rules[f"/{path}/*"] = {"Cache-Control": FOR_EVER}
    lines = []
    for path, headers in rules.items():
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join(lines) + "\n"


def _nginx(base: str) -> str:
    """Locations to include in a `server` block; its `root` is the folder above the copy."""
    folders = "|".join(UNCHANGING)
    start = "^" + re.escape(base)
    drawings = r"\.svg$"
    blocks = [
        *(f"location {match} {{\n  return 404;\n}}\n" for match in _unserved(base, start)),
        _location(
            f"~ {_quoted(f'{start}/(.*/)?({folders})/.+{drawings}')}", policy.DRAWING, FOR_EVER
        ),
        _location(f"~ {_quoted(f'{start}/.+{drawings}')}", policy.DRAWING),
        _location(f"~ {_quoted(f'{start}/(.*/)?({folders})/')}", "", FOR_EVER),
        *(_location(f"= {_quoted(f'{base}/{path}')}", written) for path, written in _PAGES.items()),
        *(
            _location(f"= {_quoted(f'{base}/{path}')}", "", kind=kind)
            for path, kind in _TYPES.items()
        ),
        _location(f"~ {_quoted(start + _SINGLE_FILE)}", _UNFRAMED),
        _location(f"~ {_quoted(start + _ANY_PAGE)}", _READER),
        _location(_quoted(f"{base}/"), ""),
    ]
    types = "".join(
        f"  {_quoted(kind)} {ending[1:]};\n" for ending, kind in sorted(_ENDINGS.items())
    )
    # In this line alone a $ would be taken for a variable, and cannot be quoted.
    lost = "" if "$" in base else f"error_page 404 {_quoted(f'{base}/404.html')};\n"
    head = (
        "# Include in the server block that serves this folder: include .../hosting/nginx.conf;\n"
        "index index.html;\n"
        f"{lost}"
        "gzip on;\n"
        f"gzip_types {_TEXTS};\n"
        "charset utf-8;\n"
        f"charset_types {_TEXTS};\n"
        f"types {{\n{types}}}\n"
        "default_type application/octet-stream;\n"
    )
    return head + "".join(blocks)


def _unserved(base: str, start: str) -> tuple[str, ...]:
    """What nobody is to be served: hidden files (but `.well-known`), and rules for servers."""
    return (
        f"~ {_quoted(start + _ANY_HIDDEN)}",
        f"^~ {_quoted(f'{base}/hosting/')}",
        f"= {_quoted(f'{base}/_headers')}",
        f"= {_quoted(f'{base}/_redirects')}",
    )


def _quoted(text: str) -> str:
    """A text as nginx reads it whole, whatever is in it: `;`, `{`, spaces, quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _location(match: str, written: str, keep: str = ASK_AGAIN, *, kind: str = "") -> str:
    headers = {**_EVERYWHERE, "Cache-Control": keep}
    if written:
        headers["Content-Security-Policy"] = written
    lines = [f'  add_header {name} "{value}" always;' for name, value in headers.items()]
    if kind:
        lines.append(f'  types {{ }} default_type "{kind}";')
    return f"location {match} {{\n" + "\n".join(lines) + "\n}\n"


def _with_patterns(base: str) -> ServerRules:
    texts = [ending for ending, kind in _ENDINGS.items() if kind in _TEXTS or ending == ".html"]
    return ServerRules(
        base=base,
        everywhere=_EVERYWHERE,
        pages=_PAGES,
        kinds=_TYPES,
        endings=_ENDINGS,
        texts=tuple(sorted(texts)),
        policies={
            "/": _UNFRAMED,
            _ANY_PAGE: _READER,
            _SINGLE_FILE: _UNFRAMED,
            _ANY_DRAWING: policy.DRAWING,
        },
        lasting=f"/(.*/)?({'|'.join(UNCHANGING)})/",
        hidden=(_ANY_HIDDEN, *_OUR_OWN),
        kept=FOR_EVER,
        asked=ASK_AGAIN,
    )


def _plainer(rules: ServerRules) -> ServerRules:
    """The same in patterns that know neither "unless" nor what was found before."""
    return replace(
        rules,
        policies={"/": _UNFRAMED, _ANY_DRAWING: policy.DRAWING},
        hidden=(r"/(.*/)?\.", *_OUR_OWN),
    )


def _for_iis(base: str) -> IisRules:
    """IIS is told of the embedded page alone that others may frame it."""
    return IisRules(
        base=base,
        headers={**_EVERYWHERE, "Content-Security-Policy": _UNFRAMED},
        endings={ending: content_type(f"x{ending}") for ending in (*_ENDINGS, *_OF_SEARCH)},
        kinds=_TYPES,
        policies={"embed.html": _FRAMED},
        hidden=tuple(path.strip("/*") for path in _HIDDEN),
        lasting=UNCHANGING[0],
    )


def _s3() -> str:
    """Metadata for uploads, by glob; the first that fits a path holds."""
    rules = [{"match": f"**/{name}/**", "Cache-Control": FOR_EVER} for name in UNCHANGING] + [
        {"match": "**", "Cache-Control": ASK_AGAIN}
    ]
    types = [{"match": path, "Content-Type": kind} for path, kind in _TYPES.items()]
    types += [
        {"match": f"**/*{ending}", "Content-Type": content_type(f"x{ending}")}
        for ending in sorted(_ENDINGS)
    ]
    unserved = ["**/.*", "**/.*/**", "hosting/**", "_headers", "_redirects"]
    return json.dumps({"exclude": unserved, "cache": rules, "types": types}, indent=1) + "\n"
