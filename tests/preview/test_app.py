"""What browsers are answered: the site with the preview's script over it, and nothing else."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bulletin.cache import Cache
from bulletin.codes import EMPTY_FILE, NO_ALTERNATIVE
from bulletin.desk.starter_files import languages
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.preview.app import Previewed, app_of
from bulletin.preview.board import MakingState, Switchboard
from bulletin.preview.clips import Clips
from bulletin.preview.placing import PlacedFinding
from bulletin.preview.told import state, words

HOME = "http://localhost:8000"
PAGE = "<!doctype html><html><body><p>Chào</p></body></html>"


class _Preview:
    """The application over a site that was not built, asked without a network."""

    def __init__(self, folder):
        self.root, self.site = folder / "xa", folder / "site-1"
        self.root.mkdir()
        pages = self.site / "2026-11"
        pages.mkdir(parents=True)
        (pages / "index.html").write_text(PAGE, "utf-8")
        (pages / "bare.html").write_text("<p>ngắn", "utf-8")
        (pages / "sound.m4a").write_bytes(bytes(range(200)))
        (pages / "art.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        self.desk = Switchboard()
        self.desk.tell(site=self.site, page=1, building=False)
        self.app = app_of(
            Previewed(
                desk=self.desk,
                root=self.root,
                issue_id="2026-11",
                made=folder / "made",
                clips=Clips(folder / "clips", Cache(folder / "cache")),
                language="vi",
            )
        )

    def ask(self, path, method="GET", sender="127.0.0.1", **options):
        async def asked():
            transport = httpx.ASGITransport(self.app, client=(sender, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
                return await client.request(method, path, **options)

        # The browsers of other tests keep an event loop in this thread.
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(asyncio.run, asked()).result()

    def post(self, path, said=None, **headers):
        headers = {"x-bulletin-token": self.desk.token, **headers}
        return self.ask(path, "POST", headers=headers, json=said)


@pytest.fixture
def preview(tmp_path):
    return _Preview(tmp_path)


def test_a_page_has_the_preview_over_it_and_its_file_has_not(preview):
    text = preview.ask("/2026-11/").text
    site = f"{preview.desk.boot}-1"
    script = f'<script type="module" src="/_preview/overlay.js?site={site}"></script>'
    assert text == PAGE.replace("</body>", f"{script}</body>")
    assert preview.ask("/2026-11/bare.html").text.startswith("<p>ngắn<script")
    assert (preview.site / "2026-11" / "index.html").read_text("utf-8") == PAGE


@pytest.mark.parametrize("path", ["/", "/index.html", "/2026-11"])
def test_whoever_comes_without_a_path_is_led_to_the_issue(preview, path):
    answer = preview.ask(path)
    assert (answer.status_code, answer.headers["location"]) == (307, "/2026-11/")


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        (None, 200, bytes(range(200))),
        ("bytes=10-19", 206, bytes(range(10, 20))),
        ("bytes=190-", 206, bytes(range(190, 200))),
        ("bytes=-5", 206, bytes(range(195, 200))),
        ("bytes=900-", 416, None),
    ],
)
def test_parts_of_a_sound_are_answered(preview, wanted, status, body):
    answer = preview.ask("/2026-11/sound.m4a", headers={"range": wanted} if wanted else {})
    assert answer.status_code == status
    assert body is None or answer.content == body
    assert status == 416 or answer.headers["content-type"] == "audio/mp4"


def test_another_name_for_this_machine_is_not_answered(preview):
    for path in ("/", "/2026-11/", "/_preview/state", "/_preview/overlay.js"):
        answer = preview.ask(path, headers={"host": "evil.example"})
        assert answer.status_code == 421
        assert preview.desk.token not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/2026-11/../../xa/lexicon.yaml",
        "/2026-11/%2e%2e/%2e%2e/xa/lexicon.yaml",
        "/%2e%2e%2fxa%2flexicon.yaml",
        "/2026-11/..%5c..%5cxa",
        "//etc/passwd",
        "/_preview/../xa",
        "/_preview/app.py",
        "/_preview/%2e%2e%2fapp.py",
        "/_preview/clip/..%2f..%2fx.wav",
        "/_preview/clip/abc.wav",
        "/_preview/pdf",
        "/2026-11/%00",
    ],
)
def test_nothing_but_the_site_is_served(preview, path):
    (preview.root / "lexicon.yaml").write_text("A1: a\n")
    assert preview.ask(path).status_code in {404, 307}
    assert "A1" not in preview.ask(path).text


@pytest.mark.parametrize("path", ["/2026-11/art.svg", "/_preview/proof", "/2026-11/sound.m4a"])
def test_every_answer_says_what_a_browser_may_do_with_it(preview, path):
    headers = preview.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"
    if not path.endswith("m4a"):
        assert "default-src 'none'" in headers["content-security-policy"]


def test_findings_come_with_their_places(preview):
    finding = Finding(NO_ALTERNATIVE, "no words", Span("2026-11/01-a.md", 7, 2), "write some")
    preview.desk.tell(findings=(PlacedFinding(finding, "a.html", ("a-b3", "a")),))
    (shown,) = preview.ask("/_preview/state").json()["findings"]
    assert (shown["page"], shown["fragments"], shown["line"]) == ("a.html", ["a-b3", "a"], 7)


def test_the_token_is_given_to_this_machine_alone(preview):
    assert preview.ask("/_preview/state").json()["token"] == preview.desk.token
    assert preview.ask("/_preview/state", sender="192.168.1.9").json()["token"] == ""
    other = preview.ask("/_preview/state", headers={"sec-fetch-site": "cross-site"})
    assert (other.status_code, preview.desk.token in other.text) == (403, False)


def test_say_it_so_writes_the_lexicon_and_has_the_issue_made_again(preview):
    preview.desk.saved(0)
    answer = preview.post("/_preview/lexicon", {"word": "KTS", "say": "kỹ thuật số"})
    assert answer.status_code == 200
    assert (preview.root / "lexicon.yaml").read_text("utf-8") == "KTS: kỹ thuật số\n"
    assert preview.desk.saved(0)


def test_what_the_lexicon_cannot_take_is_said_in_words(preview):
    (preview.root / "lexicon.yaml").write_text("- không phải\n", "utf-8")
    answer = preview.post("/_preview/lexicon", {"word": "KTS", "say": "kỹ thuật số"})
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert answer.json()["hint"]


@pytest.mark.parametrize("said", [None, [], {}, {"word": "a"}, {"word": 1, "say": "a"}, "x"])
def test_what_is_no_word_changes_nothing(preview, said):
    assert preview.post("/_preview/lexicon", said).status_code == 400
    assert not (preview.root / "lexicon.yaml").exists()


def test_too_much_is_not_read(preview):
    said = {"word": "a", "say": "x" * 50_000}
    assert preview.post("/_preview/lexicon", said).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"x-bulletin-token": ""},
        {"x-bulletin-token": "guess"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"host": "evil.example"},
    ],
)
@pytest.mark.parametrize("path", ["/_preview/lexicon", "/_preview/wish/pdf"])
def test_nobody_else_writes_or_has_anything_made(preview, path, headers):
    answer = preview.post(path, {"word": "A1", "say": "a"}, **headers)
    assert answer.status_code in {403, 421}
    assert not (preview.root / "lexicon.yaml").exists()
    assert preview.desk.wishes() == []


def test_a_phone_looks_and_writes_nothing(preview):
    headers = {"x-bulletin-token": preview.desk.token, "host": "192.168.1.7:8000"}
    sender = "192.168.1.9"
    assert preview.ask("/2026-11/", sender=sender, headers=headers).status_code == 200
    answer = preview.ask("/_preview/wish/pdf", "POST", sender=sender, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "PATCH", "OPTIONS"])
def test_the_site_is_only_read(preview, method):
    assert preview.ask("/2026-11/", method).status_code in {403, 405}


def test_what_is_wished_for_waits_for_the_main_thread(preview):
    assert preview.post("/_preview/wish/sound").status_code == 202
    assert preview.post("/_preview/wish/everything").status_code == 404
    assert preview.desk.wishes() == ["sound"]


def test_before_the_first_page_there_is_one_that_waits(preview):
    preview.desk.tell(site=None)
    answer = preview.ask("/2026-11/")
    assert answer.status_code == 200
    assert "/_preview/overlay.js" in answer.text


def test_the_preview_says_the_same_things_in_every_language():
    def keys(table):
        return {k: keys(v) if isinstance(v, dict) else None for k, v in table.items()}

    first, *others = (words(language) for language in languages())
    for other in others:
        assert keys(other) == keys(first)
    assert json.dumps(first)


def test_findings_and_failures_are_said_in_the_editors_language(preview):
    found = PlacedFinding(Finding(EMPTY_FILE, tr("a pear"), Span("a.md"), tr("eat it")))
    making = MakingState("failed", message=tr("a pear"), hint="")
    preview.desk.tell(findings=(found,), failure=tr("a pear"), hint=tr("eat it"))
    preview.desk.making("pdf", making)
    known = {"a pear": "một quả lê", "eat it": "ăn đi"}
    made = state(preview.desk, "2026-11", lambda text: known.get(text, text), writes=True)
    (finding,) = made["findings"]
    assert (finding["message"], finding["hint"]) == ("một quả lê", "ăn đi")
    assert (made["failure"], made["hint"]) == ("một quả lê", "ăn đi")
    assert made["makings"]["pdf"]["message"] == "một quả lê"
