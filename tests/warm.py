"""The command line in processes of their own that need not import it: forked from one that did.

Streams, codes, environment and working folder are those of a program's start, which takes a
second less. What a start alone can show (that it imports, that two of them do the same though
Python orders sets differently in each) is asked of `tests.conftest.bulletin`.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

PRACTICE = Path(__file__).parent / "publications" / "small"
LOADED = (
    *(f"cli.commands.{name}" for name in ("build", "check", "publish", "script")),
    *("building.build", "building.preflight"),
    *("art.drawings.judgement", "languages.vi.proof", "languages.vi.rules"),
    *("paper.render", "editions.share.press", "editions.epub.assemble"),
)
"""What most commands import. No library that starts threads: they do not live on in a fork."""


def bulletin(
    *arguments: str | Path, cwd: Path, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line; `text` is its standard input."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "err")]
        streams[0].write_text(text, encoding="utf-8")
        asked = {
            "arguments": [str(one) for one in arguments],
            "cwd": str(cwd),
            "environment": {**os.environ, "PYTHONWARNINGS": "error", **environment},
            "streams": [str(stream) for stream in streams],
        }
        ask, answer = _warmed()
        print(json.dumps(asked), file=ask, flush=True)
        code = int(answer.readline())
        out, errors = (stream.read_text(encoding="utf-8") for stream in streams[1:])
    return subprocess.CompletedProcess(arguments, code, out, errors)


_SERVER: list[TextIO] = []
"""Where to ask and where the answer comes from, if somebody has forked the process for us."""


def ask(answers: int, asks: int) -> None:
    """Have commands run at the other end of these pipes."""
    _SERVER[:] = [os.fdopen(asks, "w", encoding="utf-8"), os.fdopen(answers, encoding="utf-8")]


@cache
def _warmed() -> tuple[TextIO, TextIO]:
    """Where to ask the process that forks, and where its answer comes from: one for each."""
    if _SERVER:
        return _SERVER[0], _SERVER[1]
    process = subprocess.Popen(
        [sys.executable, "-W", "error", __file__],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)  # at the end of what it reads, it ends
    return process.stdin, process.stdout


class _End:
    """The end of a process, once Python has waited for threads and called what waits for it.

    Then Python would free all things one by one; in a fork, to touch what it has in common with
    others is to copy it, which took longer than most commands.
    """

    def __init__(self) -> None:
        self._process = 0
        self._code = 1

    def be(self, code: int) -> None:
        """Have this process, and no fork of it, end so."""
        self._process, self._code = os.getpid(), code

    def __call__(self) -> None:
        """End with the code, the last words said."""
        if self._process != os.getpid():
            return
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(self._code)


END = _End()
atexit.register(END)  # before all others: what is registered first is called last


def load() -> None:
    """Import what most commands need, and do once what each does first.

    To compile patterns, list faces and digest our own code takes four fifths of a check.
    """
    for module in LOADED:
        importlib.import_module(f"bulletin.{module}")
    from bulletin.cli import language, run  # noqa: PLC0415

    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"XDG_CACHE_HOME": folder}),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        for command in ("check", "script"):
            run([command, "--in", str(PRACTICE)])
    language.forget()
    gc.freeze()


def serve() -> None:
    """Fork for each line that is read, and answer with the code of what was forked."""
    warnings.simplefilter("error")
    sys.warnoptions[:] = ["error"]
    # Opened anew, so that a fork reads nothing of what is meant for us.
    with os.fdopen(os.dup(0), encoding="utf-8") as asking:
        while line := asking.readline():
            child = os.fork()
            if child == 0:
                END.be(code=1)
                _become(**json.loads(line))
                from bulletin.cli import main  # noqa: PLC0415

                try:
                    main()
                except SystemExit as ended:
                    END.be(ended.code)
                    raise
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()


def _become(
    arguments: list[str], cwd: str, environment: dict[str, str], streams: list[str]
) -> None:
    """Be the program that was started with this."""
    for number, name in enumerate(streams):
        opened = os.open(name, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bulletin", *arguments]
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]


if __name__ == "__main__":
    load()
    serve()
