"""What a speech engine is, to `narrate` and to packages that bring further ones.

In: a `Setting`, then `Run`s. Out: an `Availability`, then `Clip`s. Engines are found by the
entry point group `bulletin.speech_engines`; each names something that takes a `Setting` and
gives an object with the shape of `Engine`. `tests/plugins/` has a whole package.

The contract:

- **When.** Engines of other packages are imported when a voice is chosen, so heavy libraries are
  imported inside the methods; the built-in ones when their turn comes. `probe` is asked once for
  an issue, before anything is spoken; `speak` once for each sentence that the cache has not.
  `auto` takes the engines of other packages, too, by what `probe` says: a natural voice on this
  machine before one over the network, and one that sounds like a machine after `espeak`. Those in
  `choose.BY_NAME` are only taken by name, with `voice: {engine: ...}` or `--engine`.
- **Where.** In the process of the build, nothing is pickled. `speak` is called from up to
  `at_once` threads, so what it keeps is shared between them; an engine whose library cannot bear
  that says 1, or speaks in processes of its own (see `zygote`). A sentence may take ten minutes.
- **What may be read.** The `Setting`. An engine may ask the network if it says so in `reason`, and
  gives up after `patience` seconds in `probe`. It reads no clock and no environment.
- **When it is spoken anew.** A clip is kept under a key of: the engine's name, `Availability.key`,
  the language, the runs' words and languages. So `key` names everything else that shapes the
  sound: the version of the library and of the engine's own code, the voice, the pace.
  Nothing else is looked at: speech is dear, and a new release of a package costs none of it.
- **What is wanted.** Signed 16-bit samples of one channel at one rate for an engine; loudness,
  pauses and the coding are done afterwards. The same runs give the same samples.
- **How it fails.** `SpeechError`, with a hint. What was spoken before it stays in the cache.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bulletin import plugins
from bulletin.diagnostics import BulletinError
from bulletin.narration.sound.clip import Clip
from bulletin.reading import Run
from bulletin.source.settings.models import Voice

__all__ = [
    "GROUP",
    "SECRETS",
    "Availability",
    "Clip",
    "Engine",
    "EngineFactory",
    "Setting",
    "SpeechError",
    "base_language",
    "engines",
]

GROUP = "bulletin.speech_engines"

SECRETS = (
    *("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    *("AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION", "AZURE_SPEECH_ENDPOINT"),
)
"""Variables of the environment that engines are told, and nothing else of it."""


@dataclass(frozen=True)
class Setting:
    """The voice that is wanted, and what this machine gives to make it.

    `voices` is the folder of installed voice files, `jobs` how many cores may be used,
    `patience` how many seconds `probe` may wait for a service (0: it asks none), `addresses` the
    services that stand in for the usual ones, by the engine's name, and `secrets` those of the
    environment's variables that engines name in `SECRETS`.
    """

    language: str
    voice: Voice
    voices: Path
    jobs: int = 1
    patience: float = 3.0
    addresses: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can speak as it was set, and `reason`: why, or why not.

    `settled`: what is said holds on every machine, with or without a network and voice files.
    `voice` and `version` say what would speak. `key` names all that shapes its sound, for the
    cache. `choices` are the names that `voice: {name: ...}` may have for this language.
    `setting` is what of `voice` is wrong when it is settled: "name", "options.url".
    `online` is the host that hears the text, "" if it stays on this machine; `natural` is
    whether the voice sounds like a person; `varies` whether it may say the same text otherwise
    when it is asked again, so that asking again may help. `credit` is what its makers are to be
    named by, in the imprint; "" where nobody asks for that.
    """

    usable: bool
    reason: str
    voice: str = ""
    version: str = ""
    key: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    settled: bool = False
    setting: str = ""
    online: str = ""
    natural: bool = True
    credit: str = ""
    varies: bool = False


class SpeechError(BulletinError):
    """A sentence could not be spoken."""


class Engine(Protocol):
    """A way to make speech. The same runs give the same clip, wherever it can see to it."""

    name: str
    """What `voice: {engine: ...}` calls it."""
    at_once: int
    """How many threads may be in `speak` at the same time."""

    def probe(self) -> Availability:
        """Whether it can speak here and now, as it was set. Takes no longer than `patience`."""

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs, one after the other; `language` None is the setting's.

        Raises `SpeechError` when there is none: never gives silence for text.
        """


class EngineFactory(Protocol):
    """What an entry point names: usually the engine's class."""

    def __call__(self, setting: Setting) -> Engine:
        """The engine, set. Does no work yet."""


def engines() -> Mapping[str, EngineFactory]:
    """Every installed engine by name."""
    return plugins.Registered[EngineFactory](GROUP)


def base_language(tag: str) -> str:
    """The language of a tag, without region: "vi" for "vi-VN" (BCP 47, section 2.2.1)."""
    return tag.replace("_", "-").split("-")[0].lower()
