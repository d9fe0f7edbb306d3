"""Languages as tags and as Babel's locales: the one judge of both.

In: a tag as an editor writes it. Out: whether it is one (BCP 47, section 2.1, without the
grandfathered tags), the locale in which dates and numbers are written, and the territory that
a language is most likely from (Unicode TR 35, likely subtags).
"""

import re
from collections.abc import Iterator
from functools import cache

import babel
import babel.core
from babel.languages import get_official_languages

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language, extended
    r"(-[A-Za-z]{4})?"  # script
    r"(-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(-[xX](-[A-Za-z0-9]{1,8})+)?"  # private use
)
_NO_LANGUAGE = {"und", "mul", "mis", "zxx", "root"}
"""Codes that say that a text has no language or several (ISO 639-2)."""


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return bool(_TAG.fullmatch(text))


def is_known(tag: str) -> bool:
    """Whether a tag's language is one that Unicode knows of, whether it has a locale or not."""
    base = tag.split("-", maxsplit=1)[0].lower()
    if base in _NO_LANGUAGE:
        return False
    return (
        base in babel.core.get_global("likely_subtags")
        or base in babel.core.get_global("language_aliases")
        or base in babel.Locale("en").languages
    )


@cache
def tag_called(name: str) -> str:
    """The tag of a language that is named in words, or by its country; "" if nobody knows."""
    wanted = " ".join(name.split()).casefold()
    found = next((tag for called, tag in _called() if called.casefold() == wanted), "")
    return found.replace("_", "-")


def _called() -> Iterator[tuple[str, str]]:
    """What languages and countries are called, with their tags; what takes longest to read last."""
    locales = (babel.Locale("en"), babel.Locale("vi"))
    for locale in locales:
        yield from ((called, tag) for tag, called in locale.languages.items())
    for locale in locales:
        for territory, called in locale.territories.items():
            official = str(next(iter(get_official_languages(territory)), ""))
            yield from ((called, official), (territory, official))
    for language in map(str, locales[0].languages):
        if (own := locale_of(language)) and own.display_name:
            yield own.display_name, language


def locale_of(tag: str) -> babel.Locale | None:
    """The locale of a tag, or of as much of it as there is one for; None: of nothing in it."""
    parts = tag.replace("_", "-").split("-")
    while parts:
        try:
            return babel.Locale.parse("-".join(parts), sep="-")
        except (babel.UnknownLocaleError, ValueError):
            parts.pop()
    return None


def direction_of(tag: str) -> str:
    """Whether a language is written from the left ("ltr") or from the right ("rtl")."""
    locale = locale_of(tag)
    return str(locale.text_direction) if locale else "ltr"


def named_territory(tag: str) -> str:
    """The territory in a tag; "" if there is none."""
    for part in tag.replace("_", "-").split("-")[1:]:
        if len(part) == 1:
            break
        if re.fullmatch(r"[A-Za-z]{2}", part):
            return part.upper()
    return ""


def likely_territory(tag: str) -> str:
    """The territory that a tag's language is most likely from; "" if nobody knows."""
    parts = tag.replace("_", "-").split("-")
    likely = babel.core.get_global("likely_subtags")
    script = next((part.title() for part in parts[1:3] if re.fullmatch(r"[A-Za-z]{4}", part)), "")
    found = (script and likely.get(f"{parts[0]}_{script}")) or likely.get(parts[0], "")
    territory = str(found).rpartition("_")[2]
    return territory if re.fullmatch(r"[A-Z]{2}", territory) else ""
