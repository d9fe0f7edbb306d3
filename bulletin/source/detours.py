"""Addresses that lead through another site, which counts or checks who follows them.

In: an address as documents, mails and chats hand it out. Out: the address that it leads on to.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_DETOURS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/url"), ("q", "url")),
    (re.compile(r"lm?\.(?:facebook|messenger|instagram)\.com/(?:l\.php)?"), ("u",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)"), ("url",)),
    (re.compile(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"statics\.teams\.cdn\.office\.net/evergreen-assets/safelinks/.*"), ("url",)),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)
"""Site and path, and under which of its names an address keeps the one that is meant."""
_DEFENCE = re.compile(r"https?://urldefense\.com/v3/__(?P<target>https?:/.+?)__;.*")


def behind(address: str) -> str:
    """The address that one leads on to; itself, where it is none of a detour."""
    if found := _DEFENCE.fullmatch(address):
        return re.sub(r"\A(https?:)/+", r"\1//", found["target"])
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    for site, keys in _DETOURS:
        if site.fullmatch(f"{parts.hostname or ''}{parts.path}"):
            asked = dict(parse_qsl(parts.query.replace("&amp;", "&")))
            target = next((asked[key] for key in keys if key in asked), "")
            if not target.startswith(("https://", "http://")):
                return address
            return re.sub(r"\s", "%20", target)
    return address
