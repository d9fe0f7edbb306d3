"""Words of a file that its reader has passed over: told, since a text must arrive whole.

In: the paragraphs of the file, and pandoc's JSON. Out: remarks with the words that are not in it.
"""

import re
from collections.abc import Iterable
from typing import Any

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_NO_WORD = re.compile(r"[\W_]+")
_MOST = 20
"""So many paragraphs are named: each is looked for in the whole text."""
_NEAR = 20_000
"""Characters ahead in which the next paragraph stands mostly; others are looked for everywhere."""
_APART = frozenset({"Note", "Math", "RawInline", "RawBlock"})
"""What stands within a paragraph and is none of its words."""


def report_left_out(paragraphs: Iterable[str], found: dict[str, Any], remarks: Remarks) -> None:
    """Remark upon paragraphs whose words pandoc's tree does not hold, in their order.

    `paragraphs` are as they stand in the file, `found` is all of pandoc's JSON.
    """
    texts: list[str] = []
    _collect([found["meta"], found["blocks"]], texts)
    whole = "\0".join(_bare(text) for text in texts)
    at, missing = 0, 0
    for paragraph in paragraphs:
        if missing == _MOST:
            return
        words = _bare(paragraph)
        place = whole.find(words, at, at + len(words) + _NEAR)
        if place >= 0:
            at = place + len(words)
        elif words not in whole:
            missing += 1
            shown = " ".join(paragraph.split())[:60]
            remarks.lost(tr("Words that could not be read: copy them"), f"“{shown}”")


def _bare(text: str) -> str:
    """Letters and digits alone: spaces, marks and capitals are read in many ways."""
    return _NO_WORD.sub("", text).casefold()


def _collect(node: Any, texts: list[str]) -> None:  # noqa: ANN401, JSON
    """Add the text of each paragraph, and that of each note behind it."""
    apart: list[Any] = []
    made: list[str] = []
    _words(node, made, apart)
    texts.append("".join(made))
    for one in apart:
        _collect(one, texts)


def _words(node: Any, made: list[str], apart: list[Any]) -> None:  # noqa: ANN401, JSON
    if isinstance(node, list):
        for one in node:
            _words(one, made, apart)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            made.append(str(node["c"]))
        elif kind in {"Code", "CodeBlock"}:
            made.append(str(node["c"][1]))
        elif kind in _APART:
            apart.append(node.get("c"))
        else:
            # Meta has keys of its own; all else holds what it says in "c".
            _words(list(node.values()) if kind is None else node.get("c"), made, apart)
