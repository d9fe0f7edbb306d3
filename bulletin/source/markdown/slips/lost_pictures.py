"""Pictures that Markdown does not take for any, so that their code is shown in their place.

In: a stretch of text as it will be shown, with U+0000 for each character that was escaped. Out:
what of it was meant as a picture, what is wrong, what to write. And the caption of a picture that
nobody sees.
"""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.markdown.slips.almost import without_spaces
from bulletin.source.picture_code import PICTURE_UNSEEN
from bulletin.source.reporting import Findings

_WORDS = r"(?:[^\[\]\n\0]|\[[^\[\]\n\0]*\]){0,300}"
_PATH = r"(?:[^()\n]|\([^()\n]*\)){0,300}"
"""Words and a path that may have one pair of brackets of their own inside."""
_KINDS = r"\.(?:jpe?g|png|gif|webp|heic|svg|bmp|tiff?)"
_WHOLE = rf"!\[(?P<words>{_WORDS})\](?P<gap>\s*)(?:(?<!\s)|(?=\([^()\n]*{_KINDS}\W))\((?P<path>{_PATH})\)"
WHOLE = re.compile(f"(?i){_WHOLE}")
"""A picture that has all its brackets; behind a space they hold the name of one."""
_LOST = Sought(
    rf"(?i){_WHOLE}"
    r"|!\[\[[^\[\]\n\0]{1,300}\]\]|!\([^()\n\0]{0,300}\)\[[^\[\]\n\0]{1,300}\]"
    rf"|!\[{_WORDS}\][ :]{{0,3}}[({{<（\[]?[^\n\0]{{0,300}}?{_KINDS}[^\w\s]{{0,2}}(?!\w)"
    rf"|!\[[^\[\]\n\0]{{0,300}}\([^()\n\0]{{1,300}}{_KINDS}\)"
    # Words alone; right behind a word an exclamation mark ends it, and brackets follow.
    r"|(?<![\w!])!\[(?=[^\[\]\n\0]{0,300}[^\W\d_])[^\[\]\n\0^!]{1,300}\](?![(\[:])",
    "![",
    "!(",
)


def destination(path: str) -> str:
    """A path as it stands between the brackets of a picture or a link."""
    loose = re.search(r"\s", path) or path.count("(") != path.count(")")
    return f"<{path}>" if loose and not path.startswith("<") else path


def lost_pictures(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Pictures whose code is shown: where, what is wrong, what to write."""
    for match in _LOST.finditer(text):
        yield match, PICTURE_UNSEEN, _hint(match)


def _hint(match: re.Match[str]) -> str:
    """What to write for a picture that is lost."""
    if match["path"] is None:
        return tr("write ![what it shows](images/name.jpg)")
    if match["gap"]:
        return tr("delete the space")
    path = match["path"].strip()
    if "\0" in path:
        return tr("write ![what it shows](images/name.jpg)")
    if re.search(r"[\"“”‘’«<>]|\s=\d*x\d*$", path):
        return without_spaces(path)
    return tr("write the path between < and >: (<{path}>)", path=path)


def report_title(image: Token, find: Callable[[str], Span], findings: Findings) -> None:
    """Note words that stand below a picture only where it has a line of its own."""
    title = str(image.attrs.get("title", "")).strip()
    if title and title != image.content:
        message = tr("these words are not shown, for the picture stands among others")
        hint = tr("write the picture on a line of its own: they stand below it then")
        findings.add(codes.ALMOST_MARKDOWN, find(title), message, hint)


_SIZE = re.compile(r"\|\s*\d{2,4}(?:x\d{2,4})?\Z")
"""How wide a picture is to be shown, as Obsidian has it behind what it shows."""


def report_size(alternative: str, span: Span, findings: Findings) -> None:
    """Note a size among the words that say what a picture shows."""
    if size := _SIZE.search(alternative):
        message = tr("this size is read out with what the picture shows, and changes nothing")
        hint = tr("delete {size}; how wide a picture is says :width: of a figure", size=size[0])
        findings.add(codes.ALMOST_MARKDOWN, span, message, hint)
