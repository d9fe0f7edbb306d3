"""A speech service on loopback that behaves as it is told, one behaviour a request."""

from __future__ import annotations

import base64
import io
import itertools
import json
import socket
import ssl
import struct
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import av
import numpy as np

from tests.serving import Quiet, running


def mp3(seconds: float, loud: int = 9000) -> bytes:
    """A tone as MP3, of the kind that the service sends: mono, 24 kHz."""
    samples = (np.sin(np.arange(int(24000 * seconds)) * 0.1) * loud).astype(np.int16)
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = 24000
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return target.getvalue()


def answer(audio: bytes) -> bytes:
    """Sound in the envelope of the service."""
    inner = json.dumps([base64.b64encode(audio).decode()])
    envelope = [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]]
    return b")]}'\n\n99\n" + json.dumps(envelope, separators=(",", ":")).encode()


Behaviour = Callable[[BaseHTTPRequestHandler], None]


def send(status: int, body: bytes, **headers: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Cut the connection the hard way."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def stall(handler: BaseHTTPRequestHandler) -> None:
    """Answer nothing for longer than anyone waits."""
    handler.server.released.wait(5)  # type: ignore[attr-defined]


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(answer(mp3(0.2))[:500])
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a little at a time, without end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.released.wait(0.02):  # type: ignore[attr-defined]
        handler.wfile.write(b"#")
        handler.wfile.flush()


def drip_the_head(handler: BaseHTTPRequestHandler) -> None:
    """Begin an answer, and never come to what is in it."""
    handler.send_response(200)
    handler.flush_headers()
    while not handler.server.released.wait(0.02):  # type: ignore[attr-defined]
        handler.wfile.write(b"X-Wait: 1\r\n")
        handler.wfile.flush()


SPEECH = send(200, answer(mp3(0.4)))
SILENCE = send(200, answer(mp3(0.4, loud=0)))
CAPTCHA = send(200, b"<html>Our systems have detected unusual traffic</html>")
EMPTY = send(200, answer(b""))
NO_MP3 = send(200, answer(b"\xff" * 64))
TOO_MANY = send(429, b"")
TOO_MANY_FOR = send(429, b"", Retry_After="7")
BROKEN = send(503, b"")
REFUSED = send(403, b"")
MOVED = send(302, b"", Location="/sorry/index")


def wav(seconds: float = 0.4, rate: int = 24000, loud: int = 9000) -> bytes:
    """A tone as WAV."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(tone(seconds, rate, loud))
    return target.getvalue()


def sized(file: bytes, whole: int, data: int) -> bytes:
    """A WAV file that says so many bytes are in it, and in its chunk of samples."""
    at = file.index(b"data") + 4
    sizes = struct.pack("<I", whole), struct.pack("<I", data)
    return file[:4] + sizes[0] + file[8:at] + sizes[1] + file[at + 4 :]


def packed(samples: np.ndarray, coding: int, channels: int = 1) -> bytes:
    """Samples of 24 kHz as WAV, in whatever they are held; `coding` 1 is whole numbers, 3 is not."""
    data, size = samples.tobytes(), samples.dtype.itemsize
    block = channels * size
    about = struct.pack("<HHIIHH", coding, channels, 24000, 24000 * block, block, 8 * size)
    chunks = b"WAVEfmt " + struct.pack("<I", len(about)) + about
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def tone(seconds: float = 0.4, rate: int = 24000, loud: int = 9000) -> bytes:
    """Bare samples."""
    return (np.sin(np.arange(int(rate * seconds)) * 0.1) * loud).astype("<i2").tobytes()


def of_gtts(body: bytes) -> tuple[str, str]:
    """The text and the language in a request of gTTS."""
    ((_, parameters, _, _),) = json.loads(parse_qs(body.decode())["f.req"][0])[0]
    text, language, *_ = json.loads(parameters)
    return text, language


@dataclass
class Log:
    """What the service was asked, and how many requests were under way at most."""

    address: str = ""
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    under_way: int = 0
    at_most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def service(
    *behaviours: Behaviour,
    context: ssl.SSLContext | None = None,
    delay: float = 0.0,
    read: Callable[[bytes], tuple[str, str]] = of_gtts,
) -> Iterator[Log]:
    """The service, with a behaviour for each request; the last one for all further ones.

    `read` finds in a request's body what is noted of it.
    """
    log = Log()
    plan = itertools.chain(behaviours, itertools.repeat(behaviours[-1]))

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with log.lock:
                behave = next(plan)
                log.asked.append(read(body))
                log.paths.append(self.path)
                log.headers.append({name.lower(): value for name, value in self.headers.items()})
                log.under_way += 1
                log.at_most = max(log.at_most, log.under_way)
            time.sleep(delay)
            # Before the answer: who has it may ask again while this thread still ends.
            with log.lock:
                log.under_way -= 1
            try:
                behave(self)
            except OSError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.released = threading.Event()  # type: ignore[attr-defined]
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context else "http"
    log.address = f"{scheme}://localhost:{server.server_port}/"
    with running(server):
        try:
            yield log
        finally:
            server.released.set()  # type: ignore[attr-defined]
