"""The streams that whoever started the program gave it, fit for what is said on them.

In: standard input, output and error, open or closed, of any encoding. Out: streams that take every
letter, and that go on when whoever read them has gone.
"""

from __future__ import annotations

import codecs
import io
import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STREAMS = ("stdin", "stdout", "stderr")


def open_streams() -> None:
    """Open what whoever started us has closed, or the next file would be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) < len(_STREAMS):
        os.set_inheritable(number, True)  # noqa: FBT003, the library's own
        name = _STREAMS[number]
        setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))
    os.close(number)


def speak_any_letter() -> None:
    """Have our streams take every letter: Windows gives pipes and files its old code page.

    A terminal keeps what it can show; letters that it has not are shown by number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and codecs.lookup(stream.encoding).name != "utf-8":
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def outlive_readers() -> None:
    """Have the work go on when the reader of a pipe ends, as `| head -1` does.

    A build that ended there would leave its release without the list of issues.
    """
    for name in _STREAMS[1:]:
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue
        number = stream.fileno()
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            lasting = io.TextIOWrapper(
                io.BufferedWriter(_Pipe(number, "w", closefd=False)),
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=stream.line_buffering,
            )
            setattr(sys, name, lasting)


class _Pipe(io.FileIO):
    """A pipe that leads nowhere once nobody reads it."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return memoryview(data).nbytes
