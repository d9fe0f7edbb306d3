"""The styles of a LibreOffice file, each with those that it stands below.

In: the XML of the styles and of the text. Out: what a style says of words or paragraphs, itself or
by one above it; and styles that say all of it themselves, for pandoc asks no other (OpenDocument
1.3, part 3, 16.4).
"""

from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.odt.burdens import DEEPEST_STYLE
from bulletin.desk.importing.odt.names import STYLE, Tree

STRUCK = f"{STYLE}text-line-through-style"
OF_WORDS, OF_PARAGRAPHS = f"{STYLE}text-properties", f"{STYLE}paragraph-properties"
_HOW_STRUCK = f"{STYLE}text-line-through-type"
_RAISED = f"{STYLE}text-position"


class OdtStyles:
    """The styles of words and paragraphs, by their families and names.

    Of two with one name that of the later part holds: the text has styles of its own.
    """

    def __init__(self, *parts: Tree | None) -> None:
        self._styles: dict[tuple[str, str], Tree] = {}
        for part in parts:
            for style in part.iter(f"{STYLE}style") if part is not None else ():
                family, name = (style.get(f"{STYLE}{key}") or "" for key in ("family", "name"))
                self._styles[family, name] = style

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._styles)

    def line(self, family: str, name: str) -> Iterator[Tree]:
        """A style and those above it, the nearest first."""
        for _ in range(DEEPEST_STYLE):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name") or ""

    def said(self, family: str, name: str, attribute: str) -> str | None:
        """What a style, or the nearest above it, says of words; None where none does."""
        found = (said_by(style, OF_WORDS, attribute) for style in self.line(family, name))
        return next((value for value in found if value is not None), None)

    def spell_out(self) -> None:
        """Write into each style of words that it strikes them out or raises them."""
        for style in self._styles.values():
            properties = style.find(OF_WORDS)
            how = properties.get(_HOW_STRUCK) if properties is not None else None
            # Word says of its lines only whether they are one or two.
            if properties is not None and how and STRUCK not in properties.attrib:
                properties.set(STRUCK, "none" if how == "none" else "solid")
        for (family, name), style in self._styles.items():
            if family != "text":
                continue
            for attribute in (STRUCK, _RAISED):
                if (value := self.said(family, name, attribute)) is not None:
                    properties = style.find(OF_WORDS)
                    if properties is None:
                        properties = etree.SubElement(style, OF_WORDS)
                    properties.set(attribute, value)


def said_by(style: Tree, properties: str, attribute: str) -> str | None:
    """What one style says among its properties; None where it says nothing."""
    found = style.find(properties)
    return found.get(attribute) if found is not None else None
