"""Words of a Word file that are not to be published: hidden and white ones, empty fields, contents.

In: the XML of a part, and that of the styles. Out: the same without them; they are remarked upon,
and so is what somebody has marked with a colour. Each edition makes its own table of contents.
"""

import re

from bulletin.desk.importing.docx.fields import fields_of
from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import Tree, is_on, text_of, value_of, w
from bulletin.desk.importing.elements import take_out
from bulletin.desk.importing.remarks import CONTENTS, HIDDEN, Remarks, excerpt
from bulletin.messages import tr

_WHITE = "ffffff"
_SHADING = (w("shd"), w("highlight"), w("bdr"))
_COLOURED = (w("tbl"), w("txbxContent"), w("background"))
"""What may have a colour of its own by a style or a theme: white words are seen in it."""


def drop_unseen(tree: Tree, sheet: DocxStyles, remarks: Remarks) -> None:
    """Leave out text that Word does not show, or shows so that nobody sees it."""
    shaded = {
        identifier
        for identifier, style in sheet
        if identifier and next(style.iter(*_SHADING), None) is not None
    }
    white_paper = next(tree.iter(w("background")), None) is None
    for run in list(tree.iter(w("r"))):
        properties = run.find(w("rPr"))
        if properties is None or not (
            is_on(properties.find(w("vanish")))
            or (white_paper and _is_white(run, properties, shaded))
        ):
            continue
        if words := text_of(run).strip():
            remarks.lost(HIDDEN, excerpt(words))
        take_out(run)


def empty_fields(tree: Tree, remarks: Remarks) -> None:
    """Leave out what stands in fields that nobody has filled in: "Click here to enter text"."""
    for control in tree.iter(w("sdt")):
        if not is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            continue
        if words := text_of(control).strip():
            remarks.missing(tr("A field of the file that is still empty"), excerpt(words))
        for text in control.iter(w("t")):
            text.text = ""


def note_marked(tree: Tree, remarks: Remarks) -> None:
    """Remark upon words on a bright colour: somebody meant to look at them again."""
    last = None
    for run in tree.iter(w("r")):
        colour = value_of(run.find(f"{w('rPr')}/{w('highlight')}"))
        words = text_of(run).strip()
        goes_on = last is not None and run.getprevious() is last
        if colour in _BRIGHT and words and not goes_on:
            remarks.missing(
                tr("Words marked with a colour: see what is still open"), excerpt(words)
            )
        last = run if colour in _BRIGHT else None


_BRIGHT = {"yellow", "green", "cyan", "magenta", "red"}


def _is_white(run: Tree, properties: Tree, shaded: set[str]) -> bool:
    """Whether a run is white, and nothing around it may have another colour."""
    colour = properties.find(w("color"))
    if value_of(colour).lower() != _WHITE or not text_of(run).strip():
        return False
    paragraph = next(run.iterancestors(w("p")), None)
    about = paragraph.find(w("pPr")) if paragraph is not None else None
    named = [properties.find(w("rStyle")), about.find(w("pStyle")) if about is not None else None]
    return not (
        any(
            one.find(tag) is not None
            for one in (properties, about)
            if one is not None
            for tag in _SHADING
        )
        or any(value_of(one) in shaded for one in named)
        or next(run.iterancestors(*_COLOURED), None) is not None
    )


_FIELD = re.compile(r"\s*TOC\b")
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"


def drop_contents(tree: Tree, remarks: Remarks) -> None:
    """Leave out tables of contents: those that Word keeps together, and those that a field makes."""
    for whole in list(tree.iter(w("sdt"))):
        if value_of(whole.find(_GALLERY)) == "Table of Contents":
            _remark(text_of(whole), remarks)
            take_out(whole)
    runs = list(tree.iter(w("r")))
    places = {run: place for place, run in enumerate(runs)}
    contents = [one for one in fields_of(tree) if one.has_end and _FIELD.match(one.asked)]
    for field in reversed(contents):  # those around others end last
        ends = [field.signs[end].getparent() for end in (0, -1)]
        first, last = (places.get(run, -1) if run is not None else -1 for run in ends)
        if 0 <= first <= last and runs[first].getparent() is not None:
            _remark("".join(map(text_of, runs[first : last + 1])), remarks)
            _remove(runs[first : last + 1])


def _remark(words: str, remarks: Remarks) -> None:
    if words.strip():
        remarks.lost(CONTENTS)


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
