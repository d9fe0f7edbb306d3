"""Templates compiled so that every loop, macro and block counts what it does.

In: Jinja2's tree of a template. Out: code that spends the budget at hand.
"""

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, markup_join
from jinja2.visitor import NodeTransformer
from markupsafe import soft_str

from bulletin.theming.sandbox.budget import spend, within
from bulletin.theming.sandbox.weighing import textual

SPEND, JOINED, WEIGHED = "(spend)", "(joined)", "(weighed)"
"""Filters that no template can name: they are put into it when it is compiled."""


class _Counting(NodeTransformer):
    """Puts a step into every loop, macro and block, and weighs what is joined or compared."""

    def _body(self, node: Any) -> Any:
        self.generic_visit(node)
        step = _filter(SPEND, nodes.Const(None), (nodes.Const(_weight(node.body)),), node)
        node.body = [nodes.ExprStmt(step, lineno=node.lineno), *node.body]
        return node

    visit_Template = visit_For = visit_Macro = visit_CallBlock = visit_Block = _body  # noqa: N815, Jinja2's names

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802, Jinja2's name
        """`~` as a filter over its operands."""
        self.generic_visit(node)
        return _filter(JOINED, nodes.List(node.nodes, lineno=node.lineno), (), node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802, Jinja2's name
        """What is compared is looked into."""
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for other in node.ops:
            other.expr = _weighed(other.expr)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802, Jinja2's name
        """So are keys, for their hash."""
        self.generic_visit(node)
        node.key = _weighed(node.key)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802, Jinja2's name
        """Those that are looked up, too."""
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            node.arg = _weighed(node.arg)
        return node

    def _named(self, node: Any) -> Any:
        """And the names of templates."""
        self.generic_visit(node)
        node.template = _weighed(node.template)
        return node

    visit_Include = visit_Import = visit_FromImport = visit_Extends = _named  # noqa: N815, Jinja2's names


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(WEIGHED, node, (), node)


def _filter(
    name: str, node: nodes.Expr, args: Iterable[nodes.Expr], place: nodes.Node
) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=place.lineno)


_NESTED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


def _weight(body: Iterable[nodes.Node]) -> int:
    """The characters that stand as they are in a body, without those of bodies inside it."""
    total = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif not isinstance(node, _NESTED):
            total += _weight(node.iter_child_nodes())
    return total


class CountingGenerator(CodeGenerator):
    """Compiles a template with its steps counted."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802, Jinja2's name
        """The whole template."""
        _Counting().visit(node)
        node.set_environment(self.environment)
        super().visit_Template(node, frame)


@pass_context
def spent(_context: Context, _value: object, characters: int) -> None:
    """A step, put into a template when it is compiled."""
    spend(max(characters, 0))


def joined(parts: list[object]) -> str:
    """What `~` makes of its operands."""
    texts = [part if isinstance(part, str) else soft_str(textual(part)) for part in parts]
    within(sum(map(len, texts)))
    return markup_join(texts)
