"""Workbooks as Excel writes them: a paper of an office, and sheets with what is hidden on them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.desk.importing.word import zip_of

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
FORMATS = (
    "General", "#,##0", "0.0%", "dd/mm/yyyy", "h:mm AM/PM", "0000000000",
    '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "mm-dd-yy",
)  # fmt: skip
"""The formats that cells name: "A1:1" is a cell by the second of them; 10 more: with a border."""
BOLD = 20


def _styles() -> bytes:
    codes = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(FORMATS)
    )
    looks = [
        f'<xf numFmtId="{200 + n % 10 % len(FORMATS)}" borderId="{n // 10}"/>' for n in range(20)
    ]
    looks.append('<xf numFmtId="0" fontId="1"/>')
    return (
        f"<styleSheet {_MAIN}><numFmts>{codes}</numFmts>"
        "<fonts><font/><font><b/></font></fonts>"
        '<borders><border><left/></border><border><left style="thin"/></border></borders>'
        f"<cellXfs>{''.join(looks)}</cellXfs></styleSheet>"
    ).encode()


def cells(row: int, *said: object, hidden: bool = False) -> str:
    """A row from column A on: words, numbers, or either with the number of its look."""
    made = ""
    for column, one in zip("ABCDEFGH", said, strict=False):
        value, look = one if isinstance(one, tuple) else (one, 0)
        kind = ' t="inlineStr"' if isinstance(value, str) else ""
        inner = f"<is><t>{escape(value)}</t></is>" if kind else f"<v>{value}</v>"
        inner = "" if value is None or value == "" else inner
        made += f'<c r="{column}{row}" s="{look}"{kind}>{inner}</c>'
    return f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{made}</row>'


def sheet(*rows: str, merged: str = "", before: str = "") -> str:
    """A sheet; `merged` names ranges, `before` is what stands in front of its rows."""
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged.split())
    after = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f"<worksheet {_MAIN}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def workbook(sheets: dict[str, str], hidden: str = "", **parts: bytes) -> bytes:
    """The bytes of a file with these sheets, and other parts."""
    named = "".join(
        f'<sheet name="{name}" xmlns:r="{_KINDS}" r:id="r{n}"{" state=" + chr(34) + "hidden" + chr(34) if name == hidden else ""}/>'
        for n, name in enumerate(sheets)
    )
    leads = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(len(sheets))
    )
    made = {f"xl/worksheets/sheet{n}.xml": one.encode() for n, one in enumerate(sheets.values())}
    return zip_of(
        **{
            "xl/workbook.xml": f"<workbook {_MAIN}><sheets>{named}</sheets></workbook>".encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships {_RELATED}>{leads}</Relationships>".encode(),
            "xl/styles.xml": _styles(),
            **made,
            **parts,
        }
    )


def budget() -> bytes:
    """A table of an office: letterhead, title, unit, a head of two rows, who signs."""
    head = [(name, 10) for name in ("STT", "Nội dung", "Dự toán", "Thực hiện", "", "Tỷ lệ")]
    return workbook(
        {
            "Sheet1": sheet(
                cells(1, "ỦY BAN NHÂN DÂN\nXÃ TÂN PHƯỚC", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
                cells(3, ("Thu ngân sách 10 tháng năm 2026", BOLD)),
                cells(4, "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/11/2026)"),
                cells(5, None, None, None, None, None, "Đơn vị tính: triệu đồng"),
                cells(6, *head),
                cells(7, ("", 10), ("", 10), ("", 10), ("Tháng 9", 10), ("Tháng 10", 10), ("", 10)),
                cells(8, (1, 10), ("Thuế môn bài", 10), (1200000, 11), (600, 11), (550.5, 10), (0.958, 12)),
                cells(9, (2, 10), ("Phí, lệ phí", 10), (850, 11), (0, 16), (-300, 16), (0.8235, 12)),
                cells(10, ("", 10), ("", 10), ("", 10), ("", 10), ("", 10), ("", 10)),
                cells(11, ("", 10), ("Tổng cộng", 10), (1200850, 11), (600, 11), (250.5, 10), (0.902, 12)),
                cells(13, "Ghi chú: số liệu đến ngày 31/10/2026."),
                merged="A1:B1 C1:F1 A3:F3 A4:F4 A6:A7 B6:B7 C6:C7 D6:E6 F6:F7",
            )
        }
    )  # fmt: skip


def calendar() -> bytes:
    """Days, hours and telephones by their formats, what is hidden, raised letters, a comment."""
    first = sheet(
        cells(1, "Ngày", "Giờ", "Ấp", "Nội bộ", "Điện thoại"),
        cells(2, (46346, 3), (0.3125, 4), "Ấp 1", "x", (912345678, 5)),
        cells(3, (46347, 7), (0.5625, 4), "Ấp 2\n(nhà văn hóa)", "y", (919000111, 5)),
        cells(4, (46348, 3), (0.5625, 4), "Ấp 3", "z", (919000222, 5), hidden=True),
        cells(5, (46349, 3), (0.5625, 4), "Ấp 4", "t", (919000333, 5)),
        before='<cols><col min="4" max="4" hidden="1"/></cols>',
    )
    raised = (
        '<row><c t="inlineStr"><is><t>Ấp</t></is></c><c t="inlineStr"><is><r><t>Đất (m</t></r><r>'
        '<rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><t>)</t></r></is></c></row>'
    )
    second = sheet(
        raised,
        '<row><c t="inlineStr"><is><t>Một</t></is></c><c><v>1250.1</v></c></row>',
        "<row><c t='inlineStr'><is><t>Hai</t></is></c><c><f>B2*2</f></c></row>",
    )
    comments = f"<comments {_MAIN}><comment ref='C2'><text><r><t>Hỏi lại chị Lan</t></r></text></comment></comments>"
    rels = f'<Relationships {_RELATED}><Relationship Id="c" Type="{_KINDS}/comments" Target="../comments1.xml"/></Relationships>'
    return workbook(
        {"Lịch tiêm": first, "Diện tích": second, "Nháp": sheet(cells(1, "bí mật"))},
        hidden="Nháp",
        **{
            "xl/comments1.xml": comments.encode(),
            "xl/worksheets/_rels/sheet0.xml.rels": rels.encode(),
        },
    )


DOCUMENTS = {
    "workbook-of-an-office": (".xlsx", budget),
    "workbook-with-hidden": (".xlsx", calendar),
}
