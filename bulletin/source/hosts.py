"""Names of sites: what a reader takes for the name has to be where the address leads.

In: the host of an address. Out: the same as the domain name system has it, or "" for what is no
name, or hides one: signs that look like / or ., a name in per cents or of two alphabets, and
numbers that browsers take for an address of the network (RFC 5890; WHATWG URL, host parsing).
"""

import ipaddress
import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
"""Alphabets with letters of the same look."""
_AS_LATIN = {*"асԁеһіӏјорԛѕԝхуъьҽпгѵѡ", *"αικνρυωηοτϲϳ"}
"""Small letters of the others that are taken for Latin ones."""
_LONGEST = 253
"""Letters of a whole name (RFC 1035, section 2.3.4)."""


def ascii_host(host: str) -> str:
    """A host as machines write it; "" for none that a link may have."""
    if ":" in host:
        return host if "%" not in host and _is(ipaddress.IPv6Address, host) else ""
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return host if _is(ipaddress.IPv4Address, host) else ""
    try:
        named = host.encode("idna").decode("ascii") if all(map(_is_plain, labels)) else ""
    except UnicodeError:
        return ""
    return named if len(named) <= _LONGEST and not _poses(labels) else ""


_INSIDE = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
)
"""Networks of offices and homes (RFC 1918, RFC 4193)."""
_GATEWAYS = (".1", ".254")
_INSIDE_NAMES = (".localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa")
"""Ends of names that such a network gives by itself (RFC 6761, 6762, 8375)."""


def is_out_of_reach(host: str) -> bool:
    """Whether a host is each reader's own machine, or one in an office's own network."""
    if host == "localhost" or host.endswith(_INSIDE_NAMES):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    gateway = host.endswith(_GATEWAYS)  # every reader's own modem is called so
    inside = not gateway and any(address in network for network in _INSIDE)
    return inside or address.is_loopback or address.is_unspecified or address.is_link_local


def is_for_examples(host: str) -> bool:
    """Whether a host can be nobody's own, for documents use it for any (RFC 2606, section 3)."""
    return host.removeprefix("www.") in {"example.com", "example.net", "example.org"}


def _is(kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address], host: str) -> bool:
    try:
        kind(host)
    except ValueError:
        return False
    return True


def _in_letters(label: str) -> str:
    """A part of a name as people read it."""
    if label.isascii() and label.lower().startswith("xn--"):
        return label.encode("ascii").decode("idna")
    return label


def _poses(labels: list[str]) -> bool:
    """Whether a part is all of letters that look Latin, below an end in Latin ones."""
    *parts, end = (_in_letters(label).lower() for label in labels)
    return end.isascii() and any(
        not part.isascii() and all(c.isascii() or c in _AS_LATIN for c in part) for part in parts
    )


def _is_plain(label: str) -> bool:
    """Whether a part of a name is letters of one alphabet, digits and hyphens."""
    label = _in_letters(label)
    letters = [c for c in label if unicodedata.category(c)[0] == "L"]
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    whole = all(c in "-_" or unicodedata.category(c)[0] in "LMN" for c in label)
    return whole and len(scripts & _ALIKE) <= 1
