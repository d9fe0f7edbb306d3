"""What WeasyPrint says: its warnings, collected, and kept from the terminal.

In: a stretch of work with WeasyPrint. Out: its messages.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What WeasyPrint said, and the values that it put into its sentence."""

    text: str
    values: tuple[object, ...]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        values = record.args if isinstance(record.args, tuple) else ()
        self.messages.append(Message(record.getMessage(), tuple(values)))


@contextmanager
def listening() -> Iterator[list[Message]]:
    """Collect what WeasyPrint warns of, and keep it from the terminal."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield listener.messages
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates
