"""Expected files: what the program made once, read by a person, and held to since.

In: a file, and what the program makes now. Out: a failed test where the two differ. With
`python -m pytest --accept` only the tests with such files run, and write them anew: read the
difference with `git diff` before it is committed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Golden:
    """Holds texts to files; `accept` writes the files instead."""

    accept: bool

    def file(self, file: Path, text: str) -> None:
        """Hold a text to a whole file."""
        if self.accept:
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file} is missing: python -m pytest --accept"
        assert text == file.read_text(encoding="utf-8")

    def block(self, file: Path, start: str, block: str) -> None:
        """Hold some lines of a file to a block: from the line that begins with `start` on.

        A block ends where an empty line stands.
        """
        text = file.read_text(encoding="utf-8")
        found = re.findall(rf"^{re.escape(start)}(?s:.*?)(?=\n\n|\n?\Z)", text, re.MULTILINE)
        assert len(found) == 1, f"{file} has to have one block that begins with {start}"
        new = block.rstrip("\n")
        if self.accept:
            file.write_text(text.replace(found[0], new), encoding="utf-8")
        else:
            assert found[0] == new
