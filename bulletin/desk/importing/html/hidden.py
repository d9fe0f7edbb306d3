"""Elements of a page that browsers do not show.

In: a tree of HTML. Out: the same without them; their words are remarked upon.
"""

from __future__ import annotations

import re

from lxml import etree

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.html.fonts import classes_of, rules_of
from bulletin.desk.importing.remarks import Remarks
from bulletin.formats.element_text import words_within
from bulletin.messages import tr

Element = etree._Element  # noqa: SLF001, lxml's only name for the type

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:p[tx]|em|%)?\s*(?:;|!|$))"
)


def drop_hidden(root: Element, remarks: Remarks) -> None:
    """Leave out what is hidden by its own attributes; what stands behind it stays."""
    hiding = {key for key, said in rules_of(root, _display).items() if said == "none"}
    hidden = [
        one
        for one in root.iter("*")
        if one is not root
        and (_is_hidden(one) or (hiding and not classes_of(one).isdisjoint(hiding)))
    ]
    for element in hidden:
        if words := words_within(element):
            remarks.lost(tr("Hidden text"), f"“{words[:40]}”")
    replace_with_text(dict.fromkeys(hidden, ""))


_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.IGNORECASE)


def _display(declarations: str) -> str:
    found = _DISPLAY.search(declarations)
    return found[1].lower() if found else ""


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(
        _HIDING.search((element.get("style") or "").lower())
    )
