"""The styles of a Word file, each with those that it is based on.

In: the XML of the styles. Out: a style's element, and those of the styles whose properties it
inherits (ECMA-376, part 1, 17.7.4.3).
"""

from collections.abc import Iterator

from bulletin.desk.importing.docx.wordml import Tree, value_of, w

_DEEPEST = 30
"""Styles that a style may be based on, one after the other; a file may go round in a circle."""


class DocxStyles:
    """The styles by their identifiers; `root` is the part that they stand in, if there is one."""

    def __init__(self, root: Tree | None) -> None:
        self.root = root
        self.default = ""
        """The style of paragraphs that name none."""
        self._styles: dict[str, Tree] = {}
        for style in root.iter(w("style")) if root is not None else ():
            identifier = style.get(w("styleId")) or ""
            self._styles[identifier] = style
            if is_of_paragraphs(style) and style.get(w("default")) in {"1", "true"}:
                self.default = identifier
        self._based_on = {
            identifier: value_of(style.find(w("basedOn")))
            for identifier, style in self._styles.items()
        }

    def __iter__(self) -> Iterator[tuple[str, Tree]]:
        return iter(self._styles.items())

    def line(self, identifier: str) -> Iterator[Tree]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            if identifier not in self._styles:
                return
            yield self._styles[identifier]
            identifier = self._based_on[identifier]

    def said(self, identifier: str, path: str) -> Iterator[Tree]:
        """The elements at a path in a style and in those that it is based on, the nearest first."""
        found = (style.find(path) for style in self.line(identifier))
        return (one for one in found if one is not None)


def is_of_paragraphs(style: Tree) -> bool:
    """Whether a style is one of whole paragraphs."""
    return style.get(w("type")) == "paragraph"


def style_of(paragraph: Tree | None) -> str:
    """The identifier of the style that a paragraph names; "" for none."""
    return value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) if paragraph is not None else ""
