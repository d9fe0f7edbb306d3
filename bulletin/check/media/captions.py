"""Rules on the captions of films: there are some, and a player can follow their times."""

import itertools
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.fixes.characters import recoding
from bulletin.check.media.films import length_of, media_of
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.document import Media
from bulletin.messages import tr
from bulletin.source.captions import Captions, captions_in, read_text
from bulletin.source.issue import Issue


def _captions(issue: Issue) -> Iterator[tuple[Media, str, Captions | None]]:
    """Each file of captions once: a film that shows it, its name in findings, what is in it.

    None for one that is no text.
    """
    films = {block.captions: block for block in media_of(issue) if block.captions}
    for file, film in films.items():
        path = issue.folder / file
        if path.is_file():
            try:
                captions = captions_in(read_text(path))
            except UnicodeDecodeError:
                captions = None
            yield film, f"{issue.id}/{file}", captions


def _readable(issue: Issue) -> Iterator[tuple[Media, str, Captions]]:
    """The same of those that are text: of others `broken_captions` tells."""
    for film, file, captions in _captions(issue):
        if captions is not None:
            yield film, file, captions


@rule(codes.BROKEN_CAPTIONS)
def broken_captions(issue: Issue) -> Iterator[Noticed]:
    """Captions have cues, and times in their order."""
    for _, file, captions in _captions(issue):
        if captions is None:
            hint = tr("save it as UTF-8 (in the editor: Save as, Encoding: UTF-8)")
            fix = recoding(issue.root / file, file)
            yield Noticed(Span(file), tr("{file} is not saved as UTF-8", file=file), hint, fix)
            continue
        if captions.foreign:
            message = tr(
                "{file} is a file of {kind}, which no page plays", file=file, kind=captions.foreign
            )
            hint = tr("save it as .srt in the program that made it")
            yield Noticed(Span(file), message, hint)
            continue
        for line in captions.broken:
            yield Noticed(
                Span(file, line),
                tr("these times cannot be read"),
                tr("write {example}", example=_EXAMPLE),
            )
        if not captions.cues and not captions.broken:
            message = tr("{file} has no captions: no line in it has times", file=file)
            hint = tr("write {example} and the words below it", example=_EXAMPLE)
            yield Noticed(Span(file), message, hint)
        for line, message in _disordered(captions):
            yield Noticed(Span(file, line), message, tr("check the times"))


_EXAMPLE = "00:00:01.000 --> 00:00:04.000"


def _disordered(captions: Captions) -> Iterator[tuple[int, str]]:
    latest = 0
    for cue in captions.cues:
        if cue.end <= cue.start:
            yield cue.line, tr("this caption ends before it can be seen")
        elif cue.start < latest:
            yield cue.line, tr("this caption starts before the one above it")
        latest = max(latest, cue.start)


@rule(codes.OVERLAPPING_CAPTIONS)
def overlapping_captions(issue: Issue) -> Iterator[Noticed]:
    """No caption is shown before the last one has gone."""
    for _, file, captions in _readable(issue):
        for before, cue in itertools.pairwise(captions.cues):
            if before.start <= cue.start < before.end:
                message = tr("this caption is shown while the one above it still is")
                yield Noticed(Span(file, cue.line), message, tr("let the one above it end earlier"))


@rule(codes.LOST_CAPTION)
def lost_captions(issue: Issue) -> Iterator[Noticed]:
    """All words of a file of captions belong to times."""
    for _, file, captions in _readable(issue):
        for line in captions.lost:
            message = tr("no player shows these words, for no times stand right above them")
            hint = tr(
                "delete the empty line between times and words, or write {example} above them",
                example=_EXAMPLE,
            )
            yield Noticed(Span(file, line), message, hint)


@rule(codes.LATE_CAPTION)
def late_captions(issue: Issue) -> Iterator[Noticed]:
    """No caption begins when the film is over."""
    for film, file, captions in _readable(issue):
        length = length_of(issue.folder / film.file)
        if not length:
            continue
        late = [cue for cue in captions.cues if cue.start >= length]
        if late:
            message = tr(
                "the film is over after {length} s: {count} captions are never seen",
                length=round(length / 1000),
                count=len(late),
            )
            hint = tr("check whether these are the captions of this film, and its times")
            yield Noticed(Span(file, late[0].line), message, hint)
