"""verify.html says in plain words whether an issue is whole and whose, on a server and from a folder."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from bulletin import manifest
from bulletin.composition import key_words
from bulletin.manifest import WithdrawalRecord
from bulletin.provenance.keys import generate
from bulletin.publish.base import Release
from bulletin.publish.revisions import withdrawal
from bulletin.publish.targets.folder import FolderTarget
from bulletin.site.archive import write_archive
from bulletin.source.settings.targets import FolderPlace
from bulletin.theming.theme import Theme
from tests.publish.shop import PUBLICATION, built, signed
from tests.web.server import serving

pytestmark = pytest.mark.xdist_group("web-files")

KEY = generate()
SIGNED = PUBLICATION.model_validate(PUBLICATION.model_dump() | {"signing": {"key": KEY.public}})


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A hosted copy with two signed issues, on a server that looks into its folder each time."""
    out = tmp_path_factory.mktemp("verify") / "site"
    for issue_id in ("2026-10", "2026-11"):
        signed(built(out, issue_id) / issue_id, KEY)
    write_archive(Theme(SIGNED, out), out)
    return out


@pytest.fixture
def tampered(copy, tmp_path):
    return shutil.copytree(copy, tmp_path / "site")


@pytest.fixture(scope="module")
def page(browser):
    """One for all, as somebody's who checks one copy after the other."""
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    page.close()


def said(page, state):
    page.wait_for_function(
        "() => !['', 'busy'].includes(document.getElementById('verdict').dataset.state ?? '')"
    )
    assert page.get_attribute("#verdict", "data-state") == state, page.inner_text("main")
    return page.inner_text("#verdict"), page.locator("#faults li").all_inner_texts()


def asked(page, site, issue_id="2026-11"):
    """What the page says of an issue on a server."""
    with serving(site) as server:
        page.goto(f"{server.address}/verify.html")
        page.select_option("#issue", issue_id)
        page.click("#hosted button")
        page.wait_for_selector("#verdict[data-state]:not([data-state=busy])")
        state = page.get_attribute("#verdict", "data-state")
        return state, *said(page, state)


def shown(page, site, folder):
    """What the page says of a folder, opened from a folder itself."""
    page.goto((site / "verify.html").as_uri())
    assert page.locator("#hosted").is_hidden()
    page.set_input_files("#folder", folder)
    page.wait_for_selector("#verdict[data-state]:not([data-state=busy])")
    state = page.get_attribute("#verdict", "data-state")
    return state, *said(page, state)


def test_a_whole_issue_is_said_to_be_whole_and_from_its_publisher_with_the_words_of_the_key(
    page, copy
):
    state, verdict, faults = asked(page, copy)
    assert (state, faults) == ("good", [])
    assert "nguyên vẹn và đúng là của UBND xã Thử" in verdict
    page.wait_for_function("() => document.getElementById('key-words').textContent")
    assert key_words(SIGNED) in page.inner_text("#key-words")


@pytest.mark.parametrize("inside", ["", "2026-11"])
def test_a_folder_without_a_network_is_checked_whether_it_holds_one_issue_or_all(
    page, copy, inside
):
    assert shown(page, copy, copy / inside)[0] == "good"


def edit(site, path, change):
    file = site / "2026-11" / path
    file.write_bytes(change(file.read_bytes()))


