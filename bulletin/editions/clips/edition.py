"""Clips: the issue's, and one for each article marked `clip: true`.

In: a composed issue and its narration. Out, below `clips/`: for each of them
`NAME-1080x1920.mp4`, `NAME-1080x1080.mp4` and `NAME.srt`, of 30 to 60 seconds.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job

FOLDER = "clips"
_LIBRARIES = ("av", "numpy", "pillow", "qrcode", "zxing-cpp")


class ClipsEdition:
    """The edition "clips"; made only when asked for."""

    name = "clips"
    after: tuple[str, ...] = ()
    spoken = True
    standard = False
    downloads: tuple[Download, ...] = ()
    gathers = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the clips; none without a narration."""
        from bulletin.editions.clips import drawing, film, plan  # noqa: PLC0415, heavy

        findings: list[Finding] = []
        (folder / FOLDER).mkdir()
        for clip in plan.plans(job):
            findings += clip.findings
            (folder / FOLDER / f"{clip.name}.srt").write_text(plan.srt(clip), encoding="utf-8")
            sound = film.sound_of(clip)
            for size in drawing.SIZES:
                file = folder / FOLDER / f"{clip.name}-{size.width}x{size.height}.mp4"
                film.write(file, clip, drawing.Studio(job, size), sound)
        return findings

    def versions(self) -> dict[str, str]:
        """What shapes the bytes."""
        return {name: version_of(name) for name in _LIBRARIES}
