"""Whoever opens connections and asks nothing keeps nobody else from the preview."""

from __future__ import annotations

import contextlib
import socket
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bulletin.preview import running
from bulletin.preview.connections import HurriedConnection


@pytest.fixture
def address(monkeypatch):
    """A preview whose only page is "here", in a hurry."""

    async def page(_request):
        return PlainTextResponse("here")

    monkeypatch.setattr(running, "app_of", lambda _: Starlette(routes=[Route("/", page)]))
    monkeypatch.setattr(HurriedConnection, "patience", 0.2)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with running._served(None, listener):  # noqa: SLF001, what the command serves with
            yield listener.getsockname()


def _answered(address):
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"http://{address[0]}:{address[1]}/").text == "here"
    return False


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: a"])
def test_connections_on_which_nothing_is_asked_are_closed(address, said):
    with contextlib.ExitStack() as stack:
        for _ in range(running._MOST_CONNECTIONS):  # noqa: SLF001, all that there are
            silent = stack.enter_context(socket.create_connection(address))
            silent.sendall(said)
        until = time.monotonic() + 30
        while not _answered(address):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_a_letter_now_and_then_is_no_request(address):
    with socket.create_connection(address) as slow, pytest.raises(ConnectionError):
        _spell(slow, b"G" * 600)


def _spell(slow, letters):
    for letter in letters:
        slow.sendall(bytes([letter]))
        time.sleep(0.05)