TAMPERED = {
    "a byte of a page": (lambda s: edit(s, "index.html", lambda d: d[:-1] + b"X"), "index.html"),
    "a byte of a sound": (lambda s: edit(s, "audio/01.m4a", lambda d: b"X" + d[1:]), "01.m4a"),
    "a longer file": (lambda s: edit(s, "a.pdf", lambda d: d + b" "), "a.pdf"),
    "an empty file": (lambda s: edit(s, "a.pdf", lambda _: b""), "a.pdf"),
    "no file": (lambda s: (s / "2026-11" / "a.pdf").unlink(), "a.pdf: thiếu"),
    "a byte of the manifest": (
        lambda s: edit(s, "manifest.json", lambda d: d.replace(b'"number": 11', b'"number": 12')),
        "manifest.sig: chữ ký không phải",
    ),
    "no manifest": (lambda s: (s / "2026-11" / "manifest.json").unlink(), "manifest.json: thiếu"),
    "a manifest that is none": (lambda s: edit(s, "manifest.json", lambda _: b"[]"), "manifest"),
    "no signature": (lambda s: (s / "2026-11" / "manifest.sig").unlink(), "manifest.sig: thiếu"),
    "a signature that is none": (lambda s: edit(s, "manifest.sig", lambda _: b"\xff?"), ".sig"),
    "another's signature": (
        lambda s: signed(s / "2026-11", generate()),
        "manifest.sig: chữ ký không phải",
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_whatever_was_tampered_with_is_named_on_a_server_and_from_a_folder(page, tampered, name):
    tamper, named = TAMPERED[name]
    tamper(tampered)
    for state, verdict, faults in (
        asked(page, tampered),
        shown(page, tampered, tampered / "2026-11"),
    ):
        assert state == "bad"
        assert "KHÔNG" in verdict
        assert any(named in fault for fault in faults), faults


def test_an_old_issue_in_the_place_of_a_new_one_is_named(page, tampered):
    shutil.rmtree(tampered / "2026-11")
    shutil.copytree(tampered / "2026-10", tampered / "2026-11")
    assert asked(page, tampered)[2] == ["2026-11/manifest.json: là của một số khác"]


def test_what_was_put_into_the_folder_is_named(page, tampered):
    (tampered / "2026-11" / "audio" / "extra.exe").write_bytes(b"x")
    assert shown(page, tampered, tampered)[2] == [
        "site/2026-11/audio/extra.exe: không thuộc số này"
    ]


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory):
    """A place with an issue that was mended, of which a page moved on, and one withdrawn since."""
    folder = tmp_path_factory.mktemp("taken-back")
    place = FolderPlace(type="folder", path=str(folder / "site"))

    def put(release):
        FolderTarget().publish(release, place, dry_run=False)

    theme = Theme(SIGNED, folder)
    for issue_id, pages in (
        ("2026-10", {"index.html": "one"}),
        ("2026-11", {"index.html": "one", "old.html": "one"}),
        ("2026-11", {"index.html": "two", "new.html": "two"}),
    ):
        shutil.rmtree(folder / "dist", ignore_errors=True)
        made = signed(built(folder / "dist", issue_id, pages) / issue_id, KEY)
        put(Release(made, manifest.read(made), theme))
    why = WithdrawalRecord(date=dt.date(2026, 12, 3), why="Số liệu sai")
    with withdrawal(manifest.read(folder / "site" / "2026-10"), theme, why, KEY) as release:
        put(release)
    return folder / "site"


def test_a_withdrawn_issue_is_whole_and_its_reason_is_told_on_a_server_and_from_a_folder(
    page, taken_back
):
    for state, verdict, faults in (
        asked(page, taken_back, "2026-10"),
        shown(page, taken_back, taken_back / "2026-10"),
    ):
        assert (state, faults) == ("good", [])
        assert "đã được thu hồi ngày 3 tháng 12" in verdict
        assert "Lý do: Số liệu sai" in verdict


def test_pages_that_lead_on_are_no_strangers_in_an_issue_and_a_changed_one_is_named(
    page, taken_back
):
    moved = taken_back / "2026-11" / "old.html"
    assert 'http-equiv="refresh"' in moved.read_text(encoding="utf-8")
    assert shown(page, taken_back, taken_back)[::2] == ("good", [])
    was = moved.read_bytes()
    moved.write_bytes(was + b" ")
    assert shown(page, taken_back, taken_back)[2] == ["site/2026-11/old.html: đã bị thay đổi"]
    moved.write_bytes(was)


LACKING = {
    "Ed25519": (
        """const real = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (form, data, kind, ...rest) =>
          kind.name === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError"))
          : real(form, data, kind, ...rest);""",
        "không kiểm tra được chữ ký",
    ),
    "WebCrypto": (
        "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined});",
        "https",
    ),
}


@pytest.mark.parametrize("what", LACKING)
def test_a_browser_that_cannot_check_says_so_and_never_that_all_is_well(browser, copy, what):
    script, words = LACKING[what]
    with browser.new_page() as page:
        page.add_init_script(script)
        state, verdict, _ = asked(page, copy)
    assert state == "unknown"
    assert words in verdict
