"""The height of everything, measured by setting it once in single columns on one endless page.

In: drafts of articles. Out: `Facts` for each. Nothing is balanced or broken here, and of plain
paragraphs only a first word is set and the lines are counted, so this takes a fraction of the
time of the real setting; what was measured is kept for each article. What follows the first word
of a plain paragraph is no part of the key: its lines are counted each time. Paragraphs with more
in them than letters (a raised capital, bold words, links) are set by themselves: whoever mends one
has no figures and tables measured again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from weasyprint.document import Document

from bulletin.art.fonts import Faces
from bulletin.formats.element_text import text_within, words_within
from bulletin.paper.arranging.pieces import Facts, Head, PagePiece, PieceKind
from bulletin.paper.drafts import Draft
from bulletin.paper.measuring import probes
from bulletin.paper.measuring.slimming import LOOSE
from bulletin.paper.measuring.unset import FLOWING, Unset, further_lines, lines_in, shortened
from bulletin.paper.page_boxes import (
    MILLIMETRE,
    BlockLevelBox,
    Box,
    children_of,
    inner,
    page_boxes,
)
from bulletin.theming.models import ColumnSpace, PageSettings
from bulletin.xhtml import Element, append, element, to_html

_ENDLESS = 90_000
"""Height of the page, in millimetres."""
_NOTES_AREA = 5.0
"""What the rule above footnotes and the space around it take, in millimetres."""

_TOGETHER = 40
"""How many articles, or heads of articles, are set in one document at the most."""
_FEWEST_LINES, _FEWEST_IN_ITEMS = 3, 2
"""Lines of a paragraph, and of an item, that stand together at a column's foot or head."""
_DIGITS = 6
"""Of millimetres: finer than anything is decided by, and coarser than computers err."""

LayOut = Callable[[str, str], Document]
"""Sets an HTML body with a further style sheet."""

Keep = Callable[
    [Mapping[str, str], Callable[[Sequence[str]], Mapping[str, bytes]]], Mapping[str, bytes]
]
"""Gives what was found out of HTML bodies, by name; of those that are not kept, found out now."""


_Row = tuple[float, float, tuple[float, float], int, list[Unset]]
"""Top, bottom and both margins of a box in millimetres, lines that were set, paragraphs that were
not."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """Where an element's border box stands and, of texts and lists, how many lines it has.

    `margins` are above and below it; `further` is the height of the lines that were not set.
    """

    top: float
    bottom: float
    margins: tuple[float, float] = (0.0, 0.0)
    lines: int = 0
    further: float = 0.0

    @property
    def height(self) -> float:
        return self.bottom - self.top + self.further


@dataclass(frozen=True)
class Ruler:
    """What measures: it sets with `lay_out` in `settings` and `faces`, unless `keep` knows."""

    settings: PageSettings
    faces: Faces
    lay_out: LayOut
    keep: Keep

    def measured(self, bodies: Mapping[str, Iterable[Element]]) -> dict[str, dict[str, _Measured]]:
        """The measures of elements by the names of bodies, and by their own that begin so."""
        made = {name: _body(elements) for name, elements in bodies.items()}
        htmls = {name: html for name, (html, _) in made.items()}
        kept = self.keep(htmls, lambda missing: dict(self._set(missing, htmls)))
        return {
            name: {
                key: _counted(row, texts, self.faces) for key, row in json.loads(kept[name]).items()
            }
            for name, (_, texts) in made.items()
        }

    def _set(self, missing: Sequence[str], htmls: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Set bodies, some at a time: a document takes time by itself, and a large one memory."""
        for start in range(0, len(missing), _TOGETHER):
            names = missing[start : start + _TOGETHER]
            found: dict[str, dict[str, _Row]] = {n: {} for n in names}
            html = "".join(htmls[name] for name in names)
            for page in page_boxes(self.lay_out(html, _style(self.settings))):
                for key, box in _named(page):
                    of = found[key.partition("/")[0] if "/" in key else ""]
                    # The boxes of an element's text have its name as well; they come after it.
                    if key not in of:
                        of[key] = _measured(box)
            for name, of in found.items():
                yield name, json.dumps(_from_their_top(of)).encode()


def _body(elements: Iterable[Element]) -> tuple[str, list[str]]:
    """The HTML that is set, and the texts of paragraphs of which only a word is."""
    body = append(element("main"), *elements)
    texts = list(shortened(body, probes.PROBE))
    # Places that links lead to and from change no height, but they take time.
    etree.strip_attributes(body, "id", "href")
    return to_html(body), texts


