"""Lighthouse (from npm), as on a phone: addresses in, their scores and findings out."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.validators.ace import lean_browser
from tests.validators.npm import modules
from tests.validators.nu import WEB

PROGRAM = Path(__file__).with_suffix(".mjs")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def reports(addresses: Sequence[str], *categories: str) -> list[dict[str, Any]]:
    """Lighthouse's whole report of each page, on its simulated phone."""
    run = subprocess.run(
        ["node", PROGRAM, modules(WEB), FLAGS, ",".join(categories), *addresses],
        capture_output=True,
        env={**os.environ, "CHROME_PATH": lean_browser()},
        text=True,
        check=True,
        timeout=300,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def scores(found: dict[str, Any]) -> dict[str, int]:
    """Points from 0 to 100 by category."""
    return {name: round(one["score"] * 100) for name, one in found["categories"].items()}


def failures(found: dict[str, Any]) -> list[str]:
    """The audits that did not pass, among those that count."""
    counted = {
        reference["id"]
        for category in found["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
    }
    return sorted(
        f"{name}: {audit['title']}"
        for name, audit in found["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 1
    )
