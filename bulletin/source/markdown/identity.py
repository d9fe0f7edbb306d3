"""Fragment ids: every block of an article gets one, unique in the article.

In: an article's blocks. Out: the same with ids: anchors where the editor or a heading gives
them ("mua-lu-ba-viec"), numbers for all others ("mua-lu-b12").
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from bulletin.document import Block, Heading, Table, plain_text, walk
from bulletin.document.blocks import HOLD_BLOCKS
from bulletin.source.values import slug_of

B = TypeVar("B", bound=Block)

RESERVED = re.compile(r"title|s\d+|fn\d+|fnref\d+")
"""Anchors that composition, the title and footnotes have for themselves."""


class Ids:
    """Gives ids to the blocks of one article."""

    def __init__(self, slug: str, *blocks: Block) -> None:
        self._slug = slug
        self._used = {block.id for block in walk(*blocks) if block.id}
        self._repeated: Counter[str] = Counter()
        self._headings = dict(self._anchors(*blocks))
        self._count = itertools.count(1)

    def _anchors(self, *blocks: Block) -> Iterator[tuple[int, str]]:
        """An id for each heading without one, by the heading's identity."""
        for block in walk(*blocks):
            if isinstance(block, Heading) and not block.id:
                base = slug_of(plain_text(block.children))
                if base:
                    yield id(block), self._free(base)

    def _free(self, base: str) -> str:
        for number in itertools.count(self._repeated[base] + 1):
            self._repeated[base] = number
            anchor = base if number == 1 else f"{base}-{number}"
            made = f"{self._slug}-{anchor}"
            if made not in self._used and not RESERVED.fullmatch(anchor):
                self._used.add(made)
                return made
        raise AssertionError

    def given(self, block: B) -> B:
        """The same block and those inside it, each with an id."""
        ident = block.id or self._headings.get(id(block)) or self._next()
        changes: dict[str, object] = {"id": ident}
        if isinstance(block, Table):
            changes["header"] = self.given(block.header)
        for name in HOLD_BLOCKS[type(block)]:
            changes[name] = tuple(self.given(child) for child in getattr(block, name))
        return replace(block, **changes)  # type: ignore[arg-type]

    def _next(self) -> str:
        while (made := f"{self._slug}-b{next(self._count)}") in self._used:
            pass
        return made