def _from_their_top(found: Mapping[str, _Row]) -> dict[str, _Row]:
    """Measures that do not depend on where on the page the first of them stands."""
    start = min((top for top, *_ in found.values()), default=0.0)
    return {
        name: (round(top - start, _DIGITS), round(bottom - start, _DIGITS), margins, lines, unset)
        for name, (top, bottom, margins, lines, unset) in found.items()
    }


def facts_of(parts: Sequence[Sequence[Draft]], ruler: Ruler, *, titled: bool) -> tuple[Facts, ...]:
    """The facts of all articles, section by section. `titled`: sections have titles."""
    bodies = {"": probes.frames(titled=titled)}
    for draft in (draft for part in parts for draft in part):
        # A title is mended without the text below it, and the other way round.
        bodies[draft.article.slug] = probes.boxes_of(draft)
        bodies[draft.article.slug + probes.HEADS] = probes.heads_of(draft)
        if any(map(probes.is_rich, draft.body)):
            bodies[draft.article.slug + probes.RICH] = probes.rich_of(draft)
    found = ruler.measured(bodies)
    section, between, top, head = _spaces(found[""])
    made = tuple(
        _facts(
            draft,
            {
                key: measured
                for kind in ("", probes.HEADS, probes.RICH)
                for key, measured in found.get(draft.article.slug + kind, {}).items()
            },
            section if first else between,
            top if first else head,
        )
        for part in parts
        for first, draft in zip((True, *(False,) * len(part)), part, strict=False)
    )
    # The forced break before the first keeps its margin; below a section's title it has none.
    return made if titled else (*(replace(one, at_top=section) for one in made[:1]), *made[1:])


def _style(settings: PageSettings) -> str:
    column = settings.room("figure", ColumnSpace(2)).width
    whole = settings.room("wide").width
    return (
        f"@page{{size:{settings.page_width}mm {_ENDLESS}mm}}"
        ".probe{overflow:hidden}"
        ".probe>.article{margin:0}"
        ".probe>.article>.footnote{float:none;display:block}"
        f".probe>.columns-2>.article-body{{columns:auto;width:{column}mm;overflow:hidden}}"
        f".probe .span{{width:{whole}mm}}"
        f".probe .footnotes{{width:{whole}mm}}"
        # Numbers of pages would make WeasyPrint set everything again until they are right.
        '.probe a.internal::after{content:" (" attr(data-before) "00" attr(data-after) ")"}'
    )


# -- what comes of it ----------------------------------------------------------------------


def _named(box: Box) -> Iterator[tuple[str, Box]]:
    """The boxes that are measured, with their names."""
    box = inner(box)
    if box.element is not None and hasattr(box, "border_height"):
        name = box.element.get(probes.PROBE) or box.element.get(probes.PART)
        if name and box.height != "auto":
            yield name, box
    for child in children_of(box):
        yield from _named(child)


def _measured(box: Box) -> _Row:
    """Top, bottom, lines of a box, and the paragraphs in it of which a word was set."""
    top = box.border_box_y() / MILLIMETRE
    is_counted = box.element.tag in FLOWING or box.element.get(probes.PART)
    lines, unset = lines_in(box) if is_counted else (0, [])
    margins = (_margin(box, "top") / MILLIMETRE, _margin(box, "bottom") / MILLIMETRE)
    return top, top + box.border_height() / MILLIMETRE, margins, lines, unset


def _margin(box: Box, side: str) -> float:
    """The margin of a box on a side, with that of what stands in it at its very edge."""
    margin = getattr(box, f"margin_{side}")
    own = 0.0 if margin == "auto" else float(margin)
    apart = getattr(box, f"border_{side}_width") + getattr(box, f"padding_{side}")
    within = [one for one in children_of(box) if one.is_in_normal_flow()]
    if apart or not within or box.establishes_formatting_context():
        return own
    first = within[0 if side == "top" else -1]
    return max(own, _margin(first, side)) if isinstance(first, BlockLevelBox) else own


def _counted(row: _Row, texts: Sequence[str], faces: Faces) -> _Measured:
    """What was measured, with the lines that were not set."""
    top, bottom, margins, lines, unset = row
    counted = [further_lines(one, texts, faces) for one in unset]
    further = sum(height for _, height in counted)
    lines += sum(count for count, _ in counted)
    return _Measured(top, bottom, margins, lines, further / MILLIMETRE)


def _spaces(found: Mapping[str, _Measured]) -> tuple[float, float, float, float]:
    """The space above a section's first article and above another; both at a page's top."""
    a, b, c = (found[name] for name in "abc")
    opener = a.top - found["section-one"].top
    return c.top - b.bottom, b.top - a.bottom, opener, b.top - found["b-frame"].top


