"""A theme that somebody sent keeps no machine busy: what is too much is found before it is read."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
import tinycss2

from bulletin.building.preflight import examined
from bulletin.theming.judging.limits import too_much
from tests.conftest import SMALL

A_MEGABYTE = 950_000
MOST = 9.0
"""How many times as long four times as much may take; what is quadratic takes sixteen."""
PAGE, SHEET, WORDS = "web/404.html", "content.css", "strings/vi/web.yaml"

ENDLESS = {
    "tags": (PAGE, "{{ page.title }}"),
    "open tags": (PAGE, "{{"),
    "open statements": (PAGE, "{%"),
    "open comments": (PAGE, "{#"),
    "conditions": (PAGE, "{% if 1 %}"),
    "loops": (PAGE, "{% for a in [1] %}"),
    "a sum": (PAGE, "{{ 1" + "+1" * 100_000),
    "parentheses": (PAGE, "{{ " + "(" * 100_000),
    "elements": (PAGE, "<p>a</p>"),
    "open elements": (PAGE, '<a b="'),
    "open angles": (PAGE, "<"),
    "open remarks": (PAGE, "<!--"),
    "open data": (PAGE, "<![CDATA["),
    "remarks over elements": (PAGE, "<!-- <a>"),
    "media": (SHEET, "@media print{"),
    "brackets": (SHEET, "a[b"),
    "functions": (SHEET, "url("),
    "selectors in selectors": (SHEET, ":is("),
    "braces": (SHEET, "{"),
    "rules": (SHEET, "a{color:red}\n"),
    "sums": ("pdf/page.css", "a{width:calc("),
    "settings": (WORDS, "a: b\n"),
    "maps": ("colours.yaml", "{a: "),
    "styles of the book": ("epub/book.css.j2", "a{"),
}


def theme_of(folder, files):
    root = Path(shutil.copytree(SMALL, folder / "theme", dirs_exist_ok=True))
    settings = root / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("{engine: espeak}", "off"), "utf-8")
    for name, text in files.items():
        file = root / "theme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def numbers(root):
    return {finding.code.number for finding in examined(root, "2026-11")[1]}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_megabyte_of_anything_is_a_finding(name, tmp_path):
    file, piece = ENDLESS[name]
    text = piece * max(1, A_MEGABYTE // len(piece))
    assert numbers(theme_of(tmp_path, {file: text})) & {"B345", "B341", "B353"}


WRITTEN = {
    "capitals": ("--a{}", "VAR(--a{})"),
    "an escape": ("--a{}", "v\\61r(--a{})"),
    "six digits": ("--a{}", "v\\000061r(--a{})"),
    "an escape at the beginning": ("--a{}", "\\76 ar(--a{})"),
    "an escape at the end of a line": ("--a{}", "v\\61\nr(--a{})"),
    "an escape in the name": ("--a{}", "var(--\\61 {})"),
    "an escaped dash": ("--a{}", "var(\\2d-a{})"),
    "an escape where it is declared": ("--\\61 {}", "var(--a{})"),
    "a sign in the name": ("--a\\!{}", "var(--a\\21 {})"),
    "letters with marks": ("--ấ{}", "var(--ấ{})"),
    "pictures": ("--🌾{}", "var(--🌾{})"),
    "a remark": ("--a{}", "var(/**/--a{})"),
    "what stands in": ("--a{}", "var(--z, v\\61r(--a{}))"),
}


@pytest.mark.parametrize("sheet", [SHEET, "pdf/page.css"])
@pytest.mark.parametrize("name", WRITTEN)
def test_properties_that_double_each_other_are_too_much_however_they_are_written(
    sheet, name, tmp_path
):
    declared, used = WRITTEN[name]
    doubling = (f"{declared}:{used} {used};".replace("{}", "%d") % (n + 1, n, n) for n in range(30))
    text = (
        f":root{{{declared.format(0)}:red;{''.join(doubling)}}} a{{background:{used.format(30)}}}"
    )
    assert numbers(theme_of(tmp_path, {sheet: text})) == {"B345"}


@pytest.mark.parametrize("sheet", [SHEET, "pdf/page.css"])
def test_a_few_properties_are_not_too_much_however_they_are_written(sheet, tmp_path):
    few = (
        f":root{{{declared.format(0)}:red}} a{{background:{used.format(0)}}}"
        for declared, used in WRITTEN.values()
    )
    assert numbers(theme_of(tmp_path, {sheet: "\n".join(few)})) == set()


@pytest.mark.parametrize("name", [SHEET, "epub/book.css.j2"])
def test_a_number_without_end_is_too_much(name):
    assert too_much(name, f"a{{margin:{'1' * 999}px}}") is None
    assert too_much(name, f"a{{margin:{'1' * 5_000}px}}").offset == len("a{margin:")


def test_many_files_and_much_text_are_findings(tmp_path):
    files = {f"x/{number}.txt": "a" for number in range(1_001)}
    assert numbers(theme_of(tmp_path / "a", files)) == {"B345"}
    large = {f"x/{number}.html": "a " * 475_000 for number in range(5)}
    assert numbers(theme_of(tmp_path / "b", large)) == {"B345"}


def test_the_place_of_what_is_too_much_is_told(tmp_path):
    root = theme_of(tmp_path, {SHEET: "a{color:red}\n" + "@media print{" * 60})
    (finding,) = (f for f in examined(root, "2026-11")[1] if f.code.number == "B345")
    assert (finding.span.file, finding.span.line) == ("theme/content.css", 2)
    assert "48 deep" in finding.message


def test_the_files_of_the_themes_that_come_along_are_within_the_limits():
    templates = Path(__file__).parent.parent.parent / "templates"
    for file in templates.rglob("*"):
        if file.suffix in {".html", ".j2", ".css", ".svg", ".yaml"}:
            assert too_much(file.name, file.read_text("utf-8")) is None, file


@pytest.mark.parametrize(
    ("file", "piece", "least"),
    [
        (PAGE, "{{ page.title }}", 250),
        (PAGE, "<p class='a'>a</p>", 2_000),
        (SHEET, "a{color:red}\n", 1_500),
        (SHEET, "a,", 8_000),
        (SHEET, "/* a", 20_000),
        (WORDS, "", 120),
    ],
)
def test_time_grows_with_the_text_below_the_limits(file, piece, least, tmp_path):
    roots = []
    for number, count in enumerate((least, 4 * least)):
        text = piece * count or "".join(f"a{index}: b\n" for index in range(count))
        roots.append(theme_of(tmp_path / str(number), {file: text}))

    def grows():
        small, large = (spent_on(root) for root in roots)
        return large < MOST * small

    # The machine may be busy: what looks slow is measured again.
    assert any(grows() for _ in range(3))


def spent_on(root):
    start = time.process_time()
    examined(root, "2026-11")
    return time.process_time() - start


def test_a_sheet_is_read_once_however_many_look_at_it(tmp_path, monkeypatch):
    read, parse = [], tinycss2.parse_stylesheet
    monkeypatch.setattr(
        tinycss2, "parse_stylesheet", lambda text, **how: read.append(text) or parse(text, **how)
    )
    sheet = ".a { color: var(--day-accent); font-family: serif }"
    assert numbers(theme_of(tmp_path, {SHEET: sheet})) == set()
    assert read.count(sheet) == 1
