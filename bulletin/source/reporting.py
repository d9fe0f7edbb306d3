"""What readers share to report: a list of findings that grows, and "did you mean".

In: what a reader noticed. Out: `Findings`, handed down through all readers of an issue.
"""

import contextlib
import difflib
import itertools
from collections.abc import Collection, Iterable, Iterator

from bulletin.diagnostics import Code, Finding, Severity, Span, Switch
from bulletin.messages import tr
from bulletin.source.values import unaccented


class Findings:
    """Findings in the making."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._places: dict[Span, bool] = {}
        """The places of findings, and whether one of them is an error."""
        self._only: Collection[Code] | None = None
        self.switches: list[Switch] = []
        """What settings switch off."""

    def add(self, code: Code, span: Span, message: str, hint: str = "") -> None:
        """Note a finding."""
        if self._only is not None and code not in self._only:
            return
        self._found.append(Finding(code, message, span, hint))
        is_error = self._found[-1].is_error
        self._places[span] = self._places.get(span, False) or is_error

    @contextlib.contextmanager
    def only(self, *wanted: Code) -> Iterator[None]:
        """While it lasts, nothing else is noted."""
        outer, self._only = self._only, wanted
        try:
            yield
        finally:
            self._only = outer

    def has(self, span: Span, like: Code | None = None) -> bool:
        """Whether there is a finding at a place already; an error, if the code is one of errors."""
        if like is not None and like.severity is Severity.ERROR:
            return self._places.get(span, False)
        return span in self._places

    def __len__(self) -> int:
        return len(self._found)

    def all(self) -> tuple[Finding, ...]:
        """What was noted so far."""
        return tuple(self._found)


_LONGEST_WORD = 200
_MOST_CHOICES = 100
"""Words and choices up to which comparing is quick; difflib's time grows with the square."""
_SHOWN_CHOICES = 40
_ONE_OF = tr("write one of: ")


def nearest(word: str, choices: Iterable[str], most: int = _MOST_CHOICES) -> str | None:
    """The choice that a misspelt word most likely stands for; none among more than `most`."""
    choices = list(itertools.islice(choices, most + 1))
    if len(word) > _LONGEST_WORD or len(choices) > most:
        return None
    folded = {unaccented(choice).lower(): choice for choice in sorted(choices, reverse=True)}
    close = difflib.get_close_matches(unaccented(word).lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def meant(close: str) -> str:
    """The hint for a word in whose place another one is meant."""
    return tr('did you mean "{close}"?', close=close)


def suggestion(word: str, choices: Iterable[str], otherwise: str = _ONE_OF) -> str:
    """The hint for an unknown word: "did you mean", or all that there is."""
    choices = sorted(choices)
    if close := nearest(word, choices):
        return meant(close)
    if not choices:
        return ""
    more = ", ..." if len(choices) > _SHOWN_CHOICES else ""
    names = ", ".join(choices[:_SHOWN_CHOICES])
    return tr("{otherwise}{names}{more}", otherwise=otherwise, names=names, more=more)
