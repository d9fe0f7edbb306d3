"""Pages that were set and drawn before stand as they would if they were set and drawn anew."""

from __future__ import annotations

import io
import shutil
from types import MappingProxyType

import pytest
import weasyprint.document
from PIL import Image

from bulletin.art.fonts import faces_of
from bulletin.cache import Cache, once
from bulletin.paper import typesetter
from bulletin.paper.fetcher import Shelf
from bulletin.paper.kept.paging import Paging, stand_alone
from bulletin.paper.kept.sheets import KeptPage
from bulletin.paper.page_numbers import given
from tests.paper.press import job_of, paper

PROSE = "Nước về sớm hơn mọi năm, bà con ấp Tân Hòa gặt chạy lúa suốt ba ngày đêm liền. "
VARIANT = "pdf/a-2a"
STYLE = """
@page { size: 110mm 80mm; margin: 12mm 8mm;
  @top-left { content: string(section, start) } @top-right { content: string(article) }
  @bottom-center { content: counter(page) } }
@page :left { margin-left: 14mm } @page :nth(3) { background: #eef }
@page cover { margin: 0; @bottom-center { content: none } }
.cover { page: cover; height: 5vh; background: linear-gradient(#fff, #cde) }
.back { page: cover; break-before: right; position: relative } .set-out { position: absolute }
body, p { margin: 0; font-size: 11px; orphans: 2; widows: 2 }
h2 { string-set: section content(); bookmark-level: 1; break-after: avoid }
h3 { string-set: article content(); bookmark-level: 2; break-after: avoid; font-size: 13px }
.columns { columns: 2 } .tall { break-inside: avoid }
.numbered { counter-increment: figure } .numbered::before { content: "Hình " counter(figure) ". " }
.article + .article { border-top: 1px solid; margin-top: 9px }
.section:has(.loud) h2 { color: #900 }
.note { float: footnote } .float { float: left; width: 20mm; background: #fed; height: 30mm }
.seen { opacity: .5 } .turned { transform: rotate(180deg) } .round { border-radius: 3mm; border: 1px solid }
.tiles { background: url(../made/dot.png) 0 0 / 3mm 3mm; height: 8mm }
a.page::after { content: " (tr. " target-counter(attr(href url), page) ")" }
img { width: 12mm }
"""
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><defs><linearGradient id='g'>"
    "<stop stop-color='red'/><stop offset='1' stop-color='blue' stop-opacity='.3'/>"
    "</linearGradient></defs><rect width='40' height='9' fill='url(#g)' opacity='.6'/>"
    "<text x='2' y='18' font-size='6'>Lúa</text></svg>"
)
ARTICLES = {
    "plain": f"<p>{PROSE * 5}</p><p>Việc <a class=page href='#tabled'>nữa</a>. {PROSE * 3}</p>",
    "columns": f"<div class=columns>{f'<p>{PROSE * 2}</p>' * 4}</div>",
    "noted": f"<p>{PROSE * 3}<span class=note>{PROSE * 5}</span>{PROSE}</p><p>{PROSE * 2}</p>",
    "floated": f"<div class=float>{PROSE}</div><p>{PROSE * 5}</p>",
    "tabled": "<table><thead><tr><th>Ấp<th>Ha</thead>"
    f"{'<tr><th scope=row>Gò Dưa<td colspan=1>12' * 8}</table>",
    "listed": f"<ul>{f'<li>{PROSE}<ol><li>{PROSE}</ol>' * 2}</ul><dl><dt>Giống<dd>{PROSE}</dl>",
    "drawn": "<p><img src=made/dot.png alt=Chấm> <img src=made/line.svg alt=Hình></p>"
    f"<div class=tiles></div><p class=seen>{PROSE}<b>Rồi.</b></p><p class=turned>{PROSE}"
    f"<a href='https://x.example'>ngoài</a></p><p class=round>{PROSE}</p>",
    "counted": f"<p class=numbered>{PROSE}</p><p class=numbered>{PROSE * 2}</p>",
    "whole": f"<div class=tall><p>{PROSE * 4}</p></div><p><i>{PROSE}</i></p>",
    "again": f"<p><img src=made/dot.png alt=Chấm></p><p>{PROSE * 2}</p>",
}
MENDS = {
    "a word": {"noted": ARTICLES["noted"].replace("Tân Hòa", "Tân Hoà", 1)},
    "a paragraph that pushes others on, and a number that others count from": {
        "plain": f"{ARTICLES['plain']}<p class=numbered>{PROSE * 2}</p>"
    },
    "what a style sheet sees from elsewhere, and a page left empty": {
        "again": "<p class=loud>!</p><p style='break-before:right'>!</p>"
    },
    "what stands outside of the flow at the very end": {"end": "Sửa"},
}


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """A shelf, faces and fonts."""
    folder = tmp_path_factory.mktemp("press")
    theme = job_of(paper("brief", folder), folder).composition.theme
    shelf = Shelf(theme, folder)
    dot = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 40, 40, 120)).save(dot, "PNG")
    shelf.put("dot.png", dot.getvalue(), "image/png")
    shelf.put("line.svg", SVG.encode(), "image/svg+xml")
    return shelf, faces_of(theme), typesetter.own_fonts()


