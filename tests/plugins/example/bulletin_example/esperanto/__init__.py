"""Esperanto: a small language, as far as a bulletin needs it.

Out: `LANGUAGE`. How it is read aloud stands in `rules`, its words in `tables/` and `strings/`.
"""

from functools import partial
from importlib.resources import files

from bulletin.languages.base import Language, Ties
from bulletin.reading import Rules
from bulletin.reading.sentences import Dots
from bulletin.reading.tables import sets_of, table


def _rules() -> Rules:
    from bulletin_example.esperanto.rules import RULES  # noqa: PLC0415, only what speaks reads

    return RULES


def _dots() -> Dots:
    return Dots(**sets_of(__name__, "sentences"))


LANGUAGE = Language(
    tag="eo",
    locale="eo",
    rules=_rules,
    dots=_dots,
    spoken=files(__name__) / "tables" / "spoken.yaml",
    strings=files(__name__) / "strings",
    ties=partial(Ties.read, __name__),
    phrases=partial(table, __name__, "phrases"),
)
