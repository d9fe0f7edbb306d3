"""English: numbers by num2words, the words in tables, in the common frame.

Out: `LANGUAGE`. Its families of reading rules stand in the order in which they may claim:
addresses before abbreviations, telephone numbers and dates before plain numbers.
"""

from functools import cache, partial
from importlib.resources import files

from bulletin.languages.base import CellWords, Headings, KnownVoice, Language, Ties
from bulletin.languages.proof import Proof
from bulletin.reading import Rules
from bulletin.reading.sentences import Dots
from bulletin.reading.tables import sets_of, table


def _rules() -> Rules:
    from bulletin.languages.en.rules import FAMILIES  # noqa: PLC0415, only what speaks reads
    from bulletin.languages.en.words import is_plain  # noqa: PLC0415

    return Rules(FAMILIES, is_plain, str)


def _dots() -> Dots:
    return Dots(**sets_of(__name__, "sentences"))


def _fingerprint() -> tuple[str, ...]:
    return tuple(table(__name__, "fingerprint")["words"].split())


def _proof() -> Proof:
    from bulletin.languages.en.proof import PROOF  # noqa: PLC0415, only the check reads

    return PROOF


LANGUAGE = Language(
    tag="en",
    region="GB",
    rules=_rules,
    dots=_dots,
    spoken=files(__name__) / "tables" / "spoken.yaml",
    ties=cache(partial(Ties.read, __name__)),
    fingerprint=_fingerprint,
    headings=cache(partial(Headings.read, __name__)),
    cells=cache(partial(CellWords.read, __name__)),
    phrases=partial(table, __name__, "phrases"),
    proof=_proof,
    natural_voice="en_US-ljspeech-medium",
    known_voices=(KnownVoice("en_US-ljspeech-medium", 63_536_351, "public domain"),),
)
