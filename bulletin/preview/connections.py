"""Connections of browsers, which have to say what they want.

In: what uvicorn is told of a connection. Out: the same, and its end when nobody asks anything on
it: whoever opens a hundred and is silent, or sends a letter now and then, would hold all that
there are.

Names of uvicorn's own protocol stand here.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class HurriedConnection(H11Protocol):
    """A connection that is closed when its next request is not there in time."""

    patience = 10.0
    """Seconds in which the head of a request must be there, from the first byte of it on."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Something was said: a request, or a part of one."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        self._unhurried()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._unhurried()
        elif self._end is None:
            self._end = self.loop.call_later(self.patience, self.transport.close)

    def _unhurried(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
