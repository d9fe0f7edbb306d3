"""`manifest.json`: what a release holds, for the archive, for feeds and for `verify`.

In: a release's folder and what is known of its issue. Out: a `Manifest`, and the same from
its JSON. Paths are relative to the release, with `/`; times are seconds; sizes are bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bulletin.cache import digest_of_source, key_of, replace_file
from bulletin.diagnostics import Finding, as_data
from bulletin.document import Article, inlines_of, plain_text, unstruck_text, walk
from bulletin.formats.media_types import media_type
from bulletin.formats.versioned import Versioned
from bulletin.job import OURS, Job
from bulletin.machine.disks import bytes_of_ours, text_of_ours
from bulletin.narration.model import Narration, VoiceUsed
from bulletin.provenance.keys import PrivateKey, signer_of
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.theming.files import OWN

NAME, SIGNATURE = OURS
"""The manifest, and the signature of its bytes beside it: base64, and a line's end."""


class Record(BaseModel):
    """The ground of the manifest's parts."""

    model_config = ConfigDict(frozen=True)


class FileRecord(Record):
    """A file of the release, and the edition that made it."""

    path: str
    media_type: str
    bytes: int
    sha256: str
    edition: str


class ArticleRecord(Record):
    """An article. `audio` and `transcript` are paths, "" without a voice."""

    slug: str
    guid: str = ""
    """By which players know it for ever; "" in manifests of old."""
    number: int
    title: str
    section: str
    summary: str
    authors: tuple[str, ...]
    topics: tuple[str, ...] = ()
    """What it is about; nothing in manifests of old."""
    words: int
    audio: str = ""
    transcript: str = ""
    duration: float = 0.0


class VoiceRecord(Record):
    """Who spoke, and why this voice."""

    engine: str
    version: str
    voice: str
    language: str
    reason: str
    second: str = ""


class CorrectionRecord(Record):
    """What was mended after publication; `article` "": in the issue as a whole."""

    date: dt.date
    text: str
    article: str = ""


class WithdrawalRecord(Record):
    """Why an issue was taken back, and when."""

    date: dt.date
    why: str


class Manifest(Versioned):
    """One release."""

    id: str
    guid: str = ""
    """By which players of podcasts know it for ever; "" in manifests of old."""
    podcast: str = ""
    """By which they know the feed."""
    number: int
    date: dt.date
    title: str
    summary: str
    language: str
    address: str
    publication: str
    publisher: str
    modified: dt.datetime
    revision: int = 1
    """How many times the issue was put out: 1 and the number of its corrections."""
    first_address: str = ""
    """Where it was first published, if its publication has moved since; written only then."""
    renamed: int = 0
    """How many times the issue's folder took a name that it had before; written only then."""
    corrections: tuple[CorrectionRecord, ...] = ()
    withdrawn: WithdrawalRecord | None = None
    """Of an issue that was taken back; its pages then say so, and it has no other files."""
    words: str = ""
    """SHA-256 over what the articles say and show; "" in manifests of old."""
    facts: str = ""
    """SHA-256 over figures, days, addresses and credits, which no words are; "" in those of old."""
    imprint: Mapping[str, str | Sequence[Mapping[str, str]]] = Field(default={})
    """By which permission it came out and who answered for it; nothing in manifests of old."""
    setting: str = ""
    """SHA-256 over settings, lexicon and theme of its publication; "" in manifests of old."""
    content: str
    """SHA-256 over all that the release was made from: the same text, pictures and theme."""
    voice: VoiceRecord | None
    readers: tuple[str, ...] = ()
    """The people whose recordings it has."""
    duration: float
    articles: tuple[ArticleRecord, ...]
    versions: Mapping[str, str]
    findings: tuple[Mapping[str, object], ...]
    files: tuple[FileRecord, ...]

    def file(self, edition: str, suffix: str) -> FileRecord | None:
        """The first file of an edition at the release's top whose name ends in `suffix`."""
        top = (f for f in self.files if f.edition == edition and "/" not in f.path)
        return next((f for f in top if f.path.endswith(suffix)), None)

    @property
    def lasting_address(self) -> str:
        """The address by which libraries know it, wherever it lies now."""
        return self.first_address or self.address

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions that the release has."""
        return tuple(sorted({record.edition for record in self.files}))

    def to_json(self) -> str:
        """The manifest as JSON, keys in a fixed order."""
        rare = {"renamed", "first_address"}
        unset = {name for name in rare if not getattr(self, name)}
        return self.model_dump_json(indent=1, exclude=unset) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of a release. Raises `OSError` or `ValueError` if it is not there or whole."""
    return Manifest.model_validate_json(text_of_ours(folder / NAME))


