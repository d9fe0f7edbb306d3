"""The issue in one file: opened from a folder without a network, it reads as the web edition."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Page, Request

from bulletin.codes import LARGE_SINGLE_FILE, SINGLE_FILE_WITHOUT_SOUND
from bulletin.diagnostics import BulletinError
from bulletin.editions.base import Download, Job
from bulletin.editions.single import fitting
from bulletin.editions.single.edition import SingleEdition
from bulletin.editions.single.page import SinglePage
from bulletin.editions.web import WebEdition
from bulletin.source.settings.models import SingleFile
from tests.web.conftest import PHONE, until
from tests.web.site import PUBLICATION, composed
from tests.web.voice import narrated

pytestmark = pytest.mark.xdist_group("web-files")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """An issue that wants sound in the file, with the web edition in `made`."""
    folder = tmp_path_factory.mktemp("single")
    composition = composed(PUBLICATION, "2026-11")
    narration = narrated(composition, folder)
    (folder / f"{composition.issue.file_stem}.pdf").write_bytes(b"%PDF-")
    promised = SingleEdition.downloads
    offered = (Download("{stem}.pdf", "web_download_pdf"),)
    when = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    job = Job(composition, narration, folder, when, offered, promised)
    WebEdition().make(job, folder)
    return _wanting(job, audio=True)


@pytest.fixture(scope="module")
def made(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file with sound in `one/`, and without in `silent/`."""
    folder = tmp_path_factory.mktemp("made")
    for name, audio in (("one", True), ("silent", False)):
        (folder / name).mkdir()
        assert SingleEdition().make(_wanting(job, audio=audio), folder / name) == ()
    return folder


def _wanting(job: Job, *, audio: bool) -> Job:
    issue = job.composition.issue
    publication = issue.publication.model_copy(update={"single": SingleFile(audio=audio)})
    composition = replace(job.composition, issue=replace(issue, publication=publication))
    return replace(job, composition=composition)


def _file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


