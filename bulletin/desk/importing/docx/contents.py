"""Tables of contents that Word has made, whatever styles they have: each edition makes its own.

In: the XML of a part. Out: the same without them; they are remarked upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.desk.importing.docx.wordml import Tree, take_out, text_of, value_of, w
from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_FIELD = re.compile(r"\s*TOC\b")
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"


def drop_contents(tree: Tree, remarks: Remarks) -> None:
    """Leave out tables of contents: those that Word keeps together, and those that a field makes."""
    for whole in list(tree.iter(w("sdt"))):
        if value_of(whole.find(_GALLERY)) == "Table of Contents":
            _remark(text_of(whole), remarks)
            take_out(whole)
    for runs in list(_fields(tree)):
        _remark("".join(map(text_of, runs)), remarks)
        _remove(runs)


def _remark(words: str, remarks: Remarks) -> None:
    if words.strip():
        remarks.lost(tr("The table of contents: each edition makes its own"))


@dataclass
class _Field:
    """A field that has begun: with which run, and whether it makes a table of contents."""

    first: int
    lists: bool = False


def _fields(tree: Tree) -> Iterator[list[Tree]]:
    """The runs of each field that makes a table of contents; of none that has no end."""
    runs = list(tree.iter(w("r")))
    opened: list[_Field] = []
    listing = 0
    for number, run in enumerate(runs):
        kinds = [sign.get(w("fldCharType")) for sign in run.findall(w("fldChar"))]
        opened += [_Field(number) for kind in kinds if kind == "begin"]
        asked = "".join(one.text or "" for one in run.findall(w("instrText")))
        if opened and not opened[-1].lists and _FIELD.match(asked):
            opened[-1].lists = True
            listing += 1
        for _ in range(min(kinds.count("end"), len(opened))):
            closed = opened.pop()
            listing -= closed.lists
            if closed.lists and not listing:
                yield runs[closed.first : number + 1]


def _remove(runs: list[Tree]) -> None:
    """Take runs out, and the paragraphs that hold nothing else."""
    paragraphs = dict.fromkeys(
        paragraph
        for run in runs
        if (paragraph := next(run.iterancestors(w("p")), None)) is not None
    )
    for run in runs:
        take_out(run)
    for paragraph in paragraphs:
        holder = paragraph.getparent()
        alone = holder is not None and holder.tag == w("tc")  # a cell wants a paragraph
        if not alone and next(paragraph.iter(w("r"), w("sectPr")), None) is None:
            take_out(paragraph)
