"""Which engine speaks: decided once for an issue, with the reason in words.

In: a `Setting`. Out: `Chosen`. `auto` takes a natural voice on this machine before one over
the network, and the one that is always there last; engines of other packages stand behind the
built-in one of their kind.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.languages import language_of
from bulletin.messages import joined, tr
from bulletin.narration.engines.base import Availability, Engine, EngineFactory, Setting, engines
from bulletin.narration.engines.mistaken import MistakenEngine, asked
from bulletin.narration.model import VoiceUsed
from bulletin.source.reporting import suggestion
from bulletin.source.settings.models import Voice

AUTO = "auto"
ORDER = ("piper", "gtts", "espeak")
"""What `auto` tries, one of each kind: natural and here, natural and elsewhere, a machine's."""
ONE_LANGUAGE = frozenset({AUTO, "piper", "espeak", "sherpa"})
"""What may read all with a voice for one language."""
BY_NAME = frozenset({"openai", "azure", "recorded"})
"""Never taken by `auto`: what asks for money, for a server of one's own, or for a person."""


@dataclass(frozen=True)
class Chosen:
    """An engine, what it said of itself, and how the manifest names it.

    `available.usable` may be False for an engine that was named: it cannot speak now, but what
    it spoke before may still be in the cache.
    """

    engine: Engine
    available: Availability
    used: VoiceUsed


def by_engine(voice: Voice, engine: str | None) -> Voice:
    """The voice where `engine` is asked for (None: none is): what is set for another one is not for it."""
    if engine in {None, voice.engine}:
        return voice
    own: dict[str, object] = {"engine": engine, "name": None, "options": {}, "credit": None}
    return voice.model_copy(update=own)


def choose(setting: Setting, installed: Mapping[str, EngineFactory] | None = None) -> Chosen:
    """The engine that the setting names, or the first usable one for `auto`.

    `installed`: None means all that are. Raises `BulletinError` if there is none.
    """
    factories = engines() if installed is None else installed
    name = setting.voice.engine
    if name == AUTO:
        return _taken(setting, _automatic(setting, factories))
    if name not in factories:
        message = tr("there is no voice engine {name!r}", name=name)
        raise BulletinError(
            message, tr("write one of: {names}", names=", ".join([AUTO, *sorted(factories)]))
        )
    return _taken(setting, _probed(setting, factories, [name]))


def faults_of(
    language: str, voice: Voice, installed: Mapping[str, EngineFactory] | None = None
) -> Iterator[tuple[str, str, str]]:
    """What no machine can speak as it is set: the key of the setting, the words, and a hint.

    Asks no network and no voice file, so it is the same for everybody.
    """
    if voice.engine == AUTO:
        return
    factories = engines() if installed is None else installed
    if voice.engine not in factories:
        hint = suggestion(voice.engine, [AUTO, *factories])
        yield "engine", tr('there is no voice engine "{engine}"', engine=voice.engine), hint
        return
    setting = Setting(language, voice, Path(), patience=0)
    _, available = asked(voice.engine, factories[voice.engine], setting)
    if available.settled and not available.usable:
        key = available.setting or ("name" if available.choices and voice.name else "engine")
        # What is wrong with an option says itself what to write.
        told = _other_way(voice.engine, available, language)
        yield key, available.reason, "" if available.setting else told


@dataclass(frozen=True)
class Survey:
    """Every engine by name with what it says of itself, in the order of `auto`.

    `taken` is what a build would take now; None: nothing can speak, and `refusal` says why.
    """

    engines: Mapping[str, Availability]
    taken: VoiceUsed | None
    refusal: str


def survey(setting: Setting, installed: Mapping[str, EngineFactory] | None = None) -> Survey:
    """All engines as they are set, each asked once."""
    factories = engines() if installed is None else installed
    wanted = setting.voice.engine
    candidates = list(_automatic(setting, factories))
    by_name = [name for name in sorted(factories) if name in BY_NAME]
    every = [*candidates, *_probed(setting, factories, by_name)]
    if wanted != AUTO:
        candidates = [one for one in every if one[0].name == wanted]
    taken, refusal = None, tr("there is no voice engine {wanted!r}", wanted=wanted)
    if candidates:
        try:
            taken = _taken(setting, candidates).used
        except BulletinError as error:
            refusal = error.message
    return Survey(
        {engine.name: available for engine, available in every}, taken, "" if taken else refusal
    )


