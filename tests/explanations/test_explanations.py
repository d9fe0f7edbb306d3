"""`bulletin explain`: every code is explained in all languages, and its example is true.

A new code needs a file in `bulletin/explanations/`; where no text of a file can show it, a way to
make it in `examples.py` here, or a reason below.
"""

from __future__ import annotations

import json
import unicodedata

import pytest
import yaml

from bulletin.cli import run
from bulletin.cli.language import say
from bulletin.codes import CODES
from bulletin.desk.starter_files import languages
from bulletin.explanations import FOLDER, explanation_of, visible
from tests.conftest import CHECKOUT
from tests.explanations.examples import ARTICLE, BEFOREHAND, NAMES, Stage

pytestmark = pytest.mark.usefixtures("things_once")

ELSEWHERE = {
    "B431": "asks pages on the network, with --links: tests/check/test_pages.py",
    "B472": "is counted in the finished PDF: tests/paper/test_press_law.py",
    "B475": "is read in the finished PDF: tests/paper/test_press_law.py",
    "B479": "is read in the finished PDF: tests/paper/test_press_law.py",
    "B485": "asks the clock: tests/findings/earlier-documents/expected.txt",
    "B486": "wants a link of the file system: tests/findings/earlier-documents/expected.txt",
    "B510": "depends on the voices of the machine: tests/narration/test_drift.py",
    "B511": "compares with the last release: tests/narration/test_drift.py",
    "B528": "wants a recording: tests/narration/test_recorded_otherwise.py",
    "B529": "wants a recording: tests/narration/test_recorded_otherwise.py",
    "B531": "wants a recording: tests/narration/test_recorded_otherwise.py",
    "B512": "wants a recording: tests/findings/recording-broken/expected.txt",
    "B513": "wants a recording: tests/narration/test_recorded.py",
    "B514": "wants a recording: tests/findings/recording-broken/expected.txt",
    "B515": "wants a recording: tests/findings/recording-broken/expected.txt",
    "B516": "wants a recording: tests/findings/recording-marks/expected.txt",
    "B517": "wants a recording: tests/findings/recording-marks/expected.txt",
    "B518": "wants a recording: tests/findings/recording-silent/expected.txt",
    "B520": "wants a recording: tests/findings/recording-settings/expected.txt",
    "B522": "wants a recording: tests/findings/recording-unheard/expected.txt",
    "B526": "wants a recording: tests/narration/test_recorded_otherwise.py",
    "B534": "is heard when the issue is spoken: tests/narration/test_profiles.py",
    "B536": "wants a recording: tests/narration/test_recorded_otherwise.py",
    "B535": "is heard when the issue is spoken: tests/narration/test_takes.py",
    "B537": "is heard when the issue is spoken: tests/narration/test_takes.py",
    "B538": "is heard when the issue is spoken: tests/narration/test_takes.py",
    "B530": "is heard when the issue is spoken: tests/narration/test_takes.py",
    "B602": "is seen on pages that are set: tests/paper/test_pdf_places.py",
    "B603": "is seen on pages that are set: tests/paper/test_pdf_findings.py",
    "B605": "is seen on pages that are set: tests/paper/test_pdf_findings.py",
    "B606": "is seen when pages are made for the press: tests/paper/test_pdf_print.py",
    "B671": "is heard when the item is spoken: tests/editions/test_loudspeaker.py",
    "B675": "is measured when the archive is made: tests/site/test_documents.py",
    "B676": "is measured when the archive is made: tests/site/test_documents.py",
    "B677": "wants a document: tests/findings/earlier-documents/expected.txt",
    "B678": "wants a photograph with its place: tests/site/test_documents.py",
    "B680": "is measured when the single file is made: tests/web/test_single.py",
    "B681": "is measured when the single file is made: tests/web/test_single.py",
    "B682": "is heard when the clip is spoken: tests/editions/test_clips.py",
}
"""Codes that no check finds, each with why and where it is shown instead."""
IN_TWO_WAYS = {"B120": {"B407"}, "B308": {"B253"}, "B450": {"B418"}}
"""One mistake that is seen in two ways: what is found beside the code."""
ALONE = {"B601", "B690", *BEFOREHAND, "B257"}
"""Articles that stand in no issue with the others: no page is asked for what none can show."""
EXPLAINED = {number: explanation_of(number, "vi") for number in CODES}


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    return Stage(tmp_path_factory.mktemp("stage"))


