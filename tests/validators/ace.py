"""Ace by DAISY: an EPUB in, its violations out.

Ace comes from npm (`package.json` beside this file, installed on first use, without the
browser that Puppeteer would fetch); the browser is the machine's own Chromium. Ace's exit code
is 0 whatever it finds: the report is what counts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.validators.npm import modules

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LEAN = "chromium-headless-shell"
"""Chromium without its windows: a third of the work, but no AVIF and no AAC in books."""


def browser() -> str:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = f"no browser: install one of {', '.join(BROWSERS)}"
        raise FileNotFoundError(message)
    return found


def lean_browser() -> str:
    """The Chromium that works least, where it does not matter what else it can."""
    return shutil.which(LEAN) or browser()


def report(file: Path) -> dict[str, Any]:
    """Ace's whole JSON report of a book."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [modules(HERE) / ".bin" / "ace-cli", "--silent", "--force", "--outdir", folder, file],
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": lean_browser()},
            check=True,
            capture_output=True,
            timeout=300,
        )
        found: dict[str, Any] = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    return found


def violations(file: Path) -> list[str]:
    """What Ace has against a book: "serious epub-lang /EPUB/nav.xhtml ..."; [] is perfect."""
    found = [
        f"{rule['earl:test']['earl:impact']} {rule['earl:test']['dct:title']} "
        f"{page['earl:testSubject']['url']} {rule['earl:result']['dct:description']}"
        for page in report(file)["assertions"]
        for rule in page["assertions"]
        if rule["earl:result"]["earl:outcome"] == "fail"
    ]
    return list(dict.fromkeys(found))
