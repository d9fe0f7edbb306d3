"""What takes longer than a second, made when somebody asks for it: the PDF, and the sound.

In: wishes. Out: files below a folder, made by `build` in a process beside, so that texts can be
saved and looked at meanwhile. How far it is comes through a small file.
"""

import contextlib
import json
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from bulletin.building.build import build
from bulletin.building.order import Built, Order
from bulletin.cache import Cache, replace_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.processes import deaf, processes
from bulletin.messages import tr
from bulletin.preview.board import AsError, MakingState, Switchboard, Wish

_EDITIONS: dict[Wish, tuple[str, ...]] = {"pdf": ("pdf",), "sound": ("web",)}
_PATIENCE = 0.8
"""Seconds in which the process beside must have cleaned up."""


@dataclass
class _Running:
    wish: Wish
    text: str
    future: Future[str]
    far: Path


class Asked:
    """Makes one wish after the other, in a process that stays warm."""

    def __init__(self, order: Order, folder: Path, desk: Switchboard, told: AsError) -> None:
        self._order = order
        self._folder = folder
        self._desk = desk
        self._told = told
        self._waiting: list[Wish] = []
        self._running: _Running | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._stack = ExitStack()

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """A block at whose end the process beside ends too, and whatever it began."""
        before = set(multiprocessing.active_children())
        with self._stack:
            try:
                yield
            finally:
                if self._running:
                    self._call_off(self._running, before)

    def _call_off(self, running: _Running, before: set[BaseProcess]) -> None:
        """Have the process beside clean up what it is in the middle of, if that takes no time."""
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        with contextlib.suppress(Exception):
            running.future.result(_PATIENCE)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._running is not None

    def take(self, wishes: list[Wish]) -> None:
        """Wishes more; what is being made for this text already is not made twice."""
        for wish in wishes:
            now = self._running
            same = now and now.wish == wish and now.text == self._desk.board.text
            if not same and wish not in self._waiting:
                self._waiting.append(wish)
                self._desk.making(wish, MakingState("making"))

    def go_on(self) -> Wish | None:
        """See how far it is; gives what was just made."""
        finished = None
        if self._running and self._running.future.done():
            finished = self._finish(self._running)
            self._running = None
        elif self._running:
            self._look(self._running)
        if self._running is None and self._waiting:
            self._running = self._begin(self._waiting.pop(0))
        return finished

    def _begin(self, wish: Wish) -> _Running:
        text = self._desk.board.text
        far = self._folder / f"{wish}.json"
        far.unlink(missing_ok=True)
        order = replace(
            self._order,
            out=self._folder / wish,
            editions=_EDITIONS[wish],
            audio=wish == "sound",
            # What only keeps in memory what the disk refuses cannot be sent to a process.
            cache=Cache(self._order.cache.root),
        )
        if self._pool is None:
            self._pool = self._stack.enter_context(processes(1))
        with deaf():
            future = self._pool.submit(_made, order, far)
        return _Running(wish, text, future, far)

    def _look(self, running: _Running) -> None:
        try:
            what, done, total = json.loads(running.far.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        self._desk.making(running.wish, MakingState("making", what, done, total))

    def _finish(self, running: _Running) -> Wish | None:
        error = running.future.exception()
        if error is None:
            made = MakingState("made", file=running.future.result(), of=running.text)
            self._desk.making(running.wish, made)
            return running.wish
        if isinstance(error, BrokenProcessPool):
            self._pool = None
            error = BulletinError(
                tr("the process that made it was ended from outside"),
                tr("the machine may be short of memory; ask again"),
            )
        if not isinstance(error, Exception):
            raise error
        shown = self._told(error)
        failed = MakingState("failed", message=shown.message, hint=shown.hint, of=running.text)
        self._desk.making(running.wish, failed)
        return None


def _made(order: Order, far: Path) -> str:
    """Build in the process beside; gives the path of what was made below the order's folder."""

    def progress(what: str, done: int, total: int) -> None:
        replace_file(far, json.dumps([what, done, total]).encode())

    def end(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # nothing is to disturb the cleaning up
        raise _EndedError

    signal.signal(signal.SIGTERM, end)
    try:
        return _path(build(order, progress), order)
    except _EndedError:
        return ""


class _EndedError(BaseException):
    """The preview ends. No `Exception`, so that nobody takes it for a fault of the build."""


def _path(built: Built, order: Order) -> str:
    pdf = built.manifest.file("pdf", ".pdf")
    name = pdf.path if pdf and "pdf" in order.editions else "index.html"
    return f"{order.issue_id}/{name}"
