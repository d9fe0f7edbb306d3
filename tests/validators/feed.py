"""The rules for podcast feeds: an RSS document in, what breaks them out.

The rules are those of the W3C feed validator for RSS 2.0 and its iTunes elements, of Apple's "A
Podcaster's Guide to RSS", and of the podcast namespace 1.0, as far as they concern what can
stand in a feed of ours.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

Element = etree._Element  # noqa: SLF001, lxml's only name for the type

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

_MANY = {
    "item",
    f"{ITUNES}category",
    f"{ATOM}link",
    f"{PODCAST}transcript",
    f"{PODCAST}alternateEnclosure",
}
_FORMATS = {".m4a": "audio/", ".mp3": "audio/mpeg"}
_PERSON = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+ \([^()]+( \([^()]+\))?[^()]*\)")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_LENGTHS = {f"{ITUNES}author": 255, f"{ITUNES}summary": 4000, f"{ITUNES}name": 255}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def faults(text: str) -> list[str]:
    """What is wrong with a feed; [] is valid."""
    rss = etree.fromstring(text.encode())
    channel = rss.find("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or channel is None:
        return ["this is not RSS 2.0"]
    return [*_channel(channel), *_items(channel), *_everywhere(channel)]


def _channel(channel: Element) -> Iterator[str]:
    needed = ("title", "link", "description", "language", "copyright", "image", "lastBuildDate")
    for name in needed:
        if channel.find(name) is None:
            yield f"the channel lacks {name}"
    for name in ("author", "owner", "image", "category", "explicit", "type"):
        if channel.find(ITUNES + name) is None:
            yield f"the channel lacks itunes:{name}"
    if not channel.findtext(f"{ITUNES}owner/{ITUNES}email"):
        yield "itunes:owner has no email"
    own = [link for link in channel.iterfind(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1 or own[0].get("type") != "application/rss+xml":
        yield "the channel does not name its own address (atom:link rel=self)"
    guid = channel.findtext(f"{PODCAST}guid") or ""
    if not _GUID.fullmatch(guid):
        yield "podcast:guid is no UUID of version 5"
    yield from _values(channel)


def _values(channel: Element) -> Iterator[str]:
    if channel.findtext("image/title") != channel.findtext("title"):
        yield "the image's title is not the channel's"
    if channel.findtext("image/link") != channel.findtext("link"):
        yield "the image's link is not the channel's"
    if channel.findtext(f"{ITUNES}type") not in {"episodic", "serial"}:
        yield "itunes:type is neither episodic nor serial"
    person = channel.findtext("managingEditor")
    if person and not _PERSON.fullmatch(person):
        yield f"managingEditor is not an e-mail address with a name: {person}"


def _items(channel: Element) -> Iterator[str]:
    guids = [item.findtext("guid") for item in channel.iterfind("item")]
    if len(set(guids)) != len(guids):
        yield "two items have one guid"
    for item in channel.iterfind("item"):
        name = item.findtext("title")
        for needed in ("title", "link", "guid", "pubDate", "description"):
            if not item.findtext(needed):
                yield f"{name}: lacks {needed}"
        guid = item.find("guid")
        if guid is not None and guid.get("isPermaLink") not in {"true", "false"}:
            yield f"{name}: guid does not say whether it is a link"
        for enclosure in item.iterfind("enclosure"):
            yield from (f"{name}: {fault}" for fault in _enclosure(item, enclosure))
        for transcript in item.iterfind(f"{PODCAST}transcript"):
            if not transcript.get("url") or "/" not in transcript.get("type", ""):
                yield f"{name}: podcast:transcript lacks url or type"
        chapters = item.find(f"{PODCAST}chapters")
        if chapters is not None and chapters.get("type") != "application/json+chapters":
            yield f"{name}: podcast:chapters is not of its type"


def _enclosure(item: Element, enclosure: Element) -> Iterator[str]:
    suffix = PurePosixPath(urlsplit(enclosure.get("url", "")).path).suffix
    if not enclosure.get("type", "").startswith(_FORMATS.get(suffix, "?")):
        yield f"players do not take {suffix} as {enclosure.get('type')}"
    if not re.fullmatch(r"[1-9]\d*", enclosure.get("length", "")):
        yield "the enclosure's length is no number of bytes"
    if not re.fullmatch(r"[1-9]\d*", item.findtext(f"{ITUNES}duration") or ""):
        yield "itunes:duration is not in seconds"


def _everywhere(channel: Element) -> Iterator[str]:
    for parent in (channel, *channel.iterfind("item")):
        names = [str(child.tag) for child in parent if child.tag not in _MANY]
        yield from (f"{n} stands twice in {parent.tag}" for n in set(names) if names.count(n) > 1)
    for item in channel.iter("*"):
        tag, text = str(item.tag), item.text or ""
        for name in ("url", "href", "uri"):
            address = item.get(name)
            if address is not None and not re.match(r"https?://[^/\s]+/\S*$", address):
                yield f"{tag}: {address} is no absolute address"
        if tag in {"link", "url", "docs"} and not re.match(r"https?://", text):
            yield f"{tag}: {text} is no absolute address"
        if tag in {"pubDate", "lastBuildDate"} and not _is_date(text):
            yield f"{tag}: {text} is no date of RFC 822"
        if len(text) > _LENGTHS.get(tag, len(text)):
            yield f"{tag}: longer than {_LENGTHS[tag]} characters"
        if tag == f"{ITUNES}explicit" and text not in {"true", "false"}:
            yield f"{tag}: {text} is neither true nor false"
        if tag in {"title", "itunes:title"} and re.search(r"<[a-z]|&[a-z]+;", text):
            yield f"{tag}: holds HTML"


def _is_date(text: str) -> bool:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return False
    return text.startswith(_WEEKDAYS[moment.weekday()] + ", ") and moment.tzinfo is not None
