"""Mistakes of engines that other packages bring: called theirs, and never the end of a build.

In: an engine's name and what makes it, or an exception of it. Out: an engine with what it says of
itself, or the words for the exception. Exceptions of our own engines go on as they are.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields

from bulletin import plugins
from bulletin.diagnostics import BulletinError
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

_WAITING = 20
"""Seconds for which an engine of another package is waited for until it says whether it can speak: far
more than it is given, for it may load a model from a slow disk."""


def asked(name: str, factory: EngineFactory, setting: Setting) -> tuple[Engine, Availability]:
    """The engine, set, and what it says of itself; why not, if it is mistaken or does not answer."""
    try:
        with _waited_for(factory):
            engine = factory(setting)
            available = engine.probe()
        _as_agreed(name, engine, available)
    except BaseException as error:
        if plugins.is_own(factory) or _is_for_us(error):
            raise
        broken = MistakenEngine(name, mistake_of(name, error))
        return broken, broken.probe()
    else:
        return engine, available


def _waited_for(factory: EngineFactory) -> AbstractContextManager[object]:
    if plugins.is_own(factory):
        return nullcontext()
    return plugins.heard_from(plugins.maker_of(factory.__module__), _WAITING)


def _is_for_us(error: BaseException) -> bool:
    """Whether an exception asks us to end, and is no fault."""
    return plugins.is_own(error) and not isinstance(error, Exception)


def _as_agreed(name: str, engine: Engine, available: Availability) -> None:
    """Raise `TypeError` for an engine that is not, or does not answer, as the contract has it."""
    if not isinstance(available, Availability):
        message = f"probe() gave {available!r}"
        raise TypeError(message)
    if engine.name != name:
        message = f"it calls itself {engine.name!r}"
        raise TypeError(message)
    if not isinstance(engine.at_once, int):
        message = f"at_once is {engine.at_once!r}, which is no number"
        raise TypeError(message)
    for one in fields(Availability):
        value, usual = getattr(available, one.name), getattr(_USUAL, one.name)
        if not isinstance(value, type(usual)) or (
            isinstance(value, tuple) and not all(isinstance(part, str) for part in value)
        ):
            message = f"probe() gave {one.name} = {value!r}"
            raise TypeError(message)


_USUAL = Availability(usable=False, reason="")


def mistake_of(name: str, error: BaseException) -> str:
    """What is said of an exception that an engine should not have let through."""
    if isinstance(error, BulletinError):
        return f"{name}: {error.message}"
    kind = type(error).__name__
    return tr(
        "the voice engine {name} made a mistake: {kind}: {error}", name=name, kind=kind, error=error
    )


_RATES = range(4_000, 400_000)
"""Samples a second that sound may have."""
_FULL = 32768


def as_agreed(clip: Clip) -> Clip:
    """A clip as the contract has it. Raises `TypeError` or `ValueError` for what is none.

    Whole numbers of another size, or floats that hold such, are taken: they are not mistaken.
    """
    import numpy as np  # noqa: PLC0415, the check asks for engines, and makes no sound

    samples, rate = clip.samples, clip.rate
    if not isinstance(samples, np.ndarray) or samples.ndim != 1 or samples.dtype.kind not in "if":
        message = "samples are to be a numpy array of signed 16-bit numbers, one channel"
        raise TypeError(message)
    peak = float(np.abs(samples.astype(np.float64)).max(initial=0))
    if not peak <= _FULL or (samples.dtype.kind == "f" and 0 < peak <= 1):
        message = f"samples go up to {peak:g}, and have 16 bits: {_FULL - 1} is the highest"
        raise ValueError(message)
    if rate not in _RATES:
        message = f"{rate!r} is no number of samples a second"
        raise ValueError(message)
    whole = np.clip(np.rint(samples), -_FULL, _FULL - 1).astype(np.int16)
    return Clip(whole, int(rate))


@dataclass
class MistakenEngine:
    """What stands for an engine that cannot even be asked."""

    name: str
    why: str
    at_once: int = 1

    def probe(self) -> Availability:
        """It cannot speak, and why."""
        return Availability(usable=False, reason=self.why)

    def speak(self, runs: Sequence[Run]) -> Clip:  # noqa: ARG002, as engines have it
        """Raise `SpeechError`."""
        raise SpeechError(self.why)
