"""What is wrong with the recordings of an issue, told before anything is made of them.

In: articles that people read, with their scripts, and the issue's folder. Out: findings: what
cannot be heard, what does not fit its text, and marks that do not fit either.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import codes
from bulletin.diagnostics import Code, Finding, Span
from bulletin.document import Article, Recording
from bulletin.formats.characters import shortened
from bulletin.messages import tr
from bulletin.narration.model import Script, Utterance
from bulletin.narration.recorded import performance
from bulletin.narration.recorded.alignment import Found, laid, unclaimed
from bulletin.narration.recorded.decoding import LongTakeError, TakeError
from bulletin.narration.recorded.judging.around import said_around
from bulletin.narration.recorded.judging.exchanged import ReadArticle, other_text, same_sounds
from bulletin.narration.recorded.judging.files import lacking, twins
from bulletin.narration.recorded.judging.fit import UNREAD, heard_share
from bulletin.narration.recorded.judging.left_out import GoneSentence, left_out
from bulletin.narration.recorded.judging.order import TextFit
from bulletin.narration.recorded.judging.quality import heard_for, quality_faults
from bulletin.narration.recorded.judging.sequence import out_of_order, unread
from bulletin.narration.recorded.judging.twice import HeardStretch, read_twice
from bulletin.narration.recorded.marks import VoiceMark, disorder, marks_in
from bulletin.narration.recorded.pauses import spoken_in
from bulletin.narration.recorded.takes import Take, take_of
from bulletin.narration.syllables import syllables
from bulletin.reading import spoken_text

_QUICKEST, _SLOWEST = 0.09, 0.9
"""Seconds a syllable, pauses counted: nobody reads faster; who is slower says more than the text."""
_USUAL = 0.15
"""Seconds a syllable that the quickest readers take."""
_PACES = (0.62, 1.8)
"""Paces of a sentence against the reader's own that are still likely."""
_FEWEST_SYLLABLES = 6
"""In fewer, a cough is as long as what is said."""
_MOST = 5
"""Findings of one kind that are told of one article."""
_SHOWN = 60


def recording_faults(
    articles: Iterable[tuple[Article, Script]], folder: Path, root: Path, language: str = ""
) -> Iterator[Finding]:
    """What is wrong with the recordings of articles. `folder` is the issue's, below `root`."""
    every = [
        ReadArticle(article, script, language) for article, script in articles if script.utterances
    ]
    place = folder.relative_to(root).as_posix()
    for one in every:
        if one.article.recording:
            examined = _Examined(one, one.article.recording, folder, place)
            yield from examined.faults(every)
    yield from same_sounds(every, folder)


