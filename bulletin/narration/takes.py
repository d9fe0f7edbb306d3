"""Sentences that took too long or too short a time: which to have spoken again, what to report.

In: what was said, and how long it took. Out: keys of clips to be spoken again; findings.
A service may skip words or say them twice and call it speech: the time tells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bulletin.codes import ODD_PACE
from bulletin.diagnostics import Finding
from bulletin.messages import decimal, tr
from bulletin.narration.model import Utterance
from bulletin.narration.pace import odd_paces
from bulletin.reading import Run, spoken_text

_KNOWN = 40
"""Sentences after which a voice is known well enough to judge while it goes on speaking."""
_MOST = 400
"""Sentences that it is judged by at the most."""


@dataclass
class Takes:
    """What a voice has said so far, by the keys of clips."""

    _said: dict[str, tuple[str, float]] = field(default_factory=dict)
    _again: set[str] = field(default_factory=set)

    def note(self, key: str, runs: Sequence[Run], seconds: float) -> None:
        """A sentence was spoken, or was in the cache."""
        self._said[key] = (spoken_text(runs), seconds)

    @property
    def known(self) -> bool:
        """Whether the voice's pace is known."""
        return len(self._said) >= _KNOWN

    def odd(self, keys: Iterable[str]) -> Mapping[str, float]:
        """Those of some sentences that are to be spoken again, with the seconds wanted.

        None is named twice.
        """
        asked = [key for key in dict.fromkeys(keys) if key in self._said and key not in self._again]
        others = list(self._said)[-_MOST:]
        judged = list(dict.fromkeys((*asked, *others)))
        paces = odd_paces([self._said[key] for key in judged])
        found = {
            key: self._said[key][1] / pace
            for key, pace in zip(judged[: len(asked)], paces, strict=False)
            if pace
        }
        self._again |= set(found)
        return found


def odd_sentences(said: Iterable[tuple[Utterance, float]]) -> Iterator[Finding]:
    """What is to be reported of one voice's sentences, with the seconds that each took.

    What is said in two places is reported once.
    """
    once = {spoken_text(one.runs): (one, seconds) for one, seconds in reversed(list(said))}
    texts = list(reversed(once))
    paces = odd_paces([(text, once[text][1]) for text in texts])
    for text, pace in zip(texts, paces, strict=True):
        if pace:
            utterance, seconds = once[text]
            yield Finding(ODD_PACE, _words(utterance, seconds, pace), utterance.span, _HINT)


def _words(utterance: Utterance, seconds: float, pace: float) -> str:
    told = " ".join(utterance.written.split())
    told = told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
    wanted = decimal(seconds / pace)
    if pace < 1:
        return tr(
            "the voice takes {seconds} seconds for “{text}”, where {wanted} are usual:"
            " words may be missing",
            seconds=decimal(seconds),
            text=told,
            wanted=wanted,
        )
    return tr(
        "the voice takes {seconds} seconds for “{text}”, where {wanted} are usual:"
        " words may be said twice, or letter by letter",
        seconds=decimal(seconds),
        text=told,
        wanted=wanted,
    )


_SHOWN = 60
_HINT = tr(
    "listen to it (bulletin serve); then write in lexicon.yaml how the word that goes wrong is"
    " said, write the sentence in another way, or take another voice"
)
