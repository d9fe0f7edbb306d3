"""Checks of single values, for the models of settings: a value in, the same value out.

Each raises `ValueError` with words for an editor.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import urlsplit


def absolute_address(value: str) -> str:
    """An absolute http(s) address (RFC 3986, section 4.3)."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"{value!r} is not a whole address; write it with https://, as in https://bantin.example.vn/"
        raise ValueError(message)
    return value


def language_tag(value: str) -> str:
    """A language tag as `vi`, `vi-VN`, `en` (BCP 47, language and region)."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        message = f"{value!r} is not a language tag; write vi or en"
        raise ValueError(message)
    return value


def relative_path(value: str) -> str:
    """A path with `/` that stays inside the folder that it is relative to."""
    path = PurePosixPath(value)
    if "\\" in value or path.is_absolute() or re.match(r"[A-Za-z]:", value):
        message = f"{value!r} is not a path in this folder; write it as images/name.jpg"
        raise ValueError(message)
    if ".." in path.parts:
        message = f"{value!r} leads out of this folder; copy the file into it"
        raise ValueError(message)
    return value


def colour(value: str) -> str:
    """A colour as `#0b5d3b`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        message = f'{value!r} is not a colour; write it as "#0b5d3b"'
        raise ValueError(message)
    return value.lower()


def unaccented(text: str) -> str:
    """Text without accents, and đ as d."""
    text = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slug_of(text: str) -> str:
    """A name for files and addresses: "Mưa lũ 2026" gives "mua-lu-2026"; "" if none is left."""
    return "-".join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))
