"""A Python without what Windows has not, as far as bulletin asks for it; others keep it all.

Read by every process that is started with this folder in PYTHONPATH.
"""

import builtins
import os
import signal
import socket
import subprocess  # noqa: F401, asks once for what is taken away below

MODULES = ("fcntl", "resource", "pwd", "grp", "termios")
LOST = {
    os: ("fork", "forkpty", "killpg", "setsid", "getuid"),
    signal: ("SIGHUP", "SIGQUIT", "pthread_sigmask", "SIGALRM", "alarm"),
    socket: ("send_fds", "recv_fds", "AF_UNIX"),
}

for module, names in LOST.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)

_import = builtins.__import__


def _without(name, globals=None, *rest, **more):  # noqa: A002, the name that Python gives it
    if name in MODULES and str((globals or {}).get("__package__") or "").startswith("bulletin"):
        message = f"No module named {name!r}"
        raise ModuleNotFoundError(message, name=name)
    return _import(name, globals, *rest, **more)


builtins.__import__ = _without
