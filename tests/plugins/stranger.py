"""A package of somebody else's that makes each mistake which an edition or a target can make."""

from __future__ import annotations

import contextlib
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bulletin.publish.base import Destination
from bulletin.publish.sending import Sending
from bulletin.site.listing import Change

GIVEN: list[Any] = []
"""What the target gives, the last of it next."""


class StrangeEdition:
    """An edition."""

    name, after, spoken, standard, downloads, gathers = "strange", (), False, False, (), False

    def make(self, job: object, folder: Path) -> tuple[()]:  # noqa: ARG002, as the contract has it
        """Nothing."""
        return ()

    def versions(self) -> dict[str, str]:
        """None."""
        return {}


class StrangeTarget:
    """A target that does what it is told to by an address, or by what is to be given."""

    name = "strange"

    def place(self, address: str) -> Any:
        return Destination(type="strange") if address == "strange:" else GIVEN.pop()

    def publish(self, release: Any, place: Destination, *, dry_run: bool) -> Any:  # noqa: ARG002, as the contract has it
        given = GIVEN.pop()
        return given(release) if callable(given) else given


def raises(error: BaseException) -> Callable[[Any], None]:
    """What raises something."""

    def publish(_release: Any) -> None:
        raise error

    return publish


def ends(_release: Any) -> None:
    sys.exit(0)


def writes(release: Any) -> list[Any]:
    (release.folder / "index.html").write_text("spoilt", encoding="utf-8")
    return []


def takes_away(release: Any) -> list[Any]:
    shutil.rmtree(release.folder)
    return []


def hangs(_release: Any) -> None:
    threading.Event().wait(60)


def tries_for_ever(_release: Any) -> None:
    """Takes whatever happens for a fault, and tries again."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(Exception):
            time.sleep(60)


def computes(_release: Any) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass


def listens(_release: Any) -> None:
    """To somebody who has nothing to say."""
    one, other = socket.socketpair()
    with one, other:
        other.settimeout(60)
        other.recv(1)


def writes_and_hangs(release: Any) -> None:
    writes(release)
    hangs(release)


def takes_its_time(release: Any) -> list[Any]:
    for number in range(8):
        time.sleep(0.1)
        release.watch(Sending(files=number))
    return [Change("new", "a")]
