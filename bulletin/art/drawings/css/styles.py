"""Style sheets and `style` attributes of a drawing, turned into plain attributes.

In: a drawing's tree. Out: for each element what its styles declare, in the order of the
cascade. So that no program need read CSS to draw it, and no CSS is published.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, cast

import cssselect2
import tinycss2
from lxml import etree

from bulletin import codes
from bulletin.art.drawings.css import media
from bulletin.art.drawings.css.layers import OUTSIDE, Layer, Layers, named_in
from bulletin.art.drawings.css.nesting import taken_apart
from bulletin.art.drawings.css.supports import holds
from bulletin.art.drawings.css.values import OutsideError, nested, refuse_outside
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.markup import PLAIN, SIMPLER
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG, WITH_UNIT
from bulletin.diagnostics import Code
from bulletin.formats.characters import without_endless_numbers
from bulletin.formats.element_text import text_within
from bulletin.messages import tr

MAX_RULES = 5_000
"""Selectors of a drawing; Illustrator writes one for each look, some hundreds at most."""
_MAX_TRIES = 400_000
"""Times that a rule is held against an element: those of an id, else of a class, else of a name."""
_MAX_MATCHES = 100_000
_MAX_SELECTOR = 20
"""Names in a selector."""
_SLOW = re.compile(r"~(?!=)|-of-type")
"""Selectors that ask about brothers, of whom each may be looked at for each of them."""
_NEWER = re.compile(r"(?<![\\:]):(?:has|dir|defined|modal|open)\b|:nth-[\w-]+\([^)]*\sof\b")
"""Selectors that browsers know and our reader does not, or not in time."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAMED = {"ident", "string", "url"}
_UNSEEN = {"charset", "namespace", "page", "counter-style"}


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: a property in lower case (custom ones as written) and its value."""

    name: str
    value: str


Declarations = tuple[Declared, ...]
_Subject = tuple[str, str]
_EVERY: _Subject = ("any", "")


@dataclass
class Styles:
    """What a drawing's style sheets say. `matches` counts how often a rule fitted."""

    tree: Tree
    layers: Layers
    empty: bool
    matches: int = 0

    @cached_property
    def _in_order(self) -> Sequence[Sequence[cssselect2.Matcher]]:
        return self.layers.normal, self.layers.important

    @cached_property
    def _wrappers(self) -> Mapping[Tree, Any]:
        wrapper = cssselect2.ElementWrapper.from_xml_root(self.tree)
        return {item.etree_element: item for item in wrapper.iter_subtree()}

    @property
    def too_many(self) -> bool:
        """Whether rules fit so often that nobody can wait for it; then no more are asked."""
        return self.matches > _MAX_MATCHES

    def of(self, item: Tree) -> Iterator[Declared]:
        """An element's declarations from its own style and the sheets, the last one holds."""
        own = item.get("style")
        mine: tuple[Declarations, Declarations] = ((), ())
        if own and not nested(own):
            mine = declarations(tinycss2.parse_blocks_contents(without_endless_numbers(own)))
        wrapper = None if self.empty or self.too_many else self._wrappers.get(item)
        if wrapper is None:  # no sheets, or text that we wrote ourselves
            yield from mine[0]
            yield from mine[1]
            return
        for matchers, own_part in zip(self._in_order, mine, strict=True):
            for match in chain.from_iterable(one.match(wrapper) for one in matchers):
                self.matches += 1
                yield from match[-1]
            yield from own_part


def declarations(tokens: Any) -> tuple[Declarations, Declarations]:
    """Declarations of a block: the normal ones, and those with `!important`."""
    found: tuple[list[Declared], list[Declared]] = ([], [])
    for item in tokens:
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            value = tinycss2.serialize(item.value).strip()
            found[bool(item.important)].append(Declared(name, value))
    return tuple(found[0]), tuple(found[1])


