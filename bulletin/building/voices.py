"""What can be said of an issue's voice before anything is spoken.

In: an issue. Out: findings: about a voice that there is not, recordings that are missing or do
not fit, and what an engine cannot read, or has to guess.
"""

from collections.abc import Iterable, Iterator

from bulletin import codes
from bulletin.composition import with_sentences
from bulletin.diagnostics import Finding, sources_below
from bulletin.document import Block, walk
from bulletin.languages import words_for
from bulletin.messages import tr
from bulletin.narration.engines.choose import ONE_LANGUAGE, faults_of
from bulletin.narration.engines.recorded import RECORDED
from bulletin.narration.engines.second import is_same, second_faults
from bulletin.narration.script.article import reader_of
from bulletin.narration.script.kept import kept_scripts
from bulletin.narration.script.unknown import unknown_abbreviations, unread_phrases
from bulletin.source.issue import Issue
from bulletin.source.settings.models import Voice


def voice_faults(issue: Issue) -> Iterator[Finding]:
    """A voice that there is not, and what is wrong with its settings."""
    publication = issue.publication
    if publication.voice is None:
        return
    for key, message, hint in faults_of(publication.language, publication.voice):
        place = issue.place(f"publication.voice.{key}")
        yield Finding(codes.WRONG_VALUE, message, place, hint)
    for key, message, hint in second_faults(publication.language, publication.voice):
        place = issue.place(f"publication.voice.{key}")
        yield Finding(codes.WRONG_VALUE, message, place, hint)
    yield from _second(issue, publication.voice)


def _second(issue: Issue, voice: Voice) -> Iterator[Finding]:
    """Words for a second voice that there is not, or that is the usual one."""
    if is_same(voice):
        message = tr("the second voice is the usual one")
        hint = tr("name another one, or shift it: second: {{pitch: 3}}")
        yield Finding(codes.SAME_VOICES, message, issue.place("publication.voice.second"), hint)
    first = next(for_second(issue), None) if voice.engine != RECORDED else None
    if voice.second is None and first:
        message = tr("this is for a second voice, and the publication has only one")
        hint = tr("write second: {{pitch: 3}} below engine: or name: of voice: in publication.yaml")
        yield Finding(codes.NO_SECOND_VOICE, message, first.span, hint)


def for_second(issue: Issue) -> Iterator[Block]:
    """What a second voice is to say; people who are recorded need none."""
    spoken = (one for one in issue.articles if not one.recording)
    return (block for one in spoken for block in walk(*one.blocks) if block.voice)


def recordings(issue: Issue, found: Iterable[Finding]) -> Iterator[Finding]:
    """What people read, and what nobody does."""
    voice, language = issue.publication.voice, issue.publication.language
    is_read = any(one.recording for one in issue.articles)
    if voice is None:
        for article in issue.articles:
            if article.recording:
                yield Finding(
                    codes.UNHEARD_RECORDING,
                    tr("nobody hears this, for the publication has no voice"),
                    article.recording.span,
                    tr("write voice: {{engine: recorded}} into publication.yaml"),
                )
        return
    if is_read:
        from bulletin.narration.recorded import faults  # noqa: PLC0415, heavy

        # All of them: what one defines the others mean, and a recording may be of any.
        every = [with_sentences(one, language) for one in issue.articles]
        scripts = kept_scripts(every, reader_of(issue), words_for(language), voice.footnotes)
        told = zip(every, scripts, strict=True)
        yield from faults.recording_faults(told, issue.folder, issue.root, language)
    if voice.engine != RECORDED:
        return
    lost = {one.span.file for one in found if one.code in _LOST}
    silent = [one for one in issue.articles if not one.recording and one.file not in lost]
    hint = tr("write recording: and the sound file, as in media/bai-1.m4a")
    if issue.articles and len(silent) == len(issue.articles):
        message = tr("only recorded voices are heard, and no article of this issue has one")
        place = issue.place("publication.voice.engine")
        yield Finding(codes.NOTHING_RECORDED, message, place, hint)
        return
    for article in silent:
        message = tr("nobody has recorded this article, so that it is not heard")
        yield Finding(codes.NOT_RECORDED, message, article.title.span, hint)


_LOST = (codes.FILE_MISSING, codes.FILE_OUTSIDE, codes.FILE_KIND, codes.FILE_CASE)
"""What keeps a recording from being found."""


def read_aloud(issue: Issue) -> Iterator[Finding]:
    """What the voice cannot say, or has to guess: warnings.

    Takes about as long as all other checks where a sentence is new: the rules of a language are
    many. Nothing that is made waits for it.
    """
    voice = issue.publication.voice
    if voice is None:
        return
    sources, words = sources_below(issue.root), words_for(issue.publication.language)
    yield from unknown_abbreviations(issue.articles, reader_of(issue), words, sources)
    if voice.engine in ONE_LANGUAGE:
        yield from unread_phrases(issue.articles, sources)
