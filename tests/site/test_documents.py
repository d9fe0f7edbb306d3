"""Documents of earlier years stay in the archive: found, at their address, and as they were."""

from __future__ import annotations

import functools
import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import etree, html
from PIL import Image

from bulletin.art.qr_symbol import read_back
from bulletin.cache import Cache
from bulletin.check import earlier
from bulletin.desk.documents.previews import preview_of
from bulletin.desk.documents.reading import read_document
from bulletin.diagnostics import BulletinError
from bulletin.manifest import WithdrawalRecord
from bulletin.publish.base import Release
from bulletin.publish.revisions import withdrawal
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.verifying import Wanted, verify
from bulletin.publish.whole import whole
from bulletin.site import search_index
from bulletin.site.archive import write_archive
from bulletin.site.feeds import podcast
from bulletin.site.hosting.rules import content_type
from bulletin.source.load import load
from bulletin.source.settings.models import Publication
from bulletin.source.settings.targets import FolderPlace
from bulletin.theming.theme import Theme
from tests.publish.shop import built, by_path, files
from tests.site.earlier import REPORT, SCAN, pdf

BASE = {
    "title": "Bản tin để thử",
    "language": "vi",
    "base_url": "https://thu.example/bantin/",
    "publisher": {"name": "UBND xã Thử"},
    "licence": "CC BY 4.0",
    "editors": [{"name": "An"}],
}


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """Documents as offices have them: made once."""
    folder = tmp_path_factory.mktemp("shelf")
    pdf(folder / "bao-cao-2018.pdf", "Ke hoach lam duong 2018")
    page = Image.new("1", (620, 877), 1)
    page.save(folder / "cu.tif", save_all=True, append_images=[page])
    return folder


@pytest.fixture
def quick(monkeypatch):
    """An archive without what these tests do not look at; what would be searched, by path."""
    searched = {}

    def index(entries, _language, _folder):
        searched.clear()
        searched.update((entry.path, entry) for entry in entries)

    monkeypatch.setattr(podcast, "cover", lambda *_: b"cover")
    monkeypatch.setattr(search_index, "write_index", index)
    return searched


@pytest.fixture
def place(tmp_path, shelf, quick):
    """A publication's folder, a folder of releases with one in it, and where it is published."""
    shutil.copytree(shelf, tmp_path / "issues" / "archive")
    built(tmp_path / "dist", files={"index.html": "page"})
    return Place(tmp_path, quick)


@functools.cache
def _theme():
    """The theme of all these publications, whose pages are compiled once."""
    return Theme(Publication.model_validate(BASE), Path(__file__).parent)


class Place:
    """All that the commands do with one publication."""

    def __init__(self, folder, searched):
        self.root, self.dist, self.there = folder / "issues", folder / "dist", folder / "there"
        self.searched = searched
        self.cache = Cache(folder / "cache")

    def theme(self, entries):
        self.publication = Publication.model_validate({**BASE, "archive": entries})
        theme = _theme()
        theme.publication, theme.root = self.publication, self.root
        return theme

    def write(self, *entries):
        theme = self.theme(entries)
        write_archive(theme, self.dist, self.cache)
        return self.dist / "documents"

    def publish(self, *entries, withdraw=False):
        theme, target = self.theme(entries), FolderTarget()
        where = FolderPlace(type="folder", path=str(self.there))
        found = whole(self.dist / "2026-11", "2026-11")
        release = Release(self.dist / "2026-11", found, theme)
        if withdraw:
            said = WithdrawalRecord(date=found.date, why="Sai")
            with withdrawal(found, theme, said) as taken:
                return by_path(target.publish(taken, where, dry_run=False))
        return by_path(target.publish(release, where, dry_run=False))


def text(path):
    return " ".join(html.document_fromstring(path.read_text("utf-8")).text_content().split())


