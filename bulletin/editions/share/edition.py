"""The share kit: poster, handbill, pictures and texts for notice boards, groups and the loudspeaker.

In: a composed issue and the spoken announcement. Out, below `share/`: `poster-a4.pdf`,
`poster-a3.pdf`, `poster.jpg`, `handbill-a4.pdf` (four to a sheet), `og.jpg`, `square.jpg`,
`cards/NN-name.jpg` for each article and `previews/NN-name.jpg` for links to it, `zalo.txt`,
`facebook.txt`, `sms.txt`,
`loudspeaker.txt` and `loudspeaker.mp3`; and `zalo-article/` for an Official Account.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import ANNOUNCED, MP3, Download, Job

__all__ = ["ShareEdition"]

_LIBRARIES = (
    "weasyprint", "pikepdf", "pypdfium2", "pillow", "qrcode", "zxing-cpp", "av", "jinja2", "lameenc"
)  # fmt: skip


class ShareEdition:
    """The edition "share"."""

    name = "share"
    after: tuple[str, ...] = ()
    spoken = True
    hears = (ANNOUNCED, MP3)
    standard = True
    downloads: tuple[Download, ...] = ()
    gathers = False
    on_paper = True

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the kit. Every QR code is read back from the rendered picture."""
        from bulletin.editions.share import zalo_article  # noqa: PLC0415, beside its twins
        from bulletin.editions.share.sheets import pictures  # noqa: PLC0415, loads WeasyPrint
        from bulletin.editions.share.texts import texts  # noqa: PLC0415, beside its twin

        kit = folder / "share"
        (kit / "cards").mkdir(parents=True)
        (kit / "previews").mkdir()
        (kit / zalo_article.FOLDER).mkdir()
        for name, data in pictures(job):
            (kit / name).write_bytes(data)
        for name, text in texts(job.composition):
            (kit / name).write_text(text, encoding="utf-8")
        for name, text in zalo_article.article_texts(job.composition):
            (kit / zalo_article.FOLDER / name).write_text(text, encoding="utf-8")
        if job.narration and job.narration.announcement:
            from bulletin.audio import mp3, tags  # noqa: PLC0415, heavy

            track = job.narration.announcement
            named = replace(tags.tags_of(job.composition, job.narration), title=track.title)
            mp3.write(kit / "loudspeaker.mp3", [track], named, (kit / "square.jpg").read_bytes())
        return ()

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version_of(name) for name in _LIBRARIES}
