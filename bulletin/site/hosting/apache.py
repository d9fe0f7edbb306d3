"""The rules for Apache httpd 2.4: to include for the folder of the copy, or as its `.htaccess`.

In: the path of the copy's address, unquoted. Out: the text of `hosting/apache.conf`. It holds
directives alone that `.htaccess` may hold too (AllowOverride FileInfo, Indexes), for many who rent
a place can set no others.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from bulletin.editions.web.policy import DRAWING
from bulletin.site.hosting import rules

_POLICIES = {
    "/": rules.UNFRAMED,
    rules.ANY_PAGE: rules.READER,
    rules.SINGLE_FILE: rules.UNFRAMED,
    rules.ANY_DRAWING: DRAWING,
}
"""By a pattern of the path below the copy; the last one that fits holds."""


def apache_rules(base: str) -> str:
    """The rules as Apache reads them."""
    return "".join(f"{line}\n" for line in _lines(base))


def _lines(base: str) -> Iterator[str]:
    start = f"^{_exactly(base)}"
    yield "# Apache 2.4: Include this in the <Directory> of the published folder; or copy it there as"
    yield "# .htaccess (AllowOverride FileInfo Indexes). Headers need mod_headers, packing mod_deflate."
    yield "DirectoryIndex index.html"
    yield f"ErrorDocument 404 {quote(base)}/404.html"
    yield "<IfModule mod_alias.c>"
    yield from (
        f'  RedirectMatch 404 "{start}{pattern}"' for pattern in (rules.ANY_HIDDEN, *rules.OUR_OWN)
    )
    yield "</IfModule>"
    yield from (f'AddType "{kind}" {ending}' for ending, kind in sorted(rules.ENDINGS.items()))
    yield f"AddCharset utf-8 {' '.join(rules.TEXT_ENDINGS)}"
    for path, kind in rules.TYPES.items():
        yield from _where(f"{start}/{_exactly(path)}$", f'ForceType "{kind}"')
    yield "<IfModule mod_deflate.c>"
    yield f'  <FilesMatch "({"|".join(_exactly(one) for one in rules.TEXT_ENDINGS)})$">'
    yield "    SetOutputFilter DEFLATE"
    yield "  </FilesMatch>"
    yield "</IfModule>"
    yield "<IfModule mod_headers.c>"
    yield from (f"  {_header(*header)}" for header in rules.EVERYWHERE.items())
    yield f"  {_header('Cache-Control', rules.ASK_AGAIN)}"
    yield from _where(f"{start}{rules.ANY_LASTING}", _header("Cache-Control", rules.FOR_EVER))
    for pattern, policy in _POLICIES.items():
        yield from _where(f"{start}{pattern}", _header("Content-Security-Policy", policy))
    for path, policy in rules.PAGES.items():
        pattern = f"{start}/{_exactly(path)}$"
        yield from _where(pattern, _header("Content-Security-Policy", policy))
    yield "</IfModule>"


def _where(pattern: str, directive: str) -> Iterator[str]:
    yield f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">'
    yield f"  {directive}"
    yield "</If>"


def _header(name: str, value: str) -> str:
    return f'Header always set {name} "{value}"'


def _exactly(text: str) -> str:
    """A pattern for a text alone, with no sign that quotes, patterns or variables end or begin at."""
    return re.sub(
        r"[^A-Za-z0-9/_-]", lambda found: "".join(f"\\x{b:02x}" for b in found[0].encode()), text
    )
