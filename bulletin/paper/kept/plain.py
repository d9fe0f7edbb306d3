"""Objects of a PDF as plain values, and made of these again.

In: what pydyf writes into a PDF: dictionaries, arrays, streams inside one another. Out: lists
and texts that JSON knows, and from them objects that give the same bytes.
"""

from collections.abc import Mapping
from typing import Any

import pydyf

from bulletin.paper.kept.parts import UnfitError

Plain = Any
"""Whatever JSON can hold."""


def joined(items: list[Any]) -> bytes:
    """What a stream holds, as pydyf would join it."""
    return b"\n".join(pydyf._to_bytes(item) for item in items)


class PlainWriter:
    """Objects to plain values. One that is met twice stays one."""

    def __init__(self) -> None:
        self._streams: list[pydyf.Stream] = []

    def plain(self, item: Any) -> Plain:
        """The plain values of an object. Raises `UnfitError` for one of a kind unknown here."""
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

    def item(self, plain: Plain) -> Any:
        """The object of plain values."""
        match plain:
            case ["b", text]:
                return text.encode("latin-1")
            case ["d", items]:
                return pydyf.Dictionary({key: self.item(one) for key, one in items})
            case ["a", items]:
                return pydyf.Array([self.item(one) for one in items])
            case ["s", text]:
                return pydyf.String(self.item(text))
            case [("r" | "x"), number, *made_of]:
                return self._stream(number, *made_of)
        return plain

    def _stream(self, number: int, *made_of: Plain) -> pydyf.Stream:
        """A stream: the one that was made before, or made of its text, dictionary and packing."""
        if made_of:
            text, extra, compress = made_of
            stream = pydyf.Stream([text.encode("latin-1")], compress=compress)
            self._streams[number] = stream
            stream.extra = self.item(extra)
        return self._streams[number]
