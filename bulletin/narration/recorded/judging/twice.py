"""What a reader says twice and the text says once, told at the recording.

In: a script, its recording, and where its sentences are read. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin import codes
from bulletin.diagnostics import Finding
from bulletin.messages import tr
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.judging.fit import is_clear
from bulletin.narration.recorded.judging.restarts import restarts
from bulletin.narration.recorded.pauses import SpeechHeard
from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.narration.syllables import syllables
from bulletin.reading import spoken_text

HeardStretch = tuple[float, float]
"""From one second to another."""

_FEWEST_WORDS, _UNEVEN, _ALIKE = 2, 2, 0.3
"""Words of a stretch; by how many the next one may begin sooner or later; which share of them is the
same where they sound alike."""
_WORDS = 0.3
"""Seconds at least on either side of a sentence's end that is within: nobody goes back behind one."""
_MOST = 5
"""Findings that are told of one article."""


def read_twice(
    own: ReadArticle,
    take: Take,
    spoken: SpeechHeard,
    found: Sequence[Found],
    more: Sequence[HeardStretch],
) -> Iterator[Finding]:
    """What is read twice, unless that is in the text, or is known to be `more` than it."""
    recording = own.article.recording
    if recording is None or not is_clear(spoken):
        return
    texts = [spoken_text(line.runs) for line in own.script.utterances]
    pace = _pace(spoken, texts)
    told = 0
    for start, end in restarts(take, spoken):
        again = 2 * end - start
        near = [at for at, one in enumerate(found) if one.start < again and start < one.end]
        around = texts[max(0, min(near, default=0) - 1) : max(near, default=0) + 2]
        is_known = any(first < again and start < last for first, last in more)
        is_known |= any(start + _WORDS < one.end < end - _WORDS for one in found)
        if is_known or _repeats_itself(" ".join(around), round((end - start) / pace)):
            continue
        told += 1
        if told > _MOST:
            return
        yield Finding(
            codes.MORE_RECORDED,
            tr(
                "what is read in {name} from {start:.1f} s to {end:.1f} s is read once more right"
                " behind it",
                name=recording.files[0],
                start=start,
                end=end,
            ),
            recording.span,
            tr("listen there: cut the first of the two out, or record it again"),
        )


def _pace(spoken: SpeechHeard, texts: Sequence[str]) -> float:
    """The seconds that a syllable takes."""
    count = sum(map(syllables, texts))
    return max(1, int(spoken.voiced[-1])) * FRAME / max(1, count)


def _repeats_itself(text: str, said: int) -> bool:
    """Whether stretches of a text that follow each other, as long as what is said, are much alike.

    "Lúa thường tăng giá, lúa thơm giữ giá": so many words stand at the same places in both.
    """
    words = text.casefold().split()
    size = max(_FEWEST_WORDS, said)
    for shift in range(max(1, size - _UNEVEN), size + _UNEVEN + 1):
        same = [one == other for one, other in zip(words, words[shift:], strict=False)]
        counts = (sum(same[at : at + size]) for at in range(max(1, len(same) - size + 1)))
        if max(counts, default=0) >= max(_FEWEST_WORDS, _ALIKE * size):
            return True
    return False
