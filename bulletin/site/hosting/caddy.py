"""The rules for Caddy 2: to import in the site block that serves the published folder.

In: the path of the copy's address, unquoted. Out: the text of `hosting/caddy.conf`. Caddy sorts
what it is told, but for a `route`, and knows few types. Its patterns are those of Go: they know no
"unless" and none of what was found before, so hidden files are told in two, and the page of an
issue in one file has no policy here but what it says itself, as all pages of issues do.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from bulletin.editions.web.policy import DRAWING
from bulletin.site.hosting import rules

_HIDDEN = (r"/(.*/)?\.", *rules.OUR_OWN)

_WELL_KNOWN = r"/(.*/)?\.well-known(/|$)"


def caddy_rules(base: str) -> str:
    """The rules as Caddy reads them."""
    return "".join(f"{line}\n" for line in _lines(base))


def _lines(base: str) -> Iterator[str]:
    start = "^" + re.escape(base).replace("`", r"\x60")
    yield "# Caddy 2: import this file in the site block, below its line `root` (the published folder;"
    yield "# where the copy's address has a path, the folder above)."
    yield "encode zstd gzip"
    yield "route {"
    yield "\t@hidden {"
    yield f"\t\tpath_regexp hidden `{start}({'|'.join(_HIDDEN)})`"
    yield f"\t\tnot path_regexp known `{start}{_WELL_KNOWN}`"
    yield "\t}"
    yield "\terror @hidden 404"
    yield from _header("", {**rules.EVERYWHERE, "Cache-Control": rules.ASK_AGAIN})
    yield from _where("lasting", start + rules.ANY_LASTING, {"Cache-Control": rules.FOR_EVER})
    for place, (ending, kind) in enumerate(sorted(rules.ENDINGS.items())):
        written = f"{kind}; charset=utf-8" if ending in rules.TEXT_ENDINGS else kind
        yield from _where(f"type{place}", rf"{start}/.*{re.escape(ending)}$", _type(written))
    for place, (path, kind) in enumerate(rules.TYPES.items()):
        yield from _where(f"kind{place}", f"{start}/{re.escape(path)}$", _type(kind))
    policies = {
        "/": rules.UNFRAMED,
        rules.ANY_DRAWING: DRAWING,
        **{f"/{re.escape(path)}$": policy for path, policy in rules.PAGES.items()},
    }
    for place, (pattern, policy) in enumerate(policies.items()):
        told = {"Content-Security-Policy": policy}
        yield from _where(f"policy{place}", start + pattern, told)
    yield "\tfile_server"
    yield "}"
    yield "handle_errors {"
    yield "\t@lost expression `{err.status_code} == 404`"
    yield "\thandle @lost {"
    yield f"\t\trewrite * {quote(base)}/404.html"
    yield '\t\theader Content-Type "text/html; charset=utf-8"'
    yield "\t\tfile_server {"
    yield "\t\t\tstatus 404"
    yield "\t\t}"
    yield "\t}"
    yield "}"


def _type(kind: str) -> Mapping[str, str]:
    return {"Content-Type": kind}


def _where(name: str, pattern: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield f"\t@{name} path_regexp {name} `{pattern}`"
    yield from _header(f"@{name} ", headers)


def _header(matcher: str, headers: Mapping[str, str]) -> Iterator[str]:
    return (f'\theader {matcher}{name} "{value}"' for name, value in headers.items())
