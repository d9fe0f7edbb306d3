"""What a document has readers' devices do by itself.

In: the bytes of a PDF, or an office program's package. Out: whether it starts programs, or has
another file fetched that may hold some. Buttons that a reader presses and fields that reckon are
no such things.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from bulletin.desk.importing.opening.archives import Package

_LONGEST = 100
"""Actions that follow one another."""
_STARTED, _PRESSED = {"/JavaScript", "/Launch"}, {"/Launch"}
"""Kinds of actions (ISO 32000-2, table 201) that nobody expects: on opening, and of a link."""
_FETCHED = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)[\"'])"
    rb"(?=[^>]*\bTarget\s*=\s*[\"'](?:https?:|ftp:|\\\\|mhtml:|file:/*\\\\))",
    re.IGNORECASE,
)
_LINKED = re.compile(rb"<w:instrText\b[^>]*>\s*DDE(?:AUTO)?\s", re.IGNORECASE)


def pdf_starts_programs(data: bytes) -> bool:
    """Whether a PDF runs something when it is opened, or a link in it starts a program."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return any(
                str(action.get("/S")) in kinds
                for begun, kinds in _begun(pdf)
                for action in _following(begun)
            )
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return False  # whether it can be opened is looked at elsewhere


def package_fetches_programs(package: Package) -> bool:
    """Whether a Word file has a template or an object fetched, or another program asked (DDE)."""
    for part in package.archive.namelist():
        if part.endswith(".rels") and _FETCHED.search(package.read(part)):
            return True
        if (
            part.startswith("word/")
            and part.endswith(".xml")
            and _LINKED.search(package.read(part))
        ):
            return True
    return False


def _begun(pdf: pikepdf.Pdf) -> Iterator[tuple[object, set[str]]]:
    """The actions that a document, its pages and its links begin with."""
    for place in (pdf.Root, *(page.obj for page in pdf.pages)):
        yield place.get("/OpenAction"), _STARTED
        events = place.get("/AA")
        if isinstance(events, pikepdf.Dictionary):
            yield from ((events[name], _STARTED) for name in events.keys())  # noqa: SIM118, pikepdf's
        links = place.get("/Annots")
        for link in links if isinstance(links, pikepdf.Array) else ():
            if isinstance(link, pikepdf.Dictionary):
                yield link.get("/A"), _PRESSED


def _following(action: object) -> Iterator[pikepdf.Dictionary]:
    """An action and those that follow it."""
    waiting = [action]
    for _ in range(_LONGEST):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)[:_LONGEST]
        elif isinstance(one, pikepdf.Dictionary):
            yield one
            waiting.append(one.get("/Next"))
