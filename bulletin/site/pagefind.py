"""Pagefind's own program, asked over its pipes.

In: pages, one after the other. Out: the files of their index, as bytes. An index keeps the order
in which its pages come; read from a folder, that is the order in which a disk lists them, and
another disk gave another index. And Pagefind itself does not notice a disk without room.
Source: the messages are those of `pagefind.service`, whose own reader waits a tenth of a second
for each answer.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from typing import IO, Any

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

_PATIENCE = 600.0
"""Seconds; ten years of issues take some."""

_END = b","
"""What messages and answers end with; in base64 there is none."""


def files_of_index(pages: Iterable[tuple[str, str]], language: str) -> Iterator[tuple[str, bytes]]:
    """The files of an index, with their paths: of pages, each its path and its HTML.

    Raises `BulletinError` with what Pagefind complains of.
    """
    with _service() as service:
        settings = {"force_language": language}
        index = service.asked("NewIndex", config=settings)["index_id"]
        for path, page in pages:
            service.asked("AddFile", index_id=index, file_path=path, url=None, file_contents=page)
        made = service.asked("GetFiles", index_id=index)["files"]
    for file in made:
        yield file["path"], base64.b64decode(file["content"])


@contextlib.contextmanager
def _service() -> Iterator[_Service]:
    """The program, for as long as the block lasts: it ends in the middle when nobody asks more."""
    from pagefind.service import get_executable  # noqa: PLC0415, asyncio comes with it

    program = get_executable()
    if program is None:
        raise _unmade(tr("Pagefind is not installed"))
    # In a folder of its own and with no environment, so that no settings for another Pagefind are
    # found; it also falls over a variable that is no UTF-8, as PWD may be.
    with subprocess.Popen(  # noqa: S603, Pagefind's own program
        [str(program), "--service"],
        cwd=program.parent,
        env={} if os.name == "posix" else None,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        service = _Service(process)
        late = threading.Timer(_PATIENCE, service.give_up)
        late.daemon = True
        late.start()
        try:
            yield service
        finally:
            late.cancel()
            process.kill()
            with contextlib.suppress(BrokenPipeError):  # what was asked of one that had ended
                _of(process.stdin).close()


class _Service:
    """The program, asked one thing at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._given_up = False

    def give_up(self) -> None:
        """Wait no longer."""
        self._given_up = True
        self._process.kill()

    def asked(self, kind: str, **values: object) -> dict[str, Any]:
        """What is answered to a message. Raises `BulletinError`."""
        message = {"message_id": 1, "payload": {"type": kind, **values}}
        with contextlib.suppress(BrokenPipeError):  # then there is no answer either
            _of(self._process.stdin).write(base64.b64encode(json.dumps(message).encode()) + _END)
            _of(self._process.stdin).flush()
        answer: dict[str, Any] = self._answer()["payload"]
        if answer["type"] == "Error":
            raise _unmade(tr("Pagefind says: {said}", said=" ".join(answer["message"].split())))
        return answer

    def _answer(self) -> dict[str, Any]:
        data = bytearray()
        while not data.endswith(_END):
            block = _of(self._process.stdout).read1(_BLOCK)
            if not block:
                raise _unmade(
                    tr("Pagefind did not come to an end")
                    if self._given_up
                    else tr("Pagefind ended before it was done")
                )
            data += block
        answer: dict[str, Any] = json.loads(base64.b64decode(data[:-1]))
        return answer


_BLOCK = 1 << 20


def _of(stream: IO[bytes] | None) -> Any:  # noqa: ANN401, a pipe has `read1`, which `IO` does not say
    return stream


def _unmade(why: str) -> BulletinError:
    message = tr("the search index could not be made: {why}", why=why)
    return BulletinError(message, tr("give the same command again"))
