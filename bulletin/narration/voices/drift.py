"""A voice that nobody decided on: a machine's for want of a natural one, or another than before.

In: who speaks now, who spoke the last releases, and the place of the setting. Out: findings that
show the one command which gives a natural voice, or what to write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bulletin.codes import NO_NATURAL_VOICE, OTHER_VOICE
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.narration.engines.base import base_language
from bulletin.narration.engines.choose import Chosen, fetching
from bulletin.narration.engines.second import named_second
from bulletin.narration.model import VoiceUsed
from bulletin.source.yaml.entries import quoted


@dataclass(frozen=True)
class Decision:
    """Who speaks; `by_auto`: neither the publication nor a person named the engine.

    `second` is the second voice, where the issue has words for one.
    """

    chosen: Chosen
    by_auto: bool
    language: str
    second: Chosen | None = None


def drifted(decided: Decision, before: Sequence[VoiceUsed], place: Span) -> Iterator[Finding]:
    """What an editor should know of the voice. `before` are the last releases' voices."""
    chosen = decided.chosen
    if decided.by_auto and not chosen.available.natural:
        message = tr(
            "{engine} reads this issue, which sounds like a machine: {reason}",
            engine=chosen.used.engine,
            reason=chosen.used.reason,
        )
        hint = tr(
            "get a natural voice: {command}; or write voice: {{engine: {engine}}} if it is meant",
            command=fetching(decided.language),
            engine=chosen.used.engine,
        )
        yield Finding(NO_NATURAL_VOICE, message, place, hint)
    base = base_language(chosen.used.language)
    same = [one for one in before if base_language(one.language) == base]
    yield from islice((found for one in same for found in _other(decided, one, place)), 1)


def _other(decided: Decision, before: VoiceUsed, place: Span) -> Iterator[Finding]:
    """That another voice, or another second voice, reads than did before."""
    now = decided.chosen.used
    if (before.engine, before.voice) != (now.engine, now.voice):
        message = tr(
            "{now} reads this issue, and {before} read the last release",
            now=_named(now),
            before=_named(before),
        )
        yield Finding(OTHER_VOICE, message, place, _way_back(decided, before))
    elif decided.second and before.second not in {"", named_second([decided.second])}:
        message = tr(
            "{now} is the second voice of this issue, and {before} was that of the last release",
            now=named_second([decided.second]),
            before=before.second,
        )
        yield Finding(OTHER_VOICE, message, place, _SECOND_BACK)


_SECOND_BACK = tr(
    "look at what second: below voice: says, and at bulletin voices; if the new one is meant, nothing is"
    " to be done"
)


def _way_back(decided: Decision, before: VoiceUsed) -> str:
    """How to have the voice of before, or the new one for good."""
    now = decided.chosen.used
    if before.engine == "piper":
        return tr(
            "to have that voice again: bulletin voices get {name}, and write voice: {before}; to"
            " keep the new one write voice: {now}",
            name=before.voice.partition("#")[0],
            before=_as_set(before),
            now=_as_set(now),
        )
    if not decided.chosen.available.natural:
        return tr(
            "get a natural voice: {command}; to have that one again write voice: {before}",
            command=fetching(decided.language),
            before=_as_set(before),
        )
    return tr(
        "to have that voice again write voice: {before}; to keep the new one write voice: {now}",
        before=_as_set(before),
        now=_as_set(now),
    )


_SHOWN = {
    "gtts": (re.compile(r".* \((.+)\)"), "name: {}"),
    "openai": (re.compile(r"(.+) \((.+)\)"), "name: {}, options: {{model: {}}}"),
}
"""How engines show what they were set to, where that is not the voice's name alone."""
_NAME = (re.compile(r"([^\s()]+)"), "name: {}")


def _as_set(voice: VoiceUsed) -> str:
    """What to write after `voice:` to have a voice; an engine alone, where its name is not known."""
    shown, written = _SHOWN.get(voice.engine, _NAME)
    found = shown.fullmatch(voice.voice)
    if not found:
        return f"{{engine: {voice.engine}}}"
    return f"{{engine: {voice.engine}, {written.format(*map(_in_yaml, found.groups()))}}}"


def _in_yaml(name: str) -> str:
    """A name as YAML has it: some signs mean something there, or in some eyes."""
    return name if _PLAIN.fullmatch(name) else quoted(name)


_PLAIN = re.compile(r"[A-Za-z][\w.+-]*")


def _named(voice: VoiceUsed) -> str:
    return f"{voice.engine} ({voice.voice})" if voice.voice else voice.engine
