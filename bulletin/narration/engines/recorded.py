"""The engine `recorded`: nobody speaks but people who were recorded.

In: a setting. Out: an engine that is always there and says nothing: articles with a recording are
heard, all else is silent. So languages for which there is no voice can be heard too.
"""

from collections.abc import Sequence

from bulletin.messages import tr
from bulletin.narration.engines.base import Availability, Clip, Setting, SpeechError
from bulletin.narration.engines.options import fault_of
from bulletin.reading import Run

RECORDED = "recorded"


class Recorded:
    """The engine `recorded`."""

    name = RECORDED
    at_once = 1

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def probe(self) -> Availability:
        """It can always read what was recorded; it has no voices to choose from."""
        voice = self._setting.voice
        if voice.name:
            reason = tr("recorded voices have no name here: people are named in their articles")
            return Availability(usable=False, reason=reason, settled=True, setting="name")
        if found := fault_of(voice.options, ()):
            place, words = found
            return Availability(usable=False, reason=words, settled=True, setting=place)
        return Availability(
            usable=True,
            reason=tr("people read, and nothing else is heard"),
            version="1",
            key=(self.name,),
        )

    def speak(self, runs: Sequence[Run]) -> Clip:
        """Nothing. Raises `SpeechError`."""
        message = tr("nobody has recorded this: {text}", text=" ".join(run.text for run in runs))
        raise SpeechError(message, tr("write recording: into the article's settings"))
