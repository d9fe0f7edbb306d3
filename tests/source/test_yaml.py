"""YAML: the core schema of 1.2, and a place for every key and value."""

import pytest

from bulletin.diagnostics import Span
from bulletin.source.lexicon import read_lexicon
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, read_source
from bulletin.source.yaml.nodes import at, places, plain
from bulletin.source.yaml.parser import read_own_yaml, read_yaml
from tests.conftest import CHECKOUT


def read(text, **options):
    findings = Findings()
    node = read_yaml(Source("a.yaml", text), findings, **options)
    return node, [finding.code.number for finding in findings.all()]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0274", "0274"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-11-25", "2026-11-25"),
        ("1.50", "1.50"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"null"', "null"),
        ("'no'", "no"),
        ('"yes"', "yes"),
        ("không", "không"),
        ("none", "none"),
        ("|\n  hai\n  dòng\n", "hai\ndòng\n"),
        ("'a\u0301'", "á"),
    ],
)
def test_a_scalar_is_what_the_core_schema_says_and_else_text_as_written(written, value):
    node, codes = read(f"a: {written}\n")
    assert plain(node) == {"a": value}
    assert codes == []


@pytest.mark.parametrize(
    "word", ["y", "Y", "yes", "Yes", "YES", "n", "no", "No", "on", "ON", "off", "Off"]
)
@pytest.mark.parametrize("text", ["a: {}\n", "- {}\n", "a: {{b: {}}}\n", "voice: {{voice: {}}}\n"])
def test_words_that_older_readers_take_for_true_or_false_are_refused(word, text):
    assert read(text.format(word), off_at="voice")[1] == ["B112"]


def test_voice_off_is_a_value():
    node, codes = read("voice: off\n", off_at="voice")
    assert plain(node) == {"voice": "off"}
    assert codes == []


def test_words_as_keys_are_words():
    assert plain(read("no: một\nY: hai\n1: ba\nnull: bốn\n")[0]) == {
        "no": "một",
        "Y": "hai",
        "1": "ba",
        "null": "bốn",
    }


def test_every_value_has_its_place():
    node, _ = read('a:\n  - b: "hai"\n    c: {d: x}\n')
    assert dict(places(node, "s"))["s.a.0.b"] == Span("a.yaml", 2, 8, 13)
    assert at(node, ["a", 0, "c", "d"])[1] == Span("a.yaml", 3, 12, 13)
    assert at(node, ["a", 0, "khong", "co"])[0] == at(node, ["a", 0])[0]


def test_lines_are_counted_by_line_feeds_alone():
    node, _ = read('a: "x\u2028y\u0085z"\nb: c\n')
    assert dict(places(node))["b"] == Span("a.yaml", 2, 4, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [\n", "B106"),
        ("a: b: c\n", "B106"),
        ("a: 'x\n", "B106"),
        ('a: "\\q"\n', "B106"),
        ('a: "\\UFFFFFFFF"\n', "B106"),
        ("a: x\n---\nb: y\n", "B106"),
        ("a:\n\tb: c\n", "B107"),
        ("a: *b\n", "B108"),
        ("a: &b c\n", "B108"),
        ("a: !!int 3\n", "B108"),
        ("a: b\na: c\n", "B109"),
        ("[a]: b\n", "B117"),
        ("a: " + "[" * 100 + "]" * 100, "B119"),
        ('a: "\\ud83d"\n', "B104"),
        ('a: "\\x07"\n', "B104"),
    ],
)
def test_what_cannot_be_read_has_a_code_of_its_own(text, code):
    assert read(text)[1] == [code]


OWN = sorted((CHECKOUT / "templates").rglob("*.yaml"))


def test_files_of_the_tool_are_read_as_an_editors_are_to_the_last_column():
    assert len(OWN) > 10
    for file in OWN:
        source = read_source(file, file.name, Findings())
        assert read_own_yaml(source) == read_yaml(source, Findings())


@pytest.mark.parametrize("text", ["a: &b c\nd: *b", "a: [", "a: b: c", '"\\UFFFFFFFF"', "", "# a"])
def test_what_libyaml_reads_otherwise_is_read_as_an_editors_file(text):
    source = Source("a.yaml", text)
    assert read_own_yaml(source) == read_yaml(source, Findings())


def test_a_word_of_the_lexicon_may_stand_in_quotes_as_findings_show_it():
    findings = Findings()
    lexicon = read_lexicon(Source("lexicon.yaml", "“TQ”: tổng quát\n«nt»: như trên\n"), findings)
    assert {word: entry.say for word, entry in lexicon.items()} == {
        "TQ": "tổng quát",
        "nt": "như trên",
    }