def test_each_document_has_a_page_a_code_and_its_own_bytes(place, shelf):
    folder = place.write(REPORT, SCAN)
    assert (folder / "cu/cu.tif").read_bytes() == (shelf / "cu.tif").read_bytes()
    page = html.document_fromstring((folder / "cu/index.html").read_text("utf-8"))
    assert page.xpath("string(//h1)") == "Bản tin cũ"
    assert "2 trang" in page.text_content()
    for link in page.xpath("//main//a/@href | //img/@src"):
        assert (folder / "cu" / link).resolve().is_file(), link
    address = "https://thu.example/bantin/documents/cu/"
    assert page.xpath("string(//link[@rel='canonical']/@href)") == address
    assert read_back((folder / "cu/qr.png").read_bytes()) == address
    assert (folder / "cu/qr.svg").is_file()


def test_documents_are_listed_by_year_and_by_kind_and_the_archive_leads_there(place):
    folder = place.write(REPORT, SCAN, {**SCAN, "file": "archive/bao-cao-2018.pdf", "slug": "hai"})
    for name, headings in {
        "index.html": ["Năm 2018", "Năm 2001"],
        "kinds.html": ["Bản tin", "Báo cáo"],
    }.items():
        page = html.document_fromstring((folder / name).read_text("utf-8"))
        assert page.xpath("//h2/text()") == headings
        links = page.xpath("//section//a/@href")
        assert len(links) == len([REPORT, SCAN, SCAN])
        assert all((folder / link).is_file() for link in links)
    front = html.document_fromstring((place.dist / "index.html").read_text("utf-8"))
    assert "documents/index.html" in front.xpath("//nav//a/@href")
    sitemap = (place.dist / "sitemap.xml").read_text("utf-8")
    assert "https://thu.example/bantin/documents/cu/<" in sitemap


def test_the_search_knows_the_words_of_a_document_and_of_a_scan_its_title(place):
    place.write(REPORT, SCAN)
    report, scan = (place.searched[f"documents/{one}/index.html"] for one in ("bao-cao-2018", "cu"))
    assert (report.text, report.where) == (
        "Ke hoach lam duong 2018",
        "Báo cáo, ngày 28 tháng 12 năm 2018",
    )
    assert (scan.title, scan.text) == ("Bản tin cũ", "")


def test_a_pdf_stands_in_the_catalogues_for_e_readers_and_all_in_the_feed(place):
    folder = place.write(REPORT, SCAN)
    file = "https://thu.example/bantin/documents/bao-cao-2018/bao-cao-2018.pdf"
    assert file in (place.dist / "opds.xml").read_text("utf-8")
    assert "cu.tif" not in (place.dist / "opds.xml").read_text("utf-8")
    catalogue = json.loads((place.dist / "opds.json").read_text("utf-8"))
    assert catalogue["publications"][-1]["links"][0]["href"] == file
    feed = etree.fromstring((folder / "feed.atom").read_bytes())
    titles = feed.xpath("//a:entry/a:title/text()", namespaces={"a": feed.nsmap[None]})
    assert titles == ["Báo cáo năm 2018", "Bản tin cũ"]


def test_a_new_title_leaves_the_address_and_an_address_once_given_never_dies(place):
    folder = place.write(REPORT, SCAN)
    place.write({**REPORT, "title": "Báo cáo tổng kết"}, SCAN)
    assert "Báo cáo tổng kết" in text(folder / "bao-cao-2018/index.html")
    # Renamed: the old address leads to the same file at its new one, in every later build too.
    (place.root / "archive/bao-cao-2018.pdf").rename(place.root / "archive/tong-ket.pdf")
    renamed = {**REPORT, "file": "archive/tong-ket.pdf"}
    for _ in range(2):
        place.write(renamed, SCAN)
        old = html.document_fromstring((folder / "bao-cao-2018/index.html").read_text("utf-8"))
        (link,) = old.xpath("//main//a/@href")
        assert (folder / "bao-cao-2018" / link).resolve() == (
            folder / "tong-ket/index.html"
        ).resolve()
        assert "url=" in old.xpath("string(//meta[@http-equiv='refresh']/@content)")
        assert {p.name for p in (folder / "bao-cao-2018").iterdir()} == {"index.html"}
    # Taken out: its address says so, and the other leads where that is said.
    for _ in range(2):
        place.write(SCAN)
        assert "Tài liệu này đã được gỡ" in text(folder / "tong-ket/index.html")
        assert "tong-ket.pdf" not in {p.name for p in folder.rglob("*")}
    # None is left: the addresses stay, the list says so, and the front page leads there no more.
    place.write()
    assert "Tài liệu này đã được gỡ" in text(folder / "cu/index.html")
    assert "Hiện chưa có tài liệu nào" in text(folder / "index.html")
    assert "documents/" not in (place.dist / "index.html").read_text("utf-8")
    # Entered again: the address is what it was.
    place.write(renamed)
    assert "Báo cáo năm 2018" in text(folder / "tong-ket/index.html")


