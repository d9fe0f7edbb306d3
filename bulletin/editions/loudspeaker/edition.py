"""The edition "loudspeaker": items for the village loudspeaker, below `share/loudspeaker/`.

In: a composed issue and the spoken items. Out: `NN-name.mp3` and `.wav` for each of at most seven
items, at the loudness of stations, and the script as `script.txt` and `script.docx`.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin import codes
from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.document import Article
from bulletin.editions.base import Download, Job
from bulletin.messages import decimal, tr

__all__ = ["LoudspeakerEdition"]

_LONGEST = 180.0
"""Seconds of an item."""


class LoudspeakerEdition:
    """What a station plays, or reads out itself."""

    name = "loudspeaker"
    after: tuple[str, ...] = ()
    spoken = True
    standard = False
    downloads: tuple[Download, ...] = ()
    gathers = False
    with_items = True

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the pack. An issue without a voice has its script alone."""
        from bulletin.composition import loudspeaker_items  # noqa: PLC0415, with what it loads
        from bulletin.editions.loudspeaker.script import (  # noqa: PLC0415, heavy
            as_docx,
            as_text,
            script,
        )

        kit = folder / "share" / "loudspeaker"
        kit.mkdir(parents=True)
        tracks = {t.slug: t for t in (job.narration.items if job.narration else ())}
        items = loudspeaker_items(job.composition)
        findings = []
        for item in items:
            if track := tracks.get(item.slug):
                self._sound(job, item, track.file, kit)
                if track.duration > _LONGEST:
                    findings.append(_too_long(item, track.duration))
        timed = [(i, tracks[i.slug].duration if i.slug in tracks else 0.0) for i in items]
        lines = list(script(job.composition, timed))
        (kit / "script.txt").write_text(as_text(lines), encoding="utf-8")
        (kit / "script.docx").write_bytes(as_docx(lines, job.composition, job.modified))
        return findings

    def _sound(self, job: Job, item: Article, file: Path, kit: Path) -> None:
        from bulletin.audio.levelled import levelled, write_mp3, write_wav  # noqa: PLC0415, heavy
        from bulletin.composition.loudspeaker import SLUG  # noqa: PLC0415, with what it loads
        from bulletin.document import unstruck_text  # noqa: PLC0415, beside its use
        from bulletin.narration.sound.profiles import LOUDSPEAKER  # noqa: PLC0415, beside its use

        sound = levelled(file, LOUDSPEAKER)
        publication = job.composition.issue.publication
        tags = {
            "title": unstruck_text(item.title.children),
            "artist": publication.publisher.name,
            "album": job.composition.title,
            "date": str(job.composition.issue.settings.date.year),
            "track": str(item.number),
        }
        name = f"{item.number:02}-{item.slug.removeprefix(SLUG)}"
        write_wav(kit / f"{name}.wav", sound)
        write_mp3(kit / f"{name}.mp3", sound, LOUDSPEAKER.mp3, tags)

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version_of(name) for name in ("av", "babel", "numpy", "python-docx")}


def _too_long(item: Article, seconds: float) -> Finding:
    message = tr(
        "the loudspeaker would speak of this for {minutes} minutes", minutes=decimal(seconds / 60)
    )
    hint = tr("write speaker: and a text of at most three minutes into the article's settings")
    return Finding(codes.LONG_ITEM, message, item.title.span, hint)
