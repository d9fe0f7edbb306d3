"""Equations of Word and of web pages: no digit is lost, moved, or joined to another one."""

from __future__ import annotations

import pytest
from lxml import etree

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.docx.hidden_words import free_words
from bulletin.desk.importing.docx.wordml import text_of
from bulletin.desk.importing.equations import parts_of
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from tests.conftest import SMALL

_OMML = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIGNS = {"sup": "^", "sub": "_", "": ""}


def said(xml: str) -> str | None:
    parts = parts_of(etree.fromstring(xml))
    return None if parts is None else "|".join(f"{_SIGNS[place]}{text}" for text, place in parts)


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<mn>5</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "5 1/2"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac><mn>5</mn>", "1/2 5"),
        ("<mfrac><mn>12</mn><mn>48</mn></mfrac><mo>=</mo><mn>25</mn><mo>%</mo>", "12/48 = 25%"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        (
            "<mfrac><mfrac><mn>1</mn><mn>2</mn></mfrac><mfrac><mn>3</mn><mn>4</mn></mfrac></mfrac>",
            "(1/2)/(3/4)",
        ),
        ("<mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo>", "(1/2)"),
        ("<msup><mn>10</mn><mn>2</mn></msup><mi>m</mi>", "10|^2|m"),
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO|_2"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x|_1|^2"),
        ("<msqrt><mn>16</mn></msqrt><mo>=</mo><mn>4</mn>", "√16 = 4"),
        ("<msqrt><mn>9</mn><mo>+</mo><mn>7</mn></msqrt>", "√(9 + 7)"),
        ("<mi>𝑎</mi><mo>\u2062</mo><mi>𝑏</mi>", "ab"),
        ("<semantics><mi>S</mi><annotation>S=1</annotation></semantics>", "S"),
        ("<msup><mi>x</mi><msup><mn>2</mn><mn>3</mn></msup></msup>", None),
        ("<munderover><mo>∑</mo><mn>1</mn><mn>9</mn></munderover>", None),
        ("<mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable>", None),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", None),
    ],
)
def test_an_equation_of_a_page_is_said_in_a_line_or_not_at_all(inner, words):
    assert said(f"<math>{inner}</math>") == words


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<m:r><m:t>S=a×h</m:t></m:r>", "S = a × h"),
        (
            (
                "<m:r><m:t>5</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
                "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            ),
            "5 1/2",
        ),
        (
            (
                "<m:sSup><m:e><m:r><m:t>120m</m:t></m:r></m:e>"
                "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
            ),
            "120m|^2",
        ),
        (
            (
                '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'
                "<m:e><m:r><m:t>1;2</m:t></m:r></m:e></m:d>"
            ),
            "[1;2]",
        ),
        ("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)"),
        (
            "<m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>16</m:t></m:r></m:e></m:rad>",
            "√16",
        ),
        ("<m:nary><m:e><m:r><m:t>1</m:t></m:r></m:e></m:nary>", None),
        ("<m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:mr></m:m>", None),
    ],
)
def test_an_equation_of_word_is_said_in_a_line_or_not_at_all(inner, words):
    assert said(f'<m:oMath xmlns:m="{_OMML}">{inner}</m:oMath>') == words


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        (
            (
                '<span class="katex"><span class="katex-mathml"><math><semantics>{math}'
                '<annotation encoding="application/x-tex">S=a^2</annotation></semantics></math></span>'
                '<span class="katex-html" aria-hidden="true">S=a2</span></span>'
            ),
            "Rộng S = a² đó",
        ),
        (
            (
                '<span class="mwe-math-element"><span style="display: none"><math>{math}</math></span>'
                '<img src="https://x.example/a.svg" alt="S=a^2"></span>'
            ),
            "Rộng S = a² đó",
        ),
        ("<math>{math}</math>", "Rộng S = a² đó"),
        ("<math><mroot><mn>8</mn><mn>3</mn></mroot></math>", "An equation: show it as a picture"),
    ],
)
def test_what_a_page_draws_twice_is_written_once(drawn, shown):
    math = "<mrow><mi>S</mi><mo>=</mo><msup><mi>a</mi><mn>2</mn></msup></mrow>"
    page = f"<html><body><h1>Bài</h1><p>Rộng {drawn.format(math=math)} đó</p></body></html>"
    made = imported(Given("a.html", page.encode()), IssuePlace.of_issue(SMALL / "2026-11"))
    texts = [data.decode() for path, data in made.files.items() if path.endswith(".md")]
    assert shown in "\n".join([*texts, repr(made.remarks)])
    assert texts[0].count("S =") == ("S =" in shown)


@pytest.mark.parametrize("before", ["5", "<b>5</b>", "<b>Rộng</b> 5", "5 "])
def test_a_fraction_of_an_equation_stays_apart_from_the_figure_before_it(before):
    half = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    page = f"<html><body><h1>Bài</h1><p>Có {before}{half} ha</p></body></html>"
    made = imported(Given("a.html", page.encode()), IssuePlace.of_issue(SMALL / "2026-11"))
    (text,) = [data.decode() for path, data in made.files.items() if path.endswith(".md")]
    assert " 1/2 ha" in text


@pytest.mark.parametrize("between", ["", '<w:bookmarkStart w:id="1"/>', "<w:proofErr/>"])
def test_a_fraction_of_word_stays_apart_from_the_figure_before_it(between):
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    paragraph = etree.fromstring(
        f'<w:p xmlns:w="{_WORDML}" xmlns:m="{_OMML}"><w:r><w:t>Có 5</w:t></w:r>{between}'
        f"<m:oMath>{half}</m:oMath><w:r><w:t> ha</w:t></w:r></w:p>"
    )
    free_words(paragraph)
    assert text_of(paragraph).strip() == "Có 5 1/2 ha"