def _facts(draft: Draft, found: Mapping[str, _Measured], before: float, top: float) -> Facts:
    slug = draft.article.slug
    figure = None
    if draft.figure is not None:
        height = found[f"{slug}{probes.HEADS}/figure"].height
        figure = PagePiece(gap=5, height=height, kind="solid", below=5)
    heads = {
        stance: Head(
            found[f"{slug}{probes.HEADS}/{stance}"].height, figure if stance == "inside" else None
        )
        for stance in draft.heads
    }
    pieces: list[PagePiece] = []
    start = found[f"{slug}/pieces"].top
    for number, item in enumerate(draft.body):
        # What a theme hides has no box.
        measured = found.get(f"{slug}/{number}", _Measured(start, start))
        again = found.get(f"{slug}/{number}-thead", _Measured(0.0, 0.0)).height
        whole = found.get(f"{slug}{probes.RICH}/{number}", measured)
        named = {f"{slug}/{number}-{n}": part for n, part in enumerate(probes.parts_of(item))}
        parts = {part: found[name] for name, part in named.items() if name in found}
        piece = _piece(slug, item, whole, parts, found)
        pieces.append(
            replace(
                piece,
                again=again if piece.kind == "rows" else 0.0,
                waits=piece.waits and not (pieces and pieces[-1].announces),
            )
        )
    after = found[f"{slug}/notes"].height if draft.notes is not None else 0.0
    return Facts(slug, draft.article.columns, heads, tuple(pieces), before, top, after)


_WAITING = {"media", "link-card", "pull-quote"}
_WAITING_NAMED = {"figure", "gallery", "chart", "compare", "progress", "stats", "table"}
"""What says nothing away from its text, unless it has a title: a picture without a caption may be
the seal above a name, or what the sentence after it speaks of."""
_ROWS = {"dates", "timeline", "table", "compare", "quiz"}


def _piece(
    slug: str,
    item: Element,
    measured: _Measured,
    parts: Mapping[Element, _Measured],
    found: Mapping[str, _Measured],
) -> PagePiece:
    classes = set(item.get("class", "").split())
    tag = str(item.tag)
    kind: PieceKind = "solid"
    breaks: tuple[float, ...] = ()
    if tag == "p":
        kind, breaks = "text", tuple(_line_ends(measured, _FEWEST_LINES))
    elif tag in FLOWING or "dialogue" in classes:
        kind, breaks = "text", tuple(_item_ends(measured.top, parts))
    elif tag in {"h2", "h3", "h4", "h5", "h6"}:
        kind = "heading"
    elif LOOSE in classes or (classes & _ROWS and not classes & {"span", "few"}):
        # The first two stay together, and the last two.
        ends = tuple(part.bottom - measured.top for part in parts.values())
        kind, breaks = "rows", ends[1:-2]
    notes = sum(found[f"{slug}/note-{note.get('id')}"].height for note in probes.notes_in(item))
    return PagePiece(
        gap=measured.margins[0],
        below=measured.margins[1],
        height=measured.height,
        kind=kind,
        breaks=breaks,
        picture=_picture_height(item) if classes & {"figure"} else 0.0,
        waits=bool(classes & _WAITING) or (bool(classes & _WAITING_NAMED) and _is_named(item)),
        announces=text_within(item).rstrip().endswith(_ANNOUNCING),
        spans="span" in classes,
        notes=notes + _NOTES_AREA if notes else 0.0,
    )


_ANNOUNCING = (":", "\uff1a")


def _line_ends(measured: _Measured, fewest: int) -> Iterator[float]:
    """How much of a paragraph stands above each of the breaks that leave lines enough."""
    for count in range(fewest, measured.lines - fewest + 1):
        yield measured.height * count / measured.lines


def _item_ends(start: float, parts: Mapping[Element, _Measured]) -> Iterator[float]:
    """The same of a list, which also breaks between items, but in lists in them as it comes."""
    further = -start
    for number, (item, part) in enumerate(parts.items(), start=1):
        if item.find(".//li") is None:
            ends = _line_ends(part, _FEWEST_IN_ITEMS)
            yield from (part.top + further + end for end in ends)
        further += part.further
        if number < len(parts):
            yield part.bottom + further


def _is_named(item: Element) -> bool:
    return any(words_within(name) for name in item.iter("caption", "figcaption"))


def _picture_height(figure: Element) -> float:
    """The height of the picture in a figure, from its style."""
    for item in figure.iter("img", "span"):
        style = item.get("style", "")
        if "height:" in style:
            return float(style.rpartition("height:")[2].partition("mm")[0])
    return 0.0
