"""The scripts of a theme, read as browsers read them: whether there is a fault in them.

In: a script's text. Out: findings at its places. A browser leaves out the whole of a script that
it cannot read, and says so to nobody who does not ask.
"""

import itertools
from collections.abc import Iterable, Iterator

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from bulletin.theming.files import OWN, ThemeFiles, text_of

MOST_TOLD = 5
"""So many faults are told of one script: most of those below come of the first."""
_CURLY = "“”‘’„«»"


def judge_scripts(files: ThemeFiles, names: Iterable[str], findings: Findings) -> None:
    """Report what browsers cannot read in the scripts that pages load."""
    for name in names:
        source = Source(f"{OWN}/{name}", text_of(files.own / name))
        for offset, message, hint in itertools.islice(_faults(source.text), MOST_TOLD):
            span = source.span(offset, offset + 1)
            findings.add(
                codes.BROKEN_SCRIPT, Span(span.file, span.line, span.column), message, hint
            )


def _faults(text: str) -> Iterator[tuple[int, str, str]]:
    # Few publications have scripts of their own.
    import tree_sitter_javascript  # noqa: PLC0415
    from tree_sitter import Language, Parser  # noqa: PLC0415

    data = text.encode()
    waiting = [Parser(Language(tree_sitter_javascript.language())).parse(data).root_node]
    while waiting:
        node = waiting.pop()
        if words := _fault(node.type, node.is_missing, data[node.start_byte : node.end_byte]):
            yield len(data[: node.start_byte].decode(errors="replace")), *words
        else:
            waiting += node.children[::-1]


def _fault(kind: str, missing: bool, data: bytes) -> tuple[str, str] | None:  # noqa: FBT001, as the parser has it
    """What is wrong with a node by itself, and what to write."""
    text = data.decode(errors="replace")
    if missing:
        return tr("{sign} is missing here", sign=kind), tr("write {sign}", sign=kind)
    if kind == "identifier" and set(text) & set(_CURLY):
        return tr("curly quotes mean nothing in JavaScript"), tr('write straight quotes: "')
    if kind == "string" and "\n" in text.replace("\\\n", ""):
        return tr("a text that is not closed on its line"), tr("write its quotes where it ends")
    return _KINDS.get(kind)


_BY_ITSELF = (
    tr("pages load this script by itself, so that it can import and export nothing"),
    tr("bundle it with what it imports, for instance with esbuild"),
)
_ELEMENT = tr("HTML in a script"), tr("leave the element out; only its text belongs here")
_KINDS = {
    "ERROR": (
        tr("this cannot be read as JavaScript"),
        tr("check brackets, quotes, commas and semicolons"),
    ),
    "import_statement": _BY_ITSELF,
    "export_statement": _BY_ITSELF,
    "jsx_element": _ELEMENT,
    "jsx_self_closing_element": _ELEMENT,
}
"""What is wrong with a node of a kind, wherever it stands."""
