"""What a page holds that nobody is to read: hidden elements, and comments of Word and Google Docs.

In: a tree of HTML. Out: the same without them; their words are remarked upon.
"""

import re

from bulletin.desk.importing.elements import division_around, replace_with_text
from bulletin.desk.importing.html.sheets import HIDING
from bulletin.desk.importing.remarks import COMMENT, HIDDEN, Remarks, excerpt
from bulletin.formats.element_text import Element, words_within

UNSEEN = frozenset(["script", "style", "noscript", "template"])
"""Elements of which no browser shows the words."""
_FOR_THE_EAR = frozenset(["sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden"])
"""The classes by which sites say that only a screen reader reads something."""
_WHITE = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255[\s,]+255[\s,]+255\b)"
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)


def drop_hidden(root: Element, remarks: Remarks) -> None:
    """Leave out what is hidden by itself or its classes; what stands behind it stays."""
    white = _is_on_white(root)
    hidden = [o for o in root.iter("*") if o is not root and _is_hidden(o, white=white)]
    for element in hidden:
        if words := words_within(element):
            remarks.lost(HIDDEN, excerpt(words))
    replace_with_text(dict.fromkeys(hidden, ""))


def _is_on_white(root: Element) -> bool:
    """Whether a page is white throughout, as far as it says: then nobody sees white words."""
    sheets = any("stylesheet" in (one.get("rel") or "").lower() for one in root.iter("link"))
    return not sheets and not any(
        _BACKGROUND.search((one.text or "") if one.tag == "style" else one.get("style") or "")
        or one.get("bgcolor")
        or one.get("background")
        for one in root.iter("*")
    )


def _is_hidden(element: Element, *, white: bool) -> bool:
    style = (element.get("style") or "").lower()
    names = (element.get("class") or "").split()
    if element.tag == "font" and element.get("color"):
        style += f";color:{(element.get('color') or '').lower()}"
    return (
        element.get("hidden") is not None
        or bool(style and (HIDING.search(style) or (white and _WHITE.search(style))))
        or not _FOR_THE_EAR.isdisjoint(names)
    )


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
            remarks.lost(COMMENT, excerpt(words_within(comment), 60))
    replace_with_text(dict.fromkeys(dropped, ""))


def _around(link: Element) -> Element:
    """The whole of a comment: the division that holds it, or its paragraph."""
    around = next(link.iterancestors("div", "p"), link)
    outer = division_around(around)
    return outer if outer is not None and outer[0] is around else around