def styles_of(tree: Tree, report: Report) -> Styles:
    """The style sheets in a drawing. What they load or what moves by them is reported."""
    reader = _Reader(report)
    for item in tree.iter(f"{{{SVG}}}style"):
        kind = (item.get("type") or "text/css").strip().lower()
        if kind == "text/css":
            reader.item = item
            reader.first = max(0, cast("int", item.sourceline or 1) - 1)
            reader.sheet(text_within(item), media.hold(item.get("media") or "all"))
    most_brothers = max(map(len, tree.iter(etree.Element)))
    tries = _tries(tree, reader.subjects) + _tries(tree, reader.slow) * most_brothers
    if reader.count > MAX_RULES or tries > _MAX_TRIES:
        message = tr(
            "has more than {count} rules in its style sheets", count=min(reader.count, MAX_RULES)
        )
        report.add(codes.HEAVY_DRAWING, message, SIMPLER, tree)
        return Styles(tree, Layers(), empty=True)
    return Styles(tree, reader.layers, empty=not reader.count)


def _tries(tree: Tree, subjects: Counter[_Subject]) -> int:
    """How often rules are held against elements, whether they fit or not."""
    there = Counter[_Subject]()
    for item in tree.iter(etree.Element):
        name = etree.QName(item).localname.lower()
        classes = (("class", one) for one in set(item.get("class", "").split()))
        there.update((_EVERY, ("id", item.get("id", "")), ("name", name), *classes))
    return sum(count * there[subject] for subject, count in subjects.items())


def _subject(selector: Any) -> _Subject:
    """What a matcher finds a selector by."""
    if selector.id is not None:
        return "id", selector.id
    if selector.class_name is not None:
        return "class", selector.class_name
    if selector.local_name is not None:
        return "name", selector.lower_local_name
    return _EVERY


