"""The phrases by which texts are known for what they are."""

import ast
import re
from pathlib import Path

import pytest

import bulletin
from bulletin.languages import any_phrase, language_of, phrases

_ASKS = {any_phrase.__name__, phrases.__name__}


def _asked_for():
    """What any module asks for by name."""
    for file in Path(bulletin.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if any(name in text for name in _ASKS):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _ASKS:
                    yield from (a.value for a in node.args if isinstance(a, ast.Constant))


def _written():
    return {tag: language_of(tag).phrases() for tag in ("en", "vi")}


def test_a_name_that_is_asked_for_is_written_in_a_table():
    assert set(_asked_for()) <= {name for table in _written().values() for name in table}


@pytest.mark.parametrize("tag", ["en", "vi"])
def test_phrases_are_patterns(tag):
    for written in _written()[tag].values():
        for phrase in written:
            re.compile(phrase)


def test_what_no_language_has_is_like_nothing():
    assert re.search(any_phrase("no such phrases"), "any text") is None
