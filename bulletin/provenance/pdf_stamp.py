"""A signature that is shown on the last page, as PDF/UA and PDF/A ask for it.

In: a PDF, a box and the stamp's words. Out: the PDF with an empty field there that stands in the
structure tree as a form; and what pyHanko draws into it, in an embedded face.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from pyhanko.pdf_utils.font import FontEngine
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.pdf_utils.xref import ObjectStream
    from pyhanko.stamp import BaseStampStyle

_SIZE, _LEADING = 9, 12
_PRINT = 4
_SIGNATURES_EXIST = 1


@dataclass(frozen=True)
class Stamp:
    """What a shown signature says: a line each, in a face that is embedded."""

    lines: tuple[str, ...]
    face: Path


def with_field(data: bytes, name: str, box: tuple[int, int, int, int], title: str) -> bytes:
    """The PDF with an empty signature field on its last page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[-1]
        words = String(title or name)
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(name),
                TU=words,
                Contents=words,
                F=_PRINT,
                Rect=Array(list(box)),
                P=page.obj,
            )
        )
        page.obj.Annots = Array([*page.obj.get("/Annots", []), widget])
        page.obj.Tabs = Name.S
        form = pdf.Root.get("/AcroForm") or pdf.make_indirect(Dictionary(Fields=Array()))
        form.Fields.append(widget)
        form.SigFlags = _SIGNATURES_EXIST
        pdf.Root.AcroForm = form
        _as_form(pdf, page, widget, words)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _as_form(pdf: pikepdf.Pdf, page: pikepdf.Page, widget: pikepdf.Object, words: String) -> None:
    """Put a field into the structure tree, at the end of the document."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    kids = tree.K
    document = kids[0] if isinstance(kids, Array) else kids
    parent = document if isinstance(document.get("/K"), Array) else tree
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=parent, Alt=words, Pg=page.obj)
    )
    element.K = Array([Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)])
    parent.K.append(element)
    numbers = pikepdf.NumberTree(tree.ParentTree)
    key = max(numbers.keys(), default=-1) + 1
    numbers[key] = element
    tree.ParentTreeNextKey = key + 1
    widget.StructParent = key


def style_of(stamp: Stamp) -> BaseStampStyle:
    """What is drawn: the lines, in the face."""
    from pyhanko.pdf_utils.font import FontEngineFactory  # noqa: PLC0415, an extra
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulator  # noqa: PLC0415, an extra
    from pyhanko.pdf_utils.text import TextBoxStyle  # noqa: PLC0415, an extra
    from pyhanko.stamp import TextStampStyle  # noqa: PLC0415, an extra

    face = stamp.face.read_bytes()

    class Embedded(FontEngineFactory):
        """The face out of memory: pyHanko's own leaves its file open."""

        def create_font_engine(
            self, writer: BasePdfFileWriter, obj_stream: ObjectStream | None = None
        ) -> FontEngine:
            return GlyphAccumulator(
                writer, io.BytesIO(face), font_size=_SIZE, obj_stream=obj_stream
            )

    text = "\n".join(stamp.lines).replace("%", "%%")
    box = TextBoxStyle(font=Embedded(), font_size=_SIZE, leading=_LEADING)
    return TextStampStyle(stamp_text=text, text_box_style=box, background=None)