class _Reader:
    """Goes through style sheets; `item` is the element that is being read."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.layers = Layers()
        self.layer = OUTSIDE
        self.item: Tree
        self.first = 0
        self.count = 0
        self.subjects = Counter[_Subject]()
        self.slow = Counter[_Subject]()
        self.namespaces: dict[str | None, str] = {}

    def sheet(self, text: str, shown: bool | None) -> None:  # noqa: FBT001, three answers
        """One style sheet, and whether its media are those of a picture; None: who knows."""
        self.namespaces = {}
        if not shown:
            if shown is None:
                message = tr("has @{name} in its style sheet", name="media")
                self.report.add(codes.LOST_IN_DRAWING, message, BROWSER, self.item)
            return
        if nested(text):
            self.report.add(
                codes.HEAVY_DRAWING, tr("has a style sheet without end"), PLAIN, self.item
            )
            return
        text = without_endless_numbers(text)
        self._rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def _rules(self, rules: Any) -> None:
        for rule in rules:
            if rule.type == "at-rule":
                self._at_rule(rule)
            elif rule.type == "qualified-rule":
                self._rule(rule, tinycss2.serialize(rule.prelude).strip(), rule.content)

    def _at_rule(self, rule: Any, around: str = "") -> None:
        """A rule of CSS itself, within the rule for `around`, if in any."""
        name = rule.lower_at_keyword
        prelude = tinycss2.serialize(rule.prelude)
        if name == "import" and _FONTS.search(prelude):
            self._tell(codes.LEFT_OUT_OF_DRAWING, _FAR_FACE, OUTLINES, rule)
        elif name == "import":
            self._tell(codes.UNSAFE_SVG, tr("takes its style from another file"), PLAIN, rule)
        elif name in {"media", "supports"} and rule.content is not None:
            self._conditional(rule, prelude, around)
        elif name == "layer":
            self._in_layer(rule, prelude.strip(), around)
        elif name == "font-face":
            self._face(rule)
        elif name == "namespace":
            names = [str(token.value) for token in rule.prelude if token.type in _NAMED]
            self.namespaces |= {(names[0] if len(names) > 1 else None): names[-1]} if names else {}
        elif name not in _UNSEEN and "keyframes" not in name and rule.content is not None:
            self._lost(rule)

    def _conditional(self, rule: Any, prelude: str, around: str) -> None:
        """Rules that hold under a condition, if it is met; only browsers know of some."""
        supports = rule.lower_at_keyword == "supports"
        met = holds(rule.prelude) if supports else media.hold(prelude)
        if met is None:
            self._lost(rule)
        elif met:
            self._block(rule, around)

    def _block(self, rule: Any, around: str) -> None:
        """What stands in an at-rule: rules, or more of the rule for `around`."""
        if around:
            self._rule(rule, around, rule.content)
        else:
            self._rules(tinycss2.parse_rule_list(rule.content, True, True))  # noqa: FBT003

    def _in_layer(self, rule: Any, names: str, around: str) -> None:
        before: Layer = self.layer
        named = [(*before, *name) for name in named_in(names)]
        for name in named:
            self.layers.name(name)
        if rule.content is not None and len(named) < 2:  # noqa: PLR2004, browsers pass over others
            self.layer = named[0] if named else self.layers.nameless(before)
            self._block(rule, around)
            self.layer = before

    def _lost(self, rule: Any) -> None:
        """Tell of rules that only browsers can tell whether they hold."""
        message = tr("has @{name} in its style sheet", name=rule.lower_at_keyword)
        self._tell(codes.LOST_IN_DRAWING, message, BROWSER, rule)

    def _face(self, rule: Any) -> None:
        for item in tinycss2.parse_blocks_contents(rule.content or ()):
            source = item.type == "declaration" and item.lower_name == "src"
            if source and "data:" not in tinycss2.serialize(item.value) and _loads(item.value):
                self._tell(codes.LEFT_OUT_OF_DRAWING, _FAR_FACE, OUTLINES, rule)
                return
        self._tell(codes.CHANGED_DRAWING, tr("brings a font of its own"), OUTLINES, rule)

    def _rule(self, rule: Any, selector: str, content: Any) -> None:
        """A rule and those in it; `rule` has their line."""
        for alone in taken_apart(selector, content):
            if alone.at is not None:
                self._at_rule(alone.at, alone.selector)
            else:
                self._alone(rule, alone.selector, alone.declared)

    def _alone(self, rule: Any, text: str, declared: Sequence[Any]) -> None:
        """A rule without others in it."""
        if len(re.findall(r"[\w*\]]+", text)) > _MAX_SELECTOR * (1 + text.count(",")):
            self._tell(
                codes.HEAVY_DRAWING, tr("has a style for one name in another"), SIMPLER, rule
            )
            return
        bare = _QUOTED.sub('""', text)
        if _NEWER.search(bare):
            said = text.replace("/**/", "")[:40]  # which stands between what was written together
            message = tr("has a style for {text}, which not every program can read", text=said)
            self._tell(codes.LOST_IN_DRAWING, message, BROWSER, rule)
            return
        try:
            selectors = cssselect2.compile_selector_list(text, self.namespaces)
        except cssselect2.SelectorError:
            return  # browsers pass over the rule too
        # Browsers pass over what lacks its unit, as Illustrator writes it.
        normal, important = declarations(item for item in declared if not _lacks_unit(item))
        slow = _SLOW.search(bare) is not None
        for selector in selectors:
            self.count += 1
            self.subjects[_subject(selector)] += 1
            if slow:
                self.slow[_subject(selector)] += 1
            if selector.pseudo_element is None and not selector.never_matches:
                self.layers.add(self.layer, selector, normal, important)

    def _tell(self, code: Code, message: str, hint: str, rule: Any) -> None:
        self.report.add(code, message, hint, self.item, self.first + int(rule.source_line))


_BARE = re.compile(r"[-+]?(?=[\d.]*[1-9])(?:\d+\.?\d*|\.\d+)")
"""A number that is not zero, and no unit."""


def _lacks_unit(item: Any) -> bool:
    value = tinycss2.serialize(item.value).strip() if item.type == "declaration" else ""
    return bool(value) and item.lower_name in WITH_UNIT and bool(_BARE.fullmatch(value))


_FAR_FACE = tr("takes a font from another file")
"""What browsers do not fetch for a picture either: they show its text in another face."""
_FONTS = re.compile(r"//(?:fonts|use)\.[\w.-]+/|/fonts?[/.]|/font-?awesome\b", re.IGNORECASE)
"""Addresses of style sheets that bring faces and nothing else."""

STILL = tr("draw what is to be seen without moving")
OUTLINES = tr("turn its text into paths before saving, or use a common font")
BROWSER = tr("leave it out, and look at the drawing in a browser")


def _loads(tokens: Any) -> bool:
    try:
        refuse_outside(tokens)
    except OutsideError:
        return True
    return False
