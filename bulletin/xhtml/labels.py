"""Lists whose items have labels of their own: "a)", "1.2." or "(3)" in the text of each.

In: a list. Out: whether bullets in front of the labels would be a second sign.
"""

from __future__ import annotations

import re

from bulletin.document import List, ListItem, Paragraph, plain_text

_LABEL = re.compile(
    r"(?P<around>\(\w{1,3}\)(?=\s))"
    r"|(?P<small>[^\W\d_](?=[.)/]\s)|[ivx]{2,4}(?=[.)/]\s))"
    r"|(?P<large>[IVX]{2,4}(?=[.)/]\s))"
    r"|(?P<count>[0-9]{1,2}(?=[.)/]\s))"
    r"|(?P<outline>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[.)]\s|\s[A-ZÀ-Ỹ]))"
)


def is_labelled(block: List) -> bool:
    """Whether each item of a list begins with a label of one kind, and none like another."""
    found = [_label(item) for item in block.children]
    kinds = {kind for kind, _ in found}
    return "" not in kinds and len(kinds) == 1 and len(set(found)) == len(found)


def _label(item: object) -> tuple[str, str]:
    """The kind of an item's label and the label; two empty texts for none."""
    first = item.children[0] if isinstance(item, ListItem) and item.children else None
    text = plain_text(first.children) if isinstance(first, Paragraph) else ""
    match = _LABEL.match(text)
    return (match.lastgroup or "", match[0]) if match else ("", "")
