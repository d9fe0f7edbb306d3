"""The command line called in this process: what it says and its code, without a start of Python.

For what does not need a process of its own: streams, exit codes and signals are those of
`tests.conftest.bulletin`.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path
from unittest import mock

from bulletin.cli import run


def called(
    *arguments: str | Path, cwd: Path, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """What `tests.conftest.bulletin` gives; `text` is the standard input."""
    out, errors = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")),
        mock.patch.dict("os.environ", environment),
    ):
        code = run(list(map(str, arguments)))
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), errors.getvalue())
