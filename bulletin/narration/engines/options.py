"""What `voice: {options: ...}` holds for an engine, looked at before anything is spoken.

In: the options as an editor wrote them, and the names that an engine knows. Out: the first
thing that is wrong with them, with the setting at fault.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from bulletin.messages import tr
from bulletin.source.reporting import suggestion

_SECRET = re.compile(r"key|secret|token|passwor[dt]|credential", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


def fault_of(
    options: Mapping[str, object], known: Iterable[str], variable: str = ""
) -> tuple[str, str] | None:
    """The setting at fault and the words for it: a name that is not known, or a secret.

    `variable` is that of the environment which holds the engine's secret.
    """
    names = sorted(known)
    for name in options:
        if name in names:
            continue
        place = f"options.{name}" if _PLAIN.match(name) else "options"
        if _SECRET.search(name):
            where = tr("set the variable {name} of the environment", name=variable or "...")
            return place, tr(
                "a secret does not belong in publication.yaml, which others read: {where}",
                where=where,
            )
        if not names:
            return place, tr('there is no option "{name}": this engine takes none', name=name)
        near = suggestion(name, names, tr("it takes: "))
        return place, tr('there is no option "{name}"; {near}', name=name, near=near)
    return None


def is_service(address: object) -> bool:
    """Whether something is the address of a service: http or https, a host, a path, no more."""
    if not isinstance(address, str) or any(char.isspace() for char in address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError:  # what is no name of a host among them
        return False
    more = parts.username is not None or parts.query or parts.fragment
    return parts.scheme in {"http", "https"} and bool(host) and port != 0 and not more
