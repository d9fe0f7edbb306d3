"""A Word file with charts, which keep the figures that they show."""

from __future__ import annotations

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.desk.importing.word import saved

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SPACES = f'xmlns:c="{_CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _cache(kind: str, values: list[object], code: str = "") -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value != ""
    )
    format_code = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return f"<c:{kind}Ref><c:f>Sheet1!$A$2</c:f><c:{kind}Cache>{format_code}{points}</c:{kind}Cache></c:{kind}Ref>"


def _series(name: str, categories: str, values: list[object], code: str) -> str:
    return (
        f"<c:ser><c:tx>{_cache('str', [name])}</c:tx><c:cat>{categories}</c:cat>"
        f"<c:val>{_cache('num', values, code)}</c:val></c:ser>"
    )


def _chart(kind: str, series: str, title: str = "") -> str:
    said = (
        f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    )
    return f"<c:chartSpace {_SPACES}><c:chart>{said if title else ''}<c:plotArea><c:{kind}>{series}</c:{kind}></c:plotArea></c:chart></c:chartSpace>"


def _add(document, number: int, chart: str) -> None:
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _KIND, chart.encode(), package)
    lead = document.part.relate_to(part, f"{RELATIONSHIP_TYPE.CHART}")
    run = document.add_paragraph().add_run()
    run._r.append(  # noqa: SLF001, python-docx gives its XML in no other way
        parse_xml(
            f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline><a:graphic><a:graphicData uri="{_CHART}">'
            f'<c:chart xmlns:c="{_CHART}" r:id="{lead}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )


def charts() -> bytes:
    """Columns of two years, shares under the name of their only series, one without figures."""
    document = Document()
    document.add_heading("Dân số xã năm 2026", 1)
    document.add_paragraph("Số hộ của các ấp trong hai năm như sau:")
    hamlets = _cache("str", ["Ấp Một", "Ấp Hai", "Ấp Ba"])
    years = _series("2025", hamlets, [1200, 850, ""], "#,##0")
    years += _series("2026", hamlets, [1250.4, 900, 40], "#,##0")
    _add(document, 1, _chart("barChart", years, "Số hộ theo ấp"))
    document.add_paragraph("Cơ cấu:")
    kinds = _cache("str", ["Lúa", "Màu"])
    _add(document, 2, _chart("pieChart", _series("Diện tích", kinds, [0.625, 0.375], "0.0%")))
    _add(document, 3, _chart("scatterChart", "<c:ser><c:yVal/></c:ser>"))
    document.add_paragraph("Hết.")
    return saved(document)


DOCUMENTS = {"charts-of-word": (".docx", charts)}
