"""The rules for Caddy 2: to import in the site block that serves the published folder.

In: what all servers are to say. Out: the text of `hosting/caddy.conf`. Caddy sorts what it is
told, but for a `route`, and knows few types. Its patterns are those of Go: they know no "unless"
and none of what was found before, so hidden files are told in two, and the page of an issue in
one file has no policy here but what it says itself, as all pages of issues do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from bulletin.site.server_rules import ServerRules

_WELL_KNOWN = r"/(.*/)?\.well-known(/|$)"


def caddy_rules(rules: ServerRules) -> str:
    """The rules as Caddy reads them."""
    return "".join(f"{line}\n" for line in _lines(rules))


def _lines(rules: ServerRules) -> Iterator[str]:
    start = "^" + re.escape(rules.base).replace("`", r"\x60")
    yield "# Caddy 2: import this file in the site block, below its line `root` (the published folder;"
    yield "# where the copy's address has a path, the folder above)."
    yield "encode zstd gzip"
    yield "route {"
    yield "\t@hidden {"
    yield f"\t\tpath_regexp hidden `{start}({'|'.join(rules.hidden)})`"
    yield f"\t\tnot path_regexp known `{start}{_WELL_KNOWN}`"
    yield "\t}"
    yield "\terror @hidden 404"
    yield from _header("", {**rules.everywhere, "Cache-Control": rules.asked})
    yield from _where("lasting", start + rules.lasting, {"Cache-Control": rules.kept})
    for place, (ending, kind) in enumerate(sorted(rules.endings.items())):
        written = f"{kind}; charset=utf-8" if ending in rules.texts else kind
        yield from _where(f"type{place}", rf"{start}/.*{re.escape(ending)}$", _type(written))
    for place, (path, kind) in enumerate(rules.kinds.items()):
        yield from _where(f"kind{place}", f"{start}/{re.escape(path)}$", _type(kind))
    policies = {
        **rules.policies,
        **{f"/{re.escape(path)}$": policy for path, policy in rules.pages.items()},
    }
    for place, (pattern, policy) in enumerate(policies.items()):
        told = {"Content-Security-Policy": policy}
        yield from _where(f"policy{place}", start + pattern, told)
    yield "\tfile_server"
    yield "}"
    yield "handle_errors {"
    yield "\t@lost expression `{err.status_code} == 404`"
    yield "\thandle @lost {"
    yield f"\t\trewrite * {quote(rules.base)}/404.html"
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
