"""The font of a run in a Word file, wherever it is set."""

from __future__ import annotations

import pytest
from lxml import etree

from bulletin.desk.importing.characters.encodings import convert
from bulletin.desk.importing.docx.fonts import Fonts, slots_of
from bulletin.desk.importing.docx.styles import DocxStyles
from bulletin.desk.importing.docx.wordml import DRAWING, WORD, text_of, w
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.remarks import Remarks
from tests.desk.importing.word import zip_of

_STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Default"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:rFonts w:ascii="OfBase" w:hAnsi="High"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="paragraph" w:styleId="Themed"><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:ascii="no"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Trip"/></w:style>
<w:style w:type="paragraph" w:styleId="Trip"><w:basedOn w:val="Round"/></w:style>
<w:style w:type="character" w:styleId="Sign"><w:rPr><w:rFonts w:ascii="OfSign"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:rPr><w:rFonts w:ascii="OfTable"/></w:rPr></w:style>
</w:styles>"""
_THEME = f'<a:theme xmlns:a="{DRAWING}"><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:theme>'
FONTS = Fonts(DocxStyles(etree.fromstring(_STYLES)), etree.fromstring(_THEME))


def _paragraph(style="", run="", around="{}"):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    text = f"<w:p>{styled}<w:r><w:rPr>{run}</w:rPr><w:t>®­îc viÕt</w:t></w:r></w:p>"
    return etree.fromstring(f'<w:body xmlns:w="{WORD}">{around.format(text)}</w:body>')


@pytest.mark.parametrize(
    ("style", "run", "around", "font"),
    [
        ("Base", '<w:rFonts w:ascii="Own"/>', "{}", "Own"),
        ("Base", '<w:rFonts w:cs="Other"/>', "{}", "OfBase"),
        ("Base", '<w:rStyle w:val="Sign"/>', "{}", "OfSign"),
        ("Base", "", "{}", "OfBase"),
        ("Child", "", "{}", "OfBase"),
        ("Themed", "", "{}", ".VnTime"),
        ("Base", '<w:rFonts w:asciiTheme="minorAscii"/>', "{}", ".VnTime"),
        ("Round", "", "{}", "Default"),
        ("Unknown", "", "{}", "Default"),
        ("", "", "{}", "Default"),
        (
            "",
            "",
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>',
            "OfTable",
        ),
    ],
)
def test_a_runs_font_is_found_where_word_finds_it(style, run, around, font):
    body = _paragraph(style, run, around)
    around = FONTS.of_surroundings(next(body.iter(w("p"))))
    assert FONTS.of_run(next(body.iter(w("r"))), "ascii", around) == font


def test_a_theme_in_an_old_font_makes_the_text_unicode():
    body = _paragraph("Themed")
    convert(slots_of(body, FONTS), Remarks())
    assert text_of(body).strip() == "được viết"


def test_files_by_the_strict_standard_are_read_like_the_common_ones():
    strict = '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    package = Package.opened("a.docx", zip_of(word__document_xml=strict.encode()))
    assert package.xml("word/document.xml").tag == w("p")
