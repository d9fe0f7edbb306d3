"""A server of a hosted copy that does one thing wrong.

In: a folder, and for a path what is to be done instead of answering rightly. Out: an address.
"""

from __future__ import annotations

import contextlib
import gzip
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bulletin.site.hosting.rules import content_type
from tests.serving import Quiet, running

Misdeed = Callable[["Handler", bytes], None]


class Server(ThreadingHTTPServer):
    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.misdeeds: dict[str, Misdeed] = {}
        self.hides = True
        """Whether hidden files are kept from everybody, as by the rules that we write."""
        self.over = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Of those who hang up because of the certificate nothing is printed."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(Quiet, BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self.server.folder / path
        if file.is_dir() and path and not path.endswith("/"):
            if misdeed := self.server.misdeeds.get(path):
                misdeed(self, (file / "index.html").read_bytes())
            else:
                self.answer(301, headers={"Location": f"/{path}/"})
            return
        if file.is_dir():
            file, path = file / "index.html", f"{path}index.html"
        if not file.is_file() or (self.server.hides and path.startswith(".")):
            self.answer(404)
            return
        data = file.read_bytes()
        if misdeed := self.server.misdeeds.get(path):
            misdeed(self, data)
        else:
            self.right(data)

    do_HEAD = do_GET  # noqa: N815, the library's name

    def right(self, data: bytes, kind: str = "") -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        path = unquote(urlsplit(self.path).path).lstrip("/")
        kind = kind or content_type(path if not path.endswith("/") and path else "index.html")
        if asked:
            first, last = int(asked[1]), int(asked[2])
            extent = {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
            self.answer(206, data[first : last + 1], kind, extent)
        else:
            self.answer(200, data, kind)

    def answer(
        self,
        code: int,
        data: bytes = b"",
        kind: str = "text/plain",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().answer(code, data, {"Content-Type": kind} | (headers or {}))


@contextlib.contextmanager
def serving(folder: Path, secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(folder)
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    with running(server):
        try:
            yield server
        finally:
            server.over.set()


# -- what can be done wrongly ------------------------------------------------------------------


def other_byte(h: Handler, data: bytes) -> None:
    h.right(data[:-1] + bytes([data[-1] ^ 1]))


def missing(h: Handler, _: bytes) -> None:
    h.answer(404)


def gone(h: Handler, _: bytes) -> None:
    h.answer(410)


def forbidden(h: Handler, _: bytes) -> None:
    h.answer(403)


def broken(h: Handler, data: bytes) -> None:
    h.answer(500, data)


def page_of_errors(h: Handler, _: bytes) -> None:
    h.answer(200, b"<h1>Not found</h1>", "text/html")


def wrong_type(h: Handler, data: bytes) -> None:
    h.right(data, "application/octet-stream")


def wrong_letters(h: Handler, data: bytes) -> None:
    h.right(data, "text/html; charset=windows-1258")


def packed(h: Handler, data: bytes) -> None:
    """Packs whatever it is, and whoever asked."""
    h.answer(200, gzip.compress(data), content_type(h.path), {"Content-Encoding": "gzip"})


def said_to_be_packed(h: Handler, data: bytes) -> None:
    h.answer(200, data, content_type(h.path), {"Content-Encoding": "gzip"})


def as_a_page(h: Handler, data: bytes) -> None:
    """What some hosts do with the address of a folder, without the slash at its end."""
    h.right(data, "text/html; charset=utf-8")


def no_range(h: Handler, data: bytes) -> None:
    h.answer(200, data, content_type(h.path))


def other_range(h: Handler, data: bytes) -> None:
    if "Range" in h.headers:
        h.answer(206, data[:16], content_type(h.path), {"Content-Range": f"bytes 0-15/{len(data)}"})
    else:
        h.right(data)


def lying_range(h: Handler, data: bytes) -> None:
    h.right(data[::-1] if "Range" in h.headers else data)


def elsewhere(h: Handler, _: bytes) -> None:
    h.answer(302, headers={"Location": "http://localhost:9/login?next=/"})


def in_a_circle(h: Handler, _: bytes) -> None:
    h.answer(302, headers={"Location": h.path})


def silent(h: Handler, _: bytes) -> None:
    h.server.over.wait(5)


def dripping(h: Handler, data: bytes) -> None:
    h.send_response(200)
    h.send_header("Content-Type", content_type(h.path))
    h.send_header("Content-Length", str(len(data)))
    h.end_headers()
    for at in range(len(data)):
        h.wfile.write(data[at : at + 1])
        time.sleep(0.05)
        if h.server.over.is_set():
            return


def dripping_head(h: Handler, _: bytes) -> None:
    """Says now and then another letter of a head that has no end."""
    h.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not h.server.over.wait(0.1):
        h.wfile.write(b"x")


def half(h: Handler, data: bytes) -> None:
    h.send_response(200)
    h.send_header("Content-Type", content_type(h.path))
    h.send_header("Content-Length", str(len(data)))
    h.end_headers()
    h.wfile.write(data[: len(data) // 2])
    h.close_connection = True


def half_without_a_length(h: Handler, data: bytes) -> None:
    h.send_response(200)
    h.send_header("Content-Type", content_type(h.path))
    h.send_header("Connection", "close")
    h.end_headers()
    h.wfile.write(data[: len(data) // 2])
    h.close_connection = True


def nothing(h: Handler, _: bytes) -> None:
    h.close_connection = True


def endless(h: Handler, data: bytes) -> None:
    h.send_response(200)
    h.send_header("Content-Type", content_type(h.path))
    h.send_header("Connection", "close")
    h.end_headers()
    h.wfile.write(data)
    while not h.server.over.is_set():
        h.wfile.write(bytes(65_536))


def no_http(h: Handler, _: bytes) -> None:
    h.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    h.close_connection = True


def same_host(h: Handler, data: bytes) -> None:
    """What some hosts do, and no fault."""
    if "?" in h.path:
        h.right(data)
    else:
        h.answer(301, headers={"Location": f"{h.path}?v=1"})
