"""Pages drawn so that no page's drawing depends on another's.

In: WeasyPrint, drawing a page into a PDF. Out: the same page, drawn with resources, fonts and
pictures of its own, which are then put to those of the PDF; and all of that as plain values, of
which the page comes again without being drawn. Names of resources begin with the page's number,
so they can be put together; letters, widths and pictures are put together page by page.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.images import RasterImage
from weasyprint.pdf.stream import Stream

from bulletin.cache import once
from bulletin.paper.kept.faces import AskedFont, asked, loaded
from bulletin.paper.kept.parts import LayoutContext, UnfitError
from bulletin.paper.kept.plain import Plain, PlainReader, PlainWriter, joined
from bulletin.paper.page_boxes import Box, inner
from bulletin.paper.patches.standing_in import standing_in

_NAMED = ("ExtGState", "XObject", "Pattern", "Shading")
"""Resources that get names when a page is drawn."""
_FROM = 10_000
"""The first name of a page's resources is its number times this."""

_add_font = Stream.add_font


class _Numbered(pydyf.Dictionary):  # type: ignore[misc]  # pydyf has no types
    """Resources of one kind; WeasyPrint names the next one after how many there are."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._first = first

    def __len__(self) -> int:
        return self._first + len(self.keys())


class _Fonts(dict[int, Any]):
    """The fonts of a PDF while one page is drawn: their letters and widths are the page's own."""

    def __init__(self, shared: dict[int, Any]) -> None:
        super().__init__()
        self.asked: dict[int, AskedFont] = {}
        self._shared = shared
        self._before: dict[int, tuple[dict[int, int], dict[int, str]]] = {}

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._shared:
            self[key] = self._shared[key]
        return super().__contains__(key)

    def __setitem__(self, key: int, font: Any) -> None:
        self._shared[key] = font
        self._before[key] = font.widths, font.to_unicode
        font.widths, font.to_unicode = {}, {}
        super().__setitem__(key, font)

    def ended(self) -> list[FontUse]:
        """What of each font the page has used; the PDF's own is given back, with that in it."""
        uses = []
        for key, font in self.items():
            use = FontUse(key, self.asked[key], font.widths, font.to_unicode, font)
            font.widths, font.to_unicode = self._before[key]
            use.put_to(font)
            uses.append(use)
        return uses


@dataclass(frozen=True)
class FontUse:
    """A font on a page: its key, how it is asked for, widths and texts of glyphs."""

    key: int
    asked: AskedFont
    widths: Mapping[int, int]
    texts: Mapping[int, str]
    font: Any = None

    def put_to(self, font: Any) -> None:
        """Add them to those that the font has already."""
        for glyph, width in self.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, text in self.texts.items():
            font.to_unicode.setdefault(glyph, text)


@dataclass
class PageDrawing:
    """A page as it was drawn."""

    content: bytes
    resources: Mapping[str, Mapping[str, Any]]
    fonts: Sequence[FontUse]
    images: Mapping[str, Mapping[str, Any]]
    tags: Mapping[Box, Mapping[str, Any]] = field(default_factory=dict)
    plain: Plain = None
    """The resources as plain values, as long as they are not yet references to one another."""


@contextlib.contextmanager
def asked_for() -> Iterator[None]:
    """In the block it is noted how fonts are asked for."""

    def add_font(stream: Any, pango_font: Any) -> Any:
        font, size = _add_font(stream, pango_font)
        fonts = stream._fonts
        if isinstance(fonts, _Fonts):
            key = next(key for key, one in fonts.items() if one is font)
            if key not in fonts.asked:
                fonts.asked[key] = asked(pango_font)
        return font, size

    with standing_in(Stream, "add_font", add_font):
        yield


def drawn(stream: Any, number: int, draw: Callable[[], None]) -> PageDrawing:
    """Draw page `number` into a stream."""
    resources, fonts, images = stream._resources, stream._fonts, stream._images
    own = _Fonts(fonts)
    stream._fonts, stream._images = own, {}
    stream._resources = pydyf.Dictionary(
        {name: _Numbered(number * _FROM) for name in _NAMED}
        | {"ColorSpace": resources["ColorSpace"]}
    )
    start = len(stream.stream)
    try:
        draw()
    finally:
        made = stream._resources, stream._images
        stream._resources, stream._fonts, stream._images = resources, fonts, images
        uses = own.ended()
    content = joined(stream.stream[start:])
    drawing = PageDrawing(content, made[0], uses, made[1], dict(stream._tags or {}))
    if once.keeps():
        write = PlainWriter()
        with contextlib.suppress(UnfitError):
            drawing.plain = [[kind, write.plain(dict(made[0][kind]))] for kind in _NAMED]
    del stream.stream[start:]
    _put(stream, drawing)
    return drawing


def _put(stream: Any, drawing: PageDrawing) -> None:
    """Add a drawing to a page's stream, and what it needs to what the PDF has."""
    if drawing.content:
        stream.stream.append(drawing.content)
    for kind in _NAMED:
        shared = stream._resources[kind]
        for name, one in drawing.resources[kind].items():
            shared.setdefault(name, one)
    for name, image in drawing.images.items():
        known = stream._images.setdefault(name, image)
        known["dpi_ratios"] |= image["dpi_ratios"]


def recorded(drawing: PageDrawing, numbers: Mapping[int, int], context: LayoutContext) -> Plain:
    """A drawing as plain values. `numbers` are those of its boxes."""
    addresses = {
        image.id: url
        for url, image in context.get_image_from_uri.keywords["cache"].items()
        if isinstance(image, RasterImage)
    }
    if drawing.plain is None or any(use.font.missing for use in drawing.fonts):
        raise UnfitError
    try:
        images = [
            [name, addresses[one["image"].id], one["interpolate"], sorted(one["dpi_ratios"])]
            for name, one in drawing.images.items()
        ]
        tags = [[numbers[id(inner(box))], kid["tag"], kid["mcid"]]
                for box, kid in drawing.tags.items()]  # fmt: skip
    except KeyError:
        raise UnfitError from None
    return {
        "content": drawing.content.decode("latin-1"),
        "resources": drawing.plain,
        "fonts": [
            [use.key, use.asked, [*use.widths.items()], [*use.texts.items()]]
            for use in drawing.fonts
        ],
        "images": images,
        "tags": tags,
    }


def drawn_again(stream: Any, record: Plain, boxes: Sequence[Box], context: LayoutContext) -> None:
    """Draw a page of its record into a stream."""
    read = PlainReader()
    fonts = stream._fonts
    for key, how, widths, texts in record["fonts"]:
        if key not in fonts:
            fonts[key] = loaded(key, tuple(how), context.font_config.font_map)
        FontUse(key, tuple(how), dict(widths), dict(texts)).put_to(fonts[key])
    images = {
        name: {
            "image": context.get_image_from_uri(url=url),
            "interpolate": interpolate,
            "dpi_ratios": set(ratios),
            "x_object": None,
        }
        for name, url, interpolate, ratios in record["images"]
    }
    resources = {kind: read.item(plain) for kind, plain in record["resources"]}
    _put(stream, PageDrawing(record["content"].encode("latin-1"), resources, (), images))
    if stream._tags is not None:
        for number, tag, mcid in record["tags"]:
            stream._tags[boxes[number]] = {"tag": tag, "mcid": mcid}
