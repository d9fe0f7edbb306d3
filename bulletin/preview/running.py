"""The preview as it runs: a watcher, a server, and a main thread that makes what is wanted.

In: an `Order`, an address, what to do with the news. Out: nothing; it runs until it is stopped.
All that is made is begun by the main thread, so that a signal ends it there, at once.
"""

import contextlib
import errno
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn
import watchfiles

from bulletin.building.order import Order
from bulletin.diagnostics import BulletinError
from bulletin.manifest import NAME as MANIFEST
from bulletin.messages import tr
from bulletin.preview.app import Previewed, app_of
from bulletin.preview.asked import Asked
from bulletin.preview.board import AsError, Board, Switchboard
from bulletin.preview.clips import Clips
from bulletin.preview.connections import HurriedConnection
from bulletin.preview.site import Sites
from bulletin.site.listing import NAME as LISTING
from bulletin.source.root import ISSUE

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104, only when phones are to see it
_STEP, _DEBOUNCE = 30, 300
"""Milliseconds: how long nothing more may be saved, and how long is waited for that."""
_LOOK, _IDLE = 0.2, 30.0
"""Seconds between two looks at what is being made, and at nothing."""


@dataclass(frozen=True)
class Serving:
    """How the preview is served, and who is told what. `ready` gets the port."""

    port: int
    lan: bool
    language: str
    told: AsError
    ready: Callable[[int], None]
    made: Callable[[Board], None]
    say: Callable[[str], str] = str


def run(order: Order, serving: Serving, stop: threading.Event | None = None) -> None:
    """Serve the issue until `stop` is set, or an exception comes (a signal is one)."""
    stop = stop or threading.Event()
    desk = Switchboard()
    with (
        _listening(EVERYWHERE if serving.lan else LOOPBACK, serving.port) as listener,
        tempfile.TemporaryDirectory(prefix="bulletin-", ignore_cleanup_errors=True) as name,
    ):
        folder = Path(name)
        sites = Sites(order, folder, desk, serving.told)
        asked = Asked(order, folder / "made", desk, serving.told)
        previewed = Previewed(
            desk=desk,
            root=order.root,
            issue_id=order.issue_id,
            made=folder / "made",
            clips=Clips(folder / "clips", order.cache),
            language=serving.language,
            say=serving.say,
        )
        with _watched(order, desk), _served(previewed, listener), asked.working():
            serving.ready(listener.getsockname()[1])
            while not stop.is_set():
                if desk.saved(_LOOK if asked.busy else _IDLE):
                    sites.make()
                    serving.made(desk.board)
                asked.take(desk.wishes())
                if asked.go_on() == "sound":
                    sites.measure()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at the address. Raises `BulletinError` if somebody else has the port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()  # whoever comes before the server is ready waits a moment
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise BulletinError(
                    tr("port {port} is taken by another program", port=port),
                    tr("take another one: --port {other}", other=(port + 1) % (1 << 16)),
                ) from None
            if error.errno == errno.EACCES:
                message = tr("port {port} is not for ordinary users", port=port)
                raise BulletinError(message, tr("take one from 1024 on: --port 8000")) from None
            raise
        yield listener


_MOST_CONNECTIONS = 100
"""Those of a dozen browsers; whoever comes above that is told to come back."""


@contextlib.contextmanager
def _served(previewed: Previewed, listener: socket.socket) -> Iterator[None]:
    """A block during which browsers are answered, by a thread beside."""
    config = uvicorn.Config(
        app_of(previewed),
        http=HurriedConnection,
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=0,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = server.force_exit = True
        thread.join(1.0)


@contextlib.contextmanager
def _watched(order: Order, desk: Switchboard) -> Iterator[None]:
    """A block during which the desk hears of every file that is saved."""
    stop = threading.Event()
    thread = threading.Thread(target=_watch, args=(order, desk, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()


def _watch(order: Order, desk: Switchboard, stop: threading.Event) -> None:
    def matters(_change: watchfiles.Change, path: str) -> bool:
        return concerns(order.root, order.issue_id, Path(path))

    def changes(*, polling: bool) -> None:
        for _ in watchfiles.watch(
            order.root,
            watch_filter=matters,
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=500,
            stop_event=stop,
            force_polling=polling or None,
            raise_interrupt=False,
        ):
            desk.save()

    try:
        changes(polling=False)
    except OSError:  # the system watches no more files for us: look at them ourselves
        changes(polling=True)


def concerns(root: Path, issue_id: str, path: Path) -> bool:
    """Whether a file that changed may belong to the issue: no other issue's, and no release's."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    if any(part.startswith(".") or part.endswith(("~", ".tmp", ".swp", ".part")) for part in parts):
        return False
    if not parts[1:] or parts[0] == issue_id:
        return True
    folder = root / parts[0]
    marks = (folder / ISSUE, folder / LISTING, folder / MANIFEST)
    return not any(mark.is_file() for mark in marks)
