"""Pictures inside a drawing: each judged as if it lay beside it.

In: a `data:` address. Out: the address of a picture without what a camera wrote into it, or
why there is none.
"""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from bulletin.art import photographs
from bulletin.formats.data_urls import data_url
from bulletin.messages import tr

_DATA = re.compile(r"data:([\w.+-]*/[\w.+-]+)?((?:;[^;,]*)*),(.*)", re.IGNORECASE | re.DOTALL)
KINDS = {"image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif", "image/pjpeg"}
DRAWING = "image/svg+xml"


class EmbeddedError(Exception):
    """Why a picture inside a drawing cannot be used."""


def recoded(address: str, drawing: Callable[[bytes], bytes]) -> str:
    """The address of the picture that this one holds; `drawing` cleans one inside the other.

    Raises `EmbeddedError`.
    """
    found = _DATA.fullmatch(address.strip())
    if not found:
        raise EmbeddedError(tr("a picture that cannot be opened"))
    kind = (found[1] or "").lower()
    data = _bytes(found[3], packed="base64" in found[2].lower())
    if kind == DRAWING:
        return data_url(DRAWING, drawing(data))
    if kind not in KINDS:
        message = tr(
            "a picture of a kind that not every reader shows ({kind})", kind=kind[:30] or "unnamed"
        )
        raise EmbeddedError(message)
    try:
        return data_url(*photographs.stripped(data))
    except photographs.PictureError as error:
        raise EmbeddedError(tr("a picture that {error}", error=error)) from error


def _bytes(text: str, *, packed: bool) -> bytes:
    raw = unquote_to_bytes(text)
    if not packed:
        return raw
    try:
        letters = re.sub(rb"\s", b"", raw)
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise EmbeddedError(tr("a picture that cannot be opened")) from error
