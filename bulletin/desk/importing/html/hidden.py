"""Elements of a page that browsers do not show.

In: a tree of HTML. Out: the same without them; their words are remarked upon.
"""

from __future__ import annotations

import re

from lxml import etree

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.remarks import Remarks
from bulletin.formats.element_text import words_within
from bulletin.messages import tr

Element = etree._Element  # noqa: SLF001, lxml's only name for the type

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")


def drop_hidden(root: Element, remarks: Remarks) -> None:
    """Leave out what is hidden by its own attributes; what stands behind it stays."""
    hidden = [element for element in root.iter("*") if element is not root and _is_hidden(element)]
    for element in hidden:
        if words := words_within(element):
            remarks.lost(tr("Hidden text"), f"“{words[:40]}”")
    replace_with_text(dict.fromkeys(hidden, ""))


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(
        _HIDING.search((element.get("style") or "").lower())
    )
