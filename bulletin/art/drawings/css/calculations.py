"""Lengths that a style reckons (`calc()`, CSS Values 4, section 10), worked out.

In: a value as it was written. Out: the same with the numbers that its functions make, where those
do not depend on the browser's window or on more than one unit.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import tinycss2

from bulletin.art.drawings.css.arguments import PIXELS, Token, Tokens, meant, parted


class _Quantity(NamedTuple):
    number: float
    unit: str


class _OpenError(Exception):
    """A value that cannot be worked out here."""


_FUNCTIONS = {"calc", "min", "max", "clamp"}
_CALLED = re.compile(rf"\b(?:{'|'.join(sorted(_FUNCTIONS))})\(", re.IGNORECASE)
_LONGEST = 1000
"""Characters of a value that is worked out."""


def worked_out(value: str) -> str:
    """A value without the functions that can be worked out."""
    if len(value) > _LONGEST or not _CALLED.search(value):
        return value
    return "".join(map(_written, tinycss2.parse_component_value_list(value)))


def _written(token: Token) -> str:
    if token.type == "function" and token.lower_name in _FUNCTIONS:
        try:
            made = _value(token)
        except (_OpenError, ZeroDivisionError, RecursionError):
            pass
        else:
            return f"{made.number:.6g}{made.unit}"
    if token.type == "function":
        return f"{token.name}({''.join(map(_written, token.arguments))})"
    return str(token.serialize())


def _value(token: Token) -> _Quantity:
    """A number with its unit, absolute lengths in px; raises `_OpenError` for any other."""
    match token.type:
        case "number":
            return _Quantity(token.value, "")
        case "percentage":
            return _Quantity(token.value, "%")
        case "dimension" if factor := PIXELS.get(token.lower_unit):
            return _Quantity(token.value * factor, "px")
        case "dimension" if token.lower_unit in {"em", "rem"}:
            return _Quantity(token.value, token.lower_unit)
        case "() block":
            return _sum(token.content)
        case "function" if token.lower_name in _FUNCTIONS:
            return _chosen(token.lower_name, [_sum(part) for part in parted(token.arguments)])
    raise _OpenError


def _chosen(name: str, made: Sequence[_Quantity]) -> _Quantity:
    """What a function makes of its arguments, which have one unit."""
    numbers = [one.number for one in made]
    if len({one.unit for one in made}) != 1:
        raise _OpenError
    match name, numbers:
        case "calc", [number]:
            pass
        case "clamp", [least, number, most]:
            number = max(least, min(number, most))
        case "min" | "max", _:
            number = (min if name == "min" else max)(numbers)
        case _:
            raise _OpenError
    return _Quantity(number, made[0].unit)


def _sum(tokens: Tokens) -> _Quantity:
    """Summands of one unit, added and subtracted."""
    made, sign, product = None, "+", list[Any]()
    for token in [*tokens, None]:
        if token is not None and not (token.type == "literal" and token.value in "+-"):
            product.append(token)
            continue
        one = _product(product)
        if made and made.unit != one.unit:
            raise _OpenError
        number = one.number if sign == "+" else -one.number
        made = _Quantity(number + (made.number if made else 0), one.unit)
        sign, product = token.value if token else "", []
    return made or _Quantity(0, "")


def _product(tokens: Tokens) -> _Quantity:
    """Factors by numbers: lengths are neither multiplied with nor divided by one another."""
    factors = meant(tokens)
    if len(factors) % 2 == 0:
        raise _OpenError
    made = _value(factors[0])
    for sign, token in zip(factors[1::2], factors[2::2], strict=True):
        one = _value(token)
        said = sign.value if sign.type == "literal" else ""
        if said == "*" and not (made.unit and one.unit):
            made = _Quantity(made.number * one.number, made.unit or one.unit)
        elif said == "/" and not one.unit:
            made = _Quantity(made.number / one.number, made.unit)
        else:
            raise _OpenError
    return made
