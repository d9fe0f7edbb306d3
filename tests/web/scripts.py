"""The scripts of the web edition: bundled from modules by esbuild, and linted by ESLint.

In: the modules in `bulletin/editions/web/scripts/`. Out: the scripts that pages load, and complaints.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import CHECKOUT
from tests.validators.npm import modules

HERE = Path(__file__).parent
SOURCES = CHECKOUT / "bulletin" / "editions" / "web" / "scripts"
OUT = CHECKOUT / "templates" / "default" / "web" / "scripts"
SCRIPTS = ("audience", "early", "inside", "reader", "search", "verify", "worker")
"""The modules that pages and the browser load, each with all that it imports."""

BUNDLE = (
    "--bundle",
    "--minify",
    "--format=iife",
    # Phones of 2018. Safari's destructuring works but for a corner that nothing here is in.
    "--target=chrome64,firefox67,safari12",
    "--supported:destructuring=true",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=warning",
)


def _run(program: str, *arguments: str | Path, text: str | None = None) -> str:
    """What a program says on both of its streams; nothing when all is well."""
    result = subprocess.run(
        [modules(HERE) / ".bin" / program, *arguments],
        cwd=CHECKOUT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


def bundle(out: Path) -> str:
    """Bundle the scripts into a folder; gives what esbuild complains of."""
    entries = (SOURCES / f"{name}.js" for name in SCRIPTS)
    return _run("esbuild", *entries, *BUNDLE, f"--outdir={out}")


def complaints(text: str | None = None) -> str:
    """What ESLint says of the modules, or of a text as if it were one of them."""
    options = ("--config", HERE / "eslint.config.mjs", "--max-warnings", "0")
    if text is None:
        return _run("eslint", *options, SOURCES)
    return _run("eslint", *options, "--stdin", "--stdin-filename", SOURCES / "one.js", text=text)
