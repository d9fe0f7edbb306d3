"""Ports for servers that must be told theirs, and cannot choose one themselves."""

from __future__ import annotations

import itertools
import os
import socket

_FIRST, _LAST = 10_240, 32_767
"""Ports that connections do not get by themselves (on Linux those begin at 32,768): else one that
was free may be taken before the server that is to have it has begun to listen."""

_SHARE = (_LAST - _FIRST) // 16
"""Ports of one worker: two of them do not look for a free one in the same place."""

_steps = itertools.count(os.getpid() * 31)
"""Other ports in each process: two runs beside each other hardly meet."""


def free_port() -> int:
    """A port of loopback where nobody listens, another one at each call."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw15").removeprefix("gw")) % 16
    for step in _steps:
        port = _FIRST + worker * _SHARE + step % _SHARE
        with socket.socket() as listener:
            # A server may listen again where connections of the last one have just ended.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError
