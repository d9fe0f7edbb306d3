"""The share kit: every code reads back even from a bad picture, every text fits its place."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from PIL import Image, ImageChops, ImageFilter, ImageStat

from bulletin.art.qr_symbol import checked_qr, read_back
from bulletin.composition import compose
from bulletin.document import Paragraph, plain_text
from bulletin.editions.base import Job
from bulletin.editions.share import zalo_article
from bulletin.editions.share.edition import ShareEdition
from bulletin.editions.share.pages import CODE
from bulletin.editions.share.press import _Press
from bulletin.editions.share.sheets import _Kit
from bulletin.editions.share.texts import SMS_LENGTH, sms
from bulletin.source.load import load
from tests.conftest import SMALL

ADDRESS = "https://bantin.thu.example/2026-11/"


def composition(root: Path, **settings: object):
    issue = load(root, "2026-11").issue
    changed = issue.settings.model_copy(update=settings)
    object.__setattr__(issue, "settings", changed)
    return compose(issue)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    root = Path(shutil.copytree(SMALL, folder / "small"))
    job = Job(composition(root), None, folder / "made", dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
    (folder / "release").mkdir()
    assert ShareEdition().make(job, folder / "release") == ()
    return folder / "release" / "share"


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert("RGB")


@pytest.fixture(scope="module")
def shown(kit: Path) -> dict[str, Image.Image]:
    """Every picture of the kit that has a code, as it looks at 100 per cent."""
    return {name: picture.convert("RGB") for name, picture in _pages(kit)}


def _pages(kit: Path):
    for name in ("poster.jpg", "square.jpg"):
        yield name, _opened(kit / name)
    for name in ("poster-a4.pdf", "poster-a3.pdf", "handbill-a4.pdf"):
        picture = pypdfium2.PdfDocument(kit / name)[0].render(scale=150 / 72).to_pil()
        if name.startswith("handbill"):
            wide, high = picture.width // 2, picture.height // 2
            for x in range(2):
                for y in range(2):
                    box = (x * wide, y * high, (x + 1) * wide, (y + 1) * high)
                    yield f"{name} {x}{y}", picture.crop(box)
        else:
            yield name, picture


def _bad_jpeg(picture: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "jpeg", quality=25)
    with Image.open(stream) as opened:
        return opened.convert("RGB")


WORSE = {
    "as it is": lambda picture: picture,
    "at half size": lambda picture: picture.resize((picture.width // 2, picture.height // 2)),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "turned by 10 degrees": lambda picture: picture.rotate(10, expand=True, fillcolor="#888"),
    "sent as a bad photograph": _bad_jpeg,
}


@pytest.mark.parametrize("worsen", WORSE.values(), ids=WORSE.keys())
def test_every_code_of_the_kit_is_read_from_its_picture(shown, worsen):
    found = {name: read_back(worsen(picture)) for name, picture in shown.items()}
    assert found == dict.fromkeys(found, ADDRESS)
    assert len(found) == 8


def test_pictures_have_the_sizes_that_networks_want(kit):
    sizes = {name: _opened(kit / name).size for name in ("og.jpg", "square.jpg")}
    assert sizes == {"og.jpg": (1200, 630), "square.jpg": (1080, 1080)}
    cards = {card.name: _opened(card).size for card in (kit / "cards").iterdir()}
    assert cards == {"01-mua-lu.jpg": (1080, 1080), "02-y-te.jpg": (1080, 1080)}


def test_posters_are_one_sheet_of_their_size(kit):
    for name, size in {"poster-a4.pdf": (595, 842), "poster-a3.pdf": (842, 1191)}.items():
        document = pypdfium2.PdfDocument(kit / name)
        assert [tuple(map(round, page.get_size())) for page in document] == [size]


def test_the_poster_of_a3_is_that_of_a4_enlarged(kit):
    opened = {name: pypdfium2.PdfDocument(kit / f"poster-{name}.pdf")[0] for name in ("a4", "a3")}
    a4, a3 = (
        opened[name].render(scale=scale).to_pil() for name, scale in (("a4", 1), ("a3", 0.707))
    )
    assert ImageStat.Stat(ImageChops.difference(a4, a3.resize(a4.size)).convert("L")).mean[0] < 4
    texts = {name: page.get_textpage().get_text_range() for name, page in opened.items()}
    assert texts["a3"] == texts["a4"]


def test_texts_for_groups_have_headlines_dates_and_the_address(kit):
    for name in ("zalo.txt", "facebook.txt"):
        text = (kit / name).read_text(encoding="utf-8")
        assert "• Chủ động ứng phó mưa lũ" in text
        assert ADDRESS in text
    assert "Bà con kê cao đồ đạc" in (kit / "facebook.txt").read_text(encoding="utf-8")


def test_a_poster_without_a_cover_shows_what_an_article_opens_with_or_its_code_larger(small):
    bare = _Kit(composition(small)).pages()["poster-a4.pdf"]
    assert "poster few bare" in bare.html
    file = small / "2026-11/01-mua-lu.md"
    opened = "title:", "image: {file: images/lua.svg, alt: Ruộng lúa}\ntitle:"
    file.write_text(file.read_text(encoding="utf-8").replace(*opened, 1), "utf-8")
    filled = _Kit(composition(small)).pages()["poster-a4.pdf"]
    assert [path.name for path in filled.pictures.values()] == ["lua.svg"]
    assert "bare" not in filled.html


def test_the_card_of_an_article_without_a_summary_has_its_first_words(small):
    shown = composition(small)
    article = replace(shown.articles[0], lead=None)
    words = plain_text(next(b.children for b in article.body if isinstance(b, Paragraph)))
    card = _Kit(shown).card_of_article(article, None)
    assert card.summary
    assert words.startswith(card.summary[:20])


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Thẻ bảo hiểm y tế: đừng để đứt quãng", "Thẻ bảo hiểm y tế: đừng để đứt\u00a0quãng"),
        ("Họp dân", "Họp dân"),
        ("Đường về xã " + "Đ" * 40, "Đường về xã " + "Đ" * 40),
    ],
)
def test_no_word_of_a_title_stands_alone_in_its_last_line(small, title, written):
    kit = _Kit(composition(small, title=title))
    assert kit.card_of_issue("wide").title == kit.poster().title == written


LONG = [
    "Bản tin tháng 11",
    "Ngập lụt " * 100,
    "Đ" * 900,
    "Dòng\nmột " * 60,
    "Ữ" * 150,
    "&<>\"' " * 99,
]


@pytest.mark.parametrize("text", LONG)
def test_an_article_for_zalo_keeps_to_its_limits(small, text):
    made = composition(small, title=text, summary=text)
    publisher = made.issue.publication.publisher.model_copy(update={"name": text})
    publication = made.issue.publication.model_copy(update={"publisher": publisher})
    made = replace(made, issue=replace(made.issue, publication=publication))
    texts = dict(zalo_article.article_texts(made))
    for name, most in {"title.txt": 150, "author.txt": 50, "description.txt": 300}.items():
        (line,) = texts[name].splitlines()
        assert 0 < len(line) <= most
        assert "".join(line.removesuffix("…").split()) in "".join(f"{made.title} {text}".split())


def test_the_body_for_zalo_has_every_article_and_nothing_but_text_and_links(kit):
    body = html.fragments_fromstring((kit / "zalo-article/body.html").read_text(encoding="utf-8"))
    inside = [one for part in body for one in part.iter()]
    assert {one.tag for one in inside} <= {"p", "h3", "strong", "a", "ul", "li"}
    assert {name for one in inside for name in one.attrib} == {"href"}
    links = [one.get("href") for one in inside if one.tag == "a"]
    assert links == [f"{ADDRESS}mua-lu.html", f"{ADDRESS}y-te.html", ADDRESS]


def test_a_broadcast_for_zalo_has_five_items_at_the_most(small):
    made = composition(small)
    many = replace(made, articles=made.articles * 4)
    text = dict(zalo_article.article_texts(many))["broadcast.txt"]
    assert text.count("https://") == zalo_article.ITEMS == 5
    assert text.startswith("1. Chủ động ứng phó mưa lũ\n")


def test_the_cover_for_zalo_has_its_shape_and_weight(kit):
    cover = kit / "zalo-article/cover.jpg"
    assert _opened(cover).size == (1000, 640)
    assert cover.stat().st_size < zalo_article.COVER_BYTES


@pytest.mark.parametrize("title", [None, "“Mùa” mưa lũ…", "Chuyện dài " * 30])
def test_the_sms_fits_one_message_and_survives_without_accents(small, title):
    text = sms(composition(small, title=title))
    assert len(text) <= SMS_LENGTH
    assert text.isascii()
    assert text.endswith(ADDRESS)


def test_the_loudspeaker_says_greeting_headlines_and_thanks(kit):
    lines = (kit / "loudspeaker.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("Kính thưa")
    assert "Chủ động ứng phó mưa lũ." in lines
    assert all(line[0].isupper() and line[-1] in ".!?" for line in lines)
    assert lines[-1].startswith("Trân trọng cảm ơn")


@pytest.mark.parametrize(
    "title",
    [
        "Ngắn",
        "Làm đường ấp, bắc cầu nhỏ: xã góp bao nhiêu, dân góp bao nhiêu, khi nào xong?",
        "Nghiêng " * 25,
    ],
)
def test_a_title_of_any_length_stays_on_its_page(small, title):
    shown = composition(small, title=title.strip(), summary="Tóm tắt dài. " * 30)
    press = _Press(shown)
    press.shelf.put(CODE.partition("/")[2], checked_qr(ADDRESS, "Q").svg.encode(), "image/svg+xml")
    pages = _Kit(shown).pages()
    assert len(pages) > 10
    laid_out = [press.page(page) for page in pages.values()]
    assert [len(document.pages) for document in laid_out] == [1] * len(pages)
    said = " ".join(
        box.text
        for document in laid_out
        for box in document.pages[0]._page_box.descendants()  # noqa: SLF001, as WeasyPrint has it
        if hasattr(box, "text")
    )
    assert not re.search(r"[ ,;:]…", said)
