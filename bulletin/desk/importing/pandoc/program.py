"""pandoc, which knows the formats of Word and LibreOffice: started in its sandbox, with limits.

In: the bytes of a .docx or .odt file. Out: its JSON tree.
"""

import json
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.messages import tr

_OLDEST = (2, 17)
"""The version of Debian 12; older ones know no sandbox, or lose rows of tables."""
_SECONDS = 120
_MEMORY = "1500M"
_MAX_JSON = 200_000_000


def program() -> str:
    """Pandoc's path: that of our extra, else one of the system.

    Raises `BulletinError` with what to install when there is none that will do.
    """
    try:
        import pypandoc  # noqa: PLC0415, an extra that most machines do without

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        if path := on_path():
            return path
        raise BulletinError(
            tr(
                "Word and LibreOffice files are read with pandoc {oldest} or newer, which is not"
                " installed",
                oldest=".".join(map(str, _OLDEST)),
            ),
            tr("install it: {command}", command=install_command("import")),
        ) from error


def on_path() -> str:
    """The path of a pandoc of the system that is new enough; "" without one."""
    path = shutil.which("pandoc")
    return path if path and version_of(path) >= _OLDEST else ""


@cache
def version_of(path: str) -> tuple[int, ...]:
    """The version of a pandoc; () where it says none."""
    try:
        done = subprocess.run(  # noqa: S603, asks a program what it is
            [path, "--version"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.match(rb"pandoc\S* (\d+(?:\.\d+)*)", done.stdout)
    return tuple(map(int, found[1].split(b"."))) if found else ()


def tree_of(name: str, data: bytes, kind: str) -> dict[str, Any]:
    """Pandoc's tree of a document. Raises `BulletinError` when pandoc cannot read it."""
    pandoc = program()
    with tempfile.TemporaryDirectory(prefix="bulletin-import-") as folder:
        file = Path(folder) / f"text.{kind}"
        file.write_bytes(data)
        reader = f"{kind}+styles+empty_paragraphs" if kind == "docx" else kind
        command = [pandoc, "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", "--from", reader]
        command += ["--to", "json", "--track-changes=accept", str(file)]
        try:
            done = subprocess.run(  # noqa: S603, pandoc of our own extra, on a copy of the file
                command, capture_output=True, timeout=_SECONDS, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired as error:
            raise BulletinError(
                tr(
                    "{name} took longer than {seconds} seconds to read", name=name, seconds=_SECONDS
                ),
                tr("cut it into several files, and import one after the other"),
            ) from error
        except OSError as error:
            raise BulletinError(
                tr("pandoc cannot be started: {error}", error=error),
                tr(
                    "install it again: {command}",
                    command=install_command("import", "--force-reinstall"),
                ),
            ) from error
    if done.returncode != 0 or len(done.stdout) > _MAX_JSON:
        raise BulletinError(
            tr("{name} is damaged or too large: pandoc cannot read it", name=name),
            tr("open it in Word or LibreOffice, and save it again as .docx"),
        )
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree
