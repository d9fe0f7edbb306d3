"""What a clip says and shows, and when.

In: a job. Out: `ClipPlan` values: pieces of the articles' own sound, the captions over them to
the sample, the pictures behind, and SubRip text. A clip says the title, the summary and as much of
the text as it takes to be half a minute; it ends between two sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from bulletin.codes import LONG_CLIP
from bulletin.diagnostics import Finding, Span
from bulletin.document import Article, Figure, unstruck_text, walk
from bulletin.editions.base import Job
from bulletin.formats.cues import cue_time
from bulletin.messages import tr
from bulletin.narration.model import Cue, Track

SHORTEST, LONGEST = 30.0, 60.0
"""Seconds of a whole clip."""
END = 4.0
"""Seconds of the end card, at the least."""
_LEAD_IN = 0.4
_PICTURES = 4
CAPTION = 110
"""Letters of one caption; a longer sentence is shown in parts."""


@dataclass(frozen=True)
class ClipPiece:
    """A stretch of a track's sound, from `start` to `end` in seconds."""

    file: Path
    start: float
    end: float


@dataclass(frozen=True)
class Caption:
    """Words to show from `start` to `end`, in seconds of the clip."""

    text: str
    start: float
    end: float
    title: bool = False


@dataclass(frozen=True)
class ClipPlan:
    """One clip. `spoken` is where the end card comes, `length` where it ends."""

    name: str
    address: str
    pieces: tuple[ClipPiece, ...]
    captions: tuple[Caption, ...]
    pictures: tuple[Path, ...]
    spoken: float
    length: float
    findings: tuple[Finding, ...] = ()


def plans(job: Job) -> Iterator[ClipPlan]:
    """The issue's clip, and those of the articles that are marked; none without a voice."""
    if job.narration is None:
        return
    composition = job.composition
    issue = composition.issue
    tracks = [
        (article, track)
        for article in composition.articles
        if (track := job.narration.track_of(article.slug)) and track.cues
    ]
    cover = [issue.folder / issue.cover.file] if issue.cover else []
    shown = [*cover, *(p for article, _ in tracks for p in _pictures(job, article)[:1])]
    said = [(track, cue) for article, track in tracks for cue in _of_title(article, track)]
    if said:
        yield _planned("issue", issue.address, said, len(said), shown)
    for article, track in tracks:
        if article.clip:
            needed = len(_of_title(article, track)) + len(_of_lead(article, track))
            cues = [(track, cue) for cue in track.cues if not cue.structure]
            address = f"{issue.address}{article.slug}.html"
            plan = _planned(article.name, address, cues, needed, _pictures(job, article))
            yield plan if len(plan.pieces) >= needed else _cut(plan, article)


def _cut(plan: ClipPlan, article: Article) -> ClipPlan:
    message = tr("the title and the summary take longer than a clip of {most} s", most=int(LONGEST))
    hint = tr("shorten the summary; the clip ends before the sentence that no longer fits")
    place = article.lead.span if article.lead else Span(article.file)
    finding = Finding(LONG_CLIP, message, place, hint)
    return ClipPlan(**{**vars(plan), "findings": (finding,)})


def _planned(
    name: str, address: str, said: list[tuple[Track, Cue]], needed: int, pictures: list[Path]
) -> ClipPlan:
    """A clip of the first sentences: those needed, and more until it is long enough."""
    pieces: list[ClipPiece] = []
    captions: list[Caption] = []
    now = _LEAD_IN
    for number, (track, cue) in enumerate(said):
        enough = number >= needed and now + END >= SHORTEST
        if enough or now + (cue.end - cue.start) + END > LONGEST:
            break
        end = min(_next(track, cue), cue.end + LONGEST - END - now - (cue.end - cue.start))
        pieces.append(ClipPiece(track.file, cue.start, end))
        captions += _shown(cue, now, title=cue is track.cues[0])
        now += end - cue.start
    return ClipPlan(
        name=name,
        address=address,
        pieces=tuple(pieces),
        captions=tuple(captions),
        pictures=tuple(dict.fromkeys(pictures))[:_PICTURES],
        spoken=now,
        length=max(now + END, SHORTEST),
    )


def _next(track: Track, cue: Cue) -> float:
    """Where the silence after a sentence ends."""
    return min((one.start for one in track.cues if one.start >= cue.end), default=track.duration)


def _shown(cue: Cue, now: float, *, title: bool) -> Iterator[Caption]:
    """A sentence as captions: in parts of even length where it is long, timed by their letters."""
    words = cue.written.split()
    count = -(-len(" ".join(words)) // CAPTION) or 1
    most = len(" ".join(words)) / count
    parts: list[list[str]] = [[]]
    for word in words:
        if len(" ".join(parts[-1])) >= most and len(parts) < count:
            parts.append([])
        parts[-1].append(word)
    letters = sum(len(" ".join(part)) for part in parts) or 1
    at = now
    for part in parts:
        text = " ".join(part)
        until = at + (cue.end - cue.start) * len(text) / letters
        yield Caption(text, at, until, title)
        at = until


def _of_title(article: Article, track: Track) -> list[Cue]:
    """The first sentences of a track, which are its title's."""
    return _beginning(track.cues, unstruck_text(article.title.children))


def _of_lead(article: Article, track: Track) -> list[Cue]:
    text = unstruck_text(article.lead.children) if article.lead else ""
    return _beginning(track.cues[len(_of_title(article, track)) :], text)


def _beginning(cues: tuple[Cue, ...], text: str) -> list[Cue]:
    """The first cues, as far as they are what is written in a text."""
    return list(takewhile(lambda cue: cue.written.strip() in text, cues))


def _pictures(job: Job, article: Article) -> list[Path]:
    """An article's pictures, the opening one first."""
    figures = [block for block in walk(*article.blocks) if isinstance(block, Figure)]
    return [job.composition.issue.folder / figure.picture.file for figure in figures]


def srt(plan: ClipPlan) -> str:
    """The captions as SubRip."""

    def at(seconds: float) -> str:
        return cue_time(round(seconds * 1000), ",")

    return "\n".join(
        f"{number}\n{at(caption.start)} --> {at(caption.end)}\n{caption.text}\n"
        for number, caption in enumerate(plan.captions, 1)
    )
