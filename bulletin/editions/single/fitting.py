"""How small pictures and sound have to be for the file to fit into a chat.

In: a job. Out: the file's bytes, and what an editor should know of them. Pictures give way
first, then the sound's quality, then the sound.
"""

from dataclasses import dataclass

from bulletin.audio.light import light
from bulletin.codes import LARGE_SINGLE_FILE, SINGLE_FILE_WITHOUT_SOUND
from bulletin.diagnostics import Finding, Span
from bulletin.editions.base import Job
from bulletin.editions.single.page import SinglePage
from bulletin.formats.data_urls import data_url
from bulletin.messages import decimal, tr
from bulletin.source.root import PUBLICATION

LIMIT = 10_000_000
"""Bytes of the whole file: what chats, old phones and mail still take."""
WIDTHS = (800, 640, 480, 320)
"""How wide pictures are at the most, the best first."""
BIT_RATES = (32_000, 24_000, 16_000)
"""Of the sound, the best first; a voice is understood at the last."""
_BASE64 = 4 / 3
_SLACK = 20_000
"""Bytes for frames' heads, and for what stands around each piece of sound."""


@dataclass(frozen=True)
class Fitting:
    """The file, and what could not be as it was wished."""

    data: bytes
    findings: tuple[Finding, ...] = ()


def fitted(job: Job) -> Fitting:
    """The page with the best pictures and the best sound that fit together."""
    wanted = job.composition.issue.publication.single.audio and job.narration is not None
    length = job.narration.duration if wanted and job.narration else 0.0
    silent = b""
    for width in WIDTHS:
        page = SinglePage(job, width)
        data = page.written({})
        if wanted:
            for rate in BIT_RATES:
                if len(data) + length * rate / 8 * _BASE64 + _SLACK < LIMIT:
                    return Fitting(page.written(_sound(job, rate)))
        elif len(data) < LIMIT:
            return Fitting(data)
        silent = data if not silent or len(silent) >= LIMIT else silent
    if len(silent) >= LIMIT:
        return Fitting(silent, (_too_large(job, len(silent)),))
    return Fitting(silent, (_without_sound(length),))


def _sound(job: Job, rate: int) -> dict[str, str]:
    """Each part's sound as the address of its own data, by the name of its track."""
    tracks = job.narration.tracks if job.narration else ()
    return {track.name: data_url("audio/mpeg", light(track, rate)) for track in tracks}


def _too_large(job: Job, size: int) -> Finding:
    stem = job.composition.issue.file_stem
    message = tr(
        "{file} has {size} MB; chats take {most} MB at the most",
        file=f"{stem}.html",
        size=decimal(size / 1e6),
        most=LIMIT // 1_000_000,
    )
    hint = tr("leave out pictures, or make drawings simpler: each stands in the file as it is")
    return Finding(LARGE_SINGLE_FILE, message, Span(job.composition.issue.file), hint)


def _without_sound(length: float) -> Finding:
    message = tr(
        "{minutes} minutes of sound do not fit into one file of {most} MB, so it has none",
        minutes=round(length / 60),
        most=LIMIT // 1_000_000,
    )
    hint = tr("take single: {{audio: true}} away, or send the audiobook beside the file")
    return Finding(SINGLE_FILE_WITHOUT_SOUND, message, Span(PUBLICATION), hint)
