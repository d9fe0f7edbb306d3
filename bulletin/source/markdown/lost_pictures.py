"""Pictures that Markdown does not take for any, so that their code is shown in their place.

In: a stretch of text as it will be shown, with U+0000 for each character that was escaped. Out:
what of it was meant as a picture, what is wrong, what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.messages import tr
from bulletin.source.markdown.almost import without_spaces

_WORDS = r"(?:[^\[\]\n\0]|\[[^\[\]\n\0]*\]){0,300}"
_PATH = r"(?:[^()\n]|\([^()\n]*\)){0,300}"
"""Words and a path that may have one pair of brackets of their own inside."""
_KINDS = r"\.(?:jpe?g|png|gif|webp|heic|svg|bmp|tiff?)"
WHOLE = re.compile(
    rf"(?i)!\[(?P<words>{_WORDS})\](?P<gap>\s*)(?:(?<!\s)|(?=\([^()\n]*{_KINDS}\W))\((?P<path>{_PATH})\)"
)
"""A picture that has all its brackets; behind a space they hold the name of one."""
_LOST = (
    WHOLE,
    re.compile(r"(?i)!\[\[[^\[\]\n\0]{1,300}\]\]|!\(([^()\n\0]{0,300})\)\[[^\[\]\n\0]{1,300}\]"),
    re.compile(
        rf"(?i)!\[{_WORDS}\][ :]{{0,3}}[({{<（\[]?[^\n\0]{{0,300}}?{_KINDS}[^\w\s]{{0,2}}(?!\w)"
    ),
    re.compile(rf"(?i)!\[[^\[\]\n\0]{{0,300}}\([^()\n\0]{{1,300}}{_KINDS}\)"),
)


def lost_pictures(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Pictures whose code is shown: where, what is wrong, what to write."""
    at = 0
    while "!" in text and (
        match := min(
            (found for one in _LOST if (found := one.search(text, at))),
            key=lambda found: found.start(),
            default=None,
        )
    ):
        yield match, _SHOWN, _hint(match)
        at = match.end()


_SHOWN = tr("the picture is not shown, and readers see this code in its place")


def _hint(match: re.Match[str]) -> str:
    """What to write for a picture that is lost."""
    if match.re is not WHOLE:
        return tr("write ![what it shows](images/name.jpg)")
    if match["gap"]:
        return tr("delete the space")
    path = match["path"].strip()
    if "\0" in path:
        return tr("write ![what it shows](images/name.jpg)")
    if re.search(r"[\"“”‘’«<>]|\s=\d*x\d*$", path):
        return without_spaces(path)
    return tr("write the path between < and >: (<{path}>)", path=path)
