"""Passages in another language of which nothing says so: the voice reads them as its own.

In: an issue. Out: a finding at the first passage in each language of each article.
"""

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import Noticed, alone, rule
from bulletin.languages import function_words
from bulletin.messages import tr
from bulletin.source.issue import Issue

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 3
"""So many different function words tell a language: a name or a slogan has fewer."""
_SHARE = 6
"""Of so many words of a sentence one is a function word."""
_SELDOM = 20
"""One of our own in fewer words says that a passage of ours has titles or names of another."""


@rule(codes.OTHER_LANGUAGE)
@alone
def foreign(issue: Issue) -> Iterator[Noticed]:
    """Every passage in another language names it."""
    own = issue.publication.language.partition("-")[0].lower()
    told: set[tuple[str, str]] = set()
    for passage in passages_of(issue):
        tag = _language(_WORD.findall(passage.text.lower()), own)
        if tag and (passage.span.file, tag) not in told:
            told.add((passage.span.file, tag))
            yield Noticed(
                passage.span,
                tr("this is of another language ({tag}), and is read as if it were not", tag=tag),
                tr(
                    "write {mark} on the line above, or [...]{mark} around it",
                    mark=f"{{lang={tag}}}",
                ),
            )


def _language(words: list[str], own: str) -> str | None:
    """The other language that words are plainly of, where it is known what ours has."""
    known = function_words()
    ours = known.get(own)
    if ours is None or sum(map(ours.__contains__, words)) * _SELDOM >= len(words):
        return None
    return next(
        (tag for tag, theirs in known.items() if tag != own and _are_of(words, theirs)), None
    )


def _are_of(words: list[str], function_words: frozenset[str]) -> bool:
    found = [word for word in words if word in function_words]
    return len(set(found)) >= _FEWEST and len(found) * _SHARE >= len(words)
