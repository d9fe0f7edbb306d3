"""A finished PDF made fit for archives and for readers who cannot see it.

In: WeasyPrint's PDF/A-2a. Out: the same that also says that it is PDF/UA-1, with labels for
its pages and with its footnotes tagged as notes; the same bytes each time.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PDFUA = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
"""
"""What PDF/UA-1 asks for (ISO 14289-1, 5) and PDF/A-2 must be told of (ISO 19005-2, 6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class PdfNames:
    """Words for what a PDF cannot name by itself.

    `front` and `back` label the first and the last page, which bear no number. `notes` gives
    the id of each footnote by the id of its mark in the text. `places` says what stands at a
    fragment id, for those who hear a link.
    """

    front: str
    back: str
    notes: Mapping[str, str]
    places: Mapping[str, str]


def archived(data: bytes, names: PdfNames) -> bytes:
    """The PDF, finished."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _say_accessible(pdf)
        _label_pages(pdf, names.front, names.back)
        for link in _links(pdf.Root.StructTreeRoot.K):
            _take_out_copies(link)
            _name_link(link, names)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """The file's bytes: small, and the same each time."""
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


def _say_accessible(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    tree = etree.fromstring(packet, parser).getroottree()
    rdf = next(tree.iter(f"{{{_RDF}}}RDF"))
    rdf.extend(list(etree.fromstring(_PDFUA, parser)))
    body = etree.tostring(tree, encoding="utf-8", xml_declaration=False)
    pdf.Root.Metadata = pdf.make_stream(body, Type=Name.Metadata, Subtype=Name.XML)


def _label_pages(pdf: Pdf, front: str, back: str) -> None:
    """ISO 32000-1, 12.4.2: the pages between count from 2, as printed."""
    last = len(pdf.pages) - 1
    rows: list[Object | int] = [0, Dictionary(P=String(front))]
    if last > 1:
        rows += [1, Dictionary(S=Name.D, St=2)]
    if last > 0:
        rows += [last, Dictionary(P=String(back))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(rows))


def _name_link(link: Object, names: PdfNames) -> None:
    """Say where a link leads, and tag footnotes as notes and their marks as references.

    WeasyPrint has no tag for footnotes (ISO 14289-1, 7.9). A note is known by the link that
    leads from its number back to its mark, a mark by the link that leads to its note.
    """
    annotation = _annotation(link)
    if annotation is None or not isinstance(place := annotation.get("/Dest"), String):
        return
    target = str(place)
    annotation.Contents = String(names.places.get(target, target))
    if target in names.notes:
        note = link.P.P
        note.S = Name.Note
        note.ID = String(names.notes[target])
    elif target in names.notes.values() and Name.NonStruct == link.P.S:
        link.P.S = Name.Reference


def _links(root: Object) -> Iterable[Object]:
    """All structure elements with the tag Link that are not inside another, in reading order."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(reversed(list(item)))
        elif _is_element(item):
            if Name.Link == item.S:
                yield item
            elif "/K" in item:
                waiting.append(item.K)


def _is_element(item: Object) -> bool:
    return isinstance(item, Dictionary) and item.get("/Type") == Name.StructElem


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _annotation(link: Object) -> Object | None:
    """The annotation that a structure element holds."""
    return next((kid.Obj for kid in _kids(link) if _is_reference(kid)), None)


def _is_reference(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _take_out_copies(link: Object) -> None:
    """Remove the annotations that WeasyPrint repeats for each element inside a link."""
    for kid in _kids(link):
        if not _is_element(kid):
            continue
        for inner in filter(_is_reference, _kids(kid)):
            copy, page = inner.Obj.objgen, inner.Pg
            page.Annots = Array([a for a in page.Annots if a.objgen != copy])
        kid.K = Array([inner for inner in _kids(kid) if not _is_reference(inner)])
        if Name.Link == kid.S:
            kid.S = Name.Span
        _take_out_copies(kid)
