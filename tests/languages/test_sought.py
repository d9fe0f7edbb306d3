"""A pattern that is tried only where one of its words stands finds what it finds everywhere."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import bulletin
from bulletin.reading.sought import Begun, Sought, holds
from tests.conftest import TESTS

_WRITTEN = [
    path
    for folder, kind in (("findings", "*.md"), ("check/proof", "*"))
    for path in sorted((TESTS / folder).rglob(kind))
    if path.is_file()
]


def _all_sought() -> set[Sought]:
    names = (module.name for module in pkgutil.walk_packages(bulletin.__path__, "bulletin."))
    looked_in = ("bulletin.check.", "bulletin.languages.", "bulletin.source.")
    modules = [importlib.import_module(name) for name in names if name.startswith(looked_in)]
    return {one for module in modules for one in _in(tuple(vars(module).values()))}


def _in(value: object) -> Iterator[Sought]:
    if isinstance(value, Sought):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one)


def test_no_match_is_lost_for_its_words():
    lines = {
        part.strip('"')
        for path in _WRITTEN
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        for part in line.split("\t")
        if not part.isalpha()
    }
    patterns = _all_sought()
    assert len(patterns) > 30
    found = 0
    for line in sorted(lines):
        for one in patterns:
            everywhere = [match.span() for match in one.pattern.finditer(line)]
            assert [match.span() for match in one.finditer(line)] == everywhere, line
            found += bool(everywhere)
    assert found > 200


@pytest.mark.parametrize(
    ("text", "held"), [("Hạn CUỐI", True), ("hạn cuối", True), ("hạn chót", False), ("", False)]
)
def test_words_are_held_in_whatever_letters(text, held):
    assert holds(text, ("cuối", "hết")) is held


@pytest.mark.parametrize(
    "text",
    [
        "ngày 1 từ ngày 2",
        "Từ 3 đến 4",
        "5 từ 6",  # the text's own beginning
        "ngàyngày 7",  # within a word, and in the match before
        "İİ NGÀY 8",  # whose small letters are more
        "",
    ],
)
def test_a_pattern_is_tried_where_its_words_and_the_text_begin(text):
    begun = Begun(r"(?i)(?:\A|(?<!\w)(?:từ|ngày)\s)(?:ngày\s)?[0-9]", "từ", "ngày")
    everywhere = [match.span() for match in begun.pattern.finditer(text)]
    assert [match.span() for match in begun.finditer(text)] == everywhere
    first = begun.search(text)
    assert (first.span() if first else None) == next(iter(everywhere), None)
