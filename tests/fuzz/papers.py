"""Papers of other programs put together from the elements that these write, in whatever order.

In: random numbers. Out: a file's name and its bytes. `desk.py` spoils papers that are sound; here
nearly every one is well-formed and none is like those that a program would write.
"""

import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.desk.importing.word import writer_file
from tests.fuzz.pieces import NASTY, WORDS

VALUES = ("0", "1", "2", "-1", "9999999", "true", "off", "none", "center", "both", "Heading1", "ListParagraph", "Khong", "", "24", "auto", "FF0000", "restart", "single", "footnote", ".VnTime", "VNI-Times", "decimal", "x")  # fmt: skip
WORD = {
    "p": ("pPr", "r", "r", "r", "hyperlink", "ins", "del", "sdt", "fldSimple", "bookmarkStart", "smartTag"),
    "pPr": ("pStyle", "numPr", "jc", "ind", "outlineLvl", "rPr", "sectPr", "tabs"),
    "numPr": ("ilvl", "numId"),
    "tabs": ("tab",),
    "r": ("rPr", "t", "t", "t", "br", "tab", "sym", "fldChar", "instrText", "delText", "pict", "footnoteReference", "noBreakHyphen", "softHyphen", "cr", "ptab"),
    "rPr": ("b", "i", "u", "rFonts", "vertAlign", "strike", "caps", "vanish", "sz", "highlight", "lang"),
    "hyperlink": ("r",),
    "smartTag": ("r",),
    "ins": ("r", "p"),
    "del": ("r",),
    "fldSimple": ("r",),
    "sdt": ("sdtPr", "sdtContent"),
    "sdtContent": ("p", "r", "tbl"),
    "pict": ("txbxContent",),
    "txbxContent": ("p", "tbl"),
    "tbl": ("tblPr", "tblGrid", "tr", "tr", "tr"),
    "tblGrid": ("gridCol", "gridCol"),
    "tr": ("trPr", "tc", "tc", "tc"),
    "tc": ("tcPr", "p", "p", "tbl"),
    "tcPr": ("gridSpan", "vMerge", "tcW"),
}  # fmt: skip
"""What Word's elements hold (w:...); the others are empty, and t, instrText and delText text."""
WORD_TEXTS = {"t", "instrText", "delText"}
WORD_ATTRIBUTES = ("val", "id", "anchor", "instr", "fldCharType", "type", "w", "ascii", "hAnsi", "char", "font", "left", "firstLine", "hanging", "space", "pos")  # fmt: skip
WRITER = {
    "text:p": ("text:span", "text:span", "text:a", "text:s", "text:tab", "text:line-break", "text:note", "text:bookmark", "draw:frame", "office:annotation", "text:soft-page-break", "text:change"),
    "text:h": ("text:span",),
    "text:span": ("text:span", "text:s", "text:note"),
    "text:a": ("text:span",),
    "text:list": ("text:list-header", "text:list-item", "text:list-item"),
    "text:list-item": ("text:p", "text:p", "text:list", "text:h"),
    "text:list-header": ("text:p",),
    "text:section": ("text:p", "text:list", "table:table"),
    "text:note": ("text:note-citation", "text:note-body"),
    "text:note-body": ("text:p", "text:list"),
    "office:annotation": ("text:p",),
    "draw:frame": ("draw:text-box", "draw:image", "svg:title"),
    "draw:text-box": ("text:p", "table:table"),
    "table:table": ("table:table-column", "table:table-header-rows", "table:table-row", "table:table-row"),
    "table:table-header-rows": ("table:table-row",),
    "table:table-row": ("table:table-cell", "table:table-cell", "table:covered-table-cell"),
    "table:table-cell": ("text:p", "text:list", "table:table"),
}  # fmt: skip
WRITER_ATTRIBUTES = ("text:style-name", "text:outline-level", "text:c", "text:note-class", "text:id", "table:number-columns-spanned", "table:number-rows-spanned", "table:number-columns-repeated", "table:number-rows-repeated", "text:start-value", "text:change-id")  # fmt: skip
PAGE = {
    "div": ("p", "div", "table", "ul", "h2", "span", "img", "details", "figure", "center"),
    "p": ("span", "b", "a", "br", "img", "font", "sup", "o:p", "input"),
    "span": ("b", "span", "a"),
    "a": ("img", "b"),
    "b": ("i",),
    "font": ("b", "font"),
    "sup": ("a",),
    "ul": ("li", "li", "ul", "p"),
    "ol": ("li", "li"),
    "li": ("p", "ul", "ol", "b", "table"),
    "dl": ("dt", "dd"),
    "table": ("tr", "tr", "tbody", "caption", "td"),
    "tbody": ("tr", "tr"),
    "tr": ("td", "th", "td"),
    "td": ("p", "ul", "table", "b"),
    "th": ("b",),
    "h2": ("b", "a"),
    "figure": ("img", "figcaption"),
    "details": ("summary", "p"),
    "blockquote": ("p", "blockquote"),
    "pre": ("code",),
}  # fmt: skip
PAGE_ATTRIBUTES = ("class", "style", "colspan", "rowspan", "href", "src", "alt", "align", "face", "start", "type", "id", "name", "lang")  # fmt: skip
PAGE_VALUES = (*VALUES, "https://a.example/b", "#a", "javascript:1", "data:image/png;base64,AAAA", "x.png", "mso-list: l0 level1 lfo1", "font-weight:700;color:red", "display:none", "text-align:center;font-size:1e400px", "mailto:a@a.example", "file:///C:/a")  # fmt: skip
LINES = ("{w}", "{w}", "- {w}", "+ {w}", "* {w}", "• {w}", "– {w}", "1. {w}", "1.1. {w}", "a) {w}", "I. {w}", "Điều 1. {w}", "{w}\t{w}\t{w}", "{w}    {w}", "| {w} | {w} |", "{w}:", "  {w}", "\t{w}", "=====", "-----", "_______", "# {w}", "> {w}", "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:", "(Ảnh: {w})", "Hình 1: {w}", "[1] {w}", "www.a.vn/{w}", "[caption]{w}[/caption]", "{w}\f{w}", "")  # fmt: skip


