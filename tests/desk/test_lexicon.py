"""What one click writes into the lexicon: that word, and nothing else in the file."""

from __future__ import annotations

import pytest

from bulletin.desk.lexicon import entry_of, say_so
from bulletin.diagnostics import BulletinError
from bulletin.source.load import load

NAME = "lexicon.yaml"

ADDED = {
    "no file": (None, "KTS: kỹ thuật số\n"),
    "an empty file": ("", "KTS: kỹ thuật số\n"),
    "comments alone": ("# của xã\n", "# của xã\nKTS: kỹ thuật số\n"),
    "behind the others": (
        "# đầu\nUBND: ủy ban  # ghi chú\n",
        "# đầu\nUBND: ủy ban  # ghi chú\nKTS: kỹ thuật số\n",
    ),
    "behind a last comment": ("A1: a một\n# hết\n", "A1: a một\n# hết\nKTS: kỹ thuật số\n"),
    "without a last line end": ("A1: a một", "A1: a một\nKTS: kỹ thuật số\n"),
    "with the line ends of Windows": (
        "A1: a một\r\nB2: bê hai\r\n",
        "A1: a một\r\nB2: bê hai\r\nKTS: kỹ thuật số\r\n",
    ),
    "indented": ("  A1: a một\n  B2: bê hai\n", "  A1: a một\n  B2: bê hai\n  KTS: kỹ thuật số\n"),
    "behind an entry of several lines": (
        "A1:\n  say: a one\n  language: en\n",
        "A1:\n  say: a one\n  language: en\nKTS: kỹ thuật số\n",
    ),
    "between --- and ...": ("---\nA1: a một\n...\n", "---\nA1: a một\nKTS: kỹ thuật số\n...\n"),
    "in braces": ("{A1: a một}\n", "{A1: a một, 'KTS': 'kỹ thuật số'}\n"),
    "in the place of the old": (
        "KTS: kiến trúc sư  # hỏi lại\nA1: a một\n",
        "KTS: kỹ thuật số  # hỏi lại\nA1: a một\n",
    ),
    "in the place of an old one in quotes": ('"KTS": "kiến trúc sư"\n', '"KTS": kỹ thuật số\n'),
    "in the place of an old one on lines of its own": (
        "KTS:\n  say: architect\n  language: en\nA1: a một\n",
        "KTS: kỹ thuật số\nA1: a một\n",
    ),
    "in the place of an old one in braces": (
        "KTS: {say: architect, language: en} # tạm\n",
        "KTS: kỹ thuật số # tạm\n",
    ),
    "in the place of folded words": (
        "KTS: >\n  kiến trúc\n  sư\nA1: a một\n",
        "KTS: kỹ thuật số\nA1: a một\n",
    ),
}


@pytest.mark.parametrize("kind", ADDED)
def test_a_word_is_added_and_nothing_else_is_changed(tmp_path, kind):
    before, after = ADDED[kind]
    if before is not None:
        (tmp_path / NAME).write_bytes(before.encode())
    say_so(tmp_path, "KTS", entry_of("kỹ thuật số"))
    assert (tmp_path / NAME).read_bytes().decode() == after


ODD = [
    "20/11",
    "0274",
    "no",
    "true",
    "null",
    "A: B",
    "C#",
    "- gạch",
    "'nháy'",
    '"nháy kép"',
    "{ngoặc}",
    "[x]",
    "50%",
    "@xa",
    "& co.",
    "*sao",
    "a, b",
    "12:30",
    "~",
    "Đắk Lắk",
    "e\u0301te\u0301",
]


def test_any_word_and_any_way_to_say_it_comes_out_of_the_next_build_as_it_was_meant(small):
    (small / NAME).write_text("UBND: ủy ban # giữ\n", encoding="utf-8")
    spoken = {word: ("en" if number % 2 else None) for number, word in enumerate(ODD)}
    for word, language in spoken.items():
        say_so(small, word, entry_of(f"{word} nói", None if language else "en"))
        say_so(small, word, entry_of(word, language))
    loaded = load(small, "2026-11")
    assert [finding for finding in loaded.findings if finding.is_error] == []
    said = {word: (one.say, one.language) for word, one in loaded.issue.lexicon.items()}
    kept = {word.replace("e\u0301", "\u00e9"): language for word, language in spoken.items()}
    assert said == {"UBND": ("ủy ban", None)} | {word: (word, kept[word]) for word in kept}
    assert "# giữ" in (small / NAME).read_text(encoding="utf-8")


REFUSED = {
    "a list": b"- UBND\n",
    "a broken file": b"UBND: [\n",
    "a word twice": b"A1: a\nA1: b\n",
    "another encoding": "UBND: ủy ban".encode("utf-16"),
    "a word without reading": b"UBND:\n",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_lexicon_with_mistakes_is_left_as_it_is(tmp_path, kind):
    (tmp_path / NAME).write_bytes(REFUSED[kind])
    with pytest.raises(BulletinError):
        say_so(tmp_path, "KTS", entry_of("kỹ thuật số"))
    assert (tmp_path / NAME).read_bytes() == REFUSED[kind]


@pytest.mark.parametrize("say", ["", "  ", "x" * 3001])
def test_what_nobody_could_say_is_refused(say):
    with pytest.raises(BulletinError):
        entry_of(say)


@pytest.mark.parametrize("language", ["tiếng Anh", "en}", "e"])
def test_a_language_that_there_is_not_is_refused(language):
    with pytest.raises(BulletinError, match=f'say that: "{language}" is not') as caught:
        entry_of("a", language)
    assert caught.value.hint.startswith("write ")


@pytest.mark.parametrize("word", ["", " \n", "x" * 201, "a\x00b", "a\x7fb"])
def test_what_is_no_word_is_refused(tmp_path, word):
    with pytest.raises(BulletinError):
        say_so(tmp_path, word, entry_of("a"))
    assert not (tmp_path / NAME).exists()


def test_a_lexicon_that_is_a_link_to_elsewhere_is_not_written(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("A1: a\n", encoding="utf-8")
    folder = tmp_path / "xa"
    folder.mkdir()
    (folder / NAME).symlink_to(outside)
    with pytest.raises(BulletinError):
        say_so(folder, "KTS", entry_of("kỹ thuật số"))
    assert outside.read_text(encoding="utf-8") == "A1: a\n"
