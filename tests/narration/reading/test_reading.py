"""What the voice says for what is written, family by family.

Each table in `vi/` and `en/` is one family: a line is what is written and, as a regular
expression over folded text, what has to be said for all of it.
"""

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from bulletin.reading import Reader, spoken_text
from bulletin.reading.written import Written
from tests.narration.reading.aloud import folded, reader_of, said

HERE = Path(__file__).parent
EXAMPLES = HERE / "spoken-examples.tsv"
ICELANDIC = "\u00d0"  # looks like the capital of đ


def lines_of(table: Path) -> list[list[str]]:
    text = table.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]
    return [line.split("\t") for line in lines]


FAMILIES = [
    table
    for language in ("vi", "en")
    for table in sorted((HERE / language).glob("*.tsv"))
    if table.stem not in {"keep", "unknown", "doubtful"}
]


@cache
def words_for(language: str, written: str) -> str:
    """What is said for a phrase, in the words as they are: several tests ask it of each."""
    return spoken_text(reader_of(language).read(written))


@pytest.fixture(scope="module")
def vietnamese() -> Reader:
    return reader_of("vi")


def test_the_examples_of_the_brief_are_read_as_a_person_would():
    told = {
        written: (folded(words_for("vi", written)), wish) for _, written, wish in lines_of(EXAMPLES)
    }
    assert {text: pair for text, pair in told.items() if not re.search(pair[1], pair[0])} == {}


@pytest.mark.parametrize("table", FAMILIES, ids=lambda table: f"{table.parent.name}-{table.stem}")
def test_every_phrase_of_a_family_is_said_in_full(table):
    language = table.parent.name
    told = {
        written: (folded(words_for(language, written)), wish) for written, wish in lines_of(table)
    }
    wrong = {
        text: pair for text, pair in told.items() if not re.fullmatch(pair[1].casefold(), pair[0])
    }
    assert wrong == {}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_that_needs_nothing_comes_out_as_it_stands(vietnamese, form):
    texts = [line[0] for line in lines_of(HERE / "vi" / "keep.tsv")]
    assert [[run.text for run in vietnamese.read(normalize(form, text))] for text in texts] == [
        [text] for text in texts
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_abbreviations_that_nobody_knows_are_named_and_nothing_else_is(vietnamese, form):
    for written, *expected in lines_of(HERE / "vi" / "unknown.tsv"):
        text = normalize(form, written)
        found = vietnamese.unknown(text)
        assert [normalize("NFC", one.text) for one in found] == " ".join(expected).split()
        assert all(text[one.start : one.end] == one.text for one in found)


def test_what_nothing_tells_is_doubted_and_nothing_else_is(vietnamese):
    lines = [
        (line[0], " ".join(line[1:]).split()) for line in lines_of(HERE / "vi" / "doubtful.tsv")
    ]
    found = {text: [one.text for one in vietnamese.reading(text).guesses] for text, _ in lines}
    assert found == dict(lines)


VIETNAMESE_PHRASES = [
    line[0]
    for table in [*sorted((HERE / "vi").glob("*.tsv")), EXAMPLES]
    for line in lines_of(table)
]


@pytest.fixture(scope="module")
def spoken() -> dict[str, str]:
    """What is said for each phrase, in the words as they are."""
    return {text: words_for("vi", text) for text in VIETNAMESE_PHRASES}


def respelled(text: str) -> str:
    """As other programs write the same: decomposed, no-break spaces, signs that nobody sees."""
    seen = normalize("NFD", text.replace("Đ", ICELANDIC)).replace(" ", "\u00a0")
    return "\u200b".join(seen.split("·")) + "\ufeff"


def test_the_spelling_of_the_file_does_not_change_what_is_said(vietnamese, spoken):
    # What is plain text to the rules in either spelling is one text to them.
    otherwise = [one for one in spoken if Written(respelled(one)).text != Written(one).text]
    assert len(otherwise) < len(spoken) / 4
    changed = [one for one in otherwise if said(vietnamese, respelled(one)) != folded(spoken[one])]
    assert changed == []


OPENS = re.compile(r"(?!X\.|[^\W\d_]/|[0-9,.%]+$)(?:[^\W_]{2}|[0-9])")  # no bullet, no bare number
ENDS = re.compile(r"(?<![.:;,…])(?<![^\W_][A-Z])(?<!\s[A-ZĐ])$")  # no sign, no initial of a name


def test_what_closes_a_phrase_does_not_change_its_reading(vietnamese, spoken):
    """A full stop, and one of the two signs that open and close: they are no different to rules."""
    whole = [one for one in spoken if OPENS.match(one) and ENDS.search(one)]
    around = [("{}.", "({})" if number % 2 else "“{}”") for number in range(len(whole))]
    changed = {
        text: told
        for one, frames in zip(whole, around, strict=True)
        for text in (frame.format(one) for frame in frames)
        if (told := said(vietnamese, text)) != folded(spoken[one])
    }
    assert changed == {}


def test_no_rule_fires_inside_a_word_with_accents(vietnamese):
    words = [
        "hà",
        "mà",
        "kề",
        "gà",
        "lá",
        "đà",
        "thế",
        "xế",
        "chà",
        "vé",
        "tấm",
        "mí",
        "cả",
        "ủy",
        "tỉnh",
        "khố",
        "ngộ",
        "phố",
        "vượt",
        "ĐẢNG",
        "ĐỒNG",
        "ĐỘI",
    ]
    for word in words:
        assert spoken_text(vietnamese.read(f"5{word}")) == f"năm {word}"
        assert spoken_text(vietnamese.read(f"A {word}, {word} 7")) == f"A {word}, {word} bảy"


def test_both_placings_of_a_tone_announce_alike(vietnamese):
    for old, new in (("khóa XV", "khoá XV"), ("hòa 1-1", "hoà 1-1"), ("mã hóa 5", "mã hoá 5")):
        told = said(vietnamese, old).replace("óa", "oá").replace("òa", "oà")
        assert told == said(vietnamese, new)


def test_nothing_that_is_said_holds_a_digit_or_a_sign(spoken):
    signs = re.compile(r"[0-9%&+=<>≥≤°²³$€/@#_]")
    assert {text: told for text, told in spoken.items() if signs.search(told)} == {}


def test_what_was_read_needs_no_second_reading(vietnamese, spoken):
    twice = {text: spoken_text(vietnamese.read(told)) for text, told in spoken.items()}
    assert {text: told for text, told in twice.items() if told != spoken[text]} == {}


def test_no_announcing_word_is_said_twice_unless_it_is_written_twice(spoken):
    doubled = re.compile(r"\b(ngày|tháng|quý|số|đường|khu|thành phố|bệnh viện|tổ|lúc) \1\b")
    told = {text: folded(words) for text, words in spoken.items()}
    assert {
        text: words
        for text, words in told.items()
        if doubled.search(words) and not doubled.search(folded(text))
    } == {}