def paper(rng):
    """A paper of one of the programs."""
    return rng.choice((_word, _word, _writer, _writer, _page, _typed))(rng)


def _word(rng):
    body = "".join(_element(rng, rng.choice(("p", "p", "tbl", "sdt")), WORD, "w:", 0) for _ in range(rng.randint(1, 8)))  # fmt: skip
    document = Document()
    for one in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        document.element.body.insert(0, one)
    made = io.BytesIO()
    document.save(made)
    return "la.docx", made.getvalue()


def _writer(rng):
    names = ("text:p", "text:p", "text:h", "text:list", "table:table", "text:section")
    body = "".join(_element(rng, rng.choice(names), WRITER, "", 0) for _ in range(rng.randint(1, 8)))  # fmt: skip
    return "la.odt", writer_file(f"<office:body><office:text>{body}</office:text></office:body>")


def _page(rng):
    names = sorted(PAGE)
    body = "".join(_element(rng, rng.choice(names), PAGE, "", 0) for _ in range(rng.randint(1, 8)))
    return "la.html", f"<html><head><title>x</title></head><body>{body}</body></html>".encode()


def _typed(rng):
    lines = (rng.choice(LINES).format(w=_words(rng)) for _ in range(rng.randint(1, 30)))
    return rng.choice(("la.txt", "la.md")), "\n".join(lines).encode("utf-8", "replace")


def _words(rng):
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 5)))


def _element(rng, name, holding, prefix, depth):
    inner = holding.get(name, ())
    most = 4 if depth < 6 else 0
    text = "".join(
        _element(rng, rng.choice(inner), holding, prefix, depth + 1)
        for _ in range(rng.randint(0, most) if inner else 0)
    )
    if name in WORD_TEXTS or (prefix == "" and name in {"text:p", "text:span", "text:h", "p", "span", "td", "li", "b", "a"}):  # fmt: skip
        text = _escaped(rng) + text
    return f"<{prefix}{name}{_attributes(rng, holding, prefix)}>{text}</{prefix}{name}>"


def _attributes(rng, holding, prefix):
    names, values = {
        id(WORD): (WORD_ATTRIBUTES, VALUES),
        id(WRITER): (WRITER_ATTRIBUTES, VALUES),
        id(PAGE): (PAGE_ATTRIBUTES, PAGE_VALUES),
    }[id(holding)]
    chosen = {rng.choice(names): rng.choice(values) for _ in range(rng.choice((0, 0, 1, 2)))}
    return "".join(f' {prefix}{name}="{value}"' for name, value in chosen.items())


def _escaped(rng):
    words = [*rng.choices(WORDS, k=2), rng.choice(NASTY)]
    text = "".join(one for one in " ".join(words) if one >= " " and not "\ufdd0" <= one <= "\ufdef")
    text = text.replace("\ufffe", "").replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;")
