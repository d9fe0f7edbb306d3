"""Colour profiles (ICC) that pictures bring, as browsers read them.

In: a profile's bytes, or a picture that Pillow opened. Out: the profile to show it by, or its
pixels in sRGB.
"""

import io

from PIL import Image, ImageCms

_NEWEST = 4
"""The version of profiles that browsers read, and those before it (ICC.1:2022, 7.2.4)."""
_CLASS, _SPACE = slice(12, 16), slice(16, 20)
_DEVICES = {b"mntr", b"scnr", b"prtr", b"spac"}
"""Classes of profiles that stand for colours; browsers take the others for one of them."""
_OF_PNG = {b"RGB ", b"GRAY"}


def read_as_browsers_do(profile: bytes) -> bytes:
    """A profile without what stands behind it; b"" where it is not all there, or too new."""
    said = int.from_bytes(profile[:4], "big")
    if not 0 < said <= len(profile) or profile[8:9] > bytes([_NEWEST]):
        return b""
    if not _has_its_tags(profile[:said]):
        return b""
    if profile[_CLASS] in _DEVICES:
        return profile[:said]
    return profile[: _CLASS.start] + b"mntr" + profile[_CLASS.stop : said]


_TAGS, _TAG = 128, 12
"""Where the list of a profile's parts begins, and how long a row of it is (7.3)."""


def _has_its_tags(profile: bytes) -> bool:
    """Whether all parts of a profile lie in it."""
    count = int.from_bytes(profile[_TAGS : _TAGS + 4], "big")
    end = _TAGS + 4 + count * _TAG
    if end > len(profile):
        return False
    rows = (profile[place + 4 : place + _TAG] for place in range(_TAGS + 4, end, _TAG))
    return all(
        int.from_bytes(row[:4], "big") + int.from_bytes(row[4:], "big") <= len(profile)
        for row in rows
    )


BROUGHT = "profile"
"""Pillow's notes of an open picture have the profile by this name that browsers take, if not by its own."""


def brought(image: Image.Image) -> bytes:
    """The profile that a picture brings, as browsers read it; b"" for none."""
    return read_as_browsers_do(image.info.get(BROUGHT, image.info.get("icc_profile")) or b"")


def is_of_another_kind(image: Image.Image) -> bool:
    """Whether a PNG brings a profile for other than red, green and blue, or grey.

    Browsers then show colours that nobody meant; that of a JPEG or a WebP they pass over.
    """
    profile = brought(image)
    return image.format == "PNG" and bool(profile) and profile[_SPACE] not in _OF_PNG | {b"CMYK"}


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """A picture of mode L, RGB or CMYK in sRGB; None where the profile does not serve."""
    mode = "L" if image.mode == "L" else "RGB"
    if image.mode == "L" and profile[_SPACE] == b"RGB ":
        image = image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return image.convert(mode)
        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
        return made.convert(mode) if made else None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
