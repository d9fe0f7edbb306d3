"""The streams that whoever started the program gave it, fit for what is said on them.

In: standard input, output and error, open or closed, of any encoding. Out: streams that take every
letter, and that go on when whoever read them has gone; and standard output for results alone.
"""

from __future__ import annotations

import codecs
import contextlib
import functools
import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import IO, TYPE_CHECKING

import click

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


def keep_output_apart() -> None:
    """Have standard output where programs that we start, and C libraries, cannot write to it.

    What they print goes to standard error: a line of theirs would spoil what `--json` gives.
    """
    out = sys.stdout
    number = os.dup(out.fileno())
    os.dup2(sys.stderr.fileno(), out.fileno())
    buffering = 1 if out.isatty() else -1
    sys.stdout = open(  # noqa: SIM115, as long as we are there
        number, "w", buffering, encoding=out.encoding, errors=out.errors, closefd=False
    )


_RESULTS: ContextVar[IO[str] | None] = ContextVar("results", default=None)


@contextlib.contextmanager
def _printing_aside() -> Iterator[None]:
    """What anybody prints in the block goes to standard error, but for what `print_result` prints."""
    token = _RESULTS.set(_RESULTS.get() or sys.stdout)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        _RESULTS.reset(token)


def printing_aside(command: click.Command) -> click.Command:
    """A command, and those below it, whose standard output is for its results alone."""
    if command.callback:
        command.callback = _aside(command.callback)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        printing_aside(below)
    return command


def _aside(callback: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(callback)
    def aside(*arguments: object, **named: object) -> object:
        with _printing_aside():
            return callback(*arguments, **named)

    return aside


def print_result(text: str, *, nl: bool = True, color: bool | None = None) -> None:
    """A result of a command, on standard output."""
    click.echo(text, file=_RESULTS.get(), nl=nl, color=color)


def outlive_readers() -> None:
    """Have the work go on when the reader of a pipe ends, as `| head -1` does.

    So it does when what is said on the way finds no room, as in a log on a full disk; a result
    that finds none is a failure. A build that ended there would leave its release without the
    list of issues.
    """
    for name, lost in zip(_STREAMS[1:], (BrokenPipeError, OSError), strict=True):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
            continue
        number = stream.fileno()
        if stat.S_ISFIFO(os.fstat(number).st_mode) or name == "stderr":
            lasting = io.TextIOWrapper(
                io.BufferedWriter(_Lasting(number, lost)),
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=stream.line_buffering,
            )
            setattr(sys, name, lasting)


class _Lasting(io.FileIO):
    """A pipe or file that leads nowhere once it fails with the errors of a kind (`lost`)."""

    def __init__(self, number: int, lost: type[OSError]) -> None:
        super().__init__(number, "w", closefd=False)
        self._lost = lost

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except self._lost:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return memoryview(data).nbytes
