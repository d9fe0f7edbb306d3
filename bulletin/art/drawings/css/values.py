"""What attributes and properties may say: each kind of value has a form, and no other is kept.

In: a value as it was written. Out: the same as every program reads it, or None when browsers
would pass over it. Raises `OutsideError` and `StrangeError` for values that must be told of.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence

import tinycss2

from bulletin.art.drawings.css.arguments import PIXELS, Token, Tokens, meant
from bulletin.art.drawings.css.colours import StrangeError, colour, name_of
from bulletin.art.drawings.vocabulary import FUNCTIONS, NUMBER
from bulletin.formats.characters import without_endless_numbers

LARGEST = 1e9
"""No coordinate is larger: PowerPoint reckons in 36,000ths of a millimetre, and paper has 10 m."""

UNIT = r"(?:px|pt|pc|mm|cm|in|em|ex|rem|ch|Q|q|%)?"
_GAP = r"(?:\s*,\s*|\s+|(?=[-+.]))"
_NUMBERS = re.compile(rf"{NUMBER}%?(?:{_GAP}{NUMBER}%?)*")
_LENGTHS = re.compile(rf"{NUMBER}{UNIT}(?:{_GAP}{NUMBER}{UNIT})*")
_LONG = re.compile(r"\d{8}|[eE][+]?\d{1,}")
"""What may make a number large; all others need no second look."""
_EACH = re.compile(NUMBER)
_PATH = re.compile(rf"\s*(?:[MmZzLlHhVvCcSsQqTtAa]|,|{NUMBER})")
_QUICK_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE.,+\-\s]*")
_SLOWLY = re.compile(rf"{_LONG.pattern}|\.(?!\d)")
_TRANSFORM = re.compile(r"\s*([a-zA-Z]+(?:3d)?)\s*\(([^()]*)\)\s*,?")
_ARGUMENT = re.compile(rf"[\s,]*({NUMBER})([a-zA-Z%]*)")
_DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_FACTORS = _DEGREES | PIXELS
_ARITY = {
    "matrix": {6},
    "translate": {1, 2},
    "scale": {1, 2},
    "rotate": {1, 3},
    "skewX": {1},
    "skewY": {1},
}
_UNNAMED = re.compile(r"[\s()'\"<>\\]")
_WORD = re.compile(r"[A-Za-z0-9_#:.-]+(?:[ ,]+[A-Za-z0-9_#:.-]+)*")
_WIDE = re.compile(r"inherit|initial|unset|revert", re.IGNORECASE)


class OutsideError(Exception):
    """A value that asks for another file, whose address it has."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def sound(text: str) -> bool:
    """Whether all numbers in a text are within bounds."""
    return not _LONG.search(text) or all(
        abs(float(number)) <= LARGEST for number in _EACH.findall(text)
    )


def plain(kind: str, value: str) -> str | None:
    """The value of an attribute that is no property."""
    value = value.strip()
    match kind:
        case "numbers":
            if angle := _ANGLE.fullmatch(value):
                value = f"{float(angle[1]) * _DEGREES[angle[2]]:.6g}"
            fits = _NUMBERS.fullmatch(value) and sound(value)
            word = _WORD.fullmatch(value) and value.replace("-", "").isalpha()
            return value if fits or word else None
        case "lengths":
            return value if _LENGTHS.fullmatch(value) and sound(value) else None
        case "transform":
            return transform(value)
        case "path":
            return path(value)
        case "word":
            return value if _WORD.fullmatch(value) else None
    return value


def path(value: str) -> str | None:
    """The outline of a path up to its first mistake, as browsers draw it (SVG 2, 9.5.4)."""
    if _QUICK_PATH.fullmatch(value) and not _SLOWLY.search(value):
        return value or None
    end = 0
    while found := _PATH.match(value, end):
        number = found[0].strip()
        if number[-1:].isdigit() and abs(float(number)) > LARGEST:
            break
        end = found.end()
    return value[:end] or None


def transform(value: str) -> str | None:
    """A transform with plain numbers: `rotate(45deg)` of CSS is `rotate(45)` in SVG."""
    value = value.strip()
    made, end = [], 0
    while end < len(value):
        found = _TRANSFORM.match(value, end)
        if not found:
            return None
        end = found.end()
        function = _function(found[1], found[2])
        if function is None:
            return None
        made.append(function)
    plain = all(name in value for name, _ in made) and not _UNITS.search(value)
    return value if plain else " ".join(f"{name}({said})" for name, said in made)


