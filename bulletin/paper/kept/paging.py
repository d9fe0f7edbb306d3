"""From page to page through an issue: those that are known are taken, the others set.

In: WeasyPrint, which asks for all pages of a document. Out: these pages. The key of a page is
where in the flow it begins, what is carried over to it (break, side, counters, the last strings
for heads of pages), its number, and the digests of the parts that were looked at to set it; how
many these are, is kept beside it. Where a page leaves a note or a float to the next one, both
are one entry.
"""

import contextlib
import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint import document, layout
from weasyprint.layout import block
from weasyprint.layout import page as paged
from weasyprint.layout.background import layout_backgrounds

from bulletin.cache import key_of, once
from bulletin.cache.once import Kind
from bulletin.paper import LIBRARIES
from bulletin.paper.kept import faces, painting, sheets
from bulletin.paper.kept.parts import FlowParts, LayoutContext, UnfitError
from bulletin.paper.kept.sheets import FlowState, FreshPage, HandedOn, KeptPage, PageRun, RunStart
from bulletin.paper.page_boxes import Box

SET = Kind("set-pages", LIBRARIES)

_LINKED = re.compile(
    r"counters?\(\s*pages\b|position\s*:\s*(?:fixed|running)|\belement\(|target-(?:counters?|text)\(",
    re.IGNORECASE,
)
"""By what pages depend on pages that come later, or all on each."""

_layout_document = document.layout_document
_page = document.Page


def stand_alone(sheets: Iterable[str]) -> bool:
    """Whether pages in these style sheets depend on nothing that comes after them."""
    return not any(_LINKED.search(sheet) for sheet in sheets)


@dataclass
class Paging:
    """The pages of one document. `surroundings` shape all of them but are in none.

    `pictures` gives digests of what a piece of XML shows.
    """

    surroundings: str
    pictures: Callable[[str], object]
    _runs: list[tuple[str, PageRun]] = field(default_factory=list)
    _made: dict[tuple[str, str], PageRun] = field(default_factory=dict)
    _reaches: dict[str, list[int]] = field(default_factory=dict)
    _last: tuple[FlowParts, LayoutContext] | None = None

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """In the block WeasyPrint lays documents out by this."""
        document.layout_document, document.Page = self._laid_out, _as_page
        try:
            yield
        finally:
            document.layout_document, document.Page = _layout_document, _page

    def keep(self) -> None:
        """Keep the pages that were set, once they are drawn and nothing was wrong with them."""
        if self._last is None or not once.keeps():
            return
        parts, context = self._last
        known: dict[object, bool] = {}
        fonts = context.font_config.font_map

        def fits(use: painting.FontUse) -> bool:
            if (use.key, use.asked) not in known:
                known[use.key, use.asked] = faces.is_found(use.key, use.asked, use.font, fonts)
            return known[use.key, use.asked]

        for key, run in self._runs:
            if isinstance(run.pages[0], KeptPage):
                continue
            with contextlib.suppress(UnfitError):
                data = sheets.written(run, parts, context, fits)
                reaches = {*self._reaches_of(key), run.reach}
                once.keep(SET, (key, _digest(run.start, run.reach, parts)), data)
                once.keep(SET, key, json.dumps(sorted(reaches)).encode())

    def _laid_out(self, html: Any, root: Box, context: LayoutContext) -> Any:
        """Stands in for `weasyprint.layout.layout_document`."""
        footnotes = context.footnotes.copy()
        self._runs, self._last = [], None
        try:
            parts = FlowParts(root, context, self.pictures)
            pages = _Walk(self, html, root, context, parts).pages()
        except UnfitError:
            context.footnotes = footnotes
            context.string_set.clear()
            context.running_elements.clear()
            context.reported_footnotes = []
            context.broken_out_of_flow.clear()
            self._runs = []
            return _layout_document(html, root, context)
        self._last = parts, context
        return pages

    def known(
        self, key: str, start: RunStart, parts: FlowParts, context: LayoutContext
    ) -> PageRun | None:
        """The run that begins so, if it was set before."""
        for reach in self._reaches_of(key):
            digest = _digest(start, reach, parts)
            run = self._made.get((key, digest))
            if run is None and (data := once.found(SET, (key, digest))):
                run = sheets.read(data, start, reach, parts, context)
            if run is not None:
                return run
        return None

    def add(self, key: str, run: PageRun, parts: FlowParts) -> None:
        """Remember a run: another layout of the document may need it."""
        self._runs.append((key, run))
        if isinstance(run.pages[0], FreshPage):
            self._made[key, _digest(run.start, run.reach, parts)] = run
            self._reaches.setdefault(key, []).append(run.reach)

    def _reaches_of(self, key: str) -> list[int]:
        kept = once.found(SET, key)
        return [*self._reaches.get(key, []), *(json.loads(kept) if kept else [])]


def _digest(start: RunStart, reach: int, parts: FlowParts) -> str:
    return key_of(parts.between(start.part, start.part + reach))


def _as_page(page: Any) -> Any:
    """Stands in for `weasyprint.document.Page`."""
    return page if isinstance(page, FreshPage | KeptPage) else _page(page)


