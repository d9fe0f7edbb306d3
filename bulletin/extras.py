"""Extras of bulletin, and the command that installs one beside this very bulletin.

In: an extra's name. Out: a command line. It names the place that bulletin was installed from, for
an index that pip would ask need not have it.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit

from bulletin.systems import quoted

_NAME = "bulletin"


def install_command(extra: str, *options: str) -> str:
    """What to type to have an extra; `options` are those of `pip install`."""
    return " ".join([quoted(sys.executable), "-m pip install", *options, *_requirement(extra)])


def _requirement(extra: str) -> list[str]:
    """Bulletin with an extra, as pip takes it from where it came (`direct_url.json`, PEP 610)."""
    origin = _origin()
    url = str(origin.get("url", ""))
    parts = urlsplit(url)
    if parts.scheme == "file":
        from urllib.request import url2pathname  # noqa: PLC0415, most never ask, and it is slow

        editable = ["-e"] if origin.get("dir_info", {}).get("editable") else []
        return [*editable, quoted(f"{url2pathname(parts.path)}[{extra}]")]
    if vcs := origin.get("vcs_info"):
        return [quoted(f"{_NAME}[{extra}] @ {vcs['vcs']}+{url}@{vcs['commit_id']}")]
    return [quoted(f"{_NAME}[{extra}] @ {url}" if url else f"{_NAME}[{extra}]")]


def _origin() -> dict[str, dict[str, str]]:
    try:
        found = distribution(_NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        found = None
    made: dict[str, dict[str, str]] = json.loads(found) if found else {}
    return made
