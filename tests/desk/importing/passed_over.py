"""Files with all that pandoc passes over without a word: fields, counts, shapes, what is hidden."""

from __future__ import annotations

from collections.abc import Callable

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.desk.importing.word import picture, saved, writer_file

_NAMES = (
    nsdecls("w", "a", "pic", "wp", "r")
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:u="urn:schemas-microsoft-com:office:smarttags"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def _words(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _paragraph(document, inner: str, properties: str = "") -> None:
    _append(document, f"<w:p {_NAMES}><w:pPr>{properties}</w:pPr>{inner}</w:p>")


def _append(document, markup: str) -> None:
    document.element.body.insert(-1, parse_xml(markup))


def _field(data: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _asked() -> str:
    """A field of a mail merge that asks for another, and its answer."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{sign('begin')}<w:r><w:instrText> MERGEFIELD Nam </w:instrText></w:r>{sign('separate')}{_words('1')}{sign('end')}"
    return (
        f"{sign('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{inner}"
        f'<w:r><w:instrText> = "1" "Ông" "Bà" </w:instrText></w:r>{sign("separate")}{_words("Ông")}{sign("end")}'
    )


def _in_one_run() -> str:
    """A field with words beside it, as libraries write them that are not Word."""
    asked = '<w:fldChar w:fldCharType="begin"/><w:instrText> SEQ To </w:instrText>'
    shown = '<w:fldChar w:fldCharType="separate"/><w:t>8</w:t><w:fldChar w:fldCharType="end"/>'
    return f'<w:r><w:t xml:space="preserve">, tờ </w:t>{asked}{shown}<w:t>.</w:t></w:r>'


def _beside_each_other(document) -> None:
    """What pandoc knows alone: two fields, a link in a link, a paragraph whose end is deleted."""

    def shown(asked: str, words: str) -> str:
        return f'<w:fldSimple w:instr=" {asked} ">{_words(words)}</w:fldSimple>'

    link = "HYPERLINK &quot;https://a.example/{}&quot;"
    inner = f'<w:hyperlink w:anchor="_Toc1">{_words("theo đường")}</w:hyperlink>'
    _paragraph(
        document,
        _words("Tờ ") + shown("PAGE", "9") + _words(" có bản đồ, ") + shown(r"REF _Ref1 \\h", "Hình 4")
        + _words(", ") + shown(link.format("xa"), "trang của xã") + _words(" và ")
        + shown(link.format("duong"), "x").replace(_words("x"), inner),
    )  # fmt: skip
    _paragraph(document, _words("Câu bị nối"), '<w:rPr><w:del w:id="7" w:author="x"/></w:rPr>')
    slanted = "<w:r><w:rPr><w:i/></w:rPr><w:t>câu sa</w:t></w:r>"
    endless = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    _paragraph(document, _words("với ") + slanted + endless + _words("u."))
    _counted(document, 96, 0, "☑ Đã nộp")
    for words in ("Bảng 1.", "Số cây đã trồng"):
        _paragraph(document, _words(words), '<w:pStyle w:val="Caption"/>')
    cells = "".join(f"<w:tc><w:p>{_words(words)}</w:p></w:tc>" for words in ("Cây", "9"))
    _append(document, f"<w:tbl {_NAMES}><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>")


def _contents(document) -> None:
    """Tables of contents: one that Word keeps together, and the field of one of pictures."""
    kept = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_words("Mục lục")}</w:p>'
    entry = f"<w:p>{_words('Tình hình')}<w:r><w:tab/></w:r>{_words('1')}</w:p>"
    _append(document, f"<w:sdt {_NAMES}>{kept}<w:sdtContent>{title}{entry}</w:sdtContent></w:sdt>")
    begin, apart, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    asked = r'<w:r><w:instrText> TOC \\c "Hình" </w:instrText></w:r>'
    _paragraph(document, begin + asked + apart + _words("Hình 1: Cầu mới 4"))
    _paragraph(document, _words("Hình 2: Chợ mới 5") + end)


def _scheme(number: int, *levels: tuple[str, str]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        + _ON * (text == _RUNS_ON)
        + "</w:lvl>"
        for depth, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum {_NAMES} w:abstractNumId="{number}">{made}</w:abstractNum>'


_ON = '<w:lvlRestart w:val="0"/>'
_RUNS_ON = "Điều %2."
"""The level of articles, which count on from chapter to chapter."""


def _number(document) -> None:
    """Lists 91 ("I."), 92 ("1." and "1.1."), 93 ("Điều 1." and "1."), 94 ("1"), 95 (no number),
    96 (a bullet), 97 ("Chương I", "Điều 1." and "1.")."""
    part = document.part.numbering_part.element
    schemes = {
        91: [("upperRoman", "%1.")],
        92: [("decimal", "%1."), ("decimal", "%1.%2.")],
        93: [("decimal", "Điều %1."), ("decimal", "%2.")],
        94: [("decimal", "%1")],
        95: [("none", "")],
        96: [("bullet", "•")],
        97: [("upperRoman", "Chương %1"), ("decimal", _RUNS_ON), ("decimal", "%3.")],
    }
    for number, levels in schemes.items():
        part.insert(0, parse_xml(_scheme(number, *levels)))
        part.append(
            parse_xml(
                f'<w:num {_NAMES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            )
        )


def _counted(document, number: int, depth: int, words: str, style: str = "Normal") -> None:
    properties = (
        f'<w:pStyle w:val="{style}"/>'
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )
    _paragraph(document, _words(words), properties)


def _passed_over() -> bytes:
    document = Document()
    _number(document)
    document.add_paragraph("Đón nước về đồng", style="Title")
    _counted(document, 91, 0, "Tình hình", "Heading1")
    _paragraph(
        document,
        _words("Đoàn đi từ ")
        + f'<w:customXml w:element="x">{_words("Vĩnh Long")}</w:customXml>'
        + _words(" theo ")
        + f'<w:fldSimple w:instr=" DOCPROPERTY Title ">{_words("kế hoạch đã ký")}</w:fldSimple>'
        + "<w:r><w:t>, dòng trên</w:t><w:cr/><w:t>&gt; 60 tuổi, chữ </w:t></w:r>"
        + f"<w:r><w:ruby><w:rt>{_words('giang')}</w:rt><w:rubyBase>{_words('sông')}</w:rubyBase></w:ruby></w:r>",
    )
    _paragraph(document, "<w:r><w:t>Gạo</w:t><w:ptab/><w:t>12.000 đồng</w:t></w:r>")
    _counted(document, 95, 0, "Không đánh số một")
    _counted(document, 95, 0, "Không đánh số hai")
    _paragraph(document, _field('<w:checkBox><w:checked w:val="1"/></w:checkBox>') + _words(" Có"))
    _paragraph(document, _field("<w:checkBox/>") + _words(" Không"))
    _paragraph(document, _asked() + _words(" ở lại."))
    _contents(document)
    _beside_each_other(document)
    set_anew = f'<w:fldSimple w:instr=" DATE ">{_words("5/11/2026")}</w:fldSimple>'
    page = f'<w:fldSimple w:instr=" PAGEREF a ">{_words("7")}</w:fldSimple>'
    _paragraph(
        document, _words("Ghi ngày ") + set_anew + _words(", xem trang ") + page + _in_one_run()
    )
    entries = '<w:listEntry w:val="ấp Một"/><w:listEntry w:val="ấp Hai"/>'
    _paragraph(
        document, _words("Nơi ở: ") + _field(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    )
    _paragraph(
        document,
        '<w:r><w:pict><v:shape><v:textpath string="Mùa nước nổi"/></v:shape></w:pict></w:r>',
    )
    for way, words in (("link", "Ảnh nằm trên mạng."), ("embed", "Ảnh bị thư điện tử bỏ đi.")):
        _paragraph(
            document,
            f'<w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/><a:graphic><a:graphicData uri="{_PICTURE}">'
            f'<pic:pic><pic:blipFill><a:blip r:{way}="rId77"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>" + _words(words),
        )
    _counted(document, 91, 0, "Nhiệm vụ", "Heading1")
    for depth, words in ((0, "Việc đầu"), (1, "phần nhỏ"), (1, "phần nữa"), (0, "Việc sau")):
        _counted(document, 92, depth, words)
    for depth, words in ((0, "Phạm vi"), (1, "Trong xã"), (1, "Ngoài xã"), (0, "Đối tượng")):
        _counted(document, 93, depth, words)
    _counted(document, 93, 1, "Hộ trồng lúa")
    for chapter in ("Nguyên tắc", "Thi hành"):
        for depth, words in enumerate((chapter, "Việc chung", "Họp dân")):
            _counted(document, 97, depth, words)
    _table(document)
    _rows_that_word_counts(document)
    _looks_of_styles(document)
    return saved(document)


def _table(document) -> None:
    """A title over three columns that says so nowhere, a row set in, a row that is deleted."""
    rows = [
        ("", "Số hộ theo ấp"),
        ("", "Ấp", "Nam", "Nữ"),
        ("", "Một", "5", "7"),
        ('<w:gridBefore w:val="1"/>', "8", "9"),
        ('<w:del w:id="5" w:author="x"/>', "Hai", "3", "4"),
    ]
    made = "".join(
        f"<w:tr><w:trPr>{properties}</w:trPr>"
        + "".join(f"<w:tc><w:p>{_words(words)}</w:p></w:tc>" for words in cells)
        + "</w:tr>"
        for properties, *cells in rows
    )
    grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    _append(document, f"<w:tbl {_NAMES}><w:tblPr/>{grid}{made}</w:tbl>")


def _rows_that_word_counts(document) -> None:
    """The numbers of rows as most offices have them, items of a list; a cell in a control."""
    number = '<w:pPr><w:numPr><w:numId w:val="94"/></w:numPr></w:pPr>'
    rows = [("<w:p/>", "Hộ", "Nhân khẩu"), *((f"<w:p>{number}</w:p>", *row) for row in _HOUSES)]
    made = "".join(
        f"<w:tr><w:tc>{first}</w:tc>"
        + "".join(f"<w:tc><w:p>{_words(words)}</w:p></w:tc>" for words in others)
        + "</w:tr>"
        for first, *others in rows
    ).replace("<w:p/>", f"<w:p>{_words('STT')}</w:p>", 1)
    grid = f"<w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>"
    last = made.rindex("<w:tc>")
    made = f"{made[:last]}<w:sdt><w:sdtContent>{made[last:-7]}</w:sdtContent></w:sdt></w:tr>"
    _append(document, f"<w:tbl {_NAMES}><w:tblPr/>{grid}{made}</w:tbl>")


_HOUSES = (("Ông Sáu", "4"), ("Bà Tư", "2"))


def _looks_of_styles(document) -> None:
    """Words that only a style strikes out, hides, raises or makes capitals, and some by a sign of
    their own; white ones."""
    looks = {
        "Struck": "<w:strike/>",
        "Hidden": "<w:vanish/>",
        "Above": '<w:vertAlign w:val="superscript"/>',
        "Capitals": "<w:caps/>",
        "Bold": "<w:b/>",
    }
    for name, look in looks.items():
        document.styles.element.append(
            parse_xml(
                f'<w:style {_NAMES} w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>'
                f"<w:rPr>{look}</w:rPr></w:style>"
            )
        )

    def run(words: str, properties: str) -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"

    _paragraph(
        document,
        _words("Giá ")
        + run("12.000", '<w:rStyle w:val="Struck"/>')
        + _words(" hay ")
        + run("11.000", "<w:dstrike/>")
        + _words(" nay ")
        + run("10.000 đồng", '<w:rStyle w:val="Bold"/>')
        + _words(" một m")
        + run("2", '<w:rStyle w:val="Above"/>')
        + _words(", sâu 3 m")
        + run("3", '<w:position w:val="6"/>')
        + run(" BÍ MẬT", '<w:rStyle w:val="Hidden"/>')
        + run(" và vẫn đọc, ", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>')
        + run("ubnd", '<w:rStyle w:val="Capitals"/>')
        + run(" xã ", '<w:rStyle w:val="Capitals"/><w:caps w:val="0"/>')
        + run("hòa lạc", "<w:smallCaps/>")
        + run(" màu trắng", '<w:color w:val="FFFFFF"/>')
        + run(" trên nền", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="0B5D3B"/>'),
    )


def _seldom() -> bytes:
    """Lists that begin anew by an override, equations, pictures of before 2007, what only adorns."""
    document = Document()
    _number(document)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {_NAMES} w:numId="96"><w:abstractNumId w:val="93"/>{override}</w:num>')
    )
    document.add_paragraph("Sửa đổi quy ước", style="Title")
    for words in ("Thu gom rác", "Giữ gìn đê"):
        _counted(document, 96, 0, words)
    put_in = f'<w:ins w:id="8">{_words(" ba ngày")}</w:ins>'
    _paragraph(document, _words("Họp trong") + put_in + _words("."))
    for equations in (("a", "b"), ("c",)):
        inner = "".join(f"<m:oMath><m:r><m:t>{one}+1</m:t></m:r></m:oMath>" for one in equations)
        _append(document, f"<w:p {_NAMES} {_MATH}><m:oMathPara>{inner}</m:oMathPara></w:p>")
    names = document.part.get_or_add_image(picture("red", "PNG"))[0]
    crop = f'<v:imagedata r:id="{names}" cropleft="16384f" cropright="25%"/>'
    _paragraph(document, f"<w:r><w:pict><v:shape>{crop}</v:shape></w:pict></w:r>")
    _paragraph(document, _words("Dưới ảnh cũ là một câu, để ảnh không đứng cuối bài."))
    for about in ('title="Cây đa đầu làng"', f'descr="">{_ADORNS}<'):
        head = f'<wp:docPr id="9" name="x" {about}'
        head += "/>" if head.endswith('"') else "/wp:docPr>"
        _paragraph(
            document,
            f'<w:r><w:drawing><wp:inline>{head}<a:graphic><a:graphicData uri="{_PICTURE}">'
            f'<pic:pic><pic:blipFill><a:blip r:embed="{names}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        )
        _paragraph(document, _words("Một câu nữa ở giữa hai tấm ảnh, dài hơn một chú thích."))
    frame = '<w:framePr w:dropCap="none"/>'
    _paragraph(document, _words("Khung không phải chữ cái lớn."), frame)
    return saved(document)


_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_ADORNS = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><d:decorative'
    ' xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _passed_over_by_writer() -> bytes:
    return writer_file("""<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style><style:style style:name="Kin" style:family="text"><style:text-properties
text:display="none"/></style:style><style:style style:name="Bo" style:family="text"><style:text-properties
style:text-line-through-type="double"/></style:style><style:style style:name="T1" style:family="text" style:parent-style-name="Bo"/>
<style:style style:name="Hoa" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">Tiễn nước ra sông</text:h>
<text:list><text:list-item><text:h text:outline-level="2">Tình hình</text:h></text:list-item></text:list>
<text:p>Trang <text:page-number>3</text:page-number>, ngày <text:date>05/11/2026</text:date>, theo
<text:user-field-get>kế hoạch</text:user-field-get>, chữ <text:ruby><text:ruby-base>sông</text:ruby-base>
<text:ruby-text>giang</text:ruby-text></text:ruby>, xem <text:bookmark-ref text:ref-name="a">Hình 1</text:bookmark-ref>.</text:p>
<text:section text:display="none"><text:p>Đừng in.</text:p></text:section>
<text:list text:style-name="L1"><text:list-header><text:p>Việc làm:</text:p></text:list-header>
<text:list-item text:start-value="5"><text:p>Việc năm</text:p></text:list-item>
<text:list-item><text:p>Việc sáu</text:p></text:list-item></text:list>
<text:numbered-paragraph><text:p>Việc bảy, đứng riêng.</text:p></text:numbered-paragraph>
<text:p><draw:custom-shape><text:p>Mùa nước nổi</text:p></draw:custom-shape></text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell><text:p>Ấp</text:p></table:table-cell><table:table-cell><text:p>Nam</text:p></table:table-cell><table:table-cell><text:p>Nữ</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Một</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>5</text:p></table:table-cell></table:table-row>
</table:table>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>STT</text:p></table:table-cell><table:table-cell><text:p>Hộ</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:list text:style-name="L1"><text:list-item text:start-value="1"><text:p/></text:list-item></text:list></table:table-cell><table:table-cell><text:p>Ông Sáu</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p/></text:list-item></text:list></table:table-cell><table:table-cell><text:p>Bà Tư <text:span text:style-name="Kin">đừng in</text:span></text:p></table:table-cell></table:table-row>
<table:table-row-group><table:table-row><table:table-cell><text:h text:outline-level="3">Ấp Ba</text:h></table:table-cell><table:table-cell><text:p>Con:</text:p><table:table><table:table-row><table:table-cell><text:p>Lan</text:p></table:table-cell><table:table-cell><text:p><text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://xa.example/">7<text:s/>tuổi<text:line-break/>lớp <text:sequence text:name="n">2</text:sequence></text:a><text:script>an()</text:script></text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table-row-group>
</table:table>
<text:p>Giá <text:span text:style-name="T1">12.000</text:span> nay 10.000 đồng, <text:span text:style-name="Hoa">ubnd</text:span> xã.</text:p><text:p text:style-name="P1">Họp ngày 5/11.</text:p>
<table:table><table:table-column/><table:table-row><table:table-cell><text:p>Trong khung:</text:p><table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Vụ</text:p></table:table-cell><table:table-cell><text:p>Tấn</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Đông</text:p></table:table-cell><table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>
<text:bibliography><text:index-body><text:p>Niên giám thống kê, 2025.</text:p></text:index-body></text:bibliography>
</office:text></office:body>""")


def _numbered_by_writer() -> bytes:
    """Headings, levels together, words around numbers, and a plain list with a bulleted one in it."""

    def level(number: int, form: str, around: str = "", after: str = ".", shown: int = 1) -> str:
        return (
            f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
            f'style:num-prefix="{around}" style:num-suffix="{after}" text:display-levels="{shown}"/>'
        )

    def style(name: str, *levels: str) -> str:
        return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'

    def items(*inner: str) -> str:
        return "".join(
            f"<text:list-item>{one if one.startswith('<') else f'<text:p>{one}</text:p>'}</text:list-item>"
            for one in inner
        )

    bullet = '<text:list-level-style-bullet text:level="2" text:bullet-char="•"/>'
    styles = (
        style("Dieu", level(1, "1", "Điều ")),
        style("Hai", level(1, "1"), level(2, "1", shown=2)),
        style("Thuong", level(1, "a", after=")"), bullet),
        style("Khong", level(1, "", "Phần ", "")),
        style("So", level(1, "1")),
    )
    outline = "".join(
        f'<text:outline-level-style text:level="{number}" style:num-format="{form}" '
        f'style:num-suffix="." text:display-levels="1"/>'
        for number, form in ((1, ""), (2, "I"), (3, "1"))
    )
    return writer_file(
        f"""<office:automatic-styles>{"".join(styles)}</office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">Quy chế của ấp</text:h>
<text:h text:outline-level="2">Quy định chung</text:h><text:h text:outline-level="3">Phạm vi</text:h>
<text:list text:style-name="Dieu">{items("Đối tượng")}</text:list><text:p>Hộ dân trong ấp.</text:p>
<text:list text:style-name="Dieu" text:continue-numbering="true">{items("Nguyên tắc")}</text:list>
<text:p>Dân chủ.</text:p><text:h text:outline-level="3">Giải thích</text:h>
<text:h text:outline-level="2" text:is-list-header="true">Phần không số</text:h>
<text:h text:outline-level="2">Tổ chức</text:h>
<text:list text:style-name="So">{items("Điều một")}<text:list-item text:start-value="7"><text:p>Điều bảy</text:p></text:list-item></text:list>
<text:p>Điều hai đến điều sáu đã bỏ.</text:p><text:list text:style-name="So" text:continue-numbering="true">{items("Điều tám")}</text:list>
<text:list text:style-name="Hai">{items("Họp ấp")}<text:list-item><text:p>Thu chi</text:p>
<text:list>{items("Thu", "Chi")}</text:list></text:list-item>{items("Báo cáo")}</text:list>
<text:p>Gồm có:</text:p>
<text:list text:style-name="Thuong"><text:list-item><text:p>Tổ trưởng</text:p>
<text:list>{items("một người")}</text:list></text:list-item>{items("Tổ phó")}</text:list>
<text:list text:style-name="Khong">{items("Mở đầu")}</text:list>
</office:text></office:body>""",
        f'<office:styles><text:outline-style style:name="Outline">{outline}</text:outline-style></office:styles>',
    )


DOCUMENTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "passed-over": (".docx", _passed_over),
    "seldom": (".docx", _seldom),
    "passed-over-writer": (".odt", _passed_over_by_writer),
    "numbered-writer": (".odt", _numbered_by_writer),
}
"""What is imported: the file's ending, and what makes it."""
