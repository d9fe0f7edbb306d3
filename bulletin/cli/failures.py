"""Exceptions, turned into words for whoever ran a command.

In: what a command raised. Out: a `BulletinError` with the same notes. What became of the work
is said only in notes, by those whom the exception passed and who know it.
"""

import errno
import os
import traceback
from pathlib import Path

from bulletin import plugins
from bulletin.cli.signals import Stopped
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import in_words
from bulletin.messages import text_of, tr

_LOOP = "Symlink loop"
"""How pathlib says that a link leads to itself, up to Python 3.12; later it says nothing."""


def as_error(error: BaseException) -> BulletinError:
    """The error to show for an exception. Raises the `Stopped` that one was made of."""
    if isinstance(error, BulletinError):
        return error
    if not isinstance(error, Stopped) and (stopped := stop_in(error)):
        raise stopped from error
    if isinstance(error, Stopped):
        shown: BulletinError = BulletinError(text_of(error))
    elif package := plugins.at_fault(error):
        shown = plugins.mistake_of(package, error)
    elif _is_for_want_of_memory(error):
        message = tr("this machine has too little memory, or too few threads for this account")
        hint = tr("close other programs, or give it fewer things at a time: --jobs 1")
        shown = BulletinError(message, hint)
    elif isinstance(error, RuntimeError) and str(error).startswith(_LOOP):
        shown = BulletinError(f"{str(error).partition(' from ')[2]}: {os.strerror(errno.ELOOP)}")
    else:
        shown = _refused(error) if isinstance(error, OSError) else _mistake(error)
    for note in getattr(error, "__notes__", ()):
        shown.add_note(note)
    return shown


def stop_in(error: BaseException | None) -> Stopped | None:
    """The signal behind an exception: one that comes while a class is made is raised as another."""
    while error:
        if isinstance(error, Stopped):
            return error
        error = error.__cause__ or error.__context__
    return None


def _is_for_want_of_memory(error: BaseException | None) -> bool:
    """Whether the system gave no memory, to us or for a thread or a library: each says it so."""
    while error:
        if isinstance(error, MemoryError) or any(words in str(error) for words in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


_NO_MEMORY = (
    *("can't start new thread", "failed to map segment", "Cannot allocate memory"),
    "Resource temporarily unavailable",  # a process more than the account may have
)


def _refused(error: OSError) -> BulletinError:
    """What the system refused; it does not say so itself where there is no folder to begin in."""
    try:
        Path.cwd()
    except FileNotFoundError:
        message = tr("the folder from which the command was given is gone")
        return BulletinError(message, tr("go to another folder, and give the command again"))
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        message = tr("this account may not have so many files open at a time")
        return BulletinError(message, tr("let it have more of them: ulimit -n 1024"))
    return in_words(error)


def _mistake(error: BaseException) -> BulletinError:
    """What should not have happened, for whoever will mend it."""
    text = "".join(traceback.format_exception(error)).rstrip()
    return BulletinError(tr("this is a mistake in bulletin itself\n{text}", text=text))
