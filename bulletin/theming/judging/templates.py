"""A theme's templates, read without being filled in: what they name, extend and include.

In: a theme's files. Out: `Template` values, and the templates that take part in a page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from jinja2 import TemplateNotFound, meta, nodes
from jinja2.exceptions import TemplateError

from bulletin.theming.sandbox import Sandbox

N = TypeVar("N", bound=nodes.Node)
Reference = tuple[str, int, str]
"""A template that another one names: its name, the line, and extends, import or include."""


@dataclass(frozen=True)
class Template:
    """A template as it was read."""

    name: str
    tree: nodes.Template

    @cached_property
    def _nodes(self) -> tuple[nodes.Node, ...]:
        """All nodes of its tree, outer before inner; Jinja2 goes through it for every question."""
        return tuple(self.tree.find_all(nodes.Node))

    def _all(self, kind: type[N]) -> Iterator[N]:
        """Those of a kind, in the order of the page."""
        return (node for node in self._nodes if isinstance(node, kind))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The templates that it names outright; one that may be missing does not count."""
        return tuple(self._references())

    def _references(self) -> Iterator[Reference]:
        kinds: tuple[tuple[type[nodes.Node], str], ...] = (
            (nodes.Extends, "extends"),
            (nodes.Import, "import"),
            (nodes.FromImport, "import"),
            (nodes.Include, "include"),
        )
        for kind, how in kinds:
            for node in self._all(kind):
                named = getattr(node, "template", None)
                if isinstance(named, nodes.Const) and isinstance(named.value, str):
                    if getattr(node, "ignore_missing", False):
                        continue
                    with_page = how == "import" and getattr(node, "with_context", False)
                    yield named.value, node.lineno, "include" if with_page else how

    @cached_property
    def lost(self) -> int:
        """The first line that fills no block, so that what extends another page drops it; 0: none."""
        if self.parent is None:
            return 0
        outputs = (node for node in self.tree.body if isinstance(node, nodes.Output))
        return next(filter(None, (_shown_at(one) for out in outputs for one in out.nodes)), 0)

    @property
    def parent(self) -> str | None:
        """The template that it extends."""
        return next((name for name, _, how in self.references if how == "extends"), None)

    @cached_property
    def wanted(self) -> Mapping[str, int]:
        """Names that it takes from outside without asking whether they are there, by line."""
        undeclared = meta.find_undeclared_variables(self.tree) - set(self._guarded())
        lines: dict[str, int] = {}
        for found in self._all(nodes.Name):
            if found.name in undeclared and found.ctx == "load":
                lines.setdefault(found.name, found.lineno)
        return lines

    def _guarded(self) -> Iterator[str]:
        """Names for which it asks whether they are there."""
        for node in (*self._all(nodes.Test), *self._all(nodes.Filter)):
            asks = node.name in {"defined", "undefined", "default", "d"}
            if asks and isinstance(node.node, nodes.Name):
                yield node.node.name

    @cached_property
    def given(self) -> frozenset[str]:
        """Names that it sets, imports or defines, and so gives to templates that it is with."""
        stored = (n.name for n in self._all(nodes.Name) if n.ctx in {"store", "param"})
        macros = (n.name for n in self._all(nodes.Macro))
        imports = (n.target for n in self._all(nodes.Import))
        single = (
            name if isinstance(name, str) else name[1]
            for node in self._all(nodes.FromImport)
            for name in node.names
        )
        return frozenset((*stored, *macros, *imports, *single))

    @cached_property
    def blocks(self) -> Mapping[str, int]:
        """All its blocks by line."""
        return {block.name: block.lineno for block in self._all(nodes.Block)}

    @cached_property
    def filled(self) -> Mapping[str, int]:
        """The blocks that it fills of the template that it extends, by line."""
        return {block.name: block.lineno for block in _outermost(self.tree.body)}


def _shown_at(node: nodes.Node) -> int:
    """The line of what a piece of a page shows; 0 for one of blanks and comments."""
    if not isinstance(node, nodes.TemplateData):
        return node.lineno
    blank = re.match(r"(?:\s|<!--.*?-->)*", node.data, re.DOTALL)
    before = blank[0] if blank else ""
    return node.lineno + before.count("\n") if len(before) < len(node.data) else 0


def _outermost(body: Iterable[nodes.Node]) -> Iterator[nodes.Block]:
    for node in body:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outermost(node.iter_child_nodes())


_OURS: dict[tuple[str, str], Template] = {}
"""Templates that publications do not change, by name and text: read once in a process."""


class Library:
    """The templates of a theme, each read once."""

    def __init__(self, sandbox: Sandbox, is_own: Callable[[str], bool]) -> None:
        """`is_own` says of a name whether the publication changes it: those are tried."""
        self._sandbox = sandbox
        self._is_own = is_own
        self._read: dict[str, Template | TemplateError] = {}

    def template(self, name: str) -> Template:
        """A template. Raises `TemplateError` when it cannot be read or is not there."""
        if name not in self._read:
            self._read[name] = self._parsed(name)
        found = self._read[name]
        if isinstance(found, Template):
            return found
        raise found

    def _parsed(self, name: str) -> Template | TemplateError:
        loader = self._sandbox.loader
        try:
            if loader is None:
                return TemplateNotFound(name)
            source, filename, _ = loader.get_source(self._sandbox, name)
            if self._is_own(name):
                self._sandbox.compile(source, name, filename)
                return Template(name, self._sandbox.parse(source, name, filename))
            if (name, source) not in _OURS:
                _OURS[name, source] = Template(name, self._sandbox.parse(source, name, filename))
            return _OURS[name, source]
        except TemplateError as error:
            return error

    def closure(self, page: str) -> dict[str, bool]:
        """The templates that take part in a page, and whether they see the page's values.

        What cannot be read has no part in it.
        """
        seen: dict[str, bool] = {}
        waiting = [(page, True)]
        while waiting:
            name, sees = waiting.pop()
            if seen.get(name, False) or (name in seen and not sees):
                continue
            seen[name] = sees
            try:
                references = self.template(name).references
            except TemplateError:
                continue
            waiting += [(other, sees and how != "import") for other, _, how in references]
        return seen

    def chain(self, page: str) -> list[Template]:
        """A page and the templates below it, from the page down."""
        made: list[Template] = []
        name: str | None = page
        while name is not None and name not in {template.name for template in made}:
            try:
                made.append(self.template(name))
            except TemplateError:
                break
            name = made[-1].parent
        return made
