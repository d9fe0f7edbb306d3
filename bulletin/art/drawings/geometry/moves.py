"""What newer styles say apart, as attributes say it: `rotate`, `scale`, `translate` and `d`.

In: what an element's attributes and styles declare. Out: the same, with one transform and one
outline among the attributes (CSS Transforms 2, section 5; SVG 2, 9.3.2). What has no such form stays
as it is, and is told of.
"""

import re
from collections.abc import Mapping

from bulletin.art.drawings.css.styles import Declared
from bulletin.art.drawings.css.values import is_of_css, lacks_unit
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import GRADIENTS, NUMBER

_LENGTH = rf"(?:{NUMBER}(?:px|pt|mm|cm|in)|0)"
_STEPS: Mapping[str, re.Pattern[str]] = {
    "translate": re.compile(rf"{_LENGTH}(?:\s+{_LENGTH})?"),
    "rotate": re.compile(rf"{NUMBER}(?:deg|turn|rad|grad)|0"),
    "scale": re.compile(rf"{NUMBER}(?:\s+{NUMBER})?"),
}
"""In the order in which they are done, before `transform`."""
_OUTLINE = re.compile(r"""path\(\s*(["'])(?P<path>[^"']*)\1\s*\)""")
_TURNED = {**dict.fromkeys(GRADIENTS, "gradientTransform"), "pattern": "patternTransform"}
"""The attributes that styles set as `transform`."""
_TURNS = {"transform", *_TURNED.values()}


def is_passed_over(name: str, key: str, value: str) -> bool:
    """Whether browsers pass over a transform: it is a style's, or the element has one of its own."""
    return key in _TURNS and (is_of_css(value) or (key == "transform" and name in _TURNED))


def key_of(name: str, key: str) -> str:
    """The attribute of an element that a property is written as."""
    return _TURNED.get(name, key) if key == "transform" else key


def said_as_attributes(
    source: Tree, attributes: list[Declared], written: list[Declared]
) -> tuple[list[Declared], list[Declared]]:
    """The attributes and the styles of an element; a whole drawing turns about its middle."""
    styles = {one.name: one.value.strip() for one in written}
    if not {"d", *_STEPS} & set(styles) or source.getparent() is None:
        return attributes, written
    if outline := _OUTLINE.fullmatch(styles.get("d", "")):
        attributes, written = _replaced(attributes, written, "d", outline["path"])
    steps = {name: styles[name] for name in _STEPS if styles.get(name, "none") != "none"}
    if not steps or not all(_STEPS[name].fullmatch(said) for name, said in steps.items()):
        return attributes, written
    before = {one.name: one.value for one in attributes}.get("transform", "")
    last = styles.get("transform", "")
    if last and not lacks_unit(last):
        before = "" if last == "none" else last
    moved = " ".join([*(f"{name}({said})" for name, said in steps.items()), before])
    written = [one for one in written if one.name not in _STEPS]
    return _replaced(attributes, written, "transform", moved.strip())


def _replaced(
    attributes: list[Declared], written: list[Declared], name: str, value: str
) -> tuple[list[Declared], list[Declared]]:
    """The same with an attribute that stands for all of its name."""
    kept = [one for one in attributes if one.name != name]
    return [*kept, Declared(name, value)], [one for one in written if one.name != name]
