"""What a file is that has a picture's name and is none that we read.

In: its first bytes. Out: the name of what it is, by the signs that such files begin with.
"""

import re

from bulletin.messages import tr

_SIGNS = {
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\0\0\1\0": "ICO",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"\xd0\xcf\x11\xe0": tr("Word, Excel or PowerPoint"),
    b"PK\3\4": tr("Word, Excel, PowerPoint or ZIP"),
}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"msf1"), "HEIC"),
    **dict.fromkeys((b"hevc", b"hevx", b"hevm", b"hevs"), "HEIC"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    b"crx ": "CR3",
}
"""Kinds of ISO base media files that hold a picture; the others hold films."""
_EMF = b" EMF"
_HEAD = 1000


def kind_of(head: bytes) -> str:
    """The kind of a file that begins so; "" where no sign tells."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "MP4")
    if head[40:44] == _EMF:
        return "EMF"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<", head):
        return "SVG" if b"<svg" in head[:_HEAD] else "HTML"
    return next((kind for sign, kind in _SIGNS.items() if head.startswith(sign)), "")
