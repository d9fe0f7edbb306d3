"""What a page may load: files of the issue, of the theme, and what we made ourselves.

In: addresses below `BASE`. Out: their bytes, to WeasyPrint. Nothing else is ever read, and
nothing from a network: every other address is refused, and a refusal fails the build.
"""

import mimetypes
import re
from pathlib import Path
from urllib.parse import quote, unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletin.art.fonts import Face
from bulletin.cache import digest_of
from bulletin.messages import tr
from bulletin.theming.theme import Theme

BASE = "https://bulletin.invalid/"
"""The root of all addresses; `.invalid` exists nowhere (RFC 2606, section 2)."""


_MADE = re.compile(rf"{re.escape(BASE)}made/([^\s\"'()<>]+)")
"""The address of something that we made, as `quote` writes it."""

_PIXEL = bytes.fromhex("47494638396101000100800000ffffffffffff2c00000000010001000002024401003b")
"""A picture (GIF89a) of one pixel."""


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Files by address. `folder` is the issue's; what is `put` here lives in memory."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self._folder = folder
        self._made: dict[str, tuple[bytes, str]] = {}
        self._faces: dict[str, Path] = {}

    def put(self, name: str, data: bytes, media_type: str) -> str:
        """Keep something under a name, and give its address."""
        self._made[name] = (data, media_type)
        return f"{BASE}made/{quote(name)}"

    def reserve(self, name: str) -> str:
        """The address under a name; until something is `put` there, a single white pixel."""
        self._made.setdefault(name, (_PIXEL, "image/gif"))
        return f"{BASE}made/{quote(name)}"

    def digests(self, page: str) -> list[tuple[str, str]]:
        """The names on the shelf that a page refers to, with digests of what lies there."""
        named = {unquote(found[1]) for found in _MADE.finditer(page)} & set(self._made)
        return sorted((name, digest_of(self._made[name][0])) for name in named)

    def face(self, face: Face) -> str:
        """The address of a font file."""
        name = f"{len(self._faces)}-{face.file.name}"
        self._faces[name] = face.file
        return f"{BASE}face/{quote(name)}"

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes behind an address. Raises `ValueError` or `OSError` for all others."""
        del headers
        if not url.startswith(BASE):
            raise ValueError(tr("{url} is not part of the issue or the theme", url=url))
        area, _, name = unquote(url.removeprefix(BASE).split("?")[0].split("#")[0]).partition("/")
        data, media_type = self._read(area, name)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def _read(self, area: str, name: str) -> tuple[bytes, str]:
        if area == "made" and name in self._made:
            return self._made[name]
        if area == "face" and name in self._faces:
            return self._faces[name].read_bytes(), "font/ttf"
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if area == "theme":
            return self._theme.file(_inside(name)).read_bytes(), media_type
        if area == "issue":
            file = (self._folder / name).resolve()
            if file.is_relative_to(self._folder.resolve()):
                return file.read_bytes(), media_type
        message = tr("{area}/{name} is not part of the issue or the theme", area=area, name=name)
        raise ValueError(message)


def _inside(name: str) -> str:
    if ".." in Path(name).parts or name.startswith("/"):
        raise ValueError(tr("{name} lies outside the theme", name=name))
    return name
