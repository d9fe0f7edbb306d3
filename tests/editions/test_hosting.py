"""The rules that ship for three kinds of servers say the same, file by file, of a whole copy.

Each kind is read here as its server reads it: Netlify's `_headers` adds up all rules that fit,
nginx takes one location (exact, then patterns in order, then the longest beginning), and an
upload to S3 takes the first glob.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bulletin.site.hosting import hosting_files
from bulletin.source.settings import Publication
from tests.web.site import PUBLICATION, composed, hosted


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    return hosted(PUBLICATION, folder, lambda *_: None, "2026-10", "2026-11")


@pytest.fixture(scope="module")
def paths(dist) -> list[str]:
    found = [file.relative_to(dist).as_posix() for file in dist.rglob("*") if file.is_file()]
    return [path for path in found if not path.startswith((".", "_", "hosting/"))]


def netlify(text: str, path: str) -> dict[str, str]:
    """The headers that all fitting rules of `_headers` give together."""
    found: dict[str, str] = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("/"):
            rule = re.escape(line).replace(r"\*", ".*")
            fits = re.fullmatch(rule, f"/{path}") is not None
        elif fits:
            name, _, value = line.strip().partition(": ")
            # Policies that come twice hold both; anything else would be up to the server.
            assert name not in found or name == "Content-Security-Policy", (path, name)
            found[name] = ", ".join(filter(None, (found.get(name), value)))
    return found


def nginx(text: str, address: str) -> dict[str, str]:
    """The headers of the location that nginx takes, and its type."""
    blocks = re.findall(
        r"^location (= |~ |)(\S+|\"[^\"]*\") \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL
    )
    rules = [
        (how.strip(), match.strip('"').replace("\\\\", "\\"), body) for how, match, body in blocks
    ]
    taken = [body for how, match, body in rules if how == "=" and match == address]
    taken += [body for how, match, body in rules if how == "~" and re.search(match, address)]
    taken += [
        body
        for how, match, body in sorted(rules, key=lambda rule: -len(rule[1]))
        if not how and address.startswith(match)
    ]
    headers = dict(re.findall(r'add_header (\S+) "([^"]*)" always;', taken[0]))
    kind = re.search(r'default_type "([^"]+)"', taken[0])
    return headers | ({"Content-Type": kind[1]} if kind else {})


def s3(text: str, path: str) -> dict[str, str]:
    """The metadata of the first glob that fits, of each list."""
    found: dict[str, str] = {}
    for rules in json.loads(text).values():
        for rule in rules:
            glob = re.escape(rule["match"]).replace(r"\*\*/", "(?:.*/)?")
            glob = glob.replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
            if re.fullmatch(glob, path):
                found |= {name: value for name, value in rule.items() if name != "match"}
                break
    return found


@pytest.fixture(scope="module")
def asked(dist):
    """What the three say of a path."""
    texts = [
        (dist / name).read_text(encoding="utf-8")
        for name in ("_headers", "hosting/nginx.conf", "hosting/s3.json")
    ]

    def ask(path: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        return netlify(texts[0], path), nginx(texts[1], f"/bantin/{path}"), s3(texts[2], path)

    return ask


def test_all_servers_keep_for_ever_what_has_its_digest_in_its_name_and_nothing_else(paths, asked):
    seen = set()
    for path in paths:
        named_by_digest = re.search(r"/(assets|pictures|media)/|^assets/", path) is not None
        assert named_by_digest == (re.search(r"\.[0-9a-f]{8}\.\w+$", path) is not None), path
        for told in asked(path):
            kept = told.get("Cache-Control", "no-cache")
            assert ("immutable" in kept) == named_by_digest, (path, told)
        seen.add(named_by_digest)
    assert seen == {True, False}


PAGES = {
    "index.html": "'wasm-unsafe-eval'",
    "contents.html": "frame-ancestors 'none'",
    "embed.html": "frame-ancestors *",
    "2026-11/index.html": "frame-ancestors 'none'",
    "2026-11/sua-duong.html": "frame-ancestors 'none'",
}


@pytest.mark.parametrize(("path", "part"), PAGES.items())
def test_every_page_has_a_policy_on_servers_that_can_set_headers(paths, asked, path, part):
    assert path in paths
    for told in asked(path)[:2]:
        assert part in told["Content-Security-Policy"]


def test_a_drawing_opened_by_itself_may_do_nothing(paths, asked):
    drawings = [path for path in paths if path.endswith(".svg")]
    assert len(drawings) > 2
    for path in drawings:
        for told in asked(path)[:2]:
            assert "sandbox" in told["Content-Security-Policy"], path


def test_every_file_is_told_not_to_be_guessed_at(paths, asked):
    for path in paths:
        for told in asked(path)[:2]:
            assert told["X-Content-Type-Options"] == "nosniff", path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("opds.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("opds.json", "application/opds+json"),
        ("feed.xml", "application/rss+xml"),
        ("sitemap.xml", "application/xml"),
    ],
)
def test_feeds_and_catalogues_have_their_own_type_everywhere(paths, asked, path, kind):
    assert path in paths
    assert {told["Content-Type"] for told in asked(path)} == {kind}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("2026-11/assets/style.12345678.css", "text/css; charset=utf-8"),
        ("2026-11/audio/01-a.m4a", "audio/mp4"),
        ("2026-11/audio/01-a.vtt", "text/vtt; charset=utf-8"),
        ("2026-11/a.epub", "application/epub+zip"),
        ("2026-11/manifest.json", "application/json"),
    ],
)
def test_what_is_uploaded_has_its_type_and_text_its_charset(asked, path, kind):
    assert asked(path)[2]["Content-Type"] == kind


@pytest.mark.parametrize(
    "base",
    ["", "/bantin", "/xa.tan-phuoc", "/a+b", "/~xa", "/b%E1%BA%A3n%20tin", "/a(1)/b", "/a$b"],
)
def test_below_any_address_the_same_rules_hold(base):
    publication: Publication = composed(PUBLICATION, "2026-11").issue.publication
    there = publication.model_copy(update={"base_url": f"https://thu.example{base}/"})
    text = hosting_files(there, ())["hosting/nginx.conf"]
    decoded = {"/b%E1%BA%A3n%20tin": "/bản tin"}.get(base, base)
    style = nginx(text, f"{decoded}/2026-11/assets/style.12345678.css")
    page = nginx(text, f"{decoded}/2026-11/index.html")
    assert "immutable" in style["Cache-Control"]
    assert "immutable" not in page["Cache-Control"]
    assert "Content-Security-Policy" in page
    assert "frame-ancestors *" in nginx(text, f"{decoded}/embed.html")["Content-Security-Policy"]
