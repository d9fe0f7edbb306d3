"""The one judge of drawings: what is wrong with a file, and what editions may show of it.

In: the bytes of a file. Out: a `Judgement`; what it accepts, every edition can use.
"""

import re
from functools import lru_cache

from lxml import etree

from bulletin import codes
from bulletin.art.drawings import effects, markup, plain
from bulletin.art.drawings.cleaning import programs, references
from bulletin.art.drawings.cleaning.cleaner import MAX_LETTERS, Cleaner
from bulletin.art.drawings.cleaning.two_ways import turned_at_closing
from bulletin.art.drawings.css.styles import BROWSER, styles_of
from bulletin.art.drawings.faults import Fault, Report
from bulletin.art.drawings.geometry import lengths
from bulletin.art.drawings.geometry.extent import ExtentError, size_of
from bulletin.art.drawings.geometry.symbols import place_symbols
from bulletin.art.drawings.geometry.turning import lay_ground, turn_around, turn_inside
from bulletin.art.drawings.text.anchors import lines_of
from bulletin.art.drawings.tree import Tree, local
from bulletin.art.drawings.verdicts import Drawing, Judgement
from bulletin.art.drawings.vocabulary import SVG, WORDS
from bulletin.diagnostics import Severity
from bulletin.formats.element_text import text_within
from bulletin.messages import text_of, tr

_SAID = re.compile(r"(?!auto)[^%]*[^%x]|[^%]*px")
"""A width or height that every program takes for the same."""
_NESTED = 2
"""Drawings in a drawing in a drawing: no program makes more."""
MAX_SHAPED = 4_000_000
"""Letters of a line, as often as it has parts: resvg shapes all of the line for each of them."""
SIZES = tr("give the <svg> a viewBox and a width and a height in whole numbers")


@lru_cache(maxsize=32)
def judgement_of(data: bytes, nested: int = 0) -> Judgement:
    """The judgement on the bytes of a drawing, `nested` times inside another."""
    data = markup.unpacked(data)
    source = markup.parsed(data)
    if isinstance(source, Fault):
        return Judgement((source,), None)
    report = Report({item: index for index, item in enumerate(source.iter("*"))})
    drawing = _drawn(source, report, nested)
    faults = report.faults(data)
    sound = all(fault.code.severity is not Severity.ERROR for fault in faults)
    return Judgement(faults, drawing if sound else None)


def _drawn(source: Tree, report: Report, nested: int) -> Drawing | None:
    styles = styles_of(source, report)
    cleaner = Cleaner(report, styles, lambda data, at: _inner(data, at, report, nested))
    tree = cleaner.root(source)
    width, height = _size(source, tree, report)
    if styles.too_many:
        report.add(codes.HEAVY_DRAWING, tr("has styles for everything"), markup.SIMPLER, source)
    if message := _too_much(tree):
        report.add(codes.HEAVY_DRAWING, message, markup.SIMPLER, source)
        return None
    if turned := turned_at_closing(tree):
        message = tr("has {said}, which programs draw in two ways", said=turned)
        report.add(codes.LOST_IN_DRAWING, message, BROWSER, source)
    programs.tell(cleaner.programs, tree, report)
    size = (max(1, round(width)), max(1, round(height)))
    if effects.area_of(tree, width, height) > effects.MOST:
        message = tr("has filters or layers over too much of it, too often")
        report.add(codes.HEAVY_DRAWING, message, markup.SIMPLER, source)
        return None
    turn_inside(tree, width, height)
    turn_around(tree)
    if cleaner.ground:
        lay_ground(tree, cleaner.ground, width, height)
    _frame(tree, width, height)
    _reckon(tree)
    place_symbols(tree)
    _trim(tree)
    etree.cleanup_namespaces(tree)
    made = etree.tostring(tree, encoding="utf-8") + b"\n"
    return Drawing(made, *size, plain=plain.is_plain(tree))


def _too_much(tree: Tree) -> str:
    """What a drawing has too much of, or ""; what it repeats is settled on the way."""
    if sum(len(text_within(text)) for text in tree.iter(f"{{{SVG}}}text")) > MAX_LETTERS:
        return tr("holds more than {most} letters", most=MAX_LETTERS)
    if _most_shaped(tree) > MAX_SHAPED:
        return tr("has a line of text in too many parts")
    if references.settle(tree) > references.MAX_DRAWN:
        most = references.MAX_DRAWN
        return tr("draws more than {max_drawn} things by repeating them", max_drawn=most)
    return ""


def _most_shaped(tree: Tree) -> int:
    """The most letters that one line of text has, times its parts."""
    lines = (line for text in tree.iter(f"{{{SVG}}}text") for line in lines_of(text))
    return max((len(line) * sum(map(_own_letters, line)) for line in lines), default=0)


def _own_letters(part: Tree) -> int:
    return len(part.text or "") + len(part.tail or "")


def _size(source: Tree, tree: Tree, report: Report) -> tuple[float, float]:
    """The size that a drawing's attributes give it, or its style, which overrules them."""
    said = etree.Element("svg")
    for key in ("viewBox", "width", "height"):
        if value := tree.get(key) or source.get(key):
            said.set(key, value)
    try:
        return size_of(said)
    except ExtentError as error:
        report.add(codes.WRONG_SIZE, text_of(error), SIZES, source)
        return 1.0, 1.0


def _inner(data: bytes, at: Tree, report: Report, nested: int) -> bytes:
    """A drawing inside another, whose faults are the other's at the place where it stands."""
    if nested >= _NESTED:
        message = tr("holds drawings in drawings in drawings")
        report.add(codes.HEAVY_DRAWING, message, markup.SIMPLER, at)
        return b""
    judgement = judgement_of(data, nested + 1)
    for fault in judgement.faults:
        report.add(
            fault.code, tr("holds a drawing that {message}", message=fault.message), fault.hint, at
        )
    return judgement.drawing.data if judgement.drawing else b""


def _frame(tree: Tree, width: float, height: float) -> None:
    """A size and a viewBox that every program reads alike."""
    for key in ("x", "y"):
        tree.attrib.pop(key, "")
    for key, value in (("width", width), ("height", height)):
        if not _SAID.fullmatch(tree.get(key, "")):
            tree.set(key, f"{value:.6g}")
    if lengths.depends_on_medium(tree):
        tree.set("font-size", lengths.MEDIUM)
    if not tree.get("viewBox"):
        tree.set("viewBox", f"0 0 {width:.6g} {height:.6g}")


_ALONG = (("x", 2), ("width", 2), ("y", 3), ("height", 3))
"""Attributes, and the number of the viewBox that a percentage of each is reckoned from."""


def _reckon(tree: Tree) -> None:
    """Percentages of `use` and symbols as numbers: not all programs reckon them from the whole."""
    box = tree.get("viewBox", "").replace(",", " ").split()
    for item in tree.iter(f"{{{SVG}}}use", f"{{{SVG}}}symbol"):
        if next(item.iterancestors(f"{{{SVG}}}svg"), None) is not tree:
            continue
        for key, number in _ALONG:
            if (said := item.get(key, "")).endswith("%"):
                item.set(key, f"{float(said[:-1]) / 100 * float(box[number]):.6g}")


def _trim(tree: Tree) -> None:
    """Remove white space between elements, except where it is part of text."""
    for item in tree.iter("*"):
        if local(item) in WORDS:
            continue
        item.text = None
        for child in item:
            child.tail = None