@dataclass(frozen=True)
class _Examined:
    """A recording and the script that it should be of."""

    own: ReadArticle
    recording: Recording
    folder: Path
    place: str

    @property
    def script(self) -> Script:
        """What is to be heard."""
        return self.own.script

    def faults(self, articles: Sequence[ReadArticle]) -> Iterator[Finding]:
        """`articles` are all that it may be the recording of."""
        takes: list[Take] = []
        for name in self.recording.files:
            try:
                takes.append(take_of(self.folder / name))
            except LongTakeError as error:
                yield self._one(
                    codes.LARGE_RECORDING,
                    tr("the recording {name} cannot be used: {why}", name=name, why=error.args[0]),
                    tr("cut it into several articles, or save it as M4A"),
                )
            except TakeError as error:
                yield self._one(
                    codes.BROKEN_RECORDING,
                    tr("the recording {name} cannot be used: {why}", name=name, why=error.args[0]),
                    tr("export it again from the program that made it, as M4A, MP3 or WAV"),
                )
        if len(takes) < len(self.recording.files):
            return
        silent = [
            name
            for name, take in zip(self.recording.files, takes, strict=True)
            if spoken_in(take) is None
        ]
        for name in silent[:_MOST]:
            message = tr("nobody speaks in the recording {name}", name=name)
            hint = tr("listen to it: the microphone may have been off")
            yield self._one(codes.BROKEN_RECORDING, message, hint)
        if silent:
            return
        judged = len(takes) == 1 and not self.recording.marks
        for name, take in zip(self.recording.files, takes, strict=True):
            yield from quality_faults(name, take, self.recording.span, judged=judged)
        if len(takes) > 1:
            yield from self._numbered(takes)
        else:
            yield from self._whole(takes[0], articles)

    def _whole(self, take: Take, articles: Sequence[ReadArticle]) -> Iterator[Finding]:
        """A file of all of it."""
        said = sum(syllables(spoken_text(line.runs)) for line in self.script.utterances)
        if take.seconds < _QUICKEST * said:
            message = tr(
                "the recording {name} lasts {seconds:.0f} s, and nobody reads its text,"
                " of {syllables} syllables, so fast",
                name=self.recording.files[0],
                seconds=take.seconds,
                syllables=said,
            )
            hint = tr("see what is to be read: bulletin script; what is not, mark {{.silent}}")
            yield self._one(codes.SHORT_RECORDING, message, hint)
            return
        is_long = heard_for(take) > _SLOWEST * said + 10
        if is_long:
            message = tr(
                "the recording {name} lasts {seconds:.0f} s, which is long for its text,"
                " of {syllables} syllables",
                name=self.recording.files[0],
                seconds=take.seconds,
                syllables=said,
            )
            hint = tr("see whether it is the one of this article, and ends where the text does")
            yield self._one(codes.OTHER_RECORDING, message, hint)
        if self.recording.marks:
            yield from self._marked(take)
        else:
            yield from self._unmarked(take, () if is_long else articles)

    def _unmarked(self, take: Take, articles: Sequence[ReadArticle]) -> Iterator[Finding]:
        """A file of all of it in which sentences are to be found; without `articles` not judged."""
        spoken = spoken_in(take)
        if spoken is None:
            return
        lies = laid(spoken, performance.expected(self.script))
        own = replace(self.own, script=performance.as_read(self.script, lies.sentences))
        others: list[Finding] = []
        if articles:
            fits = TextFit(spoken, lies.sentences, lies.share, lies.price)
            others = list(other_text(self.own, take, fits, lies.found, articles))
        odd = self._odd(lies.found, heard_share(spoken))
        told = [*others, *odd.values()]
        if told and articles:
            gone = list(left_out(self.own, take, spoken, lies.found, list(odd)))
            known = {at for one in gone for at in one.instead_of}
            if gone:
                told = [*map(self._unread, gone), *(odd[at] for at in odd if at not in known)]
                yield from told[:_MOST]
                return
        yield from told[:_MOST]
        more = list(unclaimed(spoken, lies.found))
        if articles and not others:
            more += said_around(own, take, spoken, lies.found, more)
        yield from self._more(more)
        twice = [] if others else list(read_twice(own, take, spoken, lies.found, more))
        yield from twice
        if not (told or more or twice):
            told = list(out_of_order(own, [take], lies.found))
            without = () if told else left_out(self.own, take, spoken, lies.found, None)
            yield from told or map(self._unread, without)

    def _numbered(self, takes: Sequence[Take]) -> Iterator[Finding]:
        """A file for each sentence."""
        lines, files = self.script.utterances, self.recording.files
        message = tr(
            "there are {files} recordings and {sentences} sentences",
            files=len(files),
            sentences=len(lines),
        )
        if len(files) < len(lines) and self._are_parts(takes):
            yield self._one(codes.RECORDED_SENTENCES, message, _JOIN)
        elif missing := lacking(files, len(lines)):
            for number, place in missing[:_MOST]:
                words = _beginning(lines[place])
                hint = tr("no file has the number {number}: {words}", number=number, words=words)
                yield Finding(codes.RECORDED_SENTENCES, message, lines[place].span, hint)
        elif len(files) < len(lines):
            hint = tr("from here on none is left: {words}", words=_beginning(lines[len(files)]))
            yield Finding(codes.RECORDED_SENTENCES, message, lines[len(files)].span, hint)
        elif len(files) > len(lines):
            hint = twins(files) or tr(
                "from {name} on there is no sentence left", name=files[len(lines)]
            )
            yield self._one(codes.RECORDED_SENTENCES, message, hint)
        else:
            found = performance.found_in(self.script, takes)
            odd = list(self._odd(found).values())[:_MOST]
            yield from odd or out_of_order(self.own, takes, found)

    def _are_parts(self, takes: Sequence[Take]) -> bool:
        """Whether too few files last as long as the whole text: then each has several sentences."""
        said = sum(syllables(spoken_text(line.runs)) for line in self.script.utterances)
        return sum(map(heard_for, takes)) > _USUAL * said

    def _odd(self, found: Sequence[Found], heard: float = 1.0) -> dict[int, Finding]:
        """Sentences that are read much faster or more slowly than the others, by their place.

        Of a soft one no more may be `heard` in noise than this share.
        """
        slowest, quickest = _PACES
        return {
            place: self._oddly(line, one)
            for place, (line, one) in enumerate(zip(self.script.utterances, found, strict=False))
            if syllables(spoken_text(line.runs)) >= _FEWEST_SYLLABLES
            and not slowest * heard * performance.share_on_page(line) <= one.pace <= quickest
        }

    def _oddly(self, line: Utterance, one: Found) -> Finding:
        if one.pace < UNREAD:
            return unread(line, one.start)
        message = tr(
            "this seems to be read from {start:.1f} s to {end:.1f} s, which does not fit it: {words}",
            start=one.start,
            end=one.end,
            words=_beginning(line),
        )
        hint = tr(
            "listen there: it may be left out, or read otherwise; recording-marks: says it exactly"
        )
        if self.recording.marks:
            hint = tr("listen there, and move the marks that are wrong")
        return Finding(codes.OTHER_RECORDING, message, line.span, hint)

    def _unread(self, gone: GoneSentence) -> Finding:
        return unread(self.script.utterances[gone.place], gone.second)

    def _more(self, more: Sequence[HeardStretch]) -> Iterator[Finding]:
        """What is heard and is not in the text."""
        for start, end in more[:_MOST]:
            message = tr(
                "from {start:.1f} s to {end:.1f} s {name} holds something that is not in the text",
                start=start,
                end=end,
                name=self.recording.files[0],
            )
            hint = tr(
                "listen there: music or a greeting may stay; what is read twice, cut out or"
                " record again; if it is in the text after all, recording-marks: says it"
            )
            yield self._one(codes.MORE_RECORDED, message, hint)

    # -- marks -----------------------------------------------------------------------------

    def _marked(self, take: Take) -> Iterator[Finding]:
        """Marks that a person set."""
        file, lines = self.recording.marks, self.script.utterances
        try:
            marks = marks_in(self.folder / file, len(lines))
        except (OSError, UnicodeDecodeError):
            told = tr("{file} is not saved as UTF-8", file=file)
            yield self._mark(1, told, tr("save it again as UTF-8"))
            return
        if kind := marks.foreign:
            told = tr("{file} is a file of {kind}, which is not read", file=file, kind=kind)
            yield self._mark(1, told, _OTHERWISE)
            return
        for number in marks.broken[:_MOST]:
            yield self._mark(number, tr("nobody can read the times in this line"), _LIKE)
        if marks.broken:
            return
        own, count = self.own, len(marks.marks)
        if count != len(lines):
            own = replace(own, script=performance.without_names(self.script))
            if count != sum(performance.share_on_page(line) > 0 for line in lines):
                yield self._miscounted(marks.marks)
                return
        wrong = list(disorder(marks.marks, take.seconds))
        for mark, message in wrong[:_MOST]:
            yield self._mark(mark.line, message, tr("mark the sentences in the order of the text"))
        if not wrong and (spoken := spoken_in(take)):
            found = performance.marked(take, self.folder / file, self.script)
            read = performance.paced(found, spoken, performance.expected(self.script))
            odd = list(self._odd(read, heard_share(spoken)).values())[:_MOST]
            odd += read_twice(own, take, spoken, found, ())
            yield from odd or out_of_order(own, [take], found)

    def _miscounted(self, marks: Sequence[VoiceMark]) -> Finding:
        lines = self.script.utterances
        message = tr(
            "there are {marks} marks and {sentences} sentences",
            marks=len(marks),
            sentences=len(lines),
        )
        if len(marks) < len(lines):
            hint = tr("from here on none is left: {words}", words=_beginning(lines[len(marks)]))
            return Finding(codes.RECORDED_SENTENCES, message, lines[len(marks)].span, hint)
        hint = tr("from here on there is no sentence left; see them: bulletin script")
        return Finding(codes.RECORDED_SENTENCES, message, self._line(marks[len(lines)].line), hint)

    def _mark(self, line: int, message: str, hint: str) -> Finding:
        return Finding(codes.BROKEN_MARKS, message, self._line(line), hint)

    def _line(self, line: int) -> Span:
        return Span(f"{self.place}/{self.recording.marks}", line)

    def _one(self, code: Code, message: str, hint: str) -> Finding:
        return Finding(code, message, self.recording.span, hint)


_JOIN = tr(
    "they seem to be parts of one reading: join them into one file, in Audacity with Import and Export,"
    " and name that one"
)
_LIKE = tr("write 00:01.500 --> 00:04.250, or start and end in seconds with a tab between")
_OTHERWISE = tr("save it as WebVTT or SubRip in that program, or as labels of Audacity")


def _beginning(line: Utterance) -> str:
    return shortened(line.written, _SHOWN)