def _body(mended):
    """A document of three sections between a cover and a back."""
    end = mended.pop("end", "Hết")
    made = [
        f"<div class=article><h3 id={name}>Bài {name}</h3>{text}</div>"
        for name, text in (ARTICLES | mended).items()
    ]
    sections = "".join(
        f"<div class=section><h2>Mục {number}</h2>{''.join(made[number::3])}</div>"
        for number in range(3)
    )
    back = f"<div class=set-out>Mã</div><div class=set-out>{end}</div>"
    return f"<div class=cover>Bìa</div><main>{sections}</main><div class=back>{back}</div>"


def _made(press, mended=MappingProxyType({}), style=STYLE):
    """The PDF, and how many of its pages were set anew."""
    shelf, faces, fonts = press
    css = f"{style}body{{font-family:{faces.stack('text')}}}"
    texts = given([("faces", faces.css(shelf.face)), ("style", css)])
    sheets, faults = typesetter.styles(texts, shelf, fonts)
    paging = Paging(css, shelf.digests) if stand_alone(text for _, text in texts) else None
    title = "<html lang=vi><head><title>Bản tin</title></head>"
    numbered = typesetter.lay_out_numbered(
        f"{title}<body>{_body(dict(mended))}</body></html>",
        sheets,
        shelf,
        fonts,
        VARIANT,
        expected={},
        surroundings="these",
        paging=paging,
    )
    with typesetter.listening() as said:
        data = typesetter.write(numbered.document, VARIANT)
    assert [*faults, *(one.text for one in (*numbered.messages, *said))] == []
    if paging:
        paging.keep()
    pages = numbered.document.pages
    return data, sum(not isinstance(page, KeptPage) for page in pages), len(pages)


def _kept(folder):
    return once.kept_in(once.store_in(Cache(folder)))


@pytest.fixture(scope="module")
def kept(press, tmp_path_factory):
    """The folder of a store that has the pages of the document, and their PDF."""
    folder = tmp_path_factory.mktemp("kept")
    with _kept(folder):
        return folder, _made(press)[0]


@pytest.mark.parametrize("mend", MENDS)
def test_a_mended_document_has_the_bytes_of_one_that_was_never_kept(press, kept, mend):
    expected, _, count = _made(press, MENDS[mend])
    with _kept(kept[0]):
        data, fresh, _ = _made(press, MENDS[mend])
    assert data == expected
    assert 0 < fresh < count


def test_pages_that_were_kept_are_set_and_drawn_no_more(press, kept, monkeypatch):
    monkeypatch.setattr(weasyprint.document, "draw_page", None)
    with _kept(kept[0]):
        assert _made(press)[:2] == (kept[1], 0)


def test_pages_between_others_that_were_kept_are_set_as_they_were(press, kept, tmp_path):
    folder = shutil.copytree(kept[0], tmp_path / "kept")
    entries = sorted(folder.rglob("*.set-pages"), key=lambda file: file.stat().st_size)
    for file in entries[-5:]:
        file.unlink()
    with _kept(folder):
        data, fresh, count = _made(press)
    assert data == kept[1]
    assert 0 < fresh < count


@pytest.mark.parametrize(
    "css",
    [
        "@page { @left-middle { content: counter(pages) } }",
        "@page { @left-middle { content: 'trang ' counters( pages, '.') } }",
        "h3::after { content: target-text(attr(href url)) }",
        "a::after { content: target-counter(attr(href url), page, lower-roman) }",
        ".cover { position: running(head) } @page { @left-top { content: element(head) } }",
        "p { Position:Fixed }",
    ],
)
def test_pages_that_ask_for_others_do_not_stand_alone(css):
    assert stand_alone([STYLE.replace("target-counter", "attr")])
    assert not stand_alone([STYLE, css])


def test_pages_that_turn_out_to_show_in_all_others_are_all_set(press, tmp_path):
    css = f"{STYLE} .cover {{ --at: fixed; position: var(--at) }}"
    brief = dict.fromkeys(ARTICLES, "<p>Vắn tắt.</p>")
    with _kept(tmp_path):
        first, count, _ = _made(press, brief, css)
        assert _made(press, brief, css)[:2] == (first, count)
    assert not [*tmp_path.rglob("*.set-pages")]