def _probed(
    setting: Setting, factories: Mapping[str, EngineFactory], names: Iterable[str]
) -> Iterator[tuple[Engine, Availability]]:
    """Engines with what they say of themselves, each asked when its turn comes."""
    for name in names:
        if name in factories:
            yield asked(name, factories[name], _meant_for(name, setting))


def _meant_for(name: str, setting: Setting) -> Setting:
    """The setting as far as it is for an engine: name and options are for the one that is named."""
    if setting.voice.engine in {AUTO, name}:
        return setting
    return replace(setting, voice=setting.voice.model_copy(update={"name": None, "options": {}}))


def _automatic(
    setting: Setting, factories: Mapping[str, EngineFactory]
) -> Iterator[tuple[Engine, Availability]]:
    """What `auto` may take, in its order; nobody is asked before their turn can come."""
    others: list[tuple[Engine, Availability]] | None = None
    for kind, built_in in enumerate(ORDER):
        yield from _probed(setting, factories, [built_in])
        if others is None:
            names = [name for name in sorted(factories) if name not in {*ORDER, *BY_NAME}]
            others = list(_probed(setting, factories, names))
        yield from (other for other in others if _kind(other[1]) == kind)


def _kind(available: Availability) -> int:
    """The place in `ORDER` of the built-in engine that is of the same kind."""
    if not available.natural:
        return ORDER.index("espeak")
    return ORDER.index("gtts" if available.online else "piper")


def _taken(setting: Setting, candidates: Iterable[tuple[Engine, Availability]]) -> Chosen:
    """The one that was named, or the first usable candidate."""
    refused: list[str] = []
    for engine, available in candidates:
        if setting.voice.engine != AUTO:
            if available.usable or available.key:
                return _chosen(
                    engine, available, setting, tr("{name} was asked for", name=engine.name)
                )
            message = tr(
                "the voice engine {name!r} cannot speak: {reason}",
                name=engine.name,
                reason=available.reason,
            )
            raise BulletinError(message, _other_way(engine.name, available, setting.language))
        if available.usable:
            return _chosen(engine, available, setting, joined("; ", [*refused, available.reason]))
        # Of others nobody need have heard; who installed one that is mistaken has.
        if engine.name in ORDER or isinstance(engine, MistakenEngine):
            refused.append(available.reason)
    message = tr(
        "no voice engine can speak {language!r}: {refused}",
        language=setting.language,
        refused=joined("; ", refused),
    )
    raise BulletinError(message, _no_voice())


def _no_voice() -> str:
    return tr(
        "name another voice in publication.yaml, or write voice: off; or have people read:"
        " voice: {{engine: recorded}}, and recording: in the articles"
    )


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

FETCHED = "piper"
"""The engine whose voices `bulletin voices get` fetches."""


def fetching(language: str) -> str:
    """The command that gives a natural voice for a language, or lists those that there are."""
    name = language_of(language).natural_voice
    return f"bulletin voices get {name or f'--language {language}'}"


def _other_way(engine: str, available: Availability, language: str) -> str:
    if engine == FETCHED and not available.choices:
        return tr(
            "get a voice: {command}; or take another with voice: {{engine: ...}} in publication.yaml,"
            " or with --engine",
            command=fetching(language),
        )
    if available.settled and not available.choices:
        return _no_voice()
    if not available.choices:
        return tr("take another with voice: {{engine: ...}} in publication.yaml, or with --engine")
    names = ", ".join(available.choices[:_SHOWN])
    more = ", ..." if len(available.choices) > _SHOWN else ""
    return tr("its voices for this language are: {names}{more}", names=names, more=more)