def test_every_code_is_explained_in_every_language_and_nothing_else_is():
    wanted = {f"{number}.yaml" for number in CODES}
    assert {file.name for file in FOLDER.glob("*.yaml")} == wanted
    known = {*languages(), "file", "before", "after"}
    for file in FOLDER.glob("*.yaml"):
        read = yaml.safe_load(file.read_text("utf-8"))
        assert set(read) | {"file"} == known, file.name
        for words in (read["before"], read["after"]):
            assert isinstance(words, str) or set(words) == set(languages()), file.name


def test_an_explanation_is_two_or_three_sentences_that_fit_a_screen():
    for number in CODES:
        told = {language: explanation_of(number, language).words for language in languages()}
        assert len(set(told.values())) == len(told), number
        for words in told.values():
            assert 60 < len(words) < 420, number
            assert words[-1] == ".", number
            assert "\n" not in words, number
            assert unicodedata.is_normalized("NFC", words), number


def test_an_example_says_something_else_before_and_after():
    assert [n for n, told in EXPLAINED.items() if not told.before.strip()] == []
    assert [n for n, told in EXPLAINED.items() if told.before == told.after] == []


def test_what_no_check_finds_is_a_code_and_has_a_reason():
    assert set(ELSEWHERE) <= set(CODES)
    shown_in = [reason.rpartition(" ")[2] for reason in ELSEWHERE.values()]
    assert [file for file in shown_in if not (CHECKOUT / file).is_file()] == []
    assert set(IN_TWO_WAYS) | set(NAMES) <= set(CODES) - set(ELSEWHERE)


def test_the_text_before_has_the_finding_and_the_text_after_has_none(stage):
    alone = _checked(lambda told, number: told.file != ARTICLE or number in ALONE)
    _hold({n: (stage.found(n, "before"), stage.found(n, "after")) for n in alone})


def test_the_article_before_has_the_finding_and_the_article_after_has_none(stage):
    """All in one issue, each an article of its own."""
    numbers = _checked(lambda told, number: told.file == ARTICLE and number not in ALONE)
    before = stage.found_in_articles({number: EXPLAINED[number].before for number in numbers})
    after = stage.found_in_articles({number: EXPLAINED[number].after for number in numbers})
    _hold({number: (before[number], after[number]) for number in numbers})


def test_the_theme_before_has_the_findings_and_the_theme_after_has_none(stage):
    """All at once, each in its own file: a theme is judged as a whole, which takes its time."""
    told = {number: EXPLAINED[number] for number in _themes()}
    files = {one.file: number for number, one in told.items()}
    assert len(files) == len(told), "give each example a file of its own"
    found = stage.found_together({one.file: one.before for one in told.values()})
    assert {(f.span.file, f.code.number) for f in found} == set(files.items())
    assert stage.found_together({one.file: one.after for one in told.values()}) == ()


def _themes():
    return [n for n, told in EXPLAINED.items() if told.file.startswith("theme/")]


def _checked(wanted):
    """The codes that a check finds, outside of themes, and that are wanted."""
    left = set(CODES) - set(ELSEWHERE) - set(_themes())
    return sorted(number for number in left if wanted(EXPLAINED[number], number))


def _hold(found):
    """What is found before each change is the code itself; after it nothing."""
    wrong = {}
    for number, (before, after) in found.items():
        codes = {finding.code.number for finding in before}
        if codes - IN_TWO_WAYS.get(number, set()) != {number} or after:
            wrong[number] = (codes, after)
    assert wrong == {}


