"""The fonts of runs in Word files, by which old encodings are known.

In: the XML of a part, and the file's styles and theme. Out: its text as slots with fonts. A run's
font is its own, or its style's, its paragraph's style's, the file's default, or the theme's
(ECMA-376, part 1, 17.7.2 and 17.3.2.26).
"""

from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from bulletin.desk.importing.characters.encodings import Slot
from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import DRAWING, XML_SPACE, Tree, value_of, w
from bulletin.desk.importing.elements import whole_number
from bulletin.desk.legacy.fonts import meaning_of

_SLOTS = ("ascii", "hAnsi")
_FONTS = f"{w('rPr')}/{w('rFonts')}"
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{_FONTS}"
_LEVEL = f"{w('pPr')}/{w('outlineLvl')}"


class Fonts:
    """The fonts of a file's styles, and their levels in the outline."""

    def __init__(self, sheet: DocxStyles, theme: Tree | None) -> None:
        """`theme`: the XML of the file's theme, if it has one."""
        self._sheet = sheet
        self._theme = _theme_fonts(theme)
        self._defaults = _own(sheet.root.find(_DEFAULTS) if sheet.root is not None else None)
        self._of_style = cache(self._font_of_style)
        self._outline_of = cache(self._outline_of_style)

    def of_run(self, run: Tree, slot: str, around: Mapping[str, str]) -> str:
        """The font of a run for characters of a slot: "ascii" or "hAnsi".

        `around`: what `of_surroundings` says of the run's paragraph.
        """
        properties = run.find(w("rPr"))
        if properties is not None:
            if font := self._named(_own(properties.find(w("rFonts"))), slot):
                return font
            style = properties.find(w("rStyle"))
            if style is not None and (font := self._of_style(value_of(style), slot)):
                return font
        return around[slot]

    def of_surroundings(self, paragraph: Tree) -> Mapping[str, str]:
        """The fonts, by their slots, of runs that name none: asked once, for it looks at them all."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        named = value_of(style) if style is not None else self._sheet.default
        table = next(paragraph.iterancestors(w("tbl")), None)
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}") if table is not None else None
        return {
            slot: self._of_style(named, slot)
            or self._of_style(value_of(style), slot)
            or self._named(self._defaults, slot)
            for slot in _SLOTS
        }

    def _font_of_style(self, identifier: str, slot: str) -> str:
        fonts = (self._named(_own(one), slot) for one in self._sheet.said(identifier, _FONTS))
        return next(filter(None, fonts), "")

    def _named(self, fonts: Mapping[str, str], slot: str) -> str:
        theme = fonts.get(f"{slot}Theme", "")
        return self._theme.get(theme[:5], "") if theme else fonts.get(slot, "")

    def outline_level(self, properties: Tree) -> int | None:
        """The level of a paragraph in the outline, from 0; None: body text."""
        own = _level(properties.find(w("outlineLvl")))
        return self._outline_of(value_of(properties.find(w("pStyle")))) if own is None else own

    def _outline_of_style(self, identifier: str) -> int | None:
        levels = map(_level, self._sheet.said(identifier, _LEVEL))
        return next((level for level in levels if level is not None), None)

    def is_heading(self, properties: Tree) -> bool:
        """Whether a paragraph with these properties stands in the outline."""
        return self.outline_level(properties) is not None


def _own(fonts: Tree | None) -> dict[str, str]:
    if fonts is None:
        return {}
    return {etree.QName(key).localname: str(value) for key, value in fonts.attrib.items()}


def _level(element: Tree | None) -> int | None:
    level = whole_number(value_of(element), _BODY_TEXT)
    return level if level < _BODY_TEXT else None


_BODY_TEXT = 9
"""The level of what is no heading (ECMA-376, part 1, 17.3.1.20)."""


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
        deleted = next(run.iterancestors(w("del"), w("moveFrom")), None) is not None
        if deleted or next(run.iterancestors(w("p")), None) is not paragraph:
            continue
        plain, high = (fonts.of_run(run, slot, around) for slot in _SLOTS)
        if meaning_of(high) or meaning_of(plain):
            _spell_out(run)
        for element in run.iter(w("t")):
            element.set(XML_SPACE, "preserve")
            yield Slot(element, high or plain, other_font=plain)


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
