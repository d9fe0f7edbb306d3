"""What kind of file it is, by its bytes and not by its name; others are refused in plain words.

In: the name and the bytes of a file. Out: a `SourceKind`.
"""

import contextlib
import io
import re
import zipfile
from typing import Literal

from bulletin.desk.importing.plain.mail import is_sent
from bulletin.diagnostics import UTF16_MARKS, BulletinError
from bulletin.messages import tr, tr_noop
from bulletin.source.files import AS_JPG

SourceKind = Literal["docx", "odt", "xlsx", "html", "markdown", "text", "data", "calendar"]

MAX_FILE = 100_000_000
"""Bytes of a file: photographs of a phone in a Word file come to less."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX = tr(
    "open it in Word or LibreOffice, choose File, Save As, and there Word (.docx); LibreOffice makes"
    " it of many files at once: soffice --headless --convert-to docx FILE FILE"
)
_SHEETS, _SLIDES = tr("a spreadsheet"), tr("a presentation")
_AS_XLSX = tr("open it in Excel or LibreOffice and save it as .xlsx")
_AS_TEXT = tr("copy the text into Word, and import that file; save tables as .csv for :::{{table}}")
_PACKED = (
    (b"xl/", _SHEETS, _AS_XLSX),
    (b"opendocument.spreadsheet", _SHEETS, _AS_XLSX),
    (b"ppt/", _SLIDES, _AS_TEXT),
    (b"opendocument.presentation", _SLIDES, _AS_TEXT),
    (b"OEBPS", tr("an e-book"), _AS_TEXT),
)
"""What shows in a ZIP archive that it is no text, what it is, and what to do."""
_BUNDLES = {"zip", "rar", "7z"}
_UNPACK = tr("unpack it, and import the folder that comes out")
_OLD = (
    ("Workbook", _SHEETS, _AS_XLSX),
    ("Book\0", _SHEETS, _AS_XLSX),
    ("PowerPoint Document", _SLIDES, _AS_TEXT),
    (
        "__properties_version",
        tr("a mail of Outlook (.msg)"),
        tr("open it in Outlook, save it as HTML, and import that file; save what came with it"),
    ),
)
"""The streams by which old files of Excel and PowerPoint, and mails of Outlook, are known."""
_HTML = re.compile(
    rb"\s*(?:Version:[\d.]+\s+StartHTML:[^<]*)?"
    rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    rb"^(?:#{1,6} |---\s*\n\w|```|:::|> )|\*\*\S|\]\(|\]\[|\[\^|^\|.*\|\s*$|</?[a-z]", re.MULTILINE
)
"""What a text has that was written as Markdown, and none that was pasted as it was read."""
_OF_OTHERS = {
    *("pages", "doc", "pdf", "xlsx", "xls", "pptx", "ppt", "zip", "rar"),
    *("jpg", "jpeg", "png", "gif", "webp"),
}
"""Endings of files that are no text, whatever their bytes are."""
_BY_ENDING: dict[str, SourceKind] = {"csv": "data", "tsv": "data", "ics": "calendar"}
_OF_PROGRAMS = {
    *("vcf", "json", "xml", "yaml", "yml", "toml", "ini", "log", "sql", "tex", "bib", "url"),
    *("srt", "vtt", "ass", "svg", "kml", "gpx", "js", "css", "py", "opml", "rss", "plist"),
    *("dif", "slk", "gdoc", "gsheet", "gslides", "webloc", "desktop"),
}
"""Endings of files that programs write for programs, in characters."""
_SIGN_OF_OPEN = re.compile(r"~\$.+|\.~lock\..+#")
"""Names of the files that lie beside one as long as Word or LibreOffice has it open."""
_HEAD = 2000
"""Bytes in which a file shows whether it is text."""


def kind_of(name: str, data: bytes) -> SourceKind:
    """The kind of a file. Raises `BulletinError` for one that cannot be imported."""
    _refuse_what_holds_nothing(name, data)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if data.startswith((_ZIP, b"PK\x05\x06")):
        return _packed(name, data, ending)
    for begins, message, hint in _REFUSED:
        if re.match(begins, data, re.DOTALL | re.MULTILINE):
            raise BulletinError(tr(message, name=name), hint)
    if data.startswith(_OLE):
        raise _ole(name, data)
    if ending in {"docx", "odt"}:
        raise BulletinError(
            tr("{name} is damaged: it is no {ending} file", name=name, ending=f".{ending}"),
            tr("open it in Word or LibreOffice, and save it again"),
        )
    # Data of other programs are often called .xls, and are lines with tabs.
    if ending in _OF_OTHERS and b"\x00" in data[:_HEAD] and not data.startswith(UTF16_MARKS):
        raise _unknown(name)
    head = data.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")[: 2 * _HEAD]
    if _HTML.match(head) or ending in {"html", "htm", "xhtml"}:
        return "html"
    if ending in _OF_PROGRAMS or (b"\x00" in data and not data.startswith(UTF16_MARKS)):
        raise _unknown(name)
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    # What somebody pastes has no name; its lines are those that were seen.
    pasted = is_sent(data) or (name == "-" and not _MARKDOWN.search(head))
    return "text" if pasted or ending in {"txt", "text", "eml"} else "markdown"


def _refuse_what_holds_nothing(name: str, data: bytes) -> None:
    if _SIGN_OF_OPEN.fullmatch(name):
        message = tr("{name} only says that a file is open in Word or LibreOffice", name=name)
        raise BulletinError(message, tr("save and close that file, and import it itself"))
    if not data.strip():
        raise BulletinError(
            tr("{name} is empty", name=name), tr("check whether it is the right file")
        )


def _packed(name: str, data: bytes, ending: str) -> SourceKind:
    """The kind of a ZIP archive: the names of what is in it stand in its directory at the end."""
    named = data[30:38] == b"mimetype"
    if named and (b"vnd.oasis.opendocument.text" in data[:200] or ending == "odt"):
        return "odt"
    if ending in _BUNDLES and not _is_document(data):
        raise BulletinError(
            tr("{name} is a packed folder ({ending})", name=name, ending=f".{ending}"), _UNPACK
        )
    if b"word/" in data:
        return "docx"
    if b"content.xml" in data and ending == "odt":
        return "odt"
    if b"xl/workbook.xml" in data and b"ppt/" not in data:
        return "xlsx"
    if b"Index/" in data or ending == "pages":
        raise BulletinError(
            tr("{name} is a file of Apple Pages", name=name),
            tr("open it in Pages and choose File, Export to, Word (.docx)"),
        )
    if ending in {"docx", "odt"}:
        message = tr("{name} is damaged: it holds no text of Word", name=name)
        raise BulletinError(message, tr("open it in Word or LibreOffice, and save it again"))
    for part, what, hint in _PACKED:
        if part in data:
            raise _no_text(name, what, hint)
    raise _unknown(name)


def _is_document(data: bytes) -> bool:
    """Whether a ZIP archive is itself a document, and not a folder with some."""
    with contextlib.suppress(zipfile.BadZipFile, ValueError, NotImplementedError):
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        return bool({"[Content_Types].xml", "mimetype", "word/document.xml"} & {*names})
    return False


def _no_text(name: str, what: str, hint: str) -> BulletinError:
    return BulletinError(tr("{name} is {what}, not a text", name=name, what=what), hint)


def _ole(name: str, data: bytes) -> BulletinError:
    """An old container of Microsoft: a document of Word 97 to 2003, or one with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BulletinError(
            tr("{name} is protected by a password", name=name),
            tr("open it with its password, take the password away, and save it"),
        )
    if "WordDocument".encode("utf-16-le") in data:
        return BulletinError(tr("{name} is a file of Word 97 to 2003 (.doc)", name=name), _AS_DOCX)
    for stream, what, hint in _OLD:
        if stream.encode("utf-16-le") in data:
            return _no_text(name, what, hint)
    return BulletinError(
        tr("{name} is an old file of Microsoft Office, and no text", name=name), _AS_DOCX
    )


