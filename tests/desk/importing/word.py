"""Word and LibreOffice files, made by code: each with what offices put into them."""

# ruff: noqa: SLF001, python-docx gives its XML in no other way

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from PIL import Image

from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.viqr import VIQR
from bulletin.desk.legacy.vni import VNI

_MARKUP = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def saved(document) -> bytes:
    """The bytes of a document of python-docx."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _run(paragraph, text, font, *, bold=False):
    run = paragraph.add_run(text)
    run.bold = bold or None
    fonts = f'<w:rFonts {nsdecls("w")} w:ascii="{font}" w:hAnsi="{font}"/>'
    run._r.get_or_add_rPr().insert(0, parse_xml(fonts))
    return run


def _legacy() -> bytes:
    """Runs in all the old encodings, by their own fonts, by styles, and with the font lost."""
    document = Document()
    _run(
        document.add_paragraph(), TCVN3.encode("đại hội chi bộ ấp tân phước"), ".VnTimeH", bold=True
    )
    by = document.add_paragraph()
    _run(by, "Tác giả: ", "Times New Roman")
    _run(by, TCVN3.encode("Nguyễn Văn Đường"), ".VnTime")
    mixed = document.add_paragraph()
    _run(mixed, TCVN3.encode("Sáng 15-10-2026, đảng viên được "), ".VnTime")
    _run(mixed, VNI.encode("nghe báo cáo về mùa lũ"), "VNI-Times")
    _run(mixed, " và bàn cách làm đường. ", "Times New Roman")
    _run(mixed, VIQR.encode("Mọi người được tiêm phòng."), "VIQR Times")
    split = document.add_paragraph()
    _run(split, "Phöô", "VNI-Times", bold=True)
    _run(split, "ùc Taân coù ", "VNI-Times")
    soft = _run(split, "n", ".VnTime")
    soft._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))
    soft._r.append(parse_xml(f"<w:t {nsdecls('w')}>íc s¹ch.</w:t>"))
    later = document.add_paragraph("Sửa sau: ")
    _run(later, "chữ Unicode trong phông cũ", ".VnTime")
    document.add_paragraph("Mét ®o¹n kh«ng cßn ph«ng ch÷, ng­êi ta d¸n tõ n¬i kh¸c.")
    document.add_paragraph("The quick brown fox, café © 2026.")
    base = document.styles.add_style("VnBody", 1)
    fonts = f'<w:rFonts {nsdecls("w")} w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    base.element.get_or_add_rPr().append(parse_xml(fonts))
    document.styles.add_style("VnChild", 1).base_style = base
    document.add_paragraph(TCVN3.encode("Phông của kiểu cha."), style="VnChild")
    _run(document.add_paragraph(), "Chữ ký hiệu lạ: ñaëc", "VPS Times")
    table = document.add_table(2, 2)
    for index, text in enumerate(("Ấp", "Hộ", TCVN3.encode("Xóm nhỏ"), "12")):
        _run(
            table.cell(*divmod(index, 2)).paragraphs[0], text, ".VnTime" if index == 2 else "Arial"
        )
    return saved(document)


def picture(colour: str, kind: str = "JPEG") -> io.BytesIO:
    stream = io.BytesIO()
    image = Image.new("RGB", (3000, 40), colour)
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    image.save(stream, kind, exif=exif)
    stream.seek(0)
    return stream


def _text_box(words: str) -> str:
    inner = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f"<w:r {nsdecls('w')} {_MARKUP}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wp:anchor><a:graphic><a:graphicData uri='{_SHAPE}'><wps:wsp><wps:txbx>{inner}</wps:txbx>"
        f"</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _everything() -> bytes:
    """What a newsletter in Word holds besides words."""
    document = Document()
    document.add_paragraph("Xã chuẩn bị mùa lũ", style="Title")
    document.add_paragraph("Bà con kê cao đồ đạc trước ngày 20/11.", style="Subtitle")
    document.add_heading("Việc phải làm", 1)
    text = document.add_paragraph("Nước lên ")
    text.add_run("rất nhanh").bold = True
    text.add_run(", 2 m")
    text.add_run("2").font.superscript = True
    text.add_run(", 35")
    text.add_run("o").font.superscript = True
    text.add_run("C")
    text.add_run("; ẩn").font.hidden = True
    _tracked(text)
    text._p.append(parse_xml(_text_box("Điện thoại trực: 0277 3 123 456")))
    document.add_comment(text.runs, text="Xem lại số liệu", author="Chị Ba")
    drop = document.add_paragraph()
    drop._p.get_or_add_pPr().append(
        parse_xml(f'<w:framePr {nsdecls("w")} w:dropCap="drop" w:lines="3"/>')
    )
    drop.add_run("B")
    document.add_paragraph("à con nhớ mang theo sổ.")
    shown = document.add_paragraph()
    shown.add_run().add_picture(picture("#0b5d3b"), width=Inches(2))
    _described(shown, "Ruộng lúa chín")
    document.add_paragraph("Hình 1: Lúa ở ấp 3 (Ảnh: Lê Thị B)", style="Caption")
    again = document.add_paragraph("Ảnh cũ: ")
    again.add_run().add_picture(picture("#0b5d3b"), width=Inches(1))
    _described(again, "IMG_2034.jpg")
    document.add_paragraph("Kết quả", style="Normal").runs[0].bold = True
    document.add_paragraph("Dưới đây là bảng.")
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{'abc'[row]}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Ấp"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Một"
    _unfinished(document)
    equation = document.add_paragraph("Công thức: ")
    equation._p.append(
        parse_xml(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>a=b</m:t></m:r></m:oMath>"
        )
    )
    sums = document.add_paragraph("Tổng: ")
    sums._p.append(
        parse_xml(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:nary>'
            "<m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>9</m:t></m:r></m:sup>"
            "<m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary></m:oMath>"
        )
    )
    _embedded(document.add_paragraph("Biểu đồ: "), "chart", "<c:chart r:id='rId9'/>")
    _embedded(document.add_paragraph("Sơ đồ: "), "diagram", "<c:relIds r:dm='rId8'/>")
    ole = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"/></w:object>'
    document.add_paragraph("Bảng tính: ")._p.append(parse_xml(f"<w:r {nsdecls('w')}>{ole}</w:r>"))
    document.add_paragraph("Việc một", style="List Number")
    document.add_paragraph("Việc hai", style="List Number")
    for words, style in (
        ("Ghi chú", "List Bullet"),
        ("Chú nhỏ", "List Bullet 2"),
        ("Chú nhỏ hơn", "List Bullet 3"),
        ("Bước một", "List Number 2"),
        ("Chú khác", "List Bullet"),
    ):
        document.add_paragraph(words, style=style)
    for words, inches in (("- Làm đường", 0), ("- Ấp 1", 0.5), ("- Ấp 2", 0.5), ("- Xây cầu", 0)):
        document.add_paragraph(words).paragraph_format.left_indent = Inches(inches)
    for words in ("1. Họp dân", "\t- Ấp 3", "2. Tổng kết"):
        document.add_paragraph(words)
    document.sections[0].header.paragraphs[0].text = "UBND xã Tân Phước"
    document.sections[0].footer.paragraphs[0].text = "Trang"
    document.core_properties.author = "Lê Văn Tám"
    return _with_note(saved(document))


def _unfinished(document) -> None:
    """A deleted column, a table as a picture, a field that nobody filled in, marked words."""
    changed = document.add_table(2, 3)
    for row, words in zip(changed.rows, (("Ấp", "Hộ", "Bỏ"), ("Năm", "12", "Bỏ đi")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
        deleted = f'<w:cellDel {nsdecls("w")} w:id="7" w:author="x"/>'
        row.cells[2]._tc.get_or_add_tcPr().append(parse_xml(deleted))
    document.add_paragraph("Bảng 2: Thu quỹ")
    document.add_paragraph().add_run().add_picture(picture("#224466"), width=Inches(3))
    open_words = document.add_paragraph()
    open_words.add_run("120 hộ").font.highlight_color = WD_COLOR_INDEX.YELLOW
    open_words.add_run(" nghèo, họp ngày ")
    open_words._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>"
            "<w:t>Nhấn vào đây để nhập ngày</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def _embedded(paragraph, kind: str, inner: str) -> None:
    space = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {_MARKUP} xmlns:c='{space}' xmlns:r='{relations}'><w:drawing>"
            f"<wp:inline><wp:extent cx='1' cy='1'/><wp:docPr id='5' name='x'/><a:graphic>"
            f"<a:graphicData uri='{space}'>{inner}</a:graphicData></a:graphic></wp:inline>"
            "</w:drawing></w:r>"
        )
    )


def _tracked(paragraph) -> None:
    w = nsdecls("w")
    paragraph._p.append(
        parse_xml(f"<w:ins {w} w:id='1' w:author='x'><w:r><w:t> thêm vào</w:t></w:r></w:ins>")
    )
    paragraph._p.append(
        parse_xml(
            f"<w:del {w} w:id='2' w:author='x'><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"
        )
    )
    paragraph._p.append(parse_xml(f"<w:r {w}><w:footnoteReference w:id='2'/></w:r>"))


def _described(paragraph, words: str) -> None:
    for about in paragraph._p.iter(qn("wp:docPr")):
        about.set("descr", words)


def _with_note(data: bytes) -> bytes:
    """The file with a part of footnotes, which python-docx does not make."""
    made = io.BytesIO()
    note = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Theo trạm đo.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                override = (
                    f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                )
                part = part.replace(b"</Types>", override.encode())
            elif name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rNote" Type="{relation}" Target="footnotes.xml"/>'
                part = part.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", note)
    return made.getvalue()


_ODT = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_ODT}{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def writer_file(content: str, styles: str = "") -> bytes:
    """A file of LibreOffice with what stands in the elements of its content and its styles."""
    body = f"""<?xml version="1.0"?><office:document-content {_SPACES} office:version="1.3"
 xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</office:document-content>"""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body)
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {_SPACES}>{styles}</office:document-styles>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def _writer() -> bytes:
    """A text of LibreOffice: fonts, changes, a comment, a box, a note, a table."""
    return writer_file(f"""
