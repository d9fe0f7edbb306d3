"""Words for people that can be said in their language: a template and what fills it.

In: a template in English, and the values for its {fields}. Out: `Wording`, a text like any
other, which still knows its template, so that a catalogue (gettext; `cli` chooses it) can say
the same in another language. Whatever an editor reads is made by `tr`, the name by which
Babel finds templates.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from numbers import Integral, Real
from typing import Self

Catalogue = Callable[[str], str]
"""Gives the template of another language for the English one."""


class Wording(str):
    """An English text that remembers how it was made.

    `template` is a `str.format` template, `values` what its fields hold: plain values, or
    messages in their turn. Slicing messages gives plain text, which stays English; `joined`
    puts several together.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """The text of `template` with `values` in its fields."""
        made = super().__new__(cls, template.format_map(values))
        made.template = template
        made.values = values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Values that may not be pickled, as those of foreign exceptions, go as their text."""
        plain = {key: _plain(value) for key, value in self.values.items()}
        return (_made, (self.template, plain))


_PLAIN = (str, int, float, dt.date, dt.time)


def _plain(value: object) -> object:
    said = text_of(value) if isinstance(value, BaseException) else value
    return said if isinstance(said, _PLAIN) else str(said)


def _made(template: str, values: dict[str, object]) -> Wording:
    return Wording(template, **values)


def tr(template: str, /, **values: object) -> str:
    """A message for people. A brace that is meant as such is doubled, as in `str.format`."""
    return Wording(template, **values)


def decimal(value: float) -> str:
    """A number with one digit behind its decimal sign, for which languages have different ones."""
    whole, _, part = f"{value:.1f}".partition(".")
    return tr(_DECIMAL, whole=whole, part=part)


def tr_noop(template: str) -> str:
    """A template that `tr` gets later: here Babel finds it."""
    return template


_DECIMAL = tr_noop("{whole}.{part}")


class _SaidNumber(float):
    """A number that a template formats, with the decimal sign of a catalogue."""

    catalogue: Catalogue

    def __format__(self, how: str) -> str:
        whole, dot, part = super().__format__(how).partition(".")
        return self.catalogue(_DECIMAL).format(whole=whole, part=part) if dot else whole


def joined(separator: str, parts: Iterable[str]) -> str:
    """Messages in a row, each of which can still be translated."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    return Wording(separator.join(f"{{{name}}}" for name in values), **values)


def text_of(error: BaseException) -> str:
    """What an exception says; its message as it was made, if it has just that."""
    first = error.args[0] if len(error.args) == 1 else None
    return first if isinstance(first, Wording) else str(error)


def said(text: str, catalogue: Catalogue) -> str:
    """A text in the language of a catalogue, with the messages inside it."""
    if not isinstance(text, Wording):
        return text
    values = {key: _said_value(value, catalogue) for key, value in text.values.items()}
    return catalogue(text.template).format_map(values)


def _said_value(value: object, catalogue: Catalogue) -> object:
    if isinstance(value, BaseException):
        value = text_of(value)
    if isinstance(value, Real) and not isinstance(value, Integral):  # those of numpy, too
        number = _SaidNumber(value)
        number.catalogue = catalogue
        return number
    return said(value, catalogue) if isinstance(value, str) else value
