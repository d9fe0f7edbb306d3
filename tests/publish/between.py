"""What stands between us and a server, and lets through only so much.

In: the port of a server on loopback. Out: a port that leads to it, until it does not any more.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.serving import Quiet, running


class Line:
    """Connections to a port. After `most` bytes from our side they break, or `hangs`: fall silent."""

    def __init__(self, port: int, most: int, *, hangs: bool) -> None:
        self._to, self._most, self._hangs = port, most, hangs
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        for one in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                ours, _ = self._listener.accept()
                theirs = socket.create_connection(("127.0.0.1", self._to))
                for end in (ours, theirs):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open += [ours, theirs]
                for ends in ((ours, theirs, self._most), (theirs, ours, 1 << 40)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, most: int) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(8192):
                target.sendall(block[:most])
                most -= len(block)
                if most <= 0 and self._hangs:
                    self._over.wait()
                if most <= 0:
                    for one in (source, target):
                        one.shutdown(socket.SHUT_RDWR)
                    return
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def line(port: int, most: int, *, hangs: bool = False) -> Iterator[int]:
    """A port that leads to another one."""
    between = Line(port, most, hangs=hangs)
    try:
        yield between.port
    finally:
        between.close()


Answer = Callable[["Handler"], bool]
"""Answers in the server's place, or says that it does not."""


class Handler(Quiet, BaseHTTPRequestHandler):
    server: ServerBetween
    protocol_version = "HTTP/1.1"

    body = b""

    def do_GET(self) -> None:
        self.body = body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.server.answer(self):
            return
        to = http.client.HTTPConnection(urlsplit(self.server.to).netloc)
        to.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            to.putheader(name, value)
        to.endheaders(body)
        said = to.getresponse()
        headers = {n: v for n, v in said.getheaders() if n.lower() not in _PER_LINE}
        self.answer(said.status, said.read(), headers)
        to.close()

    do_PUT = do_POST = do_DELETE = do_HEAD = do_GET  # noqa: N815, the library's names


_PER_LINE = {"transfer-encoding", "connection", "date", "server"}


class ServerBetween(ThreadingHTTPServer):
    def __init__(self, to: str, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.to, self.answer = to, answer
        self.over = threading.Event()


@contextlib.contextmanager
def answering(to: str, answer: Answer) -> Iterator[str]:
    """The address of a server that hands on what `answer` does not answer."""
    with running(ServerBetween(to, answer)) as server:
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.over.set()
