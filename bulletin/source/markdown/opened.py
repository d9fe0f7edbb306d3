"""How directives open otherwise than ours: other names, options in or behind their braces.

In: what stands between a directive's first colons and its body. Out: what is wrong and what to
write, and the opening as it was meant.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bulletin.messages import joined, tr
from bulletin.source.directives import DIRECTIVES
from bulletin.source.directives.base import Directive
from bulletin.source.markdown.parser import Opening, ParsedPiece
from bulletin.source.markdown.tree import Node, walk
from bulletin.source.reporting import suggestion
from bulletin.source.settings.elsewhere import hint_for_directive, option_meant

_LONGEST = 300
"""Characters in braces that may be a name with options."""
_FIRST_WORD = re.compile(r"(?P<name>[A-Za-z][\w-]*)[\s,;]+(?P<rest>\S.*)")
_ASSIGNED = r":?(?<![\w-])(?P<name>[A-Za-z][\w-]*)\s*(?:=|:(?!/))\s*"
_IN_BRACES = re.compile(
    rf"{_ASSIGNED}(?P<value>\"[^\"]*\"|'[^']*'|“[^”]*”|.+?)(?=[\s,]+:?[\w-]+\s*[=:]|\s*\Z)"
)
_FILE_OR_ADDRESS = re.compile(r"[^\s.][^\n]*\.\w{2,5}|https?://\S+")


def unknown(name: str) -> tuple[str, str]:
    """Message and hint for braces that hold no name of a directive, or more than that."""
    if len(name) > _LONGEST:
        return tr("there is no directive {text}", text=name), hint_for_directive(name, DIRECTIVES)
    if more := _more_than_a_name(name):
        return more
    first = _first_word(name)
    return tr("there is no directive {text}", text=first), hint_for_directive(first, DIRECTIVES)


def with_known_bodies(nodes: Sequence[Node]) -> list[Node]:
    """Nodes, directives that there are not among them without what they hold."""
    if not any(map(_is_unknown, walk(nodes))):
        return [*nodes]
    return [
        Node(node.token, [] if _is_unknown(node) else with_known_bodies(node.children))
        for node in nodes
    ]


def _is_unknown(node: Node) -> bool:
    return node.type == "directive" and node.token.info not in DIRECTIVES


def _first_word(name: str) -> str:
    """The name of a directive, without options in its braces."""
    found = _FIRST_WORD.fullmatch(name)
    return found["name"] if found and _IN_BRACES.search(found["rest"]) else name


def _more_than_a_name(name: str) -> tuple[str, str] | None:
    """Message and hint for braces that hold the name of a directive and more; None for others."""
    found = _FIRST_WORD.fullmatch(name)
    if found is None or found["name"] not in DIRECTIVES:
        return None
    rest = found["rest"]
    message = tr("only the name of a directive stands in its braces, without {rest}", rest=rest)
    directive = DIRECTIVES[found["name"]]
    if pairs := [(one["name"], one["value"].strip("\"'“”")) for one in _IN_BRACES.finditer(rest)]:
        own = {option.name for option in directive.options}
        if strange := next((name for name, _ in pairs if name not in own), None):
            return message, suggestion(strange, own, tr("it has: ")) or tr(
                "delete {rest}", rest=rest
            )
        return message, as_lines(pairs)
    if directive.argument and _FILE_OR_ADDRESS.fullmatch(rest):
        return message, tr("write {better}", better=f":::{{{found['name']}}} {rest}")
    return message, tr("delete {rest}", rest=rest)


def as_lines(pairs: Sequence[tuple[str, str]]) -> str:
    """The hint for options that belong on lines of their own."""
    options = [f":{name}: {value}".rstrip() for name, value in pairs]
    if len(options) == 1:
        return tr("write {option} on the next line", option=options[0])
    return tr("write each on a line of its own below: {options}", options=joined(", ", options))


def option_of(line: str, directive: Directive) -> tuple[str, str]:
    """The option that a line misses by little or in other words, and its value; "" where none is."""
    own, line = {option.name for option in directive.options}, line.strip()
    found = re.match(r"[:：]?\s*(?P<name>[\w-]+)\s*[:：;]?\s*(?P<value>.*)", line)
    if found and found["name"] in own:
        return found["name"], found["value"]
    apart = re.fullmatch(r"[:：]\s*(?P<name>[^:：]{1,40}?)\s*[:：]\s*(?P<value>.*)", line)
    return (option_meant(apart["name"], own), apart["value"]) if apart else ("", "")


Misplaced = tuple[ParsedPiece, ParsedPiece]
"""An option that stands behind the braces: its name and its value."""


def behind_braces(opening: Opening, directive: Directive) -> tuple[Opening, tuple[Misplaced, ...]]:
    """The opening with the options of the directive that stand behind its braces in their place."""
    own = "|".join(re.escape(one.name) for one in directive.options)
    piece = opening.argument
    assigned = rf"(?:(?<!\S):(?P<marked>{own}):|(?<!\S)(?P<equal>{own})\s?=|\A(?P<first>{own}):)"
    found = list(re.finditer(rf"{assigned}\s*", piece.text)) if own else []
    ends = [one.start() for one in found[1:]] + [len(piece.text)]
    pairs = []
    for one, end in zip(found, ends, strict=False):
        kind = one.lastgroup or ""
        value = piece.text[one.end() : end].rstrip(" ,;")
        pairs.append(
            (
                ParsedPiece(one[kind], piece.line, piece.column + one.start(kind)),
                ParsedPiece(value, piece.line, piece.column + one.end()),
            )
        )
    if not pairs:
        return opening, ()
    argument = replace(piece, text=piece.text[: found[0].start()].rstrip(" ,;"))
    return replace(opening, argument=argument, options=(*pairs, *opening.options)), tuple(pairs)


def beside_file(file: str) -> tuple[str, str]:
    """What is wrong with entries below a directive that has them in a file, and what to do."""
    return (
        tr("the entries are those of {file}, and what stands here is shown nowhere", file=file),
        tr("write them into the file, or delete its name behind the braces"),
    )
