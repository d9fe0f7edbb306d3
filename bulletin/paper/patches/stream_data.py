"""Objects of a PDF written as bytes once, and what they hold without asking what it might be.

In: pydyf, which asks each object for its bytes when it writes a PDF, and again for the PDF's
identifier: streams are compressed for that, and thousands of dictionaries told. Out: the same bytes.

Private names of pydyf stand here.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pydyf

from bulletin.paper.patches.standing_in import standing_in

_write, _to_bytes = pydyf.PDF.write, pydyf._to_bytes


@contextlib.contextmanager
def objects_once() -> Iterator[None]:
    """While a PDF is written in the block, each of its objects is made bytes once."""
    with standing_in(pydyf.PDF, "write", _written):
        yield


def _written(*arguments: Any) -> None:
    """Stands in for `pydyf.PDF.write`."""
    kept: dict[int, tuple[object, bytes]] = {}

    def once(kind: Any) -> property:
        made = kind.data.fget

        def data(one: Any) -> bytes:
            if id(one) not in kept:
                kept[id(one)] = one, made(one)
            return kept[id(one)][1]

        return property(data)

    with (
        standing_in(pydyf.Stream, "data", once(pydyf.Stream)),
        standing_in(pydyf.Dictionary, "data", once(pydyf.Dictionary)),
        standing_in(pydyf, "_to_bytes", _as_bytes),
    ):
        _write(*arguments)


def _as_bytes(item: Any) -> bytes:
    """Stands in for `pydyf._to_bytes`: most are bytes or words."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    made: bytes = _to_bytes(item)
    return made
