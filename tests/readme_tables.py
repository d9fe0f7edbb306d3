"""The README's table of directives, from the tables by which directives are read.

In: `DIRECTIVES`. Out: Markdown. `make tables` writes it into the README.
"""

from __future__ import annotations

import inspect

from bulletin.source.directives import DIRECTIVES
from bulletin.source.directives.base import Directive, Option

START = "| directive |"
"""How the table begins."""

_HEAD = f"{START} argument | options (**needed**) | body |\n| --- | --- | --- | --- |\n"
_BODIES = {"markdown": "text", "pictures": "pictures, one a line", "data": "YAML list", "none": ""}


def directives() -> str:
    """A row for each directive, in the order in which they are declared."""
    return _HEAD + "".join(map(_row, DIRECTIVES.values()))


def _row(one: Directive) -> str:
    argument = _needed(one.argument.example, needed=one.argument.required) if one.argument else ""
    cells = [f"`{one.name}`", argument, ", ".join(map(_option, one.options)), _body(one)]
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|\n"


def _needed(words: str, *, needed: bool) -> str:
    return f"**{words}**" if needed else words


def _option(option: Option) -> str:
    """Its name, and the values that it may have where those are a few words or numbers."""
    names = inspect.getclosurevars(option.kind).nonlocals
    few = ", ".join(names.get("allowed", ()))
    if "least" in names:
        few = f"{names['least']} to {names['most']}"
    return _needed(option.name, needed=option.required) + (f" ({few})" if few else "")


def _body(one: Directive) -> str:
    words = _BODIES[one.body]
    if one.rows:
        fields = one.rows.model_fields.items()
        words += ": " + ", ".join(
            _needed(field.alias or name, needed=field.is_required()) for name, field in fields
        )
    return words
