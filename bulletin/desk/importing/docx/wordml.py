"""The XML of Word files: its names, and the words in it (ECMA-376, part 1).

In: elements. Out: names and text.
"""

from lxml import etree

from bulletin.desk.importing.remarks import excerpt

Tree = etree._Element  # noqa: SLF001, lxml's only name for the type

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "urn:schemas-microsoft-com:office:office"
VECTOR = "urn:schemas-microsoft-com:vml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """A name of Word's own."""
    return f"{{{WORD}}}{name}"


def is_on(element: Tree | None) -> bool:
    """Whether a switch is there and not off (17.17.4)."""
    return element is not None and element.get(w("val"), "true") not in {
        "false",
        "0",
        "off",
        "none",
    }


def value_of(element: Tree | None) -> str:
    """What an element says in its `w:val`; "" where it is not there."""
    return (element.get(w("val")) or "") if element is not None else ""


def with_properties(element: Tree, name: str) -> Tree:
    """The properties of an element (`pPr`, `rPr`, `tcPr`), which stand first in it; made if need be."""
    properties = element.find(w(name))
    if properties is None:
        properties = etree.Element(w(name))
        element.insert(0, properties)
    return properties


def text_of(element: Tree, *, deleted: bool = False) -> str:
    """The words in an element."""
    spaces = {w("tab"), w("br"), w("p")}
    tags = {w("t")} | spaces | ({w("delText")} if deleted else set())
    return "".join(" " if e.tag in spaces else e.text or "" for e in element.iter(*tags))


def text_run(words: str) -> Tree:
    """A run that holds nothing but words, whose spaces stay."""
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t"), {XML_SPACE: "preserve"}).text = words
    return run


def words_near(element: Tree) -> str:
    """The first words of the paragraph that an element stands in, or of the one before it."""
    paragraph: Tree | None = element
    while paragraph is not None and paragraph.tag != w("p"):
        paragraph = paragraph.getparent()
    while paragraph is not None:
        if words := " ".join(text_of(paragraph).split()):
            return excerpt(words)
        paragraph = paragraph.getprevious()
    return ""