def test_an_archive_without_documents_and_topics_has_nothing_of_them(place):
    folder = place.write()
    assert not folder.exists()
    assert not (place.dist / "topics").exists()


def test_a_place_is_sent_the_documents_checked_typed_and_rid_of_ours_alone(place):
    first = place.publish(REPORT, SCAN)
    assert first["documents/cu/cu.tif"] == "new"
    assert set(place.publish(REPORT, SCAN).values()) == {"unchanged"}
    theirs = place.there / "documents" / "cua-nguoi-khac.pdf"
    theirs.write_bytes(b"theirs")
    gone = place.publish(REPORT)
    assert gone["documents/cu/cu.tif"] == "removed"
    assert gone["documents/cu/index.html"] == "changed"
    assert "đã được gỡ" in text(place.there / "documents/cu/index.html")
    assert theirs.read_bytes() == b"theirs"
    assert (
        place.publish(REPORT, withdraw=True)["documents/bao-cao-2018/bao-cao-2018.pdf"]
        == "unchanged"
    )


def test_verify_names_a_document_a_page_and_a_code_that_are_not_as_they_were(place):
    place.publish(REPORT, SCAN)
    assert verify(str(place.there), Wanted(0)).faults == ()
    found = place.there / "documents"
    whole_file = (found / "cu/cu.tif").read_bytes()
    (found / "cu/cu.tif").write_bytes(whole_file[:-1] + b"x")
    shutil.copy(found / "bao-cao-2018/qr.png", found / "cu/qr.png")
    (found / "bao-cao-2018/index.html").unlink()
    # Without the list of all files, which no server shows.
    listing = json.loads((place.there / ".bulletin.json").read_text("utf-8"))
    (place.there / ".bulletin.json").write_text(json.dumps({**listing, "files": {}}), "utf-8")
    places = {
        fault.place.partition("documents/")[2]
        for fault in verify(str(place.there), Wanted(0)).faults
    }
    assert {"cu/cu.tif", "cu/qr.png", "bao-cao-2018/index.html"} <= places


@pytest.mark.parametrize("spoil", ["missing", "link", "broken", "twice"])
def test_a_document_that_was_spoilt_since_the_check_ends_in_words_and_changes_nothing(place, spoil):
    place.write(REPORT, SCAN)
    before = files(place.dist)
    file = place.root / "archive/cu.tif"
    entries = [REPORT, SCAN]
    if spoil == "missing":
        file.unlink()
    elif spoil == "link":
        file.rename(file.with_name("x.tif"))
        file.symlink_to("x.tif")
    elif spoil == "broken":
        file.write_bytes(b"II*\x00")
    else:
        entries.append({**SCAN, "file": "archive/bao-cao-2018.pdf", "slug": "cu"})
    with pytest.raises(BulletinError, match="archive cannot hold"):
        place.write(*entries)
    assert files(place.dist) == before


def test_documents_are_handed_out_under_their_types_on_every_host():
    types = {
        "a.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a.doc": "application/msword",
        "a.odt": "application/vnd.oasis.opendocument.text",
        "a.tif": "image/tiff",
        "feed.atom": "application/atom+xml",
    }
    assert {path: content_type(f"documents/a/{path}") for path in types} == types


