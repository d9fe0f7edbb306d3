"""Which engine speaks: decided once for an issue, with the reason in words.

In: a `Setting`. Out: `Chosen`. `auto` takes a natural voice on this machine before one over
the network, and the one that is always there last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.base import (
    Availability,
    Engine,
    EngineFactory,
    Setting,
    engines,
)
from bulletin.narration.model import VoiceUsed

AUTO = "auto"
ORDER = ("piper", "gtts", "espeak")
"""What `auto` tries. Engines of other packages are taken only by name."""


@dataclass(frozen=True)
class Chosen:
    """An engine, what it said of itself, and how the manifest names it.

    `available.usable` may be False for an engine that was named: it cannot speak now, but what
    it spoke before may still be in the cache.
    """

    engine: Engine
    available: Availability
    used: VoiceUsed


def choose(setting: Setting, installed: Mapping[str, EngineFactory] | None = None) -> Chosen:
    """The engine that the setting names, or the first usable one for `auto`.

    `installed`: None means all that are. Raises `BulletinError` if there is none.
    """
    factories = engines() if installed is None else installed
    name = setting.voice.engine
    if name == AUTO:
        return _first(setting, factories)
    if name not in factories:
        message = f"there is no voice engine {name!r}"
        raise BulletinError(message, f"write one of: {', '.join([AUTO, *sorted(factories)])}")
    engine = factories[name](setting)
    available = engine.probe()
    if not available.usable and not available.key:
        message = f"the voice engine {name!r} cannot speak: {available.reason}"
        raise BulletinError(message, _other_way(available))
    return _chosen(engine, available, setting, f"{name} was asked for")


def survey(
    setting: Setting, installed: Mapping[str, EngineFactory] | None = None
) -> Iterator[tuple[str, Availability]]:
    """Every engine by name with what it says of itself, in the order of `auto`."""
    factories = engines() if installed is None else installed
    rest = [name for name in sorted(factories) if name not in ORDER]
    for name in [name for name in ORDER if name in factories] + rest:
        yield name, factories[name](setting).probe()


def _first(setting: Setting, factories: Mapping[str, EngineFactory]) -> Chosen:
    refused: list[str] = []
    for name in ORDER:
        if name not in factories:
            continue
        engine = factories[name](setting)
        available = engine.probe()
        if available.usable:
            reason = "; ".join([*refused, available.reason])
            return _chosen(engine, available, setting, reason)
        refused.append(available.reason)
    message = f"no voice engine can speak {setting.language!r}: {'; '.join(refused)}"
    raise BulletinError(message, "name another voice in publication.yaml, or write voice: off")


def _chosen(engine: Engine, available: Availability, setting: Setting, reason: str) -> Chosen:
    used = VoiceUsed(
        engine=engine.name,
        version=available.version,
        voice=available.voice,
        language=setting.language,
        reason=reason,
    )
    return Chosen(engine, available, used)


_SHOWN = 12


def _other_way(available: Availability) -> str:
    if not available.choices:
        return "take another with voice: {engine: ...} in publication.yaml, or with --engine"
    names = ", ".join(available.choices[:_SHOWN])
    more = ", ..." if len(available.choices) > _SHOWN else ""
    return f"its voices for this language are: {names}{more}"
