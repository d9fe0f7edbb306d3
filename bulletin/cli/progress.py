"""Where the work stands, on one line of a terminal: what, how far, how long still.

In: steps as they are told, and a clock. Out: the line, drawn with rich. Nothing runs beside, and
the terminal is left as it was found, whatever ends the program.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bulletin.messages import tr

STEPS = {
    "speak": tr("sentences spoken"),
    "encode": tr("articles put together"),
    "voice": tr("looking for the voice"),
    "kB": tr("kB fetched"),
    "archive": tr("the archive"),
    "send": tr("sending"),
}
"""Words for steps whose names are no words for people; editions are called by their names."""

_BAR = 24
_SURE = 2.0
"""Seconds after which the pace so far says something."""


@dataclass
class _Begun:
    at: float
    done: int


@dataclass
class ProgressLine:
    """The line, and since when each step goes on."""

    colour: bool
    clock: Callable[[], float] = time.monotonic
    say: Callable[[str], str] = str
    """Puts words into the language of whoever reads them."""
    _begun: dict[str, _Begun] = field(default_factory=dict)

    def drawn(self, what: str, done: int, total: int, shown: str = "") -> str:
        """The line for a step of which `done` of `total` are done; `shown` says it otherwise."""
        from rich.console import Console
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        grid = Table.grid(padding=(0, 1))
        named = STEPS.get(what) or tr("making {what}", what=what)
        cells: list[object] = [self.say(named)]
        if total > 1:
            cells += [ProgressBar(total, done, width=_BAR), shown or f"{done}/{total}"]
            cells.append(self.say(self.left(what, done, total)))
        grid.add_row(*cells)  # type: ignore[arg-type]
        console = Console(
            stderr=True,
            force_terminal=True,
            no_color=not self.colour,
            width=max(20, Console(stderr=True).width - 1),
        )
        with console.capture() as captured:
            console.print(grid, end="")
        return captured.get().strip("\n")

    def left(self, what: str, done: int, total: int) -> str:
        """How long it still takes, by the pace so far; "" while nobody can tell.

        What was there when the step began (the cache had it) says nothing of the pace.
        """
        begun = self._begun.setdefault(what, _Begun(self.clock(), done))
        if done < begun.done:  # the next issue
            begun = self._begun[what] = _Begun(self.clock(), done)
        passed, made = self.clock() - begun.at, done - begun.done
        if made <= 0 or passed < _SURE or done >= total:
            return ""
        return tr("{in_words} left", in_words=in_words(passed / made * (total - done)))


def in_words(seconds: float) -> str:
    """A length of time as people say it."""
    minute, hour = 60, 3600
    if seconds < minute:
        return tr("about {seconds} s", seconds=max(1, round(seconds)))
    if seconds < hour:
        return tr("about {minutes} min", minutes=round(seconds / minute))
    return tr(
        "about {hours} h {minutes} min",
        hours=int(seconds // hour),
        minutes=round(seconds % hour / minute),
    )
