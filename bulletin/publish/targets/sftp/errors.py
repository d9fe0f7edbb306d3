"""What a server said over SSH instead of doing what it was asked, for people.

In: an exception of asyncssh, and the place. Out: what is wrong, and what to do about it.
"""

import socket
from pathlib import Path

import asyncssh

from bulletin.messages import tr, tr_noop
from bulletin.publish.targets.server.storage import GOES_ON
from bulletin.source.settings.targets import SftpPlace

ROOM = tr("make room there, and give the same command again: it goes on from here")
_WHOLE = tr_noop("{goes_on}")
KNOWN_HOSTS = Path("~/.ssh/known_hosts")


class _StrangerError(Exception):
    """A server of which this machine knows no key yet."""


_ROWS: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    (
        (_StrangerError,),
        tr_noop("~/.ssh/known_hosts has no key of this server yet"),
        tr_noop(
            "take its key: ssh-keyscan -p {port} {host} >> ~/.ssh/known_hosts; then compare the"
            " fingerprint (ssh-keygen -l -F {known}) with the one of who runs the server"
        ),
    ),
    (
        (asyncssh.HostKeyNotVerifiable,),
        tr_noop("its host key is not the one that ~/.ssh/known_hosts has for it: {reason}"),
        tr_noop(
            "ask who runs the server for the key's fingerprint. If it is right, forget the old one:"
            " ssh-keygen -R {known}, and take the new one: ssh-keyscan -p {port} {host} >>"
            " ~/.ssh/known_hosts"
        ),
    ),
    (
        (asyncssh.PermissionDenied,),
        tr_noop("it does not let us in: {reason}"),
        tr_noop("add a key to the agent with ssh-add, and give its .pub to who runs the server"),
    ),
    (
        (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect),
        tr_noop("it does not let us write there: {reason}"),
        tr_noop("the account must own the folder, and the disk must not be read-only"),
    ),
    (
        (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded),
        tr_noop("there is no room on its disk: {reason}"),
        ROOM,
    ),
    (
        (socket.gaierror,),
        tr_noop("the name {host} is not known: {reason}"),
        tr_noop("look at host: in publication.yaml, and at this machine's network"),
    ),
    (
        (
            asyncssh.ConnectionLost,
            asyncssh.SFTPConnectionLost,
            asyncssh.SFTPNoConnection,
            asyncssh.ChannelOpenError,
            ConnectionAbortedError,
            ConnectionResetError,
            BrokenPipeError,
            EOFError,
        ),
        tr_noop("the connection broke: {reason}"),
        _WHOLE,
    ),
    ((asyncssh.SFTPError,), tr_noop("it could not do that: {reason}"), _WHOLE),
    (
        (OSError,),
        tr_noop("there is no connection: {reason}"),
        tr_noop("is the server up, and are host: and port: right? {goes_on}"),
    ),
)


def said(error: Exception, place: SftpPlace, known_hosts: Path = KNOWN_HOSTS) -> tuple[str, str]:
    """What is wrong, and what to do; `known_hosts`: the keys of servers that are known."""
    if isinstance(error, asyncssh.HostKeyNotVerifiable) and not _is_known(place, known_hosts):
        error = _StrangerError(str(error))
    reason = str(getattr(error, "reason", "") or error or type(error).__name__)
    standard = place.port == asyncssh.DEFAULT_PORT
    values = {
        "reason": reason,
        "host": place.host,
        "port": place.port,
        "known": place.host if standard else f"'[{place.host}]:{place.port}'",
        "goes_on": GOES_ON,
    }
    for kinds, what, hint in _ROWS:
        if isinstance(error, kinds):
            return tr(what, **values), tr(hint, **values)
    return reason, GOES_ON


def _is_known(place: SftpPlace, known_hosts: Path) -> bool:
    """Whether any key is written down for a server; where nobody can tell, it is."""
    try:
        keys = asyncssh.match_known_hosts(str(known_hosts.expanduser()), place.host, "", place.port)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return any(keys)
