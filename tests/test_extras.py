"""What is advised to type is what works: it comes from where bulletin came, paths are quoted."""

from __future__ import annotations

import json
import shlex
import sys

import pytest

from bulletin import __version__, extras
from bulletin.machine import systems

ORIGINS = {
    "a checkout": (
        {"url": "file:///home/x/Bản%20tin", "dir_info": {"editable": True}},
        ["-e", "/home/x/Bản tin[import]"],
        "",
    ),
    "a folder": ({"url": "file:///srv/bulletin", "dir_info": {}}, ["/srv/bulletin[import]"], ""),
    "a repository": (
        {"url": "https://a.example/b.git", "vcs_info": {"vcs": "git", "commit_id": "1a2b"}},
        ["bulletin[import] @ git+https://a.example/b.git@1a2b"],
        "bulletin @ git+https://a.example/b.git@1a2b",
    ),
    "an archive": (
        {"url": "https://a.example/b.whl", "archive_info": {}},
        ["bulletin[import] @ https://a.example/b.whl"],
        "bulletin @ https://a.example/b.whl",
    ),
    "an index": (None, ["bulletin[import]"], f"bulletin=={__version__}"),
}


@pytest.mark.parametrize("origin", ORIGINS)
def test_an_extra_and_a_workflow_install_from_where_bulletin_came_or_from_nowhere_known(
    origin, monkeypatch
):
    told, expected, elsewhere = ORIGINS[origin]

    class Installed:
        def read_text(self, _name):
            return json.dumps(told) if told else None

    monkeypatch.setattr(extras, "distribution", lambda _name: Installed())
    command = shlex.split(extras.install_command("import", "--upgrade"))
    assert command == [sys.executable, "-m", "pip", "install", "--upgrade", *expected]
    assert extras.requirement() == elsewhere


@pytest.mark.parametrize(
    ("platform", "shown"), [("linux", "'Bản tin xã'"), ("win32", '"Bản tin xã"')]
)
def test_a_path_is_quoted_as_its_system_has_it(platform, shown, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    assert systems.quoted("Bản tin xã") == shown
    assert systems.quoted("2026-11") == "2026-11"
    assert systems.quoted("-ban-tin") == "./-ban-tin"
