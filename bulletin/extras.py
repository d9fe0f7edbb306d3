"""Where this bulletin came from, and the commands that install an extra or itself from there.

In: an extra's name. Out: a command line, or a requirement (PEP 508). They name the place that
bulletin was installed from (`direct_url.json`, PEP 610), for an index that pip would ask need not
have it, or may have something else of that name.
"""

import json
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any
from urllib.parse import urlsplit

from bulletin import __version__
from bulletin.machine.systems import quoted

_NAME = "bulletin"


def install_command(extra: str, *options: str) -> str:
    """What to type to have an extra, or with "" what all need; `options` are `pip install`'s."""
    return " ".join([quoted(sys.executable), "-m pip install", *options, *_requirement(extra)])


def requirement() -> str:
    """What pip of another machine is told to get this; "" if it came from a folder of this one."""
    origin = _origin()
    if not origin:
        return f"{_NAME}=={__version__}"
    return "" if _is_file(origin) else _addressed(_NAME, origin)


def _requirement(extra: str) -> list[str]:
    """Bulletin with an extra, as pip takes it from where it came."""
    origin, brackets = _origin(), f"[{extra}]" if extra else ""
    if _is_file(origin):
        from urllib.request import url2pathname  # noqa: PLC0415, most never ask, and it is slow

        editable = ["-e"] if origin.get("dir_info", {}).get("editable") else []
        return [*editable, quoted(f"{url2pathname(urlsplit(origin['url']).path)}{brackets}")]
    named = f"{_NAME}{brackets}"
    return [quoted(_addressed(named, origin) if origin else named)]


def _is_file(origin: Mapping[str, Any]) -> bool:
    return bool(urlsplit(origin.get("url", "")).scheme == "file")


def _addressed(name: str, origin: Mapping[str, Any]) -> str:
    """A name with the address of a repository's commit, or of an archive."""
    url, vcs = origin["url"], origin.get("vcs_info")
    return f"{name} @ {vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else f"{name} @ {url}"


def _origin() -> Mapping[str, Any]:
    """What pip noted of where bulletin came from; nothing if that was an index."""
    try:
        found = distribution(_NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        found = None
    return json.loads(found) if found else {}
