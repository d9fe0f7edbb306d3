"""Words for people that can be said in their language: a template and what fills it.

In: a template in English, and the values for its {fields}. Out: `Wording`, a text like any
other, which still knows its template, so that a catalogue (gettext; `cli` chooses it) can say
the same in another language. Whatever an editor reads is made by `tr`, the name by which
Babel finds templates.
"""

from __future__ import annotations

from typing import Self


class Wording(str):
    """An English text that remembers how it was made.

    `template` is a `str.format` template, `values` what its fields hold: plain values, or
    messages in their turn. Joining or slicing messages gives plain text, which stays English.
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
        return (_made, (self.template, self.values))


def _made(template: str, values: dict[str, object]) -> Wording:
    return Wording(template, **values)


def tr(template: str, /, **values: object) -> Wording:
    """A message for people. A brace that is meant as such is doubled, as in `str.format`."""
    return Wording(template, **values)
