"""The edition "qr": the issue's permanent address as a code, to be printed anywhere.

In: a composed issue. Out: `qr.svg` and `qr.png`, each read back after it was drawn.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job


class QrEdition:
    """The edition "qr"."""

    name = "qr"
    after: tuple[str, ...] = ()
    spoken = False
    standard = True
    downloads: tuple[Download, ...] = ()
    gathers = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the code in both forms. Raises `BulletinError` if one does not read back."""
        from bulletin.art.qr_symbol import checked_qr  # noqa: PLC0415, loads Pillow

        code = checked_qr(job.composition.issue.address)
        (folder / "qr.svg").write_text(code.svg, encoding="utf-8")
        (folder / "qr.png").write_bytes(code.png)
        return ()

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version_of(name) for name in ("qrcode", "pillow", "zxing-cpp")}
