"""Patterns that were compiled once are the same when they are taken from the cache."""

from __future__ import annotations

import re
import re._compiler as compiler
import re._parser as parser
from types import SimpleNamespace

import pytest

from bulletin.cache import Cache
from bulletin.cache import patterns as kept
from bulletin.cache.patterns import patterns_kept

PATTERNS = [
    (r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?:[-/](\d{4}))?", 0),
    (r"(?i)\b(điều|khoản)\s+(\d+)", re.MULTILINE),
    (r"[^\W\d_]++(?=[À-ỹ])", re.VERBOSE),
    (r"(?<!\w)(a|b)+?\1", re.ASCII | re.IGNORECASE),
    (rb"\x00(?P<size>[\x80-\xff]{2})", re.DOTALL),
]
TEXTS = ["Ngày 15-10-2026, 2/9", "ĐIỀU 5\nkhoản 12", "xã Tân Hòa", "abab BB aa", ""]
BYTES = [b"\x00\x80\xff", b"none"]


def _spans(pattern: re.Pattern) -> list[list[tuple[object, object]]]:
    texts = TEXTS if isinstance(pattern.pattern, str) else BYTES
    return [[(m.regs, m.groupdict()) for m in pattern.finditer(text)] for text in texts]


@pytest.fixture(autouse=True)
def _all_worth_keeping(monkeypatch):
    monkeypatch.setattr(kept, "_FEW", 0)
    re.purge()
    yield
    re.purge()


def _compiled_within(cache: Cache) -> list[re.Pattern]:
    with patterns_kept(cache):
        re.purge()
        return [re.compile(pattern, flags) for pattern, flags in PATTERNS]


def test_what_was_kept_is_not_parsed_again_and_finds_the_same(tmp_path, monkeypatch):
    plain = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    first = _compiled_within(Cache(tmp_path))
    monkeypatch.setattr(parser, "parse", None)
    again = _compiled_within(Cache(tmp_path))
    for ours in (first, again):
        assert ours == plain
        assert [one.groupindex for one in ours] == [one.groupindex for one in plain]
        assert list(map(_spans, ours)) == list(map(_spans, plain))


@pytest.mark.parametrize("data", [b"", b"no table", b"i\x01\x00\x00\x00"])
def test_an_entry_that_is_no_table_is_written_anew(tmp_path, monkeypatch, data):
    _compiled_within(Cache(tmp_path))
    (entry,) = tmp_path.glob("*/*.patterns")
    Cache(tmp_path).of("patterns").put(entry.parent.name + entry.stem, data)
    _compiled_within(Cache(tmp_path))
    monkeypatch.setattr(parser, "parse", None)
    assert _compiled_within(Cache(tmp_path))


def test_a_mistake_in_a_pattern_is_told_as_ever_and_kept_by_nobody(tmp_path):
    for _ in range(2):
        with patterns_kept(Cache(tmp_path)), pytest.raises(re.error):
            re.compile("(?P<open>a")
    assert not list(tmp_path.glob("*/*.patterns"))


MACHINE = compiler._sre  # noqa: SLF001, what patterns are compiled for


def test_what_a_newer_python_tells_its_machine_besides_is_kept_too(tmp_path, monkeypatch):
    compile_now, heard = compiler.compile, []

    def with_more(*made):
        heard.append(made[6:])
        return MACHINE.compile(*made[:6])

    def newer(pattern, flags=0):
        own = vars(compiler)["_sre"]
        one_more = SimpleNamespace(**vars(own) | {"compile": lambda *m: own.compile(*m, 7)})
        with monkeypatch.context() as patch:
            patch.setattr(compiler, "_sre", one_more)
            return compile_now(pattern, flags)

    monkeypatch.setattr(compiler, "_sre", SimpleNamespace(**vars(MACHINE) | {"compile": with_more}))
    monkeypatch.setattr(compiler, "compile", newer)
    first = _compiled_within(Cache(tmp_path))
    monkeypatch.setattr(compiler, "compile", None)
    assert _compiled_within(Cache(tmp_path)) == first
    assert heard == [(7,)] * 2 * len(PATTERNS)


def test_a_python_that_tells_its_machine_nothing_has_nothing_kept(tmp_path, monkeypatch):
    compile_now = compiler.compile

    def otherwise(pattern, flags=0):
        with monkeypatch.context() as patch:
            patch.setattr(compiler, "_sre", MACHINE)
            return compile_now(pattern, flags)

    monkeypatch.setattr(compiler, "compile", otherwise)
    assert len(_compiled_within(Cache(tmp_path))) == len(PATTERNS)
    assert not list(tmp_path.glob("*/*.patterns"))


def test_few_new_ones_are_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "_FEW", len(PATTERNS))
    _compiled_within(Cache(tmp_path))
    assert not list(tmp_path.rglob("*.patterns"))


def test_of_too_many_those_stay_that_were_used_last(tmp_path, monkeypatch):
    _compiled_within(Cache(tmp_path))
    monkeypatch.setattr(kept, "_MOST", len(PATTERNS))
    with patterns_kept(Cache(tmp_path)):
        re.purge()
        re.compile(PATTERNS[0][0])
        re.compile("new one")
    monkeypatch.setattr(parser, "parse", None)
    with patterns_kept(Cache(tmp_path)):
        re.purge()
        assert re.compile("new one")
        with pytest.raises(TypeError):
            re.compile(*PATTERNS[1])


def test_after_the_block_and_where_python_has_other_names_its_own_compiler_is_there(
    tmp_path, monkeypatch
):
    before = compiler.compile, compiler._sre  # noqa: SLF001, as the module
    with patterns_kept(Cache(tmp_path)):
        assert compiler.compile != before[0]
    assert (compiler.compile, compiler._sre) == before  # noqa: SLF001
    monkeypatch.delattr(compiler, "_sre")
    with patterns_kept(Cache(tmp_path)):
        assert compiler.compile == before[0]