<office:font-face-decls><style:font-face style:name="Vn1" svg:font-family="'.VnTime'"/></office:font-face-decls>
<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="Vn1"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="'VNI-Times'"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:margin-left="1.27cm"/></style:style>
</office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>bỏ đi</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Họp chi bộ</text:h>
<text:p text:style-name="P1">{TCVN3.encode("Sáng nay, đảng viên ")}<text:span text:style-name="T1">{VNI.encode("nghe báo cáo")}</text:span>{TCVN3.encode(" của ấp.")}</text:p>
<text:p>Đoạn<text:change text:change-id="c1"/> có <text:span text:style-name="T2">chữ đậm</text:span><text:note text:note-class="footnote" text:id="n1"><text:note-citation>1</text:note-citation><text:note-body><text:p>Lời chú.</text:p></text:note-body></text:note><office:annotation><dc:creator>Chị Ba</dc:creator><text:p>Xem lại</text:p></office:annotation> và khung.<draw:frame><draw:text-box><text:p>Chữ trong khung</text:p></draw:text-box></draw:frame></text:p>
<text:list><text:list-item><text:p>Một</text:p></text:list-item><text:list-item><text:p>Hai</text:p></text:list-item></text:list>
<text:p>Việc của xã:</text:p><text:p>- Làm đường</text:p><text:p text:style-name="P2">- Ấp 1</text:p><text:p text:style-name="P2">- Ấp 2</text:p><text:p>- Xây cầu</text:p>
<text:p/><text:p>Quê hương là chùm khế ngọt</text:p><text:p>Cho con trèo hái mỗi ngày</text:p>
<text:p/><text:p>Quê hương là đường đi học</text:p><text:p>Con về rợp bướm vàng bay</text:p>
</office:text></office:body>""")


DOCUMENTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "legacy-fonts": (".docx", _legacy),
    "newsletter": (".docx", _everything),
    "writer": (".odt", _writer),
}
"""What is imported: the file's ending, and what makes it."""


def zip_of(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return made.getvalue()