class Opened:
    """A page opened from a folder, with what it asked for and complained of."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", self._note)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(file.as_uri())

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)


@pytest.fixture
def opened(browser: Browser, made: Path, tmp_path: Path) -> Iterator[Opened]:
    """The file with sound, alone in a folder, on a phone without a network."""
    file = Path(shutil.copy(_file(made / "one"), tmp_path))
    context = browser.new_context(viewport=PHONE, offline=True)
    yield Opened(context.new_page(), file)
    context.close()


def test_the_file_fetches_nothing_and_nothing_in_it_is_refused(opened):
    pictures = opened.page.locator("img")
    assert pictures.count() >= 3
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    asked = [address for address in opened.asked if not address.startswith("data:")]
    assert asked == [opened.page.url]
    assert opened.said == []


def test_the_page_offers_the_file_to_be_kept_and_the_file_does_not_offer_itself(job, made):
    name = _file(made / "one").name
    pages = (job.made / "index.html", _file(made / "one"))
    hosted, alone = (html.fromstring(page.read_bytes()) for page in pages)
    (link,) = hosted.xpath("//ul[@class='downloads']//a[@href=$name]", name=name)
    assert "download" in link.attrib, "browsers would open it instead"
    assert " ".join(link.text_content().split()).startswith("Cả số trong một tệp")
    assert link.find_class("bytes") == [], "nobody knows its size yet"
    (left,) = alone.xpath("//ul[@class='downloads']//a/@href")
    assert left.endswith(".pdf")


def test_its_text_is_that_of_the_web_edition(opened, job):
    read = "() => [...document.querySelectorAll('#reading h1, #reading h2, #reading p')]"
    read += ".filter(one => !one.closest('#save, #renewed, #inside-note')).map(one => one.textContent.trim())"
    here = opened.page.evaluate(read)
    opened.page.goto((job.made / "index.html").as_uri())
    assert here == opened.page.evaluate(read)
    assert len(here) > 20


def test_size_colours_and_ways_of_reading_can_be_chosen(opened):
    page, root = opened.page, opened.page.locator("html")
    page.locator("[data-size-step='1']").click()
    assert root.get_attribute("data-size") == "115"
    page.locator("[aria-controls='display']").click()
    page.locator("input[name='scheme'][value='contrast']").check(force=True)
    page.locator("input[name='mode'][value='flip']").check(force=True)
    assert root.get_attribute("data-scheme") == "contrast"
    assert page.locator("#pager").is_visible()
    assert opened.said == []


def test_a_sentence_is_marked_while_it_is_heard_and_a_tap_reads_from_there(opened):
    page = opened.page
    page.locator("[data-listen='sua-duong']").click()
    until(page, "document.querySelector('#sua-duong .now') !== null")
    until(page, "document.querySelector('#player-progress').value > 0")
    last = page.locator("#sua-duong .s[data-begin]").last
    last.click()
    until(page, f"document.getElementById('{last.get_attribute('id')}').matches('.now')")
    assert opened.said == []


def test_a_script_that_is_not_ours_does_not_run(opened):
    opened.page.evaluate(
        "const s = document.createElement('script'); s.text = 'window.bad = 1'; document.body.append(s)"
    )
    assert opened.page.evaluate("window.bad") is None
    assert any("Content Security Policy" in words for words in opened.said)


def test_without_sound_nothing_offers_to_be_heard(made):
    page = html.fromstring(_file(made / "silent").read_text(encoding="utf-8"))
    heard = (
        "//audio | //*[@data-listen] | //*[@id='player'] | //*[@data-begin] | //*[@data-listening]"
    )
    assert page.xpath(heard) == []
    assert page.xpath("//section[@id='downloads'] | //article") != []


@pytest.mark.parametrize("name", ["one", "silent"])
def test_every_address_is_in_the_file_or_whole(made, name):
    page = html.fromstring(_file(made / name).read_text(encoding="utf-8"))
    places = set(page.xpath("//@id"))
    for address in page.xpath("//@href | //@src | //@poster | //@srcset"):
        if address.startswith("#"):
            assert address == "#" or address[1:] in places
        else:
            assert re.match(r"(https?|data|mailto|tel):", address), address


@pytest.mark.parametrize(
    ("limit", "codes", "heard"),
    [
        (700_000, [], True),
        (200_000, [SINGLE_FILE_WITHOUT_SOUND], False),
        (50_000, [LARGE_SINGLE_FILE], False),
    ],
)
def test_what_does_not_fit_is_made_smaller_or_told(job, monkeypatch, limit, codes, heard):
    monkeypatch.setattr(fitting, "LIMIT", limit)
    found = fitting.fitted(job)
    assert [finding.code for finding in found.findings] == codes
    assert (b"data:audio/mpeg" in found.data) is heard
    assert len(found.data) < limit or codes == [LARGE_SINGLE_FILE]


def test_without_the_web_edition_the_editor_is_told_what_to_write(job, tmp_path):
    with pytest.raises(BulletinError, match="web edition"):
        SingleEdition().make(replace(job, made=tmp_path), tmp_path)


FILM = """<html><head><meta charset="utf-8"></head><body><main id="reading"><article id="hop">
<figure id="hop-b1">{player}<figcaption>Họp dân</figcaption></figure></article></main></body></html>
"""


@pytest.mark.parametrize(
    "player",
    [
        '<video controls src="media/a.mp4"></video>',
        '<video poster="p.jpg"><source src="media/a.mp4" type="video/mp4"></video>',
        '<video><source src="media/a.mp4"><track src="media/a.vtt"><p>Không xem được</p></video>',
        '<audio controls><source src="media/a.mp3"></audio>',
        '<audio src="media/a.mp3"></audio>',
    ],
)
def test_films_and_sounds_lead_to_their_place_in_the_hosted_copy(job, tmp_path, player):
    (tmp_path / "index.html").write_text(FILM.format(player=player), encoding="utf-8")
    Image.new("RGB", (1600, 900), "navy").save(tmp_path / "p.jpg")
    page = html.fromstring(SinglePage(replace(job, made=tmp_path), 480).written({}).decode())
    assert page.xpath("//video | //audio | //source | //track") == []
    assert page.xpath("//figure/a/@href") == ["https://thu.example/bantin/2026-11/#hop-b1"]
    assert page.xpath("string(//figcaption)") == "Họp dân"
    assert all(src.startswith("data:image/") for src in page.xpath("//img/@src"))
