"""Recordings that are of another text: of another article of the issue, or of none.

In: articles that people read, with their scripts. Out: which of them a recording is of, and files
that are named twice, by what is in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bulletin import codes
from bulletin.cache.once import digest_of_source
from bulletin.diagnostics import Finding
from bulletin.document import Article
from bulletin.formats.characters import shortened
from bulletin.messages import decimal, tr
from bulletin.narration.model import Script
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.fit import USUAL_PACE, fit_of
from bulletin.narration.recorded.judging.order import TextFit, fitting
from bulletin.narration.recorded.judging.sounding import ALIKE, how_far
from bulletin.narration.recorded.performance import expected
from bulletin.narration.recorded.takes import Take
from bulletin.reading import spoken_text

_CLEARLY = 0.03
"""By how much nearer a recording is to what it is a reading of than to another text."""
_LENGTHS = (0.5, 2.0)
"""How many times as long a text may be as the one that it is taken for."""


@dataclass(frozen=True)
class ReadArticle:
    """An article with what is to be said of it, and the language of both; "" if nobody says it."""

    article: Article
    script: Script
    language: str = ""


def other_text(
    own: ReadArticle,
    take: Take,
    fits: TextFit,
    found: Sequence[Found],
    articles: Sequence[ReadArticle],
) -> Iterator[Finding]:
    """A reading that is none of the article's text, or not of all of it.

    `fits` and `found` say how that lies in the recording, `articles` what else may be read there.
    """
    fit, recording = fit_of(fits.spoken, fits.sentences, found), own.article.recording
    if fit is None or recording is None:
        return
    name = recording.files[0]
    if other := _whose(fits, own.article, articles) or _sounding(take, fits, own, articles):
        message = tr(
            "what is heard in {name} seems to be the text of {other}, not this one",
            name=name,
            other=PurePosixPath(other.file).name,
        )
        hint = tr("listen to it: the recordings of the two articles may be exchanged")
        yield Finding(codes.OTHER_RECORDING, message, recording.span, hint)
    elif fits.is_another or not (fit.is_speech and (fit.is_likely or fits.is_sure)):
        message = tr(
            "what is heard in {name} does not seem to be this text, or not all of it:"
            " where its sentences would be read, a syllable takes {pace:.2f} s",
            name=name,
            pace=fit.pace,
        )
        hint = tr(
            "listen whether it is the recording of this article, from its title to its"
            " end; what is to be read: bulletin script"
        )
        yield Finding(codes.OTHER_RECORDING, message, recording.span, hint)
    elif not fit.is_possible:
        yield Finding(
            codes.OTHER_RECORDING, _at_another_speed(name, fit.pace), recording.span, _SPEED
        )


def _at_another_speed(name: str, pace: float) -> str:
    if pace < USUAL_PACE:
        return tr(
            "{name} is heard faster than anybody reads: a syllable takes {pace} s",
            name=name,
            pace=decimal(pace),
        )
    return tr(
        "{name} is heard more slowly than anybody reads: a syllable takes {pace} s",
        name=name,
        pace=decimal(pace),
    )


_SPEED = tr(
    "the file says another rate of samples than it has, or was saved at another speed: export it again"
    " from the program that recorded it"
)


def _whose(fits: TextFit, own: Article, articles: Iterable[ReadArticle]) -> Article | None:
    """The article whose text is read rather than the own one's; None if there is none."""
    if not fits.is_doubtful:
        return None
    weight = sum(one.weight for one in fits.sentences)
    least, most = (share * weight for share in _LENGTHS)
    found: list[tuple[float, Article]] = []
    for other in articles:
        sentences = expected(other.script)
        if other.article is own or not least <= sum(s.weight for s in sentences) <= most:
            continue
        there = fitting(fits.spoken, sentences)
        if fits.is_worse_than(there):
            found.append((there.price, other.article))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _sounding(
    take: Take, fits: TextFit, own: ReadArticle, articles: Iterable[ReadArticle]
) -> Article | None:
    """The recorded article that a short recording sounds like rather than its own; None: none.

    So few sentences lie in any reading of their length: there is only the sound to go by.
    """
    if fits.tells or not own.language:
        return None
    others = [
        one
        for one in articles
        if one.article.recording and one.article is not own.article and _as_long(fits, one)
    ]
    scripts = [own.script, *(one.script for one in others)]
    far = how_far(take, fits.spoken, scripts, own.language) if others else []
    if not far or min(far) > min(ALIKE, far[0] - _CLEARLY):
        return None
    return others[far.index(min(far)) - 1].article


def _as_long(fits: TextFit, other: ReadArticle) -> bool:
    """Whether another text is about as long as the one that a recording is taken for."""
    weight = sum(one.weight for one in fits.sentences)
    least, most = (share * weight for share in _LENGTHS)
    return least <= sum(one.weight for one in expected(other.script)) <= most


def same_sounds(articles: Sequence[ReadArticle], folder: Path) -> Iterator[Finding]:
    """Recordings that stand for two different texts, whatever they are called.

    `folder` is the issue's. Nobody reads two texts at once: one of them is the wrong file. Where there
    are marks, they say which part of a recording is meant.
    """
    known: dict[str, tuple[str, str]] = {}
    for one in articles:
        recording = one.article.recording
        if recording is None or recording.marks:
            continue
        texts, told = _texts(one, len(recording.files)), set[tuple[str, str]]()
        for name, text in zip(recording.files, texts, strict=False):
            digest = digest_of_source(folder / name)
            first, said = known.setdefault(digest, (name, text))
            if text == said or (name, first) in told or len(told) == _MOST:
                continue
            told.add((name, first))
            message = tr(
                "{name} is the same recording as {first}, whose text is another",
                name=name,
                first=first,
            )
            if name == first:
                message = tr("{name} is the recording of two different texts", name=name)
            hint = tr(
                "listen to it, and name or copy here the file in which this is read: {words}",
                words=shortened(text, _SHOWN),
            )
            yield Finding(codes.OTHER_RECORDING, message, recording.span, hint)


def _texts(one: ReadArticle, files: int) -> list[str]:
    """What is to be heard in each file; nothing, where that is not known."""
    lines = [spoken_text(line.runs) for line in one.script.utterances]
    if files == 1:
        return [" ".join(lines)]
    return lines if files == len(lines) else []


_SHOWN = 60
_MOST = 5
"""Findings that are told of one article."""
