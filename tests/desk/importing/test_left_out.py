"""Words that pandoc passes over are told, and no others."""

from __future__ import annotations

from bulletin.desk.importing.left_out import report_left_out
from bulletin.desk.importing.remarks import Remarks


def _strings(*words):
    return [{"t": "Str", "c": word} for word in words]


def test_words_that_are_not_in_pandocs_tree_are_told():
    note = {"t": "Note", "c": [{"t": "Para", "c": _strings("Theo", "trạm")}]}
    found = {
        "meta": {"title": {"t": "MetaInlines", "c": _strings("Tin", "xã")}},
        "blocks": [
            {"t": "Para", "c": [*_strings("Một"), note, *_strings("câu.")]},
            {"t": "Para", "c": [{"t": "Strong", "c": _strings("HAI")}]},
        ],
    }
    remarks = Remarks()
    report_left_out(["Tin xã", "Một câu", "", "Hai", "Ba  bốn", "Theo trạm"], found, remarks)
    assert [(one.kind, one.places) for one in remarks.all()] == [("lost", ("“Ba bốn”",))]
