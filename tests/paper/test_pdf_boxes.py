"""What stands in a box, or in a note, has room there; and a box goes on on the next page.

Each was found by a fuzzer as B602, B605 or a traceback where the check had nothing to say.
"""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pypdfium2
import pytest
from weasyprint import HTML

from bulletin.paper.markup.page_foot import notes_at_foot
from bulletin.paper.render import screen_pdf
from bulletin.source.load import load
from bulletin.theming.theme import DEFAULT, Theme, templates_root
from tests.findings.cases import BASE
from tests.paper.press import job_of, photograph, words

pytestmark = pytest.mark.xdist_group("pdf")

SHEETS = templates_root() / DEFAULT / "pdf"
TABLE = "| a | b | c | d | e |\n|--|--|--|--|--|\n| một | hai | ba | bốn | {end} |"
MANY = "\n".join(f"- mục {number}" for number in range(56))
ASK = "::::{{ask}} Hỏi\n:phone: 0200 3000 010\n{}\n::::"
ADDRESS = "https://a.example/" + 12 * "bieu-mau/"
CHART = ":::{chart} data/a.csv\n:type: pie\n:x: Năm\n:y: Số hộ\n:title: Bánh\n:alt: Bánh\n:::"
PICTURE = "![Ruộng](images/ngang.jpg)"
FILM = ":::{video} media/a.mp4\n:title: phimtrong\n:poster: images/ngang.jpg\n:alt: Phim\n:::"
GALLERY = f":::{{gallery}}\n:columns: 3\n{PICTURE}\n{PICTURE}\n{PICTURE}\n:::"
SOUND = ":::{audio} media/a.m4a\n:title: tiếng\n:::"
SHOWN = (
    f"> - | a | b | c |\n>   |--|--|--|\n>   | c[^f] | {PICTURE} | {PICTURE} |\n>   | {PICTURE} | |"
)
COMPARE = ":::{compare}\n:before: Năm nay\n:after: Năm sau\n- {label: hàngtrong, before: 100000, after: 99}\n:::"

PICTURES = f"| Ảnh | Số |\n|--|--|\n| {PICTURE} | 1.250.000 |"


def within(prefix: str, text: str) -> str:
    return textwrap.indent(text, prefix, lambda _line: True)


SHORT = "\n".join("|" + 8 * f" {cell} |" for cell in ("c", "--", "chữ nghĩa dài mà"))
LONG = (
    f"{MANY}\n\n{within('  ', TABLE.format(end='listend'))}",
    ASK.format(f"{MANY}\n\n{TABLE.format(end='askend')}"),
)
ENDS = {"listend", "askend"}
NARROW = (
    FILM,
    *(ASK.format(block) for block in (PICTURE, GALLERY, COMPARE, CHART)),
    within("> ", f"- {COMPARE}".replace("\n", "\n  ")),
    within("> ", f"- {CHART}".replace("\n", "\n  ")),
    f"- Một\n\n  - Hai\n\n{within('    ', ASK.format(SOUND))}",
    f"Xem {ADDRESS}42 năm.",
)
NOTES = (
    *("Một.[^a] Hai.[^b] Ba.[^c] Bốn.[^d] Năm.[^e]", PICTURE, SHORT),
    SHOWN,
    *("[^f]: Một.", f"[^a]: Mục.\n\n{within('    ', MANY)}", f"[^b]: Bảng.\n\n{within('    ', TABLE.format(end='cellend'))}"),
    *(f"[^c]: Phim.\n\n{within('    ', FILM)}", f"[^d]: Ảnh.\n\n{within('    ', GALLERY)}"),
    f"[^e]: {ADDRESS}9",
)  # fmt: skip


def issue(folder: Path, articles: dict[str, tuple[str, ...]], theme: str) -> Path:
    root = Path(shutil.copytree(BASE, folder / "issues"))
    settings = root / "publication.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}theme: {theme}\n", "utf-8")
    photograph(root / "2026-11/images/ngang.jpg", (900, 300))
    (root / "2026-11/01-bai-mot.md").unlink()
    for number, (layout, blocks) in enumerate(articles.items()):
        head = f"---\ntitle: Bài {number}\nlayout: {layout.split()[0]}\n---\n\n"
        text = head + "\n\n".join(blocks) + "\n"
        (root / f"2026-11/0{number}-bai-{number}.md").write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("theme", ["default", "school"])
