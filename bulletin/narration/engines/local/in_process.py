"""What engines share that speak in a process of their own on this machine.

In: runs, as a request that the engine's own process understands. Out: a clip.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from bulletin.messages import tr
from bulletin.narration.engines.base import Clip, Setting, SpeechError
from bulletin.narration.engines.local.spawned import Spawned
from bulletin.narration.engines.local.zygote import Zygote, ZygoteError
from bulletin.reading import Run


class InProcess(ABC):
    """An engine with a warmed-up process, which is started when it is first needed."""

    name: str

    def __init__(self, setting: Setting) -> None:
        self.at_once = setting.jobs
        self._setting = setting
        self._lock = threading.Lock()
        self._process: Zygote | Spawned | None = None

    @abstractmethod
    def _started(self) -> Zygote | Spawned:
        """The process. Raises `ZygoteError` when it does not come up."""

    def _spoken(self, request: Any, text: str) -> Clip:  # noqa: ANN401, whatever JSON holds
        """The sound of a request; `text` is what it says. Raises `SpeechError` if there is none."""
        hint = tr("this was to be said: {text}", text=text)
        try:
            rate, data = self._ready().ask(request)
        except ZygoteError as error:
            message = tr("{name} did not speak: {error}", name=self.name, error=error)
            raise SpeechError(message, hint) from error
        if not data:
            raise SpeechError(tr("{name} gave no sound", name=self.name), hint)
        import numpy as np  # noqa: PLC0415, heavy: whoever only asks for the voice needs none

        return Clip(np.frombuffer(data, dtype="<i2"), rate)

    def _ready(self) -> Zygote | Spawned:
        with self._lock:
            if self._process is None:
                self._process = self._started()
            return self._process


class InstalledVoice(InProcess):
    """An engine of which one voice is installed as a file or a folder, and speaks all runs.

    `voice: {name: ...}` is the name of that, with `#speaker` if it has several.
    """

    def speak(self, runs: Sequence[Run]) -> Clip:
        """The sound of some runs. Raises `SpeechError` if the model gives none."""
        text = " ".join(run.text.strip() for run in runs)
        return self._spoken(text, text)

    @property
    def _named(self) -> str:
        return (self._setting.voice.name or "").partition("#")[0]

    @property
    def _speaker(self) -> str:
        return (self._setting.voice.name or "").partition("#")[2]

    @property
    def _looked_for(self) -> str:
        """What is to be said of a voice that is not there: its name, or the language."""
        if named := self._setting.voice.name:
            return repr(named)
        return tr("for the language {language!r}", language=self._setting.language)

    def _shown(self, name: str) -> str:
        """A voice's name with the speaker that was named."""
        return name + (f"#{self._speaker}" if self._speaker else "")
