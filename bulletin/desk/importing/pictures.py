"""Pictures of an import: stripped of what phones write into them, scaled, named after the article.

In: blocks whose images name their sources, and a function that opens these. Out: blocks with
paths in the issue's folder, and the files.
"""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_to_bytes

from PIL import Image as Pillow

from bulletin.art import drawings, photographs
from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import map_leaves, runs_joined
from bulletin.languages import any_phrase
from bulletin.messages import text_of, tr

Opener = Callable[[str], bytes | None]
"""Gives the bytes of a source; None when there are none."""

_WIDEST = 2400
"""Pixels: as wide as a page in print needs."""
_QUALITY = 90
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""What is opened; a picture of several (MPO, of phones) is opened as the JPEG that it begins with."""
_DATA = re.compile(r"data:(?P<type>[\w/+.-]*)[^,]*?(?P<base64>;base64)?,", re.IGNORECASE)
_METAFILE = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x01\x00\x00\x00")
_AUTOMATIC = re.compile(any_phrase("automatic_descriptions"), re.IGNORECASE)
_NO_ALT = re.compile(
    r".*\.(?:jpe?g|png|gif|bmp|tiff?|webp|emf|wmf|svg|heic)"
    rf"|(?:img|dsc|{any_phrase('pictures')})[ _\-]*\d*|\W*|https?://\S*|[\w-]*\d{{4,}}[\w-]*",
    re.IGNORECASE,
)


@dataclass
class Album:
    """The pictures of one article, each once. `taken` are names that are in use already."""

    name: str
    opener: Opener
    remarks: Remarks
    taken: set[str]
    files: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, str | None] = field(default_factory=dict)
    _by_digest: dict[str, str] = field(default_factory=dict)

    def placed(self, blocks: tree.Texts) -> tree.Texts:
        """The blocks with paths for sources; a picture that cannot be kept is taken out."""
        return self._blocks(tree.map_lines(blocks, self._line))

    def _line(self, line: tree.ImportedLine) -> tree.ImportedLine:
        return map_leaves(line, self._leaf)

    def _leaf(self, inline: tree.ImportedInline) -> tree.ImportedLine:
        match inline:
            case tree.Image():
                image = self._image(inline)
                return (image,) if image else ()
            case tree.NoteMark(children):
                return (tree.NoteMark(self._blocks(children)),)
        return (inline,)

    def _block(self, block: tree.BlockNode) -> tree.Texts:
        match block:
            case tree.Illustration(image, caption, credit):
                if placed := self._image(image):
                    return (replace(block, image=placed),)
                between = " " if tree.plain(caption).strip() and credit else ""
                words = runs_joined((*caption, tree.TextRun(f"{between}{credit}")))
                return (tree.Para(words),) if tree.plain(words).strip() else ()
            case tree.Wall(pictures):
                kept = [p for picture in pictures for p in self._block(picture)]
                shown = tuple(p for p in kept if isinstance(p, tree.Illustration))
                others = tuple(p for p in kept if not isinstance(p, tree.Illustration))
                if len(shown) < 2:  # noqa: PLR2004, one picture is no gallery
                    return (*shown, *others)
                return (replace(block, pictures=shown), *others)
        return (tree.map_inner(block, self._blocks),)

    def _blocks(self, blocks: tree.Texts) -> tree.Texts:
        return tuple(one for block in blocks for one in self._block(block))

    def _image(self, image: tree.Image) -> tree.Image | None:
        path = self._place(image.source, image.alt)
        if path is None:
            return None
        return replace(image, source=path, alt=self._alt(image.alt))

    def _alt(self, alt: str) -> str:
        """Alternative text that a person wrote; "" for a file's name and the program's guess."""
        if _AUTOMATIC.search(alt):
            self.remarks.changed(
                tr("A program's own guess at what a picture shows was taken out"), alt[:60]
            )
            return ""
        return "" if _NO_ALT.fullmatch(alt.strip()) else alt

    def _place(self, source: str, alt: str = "") -> str | None:
        """The path of a picture in the issue; None after a remark."""
        if source not in self._known:
            self._known[source] = self._stored(source, alt)
        return self._known[source]

    def _stored(self, source: str, alt: str) -> str | None:
        shown = source if len(source) < 80 and not source.startswith("data:") else (alt or "data:…")  # noqa: PLR2004
        told = shown if not alt or alt in shown else f"{shown} (“{alt}”)"
        try:
            data = _inline_data(source) if source.startswith("data:") else self.opener(source)
            if data is None:
                if re.match(r"(?:https?:)?//", source):
                    self.remarks.missing(
                        tr("A picture on the web: save it, and show it with :::{{figure}}"), told
                    )
                else:
                    self.remarks.lost(tr("A picture that is not there"), told)
                return None
            digest = hashlib.sha256(data).hexdigest()
            if digest in self._by_digest:
                self.remarks.changed(
                    tr("A picture that is there several times was kept once"), shown
                )
                return self._by_digest[digest]
            ending, made = self._made(data, shown)
        except photographs.PictureError as error:
            self.remarks.lost(tr("A picture that {fault}", fault=text_of(error)), told)
            return None
        path = self._name(ending)
        self.files[path] = made
        self._by_digest[digest] = path
        return path

    def _name(self, ending: str) -> str:
        number = len(self.files) + 1
        while (path := f"images/{self.name}-{number}{ending}") in self.taken:
            number += 1
        self.taken.add(path)
        return path

    def _made(self, data: bytes, shown: str) -> tuple[str, bytes]:
        """A picture as it is stored: its ending and its bytes."""
        if data[:4] in _METAFILE and (data[40:44] == b" EMF" or data[:4] != b"\x01\x00\x00\x00"):
            raise photographs.PictureError(_VECTOR)
        if re.match(
            rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg", data[:4000], re.DOTALL
        ):
            return ".svg", _drawing(data)
        made, size, before, told = _photograph(data)
        if before != size:
            self.remarks.changed(
                tr("Pictures were made smaller, to at most {width} pixels", width=_WIDEST), shown
            )
        if told:
            self.remarks.changed(
                tr("Where and when it was taken was stripped from a picture"), shown
            )
        return made


_VECTOR = tr("is a drawing of Windows (EMF or WMF), which no browser shows: save it as PNG")


def _inline_data(source: str) -> bytes | None:
    match = _DATA.match(source)
    if match is None:
        return None
    rest = source[match.end() :]
    try:
        return base64.b64decode(rest, validate=False) if match["base64"] else unquote_to_bytes(rest)
    except (binascii.Error, ValueError) as error:
        raise photographs.PictureError(photographs.DAMAGED) from error


def _drawing(data: bytes) -> bytes:
    """An SVG, if it is one that all editions show."""
    judgement = drawings.judgement_of(data)
    if judgement.drawing is None:
        raise photographs.PictureError(judgement.faults[0].message)
    return judgement.drawing.data


def _photograph(data: bytes) -> tuple[tuple[str, bytes], tuple[int, int], tuple[int, int], bool]:
    """A photograph upright in sRGB, without anything else; its size now and before.

    The last: whether it told of a person, a place or a day.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Pillow.open(io.BytesIO(data), formats=list(_FORMATS))
        except Pillow.DecompressionBombError as error:
            raise photographs.TooLargeError(photographs.TOO_LARGE) from error
        except Exception as error:  # broken bytes make Pillow raise anything
            raise photographs.PictureError(photographs.NO_PICTURE) from error
        with image:
            if image.width * image.height > photographs.MAX_PIXELS:
                raise photographs.TooLargeError(photographs.TOO_LARGE)
            kind = image.format
            told = bool({"exif", "xmp", "photoshop"} & set(image.info))
            made = photographs.plain(image)
    before = made.size
    if made.width > _WIDEST:
        made = made.resize(
            (_WIDEST, max(1, round(made.height * _WIDEST / made.width))), Pillow.Resampling.LANCZOS
        )
    stream = io.BytesIO()
    if kind in {"JPEG", "MPO", "WEBP"} and made.mode != "RGBA":
        made.save(stream, "JPEG", quality=_QUALITY, optimize=True)
        return (".jpg", stream.getvalue()), made.size, before, told
    made.save(stream, "PNG", optimize=True)
    return (".png", stream.getvalue()), made.size, before, told