def test_whatever_stands_in_a_box_has_room_there(tmp_path: Path, theme: str) -> None:
    one = theme == "default"
    articles = {"two long": LONG} if one else {"two narrow": NARROW, "one notes": NOTES}
    data = screen_pdf(job_of(issue(tmp_path, articles, theme), tmp_path))
    text = "".join(words(data))
    wanted = ENDS if one else {"phimtrong", "hàngtrong", "cellend", "mục 55"}
    assert {word for word in wanted if word not in text} == set()


ROWS = "\n".join(f"- {{label: hàng{n}, before: 3, after: 9}}" for n in range(24))
TALL = f":::{{compare}}\n:before: Trước\n:after: Sau\n{ROWS}\n:::"


ROW = f"| cột | tên |\n|--|--|\n| {700 * 'chữ dài '} | x |"
CARD = f":::{{stats}}\n- value: 5\n  label: ấp\n  note: {360 * 'chữ dài '}\n- value: 6\n  label: tổ\n:::"


def test_the_pages_tell_what_is_set_slimmer_and_what_is_broken(tmp_path: Path) -> None:
    """Until nothing sticks out, and no title stands alone on its page."""
    boxed = within("> ", f"- [ ] Một\n\n{within('  ', ASK.format(PICTURES))}")
    articles = {"two tall": (TALL,), "two boxed": (boxed,), "two row": (ROW, CARD)}
    pages = words(screen_pdf(job_of(issue(tmp_path, articles, "school"), tmp_path)))
    assert "hàng0" in next(page for page in pages[2:] if "Bài 0" in page)
    assert "cột" in next(page for page in pages[2:] if "Bài 2" in page)


CASES = {
    "a line": ("A.[^1]\n\n[^1]: Một dòng.", 1),
    "paragraphs": ("A.[^1]\n\n[^1]: Một.\n\n    Hai.", 1),
    "a list": ("A.[^1]\n\n[^1]: Một.\n\n    - Hai.", 0),
    "a mark": ("A.[^1]\n\n[^1]: Một.[^2]\n\n[^2]: Hai.", 0),
    "longer than a page": ("A.[^1] B.[^2]\n\n[^1]: " + 900 * "dài quá " + "\n\n[^2]: Một.", 1),
    "too many at one place": (
        " ".join(f"A.[^{n}]" for n in range(60)) + "".join(f"\n\n[^{n}]: Một." for n in range(60)),
        0,
    ),
    "as many beside text": (
        "\n\n".join(f"{20 * 'chữ nghĩa '}.[^{n}]" for n in range(60))
        + "".join(f"\n\n[^{n}]: Một." for n in range(60)),
        60,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_notes_of_a_few_lines_stand_at_the_foot_of_their_page(tmp_path: Path, name: str) -> None:
    text, count = CASES[name]
    root = issue(tmp_path, {"one": (text,)}, "default")
    found = load(root, "2026-11").issue
    assert found is not None
    settings = Theme(found.publication, root).page_settings
    assert [len(notes_at_foot(article, settings)) for article in found.articles] == [count]


def test_no_two_notes_of_a_page_have_one_number(tmp_path: Path) -> None:
    texts = {
        "one plain": ("Không có chú.",),
        "one noted": ("A.[^1]\n\n[^1]: Chú một.",),
        "two noted": ("**B.[^1]** C.[^2] D.[^1]\n\n[^1]: Chú hai.\n[^2]: Chú ba.",),
    }
    text = " ".join(words(screen_pdf(job_of(issue(tmp_path, texts, "default"), tmp_path))))
    text = " ".join(text.split())
    for said in ("A.1", "B.2 C.3 D.2", "1 Chú một.", "2 Chú hai.", "3 Chú ba."):
        assert said in text


def test_the_title_of_a_note_stays_with_what_follows_it() -> None:
    sheets = "".join(
        (SHEETS / name).read_text(encoding="utf-8") for name in ("boxes.css", "slim.css")
    )
    page = """<style>@page {{size: 80mm; margin: 0}} {}</style>
        <div style="height: 57mm"></div><aside class="note loose"><p class="note-title">
        <span class="note-kind">Lưu ý</span><span class="note-name">Tên</span></p>
        <div style="height: 40mm; break-inside: avoid"></div></aside>"""
    with pypdfium2.PdfDocument(HTML(string=page.format(sheets)).write_pdf()) as pdf:
        said = [page.get_textpage().get_text_range().split() for page in pdf]
    assert said == [[], ["LƯU", "Ý", "Tên"]]
