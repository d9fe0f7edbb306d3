"""Who hears what is sent to an address: this machine, one beside it, or a host of the internet."""

import ipaddress
import socket

import httpx

from bulletin.messages import tr


def host_of(address: str) -> str:
    """The host that hears what is sent to an address; "" if it is this machine."""
    try:
        host = httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return address
    try:
        own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = host == "localhost" or host.endswith(".localhost")  # RFC 6761, 6.3
    return "" if own else host


def is_listening(address: str) -> bool:
    """Whether a server of this machine, or one beside it, takes connections at an address."""
    if not is_near(host_of(address)):
        return False
    url = httpx.URL(address)
    port = url.port or {"https": 443}.get(url.scheme, 80)
    try:
        socket.create_connection((url.host, port), timeout=_SOON).close()
    except OSError:
        return False
    return True


_SOON = 0.5
"""Seconds in which a machine nearby takes a connection."""
_LOCAL_NAMES = (".local", ".lan", ".home.arpa", ".internal")
"""Endings of names that no host of the internet has (RFC 6762; RFC 8375; ICANN, 2024)."""


def is_near(host: str) -> bool:
    """Whether a host is this machine ("") or one beside it: no address of the internet."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.lower().endswith(_LOCAL_NAMES)


def unencrypted(address: str, place: str) -> str:
    """Why no key is sent to an address that is set in a `place`: all on its way would read it."""
    host = host_of(address)
    if not address.startswith("http:") or is_near(host):
        return ""
    return tr(
        "the key would travel to {host} unencrypted: write https:// in {place}",
        host=host,
        place=place,
    )