def test_what_only_a_build_shows_is_sound_for_the_check(stage):
    for number in ELSEWHERE:
        if EXPLAINED[number].file:
            for when in ("before", "after"):
                assert [one for one in stage.found(number, when) if one.is_error] == [], number


# -- the command ---------------------------------------------------------------------------


@pytest.fixture
def told(capsys):
    """What a command says, and its exit code."""

    def told(*arguments):
        code = run(list(arguments))
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return told


@pytest.mark.parametrize("typed", ["B204", "b204", "204", "[B204]", "B204:", " b204 "])
def test_a_code_is_known_however_it_is_typed(told, typed):
    code, shown = told("explain", typed)
    assert code == 0
    assert shown.startswith("error B204: A directive lacks what belongs after its name\n")
    assert "Wrong, in 2026-11/01-mua-lu.md:\n\n    :::{figure}\n" in shown
    assert "Right:\n\n    :::{figure} images/lua.jpg\n" in shown
    assert "switch it off" not in shown


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_code_can_be_asked_for_in_every_language(told, language):
    code, shown = told("explain", *CODES, "--lang", language)
    assert code == 0
    for number, one in CODES.items():
        assert f" {number}: {say(one.title)}\n" in shown
        first = explanation_of(number, language).words.split()[:6]
        assert " ".join(first) in shown.replace("\n", " ")


def test_what_may_be_switched_off_says_how(told):
    assert "\n    check:\n      B424: the reason\n" in told("explain", "B424")[1]


def test_without_a_code_all_are_listed_with_how_to_ask(told):
    code, shown = told("explain")
    rows = shown.splitlines()
    assert code == 0
    assert [row[:4] for row in rows[: len(CODES)]] == sorted(CODES)
    assert rows[-1] == "bulletin explain B204 says more"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("B140", {"B139", "B138"}),  # no number of its own
        ("B2O4", {"B204", "B224"}),  # a letter for a digit
        ("B20", {"B201", "B209"}),  # a digit too few
        ("B9", {"B682"}),
        ("B2044", {"B204"}),
        ("telephone", {"B419", "B454"}),  # a word
        ("B999999999999999999999", {"B682"}),
        ("", set()),
        ("😀{}%s", set()),
        ("-", set()),
    ],
)
def test_an_unknown_code_is_said_plainly_with_the_nearest_ones(told, typed, near):
    code, shown = told("explain", "B204", typed)
    assert code == 1
    assert shown.startswith(f"error: there is no code {typed}\n")
    assert "Traceback" not in shown
    named = [word for word in shown.split() if word in CODES]
    assert (set(named[:2]) & near) if near else "bulletin explain" in shown
    assert len(named) <= 5


def test_a_program_gets_the_same_as_json(told):
    (one,) = json.loads(told("explain", "B424", "--json", "--lang", "en")[1])
    assert one == {
        "code": "B424",
        "severity": "warning",
        "title": "An article without a summary",
        "may_be_off": True,
        "explanation": explanation_of("B424", "en").words,
        "file": EXPLAINED["B424"].file,
        "before": EXPLAINED["B424"].before,
        "after": EXPLAINED["B424"].after,
    }
    assert [row["code"] for row in json.loads(told("explain", "--json")[1])] == sorted(CODES)


def test_characters_that_nobody_sees_are_named():
    assert visible("Xa\u0303 ti\u00adêm\ufeff\tấp\u00a03\n") == (
        "Xa<U+0303> ti<U+00AD>êm<U+FEFF><U+0009>ấp<U+00A0>3\n"
    )
    unseen = {
        number
        for number, told in EXPLAINED.items()
        if visible(told.before) != told.before or visible(told.after) != told.after
    }
    assert unseen == {"B103", "B104", "B107", "B173", "B174", "B175"}
