"""What a hint says in place of an editor's own words, copied as it stands: "..." and the like.

In: values of options and settings. Out: a finding at each, for they would be printed and spoken.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.languages import phrase_pattern
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.yaml.nodes import Items, Keys, Scalar, YamlNode
from bulletin.source.yaml.parser import CUT

_LONGEST = 80
"""Characters of words that a hint may have."""

_LEFT = r"(?i)[\[(<“\"']?(?:\.{3,}|…+|‹words_of_hints›)[\])>”\"']?[.!?]?"


def report_left(text: str, span: Span, findings: Findings) -> None:
    """Note a value that is no more than a hint's words, unless its place has a finding."""
    value = text.strip()
    if len(value) > _LONGEST or not phrase_pattern(_LEFT).fullmatch(value) or findings.has(span):
        return
    message = tr('"{value}" only keeps a place, and is printed and spoken as it is', value=value)
    findings.add(codes.PLACEHOLDER, span, message, tr("write your own words, or delete it"))


def report_all_left(node: YamlNode, findings: Findings) -> None:
    """The same for every text in a node."""
    for scalar in _scalars(node):
        if isinstance(scalar.value, str) and scalar.value != CUT:
            report_left(scalar.value, scalar.span, findings)


def _scalars(node: YamlNode) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Items():
            for item in node.items:
                yield from _scalars(item)
        case Keys():
            for _, _, value in node.entries:
                yield from _scalars(value)
