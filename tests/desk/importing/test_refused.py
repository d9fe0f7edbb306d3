"""What cannot be imported gets a sentence, and what to do; what is a trap does no harm."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from lxml import etree

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.odt.burdens import bound_repetitions
from bulletin.desk.importing.odt.reader import read_odt
from bulletin.desk.importing.opening import archives, sizes
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.pandoc import program as pandoc
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.plain.mail import is_sent
from bulletin.desk.importing.remarks import Remarks
from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from tests.conftest import SMALL
from tests.desk.importing import word
from tests.desk.importing.word import zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORD_2003 = "WordDocument".encode("utf-16-le")
LOCKED = "EncryptedPackage".encode("utf-16-le")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _locked_zip() -> bytes:
    data = bytearray(zip_of(word__document_xml=b"<x/>"))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    return bytes(data)


REFUSED = {
    "empty.docx": (b" \n", "empty"),
    "IMG_1.HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 9, "is a picture"),
    "old.doc": (OLE + WORD_2003, "Word 97"),
    "renamed.docx": (OLE + WORD_2003, "Word 97"),
    "locked.docx": (OLE + LOCKED, "password"),
    "sheet.xls": (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
    "other.msg": (OLE, "no text"),
    "mail.msg": (OLE + "__properties_version1.0".encode("utf-16-le"), "a mail of Outlook"),
    "mails.mbox": (
        (
            b"From a@xa.example Mon Oct 12\nSubject: A\n\nMot\n\n"
            b"From b@xa.example Tue Oct 13\nSubject: B\n\nHai\n"
        ),
        "a mailbox with 2 mails",
    ),
    "hop.ics": (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:mai\nEND:VEVENT\nEND:VCALENDAR\n",
        "damaged",
    ),
    "rong.ics": (b"BEGIN:VCALENDAR\nSUMMARY:Hop\nEND:VCALENDAR\n", "no text"),
    "zalo.json": (b'{"text": "45"}', "none of the kinds"),
    "bai.gdoc": (b'{"doc_id": "1aB", "email": "a@b.vn"}', "none of the kinds"),
    "phim.srt": (b"1\n00:00:01,000 --> 00:00:02,000\nXin\n", "none of the kinds"),
    "sheet.ods": (zip_of() + b"application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    "prices.csv": ('Hàng;Giá\n"Lúa;7.200\n'.encode(), "quotation marks"),
    "empty.csv": (b";;\n", "no text"),
    "paper.pdf": (b"%PDF-1.7\n", "PDF"),
    "renamed-paper.docx": (b"%PDF-1.7\n", "PDF"),
    "~$bai.docx": (b"\x03Hoa\x00", "open in Word"),
    ".~lock.bai.odt#": (b",hoa,may;", "open in Word"),
    "rich.rtf": (b"{\\rtf1 a}", "Rich Text"),
    "rich.doc": (b"{\\rtf1 a}", "Rich Text"),
    "apple.pages": (zip_of(Index__Document=b"x"), "Apple Pages"),
    "sheet.xlsx": (zip_of(xl__workbook_xml=b"x"), "damaged"),
    "sheet.xlsb": (zip_of(xl__workbook_bin=b"x"), "spreadsheet"),
    "slides.pptx": (zip_of(ppt__presentation_xml=b"x"), "presentation"),
    "page.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "one file"),
    "files.eml": (
        b"MIME-Version: 1.0\nTo: a@xa.example\nContent-Type: application/pdf; name=bieu.pdf\n\nx\n",
        "without a text",
    ),
    "photo.docx": (b"\xff\xd8\xff\xe0", "picture"),
    "xml.doc": (b"<?xml version='1.0'?>\n<w:wordDocument/>", "saved as XML"),
    "cut.docx": (zip_of(word__document_xml=b"<x/>" * 999)[:300], "damaged"),
    "old.xls": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>',
        "a spreadsheet saved as XML",
    ),
    "words.docx": (b"Xin ch\xc3\xa0o", "damaged"),
    "other.docx": (zip_of(a=b"x"), "damaged"),
    "not-xml.docx": (zip_of(word__document_xml=b"<a><b>"), "damaged"),
    "locked-parts.docx": (_locked_zip(), "password"),
    "locked.odt": (
        zip_of(
            mimetype=b"application/vnd.oasis.opendocument.text",
            **{"META-INF/manifest.xml": b"<encryption-data/>"},
        ),
        "password",
    ),
    "entities.docx": (
        zip_of(word__document_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "damaged",
    ),
    "entities-utf-16.docx": (
        zip_of(word__document_xml='<!DOCTYPE x [<!ENTITY a "b">]><x y="&a;"/>'.encode("utf-16")),
        "damaged",
    ),
    "entities-utf-7.docx": (
        zip_of(word__document_xml=b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x><x/>'),
        "damaged",
    ),
    "other.zip": (zip_of(a=b"x"), "a packed folder"),
    "zalo.zip": (zip_of(**{"bai.docx": zip_of(word__document_xml=b"<x/>")}), "a packed folder"),
    "zalo.rar": (b"Rar!\x1a\x07\x01\0" + b"\0" * 40, "a packed folder"),
    "zalo.7z": (b"7z\xbc\xaf\x27\x1c\0\x04" + b"\0" * 40, "a packed folder"),
    "bytes.md": (bytes(range(256)) * 20, "none of the kinds"),
    "nothing.html": (b"<html><body> </body></html>", "holds no text"),
    "deep.html": (b"<div>" * 20_000 + b"x", "nested too deeply"),
    "tags.md": (b"<b>" * 5_000 + b"x", "nested too deeply"),
    "deep.md": (b"> " * 300 + b"x", "nested too deeply"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_imported_is_refused_with_what_to_do(name, tmp_path):
    data, words = REFUSED[name]
    with pytest.raises(BulletinError) as refused:
        imported(Given(name, data), IssuePlace.of_issue(tmp_path))
    assert words in refused.value.message
    assert name in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("ke-hoac.docx", "ke-hoach.docx"),
        ("Kế hoạch.docx", "ke-hoach.docx"),
        ("xa/ke-hoach.docx", "there is no folder"),
        ("abc.odt", "check its name"),
    ],
)
def test_of_a_file_that_is_not_there_the_one_like_it_is_named(named, hint, tmp_path):
    (tmp_path / "ke-hoach.docx").write_bytes(b"x")
    (tmp_path / "~$ke-hoach.docx").write_bytes(b"x")
    with pytest.raises(BulletinError) as refused:
        Given.of_path(tmp_path / named)
    assert hint in refused.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="there they are right")
@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("C:\\Users\\Lan\\Tài liệu\\a.docx", "/mnt/c/Users/Lan/Tài liệu/a.docx"),
        ("d:/Ban tin/a.docx", "/mnt/d/Ban tin/a.docx"),
        ("C:UsersLana.docx", "/mnt/c/Users/..."),
        ("https://xa.example/tin.html", "save it"),
    ],
)
def test_a_path_of_windows_and_an_address_are_told_how_to_be_written(named, hint):
    with pytest.raises(BulletinError) as refused:
        Given.of_path(Path(named))
    assert hint in refused.value.hint


_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))


@pytest.mark.parametrize("setting", [f"a0: &a0 [x]\n{_BOMB}", "n: 0x" + "f" * 5000 + "\n"])
def test_settings_that_stand_for_more_than_can_be_written_are_read_line_by_line(setting, tmp_path):
    data = f"---\ntitle: Lũ về\n{setting}---\n\nNước lên.\n".encode()
    made = imported(Given("a.md", data), IssuePlace(tmp_path))
    assert "title: Lũ về" in next(iter(made.files.values())).decode()


def test_a_note_that_leads_to_itself_is_read_once(tmp_path):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>Hết lũ.</w:t></w:r>{mark}</w:p></w:footnote>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

    def relation(of: str, target: str) -> bytes:
        one = f'<Relationship Id="r1" Type="{kind}/{of}" Target="{target}"/>'
        return f"<Relationships {space}>{one}</Relationships>".encode()

    text = f"<w:p><w:r><w:t>Nước lên.</w:t></w:r>{mark}</w:p>"
    document = f"<w:document {_W}><w:body>{text}</w:body></w:document>".encode()
    data = zip_of(
        **{
            "_rels/.rels": relation("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": relation("footnotes", "footnotes.xml"),
            "word/document.xml": document,
            "word/footnotes.xml": f"<w:footnotes {_W}>{note}</w:footnotes>".encode(),
        }
    )
    made = imported(Given("a.docx", data), IssuePlace(tmp_path))
    assert next(iter(made.files.values())).decode().count("Hết lũ.") == 1


def test_an_archive_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(archives, "MAX_TOTAL", 1_000_000)
    bomb = zip_of(word__document_xml=b"0" * 1_000_001)
    with pytest.raises(BulletinError, match="would unpack to more than"):
        imported(Given("bomb.docx", bomb), IssuePlace.of_issue(tmp_path))


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b"x\n" * 50_000), ("a.html", b"<table>" + b"<tr><td>a<td>b" * 10_001)],
    ids=["lines", "cells"],
)
def test_a_file_of_more_blocks_than_an_issue_has_room_for_is_refused(name, data, tmp_path):
    with pytest.raises(BulletinError, match="more paragraphs"):
        imported(Given(name, data), IssuePlace(tmp_path))


def test_a_text_of_more_paragraphs_than_an_issue_has_is_refused_before_it_is_read(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(sizes, "MAX_BLOCKS", 3)
    long = zip_of(word__document_xml=b'<w:d xmlns:w="w">' + b"<w:p/>" * 4 + b"</w:d>")
    with pytest.raises(BulletinError, match="more paragraphs"):
        imported(Given("long.docx", long), IssuePlace.of_issue(tmp_path))


def test_an_archive_that_lies_about_its_size_is_refused_too(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 1_000_000)
    data = bytearray(zip_of(word__document_xml=b"0" * 7_000_000))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(sign) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(BulletinError, match="damaged"):
        imported(Given("lies.docx", bytes(data)), IssuePlace.of_issue(tmp_path))


def test_without_pandoc_the_message_says_what_to_install(tmp_path, monkeypatch):
    import pypandoc  # noqa: PLC0415, what is taken away

    def absent():
        raise OSError

    monkeypatch.setattr(pypandoc, "get_pandoc_path", absent)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BulletinError) as refused:
        pandoc.program()
    assert install_command("import") in refused.value.hint
    assert imported(Given("a.md", b"# T\n\nx"), IssuePlace.of_issue(tmp_path)).articles


@pytest.mark.parametrize(("version", "will_do"), [("2.17.1.1", True), ("2.9.2.1", False)])
def test_a_pandoc_of_the_system_will_do_if_it_is_not_too_old(
    version, will_do, tmp_path, monkeypatch
):
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\necho pandoc {version}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc.on_path() == (str(program) if will_do else "")


def test_merged_cells_that_an_old_pandoc_does_not_know_are_told(monkeypatch):
    monkeypatch.setattr(pandoc, "version_of", lambda _path: (3, 1))
    file = Path(__file__).parent / "cases" / "libreoffice-writer" / "input.odt"
    remarks = Remarks()
    read_odt(Given.of_path(file), remarks)
    assert any("Merged cells" in one.text for one in remarks.all() if one.kind == "lost")


def test_spaces_and_cells_that_are_repeated_beyond_measure_are_read_as_far_as_there_is_room():
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    tree = etree.fromstring(
        f'<a xmlns:t="{text}"><t:s t:c="2000000000"/><t:s t:c="40"/><t:s t:c="-9"/></a>'
    )
    bound_repetitions(tree)
    assert [one.get(f"{{{text}}}c") for one in tree] == ["100", "40", "-9"]


@pytest.mark.parametrize(("name", "most"), [("table-cell", 20_000), ("tc", 20_000), ("s", 40_000)])
def test_more_empty_cells_or_spaces_than_an_article_has_room_for_are_refused(name, most):
    part = etree.Element("text")
    for _ in range(most):
        etree.SubElement(part, f"{{urn:office}}{name}")
    sizes.refuse_too_many_paragraphs("a.odt", part)
    etree.SubElement(part, f"{{urn:office}}{name}")
    with pytest.raises(BulletinError, match=r"more .* than"):
        sizes.refuse_too_many_paragraphs("a.odt", part)


def test_a_link_out_of_the_folder_and_a_file_elsewhere_are_not_read(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(word.picture("red", "PNG").getvalue())
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "link.png").symlink_to(secret)
    text = f"# T\n\n![](../secret.png) ![](link.png) ![]({secret}) ![](file://{secret})\n\nx"
    made = imported(Given("a.md", text.encode(), folder), IssuePlace.of_issue(tmp_path / "issue"))
    assert not any(path.startswith("images/") for path in made.files)


@pytest.mark.parametrize("sign", ["[", "*", "_", "`", "<", "![", "|a", "&", "[^a", "a\\\n"])
def test_a_long_row_of_signs_takes_no_longer_than_its_length(sign, tmp_path):
    text = f"# T\n\n{sign * 3000}\n\nx"
    assert imported(Given("a.md", text.encode()), IssuePlace.of_issue(tmp_path)).articles


def test_a_title_of_which_no_sign_can_be_shown_is_the_files_name(tmp_path):
    place = IssuePlace.of_issue(shutil.copytree(SMALL, tmp_path / "small") / "2026-11")
    made = imported(Given("tin-xa.html", "<h1>٣</h1><p>Một câu.</p>".encode()), place)
    (file,) = made.articles
    assert "title: Tin xa\n" in made.files[file].decode()


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        (b"2026\nKinh-gui: UBND xa\n", False),
        (b"From the office\nDate: hom nay\n", False),
        (b"12\nTin: xa hop\n", False),
        (b"From - Mon Oct 12 2026\nSubject: Thu\n", True),
        (b"From a@xa.example Mon Oct 12\nSubject: Thu\n", True),
        (b"120\nReceived: by xa.example\nSubject: Thu\n", True),
    ],
)
def test_a_text_is_a_mail_only_with_what_programs_write_above_one(data, sent):
    assert is_sent(data) == sent
