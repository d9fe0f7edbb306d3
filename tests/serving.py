"""Small servers of tests, on loopback: quiet, there at once, and gone at the end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import HTTPServer
from typing import TypeVar

S = TypeVar("S", bound=HTTPServer)

_LOOKS = 0.02
"""Seconds after which a server looks whether it should stop. Half a second, its own way, is waited
for each time."""


class Quiet:
    """What handlers share: whole answers, and silence about them and about those who hang up."""

    def answer(self, code: int, data: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """A whole answer, whose body is left out where none is asked for."""
        self.send_response(code)
        for name, value in ({"Content-Length": str(len(data))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def handle(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().handle()


@contextlib.contextmanager
def running(server: S) -> Iterator[S]:
    """A server at work, stopped at the end."""
    thread = threading.Thread(target=server.serve_forever, args=(_LOOKS,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
