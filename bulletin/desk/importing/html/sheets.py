"""What style sheets in a page say of its elements, written to the elements themselves.

In: a tree of HTML. Out: the same, in which `style` says what simple rules (of a tag, a class, or
both) say of an element, so that what reads the page asks no sheet.
"""

import re

import tinycss2

from bulletin.formats.characters import without_endless_numbers
from bulletin.formats.element_text import Element

HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:p[tx]|em|%)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\s*(?:\d{4,}|[89]\d\d)(?:\.\d+)?(?:p[tx]|em)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%)"
)
"""What takes words out of sight, some only far from the page, or cut to nothing; in small letters."""
_SIMPLE = re.compile(r"([A-Za-z][\w:]*)?(?:\.([\w-]+))?")
_OF_LETTERS = re.compile(r"(?:mso-ascii-)?font(?:-family)?|text-transform|font-variant(?:-caps)?")
"""What is asked of a page's words, by whatever rule it is said of them."""
_OF_CLASSES = re.compile(
    r"display|list-style(?:-type)?|font-weight|font-style|vertical-align|text-decoration[\w-]*"
)
"""What is asked where a rule is of a class: of a tag, sites only take away what browsers do."""

_Said = dict[str, str]
_Rules = dict[tuple[str, str], _Said]
"""By tag and class, "" for any, what is said of each property."""


def write_styles(root: Element) -> None:
    """Write to each element what the sheets say of it and its own style does not."""
    rules = _rules_of(root)
    for element in root.iter("*") if rules else ():
        tag, said = str(element.tag), dict(rules.get((str(element.tag), ""), {}))
        for name in reversed((element.get("class") or "").split()):
            said |= rules.get(("", name), {}) | rules.get((tag, name), {})
        own = element.get("style") or ""
        given = {name.partition(":")[0].strip().lower() for name in own.split(";")}
        added = [f"{name}:{value}" for name, value in said.items() if name not in given]
        if added:
            element.set("style", ";".join([*added, own]))


def _rules_of(root: Element) -> _Rules:
    rules: _Rules = {}
    for style in root.iter("style"):
        text = (style.text or "").replace("<!--", "").replace("-->", "")
        text = without_endless_numbers(text)
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            said = _said(rule.content) if rule.type == "qualified-rule" else {}
            for selector in tinycss2.serialize(rule.prelude).split(",") if said else ():
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    key = (simple[1] or "").lower(), simple[2] or ""
                    asked = {k: v for k, v in said.items() if key[1] or _OF_LETTERS.fullmatch(k)}
                    rules[key] = rules.get(key, {}) | asked
    return rules


def _said(content: list[tinycss2.ast.Node]) -> _Said:
    """What declarations say of the properties that are asked for."""
    said = {}
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and (
            _OF_LETTERS.fullmatch(one.lower_name) or _OF_CLASSES.fullmatch(one.lower_name)
        ):
            said[one.lower_name] = " ".join(tinycss2.serialize(one.value).split())
    if HIDING.search(tinycss2.serialize(content).replace("\n", " ").lower()):
        said["display"] = "none"
    return said
