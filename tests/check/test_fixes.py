"""What has one right answer is mended, all of it, and nothing else is touched."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from unicodedata import normalize

import pytest

from bulletin import codes
from bulletin.building.preflight import examined
from bulletin.check.fixes import with_fixes
from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.vni import VNI
from bulletin.desk.mending import mend, rehearsed
from bulletin.diagnostics import Code, Edit, Finding, Fix, Severity, Span
from tests.findings.cases import BASE, CASES, HERE, findings_about, publication

pytestmark = pytest.mark.usefixtures("things_once")

ISSUE = "2026-11"
ARTICLE = f"{ISSUE}/01-bai-mot.md"


def looked(root):
    return examined(root, ISSUE)[1]


@pytest.fixture
def root(tmp_path):
    shutil.copytree(BASE, tmp_path / "issues")
    return tmp_path / "issues"


def write(root, text, file=ARTICLE):
    (root / file).write_bytes(text if isinstance(text, bytes) else text.encode())


def read(root, file=ARTICLE):
    return (root / file).read_bytes().decode()


# -- all kinds of findings -----------------------------------------------------------------

HIDDEN = {"B111", "B305", "B404", "B424", "B426"}
"""What is found only when a file can be read again."""


def kinds(findings):
    return Counter((f.code.number, str(f.message)) for f in findings if f.code.number not in HIDDEN)


MENDABLE = [
    name
    for name in CASES
    if " [*] " in (HERE / name / "expected.txt").read_text(encoding="utf-8")
    and not name.startswith("theme-")
]


@pytest.mark.parametrize("name", MENDABLE)
def test_after_mending_nothing_is_left_to_mend_and_nothing_new_is_found(name, tmp_path):
    root = tmp_path / "issues"
    issue_id = publication(HERE / name, root)
    before = findings_about(root, issue_id)
    mended = mend(root, lambda folder: findings_about(folder, issue_id))
    assert mended.count > 0
    assert [f for f in mended.findings if f.fix] == []
    assert kinds(mended.findings) - kinds(before) == Counter()
    again = mend(root, lambda folder: findings_about(folder, issue_id))
    assert (again.count, again.findings) == (0, mended.findings)


def test_codes_that_are_fixable_are_shown_by_a_directory():
    shown = {
        line.split()[2]
        for file in HERE.glob("*/expected.txt")
        for line in file.read_text(encoding="utf-8").splitlines()
        if " [*] " in line and not line.startswith(" ")
    }
    assert shown >= {
        *("B102", "B103", "B104", "B106", "B107", "B108", "B110", "B112", "B113", "B116"),
        *(
            "B173",
            "B115",
            "B174",
            "B175",
            "B222",
            "B253",
            "B272",
            "B276",
            "B291",
            "B303",
            "B403",
            "B414",
            "B423",
        ),
    }
    assert "B305" not in shown


# -- what is written -----------------------------------------------------------------------

MENDED = {
    "title: Đường số #3": 'title: "Đường số #3"',
    "title: [Khẩn] Họp dân": 'title: "[Khẩn] Họp dân"',
    "title: [Khẩn][Mới] Họp": 'title: "[Khẩn][Mới] Họp"',
    "title: {x} y": 'title: "{x} y"',
    "title: @xã: họp": 'title: "@xã: họp"',
    'title: "Nước lên" và chạy': "title: '\"Nước lên\" và chạy'",
    "title: 'Nước' lên": "title: \"'Nước' lên\"",
    "title: Mùa lũ: nên làm": 'title: "Mùa lũ: nên làm"',
    "title: * Sao": 'title: "* Sao"',
    "title: No": 'title: "No"',
    "title: OFF": 'title: "OFF"',
    'title: "C:\\Tin"': 'title: "C:\\\\Tin"',
    'title: "C:\\Users\\xã"': 'title: "C:\\\\Users\\\\xã"',
    "title:\tTab": "title: Tab",
    "Title: Chữ hoa": "title: Chữ hoa",
    "title: a\nauthors: Lê Văn A": "title: a\nauthors: [Lê Văn A]",
    "title: a\nauthors: Lê #2": 'title: a\nauthors: ["Lê #2"]',
    "title: a\ndraft: no": "title: a\ndraft: false",
    "title: Họp dân summary: Bàn về đường. topics: [đường]": (
        "title: Họp dân\nsummary: Bàn về đường.\ntopics: [đường]"
    ),
    "title: a\nstanding: Yes": "title: a\nstanding: true",
    "title: Giá 5 \x80": "title: Giá 5 €",
    "title: a\ncorrections: [{date: 02/12/2026, text: Sửa}]": (
        "title: a\ncorrections: [{date: 2026-12-02, text: Sửa}]"
    ),
    'title: a\ncorrections: [{date: "2 tháng 12 năm 2026", text: Sửa}]': (
        "title: a\ncorrections: [{date: 2026-12-02, text: Sửa}]"
    ),
}


@pytest.mark.parametrize("written", MENDED)
def test_settings_are_mended_as_they_are_meant(written, root):
    write(root, f"---\n{written}\n---\n\nMột đoạn.\n")
    mended = mend(root, looked)
    assert read(root) == f"---\n{MENDED[written]}\n---\n\nMột đoạn.\n"
    assert [f for f in mended.findings if f.is_error] == []


LEFT = [
    "title: [Một, hai]",
    "title: [Bài một",
    "title: 'Không đóng",
    "title: &neo Bài",
    "title: *neo",
    "title: a\nsummary: Tuyến 4 # sắp xong",
    "title: a\nauthors: Lê A, Trần B",
    "title: a\nauthors: Lê A và Trần B",
    "title: a\nauthors: Ann Lee and Bob Ray",
    "title: a\nsumary: b",
    "title: a\ncorrections: [{date: 2/12/26, text: Sửa}]",
]


@pytest.mark.parametrize("written", LEFT)
def test_what_may_be_meant_in_two_ways_is_left_to_the_editor(written, root):
    text = f"---\n{written}\n---\n\nMột đoạn.\n"
    write(root, text)
    assert mend(root, looked).count == 0
    assert read(root) == text


TEXTS = {
    "##Đề mục": "## Đề mục",
    "##\u00a0Đề mục": "## Đề mục",
    "-\u00a0một\n-\u2003hai": "- một\n- hai",
    "1.\u00a0một\n2)\u00a0hai": "1. một\n2) hai",
    "\u2010 một\n\u2010 hai": "- một\n- hai",
    "\\- một\n\\- hai": "- một\n- hai",
    "\u2981 một\n\u2981 hai": "- một\n- hai",
    "•một\n•hai": "- một\n- hai",
    "-- một\n-- hai": "-- một\\\n-- hai",
    "Chữ \\*\\*đậm\\*\\* và CO_{2}, m^{2}.": "Chữ **đậm** và CO₂, m².",
    "Tiê\u00b4ng mâ\u02cbu, don\u00b4t.": "Tiếng mầu, don\u00b4t.",
    "•\tmột\n\uf0b7 hai": "- một\n- hai",
    "– một\n– hai\n– ba": "- một\n- hai\n- ba",
    "Có **  đậm ** chữ": "Có **đậm** chữ",
    "Có **đậm **chữ": "Có **đậm** chữ",
    "Xem [trang] (https://a.vn/)": "Xem [trang](https://a.vn/)",
    "Xem [trang](https://a.vn/b c d)": "Xem [trang](https://a.vn/b%20c%20d)",
    "Xem https://a.vn/thu-\n  tuc.html nhé": "Xem https://a.vn/thu-tuc.html nhé",
    "Xem [trang](www.a.vn/b)": "Xem [trang](https://www.a.vn/b)",
    "Xem [trang](xa.gov.vn)": "Xem [trang](https://xa.gov.vn)",
    "Gửi [thư](tin@xa.gov.vn)": "Gửi [thư](mailto:tin@xa.gov.vn)",
    "Gọi [số](0912345678)": "Gọi [số](tel:0912345678)",
    "Gọi [số](tel:0912 345 678)": "Gọi [số](tel:0912345678)",
    "![Lúa chín](images/A.PNG)": "![Lúa chín](images/a.png)",
    "Tie\u0302\u0301ng Vi\u00adệt\u200b": "Tiếng Việt",
    "Một,, hai ; ba ,bốn , năm": "Một, hai; ba, bốn, năm",
    "Giá &#128; 5": "Giá € 5",
    "Có <b>đậm</b> và <EM class='x'>nghiêng</EM>": "Có **đậm** và *nghiêng*",
    "Ruộng 5 m<sup>2</sup>, CO<sub>2</sub>": "Ruộng 5 m², CO₂",
    "<del>bỏ</del>, <code>mã</code>": "~~bỏ~~, `mã`",
    '<font color="red">Chú ý</font> <center>giữa</center>': "Chú ý giữa",
    "Dòng một<br>dòng hai<br/>\ndòng ba": "Dòng một\\\ndòng hai\\\ndòng ba",
    "Hết dòng<br />": "Hết dòng",
    "Một đoạn.\n\n<br>\n\nĐoạn sau.": "Một đoạn.\n\n\n\nĐoạn sau.",
}


@pytest.mark.parametrize("written", TEXTS)
def test_text_is_mended_as_it_is_meant(written, root):
    head = "---\ntitle: Bài một\n---\n\n"
    write(root, f"{head}{written}\n\nHết.\n")
    mend(root, looked)
    assert read(root) == f"{head}{TEXTS[written]}\n\nHết.\n"


HINTS = {
    "![](<images/a b.png>)": ("![...](<images/a b.png>)", "![Sông](<images/a b.png>)"),
    ":::{figure} a b.png\n:alt: Sông\n:::": (
        "images/a b.png",
        ":::{figure} images/a b.png\n:alt: Sông\n:::",
    ),
    ":::{note kind=tip}\nChữ.\n:::": (":kind: tip", ":::{note}\n:kind: tip\nChữ.\n:::"),
    ":::{note} kind: tip\nChữ.\n:::": (":kind: tip", ":::{note}\n:kind: tip\nChữ.\n:::"),
    ":::{figure images/a.png}\n:alt: Sông\n:::": (
        ":::{figure} images/a.png",
        ":::{figure} images/a.png\n:alt: Sông\n:::",
    ),
    ":::{dates}\n- {date: 31/11/2026, title: Họp}\n:::": (
        "2026-11-30",
        ":::{dates}\n- {date: 2026-11-30, title: Họp}\n:::",
    ),
}
"""What is told, what the hint says to write, and the text with it."""


@pytest.mark.parametrize("written", HINTS)
def test_what_a_hint_says_can_be_written_as_it_stands(written, root):
    shutil.copy(root / ISSUE / "images" / "a.png", root / ISSUE / "images" / "a b.png")
    words, better = HINTS[written]
    write(root, f"---\ntitle: Bài một\n---\n\n{written}\n")
    assert any(f.is_error and words in f.hint for f in looked(root))
    write(root, f"---\ntitle: Bài một\n---\n\n{better}\n")
    assert [f for f in looked(root) if f.is_error] == []


@pytest.mark.parametrize(
    "html",
    [
        "Có <b>đậm *nghiêng*</b> nữa.",
        "Có <b>đậm\nqua dòng</b> nữa.",
        "Ngày 1<sup>st</sup> nữa.",
        "Mở <b>không đóng.",
        "| A | B |\n| --- | --- |\n| một<br>hai | ba |",
        "- một<br>hai",
        "<div>Khối</div>",
        "Chữ <u>gạch</u> chân.",
    ],
)
def test_html_with_more_than_one_meaning_stays(root, html):
    text = f"---\ntitle: Bài\n---\n\n{html}\n"
    write(root, text)
    mend(root, looked)
    assert read(root) == text


def test_dialogue_keeps_its_dashes_and_its_lines_and_sums_stay(root):
    text = "---\ntitle: Bài\n---\n\n– Chào bác!\n– Chào cháu, đi đâu đó?\n\nTính 2 ** 3 ** 4.\n"
    write(root, text)
    mend(root, looked)
    assert read(root) == text.replace("bác!\n", "bác!\\\n")


def test_private_signs_of_word_and_keys_of_chats_become_signs_that_pages_have(root):
    head = "---\ntitle: Bài\n---\n\n"
    write(
        root,
        f"{head}Nóng 37\uf0b0C \uf0e0 gọi \uf028 115, 1\ufe0f\u20e3, \uf0a8 không \uf0fe có.\n",
    )
    mend(root, looked)
    assert read(root) == f"{head}Nóng 37°C → gọi ☎ 115, ①, ☐ không ☑ có.\n"


def test_breaks_of_word_are_kept_where_a_line_can_break(root):
    head = "---\ntitle: Bài\n---\n\n"
    write(root, f"{head}Một\x0bhai\u2028ba.\x0cBốn\x0b\n\n## Năm\x0bsáu\n\nBảy\n")
    mend(root, looked)
    assert read(root) == f"{head}Một\\\nhai\\\nba.\n\nBốn\n\n## Năm sáu\n\nBảy\n"


def test_breaks_of_word_in_front_of_settings_go_and_leave_no_space(root):
    wanted = read(root, "publication.yaml")
    write(root, f"\u2029\u2029{wanted}", "publication.yaml")
    mend(root, looked)
    assert read(root, "publication.yaml") == wanted


def test_tabs_become_as_many_spaces_as_make_yaml_of_the_lines(root):
    settings = read(root, f"{ISSUE}/issue.yaml").partition("sections:")[0]
    wanted = f"{settings}sections:\n  - title: Một\n    articles: [01-bai-mot.md]\n"
    write(root, wanted.replace("    ", "\t"), f"{ISSUE}/issue.yaml")
    mend(root, looked)
    assert read(root, f"{ISSUE}/issue.yaml") == wanted


def test_the_value_of_an_option_loses_its_quotes(root):
    text = "---\ntitle: Việc\n---\n\n:::{note}\n:kind: tip\n\nNhớ.\n:::\n"
    write(root, text.replace("tip", "“tip”"))
    mend(root, looked)
    assert read(root) == text


def test_points_below_an_item_become_a_list_in_it(root):
    write(root, "---\ntitle: Việc\n---\n\n1.\tMột\n2.\tHai\na.\tBa\nb.\tBốn\n3.\tNăm\n")
    mended = mend(root, looked)
    assert read(root).endswith("2.\tHai\n    - a. Ba\n    - b. Bốn\n3.\tNăm\n")
    assert mended.findings == ()


def test_all_but_what_is_mended_stays_byte_for_byte(root):
    text = (
        "\ufeff---\r\ntitle: Số #1  \r\n---\r\n\r\n**Đậm**  \r\nhai\t\r\n\r\n##Mục\r\n\r\nba\rbốn"
    )
    write(root, text)
    mend(root, looked)
    wanted = text.removeprefix("\ufeff").replace("Số #1  ", '"Số #1"  ').replace("##Mục", "## Mục")
    assert read(root) == wanted


def test_a_file_in_utf_16_becomes_utf_8(root):
    write(root, "---\ntitle: Bài một\n---\n\nĐoạn văn.\n".encode("utf-16"))
    mended = mend(root, looked)
    assert read(root) == "---\ntitle: Bài một\n---\n\nĐoạn văn.\n"
    assert mended.findings == ()


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "cp1258"])
def test_a_file_in_an_old_vietnamese_encoding_becomes_utf_8(root, encoding):
    sound = "# Tin của xã Tân Hòa\n\nBà con nộp giấy tờ ở ủy ban, trước ngày họp tổ.\n"
    write(root, in_bytes_of(sound, encoding))
    mended = mend(root, looked)
    assert read(root) == sound
    assert mended.findings == ()


def in_bytes_of(text, encoding):
    known = {"TCVN3": TCVN3, "VNI": VNI}
    if encoding in known:
        return known[encoding].encode(text).encode("latin-1")
    toned = re.sub(r"\w", lambda letter: tone_behind(letter[0]), text)
    return toned.encode(encoding)


def tone_behind(letter):
    parts = normalize("NFD", letter)
    tone = re.sub("[^\u0300\u0301\u0303\u0309\u0323]", "", parts)
    return normalize("NFC", parts.replace(tone, "")) + tone


def test_data_that_excel_saves_as_unicode_text_are_read_and_mended_as_such(root):
    write(root, "# Bài một\n\n:::{table} data/b.csv\n:caption: Số hộ của các ấp\n:::\n")
    (root / ISSUE / "data").mkdir(exist_ok=True)
    data = "Ấp\tSố hộ\r\nTân Hòa\t120\r\nTân Bình\t85\r\n".encode("utf-16")
    (root / ISSUE / "data" / "b.csv").write_bytes(data)
    assert looked(root) == ()


def test_a_file_of_windows_is_left_to_the_editor(root):
    data = "---\ntitle: Bai mot\n---\n\nCaf\u00e9.\n".encode("latin-1")
    write(root, data)
    mended = mend(root, looked)
    assert mended.count == 0
    assert (root / ARTICLE).read_bytes() == data


# -- names ---------------------------------------------------------------------------------


def test_an_article_takes_its_name_from_its_title_wherever_it_is_named(root):
    (root / ARTICLE).rename(root / ISSUE / "01.md")
    write(
        root,
        "# Mùa lũ\n\nXem [đây](./01.md#a) và [kia](02.md).\n\n## A {#a}\n\nb\n",
        f"{ISSUE}/01.md",
    )
    write(root, '# Hai\n\nVề [một](01.md "t"), số 01.md.\n', f"{ISSUE}/02.md")
    write(
        root,
        "number: 11\ndate: 2026-11-25\nsections:\n- title: Tin\n  articles: [./01.md, 02.md] # 01.md\n",
        f"{ISSUE}/issue.yaml",
    )
    mended = mend(root, looked)
    assert sorted(p.name for p in (root / ISSUE).glob("*.md")) == ["01-mua-lu.md", "02-hai.md"]
    assert "[đây](./01-mua-lu.md#a) và [kia](02-hai.md)" in read(root, f"{ISSUE}/01-mua-lu.md")
    assert '[một](01-mua-lu.md "t"), số 01.md' in read(root, f"{ISSUE}/02-hai.md")
    assert "[01-mua-lu.md, 02-hai.md] # 01.md" in read(root, f"{ISSUE}/issue.yaml")
    assert mended.findings == ()
    assert mended.files[f"{ISSUE}/01.md"] == f"{ISSUE}/01-mua-lu.md"


def test_no_file_is_written_over(root):
    write(root, "# Mùa lũ\n\nMột.\n", f"{ISSUE}/01.md")
    (root / ISSUE / "01-mua-lu.md").mkdir()
    mended = mend(root, looked)
    assert read(root, f"{ISSUE}/01.md") == "# Mùa lũ\n\nMột.\n"
    assert list(mended.refused) == [f"{ISSUE}/01.md"]


# -- where nothing is written --------------------------------------------------------------


def test_a_read_only_file_is_named_and_left(root):
    write(root, "\ufeff# Bài\n\nĐoạn.\n")
    (root / ARTICLE).chmod(0o444)
    mended = mend(root, looked)
    assert read(root).startswith("\ufeff")
    assert mended.refused == {ARTICLE: "it is read-only"}
    assert mended.count == 0


def test_nothing_is_written_through_a_link(root):
    other = root / ISSUE / "chung.txt"
    other.write_text("\ufeff# Bài\n\nĐoạn.\n", encoding="utf-8")
    (root / ARTICLE).unlink()
    (root / ARTICLE).symlink_to(other)
    mended = mend(root, looked)
    assert list(mended.refused) == [ARTICLE]
    assert other.read_text(encoding="utf-8").startswith("\ufeff")
    assert (root / ARTICLE).is_symlink()


CODE = Code("B103", Severity.WARNING, "test")


@pytest.mark.parametrize("file", ["../outside.md", "/outside.md", f"{ISSUE}/../../outside.md"])
def test_nothing_is_written_outside(file, root):
    outside = root.parent / "outside.md"
    outside.write_text("a\n", encoding="utf-8")
    fix = Fix((Edit(file, 1, 1, 1, 2, "b"),))
    mended = mend(root, lambda _: (Finding(CODE, "m", Span(ARTICLE), "", fix),))
    assert mended.count == 0
    assert outside.read_text(encoding="utf-8") == "a\n"


def test_edits_that_touch_each_other_wait_for_the_next_round(root):
    write(root, "abcdef\n")

    def look(folder):
        text = read(folder)
        fixes = {
            "abcdef\n": [(1, 4, "X"), (3, 5, "Y"), (5, 7, "Z")],
            "XdZ\n": [(2, 3, "-")],
        }.get(text, [])
        edits = [Edit(ARTICLE, 1, start, 1, end, new) for start, end, new in fixes]
        return tuple(Finding(CODE, e.text, Span(ARTICLE), "", Fix((e,))) for e in edits)

    assert mend(root, look).count == 3
    assert read(root) == "X-Z\n"


def test_what_changes_nothing_is_no_fix(root):
    """Else it would be carried out again and again."""
    written = (root / ARTICLE).read_text("utf-8").split("\n")
    same = Fix((Edit(ARTICLE, 1, 1, 2, 3, f"{written[0]}\n{written[1][:2]}"),))
    other = Fix((Edit(ARTICLE, 1, 1, 2, 3, f"{written[0]}\n"),))
    span = Span(ARTICLE, 1, 1)
    found = [Finding(CODE, "", span, "", fix) for fix in (same, other)]
    assert [one.fix for one in with_fixes(found, root)] == [None, other]


SAVED_MEANWHILE = {
    "longer": "Một câu khác hẳn, dài hơn câu cũ rất nhiều.\n\nMột đoạn nữa.\n",
    "shorter": "A\n",
    "of the same length": "abcdeX\n",
    "empty": "",
}


@pytest.mark.parametrize("saved", SAVED_MEANWHILE.values(), ids=SAVED_MEANWHILE)
@pytest.mark.parametrize("moment", ["while it is looked at", "while it is written"])
def test_what_an_editor_saves_meanwhile_stays(saved, moment, root, monkeypatch):
    """Edits are of places in the text that was looked at: in another they would hit any words."""
    write(root, "abcdef\n")
    fix = Fix((Edit(ARTICLE, 1, 4, 1, 7, "x"),))

    def look(_):
        if moment == "while it is looked at":
            write(root, saved)
        return (Finding(CODE, "m", Span(ARTICLE), "", fix),)

    if moment == "while it is written":
        monkeypatch.setattr("os.fsync", lambda _: write(root, saved))
    mended = mend(root, look)
    assert read(root) == saved
    assert (mended.count, list(mended.refused)) == (0, [ARTICLE])
    assert [p.name for p in (root / ISSUE).iterdir() if p.name.startswith(".")] == []


def test_rights_of_a_file_stay(root, monkeypatch):
    """Its owner, too: who mends a colleague's text as an administrator takes it from nobody."""
    write(root, "\ufeff# Bài\n\nĐoạn.\n")
    (root / ARTICLE).chmod(0o640)
    had = (root / ARTICLE).stat()
    given = []
    monkeypatch.setattr("os.chown", lambda _, owner, group: given.append((owner, group)))
    mend(root, looked)
    assert (root / ARTICLE).stat().st_mode & 0o777 == 0o640
    assert given == [(had.st_uid, had.st_gid)]
    assert [p.name for p in (root / ISSUE).iterdir() if p.name.startswith(".")] == []


