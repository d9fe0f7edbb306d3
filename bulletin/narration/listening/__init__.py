"""Finished sound is read back: what a recogniser hears, held against what was to be said.

In: a release's folder, the articles that it was made from, a recogniser. Out: `Misheard`, the
sentences whose numbers and names it heard otherwise. A recogniser errs too, so these are
sentences to listen to, not mistakes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.diagnostics import BulletinError, Span
from bulletin.document import Article
from bulletin.languages import Words
from bulletin.messages import tr
from bulletin.narration.listening.comparing import Difference, compare
from bulletin.narration.listening.recogniser import RATE, HeardSamples, Recogniser
from bulletin.narration.script.article import readings_of
from bulletin.narration.script.parts import NotesPlace, Part
from bulletin.narration.sound.editing import decoded
from bulletin.narration.transcript import spans_in
from bulletin.reading import Reader, Reading

_AROUND = 0.15
"""Seconds before and after a sentence that are heard with it: recognisers begin badly at once."""

ListeningProgress = Callable[[int, int], None]
"""Told how many sentences were heard, of how many."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """A sentence: what is written, what the voice was to say, what was heard, what differs."""

    article: str
    span: Span
    written: str
    said: str
    heard: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Listened:
    """What came of it: of so many sentences and seconds, these are to be listened to.

    `changed` counts sentences that are not in the sound: they were written after it was made.
    """

    misheard: tuple[Misheard, ...]
    sentences: int
    changed: int
    seconds: float


@dataclass(frozen=True)
class ReleaseText:
    """The articles that a release was made from, and how they are read."""

    articles: Sequence[Article]
    reader: Reader
    words: Words
    footnotes: NotesPlace = "end"


def listen(
    folder: Path, text: ReleaseText, recogniser: Recogniser, progress: ListeningProgress
) -> Listened:
    """Listen to the sound of a release. Raises `BulletinError` if there is none."""
    found: list[Misheard] = []
    heard = changed = 0
    seconds = 0.0
    read = list(readings_of(text.articles, text.reader, text.words, text.footnotes))
    spans = {article.slug: _spans(folder, article) for article, parts in read if parts}
    every = sum(len(parts) for _, parts in read)
    for article, parts in read:
        for part, reading, samples in _sounds(folder, article, parts, spans.get(article.slug, {})):
            if samples is None:
                changed += 1
                continue
            heard += 1
            seconds += len(samples) / RATE
            compared = compare(reading, recogniser.hear(samples), text.reader, text.words)
            if compared.differences:
                said = (compared.said, compared.heard, compared.differences)
                found.append(Misheard(article.name, part.span, part.written, *said))
            progress(heard + changed, every)
    return Listened(tuple(found), heard, changed, seconds)


def _spans(folder: Path, article: Article) -> Mapping[str, tuple[float, float]]:
    """When each fragment of an article is heard."""
    file = folder / "audio" / f"{article.name}.vtt"
    try:
        return spans_in(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        message = tr(
            "there is no sound of {article} in {folder}", article=article.name, folder=folder
        )
        raise BulletinError(message, tr("build the issue first: bulletin build")) from error


def _sounds(
    folder: Path,
    article: Article,
    parts: Iterable[tuple[Part, Reading]],
    spans: Mapping[str, tuple[float, float]],
) -> Iterator[tuple[Part, Reading, HeardSamples | None]]:
    """The parts of an article with their sound; None for those that are not in it."""
    file = folder / "audio" / f"{article.name}.m4a"
    whole = _decoded(file) if spans else None
    for part, reading in parts:
        if whole is None or part.fragment not in spans:
            yield part, reading, None
            continue
        start, end = spans[part.fragment]
        first = max(0, round((start - _AROUND) * RATE))
        yield part, reading, whole[first : round((end + _AROUND) * RATE)]


def _decoded(file: Path) -> HeardSamples:
    try:
        clip = decoded(file.read_bytes(), RATE)
    except (OSError, ValueError) as error:
        message = tr("the sound {file} cannot be read: {error}", file=file, error=error)
        raise BulletinError(message, tr("build the issue again: bulletin build")) from error
    return clip.samples.astype(np.float32) / np.float32(32768)
