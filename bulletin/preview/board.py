"""What is known about the issue at this moment, and who waits for news of it.

In: what `site` and `asked` have made, from the program's main thread; wishes, from the
server's. Out: for the server a `Board` to read, for the main thread the wishes in their order.
"""

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from bulletin.building.narrator import Speaker
from bulletin.diagnostics import BulletinError
from bulletin.narration.hearing import Hearings
from bulletin.preview.placing import PlacedFinding

Wish = Literal["pdf", "sound"]
WISHES: tuple[Wish, ...] = ("pdf", "sound")

AsError = Callable[[Exception], BulletinError]
"""Makes words of whatever was raised."""


@dataclass(frozen=True)
class MakingState:
    """Something that takes longer: how far it is, or what came of it.

    `of` is the text that it was made from (`Board.text`).
    """

    status: Literal["none", "making", "made", "failed"] = "none"
    what: str = ""
    done: int = 0
    total: int = 0
    file: str = ""
    message: str = ""
    hint: str = ""
    of: str = ""


@dataclass(frozen=True)
class Board:
    """All that the browser is told."""

    page: int = 0
    """Counts the sites that were made."""
    text: str = ""
    """The digest of what the last site was made from, with what the voice says."""
    building: bool = True
    site: Path | None = None
    """The folder to serve; None before the first one is there."""
    findings: tuple[PlacedFinding, ...] = ()
    failure: str = ""
    """Why the last text could not be made into pages; "" if it could."""
    hint: str = ""
    """What to do about that."""
    hearings: Hearings | None = None
    heard: int = 0
    """Counts what `hearings` has been."""
    speaker: Speaker | None = None
    makings: Mapping[Wish, MakingState] = field(
        default_factory=lambda: dict.fromkeys(WISHES, MakingState())
    )


class Switchboard:
    """The board that main thread and server share, and the wishes for the main thread."""

    def __init__(self) -> None:
        self.boot = secrets.token_hex(4)
        """Another one for every start of the program, so that pages know of it."""
        self.token = secrets.token_urlsafe()
        """Without it, nothing is asked for and nothing written."""
        self.board = Board()
        self.version = 0
        """Counts what was put on the board."""
        self._wishes: list[Wish] = []
        self._saved = True
        self._news = threading.Condition()

    def tell(self, **known: object) -> None:
        """Put something on the board."""
        self.board = replace(self.board, **known)  # type: ignore[arg-type]
        self.version += 1

    def making(self, wish: Wish, making: MakingState) -> None:
        """Put on the board how far something is."""
        if self.board.makings[wish] != making:
            self.tell(makings={**self.board.makings, wish: making})

    def save(self) -> None:
        """A file was saved."""
        with self._news:
            self._saved = True
            self._news.notify_all()

    def wish(self, wish: Wish) -> None:
        """Somebody wants something that takes longer."""
        with self._news:
            if wish not in self._wishes:
                self._wishes.append(wish)
            self._news.notify_all()

    def saved(self, patience: float) -> bool:
        """Whether a file was saved since this was asked last; waits for news so many seconds."""
        with self._news:
            if not self._saved and not self._wishes:
                self._news.wait(patience)
            saved, self._saved = self._saved, False
            return saved

    def wishes(self) -> list[Wish]:
        """What was wished for since this was asked last."""
        with self._news:
            wishes, self._wishes = self._wishes, []
            return wishes
