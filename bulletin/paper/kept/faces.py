"""Fonts that pages were drawn with, found again without a text that is set in them.

In: a font of Pango's on a page. Out: how to ask for it; and WeasyPrint's font for that.
"""

from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from bulletin.paper.kept.parts import UnfitError

AskedFont = tuple[str, int, int, str, int]
"""Family, style, weight, variations, size in Pango's units. Pango adds the variations itself."""

_UNITS = 1024
"""Pango's units in a pixel."""
_TRAITS = ("hash", "name", "ascent", "descent", "index", "weight", "style", "variations", "flags")
"""What a font says of itself in a PDF."""


def version() -> int:
    """The version of Pango, which breaks lines; no package of Python tells it."""
    return int(pango.pango_version())


def asked(pango_font: Any) -> AskedFont:
    """How a font is asked for."""
    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(pango_font), pango.pango_font_description_free
    )
    variations = pango.pango_font_description_get_variations(description)
    return (
        ffi.string(pango.pango_font_description_get_family(description)).decode(),
        int(pango.pango_font_description_get_style(description)),
        int(pango.pango_font_description_get_weight(description)),
        "" if variations == ffi.NULL else ffi.string(variations).decode(),
        int(pango.pango_font_description_get_size(description)),
    )


def loaded(key: int, how: AskedFont, font_map: Any) -> Any:
    """WeasyPrint's font for what was asked. Raises `UnfitError` if another one comes of it."""
    family, style, weight, _, size = how
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    name = ffi.new("char[]", family.encode())
    pango.pango_font_description_set_family(description, name)
    pango.pango_font_description_set_style(description, style)
    pango.pango_font_description_set_weight(description, weight)
    pango.pango_font_description_set_absolute_size(description, size)
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    pango_font = ffi.gc(
        pango.pango_font_map_load_font(font_map, context, description), gobject.g_object_unref
    )
    found, own, font_size = get_pango_font_key(pango_font)
    if found != key or asked(pango_font) != how:
        raise UnfitError
    font = Font(pango_font, own, font_size)
    font.pango_font = pango_font  # the letters' shapes live as long as it does
    return font


def is_found(key: int, how: AskedFont, font: Any, font_map: Any) -> bool:
    """Whether a font that was asked for again would be the same."""
    try:
        again = loaded(key, how, font_map)
    except UnfitError:
        return False
    first = how[-1] == round(font.font_size * _UNITS)
    return all(
        getattr(again, name) == getattr(font, name)
        for name in _TRAITS
        if first or name not in {"ascent", "descent"}
    )