_UNITS = re.compile(r"\d(?:px|pt|pc|mm|cm|in|deg|grad|rad|turn)|[XYZ]\(|skew\(|3d\(")
_SHORT = {
    "translateX": "translate({0} 0)",
    "translateY": "translate(0 {0})",
    "scaleX": "scale({0} 1)",
    "scaleY": "scale(1 {0})",
    "rotateZ": "rotate({0})",
    "skew": "skewX({0})",
}

_FLAT = {"translate3d": "translate", "scale3d": "scale"}
"""What moves and stretches away from the sheet too, of which none is seen without perspective."""
_MEASURED = re.compile(r"\b(?:rotate|skew|translate)[XYZ]?\(([^()]*)")
"""What takes angles or lengths, and not factors."""
_ANGLE = re.compile(rf"({NUMBER})(deg|grad|rad|turn)")
_WITH_UNIT = re.compile(rf"({NUMBER})([a-zA-Z%]*)")

_OF_CSS = re.compile(
    rf"{NUMBER}(?:[a-df-z%]|e[a-z])|\b(?!(?:{'|'.join(_ARITY)})\s*\()[a-z]\w*\s*\(", re.IGNORECASE
)


def is_of_css(transform: str) -> bool:
    """Whether a transform is written as styles have it, and attributes do not."""
    return bool(_OF_CSS.search(transform))


def lacks_unit(transform: str) -> bool:
    """Whether a transform in a style has an angle or a length that is a bare number but 0."""
    measures = (
        measure
        for function in _MEASURED.finditer(transform)
        for measure in _WITH_UNIT.finditer(function[1])
    )
    return any(float(number) and not unit for number, unit in map(re.Match.groups, measures))


def _function(name: str, text: str) -> tuple[str, str] | None:
    """A function of a transform, its numbers without units; None when it is not one."""
    found = list(_ARGUMENT.finditer(text))
    if "".join(part[0] for part in found) != text.rstrip():
        return None
    values = [_argument(name, part) for part in found]
    if name in _FLAT and len(values) == 3:  # noqa: PLR2004, three ways in space
        name, values = _FLAT[name], values[:2]
    if name in _SHORT and len(values) == 1:
        name, _, said = _SHORT[name].format(values[0]).removesuffix(")").partition("(")
        return name, said
    if name not in _ARITY:
        message = f"{name[:20]}()"
        raise StrangeError(message)
    return (name, " ".join(values)) if len(values) in _ARITY[name] else None


def _argument(name: str, part: re.Match[str]) -> str:
    if part[2] not in _FACTORS or not sound(part[1]):
        message = f"{name[:20]}({part[0].strip(', ')[:20]})"
        raise StrangeError(message)
    if part[2] in {"", "px", "deg"}:
        return part[1]
    return f"{float(part[1]) * _FACTORS[part[2]]:.6g}"


MAX_NESTED = 30
"""Brackets in brackets, of which a value of CSS needs three."""


def nested(text: str) -> bool:
    """Whether a text of CSS has brackets in brackets without end."""
    depth = 0
    for sign in re.findall(r"[({\[\])}]", text):
        depth = depth + 1 if sign in "({[" else max(0, depth - 1)
        if depth > MAX_NESTED:
            return True
    return False


# -- properties ----------------------------------------------------------------------------


def property_value(kind: str, value: str) -> str | None:
    """The value of a property, from an attribute or a style."""
    if nested(value):
        return None
    value = without_endless_numbers(value)
    tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
    refuse_outside(tokens)
    text = tinycss2.serialize(tokens).strip() if "\\" in value or "/*" in value else value.strip()
    if not text or _WIDE.fullmatch(text):
        return "inherit" if text.lower() == "inherit" else None
    if reader := _READERS.get(kind):
        return reader(tokens)
    if kind == "lengths" and not text.replace("-", "").isalpha():
        return plain("lengths", text)
    if kind == "transform":
        return transform(text)
    return text if _WORD.fullmatch(text) else None


def refuse_outside(tokens: Tokens) -> None:
    """Raise `OutsideError` for whatever would load something, however it is spelt."""
    for token in tokens:
        if token.type == "error" and token.kind.startswith("eof"):
            continue  # browsers close what ends with the value
        if token.type in {"url", "error"}:
            if not str(getattr(token, "value", "")).strip().startswith("#"):
                raise OutsideError(str(getattr(token, "value", "")))
        elif token.type == "function":
            if token.lower_name in {"url", "src", "image", "image-set", "expression"}:
                _inside(token)
            refuse_outside(token.arguments)
        elif token.type in {"() block", "[] block", "{} block"}:
            refuse_outside(token.content)


