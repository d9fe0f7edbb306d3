"""What stands beside the text of a Word file: text boxes, drop caps, headings by outline level.

In: the XML of a part. Out: the same, changed so that pandoc reads all of it, and once.
"""

import copy
import re

from lxml import etree

from bulletin.desk.importing.docx.fonts import Fonts
from bulletin.desk.importing.docx.wordml import (
    COMPATIBLE,
    DRAWING,
    PLACED,
    VECTOR,
    WORD,
    Tree,
    text_of,
    text_run,
    w,
    with_properties,
)
from bulletin.desk.importing.elements import outermost, put_behind, put_in_place, take_out
from bulletin.desk.importing.pandoc.tree import BOX_BEGINS, BOX_ENDS, DECORATIVE
from bulletin.desk.importing.remarks import BOXES, Remarks, excerpt
from bulletin.languages import any_phrase

_HEAD_ID = "BulletinHead"
_DEEPEST = 6
_CAPTION = re.compile(
    rf"\s*(?:{any_phrase('captions')}|{any_phrase('sources')})\b.{{0,200}}\Z", re.IGNORECASE
)


def add_styles(styles: Tree) -> None:
    """Give the file the styles by which pandoc knows headings."""
    names = {f"{_HEAD_ID}{n}": f"heading {n}" for n in range(1, _DEEPEST + 1)}
    for identifier, name in names.items():
        style = etree.SubElement(
            styles, w("style"), {w("type"): "paragraph", w("styleId"): identifier}
        )
        etree.SubElement(style, w("name"), {w("val"): name})


def choose_alternatives(tree: Tree) -> None:
    """Keep one of the forms in which Word writes a shape for programs of different age."""
    for both in list(tree.iter(f"{{{COMPATIBLE}}}AlternateContent")):
        choices = [c for c in both if c.tag == f"{{{COMPATIBLE}}}Choice"]
        fallback = both.find(f"{{{COMPATIBLE}}}Fallback")
        chosen = next((c for c in choices if _says_something(c)), fallback)
        if chosen is None:
            chosen = choices[0] if choices else None
        put_in_place(both, list(chosen) if chosen is not None else ())


def _says_something(choice: Tree) -> bool:
    tags = (w("txbxContent"), w("t"), f"{{{DRAWING}}}blip")
    drawn = next(choice.iter(w("drawing"), w("pict")), None)
    return drawn is None or next(choice.iter(*tags), None) is not None


def take_out_boxes(tree: Tree, remarks: Remarks) -> None:
    """Put the paragraphs of text boxes behind the paragraph that their box hangs on."""
    boxes = [b for b in tree.iter(w("txbxContent")) if outermost(b, w("txbxContent")) is None]
    last: dict[Tree, Tree] = {}
    for box in boxes:
        host = outermost(box, w("p"))
        if host is None:
            continue
        take_out(box)
        words = " ".join(text_of(box).split())
        children = [c for c in box if c.tag in {w("p"), w("tbl"), w("sdt")}]
        if not _is_caption(words) and words:
            children = [_marker(BOX_BEGINS), *children, _marker(BOX_ENDS)]
        last[host] = put_behind(last.get(host, host), children)
        if words and not _is_caption(words):
            remarks.changed(BOXES, excerpt(words))
    for shape in list(tree.iter(w("drawing"), w("pict"))):
        if next(shape.iter(f"{{{DRAWING}}}blip", f"{{{VECTOR}}}imagedata"), None) is None:
            take_out(shape)


def _marker(text: str) -> Tree:
    """A paragraph by which the reader knows where a box begins or ends."""
    paragraph = etree.Element(w("p"))
    paragraph.append(text_run(text))
    return paragraph


def _is_caption(words: str) -> bool:
    """Whether the words of a box are the caption of a picture in the same paragraph."""
    return _CAPTION.match(words) is not None


def set_style(paragraph: Tree, identifier: str) -> None:
    """Give a paragraph a style; its numbering and the like stay."""
    properties = with_properties(paragraph, "pPr")
    style = properties.find(w("pStyle"))
    if style is None:
        style = etree.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), identifier)


def join_drop_caps(tree: Tree) -> None:
    """Put a large first letter, which is a paragraph of its own, back to its word."""
    for frame in list(tree.iter(f"{{{WORD}}}framePr")):
        if frame.get(w("dropCap"), "none") == "none":
            continue
        paragraph = next(frame.iterancestors(w("p")), None)
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or following.tag != w("p"):
            continue
        properties = following.find(w("pPr"))
        at = 0 if properties is None else following.index(properties) + 1
        for offset, run in enumerate(paragraph.findall(w("r"))):
            following.insert(at + offset, copy.deepcopy(run))
        take_out(paragraph)


def mark_headings(tree: Tree, fonts: Fonts) -> None:
    """Give headings that only have an outline level a style that pandoc knows."""
    for paragraph in tree.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            continue
        level = fonts.outline_level(properties)
        if level is not None and level < _DEEPEST and text_of(paragraph).strip():
            set_style(paragraph, f"{_HEAD_ID}{level + 1}")


def mark_decorative(tree: Tree) -> None:
    """Say in the alternative text what pandoc does not tell: that a picture only adorns."""
    for about in tree.iter(f"{{{PLACED}}}docPr"):
        mark = next(
            (e for e in about.iter() if isinstance(e.tag, str) and e.tag.endswith("}decorative")),
            None,
        )
        if mark is not None and mark.get("val") in {"1", "true"}:
            about.set("descr", DECORATIVE)
        elif not about.get("descr") and about.get("title"):
            about.set("descr", about.get("title") or "")
