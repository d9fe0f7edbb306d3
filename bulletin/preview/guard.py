"""Who may ask the preview for what.

In: a request's path, headers and sender. Out: whether it is answered.

- **DNS rebinding.** A page elsewhere can have its own name lead to this machine, and then read
  what the server answers to that name. So only `localhost` and bare addresses are answered as
  `Host`: a name that somebody else owns is neither.
- **Other sites.** What is the preview's own (`/_preview/`) is answered only to its own pages: what
  the browser says of where a request comes from (Fetch Metadata, `Origin`) is looked at.
- **Writing.** Only from this machine, and with the token that its own pages have been given.
"""

import ipaddress
import secrets
from collections.abc import Mapping

OWN = "/_preview/"
"""Where the preview's own pages lie; no issue and no article can be called so."""

TOKEN = "x-bulletin-token"  # noqa: S105, a header's name


def host_allowed(host: str) -> bool:
    """Whether a `Host` header names this machine in a way that nobody else can."""
    name = host.strip().lower()
    if name.startswith("["):
        name, closed, port = name[1:].partition("]")
        return bool(closed) and _port(port) and _is_address(name, 6)
    name, colon, port = name.partition(":")
    if not _port(colon + port):
        return False
    return name == "localhost" or _is_address(name, 4)


def _port(text: str) -> bool:
    digits = text.removeprefix(":")
    return text in {"", ":"} or (text[0] == ":" and digits.isascii() and digits.isdecimal())


def _is_address(name: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(name).version == version
    except ValueError:
        return False


def own_page_asks(headers: Mapping[str, str]) -> bool:
    """Whether the preview's own page asks, or a person who typed the address.

    Browsers that send no Fetch Metadata (RFC draft, W3C) send `Origin` with what matters.
    """
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin in {f"{s}://{headers.get('host')}" for s in ("http", "https")}


def on_this_machine(client: str | None) -> bool:
    """Whether a request was sent from this machine itself."""
    try:
        address = ipaddress.ip_address((client or "").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def may_write(headers: Mapping[str, str], client: str | None, token: str) -> bool:
    """Whether a request may change something."""
    given = headers.get(TOKEN, "").encode()
    return (
        own_page_asks(headers)
        and on_this_machine(client)
        and secrets.compare_digest(given, token.encode())
    )
