"""Packages from npm: a folder with package.json and its lock in, the folder of modules out."""

from __future__ import annotations

import fcntl
import subprocess
from pathlib import Path

TESTS = Path(__file__).parents[1]


def modules(folder: Path) -> Path:
    """`node_modules` beside a `package.json`, installed now if it is not there or is older."""
    made = folder / "node_modules"
    stamp = made / ".package-lock.json"
    lock = folder / "package-lock.json"
    with (folder / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(
                # Not `npm ci`: it refuses the lock whenever a tag that a package asks for moves on.
                ["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"],
                cwd=folder,
                check=True,
                capture_output=True,
            )
            stamp.touch()
    return made


if __name__ == "__main__":
    for needs in sorted(TESTS.glob("*/package.json")):
        modules(needs.parent)
