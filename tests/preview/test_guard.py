"""Who may ask the preview, and what it gives: nothing but the built site."""

from __future__ import annotations

import pytest

from bulletin.preview import guard
from bulletin.preview.files import file_of
from bulletin.preview.running import concerns

OURS = ["localhost", "localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "192.168.1.7:8000",
        "[::1]:8000", "[fe80::1]"]  # fmt: skip
OTHERS = ["", "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.nip.io",
          "127.0.0.1:8000.evil.example", "localhost:80x", "[::1", "::1", "[evil.example]",
          "localhost:8000@evil.example", "127.1", "0x7f.1", "user@localhost", "localhost.", ".localhost",
          "127.0.0.1:-1"]  # fmt: skip


@pytest.mark.parametrize("host", OURS)
def test_this_machine_is_known_by_names_that_nobody_else_can_own(host):
    assert guard.host_allowed(host)


@pytest.mark.parametrize("host", OTHERS)
def test_a_name_that_somebody_else_may_own_is_not_answered(host):
    assert not guard.host_allowed(host)


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost:8000"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://localhost:9000"}, False),
    ],
)
def test_only_its_own_pages_ask_the_preview_for_what_is_its_own(headers, allowed):
    assert guard.own_page_asks({"host": "localhost:8000", **headers}) is allowed


@pytest.mark.parametrize(
    ("client", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.7", False),
        ("::ffff:192.168.1.7", False),
        ("fe80::1%eth0", False),
        ("", False),
        (None, False),
        ("testclient", False),
    ],
)
def test_only_this_machine_may_write(client, own):
    assert guard.on_this_machine(client) is own
    assert guard.may_write({guard.TOKEN: "t"}, client, "t") is own


@pytest.mark.parametrize("token", ["", "T", "tt", "ü"])
def test_without_the_token_nothing_is_written(token):
    assert not guard.may_write({guard.TOKEN: token}, "127.0.0.1", "t")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "secret.txt").write_text("outside")
    folder = tmp_path / "site"
    for path in ("2026-11/index.html", "2026-11/.hidden", ".git/config", "2026-11/worker.js"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")
    (folder / "2026-11" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "2026-11" / "away").symlink_to(tmp_path)
    (folder / "2026-11" / "loop").symlink_to(folder / "2026-11" / "loop")
    return folder


def test_a_file_of_the_site_is_served(site):
    assert file_of(site, "2026-11/index.html").read_text() == "x"


@pytest.mark.parametrize(
    "path",
    [
        "", "/", ".", "..", "../secret.txt", "2026-11/../../secret.txt", "2026-11/./index.html",
        "2026-11//index.html", "/etc/passwd", "//etc/passwd", "2026-11/.hidden", ".git/config",
        "2026-11/out.txt", "2026-11/away/secret.txt", "2026-11/loop", "2026-11", "2026-11/",
        "..\\secret.txt", "2026-11\\index.html", "C:/secret.txt", "2026-11/index.html\0",
        "2026-11/index.html/x", "x" * 5000, "2026-11/worker.js",
    ],
)  # fmt: skip
def test_nothing_else_is(site, path):
    assert file_of(site, path) is None


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("2026-11/01-a.md", True),
        ("2026-11/images/a.jpg", True),
        ("publication.yaml", True),
        ("lexicon.yaml", True),
        ("theme/content.css", True),
        ("images/logo.png", True),
        ("2026-10/01-a.md", False),
        ("dist/2026-11/index.html", False),
        ("2026-11/.01-a.md.swp", False),
        ("2026-11/01-a.md~", False),
        (".git/index", False),
        ("../elsewhere.md", False),
    ],
)
def test_only_what_belongs_to_the_issue_has_it_made_again(tmp_path, path, matters):
    (tmp_path / "2026-10").mkdir()
    (tmp_path / "2026-10" / "issue.yaml").touch()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / ".bulletin.json").touch()
    place = tmp_path.parent / "elsewhere.md" if path.startswith("..") else tmp_path / path
    assert concerns(tmp_path, "2026-11", place) is matters
