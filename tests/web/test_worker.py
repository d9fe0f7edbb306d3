"""What the service worker keeps of hosts that do not answer as files lie, and what it shows then.

It runs without a browser (`worker_host.mjs`): a saved issue with hosts, caches and readers as
each case has them. What browsers do besides is asked in test_offline.py.
"""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from bulletin.editions.web.offline import WORKER
from tests.web.scripts import OUT

HERE = Path(__file__).parent


def page(path: str, words: str, folder: str = "2026-11/") -> str:
    place = folder + ("" if path == "index.html" else path)
    return f'<link rel="canonical" href="https://bantin.example/{place}"><p>{words}'


def site(words: str = "cũ") -> dict[str, str]:
    """The files of an issue."""
    pages = {path: page(path, words) for path in ("index.html", "mua-lu.html")}
    return pages | {"assets/reader.js": f"//{words}", "audio/01.m4a": f"0123456789 {words}"}


def worker(files: dict[str, str]) -> str:
    """The worker of that issue."""
    rows = [(path, sha256(text.encode()).hexdigest()[:12]) for path, text in files.items()]
    sound = [row for row in rows if row[0].startswith("audio/")]
    text = [row for row in rows if row not in sound]
    version = sha256(json.dumps(rows).encode()).hexdigest()[:12]
    release = json.dumps({"version": version, "id": "2026-11", "text": text, "sound": sound})
    return (OUT / WORKER).read_text(encoding="utf-8").replace("__RELEASE__", release)


def visit(words: str = "cũ", **more: object) -> dict[str, object]:
    """A reader saves the issue of these words, or comes again; then there is no network."""
    files = site(words)
    asks = [{"path": path} for path in ("mua-lu.html", "assets/reader.js")]
    return {"site": files, "worker": worker(files), "asks": asks, **more}


def asking(*paths: str, **more: object) -> dict[str, object]:
    return visit(asks=[{"path": path} for path in paths], **more)


def hearing(*ranges: str) -> dict[str, object]:
    asks = [{"path": "audio/01.m4a", "range": one} for one in ranges]
    return visit(sound=True, asks=asks)


OLD, NEW = site(), site("mới")
PAGE, SCRIPT = "mua-lu.html", "assets/reader.js"
OURS = [200, "", OLD[PAGE]]
ADDED = OLD[PAGE] + "<script src=//beacon.example></script>"
SOUND = "0123456789 cũ"
BYTES = len(SOUND.encode())

SAVED = {
    "page.html leads to page": {PAGE: {"to": "mua-lu"}},
    "page.html leads to page/": {PAGE: {"to": "mua-lu/"}},
    "index.html leads to the folder": {"index.html": {"to": ""}},
    "it says that answers vary by all": {PAGE: {"headers": {"Vary": "*"}}},
    "a cache on the way has an older page": {
        PAGE: {"text": page(PAGE, "xưa")},
        f"{PAGE}?{sha256(OLD[PAGE].encode()).hexdigest()[:12]}": {"text": OLD[PAGE]},
    },
}
"""Hosts of which the page is saved as it was made, by what they do."""
REFUSED = {
    "another page instead, with 200": {PAGE: {"text": OLD["index.html"]}},
    "a page for what is not there, with 200": {PAGE: {"text": "<h1>Not found</h1>"}},
    "a page that a script is called": {SCRIPT: {"text": "<h1>Login</h1>", "type": "text/plain"}},
    "JSON in a script's place": {SCRIPT: {"text": "{}", "type": "application/json"}},
    "a page in a script's place": {SCRIPT: {"text": "<h1>Not found</h1>", "type": "text/html"}},
    "an error": {SCRIPT: {"status": 503}},
    "nothing": {SCRIPT: {"status": 404}},
    "a part of it, unasked": {SCRIPT: {"status": 206}},
    "a login elsewhere": {PAGE: {"to": "https://wifi.example/login", "text": "login"}},
}
REFUSED |= {
    f"the page of {place or 'the front'} instead": {
        path: {"to": "", "text": page(path, "x", place)}
    }
    for path, place in (("index.html", ""), ("index.html", "2026-10/"), (PAGE, "2026-10/"))
}
"""Hosts of which nothing is saved."""

UNSOUND = {
    "JSON": {"text": '{"error": "login"}', "type": "application/json"},
    "a login": {"text": "<form>", "type": "text/html"},
    "a login called sound": {"text": "<form>", "type": "audio/mp4"},
    "half of it": {"text": "01234", "type": "audio/mp4"},
}
"""What hosts answer, with 200, in place of a recording."""

