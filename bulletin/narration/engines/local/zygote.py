"""A process that is warmed up once and forked for each utterance.

In: the name of a module and its arguments; then requests, from any thread. Out: one answer a
request, each made by a fresh copy of the same process, so that it depends on the request
alone: speech synthesisers keep state from one text to the next, and their bytes with it.

Only where the system can fork; elsewhere `spawned` stands in, and `serve` answers once.

The module runs as a program and calls `serve`. It must be alone in its process (no threads),
which is why it is not forked from ours. A request travels on a socket of its own, handed over
the control socket; the end of the control socket ends the process and all its forks, which are
a group of their own: no signal from a terminal reaches them.
"""

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

from bulletin.messages import tr

_HEADER = struct.Struct("<?IdI")
"""Of an answer: whether it went well, the sample rate, the seconds of CPU that it took, the number
of bytes that follow."""


class ZygoteError(Exception):
    """The other process could not do it; the message says why, in its words."""


# -- our side ------------------------------------------------------------------------------


class Zygote:
    """The warmed-up process, seen from ours. `ask` may be called by many threads at once."""

    def __init__(self, module: str, arguments: Any, patience: float = 120.0) -> None:  # noqa: ANN401, whatever JSON holds
        """Start `module` and wait until it is warm; `patience` is in seconds, for any answer.

        Raises `ZygoteError` if it does not come up.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-m", module]
            command += [str(theirs.fileno()), json.dumps(arguments)]
            process = subprocess.Popen(  # noqa: S603, a module of our own
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._patience = patience
        self._control = ours
        self._lock = threading.Lock()
        self._end = weakref.finalize(self, _end, ours, process)
        ours.settimeout(patience)
        try:
            _receive(ours)
        except ZygoteError:
            self._end()
            raise

    def ask(self, request: Any) -> tuple[int, bytes]:  # noqa: ANN401, whatever JSON holds
        """The sample rate and the bytes of the answer. Raises `ZygoteError`."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                try:
                    socket.send_fds(self._control, [b"?"], [theirs.fileno()])
                except OSError as error:
                    raise ZygoteError(tr("the process that speaks has ended")) from error
            ours.settimeout(self._patience)
            try:
                ours.sendall(json.dumps(request).encode())
                ours.shutdown(socket.SHUT_WR)
            except OSError as error:
                raise ZygoteError(tr("the process that speaks did not listen")) from error
            return _receive(ours)


def _end(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    """Close the control socket, and see the process out."""
    control.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _receive(connection: socket.socket) -> tuple[int, bytes]:
    """A whole answer."""
    try:
        header = _exactly(connection, _HEADER.size)
        *_, size = _HEADER.unpack(header)
        data = _exactly(connection, size)
    except TimeoutError:
        raise ZygoteError(tr("the process that speaks gave no answer in time")) from None
    except OSError as error:
        message = tr("the process that speaks was cut off: {error}", error=error)
        raise ZygoteError(message) from error
    return told(header + data)


def told(answer: bytes) -> tuple[int, bytes]:
    """What a whole answer says. Raises `ZygoteError` if it is none, or says why there is none."""
    if len(answer) < _HEADER.size:
        raise ZygoteError(tr("the process that speaks ended without an answer"))
    good, rate, cpu, _ = _HEADER.unpack_from(answer)
    data = answer[_HEADER.size :]
    # What speaks loads nothing that it does not need.
    from bulletin.machine.timings import charge  # noqa: PLC0415

    charge(cpu)
    if not good:
        raise ZygoteError(data.decode(errors="replace"))
    return rate, data


def _exactly(connection: socket.socket, size: int) -> bytes:
    data, at = bytearray(size), 0
    with memoryview(data) as view:
        while at < size:
            count = connection.recv_into(view[at:])
            if not count:
                raise ZygoteError(tr("the process that speaks ended without an answer"))
            at += count
    return bytes(data)


# -- the other side ------------------------------------------------------------------------

Speak = Callable[[Any], tuple[int, bytes | bytearray]]
"""Takes a request, gives the sample rate and signed 16-bit samples."""

_AT_A_TIME = 1 << 16
"""Bytes of a request that are read at a time."""

ONCE = "once"
"""In place of a socket's number: one request is on standard input, and no other comes."""


def serve(warm_up: Callable[[Any], Speak]) -> None:
    """Be the other process: warm up, then answer each request from a fork.

    `warm_up` takes the arguments given to `Zygote`. What it or the speaking raises becomes the
    message of a `ZygoteError` on our side. Comes back only when it could not warm up.
    """
    if sys.argv[1] == ONCE:
        _serve_once(warm_up)
        return
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    control = socket.socket(fileno=int(sys.argv[1]))
    _end_with(control, heed=True)  # a model may take its time, and nobody looks meanwhile
    try:
        speak = warm_up(json.loads(sys.argv[2]))
    except Exception as error:  # noqa: BLE001, told to the other side
        _answer(control, good=False, data=_told(error))
        return
    finally:
        _end_with(control, heed=False)
    _answer(control, good=True)
    while True:
        word, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not word:
            os.killpg(0, signal.SIGKILL)
        connection = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            control.close()
            _respond(connection, speak)
        connection.close()
        _see_out()


def _serve_once(warm_up: Callable[[Any], Speak]) -> None:
    """Answer the request on standard input, on standard output; what libraries print is lost."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        try:
            rate, data = warm_up(json.loads(sys.argv[2]))(json.load(sys.stdin.buffer))
            answers.write(_header(good=True, rate=rate, size=len(data)) + data)
        except Exception as error:  # noqa: BLE001, told to the other side
            told = _told(error)
            answers.write(_header(good=False, rate=0, size=len(told)) + told)


def _see_out() -> None:
    """Wait for the forks that have ended, so that what they cost is counted with this process."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _end_with(control: socket.socket, *, heed: bool) -> None:
    """Have the system end this process (by SIGIO) when the other side of a socket has gone."""
    import fcntl  # noqa: PLC0415, is not on every system

    fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(control, fcntl.F_GETFL)
    fcntl.fcntl(control, fcntl.F_SETFL, flags | os.O_ASYNC if heed else flags & ~os.O_ASYNC)


def _respond(connection: socket.socket, speak: Speak) -> None:
    """Answer one request and end this copy of the process, without any cleaning up."""
    try:
        request = json.loads(b"".join(iter(lambda: connection.recv(_AT_A_TIME), b"")))
        try:
            rate, data = speak(request)
            _answer(connection, good=True, rate=rate, data=data)
        except Exception as error:  # noqa: BLE001, told to the other side
            _answer(connection, good=False, data=_told(error))
    finally:
        os._exit(0)


def _told(error: Exception) -> bytes:
    return (str(error) or type(error).__name__).encode()


def _answer(
    connection: socket.socket, *, good: bool, rate: int = 0, data: bytes | bytearray = b""
) -> None:
    connection.sendall(_header(good=good, rate=rate, size=len(data)))
    connection.sendall(data)  # not both in one: each copy is memory that a fork has to be given


def _header(*, good: bool, rate: int, size: int) -> bytes:
    return _HEADER.pack(good, rate, time.process_time(), size)
