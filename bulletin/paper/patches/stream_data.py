"""Streams of a PDF compressed once.

In: pydyf, which asks each stream for its bytes when it writes a PDF, and again for the PDF's
identifier. Out: the same bytes.

Private names of pydyf stand here: WeasyPrint's upper bound in pyproject.toml is for this module too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import pydyf

from bulletin.paper.patches.standing_in import standing_in

_write, _data = pydyf.PDF.write, pydyf.Stream.data


@contextlib.contextmanager
def streams_once() -> Iterator[None]:
    """While a PDF is written in the block, its streams are compressed once."""
    with standing_in(pydyf.PDF, "write", _written):
        yield


def _written(*arguments: Any) -> None:
    """Stands in for `pydyf.PDF.write`."""
    kept: dict[int, tuple[object, bytes]] = {}

    def data(stream: Any) -> bytes:
        if id(stream) not in kept:
            kept[id(stream)] = stream, _data.fget(stream)
        return kept[id(stream)][1]

    with standing_in(pydyf.Stream, "data", property(data)):
        _write(*arguments)
