"""A finding shows its place, points at it, and says what to write; in three forms."""

from __future__ import annotations

import json
import pickle

from bulletin.diagnostics import (
    Code,
    Finding,
    FindingsError,
    Severity,
    Span,
    as_github,
    as_json,
    as_text,
    in_order,
)

ALT = Code("B301", Severity.ERROR, "picture without alternative text")
OLD = Code("B402", Severity.WARNING, "insecure link")
SOURCE = "Một dòng\nẢnh ![](a.jpg) ở đây\n"


def _finding(column=5, end=15, line=2):
    return Finding(
        ALT,
        "the picture has no description",
        Span("a.md", line, column, end),
        "write ![...](a.jpg)",
    )


def test_text_shows_the_line_with_a_pointer_and_the_hint():
    assert as_text([_finding()], lambda _: SOURCE, "issues/") == (
        "issues/a.md:2:5: error B301 the picture has no description\n"
        "    | Ảnh ![](a.jpg) ở đây\n"
        "    |     ^^^^^^^^^^\n"
        "    = write ![...](a.jpg)"
    )


def test_the_pointer_stands_right_under_letters_with_combining_marks():
    text = as_text([_finding(column=6, end=7)], lambda _: "x\nA\u0309nh ![]\n")
    assert text.splitlines()[2] == "    |     ^"


def test_a_long_line_is_cut_around_the_place():
    text = as_text([_finding(column=301, end=304)], lambda _: "x\n" + "a" * 300 + "BAD" + "c" * 300)
    shown, pointer = text.splitlines()[1:3]
    assert len(shown) < 120
    start = pointer.index("^")
    assert shown[start : start + 3] == "BAD"


def test_a_file_that_many_findings_are_about_is_read_once():
    read = []
    as_text(
        [_finding(column=n, end=n + 1) for n in range(1, 9)],
        lambda file: read.append(file) or SOURCE,
    )
    assert read == ["a.md"]


def test_a_place_beyond_the_file_still_gives_the_message():
    assert as_text([_finding(line=99)], lambda _: SOURCE).startswith("a.md:99:5: error B301")
    assert as_text([_finding()], lambda _: None).startswith("a.md:2:5: error B301")


def test_names_and_values_neither_move_nor_colour_a_terminal():
    hostile = Finding(ALT, "no \033]0;x\a", Span("a\033[31m\n.md", 2, 5, 6), "write\n\033[2Jb")
    assert "\033" not in (text := as_text([hostile], lambda _: SOURCE))
    assert text.startswith("a\ufffd[31m\ufffd.md:2:5: error B301 no \ufffd]0;x\ufffd\n")
    assert text.endswith("    = write\n\ufffd[2Jb")


def test_json_carries_every_field():
    (row,) = json.loads(as_json([_finding()]))
    assert row == {
        "code": "B301",
        "severity": "error",
        "message": "the picture has no description",
        "hint": "write ![...](a.jpg)",
        "file": "a.md",
        "line": 2,
        "column": 5,
        "end_column": 15,
        "fix": None,
    }


def test_github_commands_escape_what_would_end_them():
    finding = Finding(OLD, "50%: one, two\nthree", Span("a,b.md", 1, 2))
    assert as_github([finding], "issues/") == (
        "::warning file=issues/a%2Cb.md,line=1,col=2,title=B402::50%25: one, two%0Athree"
    )


def test_findings_come_in_order_of_place_and_once():
    late, early = _finding(line=3), _finding(line=1)
    assert in_order([late, early, late]) == (early, late)


def test_errors_travel_between_processes():
    error = pickle.loads(pickle.dumps(FindingsError([_finding()])))  # noqa: S301, our own bytes
    assert error.findings == (_finding(),)
    assert error.message == "1 error(s) in the input"
