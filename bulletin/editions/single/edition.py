"""One file for one chat: `{stem}.html`, which opens from a folder and fetches nothing.

In: the issue's page as the web edition made it, its assets and pictures, and the narration if
`single: {audio: true}` asks for sound. Out: one HTML file, under 10 MB wherever that can be.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import BulletinError, Finding
from bulletin.editions.base import Download, Job
from bulletin.messages import tr

PAGE = "index.html"


class SingleEdition:
    """The edition "single"."""

    name = "single"
    after = ("qr", "web")
    needs = ("web",)
    spoken = True
    standard = True
    downloads = (Download("{stem}.html", "web_download_single", rank=60, sure=True),)
    gathers = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the file. What cannot stand in it comes back as warnings."""
        from bulletin.editions.single.fitting import fitted  # noqa: PLC0415, heavy

        if not (job.made / PAGE).is_file():
            message = tr("the edition single is made from the web edition, which is not there")
            raise BulletinError(message, tr("write --edition web --edition single"))
        fitting = fitted(job)
        (folder / f"{job.composition.issue.file_stem}.html").write_bytes(fitting.data)
        return fitting.findings

    def versions(self) -> dict[str, str]:
        """Pillow makes the pictures small, PyAV the sound, lxml the page."""
        return {name: version_of(name) for name in ("av", "lxml", "pillow")}
