"""What styles of a LibreOffice file say of words, themselves or by those that they stand below.

In: the XML of the text and of the styles. Out: answers; and styles that say all of it themselves,
for pandoc asks no other (OpenDocument 1.3, part 3, 16.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bulletin.desk.importing.odt.burdens import DEEPEST_STYLE
from bulletin.desk.importing.odt.names import STYLE, Tree

STRUCK = f"{STYLE}text-line-through-style"
_HOW_STRUCK = f"{STYLE}text-line-through-type"
_RAISED = f"{STYLE}text-position"


class WordStyles:
    """The styles of words and paragraphs, by their families and names."""

    def __init__(self, *parts: Tree | None) -> None:
        self._said: dict[tuple[str, str], Tree] = {}
        for part in parts:
            for style in part.iter(f"{STYLE}style") if part is not None else ():
                family, name = (style.get(f"{STYLE}{key}") or "" for key in ("family", "name"))
                self._said[family, name] = style

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._said)

    def said(self, family: str, name: str, attribute: str) -> str | None:
        """What a style, or the nearest above it, says of words; None where none does."""
        for _ in range(DEEPEST_STYLE):
            style = self._said.get((family, name))
            if style is None:
                return None
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None and (value := properties.get(attribute)) is not None:
                return value
            name = style.get(f"{STYLE}parent-style-name") or ""
        return None

    def spell_out(self) -> None:
        """Write into each style of words that it strikes them out or raises them."""
        for style in self._said.values():
            properties = style.find(f"{STYLE}text-properties")
            how = properties.get(_HOW_STRUCK) if properties is not None else None
            # Word says of its lines only whether they are one or two.
            if properties is not None and how and STRUCK not in properties.attrib:
                properties.set(STRUCK, "none" if how == "none" else "solid")
        for (family, name), style in self._said.items():
            if family != "text":
                continue
            for attribute in (STRUCK, _RAISED):
                if (value := self.said(family, name, attribute)) is not None:
                    properties = style.find(f"{STYLE}text-properties")
                    if properties is None:
                        properties = etree.SubElement(style, f"{STYLE}text-properties")
                    properties.set(attribute, value)