def _inside(token: Token) -> None:
    said = "".join(str(t.value) for t in token.arguments if t.type == "string")
    if token.lower_name != "url" or not said.strip().startswith("#"):
        raise OutsideError(said or token.lower_name)


def place_of(token: Token) -> str:
    """The id that a `url()` names; "" for all else."""
    said = ""
    if token.type == "url":
        said = str(token.value)
    elif token.type == "function" and token.lower_name == "url":
        said = "".join(str(t.value) for t in token.arguments if t.type == "string")
    return as_id(said.strip().removeprefix("#"))


def as_id(name: str) -> str:
    """An id without the signs that end it in a `url()`, which no drawing needs."""
    return _UNNAMED.sub(lambda found: f"-x{ord(found[0]):x}-", name)


def _place(tokens: Tokens) -> str | None:
    found = meant(tokens)
    if len(found) == 1 and (name := place_of(found[0])):
        return f"url(#{name})"
    if len(found) == 1 and found[0].type == "ident":
        return "none" if found[0].lower_value == "none" else None
    raise StrangeError(tinycss2.serialize(tokens).strip()[:40])


def _paint(tokens: Tokens) -> str | None:
    found = [t for t in meant(tokens) if name_of(t) not in {"icc-color", "device-cmyk"}]
    if not found:
        return None
    if name := place_of(found[0]):
        instead = colour(found[1]) if len(found) > 1 else ""
        return f"url(#{name}) {instead or ''}".strip()
    return colour(found[0])


def _filter(tokens: Tokens) -> str | None:
    found = meant(tokens)
    if len(found) == 1 and found[0].type == "ident":
        return "none" if found[0].lower_value == "none" else None
    text: str = tinycss2.serialize(tokens).strip()
    known = (place_of(token) or name_of(token) in FUNCTIONS["filter"] for token in found)
    if all(known) and sound(text):
        return " ".join(map(_plain_filter, found))
    raise StrangeError(text[:40])


def _plain_filter(token: Token) -> str:
    """A step of a filter, its colour in words that every program knows."""
    if name := place_of(token):
        return f"url(#{name})"
    if token.lower_name != "drop-shadow":
        return str(token.serialize())
    said = [colour(one) or one.serialize() for one in meant(token.arguments)]
    return f"drop-shadow({' '.join(said)})"


_IDENT = re.compile(r"[^\W\d][\w-]*")
_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}


def _family(tokens: Tokens) -> str | None:
    """Families of faces, the last of them one that is everywhere."""
    names: list[str] = []
    words: list[str] = []
    for token in [*meant(tokens), None]:
        if token is None or token.type == "literal":
            names += [" ".join(words)] if words else []
            words = []
        elif token.type in {"string", "ident"}:
            words.append(re.sub(r"[^\w .-]", "", str(token.value)).strip())
    names = [name for name in names if name]
    if not names:
        return None
    if names[-1].lower() not in _GENERIC:
        names.append(generic(names))
    return ", ".join(name if _IDENT.fullmatch(name) else f"'{name}'" for name in names)


_SERIF = re.compile(
    r"times|serif|georgia|cambria|garamond|palatino|book|song|ming|roman", re.IGNORECASE
)
_MONO = re.compile(r"mono|courier|consol|typewriter|code", re.IGNORECASE)


def generic(names: Sequence[str]) -> str:
    """The family that is most like the first of these."""
    first = names[0].lower()
    if _MONO.search(first):
        return "monospace"
    return "serif" if _SERIF.search(first) and "sans" not in first else "sans-serif"


def _blend(tokens: Tokens) -> str | None:
    """A way to mix colours that more programs know than browsers."""
    said = str(tinycss2.serialize(tokens)).strip().lower()
    if said.startswith("plus-"):
        raise StrangeError(said[:40])
    return said if _WORD.fullmatch(said) else None


_READERS: Mapping[str, Callable[[Tokens], str | None]] = {
    "paint": _paint,
    "place": _place,
    "blend": _blend,
    "filter": _filter,
    "family": _family,
}
"""How values are read that are more than words and numbers."""
