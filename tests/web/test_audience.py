"""What speaks with readers in the page: it works without a script, and nothing leaves the page."""

from __future__ import annotations

import shutil

import pytest

from bulletin.composition import compose
from bulletin.editions.base import Job
from bulletin.editions.web.edition import WebEdition
from bulletin.source.load import load
from tests.conftest import SMALL
from tests.editions.bookshop import MODIFIED
from tests.editions.sounding import narrate

pytestmark = pytest.mark.xdist_group("web-files")

_SAMPLE = """
:::{quiz}
- {question: "Một hay hai?", options: [Một, Hai], answer: Hai, explanation: Vì thế.}
- {question: "Ba hay bốn?", options: [Ba, Bốn, Năm], answer: 1}
:::

:::{broadcast} https://live.example.vn/hop
:title: Họp dân
:start: 2026-11-30 19:00
:end: 2026-11-30 20:30
:recording: https://live.example.vn/xem-lai
:::

:::{broadcast} https://live.example.vn/hop-hai
:title: Họp hai
:start: 2026-11-30 19:00
:end: 2026-11-30 20:30
:::
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """A page with a quiz and two broadcasts, read aloud, as a file."""
    folder = tmp_path_factory.mktemp("audience")
    shutil.copytree(SMALL, folder / "in")
    article = folder / "in" / "2026-11" / "02-y-te.md"
    article.write_text(article.read_text(encoding="utf-8") + _SAMPLE, encoding="utf-8")
    loaded = load(folder / "in", "2026-11")
    assert not loaded.findings
    issue = loaded.issue
    composition = compose(issue)
    made, out = folder / "made", folder / "out"
    out.mkdir()
    narration = narrate(composition, made / "audio")
    (made / "audio" / "cover.jpg").write_bytes(b"drawn with the audiobook")
    WebEdition().make(Job(composition, narration, made, MODIFIED), out)
    return (out / "y-te.html").as_uri()


@pytest.fixture
def page(browser, request):
    """A page at an hour, or without scripts where none is given."""
    when = getattr(request, "param", None)
    context = browser.new_context(java_script_enabled=when is not None)
    opened = context.new_page()
    if when:
        opened.clock.install(time=when)
    yield opened
    context.close()


def test_the_lock_screen_shows_the_audiobook_s_cover_where_the_issue_has_no_picture(page, address):
    page.goto(address)
    assert page.locator("#player").get_attribute("data-cover") == "audio/cover.jpg"


LINKS = ("broadcast-live", "broadcast-recording", "broadcast-later")


def shown(box) -> set[str]:
    return {name for name in LINKS for one in box.locator(f".{name}").all() if one.is_visible()}


@pytest.mark.parametrize(
    ("page", "state", "first", "second"),
    [
        ("2026-11-30T18:59:00+07:00", "before", {LINKS[0]}, {LINKS[0], LINKS[2]}),
        ("2026-11-30T19:00:01+07:00", "during", {LINKS[0]}, {LINKS[0], LINKS[2]}),
        ("2026-11-30T13:29:00Z", "during", {LINKS[0]}, {LINKS[0], LINKS[2]}),
        ("2026-11-30T20:30:01+07:00", "after", {LINKS[1]}, {LINKS[2]}),
    ],
    indirect=["page"],
)
def test_a_broadcast_shows_what_holds_at_this_hour(page, address, state, first, second):
    page.goto(address)
    boxes = page.locator(".broadcast").all()
    assert [box.get_attribute("data-state") for box in boxes] == [state, state]
    assert [shown(box) for box in boxes] == [first, second]
    assert boxes[0].locator(".broadcast-state").inner_text()


@pytest.mark.parametrize("page", ["2026-11-30T18:59:30+07:00"], indirect=True)
def test_a_page_that_stays_open_follows_the_clock(page, address):
    page.goto(address)
    page.clock.fast_forward(60_000)
    assert page.locator(".broadcast").first.get_attribute("data-state") == "during"


def test_without_a_script_all_is_there_and_answers_open(page, address):
    page.goto(address)
    assert shown(page.locator(".broadcast").first) == set(LINKS[:2])
    answer = page.locator(".quiz-answer").first
    assert not answer.is_visible()
    page.locator(".quiz summary").first.click()
    assert "B" in answer.inner_text()


def test_on_paper_the_answers_of_a_quiz_stand_upside_down_and_nothing_is_to_be_clicked(
    page, address
):
    page.goto(address)
    page.emulate_media(media="print")
    answers = page.locator(".quiz-answer")
    assert [one.is_visible() for one in answers.all()] == [True, True]
    turned = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    assert [one.evaluate(turned) for one in answers.all()] == [-1, -1]
    assert not any(one.is_visible() for one in page.locator(".quiz summary").all())


@pytest.mark.parametrize("page", ["2026-11-30T18:59:00+07:00"], indirect=True)
def test_a_quiz_counts_first_choices_and_keeps_and_sends_nothing(page, address):
    page.goto(address)
    before = page.evaluate("JSON.stringify(localStorage)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choices = page.locator(".quiz-choose")
    for place in (0, 1, 2):  # wrong, then right, then right
        choices.nth(place).click()
    told = page.locator(".quiz-told").last.inner_text()
    assert ("1" in told, "2" in told) == (True, True)
    assert page.evaluate("JSON.stringify(localStorage)") == before
    assert asked == []
