"""The audiobook: one file with chapters, as M4B and as MP3, and its W3C manifest.

In: a job with a narration. Out: SLUG-ID.m4b, .mp3, .vtt, .chapters.json, publication.json and
the square cover. An issue without a voice has none of them.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import ARTICLES, MP3, Download, Job

COVER = "audio/cover.jpg"
COVER_SIZE = 1400
"""Pixels on a side: the least that podcast directories take, and plenty for a player."""


class AudiobookEdition:
    """The spoken issue as a book for players."""

    name = "audiobook"
    after: tuple[str, ...] = ()
    spoken = True
    hears = (ARTICLES, MP3)
    standard = True
    downloads = (
        Download("{stem}.m4b", "web_download_m4b", rank=40, book=True),
        Download("{stem}.mp3", "web_download_mp3", rank=41),
    )
    gathers = False
    imports = ("bulletin.audio.chapters", "bulletin.audio.mp3", "bulletin.audio.remux")

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the files; none without a narration."""
        from bulletin.art import cover as cover_art  # noqa: PLC0415, heavy
        from bulletin.audio import chapters, mp3, remux  # noqa: PLC0415, heavy
        from bulletin.audio.tags import tags_of  # noqa: PLC0415, heavy
        from bulletin.editions.audiobook import publication  # noqa: PLC0415
        from bulletin.narration.transcript import webvtt  # noqa: PLC0415, only here

        if job.narration is None:
            return ()
        composition, tracks = job.composition, job.narration.tracks
        front = cover_art.front_of(composition.issue, composition.theme)
        cover = cover_art.draw(front, composition.theme, COVER_SIZE, COVER_SIZE)
        (folder / COVER).parent.mkdir(parents=True, exist_ok=True)
        (folder / COVER).write_bytes(cover)
        tags = tags_of(composition, job.narration)
        stem = composition.issue.file_stem
        remux.write(folder / f"{stem}.m4b", tracks, tags, cover)
        mp3.write(folder / f"{stem}.mp3", tracks, tags, cover)
        listing = chapters.as_json(composition, job.narration)
        (folder / f"{stem}.chapters.json").write_text(listing, encoding="utf-8")
        spoken = chapters.joined(tags.title, job.narration)
        text = webvtt(spoken, composition.issue.publication.language)
        (folder / f"{stem}.vtt").write_text(text, encoding="utf-8")
        manifest = publication.manifest(composition, job.narration, COVER, job.modified)
        (folder / publication.NAME).write_text(manifest, encoding="utf-8")
        return ()

    def versions(self) -> dict[str, str]:
        """What shapes the bytes."""
        names = ("av", "lameenc", "pillow", "vl-convert-python")
        return {name: version_of(name) for name in names}
