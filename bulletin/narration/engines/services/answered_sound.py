"""The sound in the answer of a service: a file, files one behind the other, or bare samples.

In: an answer. Out: a clip; or what speaks against it being what it is called.
"""

import contextlib
import math
import re
from collections.abc import Container

import numpy as np
from numpy.typing import NDArray

from bulletin.diagnostics import UTF16_MARKS
from bulletin.messages import decimal, tr
from bulletin.narration.engines.base import Clip
from bulletin.narration.engines.services.cut_answers import is_cut_off
from bulletin.narration.engines.services.service import Answered, PassingError
from bulletin.narration.engines.services.wave_answers import wave_files
from bulletin.narration.sound.beginnings import blanks_before, format_of
from bulletin.narration.sound.editing import decoded, filtered, joined

RATE = 24_000
"""Samples a second; anything else that comes is brought to it."""
RATES = range(8_000, 192_001)
"""Those that sound may have."""
_ANOTHER_LENGTH = 1.6
"""How many times as long the same words do not last in the same voice."""


def misread(bare: Clip, file: Clip) -> str:
    """How samples are not what they are taken for, by the same words in a file; "" if they may be."""
    longer = bare.duration / file.duration
    off, as_in_file = abs(math.log(longer)), abs(math.log(longer * bare.rate / file.rate))
    if bare.rate != file.rate and as_in_file < off:
        return tr(
            "its samples last {seconds} s where its files last {wanted} s: write options:"
            " {{format: pcm, rate: {rate}}}",
            seconds=decimal(bare.duration),
            wanted=decimal(file.duration),
            rate=file.rate,
        )
    if off < math.log(_ANOTHER_LENGTH):
        return ""
    return tr(
        "its samples last {seconds} s where its files last {wanted} s, so they are not of 16 bits"
        " and one channel: write options: {{format: wav}}",
        seconds=decimal(bare.duration),
        wanted=decimal(file.duration),
    )


def file_sound(answer: bytes) -> Clip:
    """The sound of a file, or of WAV files that were sent one behind the other.

    Raises `ValueError` if it is none, `PassingError` if it was cut off.
    """
    answer = answer[blanks_before(answer) :]
    files = wave_files(answer) or (answer,)
    if format_of(files[0]) is None:
        message = tr("it holds no sound")
        if not answer:
            message = tr("it is empty: the voice may not speak what it is to say")
        if answer.lstrip().startswith(b"<"):
            message = tr("it is a page, and no sound: see the address that is asked")
        raise ValueError(message)
    if is_cut_off(files[-1]):
        raise PassingError(tr("its speech was cut off"))
    clips = [_sane(decoded(file)) for file in files]
    rate = clips[0].rate
    alike = [one if one.rate == rate else filtered(one, "anull", "", rate) for one in clips]
    return joined(alike, [0.0] * len(alike))


def _sane(clip: Clip) -> Clip:
    """A clip of a rate that sound may have. Raises `ValueError`: another would fill the memory."""
    if clip.rate not in RATES:
        raise ValueError(tr("it has {rate} samples a second, which no speech has", rate=clip.rate))
    return clip


_PARAMETER = r"""(?i);\s*{name}\s*=\s*"?([0-9]{{1,6}})"""

BARE = re.compile(r"(?i)audio/(?:(?:x-)?l16|(?:x-)?pcm|(?:x-)?raw)\b")
"""What servers call samples that are no file."""


def samples(answer: Answered, rate: int | None) -> Clip:
    """Bare samples of 16 bits; a file, where a server sends one all the same.

    What the server says of them goes before `rate` (RFC 2586: `audio/L16; rate=8000; channels=2`).
    Raises `ValueError` for half a sample, for text, and where nobody says the rate.
    """
    data = answer.data
    if format_of(data) or blanks_before(data):
        with contextlib.suppress(ValueError):  # samples that only begin like a file
            return file_sound(data)
    channels = _parameter(answer, "channels", range(1, 9), 1)
    if _is_text(answer) or len(data) % (2 * channels):
        raise ValueError(tr("it holds no sound"))
    sides = _smoother(data).reshape(-1, channels)
    mixed = sides.mean(axis=1) if channels > 1 else sides[:, 0]
    told = _parameter(answer, "rate", RATES, rate or 0)
    if not told:
        raise ValueError(
            tr("it sends bare samples: write options: {{format: pcm, rate: {rate}}}", rate=RATE)
        )
    return Clip(np.rint(mixed).astype(np.int16), told)


def _smoother(data: bytes) -> NDArray[np.int16]:
    """The samples with either byte first, whichever makes them sound: the other way is noise.

    By RFC 2586 the high byte comes first in `audio/L16`, and nobody holds to it.
    """
    low, high = (np.frombuffer(data, order) for order in ("<i2", ">i2"))
    rough = [float(np.abs(np.diff(one.astype(np.float64))).sum()) for one in (low, high)]
    return (high if rough[1] < rough[0] / 2 else low).astype(np.int16)


def _parameter(answer: Answered, name: str, known: Container[int], usual: int) -> int:
    """A number that a server says of what it sends, if it can be one."""
    found = re.search(_PARAMETER.format(name=name), answer.kind)
    told = int(found[1]) if found else usual
    return told if told in known else usual


_TEXTS = re.compile(r"(?i)\s*(?:application/(?:[a-z.+-]+\+)?(?:json|xml)|multipart/)")
"""What a server calls text. `text/html` is what some call all that they send."""


def _is_text(answer: Answered) -> bool:
    """Whether words came, in any encoding."""
    if _TEXTS.match(answer.kind):
        return True
    data = answer.data
    try:
        if data.startswith(UTF16_MARKS):
            return all(c.isprintable() or c.isspace() for c in data.decode("utf-16"))
        return bool(data) and "\0" not in data.decode()
    except UnicodeDecodeError:
        return False
