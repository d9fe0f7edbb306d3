"""Languages: one package each, found by the entry point `bulletin.languages`.

In: a BCP 47 tag. Out: the `Language`, and what is made of it for a tag: the reader of its
written text, the words of its voice, its sentences, its locale in CLDR. No other room names a
language: what differs between languages is asked for here.
"""

import re
from collections.abc import Mapping
from functools import cache

import babel

from bulletin import plugins
from bulletin.languages import figures, tags
from bulletin.languages.base import GROUP, Language
from bulletin.languages.proof import Proof
from bulletin.languages.spoken import Words
from bulletin.reading import Lexicon, Reader, Rules
from bulletin.reading.sentences import Dots, split

__all__ = [
    "DEFAULT",
    "Language",
    "Proof",
    "Words",
    "any_phrase",
    "code_of",
    "direction_of",
    "every_fingerprint_words",
    "figure_written",
    "fingerprint_words",
    "function_words",
    "language_of",
    "locale_of",
    "phrases",
    "proof_of",
    "reader_for",
    "region_of",
    "sentences_of",
    "stand_in_of",
    "words_for",
]

DEFAULT = "vi"
"""The language of a text of which nothing else is known."""

_FALLBACK = "en"
"""What stands in where no language of a tag's country is known."""


@cache
def language_of(tag: str) -> Language:
    """The language of a tag: "vi-VN" is "vi". One that nobody brought has common rules."""
    base = _base(tag)
    if point := plugins.points(GROUP).get(base):
        language: Language = plugins.load(point)
        return language
    return Language(base)


@cache
def proof_of(tag: str) -> Proof:
    """What a language knows of slips in its text."""
    return language_of(tag).proof()


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The patterns of a name in all languages that are installed, one language after the other.

    Editors' programs, and the papers that a text is copied from, speak other languages than it.
    """
    installed: Mapping[str, Language] = plugins.Registered(GROUP)
    return tuple(
        phrase for language in installed.values() for phrase in language.phrases().get(name, ())
    )


@cache
def any_phrase(name: str) -> str:
    """A pattern for any of the phrases of a name; one that nothing is like, if there are none."""
    return f"(?:{'|'.join(phrases(name))})" if phrases(name) else "(?!)"


_PHRASE = re.compile(r"‹(\w+)›")


@cache
def phrase_pattern(template: str) -> re.Pattern[str]:
    """A pattern in which ‹name› stands for any of the phrases of that name."""
    return re.compile(_PHRASE.sub(lambda found: any_phrase(found[1]), template))


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """By language the words without a sense of their own, by which its sentences are told."""
    installed: Mapping[str, Language] = plugins.Registered(GROUP)
    return {
        tag: frozenset(language.phrases().get("function_words", ()))
        for tag, language in installed.items()
    }


@cache
def code_of(tag: str) -> str:
    """The digest of the package that brings a language; "" for ours, and where nobody does."""
    point = plugins.points(GROUP).get(_base(tag))
    return plugins.code_of(point.module) if point else ""


def every_code() -> dict[str, str]:
    """The same of each language that there is: `phrases` are those of all of them."""
    return {tag: code_of(tag) for tag in plugins.points(GROUP)}


def _base(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


@cache
def _rules(tag: str) -> Rules | None:
    rules = language_of(tag).rules
    return rules() if rules else None


@cache
def _dots(tag: str) -> Dots:
    return language_of(tag).dots()


def reader_for(tag: str, lexicon: Lexicon) -> Reader:
    """The reader of a language, with a publication's lexicon."""
    return Reader(tag, _rules(tag), lexicon)


def sentences_of(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as half-open offsets (see `reading.sentences.split`)."""
    return split(text, _dots(tag))


@cache
def words_for(tag: str) -> Words:
    """What the voice says in a language between the editor's words."""
    return Words.read(locale_of(tag), language_of(tag).spoken)


def fingerprint_words(tag: str) -> tuple[str, ...]:
    """The words that stand for the bytes of a key's fingerprint; English ones where it has none."""
    own = language_of(tag).fingerprint or language_of(_FALLBACK).fingerprint
    return tuple(own()) if own else ()


@cache
def every_fingerprint_words() -> frozenset[tuple[str, ...]]:
    """The words for fingerprints of all languages: which of them a paper is in, nobody knows."""
    return frozenset(fingerprint_words(tag) for tag in plugins.points(GROUP))


@cache
def locale_of(tag: str) -> babel.Locale:
    """How dates and figures are written (CLDR): for a tag that CLDR lacks, as around it."""
    own = language_of(tag).locale
    return tags.locale_of(tag) or (own and tags.locale_of(own)) or babel.Locale(stand_in_of(tag))


def figure_written(value: float, tag: str) -> str:
    """A figure as a language writes it, with all the decimals that it has."""
    return figures.figure_written(value, locale_of(tag))


@cache
def direction_of(tag: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return tags.direction_of(tag)


@cache
def stand_in_of(tag: str) -> str:
    """The language whose words readers of a tag meet where nobody brought any of its own.

    It is the one of their country: "vi" for "jra" and "km-VN", English where none is known.
    """
    base, region = _base(tag), region_of(tag)
    if base in plugins.points(GROUP):
        return base
    installed: Mapping[str, Language] = plugins.Registered(GROUP)
    return next((name for name, one in installed.items() if one.region == region), _FALLBACK)


@cache
def region_of(tag: str) -> str | None:
    """The country of a tag (ISO 3166-1): named, the language's own, or CLDR's likely one."""
    return tags.named_territory(tag) or language_of(tag).region or tags.likely_territory(tag)
