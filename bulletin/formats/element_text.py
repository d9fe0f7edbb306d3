"""The text of elements of XML and HTML, as lxml reads them.

In: an element. Out: what is written in it and in all that it holds, in document order.
"""

from lxml import etree

Element = etree._Element  # noqa: SLF001, lxml's only name for the type


def text_within(element: Element) -> str:
    """The text of an element as it stands, with every space and line break."""
    return "".join(map(str, element.itertext()))


def words_within(element: Element) -> str:
    """The text of an element in one line, with one space between words."""
    return " ".join(text_within(element).split())
