"""The language in which the command line speaks: what chooses it, and that nothing is left out."""

import gettext
import json
import pickle
import signal

import pytest

from bulletin.cache import Cache, key_of
from bulletin.cli import run
from bulletin.cli.failures import as_error
from bulletin.cli.signals import Stopped
from bulletin.messages import joined, said, text_of, tr
from tests.catalogues import catalogues, fields, templates, translated
from tests.code_trees import READS_ALL_CODE

FILES = list(catalogues())


@pytest.fixture
def told(monkeypatch, capsys):
    """What a command says on a system that is set to a language."""

    def told(*arguments, **environment):
        for name in ("BULLETIN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        run([str(one) for one in arguments])
        shown = capsys.readouterr()
        return shown.out + shown.err

    return told


@pytest.fixture
def faulty(small):
    """A publication in Vietnamese with one mistake."""
    article = small / "2026-11" / "01-mua-lu.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n:::{nota}\nA.\n:::\n", "utf-8")
    return small


@READS_ALL_CODE
def test_every_template_in_the_code_is_translated_and_nothing_else_is():
    wanted = templates()
    for file in FILES:
        known = translated(file)
        assert sorted(known) == wanted, "make messages"
        assert [template for template, words in known.items() if not words] == []


def test_a_translation_has_the_fields_of_its_template():
    wrong = [
        (template, words)
        for file in FILES
        for template, words in translated(file).items()
        if fields(template) != fields(words)
    ]
    assert wrong == []


def test_a_translation_begins_and_ends_with_the_same_spaces():
    wrong = [
        (template, words)
        for file in FILES
        for template, words in translated(file).items()
        if (template[:1] == " ", template[-1:] == " ") != (words[:1] == " ", words[-1:] == " ")
    ]
    assert wrong == []


def test_the_compiled_catalogue_says_what_the_readable_one_says():
    for file in FILES:
        with file.with_suffix(".mo").open("rb") as stream:
            compiled = gettext.GNUTranslations(stream)
        known = translated(file)
        assert {template: compiled.gettext(template) for template in known} == known


@pytest.mark.parametrize("before", [["--help"], ["--unknown"]])
@pytest.mark.parametrize("option", [["--lang", "vi"], ["--lang=vi"]])
def test_the_option_counts_behind_what_ends_a_command_too(told, before, option):
    shown = told("check", *before, *option, LANG="en_US.UTF-8")
    assert "Usage:" not in shown
    assert "Cách gõ:" in shown


@pytest.mark.parametrize(
    ("arguments", "environment", "vietnamese"),
    [
        (["check", "--lang", "vi"], {"LANG": "en_US.UTF-8"}, True),
        (["--lang", "vi", "check"], {"LANG": "en_US.UTF-8"}, True),
        (["--lang", "vi", "check", "--lang", "en"], {}, False),
        (["check"], {"BULLETIN_LANG": "vi", "LANG": "en_US.UTF-8"}, True),
        (["check"], {"BULLETIN_LANG": "en"}, False),
        (["check"], {"LANG": "vi_VN.UTF-8"}, True),
        (["check"], {"LC_ALL": "en_GB.UTF-8", "LANG": "vi_VN.UTF-8"}, False),
        (["check"], {"LANG": "C.UTF-8"}, True),
        (["check"], {}, True),
    ],
)
def test_the_option_counts_before_the_locale_and_the_locale_before_the_publication(
    told, faulty, arguments, environment, vietnamese
):
    shown = told(*arguments, "--in", faulty, **environment)
    assert ("không có chỉ thị nota" in shown) is vietnamese
    assert ("there is no directive nota" in shown) is not vietnamese
    assert ("lỗi B202" in shown, "error B202" in shown) == (vietnamese, not vietnamese)


def test_a_publication_in_english_is_spoken_of_in_english_where_no_locale_is_set(told, faulty):
    settings = faulty / "publication.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("language: vi", "language: en"), "utf-8"
    )
    assert "there is no directive nota" in told("check", "--in", faulty)


def test_programs_get_the_words_too_and_the_same_codes(told, faulty):
    known = {
        language: json.loads(told("check", "--format", "json", "--lang", language, "--in", faulty))
        for language in ("vi", "en")
    }
    assert known["vi"][0]["message"] == "không có chỉ thị nota"
    same = ("code", "severity", "file", "line", "column", "fix")
    assert [[one[key] for key in same] for one in known["vi"]] == [
        [one[key] for key in same] for one in known["en"]
    ]
    assert "B202::không có chỉ thị nota" in told(
        "check", "--format", "github", "--lang", "vi", "--in", faulty
    )


def test_errors_results_and_wrong_usage_are_said_in_the_language_too(told, small, tmp_path):
    Cache(tmp_path, kind="codes").put(key_of("a code"), b"drawn")
    kept = told("cache", "--lang", "vi", "--cache", tmp_path)
    assert " trên 2147,5 MB" in kept
    assert "mã QR" in kept
    assert "lỗi: không có số báo '2031-01'" in told(
        "build", "2031-01", "--lang", "vi", "--in", small
    )
    assert "--lang là một trong" in told("check", "--lang", "xx", LANG="vi_VN.UTF-8")


def test_one_command_does_not_choose_for_the_next(told, faulty):
    told("check", "--lang", "vi", "--in", faulty)
    assert "there is no directive" in told("check", "--in", faulty, LANG="en_US.UTF-8")


BACKWARDS = {"{a} of {b}": "{b}: {a}", "a pear": "một quả lê"}


def test_messages_inside_messages_are_said_too():
    made = tr("{a} of {b}", a=tr("a pear"), b=joined(", ", [tr("a pear"), "x"]))
    assert made == "a pear of a pear, x"
    assert said(made, lambda one: BACKWARDS.get(one, one)) == "một quả lê, x: một quả lê"


def test_a_message_keeps_its_template_in_an_exception_and_on_the_way_between_processes():
    error = ValueError(tr("a pear"))
    made = tr("{a} of {b}", a=error, b=OSError(2, "no"))
    for one in (made, pickle.loads(pickle.dumps(made))):  # noqa: S301, our own
        assert said(one, lambda one: BACKWARDS.get(one, one)) == "[Errno 2] no: một quả lê"
    assert text_of(error) == "a pear"


def test_what_stopped_a_command_is_said_in_its_language():
    shown = as_error(Stopped(signal.SIGTERM)).message
    assert said(shown, {"stopped by {name}": "bị dừng bởi {name}"}.get) == "bị dừng bởi SIGTERM"
