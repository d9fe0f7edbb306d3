"""The rules that ship for three kinds of servers say the same, file by file, of a whole copy.

Each kind is read here as its server reads it: Netlify's `_headers` adds up all rules that fit,
nginx takes one location (exact, then the longest beginning if it is marked `^~`, then patterns
in order, then the longest beginning), and an upload to S3 takes the first glob. What a server
does not hand out has no headers at all.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from bulletin.site.hosting import hosting_files
from bulletin.source.settings.models import Publication
from tests.web.site import PUBLICATION, composed, hosted


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    return hosted(PUBLICATION, folder, lambda *_: None, "2026-10", "2026-11")


@pytest.fixture(scope="module")
def paths(dist) -> list[str]:
    found = [file.relative_to(dist).as_posix() for file in dist.rglob("*") if file.is_file()]
    return [path for path in found if not path.startswith((".", "_", "hosting/"))]


def netlify(text: str, redirects: str, path: str) -> dict[str, str]:
    """The headers that all fitting rules of `_headers` give together, if it is not sent away."""

    def fits(rule: str) -> bool:
        pattern = re.sub(r"/:\w+", "/[^/]+", re.escape(rule).replace(r"\*", ".*"))
        return re.fullmatch(pattern, f"/{path}") is not None

    if any(fits(line.split()[0]) and line.endswith(" 404!") for line in redirects.splitlines()):
        return {}
    found: dict[str, str] = {}
    fitting = False
    for line in text.splitlines():
        if line.startswith("/"):
            fitting = fits(line)
        elif fitting:
            name, _, value = line.strip().partition(": ")
            # Policies that come twice hold both; anything else would be up to the server.
            assert name not in found or name == "Content-Security-Policy", (path, name)
            found[name] = ", ".join(filter(None, (found.get(name), value)))
    return found


def location(text: str, address: str) -> str:
    """The body of the location that nginx takes."""
    blocks = re.findall(
        r'^location (= |~ |\^~ |)"((?:\\.|[^"\\])*)" \{\n(.*?)^\}', text, re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == len(re.findall(r"^location\b", text, re.MULTILINE))
    rules = [
        (how.strip(), re.sub(r"\\([\"'\\])", r"\1", match), body) for how, match, body in blocks
    ]
    exact = [body for how, match, body in rules if how == "=" and match == address]
    begun = [rule for rule in rules if rule[0] in ("", "^~") and address.startswith(rule[1])]
    longest = sorted(begun, key=lambda rule: -len(rule[1]))[:1]
    final = [body for how, _, body in longest if how == "^~"]
    fitting = [body for how, match, body in rules if how == "~" and re.search(match, address)]
    return [*exact, *final, *fitting, *(body for _, _, body in longest)][0]


def nginx(text: str, address: str) -> dict[str, str]:
    """The headers of the location that nginx takes, and the type, to which it adds the charset."""
    taken = location(text, address)
    if "return 404;" in taken:
        return {}
    headers = dict(re.findall(r'add_header (\S+) "([^"]*)" always;', taken))
    kind = re.search(r'types \{ \} default_type "([^"]+)";', taken)
    if not kind:
        written = re.search(r"^types \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
        default = re.search(r"^default_type (\S+);", text, re.MULTILINE)
        assert written
        assert default
        ending = re.escape(address.rpartition(".")[2])
        kind = re.search(rf'^  "([^"]+)" {ending};$', written[1], re.MULTILINE) or default
    return headers | {"Content-Type": kind[1]}


def s3(text: str, path: str) -> dict[str, str]:
    """The metadata of the first glob that fits, of each list, if it is uploaded."""

    def fits(glob: str) -> bool:
        pattern = re.escape(glob).replace(r"\*\*/", "(?:.*/)?")
        pattern = pattern.replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
        return re.fullmatch(pattern, path) is not None

    written = json.loads(text)
    found: dict[str, str] = {}
    if any(map(fits, written["exclude"])):
        return found
    for rules in (written["cache"], written["types"]):
        taken = next((rule for rule in rules if fits(rule["match"])), {})
        found |= {name: value for name, value in taken.items() if name != "match"}
    return found


@pytest.fixture(scope="module")
def asked(dist):
    """What the three say of a path."""
    texts = [
        (dist / name).read_text(encoding="utf-8")
        for name in ("_headers", "_redirects", "hosting/nginx.conf", "hosting/s3.json")
    ]

    def ask(path: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        headers, redirects, conf, metadata = texts
        return (
            netlify(headers, redirects, path),
            nginx(conf, f"/bantin/{path}"),
            s3(metadata, path),
        )

    return ask


def test_all_servers_hand_out_every_file_but_their_rules_and_what_is_hidden(dist, paths, asked):
    everything = {file.relative_to(dist).as_posix() for file in dist.rglob("*") if file.is_file()}
    kept_back = everything - set(paths) | {".lock"}
    assert {".bulletin.json", "_headers", "_redirects", "hosting/s3.json"} <= kept_back
    for path in everything | kept_back:
        assert {bool(told) for told in asked(path)} == {path not in kept_back}, path


@pytest.mark.parametrize(
    "path", [".git/config", "2026-11/.thumbs/a.jpg", ".a/b/c.html", "2026-11/.lock", ".DS_Store"]
)
def test_an_upload_leaves_out_what_is_hidden_and_what_lies_in_hidden_folders(path, asked):
    assert asked(path)[2] == {}


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
            assert told["Access-Control-Allow-Origin"] == "*", path


def caddy(text: str, address: str) -> dict[str, str]:
    """The headers that Caddy sets one after the other, if it hands the file out."""
    patterns = dict(
        re.findall(r"^\t+@?(?:not )?(?:\w+ )?path_regexp (\w+) `(.*)`$", text, re.MULTILINE)
    )
    if re.search(patterns["hidden"], address) and not re.search(patterns["known"], address):
        return {}
    told = re.findall(r'^\theader (?:@(\w+) )?(\S+) "(.*)"$', text, re.MULTILINE)
    return {name: value for at, name, value in told if not at or re.search(patterns[at], address)}


def iis(text: str, path: str) -> str:
    """The type that IIS has for a file, or "" where it hands nothing out."""
    made = etree.fromstring(text.encode())
    if {one.get("segment") for one in made.iter("add")} & set(path.split("/")):
        return ""
    parts = [made.find("system.webServer"), *made.xpath("location[@path=$path]/*", path=path)]
    types = {
        one.get("fileExtension"): one.get("mimeType") for p in parts for one in p.iter("mimeMap")
    }
    return types.get(Path(path).suffix, "")


def test_caddy_and_iis_say_the_same_as_what_is_uploaded(dist, paths, asked):
    ours, windows = ((dist / "hosting" / name).read_text() for name in ("caddy.conf", "iis.config"))
    for path in [*paths, "hosting/s3.json", ".bulletin.json", "_headers"]:
        uploaded = asked(path)[2]
        told = caddy(ours, f"/bantin/{path}")
        assert told.get("Cache-Control") == uploaded.get("Cache-Control"), path
        assert iis(windows, path) or not uploaded, path
        if (kind := uploaded.get("Content-Type")) and not path.startswith("pagefind/"):
            assert told["Content-Type"].split(";")[0] == kind.split(";")[0], path
            assert iis(windows, path) == kind, path


def test_hosts_that_read_a_hundred_rules_of_some_length_read_all_of_ours(dist):
    """Cloudflare Pages, "Headers": 100 rules, lines of 2,000 characters, one * in each."""
    lines = (dist / "_headers").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line.startswith("/")]
    assert len(rules) < 60
    assert not [rule for rule in rules if "2026-" in rule or rule.count("*") > 1]
    assert max(map(len, lines)) < 2000


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


def test_no_two_servers_say_different_types(paths, asked):
    for path in paths:
        added, located, uploaded = asked(path)
        kind = uploaded.get("Content-Type", "application/octet-stream")
        assert added.get("Content-Type", kind) == kind, path
        assert located["Content-Type"] == kind.partition("; charset=")[0], path


@pytest.mark.parametrize(
    "base",
    ["", "/bantin", "/xa.tan-phuoc", "/a+b", "/~xa", "/b%E1%BA%A3n%20tin", "/a(1)/b", "/a$b"],
)
def test_below_any_address_the_same_rules_hold(base):
    publication: Publication = composed(PUBLICATION, "2026-11").issue.publication
    there = publication.model_copy(update={"base_url": f"https://thu.example{base}/"})
    text = hosting_files(there)["hosting/nginx.conf"]
    decoded = {"/b%E1%BA%A3n%20tin": "/bản tin"}.get(base, base)
    style = nginx(text, f"{decoded}/2026-11/assets/style.12345678.css")
    page = nginx(text, f"{decoded}/2026-11/index.html")
    assert "immutable" in style["Cache-Control"]
    assert "immutable" not in page["Cache-Control"]
    assert "Content-Security-Policy" in page
    # An issue in one file says itself what it may run.
    alone = nginx(text, f"{decoded}/2026-11/ban-tin-2026-11.html")
    assert alone["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "frame-ancestors *" in nginx(text, f"{decoded}/embed.html")["Content-Security-Policy"]
