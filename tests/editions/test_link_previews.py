"""What message apps show of a link: any page of a hosted copy gives them all that they take."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from bulletin.art.qr_symbol import checked_qr
from bulletin.editions.share.press import jpeg_of, printed
from bulletin.editions.share.sheets import _Kit
from bulletin.editions.web.metadata import TEXT, TITLE, Subject, site_graph
from bulletin.source.settings.models import Publication
from tests.conftest import SMALL
from tests.web.site import hosted

BASE = "https://bantin.thu.example/"
NO_LINKS = {"404.html"}
"""What stands at no address of its own."""
LONG = "Nghị quyết về mức hỗ trợ làm đường ấp, bắc cầu nhỏ và nạo vét kênh mương " * 2


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    root = Path(shutil.copytree(SMALL, folder / "small"))
    article = next((root / "2026-11").glob("01-*.md"))
    _, rest = article.read_text(encoding="utf-8").split("\n---\n", 1)
    head = f"---\ntitle: {LONG.strip()}\nsummary: {LONG * 3}"
    article.write_text(f"{head}\n---\n{rest}", encoding="utf-8")

    def share(composition, made):
        code = checked_qr(composition.issue.address, "Q").svg
        pages = _Kit(composition).pages()
        linked = {n: p for n, p in pages.items() if n == "og.jpg" or n.startswith("previews/")}
        for name, data in printed(composition, code, linked).items():
            (made / "share" / name).parent.mkdir(parents=True, exist_ok=True)
            (made / "share" / name).write_bytes(data)

    return hosted(root, folder / "dist", share, "2026-11")


def pages_of(site):
    found = [file for file in sorted(site.rglob("*.html")) if "share" not in file.parts]
    assert {"index.html", "contents.html", "sections.html"} <= {file.name for file in found}
    return [file for file in found if file.name not in NO_LINKS]


def graph_of(file):
    tree = html.document_fromstring(file.read_text(encoding="utf-8"))
    pairs = [(m.get("property"), m.get("content")) for m in tree.xpath("//meta[@property]")]
    assert len(dict(pairs)) == len(pairs), file
    return dict(pairs), tree


def test_every_page_has_a_title_a_text_and_its_own_address_within_the_limits(site):
    for file in pages_of(site):
        graph, tree = graph_of(file)
        assert 0 < len(graph["og:title"]) <= TITLE, file
        assert 0 < len(graph["og:description"]) <= TEXT, file
        assert "\n" not in graph["og:title"] + graph["og:description"]
        assert [graph["og:url"]] == tree.xpath("//link[@rel='canonical']/@href")
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        assert graph["og:url"] == BASE + path


def test_every_page_has_a_light_jpeg_of_1200_by_630_by_a_whole_address(site):
    shown = set()
    for file in pages_of(site):
        graph, _ = graph_of(file)
        picture = site / graph["og:image"].removeprefix(BASE)
        assert graph["og:image"].startswith(BASE), file
        assert graph["og:image:type"] == "image/jpeg"
        assert graph["og:image:alt"]
        assert picture.stat().st_size < 300_000
        with Image.open(picture) as opened:
            assert (opened.format, opened.size) == ("JPEG", (1200, 630)), file
            assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
        shown.add(picture.name)
    assert len(shown) > 2  # each article its own


def test_a_long_title_is_cut_at_a_word():
    publication = Publication.model_construct(title="Bản tin", language="vi")
    for text in (LONG, "x" * 300, "a, " * 80, "Một  câu\nngắn"):
        graph = dict(site_graph(publication, Subject("article", text, text, BASE), None))
        title = graph["og:title"]
        assert len(title) <= TITLE
        assert title.endswith("…") == (len(text) > TITLE)
        assert " ".join(text.split()).startswith(title.removesuffix("…"))


def test_a_picture_full_of_detail_is_made_as_light_as_apps_take_it():
    noise = Image.effect_noise((1200, 630), 90).convert("RGB")
    light, whole = jpeg_of(noise, light=True), jpeg_of(noise, light=False)
    assert len(whole) > 300_000 > len(light)
    with Image.open(io.BytesIO(light)) as opened:
        assert opened.size == (1200, 630)
