"""The fonts of runs in Word files, by which old encodings are known.

In: the XML of a part, and the file's styles and theme. Out: its text as slots with fonts. A run's font is its own, or its style's, its paragraph's style's, the file's default, or the theme's
(ECMA-376, part 1, 17.7.2 and 17.3.2.26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from bulletin.desk.importing.characters.encodings import Slot
from bulletin.desk.importing.docx.wordml import DRAWING, XML_SPACE, Tree, w
from bulletin.desk.legacy.fonts import meaning_of

_SLOTS = ("ascii", "hAnsi")
_DEEPEST_STYLE = 30
"""Styles that a style may be based on, one after the other; a file may go round in a circle."""


@dataclass(frozen=True)
class _Style:
    based_on: str
    fonts: dict[str, str]
    outline: int | None


@dataclass(frozen=True)
class Fonts:
    """The fonts of a file's styles."""

    styles: dict[str, _Style]
    default_style: str
    defaults: dict[str, str]
    theme: dict[str, str]
    _chains: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Tree | None, theme: Tree | None) -> Fonts:
        """Those of styles.xml and the theme."""
        found: dict[str, _Style] = {}
        default, defaults = "", {}
        for style in styles.iter(w("style")) if styles is not None else ():
            identifier = style.get(w("styleId")) or ""
            based = style.find(w("basedOn"))
            level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            found[identifier] = _Style(
                (based.get(w("val")) or "") if based is not None else "",
                _own(style.find(f"{w('rPr')}/{w('rFonts')}")),
                _level(level),
            )
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                default = identifier
        if styles is not None:
            path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('rFonts')}"
            defaults = _own(styles.find(path))
        return cls(found, default, defaults, _theme_fonts(theme))

    def of_run(self, run: Tree, slot: str, around: Mapping[str, str]) -> str:
        """The font of a run for characters of a slot: "ascii" or "hAnsi".

        `around`: what `of_surroundings` says of the run's paragraph.
        """
        properties = run.find(w("rPr"))
        if properties is not None:
            if font := self._named(_own(properties.find(w("rFonts"))), slot):
                return font
            style = properties.find(w("rStyle"))
            if style is not None and (font := self._of_style(style.get(w("val")) or "", slot)):
                return font
        return around[slot]

    def of_surroundings(self, paragraph: Tree) -> Mapping[str, str]:
        """The fonts, by their slots, of runs that name none: asked once, for it looks at them all."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        named = (style.get(w("val")) or "") if style is not None else self.default_style
        table = next(paragraph.iterancestors(w("tbl")), None)
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}") if table is not None else None
        of_table = (style.get(w("val")) or "") if style is not None else ""
        return {
            slot: self._of_style(named, slot)
            or self._of_style(of_table, slot)
            or self._named(self.defaults, slot)
            for slot in _SLOTS
        }

    def _of_style(self, identifier: str, slot: str) -> str:
        if (identifier, slot) not in self._chains:
            fonts = (self._named(style.fonts, slot) for style in self._chain(identifier))
            self._chains[identifier, slot] = next(filter(None, fonts), "")
        return self._chains[identifier, slot]

    def _chain(self, identifier: str) -> Iterator[_Style]:
        for _ in range(_DEEPEST_STYLE):
            style = self.styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on

    def _named(self, fonts: dict[str, str], slot: str) -> str:
        theme = fonts.get(f"{slot}Theme", "")
        return self.theme.get(theme[:5], "") if theme else fonts.get(slot, "")

    def outline_level(self, properties: Tree) -> int | None:
        """The level of a paragraph in the outline, from 0; None: body text."""
        own = _level(properties.find(w("outlineLvl")))
        if own is not None:
            return own
        style = properties.find(w("pStyle"))
        if style is None:
            return None
        levels = (s.outline for s in self._chain(style.get(w("val")) or ""))
        return next((level for level in levels if level is not None), None)

    def is_heading(self, properties: Tree) -> bool:
        """Whether a paragraph with these properties stands in the outline."""
        return self.outline_level(properties) is not None


def _own(fonts: Tree | None) -> dict[str, str]:
    if fonts is None:
        return {}
    return {etree.QName(key).localname: str(value) for key, value in fonts.attrib.items()}


def _level(element: Tree | None) -> int | None:
    value = element.get(w("val"), "") if element is not None else ""
    return int(value) if value.isdecimal() and int(value) < 9 else None  # noqa: PLR2004, 9 is body text


def _theme_fonts(theme: Tree | None) -> dict[str, str]:
    """The theme's fonts by the first letters of what a run calls them: "minor", "major"."""
    found = {}
    for kind in ("minor", "major"):
        path = f".//{{{DRAWING}}}{kind}Font/{{{DRAWING}}}latin"
        latin = theme.find(path) if theme is not None else None
        if latin is not None:
            found[kind] = latin.get("typeface") or ""
    return found


# -- text ----------------------------------------------------------------------------------


def slots_of(tree: Tree, fonts: Fonts) -> Iterator[list[Slot]]:
    """The text of each paragraph of a part, with its fonts."""
    for paragraph in tree.iter(w("p")):
        yield list(_slots(paragraph, fonts))


def _slots(paragraph: Tree, fonts: Fonts) -> Iterator[Slot]:
    around = fonts.of_surroundings(paragraph)
    for run in paragraph.iter(w("r")):
        if next(run.iterancestors(w("p")), None) is not paragraph or _deleted(run):
            continue
        plain, high = (fonts.of_run(run, slot, around) for slot in _SLOTS)
        if meaning_of(high) or meaning_of(plain):
            _spell_out(run)
        for element in run.iter(w("t")):
            element.set(XML_SPACE, "preserve")
            yield Slot(element, high or plain, other_font=plain)


def _deleted(run: Tree) -> bool:
    return next(run.iterancestors(w("del"), w("moveFrom")), None) is not None


def _spell_out(run: Tree) -> None:
    """Write as text what Word took for a sign: the soft hyphen is a letter in TCVN3."""
    for element in list(run):
        char = ""
        if element.tag == w("softHyphen"):
            char = "\u00ad"
        elif element.tag == w("sym") and meaning_of(element.get(w("font")) or ""):
            char = chr(int(element.get(w("char")) or "20", 16))
        if char:
            text = etree.Element(w("t"))
            text.text = char
            run.replace(element, text)
