"""What one operating system has and another has not: no other module asks which it is on.

In: nothing. Out: what stands in on Windows for forks, signals and groups of processes. Only
`narration/engines/local/zygote.py` names such things besides, and is used where `FORKS` holds.
"""

import contextlib
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from bulletin.messages import tr

FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
"""Whether a process can be copied, and be handed a socket."""

_TASKS = Path("/proc/self/task")
"""Where Linux lists the threads of a process, those of libraries among them."""

_ASKING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")

STOPPING: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in _ASKING if hasattr(signal, name)
)
"""Signals by which people and systems ask a program to end, as far as there are such."""

HANGING_UP: tuple[signal.Signals, ...] = tuple(
    number for number in STOPPING if number.name in {"SIGINT", "SIGHUP"}
)
"""Those that come from a terminal to all that it began."""

_LITTER = re.compile(
    r"(?i)\._.*|\.ds_store|\.apdisk|\.fseventsd|\.spotlight-.*|\.trash.*|(eh)?thumbs\.db"
    r"|desktop\.ini|\$recycle\.bin|system volume information|lost\+found|\.directory|\.nfs.*"
    r"|\.smbdelete.*|\.fuse_hidden.*|@eadir|__macosx"
)


def is_litter(path: PurePath) -> bool:
    """Whether a file is nobody's: systems and disks leave it, or its folder, anywhere unasked."""
    return any(_LITTER.fullmatch(part) for part in path.parts)


def quoted(argument: str | Path) -> str:
    """A path or a name as the command line of this system has it, with blanks in it or not.

    A path that begins with a hyphen would be taken for an option.
    """
    text = f"./{argument}" if str(argument).startswith("-") else str(argument)
    if sys.platform == "win32":
        return subprocess.list2cmdline([text])
    return shlex.quote(text)


_OF_WINDOWS = re.compile(r"([A-Za-z]):(.*)", re.DOTALL)


def as_linux_has_it(path: str) -> str:
    r"""What to write for a path of Windows in Linux on Windows, in words; "" for any other."""
    found = None if sys.platform == "win32" else _OF_WINDOWS.fullmatch(path)
    if found is None:
        return ""
    # A shell takes \ away where no quotes stand: then nobody knows the folders any more.
    whole = found[2].startswith(("\\", "/"))
    inside = found[2].replace("\\", "/").lstrip("/") if whole else "Users/..."
    path = f"/mnt/{found[1].lower()}/{inside}"
    return tr('in Linux on Windows, write it with / and in quotes: "{path}"', path=path)


def runs_alone() -> bool:
    """Whether a copy of this process would be whole: one thread runs, and the system can tell.

    macOS can fork, but its own libraries do not bear it.
    """
    try:
        return FORKS and len(list(_TASKS.iterdir())) == 1
    except OSError:
        return False


@contextlib.contextmanager
def held_back(numbers: Iterable[signal.Signals]) -> Iterator[None]:
    """Signals come after the block, where they can be held back at all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def let_through(numbers: Iterable[signal.Signals]) -> None:
    """Signals that were held back for a process since its start come from now on."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)


def end_by_signal() -> None:
    """Have this process asked to end, from any of its threads; without signals it ends at once."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGTERM)
    else:
        os._exit(0)


def end_with_all_it_started(process: subprocess.Popen[bytes], grace: float) -> None:
    """End a program that leads a session of its own; a helper that lives on would keep its pipes.

    `grace`: seconds in which it may end by itself.
    """
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603, a number
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607, Windows' own
            capture_output=True,
            check=False,
        )
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
            return


def locked(descriptor: int) -> bool:
    """Whether a file, open for writing, could be locked for as long as it is open."""
    try:
        import fcntl  # noqa: PLC0415, not on Windows
    except ModuleNotFoundError:
        return _locked_by_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _locked_by_windows(descriptor: int) -> bool:
    if sys.platform != "win32":
        return False
    import msvcrt  # noqa: PLC0415, Windows' own

    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


_HELD_FOR = 2.0 if sys.platform == "win32" else 0.0
"""Seconds for which programs of the system may have open what has just been written."""
_MOMENT = 0.05


def put_in_place(source: Path, place: Path) -> None:
    """Put a file in the place of another, or a folder in an empty one.

    Raises `OSError`; on Windows, where search and virus scanners open whatever has just been
    written and nothing that is open can be replaced, only after a while.
    """
    until = time.monotonic() + _HELD_FOR
    while True:
        try:
            source.replace(place)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_MOMENT)
        else:
            return


def is_held(error: OSError) -> bool:
    """Whether Windows refuses a file because a program has it open."""
    number: int | None = getattr(error, "winerror", None)
    return number in _OPEN_ELSEWHERE or (number == _DENIED and error.filename2 is not None)


_OPEN_ELSEWHERE = {32, 33}
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""
_DENIED = 5
"""ERROR_ACCESS_DENIED: also what a rename is told onto a file that is open."""

PLAINLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Flags of `os.open`: no pipe is waited for, and no link followed; Windows has neither."""


def is_own(found: os.stat_result) -> bool:
    """Whether what a `stat` found is this user's; where nobody can tell, it is."""
    getuid = getattr(os, "getuid", None)
    return getuid is None or found.st_uid == getuid()


def cpu_spent() -> float:
    """CPU seconds of this process and, where the system counts them, of those it waited for."""
    if sys.platform == "win32":
        return time.process_time()
    try:
        import resource  # noqa: PLC0415, where there is one
    except ImportError:
        return time.process_time()
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def free_files(place: Path) -> int | None:
    """How many more files a disk takes; None where nobody counts (NTFS, Btrfs, network shares)."""
    if sys.platform == "win32":
        return None
    with contextlib.suppress(OSError):
        found = os.statvfs(place)
        return found.f_favail if found.f_files else None
    return None
