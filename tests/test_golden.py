"""Expected files are held to, and written anew only when that is asked for."""

from __future__ import annotations

import pytest

from tests.golden import Golden

HOLD, ACCEPT = Golden(accept=False), Golden(accept=True)


@pytest.mark.parametrize("old", ["", "a\n", "a\nb", "ă\n"])
def test_a_file_is_held_to_and_written_only_on_demand(tmp_path, old):
    file = tmp_path / "expected.txt"
    file.write_text(old, encoding="utf-8")
    with pytest.raises(AssertionError):
        HOLD.file(file, "a\nb\n")
    assert file.read_text(encoding="utf-8") == old
    ACCEPT.file(file, "a\nb\n")
    HOLD.file(file, "a\nb\n")


def test_a_file_that_is_missing_is_named_with_the_way_to_make_it(tmp_path):
    with pytest.raises(AssertionError, match="--accept"):
        HOLD.file(tmp_path / "expected.txt", "a\n")
    ACCEPT.file(tmp_path / "expected.txt", "a\n")
    HOLD.file(tmp_path / "expected.txt", "a\n")


@pytest.mark.parametrize(
    "text", ["{}\n\nafter\n", "before\n\n{}\n\nafter\n", "before\n{}\n\nafter", "{}\n"]
)
def test_a_block_is_held_to_and_nothing_around_it_is_touched(tmp_path, text):
    file = tmp_path / "README.md"
    old, new = "| a |\n| - |\n| 1 |", "| a |\n| - |\n| 2 |\n| 3 |"
    file.write_text(text.format(old), encoding="utf-8")
    HOLD.block(file, "| a", old + "\n")
    with pytest.raises(AssertionError):
        HOLD.block(file, "| a", new)
    ACCEPT.block(file, "| a", new)
    assert file.read_text(encoding="utf-8") == text.format(new)


@pytest.mark.parametrize("text", ["", "| b |\n", "| a |\n\n| a |\n"])
def test_a_block_has_to_be_there_once(tmp_path, text):
    file = tmp_path / "README.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match="one block"):
        ACCEPT.block(file, "| a", "| a |\n| 1 |\n")
    assert file.read_text(encoding="utf-8") == text
