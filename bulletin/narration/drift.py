"""A voice that nobody decided on: a machine's for want of a natural one, or another than before.

In: who speaks now, who spoke the last releases, and the place of the setting. Out: findings that
show the one command which gives a natural voice, or what to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.codes import NO_NATURAL_VOICE, OTHER_VOICE
from bulletin.diagnostics import Finding, Severity, Span
from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.model import VoiceUsed


@dataclass(frozen=True)
class Decision:
    """Who speaks; `by_auto`: neither the publication nor a person named the engine."""

    chosen: Chosen
    by_auto: bool
    language: str


def drifted(decided: Decision, before: Sequence[VoiceUsed], place: Span) -> Iterator[Finding]:
    """What an editor should know of the voice. `before` are the last releases' voices."""
    chosen = decided.chosen
    if decided.by_auto and not chosen.available.natural:
        yield Finding(
            NO_NATURAL_VOICE,
            tr(
                "{engine} reads this issue, which sounds like a machine: {reason}",
                engine=chosen.used.engine,
                reason=chosen.used.reason,
            ),
            place,
            tr(
                "get a natural voice: {command}; or write voice: {{engine: {engine}}} if it is meant",
                command=command(decided.language),
                engine=chosen.used.engine,
            ),
        )
    now = chosen.used
    for one in before:
        if one.language == now.language and (one.engine, one.voice) != (now.engine, now.voice):
            yield Finding(
                OTHER_VOICE,
                tr(
                    "{now} reads this issue, and {before} read the last release",
                    now=_named(now),
                    before=_named(one),
                ),
                place,
                _way_back(decided, one),
            )
            return


def as_error(finding: Finding) -> Finding:
    """The same finding as an error: where nobody sees a warning."""
    return replace(finding, code=replace(finding.code, severity=Severity.ERROR))


def command(language: str) -> str:
    """The command that gives a natural voice for a language, or lists those that there are."""
    name = language_of(language).natural_voice
    return f"bulletin voices get {name or f'--language {language}'}"


def _way_back(decided: Decision, before: VoiceUsed) -> str:
    """How to have the voice of before, or the new one for good."""
    now = decided.chosen.used
    if before.engine == "piper":
        name = before.voice.partition("#")[0]
        return tr(
            "to have that voice again: bulletin voices get {name}, and write"
            " voice: {{engine: piper, name: {voice}}}; to keep the new one write"
            " voice: {{engine: {engine}}}",
            name=name,
            voice=_quoted(before.voice),
            engine=now.engine,
        )
    if not decided.chosen.available.natural:
        return tr(
            "get a natural voice: {command}; to have that one again write"
            " voice: {{engine: {before}}}",
            command=command(decided.language),
            before=before.engine,
        )
    return tr(
        "to have that voice again write voice: {{engine: {before}}}; to keep the new one write"
        " voice: {{engine: {engine}}}",
        before=before.engine,
        engine=now.engine,
    )


def _quoted(name: str) -> str:
    """A name as YAML has it: behind a # there would be a comment in some eyes."""
    return f'"{name}"' if "#" in name else name


def _named(voice: VoiceUsed) -> str:
    return f"{voice.engine} ({voice.voice})"
