"""A small server for the tests: files below a folder, with Range and gzip, and a switch.

In: a folder. Out: an address on this machine; `requests` holds the paths that were asked for.
"""

from __future__ import annotations

import contextlib
import gzip
import re
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bulletin.formats.media_types import media_type
from tests.serving import Quiet, running

_PACKED = (".html", ".css", ".js", ".svg", ".xml", ".json", ".vtt", ".txt")


class Server(ThreadingHTTPServer):
    """Serves `folder`; `online` False answers nothing, as a network that is gone.

    `redirects` True leads from page.html to page, as some hosts do.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.online = True
        self.redirects = False
        self.requests: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(Quiet, BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.requests.append(path)
        if not self.server.online:
            self.close_connection = True
            self.connection.close()
            return
        if self.server.redirects and path.endswith(".html"):
            short = path.removesuffix(".html").removesuffix("index")
            self._answer(HTTPStatus.PERMANENT_REDIRECT, b"", "text/plain", {"Location": short})
            return
        file = self.server.folder / path.lstrip("/")
        if self.server.redirects and file.with_suffix(".html").is_file():
            file = file.with_suffix(".html")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"", "text/plain")
            return
        data = file.read_bytes()
        kind = media_type(file.name)
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked:
            start = int(asked[1])
            end = min(int(asked[2] or len(data)), len(data) - 1)
            extent = {"Content-Range": f"bytes {start}-{end}/{len(data)}"}
            self._answer(HTTPStatus.PARTIAL_CONTENT, data[start : end + 1], kind, extent)
        elif file.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            packed = gzip.compress(data, mtime=0)
            self._answer(HTTPStatus.OK, packed, kind, {"Content-Encoding": "gzip"})
        else:
            self._answer(HTTPStatus.OK, data, kind)

    do_HEAD = do_GET  # noqa: N815, the library's name

    def _answer(
        self, status: HTTPStatus, data: bytes, kind: str, further: dict[str, str] | None = None
    ) -> None:
        text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
        headers = {
            "Content-Type": f"{kind}; charset=utf-8" if text else kind,
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-cache",
        } | (further or {})
        self.answer(status, data, headers)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server for a folder, stopped at the end."""
    with running(Server(folder)) as server:
        yield server
