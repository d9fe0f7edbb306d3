"""A raised first letter for the first paragraph of an article.

In: a paragraph's element. Out: the same, its first letter in an element of its own: the
`::first-letter` of WeasyPrint cannot float.
"""

import unicodedata

from bulletin.formats.element_text import text_within
from bulletin.narration.syllables import has_marked_vowels
from bulletin.paper.markup.unbroken import JOINER
from bulletin.xhtml import Element, element
from bulletin.xhtml.elements import add_class

CAPITAL = "drop-capital"
"""The class of such a letter's element."""


def raise_first_letter(paragraph: Element, least: int) -> None:
    """Set the first letter apart where the paragraph has `least` characters (0: never)."""
    if not least or len(text_within(paragraph)) < least:
        return
    holder = paragraph
    while not (holder.text or "").strip():
        if not len(holder) or holder[0].tag != "span":
            return
        holder = holder[0]
    text = (holder.text or "").lstrip().lstrip(JOINER)
    if not text[0].isalpha() or has_marked_vowels(text[0]):
        return  # what stands around such a letter would be torn from it
    length = 1
    while length < len(text) and unicodedata.combining(text[length]):
        length += 1
    letter = element("span", text[:length], class_=CAPITAL)
    letter.tail = text[length:]
    holder.text = None
    holder.insert(0, letter)
    add_class(paragraph, "with-capital")