def _unknown(name: str) -> BulletinError:
    hint = tr("import a .docx, .odt, .xlsx, .csv, .html, .md, .txt, .eml or .ics file")
    return BulletinError(tr("{name} is none of the kinds that can be imported", name=name), hint)


_REFUSED = (
    (
        rb".{0,1000}%PDF-\d",
        tr_noop(
            "{name} is a PDF file: its paragraphs, headings and tables cannot be told any more"
        ),
        tr(
            "import the file that the PDF was made from; if there is none, open the PDF in Word, choose"
            " File, Save As, and there Word (.docx); of scanned pages Google Docs makes text, which it"
            " saves by File, Download, Microsoft Word"
        ),
    ),
    (rb"Rar!|7z\xbc\xaf", tr_noop("{name} is a packed folder (.rar or .7z)"), _UNPACK),
    (rb"\s*\{\\rtf", tr_noop("{name} is a file in Rich Text Format (.rtf)"), _AS_DOCX),
    (rb"\s*\{\\urtf|\xdb\xa5", tr_noop("{name} is a file of a very old Word"), _AS_DOCX),
    (
        rb"(?!.*^(?:To|Cc|Received|Message-ID):)(?:From|MIME-Version):[^\n]*\n.*multipart/related",
        tr_noop("{name} is a web page in one file (.mht)"),
        tr("open it in Word and save it as .docx"),
    ),
    (
        rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|BM....\x00\x00\x00\x00",
        tr_noop("{name} is a picture, not a text"),
        tr(
            "put it into the issue's folder images, and write three lines into an article:"
            " :::{{figure}} images/NAME.jpg, :alt: what it shows, :::"
        ),
    ),
    (
        rb"....ftyp(?:hei|hev|mif|msf|avi)",
        tr_noop("{name} is a picture, not a text"),
        AS_JPG,
    ),
    (
        rb"<\?xml[^>]*>\s*(<\?mso[^>]*>\s*)?<(w:wordDocument|pkg:package)",
        tr_noop("{name} is a Word file saved as XML"),
        _AS_DOCX,
    ),
    (
        rb"<\?xml[^>]*>\s*(<\?mso[^>]*>\s*)?<(\w+:)?Workbook\b",
        tr_noop("{name} is a spreadsheet saved as XML"),
        _AS_XLSX,
    ),
)
