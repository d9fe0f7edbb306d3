"""YAML as nodes that know where they stand.

In: a `Source`. Out: a `YamlNode`, or None after a finding. The YAML 1.2 core schema (YAML 1.2.2,
section 10.3) decides what is null, true and false; all other scalars stay text as written, so
that 0274 keeps its zero and a date waits for whoever wants one. Anchors, aliases and tags are
refused: an editor who writes `&` or `*` means the character.
"""

import re
from collections.abc import Iterator

import yaml
from yaml.events import AliasEvent

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, hint_for, nfc, showable, unshowable
from bulletin.source.yaml import faults
from bulletin.source.yaml.curly import without_curly
from bulletin.source.yaml.faults import AliasError, TooDeepError, report_sign, span_of
from bulletin.source.yaml.nodes import Items, Keys, Scalar, YamlNode
from bulletin.source.yaml.slips import (
    report_cut_items,
    report_escape,
    report_hash,
    report_hyphen,
    with_whole_values,
    without_deeper,
)

MAX_DEPTH = 30
"""How deep YAML may nest. Nothing of ours needs more than six."""

MAX_LENGTH = 200_000
"""Characters in a YAML document; PyYAML takes a second for so many."""

MAX_ENTRIES = 10_000
"""Lines that begin one, and entries within a line. PyYAML takes longest over them."""

_ENTRY = re.compile(r"\n(?=[^\n#])|[,{\[]")


def read_yaml(source: Source, findings: Findings, *, off_at: str = "") -> YamlNode | None:
    """The root of a YAML document; None when there is none, or after a finding.

    `off_at`: the key of the root at which a plain `off` is a value of its own.
    """
    if len(source.text) > MAX_LENGTH:
        message = tr("this YAML has more than {max_length} characters", max_length=MAX_LENGTH)
        hint = tr("keep settings and lists short; long text belongs into articles")
        findings.add(codes.TOO_LARGE, source.span(0), message, hint)
        return None
    if len(_ENTRY.findall(source.text)) > MAX_ENTRIES:
        message = tr("this YAML has more than {most} lines and entries", most=MAX_ENTRIES)
        hint = tr("keep settings and lists short; long tables belong into a CSV file")
        findings.add(codes.TOO_LARGE, source.span(0), message, hint)
        return None
    try:
        # What PyYAML takes for no character has a finding already, as has every such file.
        loader = _Loader(_with_plain_spaces(showable(source.text)))
    except yaml.YAMLError as error:
        faults.report(source, error, findings)
        return None
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        faults.report(source, error, findings)
    except (ValueError, OverflowError):
        # PyYAML turns escapes such as "\\UFFFFFFFF" into characters that Unicode does not have.
        message = tr("this character code does not exist")
        hint = tr("write the character itself")
        findings.add(codes.YAML_SYNTAX, source.span(loader.index), message, hint)
    else:
        return _Reading(source, findings, off_at).node(root) if root else None
    finally:
        loader.dispose()
    return None


_Quick = getattr(yaml, "CBaseLoader", None)
_REFUSED = re.compile("[&*]")
"""Signs of what an editor's file must not have; libyaml would follow them."""


def read_own_yaml(source: Source) -> YamlNode | None:
    """As `read_yaml`, of a file that comes with a program: ten times as fast where libyaml is.

    There a fault has no editor to be told of, and libyaml says it in other words.
    """
    if _Quick is not None and not _REFUSED.search(source.text):
        try:
            root = yaml.compose(_with_plain_spaces(showable(source.text)), Loader=_Quick)
        except (yaml.YAMLError, ValueError, OverflowError):
            root = None
        if root is not None:
            return _Reading(source, Findings(), "").node(root)
    return read_yaml(source, Findings())


_HARD = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_FRAME = re.compile(
    r"^[ \u00a0\u2000-\u200a\u202f\u3000]*"
    r"(?:-[ \u00a0\u2000-\u200a\u202f\u3000]+)*"
    r"(?:\w[\w.-]*:[ \u00a0\u2000-\u200a\u202f\u3000]+)?",
    re.MULTILINE,
)
"""What stands before the value in a line: its indentation, hyphens, and the key."""


def _with_plain_spaces(text: str) -> str:
    """The text without the hard spaces that Word leaves in front of values, place for place."""
    if not _HARD.search(text):
        return text
    return _FRAME.sub(lambda found: _HARD.sub(" ", found[0]), text)