def parsed(data: bytes) -> Manifest | None:
    """A manifest; None where the bytes are none."""
    try:
        return Manifest.model_validate_json(data)
    except ValueError:
        return None


def readable(folder: Path) -> Manifest | None:
    """The manifest of a release, if it is there and whole."""
    try:
        return read(folder)
    except (OSError, ValueError):
        return None


def write(folder: Path, made: Manifest, key: PrivateKey | None = None) -> None:
    """Leave the manifest in a release, and its signature if there is a key."""
    data = made.to_json().encode()
    replace_file(folder / NAME, data)
    if key:
        replace_file(folder / SIGNATURE, f"{key.sign(data)}\n".encode())
    else:
        (folder / SIGNATURE).unlink(missing_ok=True)


def signer(folder: Path, keys: Iterable[str]) -> str | None:
    """Which of some public keys signed the manifest in a folder; None: none of them did."""
    try:
        data, signature = (bytes_of_ours(folder / name) for name in (NAME, SIGNATURE))
    except (OSError, ValueError):
        return None
    return signer_of(data, signature.decode("ascii", "replace"), keys)


def beside(folder: Path) -> Iterator[Path]:
    """The files of a release that its manifest cannot name: itself, and its signature if any."""
    yield folder / NAME
    if (folder / SIGNATURE).is_file():
        yield folder / SIGNATURE


def record_of(folder: Path, file: Path, edition: str) -> FileRecord:
    """What the manifest says of one file below the release's folder, which is as it will stay."""
    path = file.relative_to(folder).as_posix()
    return FileRecord(
        path=path,
        media_type=media_type(path),
        bytes=file.stat().st_size,
        sha256=digest_of_source(file),
        edition=edition,
    )


def last_voices(out: Path, issue_id: str) -> tuple[VoiceUsed, ...]:
    """Who read the last release of an issue, and the last one before it that was read."""
    found: list[VoiceUsed] = []
    places = sorted((f.parent for f in out.glob(f"*/{NAME}")), key=lambda place: place.name)
    earlier = [place for place in places if place.name < issue_id]
    for place in (out / issue_id, *reversed(earlier)):
        last = readable(place)
        if last and last.voice:
            found.append(VoiceUsed(**last.voice.model_dump()))
            if place.name != issue_id:
                break
    return tuple(found)


def describe(
    job: Job,
    content: str,
    versions: Mapping[str, str],
    findings: Iterable[Finding],
    files: Iterable[FileRecord],
) -> Manifest:
    """The manifest of the release that a job was; `content` and the rest as in `Manifest`."""
    composition, narration = job.composition, job.narration
    publication, settings = composition.issue.publication, composition.issue.settings
    return Manifest(
        id=composition.issue.id,
        number=settings.number,
        date=settings.date,
        title=composition.title,
        summary=settings.summary or "",
        language=publication.language,
        address=composition.issue.address,
        first_address=composition.issue.first_address,
        publication=publication.title,
        publisher=publication.publisher.name,
        modified=job.modified,
        revision=composition.issue.revision,
        corrections=corrections_of(composition.issue),
        words=words_of(composition.issue),
        facts=composition.issue.facts,
        imprint=publication.imprint,
        setting=setting_of(composition.issue),
        content=content,
        voice=VoiceRecord(**asdict(narration.voice)) if narration else None,
        readers=narration.readers if narration else (),
        duration=round(narration.duration, 3) if narration else 0.0,
        articles=tuple(record_of_article(article, narration) for article in composition.articles),
        versions=dict(sorted(versions.items())),
        findings=tuple(as_data(finding) for finding in findings),
        files=tuple(sorted(files, key=lambda record: record.path)),
    )


