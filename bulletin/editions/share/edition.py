"""The share kit: poster, handbill, pictures and texts for notice boards, groups and the loudspeaker.

In: a composed issue and the spoken announcement. Out, below `share/`: `poster-a4.pdf`,
`poster-a3.pdf`, `poster.jpg`, `handbill-a4.pdf` (four to a sheet), `og.jpg`, `square.jpg`,
`cards/NN-name.jpg` for each article, `zalo.txt`, `facebook.txt`, `sms.txt`,
`loudspeaker.txt` and `loudspeaker.mp3`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import astuple, replace
from importlib.metadata import version
from pathlib import Path

from bulletin import once
from bulletin.cache import digest_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job
from bulletin.narration.model import Narration, Track

__all__ = ["ShareEdition"]

_LIBRARIES = ("weasyprint", "pypdfium2", "pillow", "qrcode", "zxing-cpp", "av", "jinja2")


class ShareEdition:
    """The edition "share"."""

    name = "share"
    after: tuple[str, ...] = ()
    spoken = True
    standard = True
    downloads: tuple[Download, ...] = ()
    gathers = False
    on_paper = True

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the kit. Every QR code is read back from the rendered picture."""
        from bulletin.editions.share.sheets import pictures  # noqa: PLC0415, loads WeasyPrint
        from bulletin.editions.share.texts import texts  # noqa: PLC0415, beside its twin

        kit = folder / "share"
        (kit / "cards").mkdir(parents=True)
        for name, data in pictures(job):
            (kit / name).write_bytes(data)
        for name, text in texts(job.composition):
            (kit / name).write_text(text, encoding="utf-8")
        if job.narration and job.narration.announcement:
            sound = _announcement(job, job.narration, job.narration.announcement, kit)
            (kit / "loudspeaker.mp3").write_bytes(sound)
        return ()

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version(name) for name in _LIBRARIES}


def _announcement(job: Job, narration: Narration, track: Track, kit: Path) -> bytes:
    """The announcement as MP3, with the square card as its cover."""
    from bulletin.audio import mp3, tags  # noqa: PLC0415, heavy

    named = replace(tags.tags_of(job.composition, narration), title=track.title)
    cover = (kit / "square.jpg").read_bytes()
    sound = (once.digest_of_source(track.file), track.title, track.duration)

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "loudspeaker.mp3"
            mp3.write(file, [track], named, cover)
            return file.read_bytes()

    return once.made(once.ANNOUNCEMENT, (sound, astuple(named), digest_of(cover)), made)
