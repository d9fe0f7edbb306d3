"""What the markup of a theme's templates loads: nothing from outside, on no page.

In: a template's text. Out: findings for addresses elsewhere, in tags, in `style` attributes
and in style elements. The places of Jinja2's tags are left blank, so that lines and columns
stay as they are; what a template puts together while it is filled in, the editions refuse.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml import etree

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.formats.element_text import Element
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.theming.files import OWN
from bulletin.theming.stylesheets import OUTSIDE_HINT, Has, loads_of

_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}

_LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href", "imagesrcset"}
"""Attributes that make a browser load something (HTML, SVG 2)."""
_LOADING_HREF = {"image", "use", "feimage", "script", "base"}
"""Elements whose `href` does so; a `link` does by its `rel`."""
_LOADING_REL = {
    *("stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"),
    *("modulepreload", "apple-touch-icon", "prerender"),
}
_REFRESHED = re.compile(r"[^a-z]*url\s*=", re.IGNORECASE)
"""What stands before the address to which a page is taken by itself (HTML, "Refresh")."""
OutsideWords = tuple[Code, str, str]
"""Code, message and hint."""

_OUTSIDE = re.compile(r"\s*(?:https?:|wss?:|ftp:|file:|//)", re.IGNORECASE)


def blanked(text: str) -> str:
    """A template's text with spaces for everything that is Jinja2's."""
    pieces, at, closed = [], 0, dict.fromkeys(_CLOSES, True)
    for found in re.finditer(r"\{[{%#]", text):
        opens = found[0]
        if found.start() < at or not closed[opens]:
            continue
        end = text.find(_CLOSES[opens], found.end())
        if end < 0:
            closed[opens] = False
            continue
        pieces += [text[at : found.start()], re.sub(r"[^\n]", " ", text[found.start() : end + 2])]
        at = end + 2
    return "".join((*pieces, text[at:]))


def judge_markup(name: str, text: str, has: Has, findings: Findings) -> tuple[str, ...]:
    """Report what a template's markup loads that is not there; gives the files that it names."""
    used = []
    for line, column, address in _Reader(blanked(text)).found():
        if words := _fault_of(name, address, has):
            code, message, hint = words
            findings.add(code, Span(f"{OWN}/{name}", line, column), message, hint)
        elif name.startswith(_PAPER):
            used.append(address.removeprefix(f"{OWN}/"))
    return tuple(used)


def fault_of_filled(page: str, text: str, has: Has, given: str) -> OutsideWords | None:
    """Code, message and hint for what a page loads once it is filled in; `given` is ours."""
    addresses = (found for _, _, found in _Reader(text).found() if found != given)
    return next((words for found in addresses if (words := _fault_of(page, found, has))), None)


def _fault_of(name: str, address: str, has: Has) -> OutsideWords | None:
    if _OUTSIDE.match(address):
        message = tr("{name} loads {address}, which no edition does", name=name, address=address)
        return codes.LOADED_FROM_OUTSIDE, message, OUTSIDE_HINT
    if name.startswith(_PAPER):
        area, _, file = address.partition("/")
        if area != OWN or not has(file):
            message = tr(
                'the theme has no file "{address}"', address=address.removeprefix(f"{OWN}/")
            )
            hint = tr("put it into {own}/ and write {own}/ and its path", own=OWN)
            return codes.TEMPLATE_FILE, message, hint
    return None


_PAPER = ("pdf/", "share/")
"""Templates whose pages are set from the theme's own files."""


class _Reader(HTMLParser):
    """Collects the addresses that a page loads, with their places."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[int, int, str]] = []
        self._text = text
        self._rows = text.split("\n")

    def found(self) -> Iterator[tuple[int, int, str]]:
        """Line, column and address."""
        self.feed(self._text)
        self.close()
        yield from self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag's attributes."""
        values = {name: value or "" for name, value in attrs}
        rel = set(values.get("rel", "").lower().split())
        for name, value in values.items():
            href = name == "href" and (
                tag in _LOADING_HREF or (tag == "link" and rel & _LOADING_REL)
            )
            if name in _LOADING or href:
                self._of_address(value.strip())
            elif name == "style":
                self._of_style(value)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self._of_address(_REFRESHED.sub("", values.get("content", "")).strip("'\" "))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element's attributes."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """The text of a style element."""
        if self.lasttag == "style":
            self._of_style(data)

    def _of_address(self, value: str) -> None:
        """What is written whole; what a template puts together has blanks in it."""
        whole = not re.search(r"\s", value) and not value.startswith("#")
        if value and (whole or _OUTSIDE.match(value)):
            self._add(value.split(maxsplit=1)[0])

    def _of_style(self, text: str) -> None:
        for address in loads_of(text):
            self._of_address(address.strip())

    def _add(self, address: str) -> None:
        """Note an address where it stands, from the open tag on."""
        line, offset = self.getpos()
        for number in range(line, len(self._rows) + 1):
            at = self._rows[number - 1].find(address, offset if number == line else 0)
            if at >= 0:
                self._found.append((number, at + 1, address))
                return
        self._found.append((line, offset + 1, address))


# -- drawings ------------------------------------------------------------------------------

_HREF = ("href", "{http://www.w3.org/1999/xlink}href", "src")


def foreign_address(svg: str) -> str:
    """An address in a filled-in drawing that is neither in it nor part of it; "" for none.

    Raises `ValueError` when it is no XML.
    """
    # It is written in UTF-8, whatever it says of itself.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    return next(filter(_is_foreign, _addresses(root)), "")


def _is_foreign(address: str) -> bool:
    return bool(address) and not address.startswith(("#", "data:"))


def _addresses(root: Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            # What may lead elsewhere: an entity, an instruction such as xml-stylesheet.
            yield "" if element.tag is etree.Comment else str(element)
            continue
        for name, value in element.attrib.items():
            text = str(value)
            if name in _HREF:
                yield text.strip()
            elif "(" in text or "\\" in text:
                yield from loads_of(text if name == "style" else f"x:{text}")
        if element.tag.rpartition("}")[2] == "style":
            yield from loads_of(str(etree.tostring(element, encoding="unicode", method="text")))
