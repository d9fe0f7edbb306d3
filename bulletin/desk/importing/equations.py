"""Equations that can be written in a line: fractions with a stroke, powers raised.

In: an equation of Word (OMML, ECMA-376 part 1, 22.1) or of a page (MathML). Out: its words, those
raised or lowered told apart; None for one that takes more than a line, as sums and matrices do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal
from unicodedata import normalize

from lxml import etree

Element = etree._Element  # noqa: SLF001, lxml's only name for the type
EquationLevel = Literal["", "sup", "sub"]
"""On the line, above it or below it."""
EquationPart = tuple[str, EquationLevel]


class _TakesMoreError(Exception):
    """More than a line is taken."""


_UNSEEN = re.compile("[\u2061-\u2064\u200b]")
"""Signs for machines: a product, a function."""
_OPERATOR = re.compile(r" ?([=+−×÷·≤≥≈≠<>→]) ?")
_ASIDE = re.compile("\0+")
"""What stands on both sides of a fraction."""
_BESIDE = re.compile("(?:(?<=[\\w)%])|\\A)\0+(?=[\\w(√])")
_COMPOUND = re.compile(r"[\s+−×÷·/=-]")
_DONE = frozenset(["annotation", "annotation-xml", "mphantom", "mspace", "mprescripts", "none"])


def parts_of(equation: Element) -> list[EquationPart] | None:
    """The words of an equation; None where a line cannot hold it."""
    try:
        found = _joined(_said(equation))
    except _TakesMoreError:
        return None
    made = [(text if place else _spaced(text), place) for text, place in found]
    if made and not made[0][1]:
        made[0] = (made[0][0].lstrip(), "")
    if made and not made[-1][1]:
        made[-1] = (made[-1][0].rstrip(), "")
    return made if any(text.strip() for text, _ in made) else None


def apart(parts: Sequence[EquationPart], before: str) -> list[EquationPart]:
    """The words of an equation behind others: 5 and 1/2 are no 51/2 there, either."""
    made = [*parts]
    if made and before[-1:].isdigit() and made[0][0][:1].isdigit():
        made[0] = (f" {made[0][0]}", made[0][1])
    return made


def _spaced(text: str) -> str:
    """Words on the line, with spaces around operators and between what stands side by side.

    5 and 1/2 are no 51/2.
    """
    return _ASIDE.sub("", _BESIDE.sub(" ", _OPERATOR.sub(r" \1 ", text)))


def _joined(parts: Iterable[EquationPart]) -> list[EquationPart]:
    """The parts, those beside one another at one place in one."""
    made: list[EquationPart] = []
    for text, place in parts:
        if made and made[-1][1] == place:
            made[-1] = (made[-1][0] + text, place)
        elif text:
            made.append((text, place))
    return made


def _said(element: Element) -> Iterator[EquationPart]:
    name = _name(element)
    if name in _DONE or name.endswith("Pr"):
        return
    if name in {"t", "mi", "mn", "mo", "mtext", "ms"}:
        yield _UNSEEN.sub("", normalize("NFKC", element.text or "")), ""
    elif name in _WAYS:
        yield from _WAYS[name]([one for one in element if not _name(one).endswith("Pr")], element)
    elif name in _AROUND:
        for child in element:
            yield from _said(child)
    else:
        raise _TakesMoreError


_AROUND = frozenset(
    [
        "oMath",
        "e",
        "num",
        "den",
        "sup",
        "sub",
        "deg",
        "fName",
        "r",
        "box",
        "math",
        "mrow",
        "mstyle",
        "mpadded",
    ]
)


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else "annotation"


def _inner(element: Element) -> str:
    """The words of a part that has none raised or lowered."""
    parts = _joined(_said(element))
    if any(place for _, place in parts):
        raise _TakesMoreError
    return _spaced("".join(text for text, _ in parts)).strip()


def _whole(element: Element) -> str:
    """The same, in brackets where it is not one number or word."""
    words = _inner(element)
    return f"({words})" if _COMPOUND.search(words) else words


_Parts = Sequence[Element]


def _fraction(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
    over, under = _both(parts)
    yield f"\0{_whole(over)}/{_whole(under)}\0", ""


def _raised(*places: EquationLevel) -> Callable[[_Parts, Element], Iterator[EquationPart]]:
    def said(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
        if len(parts) != len(places) + 1:
            raise _TakesMoreError
        yield from _said(parts[0])
        for part, place in zip(parts[1:], places, strict=True):
            yield _inner(part), place

    return said


def _root(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
    *degree, under = parts
    if any(map(_inner, degree)):
        raise _TakesMoreError
    yield f"√{_whole(under)}", ""


def _square_root(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
    words = "".join(map(_inner, parts))
    yield f"√({words})" if _COMPOUND.search(words) else f"√{words}", ""


def _bracketed(parts: _Parts, element: Element) -> Iterator[EquationPart]:
    """What stands in brackets, which Word names beside it and MathML in attributes."""
    said = {_name(one): str([*one.attrib.values(), ""][0]) for one in element.iterfind("*/*")}
    yield said.get("begChr", element.get("open", "(")), ""
    for number, part in enumerate(parts):
        if number:
            yield said.get("sepChr", element.get("separators", "|")), ""
        yield from _said(part)
    yield said.get("endChr", element.get("close", ")")), ""


def _function(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
    name, of = _both(parts)
    yield from _said(name)
    yield " ", ""
    yield from _said(of)


def _first(parts: _Parts, _element: Element) -> Iterator[EquationPart]:
    yield from _said(parts[0])


def _both(parts: _Parts) -> tuple[Element, Element]:
    if len(parts) != 2:  # noqa: PLR2004, as it says
        raise _TakesMoreError
    return parts[0], parts[1]


_WAYS: dict[str, Callable[[_Parts, Element], Iterator[EquationPart]]] = {
    "f": _fraction,
    "mfrac": _fraction,
    "sSup": _raised("sup"),
    "msup": _raised("sup"),
    "sSub": _raised("sub"),
    "msub": _raised("sub"),
    "sSubSup": _raised("sub", "sup"),
    "msubsup": _raised("sub", "sup"),
    "rad": _root,
    "msqrt": _square_root,
    "d": _bracketed,
    "mfenced": _bracketed,
    "func": _function,
    "semantics": _first,
}