def test_no_film_is_read_to_rehearse_what_is_mended_in_texts(root):
    """It would take minutes; of sparse gigabytes the patience of a test shows it, too."""
    (root / ISSUE / "media").mkdir(exist_ok=True)
    with (root / ISSUE / "media" / "raw.mp4").open("wb") as film:
        film.truncate(1 << 40)
    write(root, "---\ntitle: Bài một\n---\n\nCó **đậm **chữ.\n")
    text, _ = rehearsed(root, [ISSUE], looked)
    assert "+Có **đậm** chữ." in text


def test_a_rehearsal_shows_all_rounds_and_writes_nothing(root):
    text = "---\ntitle: Số #1: hai\nsummary: No\n---\n\n##Mục\n\nb\n"
    write(root, text)
    write(root, "# Mùa lũ\n\nMột.\n", f"{ISSUE}/02.md")
    diff, mended = rehearsed(root, [ISSUE], looked)
    assert read(root) == text
    assert (root / ISSUE / "02.md").is_file()
    assert mended.count == 4
    for line in (
        '+title: "Số #1: hai"',
        '+summary: "No"',
        "+## Mục",
        "-##Mục",
        f"to     {ISSUE}/02-mua-lu.md",
    ):
        assert line in diff.splitlines()


def test_alternative_text_is_never_written_by_a_program(root):
    text = "# Bài\n\n![](images/a.png)\n"
    write(root, text)
    mended = mend(root, looked)
    assert read(root) == text
    assert codes.NO_ALTERNATIVE in {f.code for f in mended.findings}
