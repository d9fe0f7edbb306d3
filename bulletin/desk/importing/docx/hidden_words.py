"""Words of a Word file in elements that pandoc passes over, with what they hold.

In: the XML of a part. Out: the same, with these words in plain runs.
"""

from lxml import etree

from bulletin.desk.importing.docx.wordml import (
    MATH,
    VECTOR,
    WORD,
    Tree,
    text_of,
    text_run,
    w,
)
from bulletin.desk.importing.elements import put_in_place, take_out
from bulletin.desk.importing.equations import apart, parts_of

_WRAPPERS = (w("customXml"), w("smartTag"), w("dir"), w("bdo"))
"""Elements around runs or paragraphs that say what these are, and show nothing themselves."""


def free_words(tree: Tree) -> None:
    """Put words where pandoc reads them."""
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
    for art in list(tree.iter(f"{{{VECTOR}}}textpath")):
        _write_out(art)
    for equation in list(tree.iter(f"{{{MATH}}}oMath")):
        _write_in_line(equation)


def join_paragraphs(tree: Tree) -> None:
    """Put a paragraph whose end a tracked change deletes into the one after it, as Word shows it.

    Pandoc puts its words into a note of that one, if there is any; lists would count it.
    """
    for paragraph in list(tree.iter(w("p"))):
        after = paragraph.getnext()
        if after is None or after.tag != w("p") or not paragraph.xpath(_END, namespaces=_NAMES):
            continue
        own = after.find(w("pPr"))
        at = 0 if own is None else after.index(own) + 1
        if text_of(paragraph)[-1:].isalnum() and text_of(after)[1:2].isalnum():
            paragraph.append(text_run(" "))  # who joins two lines thinks of no space
        after[at:at] = [one for one in paragraph if one.tag != w("pPr")]
        take_out(paragraph)


_END = "w:pPr/w:rPr/w:del | w:pPr/w:rPr/w:moveFrom"
_NAMES = {"w": WORD}


def _say_reading_behind(ruby: Tree) -> None:
    """Put the small letters above a word into brackets behind it."""
    run = ruby.getparent()
    base, above = ruby.find(w("rubyBase")), ruby.find(w("rt"))
    words = text_of(base) if base is not None else ""
    reading = text_of(above).strip() if above is not None else ""
    said = text_run(f"{words} ({reading})" if reading else words)
    in_run = run is not None and run.tag == w("r")
    put_in_place(ruby, list(said) if in_run else [said])


def _write_out(art: Tree) -> None:
    """Write the words of a drawing of letters (WordArt) as the text of its shape."""
    words = " ".join((art.get("string") or "").split())
    shape = art.getparent()
    if words and shape is not None:
        box = etree.SubElement(shape, w("txbxContent"))
        etree.SubElement(box, w("p")).append(text_run(words))


def _write_in_line(equation: Tree) -> None:
    """Write an equation as words, where a line can hold it; pandoc makes TeX of any other."""
    around, parts = equation.getparent(), parts_of(equation)
    if around is None or parts is None:
        return
    before = filter(None, map(text_of, equation.itersiblings(preceding=True)))
    parts = apart(parts, next(before, ""))
    runs = [_placed(words, place) for words, place in parts]
    if around.tag == f"{{{MATH}}}oMathPara":  # each on a line of its own
        if len(around.findall(equation.tag)) > 1:
            return
        equation = around
    put_in_place(equation, runs)


_PLACES = {"sup": "superscript", "sub": "subscript"}


def _placed(words: str, place: str) -> Tree:
    """A run of words, raised or lowered where `place` says so."""
    run = text_run(words)
    if place:
        looks = etree.Element(w("rPr"))
        etree.SubElement(looks, w("vertAlign"), {w("val"): _PLACES[place]})
        run.insert(0, looks)
    return run
