"""What a narration tells while it is made, in the thread that asked for it."""

from collections.abc import Callable

Notice = Callable[[str], None]
"""Told, before it is done, what people have a right to know beforehand."""

NarrationProgress = Callable[[str, int, int], None]
"""Told of each step: "speak" (sentences) or "encode" (articles), how many are done, of how many."""


def unsaid(_text: str) -> None:
    """Tell nobody."""


def unheard(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""
