"""Objects of a PDF as plain values, and made of these again.

In: what pydyf writes into a PDF: dictionaries, arrays, streams inside one another. Out: lists
and texts that JSON knows, and from them objects that give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.pdf import pydyf

from bulletin.paper.kept.parts import UnfitError

Plain = Any
"""Whatever JSON can hold."""


def joined(items: list[Any]) -> bytes:
    """What a stream holds, as pydyf would join it."""
    return b"\n".join(pydyf._to_bytes(item) for item in items)  # noqa: SLF001, it has no other


class PlainWriter:
    """Objects to plain values. One that is met twice stays one."""

    def __init__(self) -> None:
        self._streams: list[pydyf.Stream] = []

    def plain(self, item: Any) -> Plain:  # noqa: ANN401, whatever a PDF holds
        """The plain values of an object."""
        match item:
            case None | str() | bool() | int() | float():
                return item
            case bytes():
                return ["b", item.decode("latin-1")]
            case Mapping():
                return ["d", [[key, self.plain(one)] for key, one in item.items()]]
            case list() | tuple():
                return ["a", [self.plain(one) for one in item]]
            case pydyf.String():
                return ["s", self.plain(item.string)]
            case pydyf.Stream():
                return self._stream(item)
        raise UnfitError

    def _stream(self, item: pydyf.Stream) -> Plain:
        for number, known in enumerate(self._streams):
            if known is item:
                return ["r", number]
        number = len(self._streams)
        self._streams.append(item)
        text = joined(item.stream).decode("latin-1")
        return ["x", number, text, self.plain(item.extra), bool(item.compress)]


class PlainReader:
    """Plain values to objects."""

    def __init__(self) -> None:
        self._streams: dict[int, pydyf.Stream] = {}

    def item(self, plain: Plain) -> Any:  # noqa: ANN401, whatever a PDF holds
        """The object of plain values."""
        if not isinstance(plain, list):
            return plain
        kind, *values = plain
        return getattr(self, f"_{kind}")(*values)

    def _b(self, text: str) -> bytes:
        return text.encode("latin-1")

    def _d(self, items: list[tuple[str, Plain]]) -> Any:  # noqa: ANN401, pydyf has no types
        return pydyf.Dictionary({key: self.item(one) for key, one in items})

    def _a(self, items: list[Plain]) -> Any:  # noqa: ANN401
        return pydyf.Array([self.item(one) for one in items])

    def _s(self, text: Plain) -> Any:  # noqa: ANN401
        return pydyf.String(self.item(text))

    def _r(self, number: int) -> Any:  # noqa: ANN401
        return self._streams[number]

    def _x(self, number: int, text: str, extra: Plain, compress: bool) -> Any:  # noqa: ANN401, FBT001, as it is written
        stream = pydyf.Stream([text.encode("latin-1")], compress=compress)
        self._streams[number] = stream
        stream.extra = self.item(extra)
        return stream