CASES = {
    **{
        f"no sound: {n}": [visit(sound=True, rules={"audio/01.m4a": r})] for n, r in UNSOUND.items()
    },
    "a host packs scripts anew": [visit(rules={SCRIPT: {"text": "//", "type": "text/javascript"}})],
    **{f"saved: {name}": [visit(rules=rules)] for name, rules in SAVED.items()},
    **{f"refused: {name}": [visit(rules=rules)] for name, rules in REFUSED.items()},
    "a host adds to pages": [visit(rules={PAGE: {"text": ADDED}})],
    "addresses": [asking(PAGE, "mua-lu", "mua-lu/", "", "index.html?utm_source=zalo", "khac.html")],
    "parts": [
        hearing("bytes=0-1", "bytes=8-", "bytes=-4", "bytes=99-", "bytes=0-1,4-5", "lines=1-2")
    ],
    "no room at all": [visit(room=0)],
    "renewed": [visit(), visit("mới")],
    "no room for a new one": [visit(), visit("mới", later=True), visit("mới")],
    "a new one half there": [visit(), visit("mới", rules={SCRIPT: {"status": 404}}, later=True)],
    "more of the same that fails": [
        visit(),
        visit(sound=True, rules={"audio/01.m4a": {"status": 404}}),
    ],
}


@pytest.fixture(scope="module")
def played() -> dict[str, list[dict[str, object]]]:
    """What came of each case."""
    rooms = {
        "no room at all": 0,
        "no room for a new one": sum(len(t.encode()) for t in OLD.values()) + 20,
    }
    given = [
        {"visits": visits} | ({"room": rooms[n]} if n in rooms else {})
        for n, visits in CASES.items()
    ]
    done = subprocess.run(
        ["node", HERE / "worker_host.mjs"],
        input=json.dumps(given), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(zip(CASES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", SAVED)
def test_a_page_is_saved_of_a_host_though(played, name):
    (row,) = played[f"saved: {name}"]
    assert row["answers"][0] == OURS


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_saved_of_a_host_that_answers_with(played, name):
    (row,) = played[f"refused: {name}"]
    assert not row["installed"]
    assert row["caches"] == []


@pytest.mark.parametrize("name", UNSOUND)
def test_sound_is_saved_only_as_it_was_made_and_not(played, name):
    (row,) = played[f"no sound: {name}"]
    assert not row["installed"]
    assert row["caches"] == []


def test_what_a_host_packs_anew_does_no_harm(played):
    (row,) = played["a host packs scripts anew"]
    assert row["answers"][1] == [200, "", "//"]


def test_what_a_host_adds_to_pages_does_no_harm(played):
    (row,) = played["a host adds to pages"]
    assert row["answers"][0] == [200, "", ADDED]


def test_a_page_is_found_by_all_its_addresses(played):
    (row,) = played["addresses"]
    first = [200, "", OLD["index.html"]]
    assert row["answers"] == [OURS, OURS, [302, PAGE, ""], first, first, None]


def test_players_get_the_parts_that_they_ask_for(played):
    (row,) = played["parts"]
    whole = [200, "", SOUND]
    assert row["answers"] == [
        [206, f"bytes 0-1/{BYTES}", "01"],
        [206, f"bytes 8-{BYTES - 1}/{BYTES}", "89 cũ"],
        [206, f"bytes {BYTES - 4}-{BYTES - 1}/{BYTES}", " cũ"],
        [416, f"bytes */{BYTES}", ""],
        whole,
        whole,
    ]


def test_what_finds_no_room_leaves_nothing(played):
    assert played["no room at all"][0]["caches"] == []


def test_a_new_version_takes_the_place_of_the_last(played):
    _, row = played["renewed"]
    assert row["renewed"]
    assert row["answers"][0] == [200, "", NEW[PAGE]]
    assert len(row["caches"]) == 1


@pytest.mark.parametrize("name", ["no room for a new one", "a new one half there"])
def test_a_version_that_cannot_be_renewed_says_so_and_is_shown_only_without_a_network(played, name):
    rows = played[name]
    assert rows[0]["installed"]
    assert [row["installed"] for row in rows[1:]] == [False] * (len(rows) - 1)
    assert all(row["renewed"] for row in rows[1:])
    assert rows[1]["answers"][0] == [200, "", NEW[PAGE]]
    assert all(row["answers"][0] == OURS for row in rows[2:])


def test_what_was_saved_stays_when_more_of_it_fails(played):
    _, row = played["more of the same that fails"]
    assert not row["installed"]
    assert not row["renewed"]
    assert row["answers"][0] == OURS
