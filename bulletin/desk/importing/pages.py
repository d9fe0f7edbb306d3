"""Files of HTML. In: bytes. Out: a `FileReading` of the page's main part."""

import re
from contextlib import suppress
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

from lxml import etree, html

from bulletin.desk.importing.characters.decoding import decoded
from bulletin.desk.importing.characters.encodings import convert
from bulletin.desk.importing.html import fonts
from bulletin.desk.importing.html.reader import HtmlReader
from bulletin.desk.importing.html.sheets import write_styles
from bulletin.desk.importing.html.surroundings import drop_surroundings, with_beside
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.opening.sizes import (
    refuse_too_many_attributes,
    refuse_too_many_elements,
)
from bulletin.desk.importing.pictures import Opener
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.diagnostics import BulletinError
from bulletin.formats.element_text import Element, text_within, words_within
from bulletin.messages import tr
from bulletin.source.files import leads_out

_LARGEST = 50_000_000
_OF_WORD = re.compile(r"<!--\[if.*?<!\[endif\]-->", re.IGNORECASE | re.DOTALL)
_ENDIF = "<![endif]-->"
_STRUCK_OUT = re.compile(r"<(/?)(?:s|strike)(?=[\s>])", re.IGNORECASE)
"""Elements that the parser closes in front of a paragraph, as browsers do not; never a `del`."""
_OF_CLIPBOARD = re.compile(r"\A\s*Version:[\d.]+\s+StartHTML:[^<]{0,4000}")
"""What Windows writes above a page that was copied: where in it what begins."""
_DEBRIS = re.compile(
    r"<!\[(?:if|endif)[^>]{0,1000}>|<\?xml[^>]{0,1000}>|</?wbr\b[^>]{0,1000}>", re.IGNORECASE
)
"""What is no text; the parser takes <wbr>, a place to break a line, for what ends somewhere."""


def parsed(text: str, name: str) -> Element:
    """A page as a tree, without what Word writes for itself alone. Raises `BulletinError`."""
    text = _OF_CLIPBOARD.sub("", text)
    # Behind the last end no comment of Word's has one: each beginning would look for it in vain.
    end = text.lower().rfind(_ENDIF) + len(_ENDIF) if _ENDIF in text.lower() else 0
    text = _OF_WORD.sub("", text[:end]) + text[end:]
    text = _DEBRIS.sub("", text).replace("\x0b", " ").replace("\x0c", " ")
    text = _STRUCK_OUT.sub(r"<\1del", text)
    refuse_too_many_attributes(name, text)
    parser = html.HTMLParser(huge_tree=True, no_network=True, recover=True)
    try:
        root: Element = html.document_fromstring(text or "<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BulletinError(
            tr("{name} holds no text", name=name), tr("check whether it is the right file")
        ) from error
    return root


def read_html(given: Given, remarks: Remarks) -> FileReading:
    """The text of a page."""
    root = parsed(decoded(given.data, remarks, markup=True), given.name)
    refuse_too_many_elements(given.name, root)
    write_styles(root)
    fonts.spell_out_signs(root)
    convert(fonts.slots_of(root), remarks)
    main, hints = _main(root), _hints(root)
    main = with_beside(main, hints.property_title, remarks)
    drop_surroundings(main, hints.property_title, remarks)
    blocks = HtmlReader(root, remarks).blocks(main)
    return FileReading(blocks, hints, opener_in(given.folder))


def _main(root: Element) -> Element:
    """The part of a page that is its text."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = root.findall(path)
        if len(found) == 1 and len(text_within(found[0]).split()) > 20:  # noqa: PLR2004, more than a line
            return found[0]
    body = root.find("body")
    return body if body is not None else root


def _hints(root: Element) -> Hints:
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if content := " ".join((meta.get("content") or "").split()):
            said.setdefault(name, content)
    title = root.find(".//title")
    words = words_within(title) if title is not None else ""
    # Sites put their own name behind a page's.
    words = re.split(r"\s[|–—-]\s(?=[^|–—-]*\Z)", words)[0]
    return Hints(
        property_title=said.get("og:title", words),
        property_author=said.get("author", ""),
        property_summary=said.get("description", said.get("og:description", "")),
    )


def _as_named(folder: Path, written: str) -> Path:
    """A file in a folder, whose name may have other capitals or be in another normal form."""
    for part in PurePosixPath(written).parts:
        found = folder / part
        if not found.exists():
            alike = {normalize("NFC", one.name).casefold(): one for one in folder.iterdir()}
            found = alike.get(normalize("NFC", part).casefold(), found)
        folder = found
    return folder


def opener_in(folder: Path | None) -> Opener:
    """Opens pictures that lie in a folder or below it, and no others."""

    def opened(source: str) -> bytes | None:
        if folder is None or re.match(r"[a-z][a-z0-9+.-]*:|//", source, re.IGNORECASE):
            return None
        spellings = (unquote(source), unquote(source.partition("?")[0]), source)
        for written in dict.fromkeys(spellings):
            with suppress(OSError, ValueError):
                path = _as_named(folder, written.replace("\\", "/").lstrip("/"))
                inside = path.is_file() and not leads_out(path, folder)
                if inside and path.stat().st_size <= _LARGEST:
                    return path.read_bytes()
        return None

    return opened