@dataclass
class _Walk:
    """One layout of a document."""

    paging: Paging
    html: Any
    root: Box
    context: LayoutContext
    parts: FlowParts
    _marked: set[tuple[str, Any]] = field(default_factory=set)
    _strings: dict[str, str] = field(default_factory=dict)
    _touched: int = 0

    def pages(self) -> list[FreshPage | KeptPage]:
        """All pages."""
        layout.initialize_page_maker(self.context, self.root)
        self.context.rendered_notes = []
        made: list[FreshPage | KeptPage] = []
        state: FlowState = self.context.page_maker[0][:4]
        while not made or state[0] is not None:
            run = self._next(len(made), state)
            made += run.pages
            state = run.ends[-1]
        self.context.broken_out_of_flow.clear()
        self.context.reported_footnotes.clear()
        return made

    def _next(self, first: int, state: FlowState) -> PageRun:
        start = RunStart(first, self.parts.number_at(state[0]))
        carried = (first, _sorted(state), sorted(self._strings.items()))
        key = key_of(self.paging.surroundings, carried, faces.version())
        run = self.paging.known(key, start, self.parts, self.context)
        if run is None:
            run = self._set(start)
        else:
            self._take(run)
        self.paging.add(key, run, self.parts)
        return run

    def _take(self, run: PageRun) -> None:
        """Go on behind pages that are known."""
        first = run.start.page
        if not first:
            self.context.style_for.initial_page_sizes.update(run.sizes)
        for number, (laid, end) in enumerate(zip(run.sets, run.ends, strict=True), first):
            self._carry(number, laid)
            del self.context.page_maker[number + 1 :]
            fresh = _unmade(self.context.page_maker[number][-1])
            self.context.page_maker.append((*copy.deepcopy(end), fresh))

    def _carry(self, number: int, laid: HandedOn) -> None:
        for name, text in laid.strings:
            self.context.string_set[name][number + 1].append(text)
            self._strings[name] = text
        self._marked.update(laid.marked)

    def _set(self, start: RunStart) -> PageRun:
        """Set pages, up to one that leaves nothing to the next."""
        pages: list[FreshPage | KeptPage] = []
        laid: list[HandedOn] = []
        ends: list[FlowState] = []
        self._touched = start.part
        with self._touching():
            carries = True
            while carries:
                number = start.page + len(pages)
                made = self.context.page_maker[number][-1]
                made.update(_unmade(made))
                page, _ = paged.remake_page(number, self.context, self.root, self.html)
                again = any(value is True for value in made.values())
                if again or page.fixed_boxes or any(self.context.running_elements.values()):
                    raise UnfitError
                laid.append(self._finished(page, number))
                pages.append(FreshPage(page, number))
                ends.append(copy.deepcopy(self.context.page_maker[number + 1][:4]))
                carries = bool(self.context.reported_footnotes) or (
                    ends[-1][0] is not None and bool(self.context.broken_out_of_flow)
                )
        # What is out of the flow is set in other ways, and may stand behind all that is in it.
        after = self.parts.last if ends[-1][0] is None else self.parts.number_at(ends[-1][0])
        self._touched = max(self._touched, after)
        sizes = self.context.style_for.initial_page_sizes
        return PageRun(start, self._touched - start.part, pages, laid, ends, dict(sizes))

    @contextlib.contextmanager
    def _touching(self) -> Iterator[None]:
        """In the block it is noted which parts are looked at."""
        lay_out = block.block_level_layout

        def block_level_layout(context: LayoutContext, box: Box, *others: Any, **named: Any) -> Any:
            part = self.parts.of(box.element)
            if part is not None and part > self._touched:
                self._touched = part
            return lay_out(context, box, *others, **named)

        block.block_level_layout = block_level_layout
        try:
            yield
        finally:
            block.block_level_layout = lay_out

    def _finished(self, page: Box, number: int) -> HandedOn:
        """Give a page what WeasyPrint gives it when all are laid out; what it sets for others."""
        laid = HandedOn()
        for child in page.descendants():
            if child.bookmark_label:
                _, _, pseudo = child.element_tag.partition("::")
                mark = (pseudo if pseudo in {"before", "after"} else "", child.element)
                if mark in self._marked or mark in laid.marked:
                    child.bookmark_label = ""
                else:
                    laid.marked.append(mark)
            if child.string_set and child.string_set != "none":
                laid.strings += child.string_set
        self._carry(number, laid)
        root, *areas = page.children
        self.context.current_page = number + 1
        state = self.context.page_maker[number + 1][3]
        margins = layout.make_margin_boxes(self.context, page, state)
        page.children = (root, *(area for area in areas if area.children), *margins)
        layout_backgrounds(page, self.context.get_image_from_uri)
        return laid


def _sorted(state: Any) -> object:
    """A state without what happens to come first in sets."""
    if isinstance(state, set | frozenset):
        return sorted(state)
    if isinstance(state, dict):
        return [[key, _sorted(value)] for key, value in state.items()]
    return [*map(_sorted, state)] if isinstance(state, list | tuple) else state


def _unmade(state: dict[str, Any]) -> dict[str, Any]:
    """What WeasyPrint notes of a page, with nothing noted."""
    return {name: type(value)() for name, value in state.items()}
