"""Fields of Word files: what asks for an answer, and the answer, which is what Word shows.

In: the XML of a part. Out: the same with the answers in plain runs, and remarks on those that
were right on the day or on the page of the file alone.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from bulletin.desk.importing.docx.wordml import (
    Tree,
    is_on,
    text_run,
    value_of,
    w,
    words_near,
)
from bulletin.desk.importing.elements import put_in_place, whole_number
from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_PASSING = {
    tr("A day or an hour that Word sets anew: check it"): re.compile(
        r"\s*(?:DATE|TIME|SAVEDATE|PRINTDATE)\b"
    ),
    tr("The number of a page of the file, which is another one here"): re.compile(
        r"\s*(?:PAGEREF|NUMPAGES|PAGE)\b"
    ),
}
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_ALONE = (w("footnoteReference"), w("endnoteReference"), w("fldChar"), w("instrText"))
_SHOWN = (w("t"), w("tab"), w("br"), w("cr"), w("sym"), w("noBreakHyphen"))


def show_answers(tree: Tree, remarks: Remarks) -> None:
    """Leave of fields the answers; links stay fields, for pandoc knows them.

    With two fields in a paragraph, as { PAGE } and { REF x }, it changes the order of the words.
    """
    for simple in list(tree.iter(w("fldSimple"))):
        put_in_place(simple, _written_out(simple))
    _part_runs(tree)
    for form in list(tree.iter(w("ffData"))):
        _show_form_field(form)
    near: dict[Tree | None, str] = {}
    for asked in tree.iter(w("instrText")):
        for said in [said for said, pattern in _PASSING.items() if pattern.match(asked.text or "")]:
            paragraph = next(asked.iterancestors(w("p")), None)
            if paragraph not in near:
                near[paragraph] = words_near(asked)
            remarks.changed(said, near[paragraph])
    for one in list(fields_of(tree)):
        for sign in one.signs if not (one.has_end and _LINK.match(one.asked)) else ():
            put_in_place(sign, [])


def _written_out(simple: Tree) -> Iterator[Tree]:
    """What stands in a field in one piece, between the signs of a field in several."""
    yield _run("fldChar", {w("fldCharType"): "begin"})
    yield _run("instrText", {}, simple.get(w("instr")) or "")
    yield _run("fldChar", {w("fldCharType"): "separate"})
    yield from simple
    yield _run("fldChar", {w("fldCharType"): "end"})


def _run(name: str, attributes: dict[str, str], text: str = "") -> Tree:
    made = etree.Element(w("r"))
    etree.SubElement(made, w(name), attributes).text = text
    return made


def _part_runs(tree: Tree) -> None:
    """Give the mark of a note and what makes a field runs of their own, as Word does.

    17.3.2.25 allows them beside words (docx.js writes "Page " so); pandoc then drops the words.
    """
    for part in list(tree.iter(*_ALONE)):
        run = part.getparent()
        if run is None or run.tag != w("r"):
            continue
        looks = run.find(w("rPr"))
        before = [one for one in part.itersiblings(preceding=True) if one is not looks]
        for held in (before[::-1], [part]):
            if held and len(run) > len(held) + (looks is not None):
                made = etree.Element(w("r"))
                made.extend([*([deepcopy(looks)] if looks is not None else []), *held])
                run.addprevious(made)


@dataclass
class DocxField:
    """A field that has begun: what makes it one, what it asks for, whether that still goes on."""

    signs: list[Tree] = field(default_factory=list)
    asked: str = ""
    asking: bool = True
    has_end: bool = False
    unseen: list[Tree] = field(default_factory=list)


def fields_of(tree: Tree) -> Iterator[DocxField]:
    """The fields, without what they ask for, as { IF { MERGEFIELD x } = "1" ... }.

    17.16.18: what stands between the beginning of a field and its `separate` is no text.
    """
    opened: list[DocxField] = []
    for one in list(tree.iter(w("p"), w("fldChar"), w("instrText"), *_SHOWN)):
        kind = one.get(w("fldCharType"))
        if kind == "begin":
            opened.append(DocxField())
        if one.tag == w("p"):  # nothing is asked for over the end of a paragraph
            for outer in opened:
                outer.asking = False
        elif one.tag in _SHOWN:
            for outer in [outer for outer in opened if outer.asking][:1]:
                outer.unseen.append(one)
        elif opened:
            last = opened[-1]
            last.signs.append(one)
            last.asked += one.text or ""
            last.asking &= kind in {None, "begin"}
            if kind == "end":
                last.has_end = True
                for words in last.unseen:  # of a field without an end nothing is lost
                    put_in_place(words, [])
                yield opened.pop()
    yield from opened


def _show_form_field(form: Tree) -> None:
    """Write what a field of a form shows by itself: a box that is ticked or not, a choice."""
    begins = form.getparent()
    run = begins.getparent() if begins is not None else None
    if run is None:
        return
    if (box := form.find(w("checkBox"))) is not None:
        ticked = box.find(w("checked"))
        mark = is_on(ticked if ticked is not None else box.find(w("default")))
        shown = "☑" if mark else "☐"
    elif (choice := form.find(w("ddList"))) is not None:
        shown = _chosen(choice)
    else:
        return  # the text of a field stands behind it
    run.addprevious(text_run(shown))


def _chosen(choice: Tree) -> str:
    entries = [value_of(entry) for entry in choice.findall(w("listEntry"))]
    result = choice.find(w("result"))
    at = whole_number(result.get(w("val")) if result is not None else None, 0)
    return entries[at] if at < len(entries) else ""
