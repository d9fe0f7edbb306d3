"""Comments on a text, as Word and Google Docs write them into their pages: nobody is to read them.

In: a page. Out: the page without the comments and their marks.
"""

from __future__ import annotations

import re

from bulletin.desk.importing.elements import division_around, replace_with_text
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.formats.element_text import Element, words_within
from bulletin.messages import tr

_MARKS = re.compile(r"#(?:cmnt|_msocom_)[0-9]+")
"""Where the mark of a comment leads."""
_BACK = re.compile(r"#(?:cmnt_ref|_msoanchor_)[0-9]+")
"""Where a comment leads back to."""


def drop_comments(root: Element, remarks: Remarks) -> None:
    """Leave out comments, and say what they were."""
    dropped: list[Element] = []
    for link in root.iter("a"):
        target = link.get("href") or ""
        if _MARKS.fullmatch(target):
            dropped.append(link)
        elif _BACK.fullmatch(target):
            dropped.append(comment := _around(link))
            remarks.lost(
                tr("A comment, which is not published"), excerpt(words_within(comment), 60)
            )
    replace_with_text(dict.fromkeys(dropped, ""))


def _around(link: Element) -> Element:
    """The whole of a comment: the division that holds it, or its paragraph."""
    around = next(link.iterancestors("div", "p"), link)
    outer = division_around(around)
    return outer if outer is not None and outer[0] is around else around
