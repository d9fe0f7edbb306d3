"""Words of a Word file in elements that pandoc passes over, with what they hold.

In: the XML of a part. Out: the same, with these words in plain runs.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from bulletin.desk.importing.docx.wordml import (
    MATH,
    VECTOR,
    XML_SPACE,
    Tree,
    is_on,
    text_of,
    w,
)
from bulletin.desk.importing.elements import put_in_place, whole_number
from bulletin.desk.importing.equations import apart, parts_of

_WRAPPERS = (w("customXml"), w("fldSimple"), w("smartTag"), w("dir"), w("bdo"))
"""Elements around runs or paragraphs that say what these are, and show nothing themselves."""


def free_words(tree: Tree) -> None:
    """Put words where pandoc reads them."""
    _part_runs(tree)
    _drop_conditions(tree)
    for wrapper in list(tree.iter(*_WRAPPERS)):
        # Properties of the wrapper (`w:customXmlPr`) belong to nothing without it.
        put_in_place(wrapper, [one for one in wrapper if not str(one.tag).endswith("Pr")])
    # Without an author pandoc leaves out what was put in; marks of whole rows hold nothing.
    for put_in in list(tree.iter(w("ins"), w("moveTo"))):
        if len(put_in) and put_in.get(w("author")) is None:
            put_in.set(w("author"), "?")
    for ruby in list(tree.iter(w("ruby"))):
        _say_reading_behind(ruby)
    for line_end in list(tree.iter(w("cr"))):
        line_end.tag = w("br")
    for tab in list(tree.iter(w("ptab"))):  # to a place of the line, whatever stops it has
        tab.tag = w("tab")
    for field in list(tree.iter(w("ffData"))):
        _show_form_field(field)
    for art in list(tree.iter(f"{{{VECTOR}}}textpath")):
        _write_out(art)
    for equation in list(tree.iter(f"{{{MATH}}}oMath")):
        _write_in_line(equation)


def _part_runs(tree: Tree) -> None:
    """Give the mark of a note and what makes a field runs of their own, as Word does.

    17.3.2.25 allows them beside words (docx.js writes "Page " so); pandoc then drops the words.
    """
    for part in list(tree.iter(*(w(name) for name in _ALONE))):
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


_ALONE = ("footnoteReference", "endnoteReference", "fldChar", "instrText")


def _drop_conditions(tree: Tree) -> None:
    """Leave out what fields ask for, as in { IF { MERGEFIELD x } = "1" ... }: Word shows the answer.

    17.16.18: what stands between the beginning of a field and its `separate` is no text.
    """
    asking: list[bool] = []
    for run in tree.iter(w("p"), w("r")):
        if run.tag == w("p"):  # nothing is asked for over the end of a paragraph
            asking = [False] * len(asking)
            continue
        for child in list(run):
            if child.tag == w("fldChar"):
                kind = child.get(w("fldCharType"))
                if kind == "begin":
                    asking.append(True)
                elif asking and kind == "separate":
                    asking[-1] = False
                elif asking and kind == "end":
                    asking.pop()
            elif any(asking) and child.tag in _SHOWN:
                run.remove(child)


_SHOWN = {w("t"), w("tab"), w("br"), w("cr"), w("sym"), w("noBreakHyphen")}


def _say_reading_behind(ruby: Tree) -> None:
    """Put the small letters above a word into brackets behind it."""
    run = ruby.getparent()
    base, above = ruby.find(w("rubyBase")), ruby.find(w("rt"))
    words = text_of(base) if base is not None else ""
    reading = text_of(above).strip() if above is not None else ""
    text = _text(f"{words} ({reading})" if reading else words)
    in_run = run is not None and run.tag == w("r")
    put_in_place(ruby, [text if in_run else _run(text)])


def _show_form_field(field: Tree) -> None:
    """Write what a field of a form shows by itself: a box that is ticked or not, a choice."""
    begins = field.getparent()
    run = begins.getparent() if begins is not None else None
    if run is None:
        return
    if (box := field.find(w("checkBox"))) is not None:
        ticked = box.find(w("checked"))
        mark = is_on(ticked if ticked is not None else box.find(w("default")))
        shown = "☑" if mark else "☐"
    elif (choice := field.find(w("ddList"))) is not None:
        shown = _chosen(choice)
    else:
        return  # the text of a field stands behind it
    run.addprevious(_run(_text(shown)))


def _chosen(choice: Tree) -> str:
    entries = [entry.get(w("val")) or "" for entry in choice.findall(w("listEntry"))]
    result = choice.find(w("result"))
    at = whole_number(result.get(w("val")) if result is not None else None, 0)
    return entries[at] if at < len(entries) else ""


def _write_out(art: Tree) -> None:
    """Write the words of a drawing of letters (WordArt) as the text of its shape."""
    words = " ".join((art.get("string") or "").split())
    shape = art.getparent()
    if words and shape is not None:
        box = etree.SubElement(shape, w("txbxContent"))
        etree.SubElement(box, w("p")).append(_run(_text(words)))


def _write_in_line(equation: Tree) -> None:
    """Write an equation as words, where a line can hold it; pandoc makes TeX of any other."""
    around, parts = equation.getparent(), parts_of(equation)
    if around is None or parts is None:
        return
    before = filter(None, map(text_of, equation.itersiblings(preceding=True)))
    parts = apart(parts, next(before, ""))
    runs = [_run(_text(words), place) for words, place in parts]
    if around.tag == f"{{{MATH}}}oMathPara":  # each on a line of its own
        if len(around.findall(equation.tag)) > 1:
            return
        equation = around
    put_in_place(equation, runs)


_PLACES = {"sup": "superscript", "sub": "subscript"}


def _text(words: str) -> Tree:
    text = etree.Element(w("t"), {XML_SPACE: "preserve"})
    text.text = words
    return text


def _run(text: Tree, place: str = "") -> Tree:
    run = etree.Element(w("r"))
    if place:
        looks = etree.SubElement(run, w("rPr"))
        etree.SubElement(looks, w("vertAlign"), {w("val"): _PLACES[place]})
    run.append(text)
    return run
