"""A paper of an office as Word makes it: letterhead, indents, styles, tabs, recipients."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from tests.desk.importing.word import saved


def _picture(colour: str) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(stream, "JPEG")
    stream.seek(0)
    return stream


def _bold(document, text: str, indent: float = 0):
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    if indent:
        paragraph.paragraph_format.left_indent = Cm(indent)
    return paragraph


def _head(document) -> None:
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "ỦY BAN NHÂN DÂN\nXÃ TÂN PHƯỚC"
    left.add_paragraph("Số: 45/KH-UBND")
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    right.add_paragraph("Tân Phước, ngày 05 tháng 11 năm 2026")
    _bold(document, "KẾ HOẠCH")
    _bold(document, "Phòng, chống thiên tai năm 2026")
    document.add_paragraph("_______________")


def _body(document) -> None:
    opening = document.add_paragraph("Căn cứ Kế hoạch số 12/KH-UBND, xã xây dựng kế hoạch như sau:")
    opening.paragraph_format.first_line_indent = Cm(1)
    _bold(document, "I. MỤC ĐÍCH, YÊU CẦU", 1)
    _bold(document, "1. Mục đích", 1)
    document.add_paragraph("Chủ động phòng, tránh.").paragraph_format.left_indent = Cm(1)
    _bold(document, "2. Yêu cầu")
    for text in ("a) Cơ quan thường trực;", "b) Các ấp;", "c) Các hộ dân."):
        document.add_paragraph(text).paragraph_format.left_indent = Cm(1.27)
    _bold(document, "II. TỔ CHỨC THỰC HIỆN")
    for row in ("STT\tẤp\tNgười trực", "1\tẤp 1\tÔng Ba", "2\tẤp 2\t\tBà Tư"):
        document.add_paragraph(row)
    document.add_paragraph("-\tHọ và tên:\tNguyễn Văn A")
    style = document.styles.add_style("Muc Con", 1)
    style.font.bold = True
    document.add_paragraph("Vật tư chuẩn bị", style="Muc Con")
    document.add_paragraph("Dây, bao cát, áo phao.")


def _pictures(document) -> None:
    table = document.add_table(2, 2)
    for number, colour in enumerate(("teal", "olive")):
        table.cell(0, number).paragraphs[0].add_run().add_picture(_picture(colour), width=Cm(6))
        table.cell(1, number).text = f"Ảnh {number + 1}: Cầu số {number + 1}"
    shown = document.add_paragraph()
    shown.add_run().add_picture(_picture("navy"), width=Cm(10))
    for about in shown._p.iter(qn("wp:docPr")):  # noqa: SLF001, python-docx gives it in no other way
        about.set("descr", "Bà con gia cố đê")
    document.add_paragraph("Bà con gia cố đê ấp 3. Ảnh: Minh Tâm")
    below = document.add_paragraph("Hình 4: Áo phao được phát")
    below.add_run().add_picture(_picture("red"), width=Cm(10))


def _merged(document) -> None:
    table = document.add_table(4, 4)
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Kinh phí (đồng)"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "STT"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "Nội dung"
    table.cell(1, 2).text, table.cell(1, 3).text = "Xã", "Huyện"
    for down, row in enumerate((("1", "Bao cát", "5.000", "0"), ("2", "Áo phao", "12.500", "30"))):
        for right, text in enumerate(row):
            table.cell(2 + down, right).text = text


def _tail(document) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Nơi nhận:\n- UBND huyện;\n- Lưu: VT."
    table.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn An"


def _paper() -> bytes:
    document = Document()
    for part in (_head, _body, _pictures, _merged, _tail):
        part(document)
    return saved(document)


def _letter() -> bytes:
    """The same head and tail as lines, not as tables."""
    document = Document()
    for line in ("ĐẢNG ỦY XÃ TÂN PHƯỚC", "VĂN PHÒNG", "***", "Số: 8-TB/VPĐU"):
        document.add_paragraph(line)
    document.add_paragraph("Tân Phước, ngày 5 tháng 11 năm 2026")
    _bold(document, "THÔNG BÁO")
    _bold(document, "Về việc học tập nghị quyết")
    document.add_paragraph("Sáng thứ bảy các chi bộ học tập nghị quyết tại hội trường xã.")
    for line in ("Nơi nhận:", "- Các chi bộ;", "- Lưu: VP.", "T/L BAN THƯỜNG VỤ"):
        document.add_paragraph(line)
    for line in ("CHÁNH VĂN PHÒNG", "(Đã ký)", "Trần Thị Bé"):
        document.add_paragraph(line)
    return saved(document)


def _letter_about_places() -> bytes:
    """A letter with its subject below its number, and places where something is received."""
    document = Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "UBND XÃ TÂN PHƯỚC"
    left.add_paragraph("Số: 125/UBND-VP")
    left.add_paragraph("V/v phát quà Tết\ncho hộ nghèo")
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    right.add_paragraph("Tân Phước, ngày 05 tháng 11 năm 2026")
    document.add_paragraph("Kính gửi: Các ấp")
    document.add_paragraph("Xã phát 45 phần quà cho hộ nghèo như sau.")
    document.add_paragraph("Nơi nhận hồ sơ: Bộ phận Một cửa.")
    document.add_paragraph("- Thứ Hai đến thứ Sáu: 7h30 đến 11h30")
    document.add_paragraph("Nơi nhận:")
    document.add_paragraph("- Ấp 1: 7h30, nhà ông Ba;")
    document.add_paragraph("- Ấp 2: 8h30, nhà bà Tư.")
    rows = (("Nơi nhận", "Ngày"), ("Ấp 3", "15/11"), ("Ấp 4", "16/11"))
    table = document.add_table(3, 2)
    for down, row in enumerate(rows):
        for right_of, text in enumerate(row):
            table.cell(down, right_of).text = text
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    right.text = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    return saved(document)


def _minutes() -> bytes:
    """Minutes whose parts are counted and not bold, signed by two, with a stamp among the names."""
    document = Document()
    _bold(document, "BIÊN BẢN")
    _bold(document, "Họp dân ấp Rạch Sỏi về mở rộng lộ")
    for line in (
        *("Hôm nay, ngày 14 tháng 11 năm 2026, ấp họp dân.", "I/ Thành phần tham dự:"),
        *("- Ông Phạm Văn Đực, chủ trì;", "- 62/75 hộ dân.", "II/ Biểu quyết:"),
        *("60/62 hộ đồng ý.", "III/ Kết luận:", "Khởi công ngày 10/01/2027."),
    ):
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "THƯ KÝ\n\nLý Thị Ngọc Em"
    table.cell(0, 1).text = "CHỦ TRÌ"
    table.cell(0, 1).add_paragraph().add_run().add_picture(_picture("red"), width=Cm(3))
    table.cell(0, 1).add_paragraph("Phạm Văn Đực")
    return saved(document)


def _stamped() -> bytes:
    """A plan whose number has a subject, with a stamp, and posts with names in its text."""
    document = Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "UBND XÃ TÂN PHƯỚC\nSố: 46/KH-UBND\nV/v trực chống bão"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    _bold(document, "KẾ HOẠCH")
    _bold(document, "Trực chống bão năm 2026")
    document.add_paragraph("Ban chỉ đạo gồm các ông, bà sau đây, trực 24/24 giờ:")
    posts = document.add_table(2, 2)
    for down, row in enumerate((("Trưởng ban", "Nguyễn Văn An"), ("Kế toán", "Lê Thị Ba"))):
        for right, text in enumerate(row):
            posts.cell(down, right).text = text
    for line in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"):
        _bold(document, line)
    document.add_paragraph().add_run().add_picture(_picture("red"), width=Cm(3))
    document.add_paragraph("Nguyễn Văn An")
    return saved(document)


DOCUMENTS = {
    "minutes-in-parts": (".docx", _minutes),
    "stamped-paper": (".docx", _stamped),
    "official-paper": (".docx", _paper),
    "official-letter": (".docx", _letter),
    "letter-about-places": (".docx", _letter_about_places),
}
