"""What is asked of a build, and what it gives: a release in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.cache import Cache
from bulletin.diagnostics import Finding
from bulletin.machine.timings import Timings
from bulletin.narration.progress import Notice, unsaid

if TYPE_CHECKING:  # that nothing has changed is said without them
    from bulletin import manifest
    from bulletin.narration.model import VoiceUsed
    from bulletin.provenance.keys import Signer
    from bulletin.source.settings.models import Publication


@dataclass(frozen=True)
class Order:
    """What to build. `epoch` is SOURCE_DATE_EPOCH, seconds since 1970, or None.

    `editions` empty: all standard ones. `engine` None: as publication.yaml says. `voices` is
    the folder of installed voice files, `secrets` what engines are told of the environment, and
    `surroundings` all that the environment says to bulletin: after others it is built anew.
    `timings` is told what the build takes, `notice` what is to be said before it is done.
    `single_audio`: the edition single has sound, whatever publication.yaml says. `unattended`:
    nobody is there to see a warning, so that a voice nobody decided on and a draft are errors.
    """

    root: Path
    issue_id: str
    out: Path
    cache: Cache
    voices: Path
    editions: tuple[str, ...] = ()
    engine: str | None = None
    audio: bool = True
    single_audio: bool = False
    jobs: int = 1
    epoch: int | None = None
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    surroundings: Mapping[str, str] = field(default_factory=dict, repr=False)
    signer: Signer | None = None
    """Gives what signs for a public key, if this machine has it."""
    timings: Timings = field(default_factory=Timings)
    notice: Notice = field(default=unsaid, repr=False)
    unattended: bool = False
    today: dt.date | None = None
    """The day on which it is built: what is dated later is refused. None: nobody knows."""


@dataclass(frozen=True)
class Built:
    """A release in its place.

    `publication` is what the archive around it is made from; `reused` names the editions that came
    out of the cache; `left_out` those of the last release that were not asked for and no longer
    hold.
    """

    folder: Path
    publication: Publication
    manifest: manifest.Manifest
    findings: tuple[Finding, ...]
    reused: tuple[str, ...]
    left_out: tuple[str, ...]
    unsigned: bool
    """Whether publication.yaml names a key, and nothing here could sign with it."""
    voice: VoiceUsed | None = None
    """Who spoke, with the reason as it can be said in every language: a manifest has it in one."""
