"""How a recording was made, whatever is read in it: too loud, too quiet, in noise, with silences or holes.

In: a recording as it is heard, and its place. Out: findings. None of it can be mended afterwards
but silences, and what is made louder makes the room louder too.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bulletin import codes
from bulletin.diagnostics import Finding, Span
from bulletin.messages import decimal, tr
from bulletin.narration.recorded.judging.fit import is_speech
from bulletin.narration.recorded.pauses import STEPS, spoken_in, voiced_rows
from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.narration.sound.timbre import STEP, power_of

_MOST_FLAT = 0.06
"""Of what is loud: speech has a hundredth of it right below its peak, compressed speech twice that,
and speech that is four times too loud a tenth."""
_LEAST_PEAK = 0.01
"""Of full scale (-40 dB): what is left of the voice then has as few steps as a telephone's."""
_LONGEST_SILENCE = 10.0
"""Seconds after which listeners take it for the end."""
_RIGHT_BEFORE = 3
"""Frames before a hole: voices are cut off there, where telephones send no silence they have ended."""
_LEAST_ABOVE_NOISE = 22.0
"""DB by which a voice is louder than what is heard in its pauses: with less, listeners hear the noise
before the words. Telephones in an office have 30 and more, of 120 good recordings (rooms, formats, weather)
all have 28; 16 dB of white noise come out as 20, as the highest tones are not listened to."""
_LYING = 25
"""The percentile of the power in pauses that stands for what lies there all the time: papers and coughs
come and go."""
_SURE_PAUSE, _AROUND_SPEECH = 30, 8
"""Frames of a pause that tells the noise, and those at its ends that may hold breath and echo."""
_ECHO = 7.0
"""DB by which an echo falls in a second. Measured with three voices in rooms whose echo takes 1 to 4 s to die
away (60 dB): 9 to 60; in steady noise 6 at the most."""
_HALVED, _FEWEST_LONG = 15, 3
"""Rows of a pause that tells it (0.3 s), and how many such there are: notes die away, too, and soon there is
the next one, which is as loud as a voice."""
_FEWEST_ROWS = 15
"""Rows of bands in pauses (0.3 s) that tell the noise."""
_MOST = 5


def quality_faults(
    name: str, take: Take, place: Span, *, judged: bool = False
) -> Iterator[Finding]:
    """What is wrong with a recording of somebody who speaks.

    `judged`: it is told elsewhere if it is no speech, whose level then matters to nobody.
    """
    spoken = spoken_in(take)
    is_other = judged and spoken is not None and not is_speech(spoken)
    level = None if is_other else _wrong_level(name, take, place)
    if found := level or _noise_below(name, take, place):
        yield found
    for start, end in _holes(take)[:_MOST]:
        yield Finding(
            codes.RECORDING_HOLE,
            tr(
                "{name} is damaged: from {start} s to {end} s its sound is missing",
                name=name,
                start=decimal(start),
                end=decimal(end),
            ),
            place,
            tr("copy it again from where it was recorded, and listen there; else record it again"),
        )
    for start, end in _silences(take)[:_MOST]:
        message = tr(
            "nobody speaks in {name} from {start} s to {end} s",
            name=name,
            start=decimal(start),
            end=decimal(end),
        )
        hint = tr("cut the silence out: listeners take it for the end")
        yield Finding(codes.LONG_SILENCE, message, place, hint)


def _wrong_level(name: str, take: Take, place: Span) -> Finding | None:
    """A voice as quiet as a telephone's, or so loud that its tops are cut off."""
    if take.peak < _LEAST_PEAK:
        level = 20 * math.log10(max(take.peak, 1 / 32768))
        message = tr(
            "{name} is recorded too quietly: its loudest moment is at {level:.0f} dB",
            name=name,
            level=level,
        )
        hint = tr("record it again, nearer to the microphone or with its level turned up")
        return Finding(codes.RECORDING_LEVEL, message, place, hint)
    if take.flat > _MOST_FLAT:
        message = tr(
            "{name} is recorded too loud: the tops of the sound are cut off, which rattles",
            name=name,
        )
        hint = tr(
            "record it again with the level turned down, or farther from the microphone: making"
            " it quieter now does not bring them back"
        )
        return Finding(codes.RECORDING_LEVEL, message, place, hint)
    return None


def _noise_below(name: str, take: Take, place: Span) -> Finding | None:
    """Noise or music that is nearly as loud as the voice."""
    above = _above_noise(take)
    if above >= _LEAST_ABOVE_NOISE:
        return None
    message = tr(
        "noise or music lies under the voice in {name}: it is only {above:.0f} dB softer",
        name=name,
        above=above,
    )
    hint = tr(
        "listen to it; record it again in a quieter place, nearer to the microphone, with fans"
        " off: noise cannot be taken out afterwards"
    )
    return Finding(codes.NOISE_UNDER_VOICE, message, place, hint)


def _above_noise(take: Take) -> float:
    """The dB by which somebody speaks louder than it is in pauses.

    Without end, where nobody pauses, and where it grows ever softer in pauses: that is an echo.
    """
    spoken = spoken_in(take)
    if spoken is None or not len(take.bands):
        return math.inf
    power = power_of(take.bands)
    quiet = [
        power[-(-(start + _AROUND_SPEECH) // STEPS) : (end - _AROUND_SPEECH) // STEPS]
        for start, end in spoken.pauses.tolist()
        if end - start >= _SURE_PAUSE
    ]
    rows = np.concatenate(quiet) if quiet else power[:0]
    if len(rows) < _FEWEST_ROWS or _falls(quiet) >= _ECHO:
        return math.inf
    noise, voice = (
        float(np.percentile(rows, _LYING)),
        float(power[voiced_rows(take, spoken)].mean()),
    )
    return 10 * math.log10(max(voice, 1.0) / max(noise, 1.0))


def _falls(pauses: Sequence[NDArray[np.float64]]) -> float:
    """How many dB softer it is a second later in pauses, by the halves of each."""
    long = [10 * np.log10(np.maximum(one, 1.0)) for one in pauses if len(one) >= _HALVED]
    halves = [(one[: len(one) // 2].mean(), one[len(one) // 2 :].mean()) for one in long]
    if len(long) < _FEWEST_LONG:
        return 0.0
    apart = sum(len(one) for one in long) / 2 * STEP
    return sum(float(first - second) for first, second in halves) / apart


def _silences(take: Take) -> list[tuple[float, float]]:
    """The long pauses within what is spoken, in seconds."""
    spoken = spoken_in(take)
    pauses = (spoken.pauses * FRAME).tolist() if spoken else ()
    return [(a, b) for a, b in pauses if b - a > _LONGEST_SILENCE]


def heard_for(take: Take) -> float:
    """The seconds from the first word to the last, without silences in which the reader was away."""
    spoken = spoken_in(take)
    if spoken is None:
        return 0.0
    away = sum(end - start for start, end in _silences(take))
    return (spoken.end - spoken.start) * FRAME - away


def _holes(take: Take) -> list[tuple[float, float]]:
    """Where the file has no sound and somebody was speaking, in seconds."""
    spoken = spoken_in(take)
    if spoken is None or not take.missing:
        return []
    reach = _RIGHT_BEFORE * FRAME
    voiced = spoken.spoken_within([(start - reach, start) for start, _ in take.missing])
    return [hole for hole, count in zip(take.missing, voiced, strict=True) if count]
