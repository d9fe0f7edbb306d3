"""pandoc, which knows the formats of Word and LibreOffice: started in its sandbox, with limits.

In: the bytes of a .docx or .odt file. Out: its JSON tree.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

_SECONDS = 120
_MEMORY = "1500M"
_MAX_JSON = 200_000_000


def program() -> str:
    """Pandoc's path. Raises `BulletinError` with what to install when it is not there."""
    try:
        import pypandoc  # noqa: PLC0415, an extra that most machines do without

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise BulletinError(
            tr("Word and LibreOffice files are read with pandoc, which is not installed"),
            tr("install it with: pip install 'bulletin[import]'"),
        ) from error


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
                tr("install it again: pip install --force-reinstall pypandoc_binary"),
            ) from error
    if done.returncode != 0 or len(done.stdout) > _MAX_JSON:
        raise BulletinError(
            tr("{name} is damaged or too large: pandoc cannot read it", name=name),
            tr("open it in Word or LibreOffice, and save it again as .docx"),
        )
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree
