"""Where a PDF's pages are, found once for each number of pages.

In: pydyf, which lists all pages anew whenever WeasyPrint asks for one, as it does for each tag.
Out: the same list; tagging takes as long as there are tags, and not as tags times pages.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pydyf

from bulletin.paper.patches.standing_in import standing_in

_listed = pydyf.PDF.page_references


@contextlib.contextmanager
def pages_listed_once() -> Iterator[None]:
    """Pages are listed once in the block, and again when there are more."""
    kept: dict[int, tuple[object, int, Any]] = {}

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        found = kept.get(id(pdf))
        if found is None or found[1] != count:
            found = kept[id(pdf)] = (pdf, count, _listed.fget(pdf))
        return found[2]

    with standing_in(pydyf.PDF, "page_references", property(page_references)):
        yield