class _Loader(yaml.BaseLoader):
    """PyYAML's reader up to its nodes, without aliases and with a limit of depth."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise AliasError(event.start_mark)
        if self._depth >= MAX_DEPTH:
            raise TooDeepError(event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


# -- nodes ---------------------------------------------------------------------------------

CUT = "…"
"""Stands in for a value of which a slip has left nothing."""
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_YES_OR_NO = re.compile(r"(?i:y|yes|on)|(?i:n|no|off)")
_STR = "tag:yaml.org,2002:str"
_DEFAULT_TAGS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", _STR}


class _Reading:
    def __init__(self, source: Source, findings: Findings, off_at: str) -> None:
        self._source = source
        self._findings = findings
        self._off_at = off_at

    def node(self, made: yaml.Node, path: tuple[str, ...] = ()) -> YamlNode:
        # YAML takes away "! " and "!!str", which leave an ordinary text behind.
        if made.tag not in _DEFAULT_TAGS or self._source.text.startswith(
            "!", made.start_mark.index
        ):
            report_sign(self._source, made.start_mark, self._findings)
        span = span_of(self._source, made.start_mark, made.end_mark)
        match made:
            case yaml.MappingNode():
                return Keys(tuple(self._entries(made, path)), span)
            case yaml.SequenceNode():
                if made.flow_style:
                    report_cut_items(self._source, made.value, self._findings)
                return Items(tuple(self.node(item, (*path, "-")) for item in made.value), span)
            case yaml.ScalarNode():
                return Scalar(self._scalar(made, span, path), span)
        message = f"PyYAML gave an unknown node {made}"
        raise AssertionError(message)

    def _entries(
        self, made: yaml.MappingNode, path: tuple[str, ...]
    ) -> Iterator[tuple[str, Span, YamlNode]]:
        seen: dict[str, Span] = {}
        for key_node, value_node in with_whole_values(self._source, made, self._findings):
            span = span_of(self._source, key_node.start_mark, key_node.end_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                hint = tr("put the text in quotes if it starts with [, {{ or ?")
                self._findings.add(codes.COMPLEX_KEY, span, tr("a key must be a word"), hint)
                continue
            key = self._checked(nfc(key_node.value), span)
            if key in seen:
                message = tr(
                    '"{key}" is written twice, first in line {line}', key=key, line=seen[key].line
                )
                self._findings.add(codes.DUPLICATE_KEY, span, message, tr("keep one of the two"))
                continue
            seen[key] = span
            yield key, span, self.node(value_node, (*path, key))

    def _scalar(
        self, made: yaml.ScalarNode, span: Span, path: tuple[str, ...]
    ) -> str | bool | None:
        report_escape(self._source, made, self._findings)
        if made.style:  # libyaml: "" for none
            return self._checked(nfc(made.value), span)
        text = without_deeper(self._source, made, self._findings)
        if text != made.value:
            return self._checked(nfc(text), span)
        slips = (report_hash, report_hyphen)
        if any(report(self._source, made, self._findings) for report in slips):
            return CUT
        text = without_curly(self._source, made, self._findings)
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _YES_OR_NO.fullmatch(text) and not (text == "off" and path == (self._off_at,)):
            self._report_yes_or_no(text, span, path)
        return self._checked(nfc(text), span)

    def _report_yes_or_no(self, text: str, span: Span, path: tuple[str, ...]) -> None:
        meant = "true" if text.lower() in {"y", "yes", "on"} else "false"
        instead = "off" if path == (self._off_at,) and meant == "false" else meant
        self._findings.add(
            codes.NO_AS_FALSE,
            span,
            tr("{text} without quotes is read as {meant} by many programs", text=text, meant=meant),
            tr(
                'write "{text}" in quotes if you mean the word, or {instead}',
                text=text,
                instead=instead,
            ),
        )

    def _checked(self, text: str, span: Span) -> str:
        """Text that escapes in quotes have not filled with what no page can show."""
        if (char := unshowable(text)) is None:
            return text
        message = tr("this holds the character U+{ord:04X}, which no page can show", ord=ord(char))
        self._findings.add(codes.CONTROL_CHARACTER, span, message, hint_for(char))
        return showable(text)