# -- what is in a document -------------------------------------------------------------------


def zipped(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path, body, head=""):
    zipped(path, word__document_xml=f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")


def said(path):
    read = read_document(path)
    return read.words, [str(finding.message) for finding in read.findings]


def test_the_words_of_word_and_opendocument_files_are_those_that_stand_in_them(tmp_path):
    made = docx.Document()
    made.add_paragraph("Làm đường\tấp Tân Lợi")
    made.add_table(1, 1).cell(0, 0).text = "Kinh phí"
    made.save(tmp_path / "a.docx")
    assert said(tmp_path / "a.docx") == ("Làm đường ấp Tân Lợi\nKinh phí", [])
    moved = "<w:p><w:r><w:t>Còn</w:t></w:r><w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
    word(tmp_path / "b.docx", f"{moved}<w:moveFrom><w:r><w:t>dời</w:t></w:r></w:moveFrom></w:p>")
    assert said(tmp_path / "b.docx")[0] == "Còn"
    names = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    content = f"<o:d {names}><t:tracked-changes><t:p>đã xóa</t:p></t:tracked-changes><t:p>Số<t:s/>một <t:span>hai</t:span> ba</t:p></o:d>"
    zipped(tmp_path / "c.odt", content_xml=content)
    assert said(tmp_path / "c.odt") == ("Số một hai ba", [])


def test_a_text_of_before_unicode_is_found_by_what_it_says(tmp_path):
    # "Nghị quyết của Hội đồng nhân dân xã" in TCVN3, as the font .VnTime shows it.
    line = "NghÞ quyÕt cña Héi ®ång nh©n d©n x·"
    word(tmp_path / "a.docx", f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")
    assert said(tmp_path / "a.docx")[0] == "Nghị quyết của Hội đồng nhân dân xã"


def test_what_is_a_trap_locked_or_holds_programs_is_refused_and_not_unpacked(tmp_path, monkeypatch):
    entity = '<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    word(tmp_path / "xxe.docx", "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=entity)
    assert "damaged" in said(tmp_path / "xxe.docx")[1][0]
    monkeypatch.setattr("bulletin.desk.importing.opening.archives.MAX_TOTAL", 1_000_000)
    zipped(tmp_path / "bomb.docx", word__document_xml=" " * 2_000_000)
    assert "trap" in said(tmp_path / "bomb.docx")[1][0]
    zipped(
        tmp_path / "macro.docx", word__document_xml=f"<w:document {W}/>", word__vbaProject_bin="x"
    )
    assert "macros" in said(tmp_path / "macro.docx")[1][0]
    pdf(tmp_path / "locked.pdf", "x", encryption=pikepdf.Encryption(user="a", owner="b"))
    assert "password" in said(tmp_path / "locked.pdf")[1][0]
    zipped(tmp_path / "locked.odt", content_xml="<a/>", META__INF="")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    assert "damaged" in said(tmp_path / "cut.pdf")[1][0]
    monkeypatch.setattr("bulletin.desk.documents.faults.MAX_PIXELS", 100)
    Image.new("1", (20, 20)).save(tmp_path / "huge.png")
    assert "million pixels" in said(tmp_path / "huge.png")[1][0]


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
SITE = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://xa.example/")


def _link(action):
    box = pikepdf.Array([0, 0, 9, 9])
    kind = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link}
    return pikepdf.Array([pikepdf.Dictionary(**kind, Rect=box, A=action)])


ACTIONS = {
    "opened": ("OpenAction", SCRIPT, True),
    "launched": ("OpenAction", LAUNCH, True),
    "followed": ("OpenAction", pikepdf.Dictionary(**SITE, Next=pikepdf.Array([SCRIPT])), True),
    "closed": ("AA", pikepdf.Dictionary(WC=SCRIPT), True),
    "link": ("Annots", _link(LAUNCH), True),
    "site": ("Annots", _link(SITE), False),
    "button": ("Annots", _link(SCRIPT), False),
    "page": ("OpenAction", pikepdf.Array([0, pikepdf.Name.Fit]), False),
    "nonsense": ("AA", pikepdf.Array([1]), False),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_a_pdf_that_runs_something_by_itself_is_told_and_no_button_or_link(tmp_path, name):
    key, value, told = ACTIONS[name]
    with pikepdf.new() as made:
        page = made.add_blank_page()
        (page.obj if key in {"Annots", "AA"} else made.Root)[f"/{key}"] = value
        if name != "nonsense":
            made.save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        else:
            made.save(tmp_path / "a.pdf")
    assert ["macros" in words for words in said(tmp_path / "a.pdf")[1]] == [True] * told


RELATION = (
    '<Relationships><Relationship Id="a" Target="{}" TargetMode="{}" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/{}"/></Relationships>'
)


@pytest.mark.parametrize(
    ("target", "mode", "kind", "told"),
    [
        ("https://a.example/x.dotm", "External", "attachedTemplate", True),
        (r"\\\\a.example\\x", "External", "oleObject", True),
        ("file:///C:/Users/a/Normal.dotm", "External", "attachedTemplate", False),
        ("https://a.example/", "External", "hyperlink", False),
        ("embeddings/a.xlsx", "Internal", "package", False),
    ],
)
def test_a_word_file_that_has_a_program_fetched_is_told(tmp_path, target, mode, kind, told):
    zipped(
        tmp_path / "a.docx",
        word__document_xml=f"<w:document {W}><w:body/></w:document>",
        word___rels__settings_xml_rels=RELATION.format(target, mode, kind),
    )
    assert ["fetch another file" in words for words in said(tmp_path / "a.docx")[1]] == [
        True
    ] * told
    field = "<w:p><w:r><w:instrText> DDEAUTO c:/cmd.exe</w:instrText></w:r></w:p>"
    word(tmp_path / "b.docx", field)
    assert "fetch another file" in said(tmp_path / "b.docx")[1][0]


def test_a_scan_that_says_where_it_was_taken_is_named_and_its_preview_says_nothing(tmp_path):
    where = Image.Exif()
    where.get_ifd(0x8825)[1] = "N"
    where[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(tmp_path / "a.jpg", exif=where)
    assert "where on earth" in said(tmp_path / "a.jpg")[1][0]
    shown = Image.open(io.BytesIO(preview_of(tmp_path / "a.jpg")))
    assert (shown.size, dict(shown.getexif())) == ((20, 40), {})


@pytest.mark.usefixtures("nothing_kept")
def test_a_document_looks_the_same_whatever_was_drawn_before_it(shelf, tmp_path):
    file = shelf / "bao-cao-2018.pdf"
    drawn = {preview_of(file)}
    for face in ("Helvetica-Bold", "Times-Roman"):  # PDFium remembers faces that it has met
        pdf(tmp_path / "other.pdf", "Ke hoach", face)
        assert preview_of(tmp_path / "other.pdf")
        drawn.add(preview_of(file))
    assert len(drawn) == 1
    shown = Image.open(io.BytesIO(drawn.pop())).convert("L")
    assert shown.width > 600
    assert shown.getextrema()[0] < 100


def test_a_document_that_is_too_large_or_heavy_is_told_in_its_line(small, monkeypatch):
    (small / "archive").mkdir()
    pdf(small / "archive/bao-cao-2018.pdf", "x" * 3000)
    with (small / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write(f"archive: [{json.dumps(REPORT)}]\n")
    issue = load(small, "2026-11").issue

    def found():
        return [(f.code.number, f.span.line) for f in earlier.documents(issue)]

    line = len((small / "publication.yaml").read_text("utf-8").splitlines())
    assert found() == []
    monkeypatch.setattr(earlier, "HEAVY", 100)
    assert found() == [("B676", line)]
    monkeypatch.setattr(earlier, "LARGEST", 200)
    assert found() == [("B675", line)]
