"""Mistakes of engines that other packages bring: called theirs, and never the end of a build.

In: an engine's name and what makes it, or an exception of it. Out: an engine with what it says of
itself, or the words for the exception. Exceptions of our own engines go on as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bulletin import plugins
from bulletin.messages import tr
from bulletin.narration.engines.base import (
    Availability,
    Clip,
    Engine,
    EngineFactory,
    Setting,
    SpeechError,
)
from bulletin.reading import Run


def asked(name: str, factory: EngineFactory, setting: Setting) -> tuple[Engine, Availability]:
    """The engine, set, and what it says of itself; why not, if it is mistaken."""
    try:
        engine = factory(setting)
        available: object = engine.probe()
        if not isinstance(available, Availability):
            message = f"probe() gave {available!r}"
            raise TypeError(message)  # noqa: TRY301, its mistake is told as any other
    except Exception as error:
        if plugins.is_own(factory):
            raise
        broken = _Broken(name, mistake_of(name, error))
        return broken, broken.probe()
    else:
        return engine, available


def mistake_of(name: str, error: Exception) -> str:
    """What is said of an exception that an engine should not have let through."""
    kind = type(error).__name__
    return tr(
        "the voice engine {name} made a mistake: {kind}: {error}", name=name, kind=kind, error=error
    )


@dataclass
class _Broken:
    """What stands for an engine that cannot even be asked."""

    name: str
    why: str
    at_once: int = 1

    def probe(self) -> Availability:
        return Availability(usable=False, reason=self.why)

    def speak(self, runs: Sequence[Run]) -> Clip:  # noqa: ARG002, as engines have it
        raise SpeechError(self.why)