def corrections_of(issue: Issue) -> tuple[CorrectionRecord, ...]:
    """What an issue tells of what was mended, as its manifest has it."""
    return tuple(
        CorrectionRecord(date=one.date, text=one.text, article=article.slug if article else "")
        for article, one in issue.corrections
    )


def tells_of_removal(last: Manifest, new: Manifest | Issue) -> bool:
    """Whether an issue has lost an article that had corrections, and tells something new.

    What was told of an article goes with it, so that the number of corrections need not rise.
    """
    told = new.corrections if isinstance(new, Manifest) else corrections_of(new)
    articles = {article.slug for article in new.articles}
    before = {(one.date, one.text) for one in last.corrections}
    lost = any(one.article and one.article not in articles for one in last.corrections)
    return lost and any((one.date, one.text) not in before for one in told)


def words_of(issue: Issue) -> str:
    """A digest that another theme, voice or version of bulletin does not change."""
    read = {f for one in issue.articles if one.recording for f in one.recording.all_files}
    heard = {issue.folder / file for file in read}
    named = (issue.folder / name for name in issue.files)
    files = (f for f in named if f.is_file() and _shows(f) and f not in heard)
    return key_of(
        [_text_of(article) for article in issue.articles],
        [(f.relative_to(issue.folder).as_posix(), digest_of_source(f)) for f in sorted(files)],
    )


def setting_of(issue: Issue) -> str:
    """A digest that changes with what the publication gives all issues, as its editors wrote it.

    Where it is published to, its documents of earlier years and findings to do without shape no
    release; with which key it is signed is asked by itself, and a voice is chosen by options, too.
    """
    unread = {"targets", "archive", "former", "check", "signing", "voice"}
    own = (f for f in (issue.root / OWN).rglob("*") if f.is_file() and not leads_out(f, issue.root))
    return key_of(
        issue.publication.model_dump_json(exclude_unset=True, exclude=unread),
        sorted(
            (word, one.model_dump_json(exclude_unset=True)) for word, one in issue.lexicon.items()
        ),
        sorted((f.relative_to(issue.root).as_posix(), digest_of_source(f)) for f in own),
    )


def _shows(file: Path) -> bool:
    """Whether a file may be something that readers see; the text is asked for by itself."""
    return file.suffix not in {".md", ".yaml"} and not file.name.startswith((".", "~"))


def _text_of(article: Article) -> str:
    return " ".join(
        plain_text(inlines) for block in walk(*article.blocks) for inlines in inlines_of(block)
    )


def record_of_article(article: Article, narration: Narration | None = None) -> ArticleRecord:
    """What the manifest says of an article; without a narration nothing of its sound."""
    track = narration.track_of(article.slug) if narration else None
    text = _text_of(article)
    return ArticleRecord(
        slug=article.slug,
        number=article.number,
        title=unstruck_text(article.title.children),
        section=article.section,
        summary=unstruck_text(article.lead.children) if article.lead else "",
        authors=article.authors,
        topics=tuple(dict.fromkeys(topic.name for topic in article.topics)),
        words=len(text.split()),
        audio=f"audio/{track.name}.m4a" if track else "",
        transcript=f"audio/{track.name}.vtt" if track else "",
        duration=round(track.duration, 3) if track else 0.0,
    )
