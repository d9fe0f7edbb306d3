"""Expected files: what the program made once, read by a person, and held to since.

In: a file, and what the program makes now. Out: a failed test where the two differ. With
`python -m pytest --accept` only the tests with such files run, and write them anew: read the
difference with `git diff` before it is committed.
"""

from __future__ import annotations

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

    def block(self, file: Path, block: str) -> None:
        """Hold a block of lines to the one of a file that begins with the same line.

        A block ends where an empty line stands.
        """
        text = file.read_text(encoding="utf-8")
        first = block.partition("\n")[0] + "\n"
        assert text.count(first) == 1, f"{file} has to have this line once: {first}"
        before, _, rest = text.partition(first)
        old, end, after = (first + rest).partition("\n\n")
        new = block.rstrip("\n")
        if self.accept:
            stop = old[len(old.rstrip("\n")) :]
            file.write_text(before + new + stop + end + after, encoding="utf-8")
        else:
            assert old.rstrip("\n") == new
