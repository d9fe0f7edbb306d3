"""Addresses: in letters where people read, as machines want them elsewhere, and breakable."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bulletin.editions.share.sheets import _Kit
from bulletin.editions.share.texts import TWO_SMS_LENGTH, sms, texts
from bulletin.editions.web import WebEdition
from bulletin.paper.render import screen_pdf
from bulletin.source.addresses import shown_address, site_address
from bulletin.source.values import WrongValue
from tests.editions.bookshop import books_of, job_of
from tests.source.anything import ARTICLE, publication

LONG = "https://docs.example/forms/d/e/" + "1FAIpQLSd" * 12 + "/viewform?usp=sf_link&entry.1=a"
SHORT = "dichvucong.gov.vn"
MAIL = "vanphong.hdndubnd.xatanphuoc@binhduong.gov.vn"


@pytest.fixture(scope="module")
def job(tmp_path_factory):
    root = publication(tmp_path_factory.mktemp("addresses") / "issues")
    file = root / "publication.yaml"
    text = file.read_text("utf-8").replace("https://bantin.example/", "https://xã-thử.example/")
    file.write_text(text, "utf-8")
    (root / ARTICLE).write_text(
        f"---\ntitle: Bài\nlayout: two\n---\n\nĐiền {LONG}.\n\n"
        f"- Gửi ({MAIL}).\n- Xem [{SHORT}](https://{SHORT}).\n",
        "utf-8",
    )
    return job_of(root, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def page(job):
    with tempfile.TemporaryDirectory() as folder:
        WebEdition().make(job, Path(folder))
        return Path(folder, "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def paper(job):
    pdf = pypdfium2.PdfDocument(screen_pdf(job))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return text


def test_machines_read_a_site_in_the_letters_of_the_name_system(page):
    assert '"canonical" href="https://xn--x-th-nja7725b.example/' in page or (
        "xn--" in re.search(r'rel="canonical" href="([^"]*)"', page)[1]
    )


def test_people_read_a_site_in_its_own_letters(page, paper):
    assert "xã-thử.example/2026-11" in re.sub(r"<wbr>|\u200b", "", page)
    assert "xã-thử.example" in paper
    assert "xn--" not in paper


def test_posters_and_messages_show_a_site_in_its_own_letters(job):
    composition = job.composition
    assert sms(composition).endswith("https://xã-thử.example/2026-11/")
    assert not any("xn--" in text for _, text in texts(composition))
    assert _Kit(composition).poster().address == "https://xã-thử.example/2026-11/"
    assert composition.issue.address.startswith("https://xn--")


def test_a_message_with_accents_in_its_address_has_none_elsewhere_and_is_two_parts(job):
    issue = job.composition.issue
    settings = issue.settings.model_copy(update={"title": "Mùa lũ về sớm " * 12})
    message = sms(replace(job.composition, issue=replace(issue, settings=settings)))
    words, address = message[: message.index("https")], message[message.index("https") :]
    assert words.isascii()
    assert address == "https://xã-thử.example/2026-11/"
    assert 100 < len(message) <= TWO_SMS_LENGTH


def test_a_bare_address_is_a_link_that_can_break_after_its_signs(page, job, tmp_path):
    book, _ = books_of(job, tmp_path)
    file = next(path for path in book.files if "bai-mot.xhtml" in path)
    for text in (page, book.files[file].decode()):
        link = re.search(r'<a href="(https://docs[^"]*)"[^>]*>(.*?)</a>', text)
        assert link[1].replace("&amp;", "&") == LONG
        assert link[2].count("<wbr") >= 6
        assert f">{MAIL}</a>" in re.sub(r"(?<=[@.])<wbr ?/?>", "", text)
        assert f">{MAIL}</a>" not in text
        assert f">{SHORT}<" in text


def test_a_long_address_stays_inside_its_page(paper):
    words = re.sub(r"[\s\u200b\ufffe]", "", paper)
    assert LONG in words
    assert f"({MAIL})." in words


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://bantin.example/", "https://bantin.example/"),
        ("https://bantin.example:8080/tin-xa/a.b/", "https://bantin.example:8080/tin-xa/a.b/"),
        ("https://BanTin.Example/", "https://bantin.example/"),
        ("https://xã.example/tin/", "https://xn--x-yfa.example/tin/"),
    ],
)
def test_the_start_of_addresses_is_kept_as_machines_read_it(written, kept):
    assert site_address(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "https://a.example/(b)/",
        "https://a.example/b;c/",
        "https://a.example/{b}/",
        "https://a.example/b c/",
        "https://a.example/b%20c/",
        "https://a.example/../b/",
        "https://a.example//b/",
        "https://a.example/$b/",
        "https://a.example/'b'/",
        'https://a.example/"b"/',
        "https://a.example/b\\c/",
        "https://a.example/bài/",
        "https://b:c@a.example/",
        "https://-a.example/",
        "https://a..example/",
        "https://a_b.example/",
        "https://a.example/?b",
        "https://a.example/#b",
        "https://a.example:0/",
        "https://",
    ],
)
def test_what_breaks_a_server_or_a_header_starts_no_address(written):
    with pytest.raises(WrongValue) as caught:
        site_address(written)
    assert caught.value.hint


def test_an_address_is_shown_without_what_nobody_types():
    assert shown_address("https://xn--x-yfa.example/2026-11/") == "xã.example/2026-11"
    assert shown_address("http://a.example/") == "a.example"
    assert shown_address("https://xn--\udcff.example/") == "xn--\udcff.example"
