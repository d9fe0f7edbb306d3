"""The registry of rules, and what rules leave alone."""

import re

import pytest
from PIL import Image

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.cache import Cache, once
from bulletin.cache.eviction import Share, census
from bulletin.check import RULES, check, registry
from bulletin.check.registry import EXAMINATIONS, rule
from bulletin.check.switches import switched
from bulletin.codes import CODES
from bulletin.diagnostics import Severity, Span, Switch
from bulletin.explanations import table
from bulletin.messages import said
from bulletin.source.load import load
from tests.conftest import CHECKOUT
from tests.source.anything import ISSUE, TESTS, publication

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def test_every_rule_has_a_code_of_its_own():
    assert set(RULES) <= set(CODES.values())
    with pytest.raises(ValueError, match="two rules for B404"):
        rule(codes.INSECURE_LINK)(lambda _issue: iter(()))


def test_every_rule_that_is_written_is_asked():
    place = CHECKOUT / "bulletin"
    written = {
        ".".join(("bulletin", *file.relative_to(place).with_suffix("").parts))
        for file in (place / "check").rglob("*.py")
        if re.search(r"^@(rule|examination)\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert written <= {asked.__module__ for asked in (*RULES.values(), *EXAMINATIONS)}


def test_what_was_found_in_an_article_is_found_again_until_it_or_a_language_changes(
    tmp_path, monkeypatch
):
    root, cache = publication(tmp_path / "issues"), Cache(tmp_path / "cache")
    articles = len(load(root, ISSUE).issue.articles)

    def looked_at():
        before = census(cache.root).get("findings", Share(0, 0)).entries
        with once.kept_in(once.store_in(cache)):
            check(load(root, ISSUE).issue)
        return census(cache.root)["findings"].entries - before

    assert (looked_at(), looked_at()) == (articles, 0)
    file = root / load(root, ISSUE).issue.articles[0].file
    file.write_text(file.read_text("utf-8") + "\nThêm.\n", "utf-8")
    assert (looked_at(), looked_at()) == (1, 0)
    monkeypatch.setattr(registry, "every_code", lambda: {"vi": "", "xx": "another"})
    assert looked_at() == articles


def test_numbers_sort_into_their_families_and_are_given_once():
    assert list(CODES) == [code.number for code in CODES.values()]
    assert all(number[0] == "B" and number[1] in "123456" for number in CODES)
    assert all(code.title and code.severity in Severity for code in CODES.values())


def test_a_switch_of_any_code_is_judged_and_can_be_said():
    """Titles hold braces too, and are parts of messages."""
    for code in CODES.values():
        switch = Switch(code.number, "why", Span("publication.yaml"))
        for finding in switched([switch], [], ()):
            words = said(finding.message, str)
            assert code.number in words
            assert code.title in words or finding.code is codes.IDLE_SWITCH
            assert "{{" not in words


def test_the_table_has_a_row_for_each_code():
    assert [row.split(" | ")[0] for row in table().splitlines()[2:]] == [
        f"| {number}" for number in sorted(CODES)
    ]


@pytest.mark.parametrize(
    "sample", sorted(p.parent.name for p in (TESTS.parent / "issues").glob("*/issue.yaml"))
)
def test_the_sample_is_without_fault(sample):
    loaded = load(TESTS.parent / "issues", sample)
    assert loaded.findings == ()
    assert check(loaded.issue) == ()


@pytest.mark.parametrize(
    "content",
    [
        "<title>Cột đo</title><rect fill='url(#g)' style='stroke: url(#h)'/>",
        "<use xlink:href='#x'/><a href='https://a.vn/'><text>xem</text></a>",
        f"<image href='data:image/png;base64,{PIXEL}'/>" + "<style>rect{fill:#0b5d3b}</style>",
        "<metadata>Inkscape: on the way</metadata><desc>javascript: no</desc>",
    ],
)
def test_a_drawing_that_only_draws_is_left_alone(content, tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(SVG.format(content), encoding="utf-8")
    assert drawings.judged(file).faults == ()


@pytest.mark.parametrize(
    ("suffix", "form"),
    [(".jpg", "JPEG"), (".jpeg", "JPEG"), (".PNG", "PNG"), (".webp", "WEBP"), (".gif", "GIF")],
)
def test_a_whole_picture_is_left_alone(suffix, form, tmp_path):
    file = tmp_path / f"a{suffix}"
    Image.new("RGB", (300, 200), "#0b5d3b").save(file, form)
    assert photographs.fault_of(file) is None


def test_a_picture_that_several_places_show_is_reported_once(tmp_path):
    root = publication(tmp_path / "issues")
    (root / ISSUE / "images/a.png").write_bytes(b"x")
    (root / ISSUE / "02-hai.md").write_text("---\ntitle: a\n---\n![b](images/a.png)\n", "utf-8")
    (root / ISSUE / "03-ba.md").write_text("---\ntitle: a\n---\n![b](images/a.png)\n", "utf-8")
    found = check(load(root, ISSUE).issue)
    assert [(f.code.number, f.span.file) for f in found] == [("B306", f"{ISSUE}/02-hai.md")]
