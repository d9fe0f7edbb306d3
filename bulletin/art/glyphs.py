"""Characters that no face of the theme has: found without a page being set.

In: an issue and its theme's faces. Out: a finding for each character in each place, as the
paper editions would report it. HarfBuzz puts letters together from their parts, makes spaces
of any width, and shows nothing for characters that only steer others; these need no shape.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bulletin import document
from bulletin.art.fonts import Faces
from bulletin.art.signs import TWINS, signs_in
from bulletin.codes import NO_GLYPH
from bulletin.diagnostics import Finding, Sources, Span, rows_in
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.theming.faces import characters_of

_STEERING = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2011\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default ignorables (Unicode, DerivedCoreProperties.txt) that Pango hides where a face has no shape
for them, and the hyphen that is shown as another. Other format characters are seen: U+0600."""
_HINT = tr("leave it out or write it in words; pictures (emoji) belong in figures")
_FACES = tr("name font files that have them: theme: {{faces: {{text: [faces/name.ttf]}}}}")
_PLAIN = re.compile("[ -~²³]+")
_MOST = 4
"""So many characters of one place are named each for itself."""
_WORDS = ("by", "role", "credit", "unit", "axis", "value", "when", "before", "after", "text")
"""Fields of blocks that hold words as plain text."""
_UNPRINTED = re.compile(
    r"publication\.(slug|language|base_url|voice|theme|podcast|archive)\b"
    r"|issue\.(cover\.(image|alt)|sections\.\d+\.articles)\b|.*\.url$"
)


def unshaped(issue: Issue, faces: Faces, sources: Sources) -> Iterator[Finding]:
    """Findings for the characters of an issue that no face has."""
    printed: dict[Span, set[str]] = {}
    for text, span in _printed(issue):
        if not text.isascii():
            printed.setdefault(span, set()).update(text)
    lacking = missing(set().union(*printed.values()), faces)
    if not lacking:
        return
    rows = rows_in(sources)
    for span, chars in printed.items():
        found = sorted(lacking & chars)
        for alike in ([c for c in found if _usual(c)], [c for c in found if not _usual(c)]):
            if len(alike) > _MOST:
                yield _no_glyphs(alike, place_of(alike[0], span, rows))
            else:
                yield from (no_glyph(char, place_of(char, span, rows)) for char in alike)


def signs_of(issue: Issue) -> set[str]:
    """The signs that an issue shows and a reader's device may lack."""
    return signs_in("".join(set().union(*(text for text, _ in _printed(issue)))))


def missing(chars: Iterable[str], faces: Faces) -> set[str]:
    """The characters for which there is no shape in any face."""
    wanted = {char for char in chars if not needs_none(char)}
    for face in faces.all:
        if not wanted:
            break
        wanted = {char for char in wanted if not can_show(char, face.file)}
    return wanted


def no_glyph(char: str, span: Span) -> Finding:
    """The finding for a character at a place."""
    message = tr(
        'no face of the theme has the character "{char}" (U+{ord:04X})', char=char, ord=ord(char)
    )
    if better := _usual(char):
        return Finding(NO_GLYPH, message, span, tr("write {better}", better=better))
    return Finding(NO_GLYPH, message, span, _FACES if char.isalpha() else _HINT)


def _usual(char: str) -> str:
    """What is written for a character otherwise; "" where nothing is."""
    form, _, parts = unicodedata.decomposition(char).partition(" ")
    usual = "".join(chr(int(part, 16)) for part in parts.split()) if form.startswith("<") else ""
    return usual if usual and _PLAIN.fullmatch(usual) else TWINS.get(char, "")


def _no_glyphs(chars: Sequence[str], span: Span) -> Finding:
    """One finding for a text in a script that the faces do not have, or with many emoji."""
    shown = ", ".join(f'"{char}"' for char in chars[:_MOST])
    message = tr(
        "no face of the theme has {shown} and {count} more characters of this",
        shown=shown,
        count=len(chars) - _MOST,
    )
    hint = _FACES if any(map(str.isalpha, chars)) else _HINT
    if all(better := [_usual(char) for char in chars]):
        hint = tr("write {better}", better=" ".join(better))
    return Finding(NO_GLYPH, message, span, hint)


def place_of(char: str, span: Span, rows_of_file: Callable[[str], Sequence[str]]) -> Span:
    """The first place of a character from a block's line on; the block when it is not there."""
    rows = rows_of_file(span.file)
    for index in range(span.line - 1, len(rows)):
        if (column := rows[index].find(char)) >= 0:
            return Span(span.file, index + 1, column + 1, column + 2)
    return span


def needs_none(char: str) -> bool:
    """Whether a character is not seen: a space, or one that steers others."""
    return unicodedata.category(char) in {"Cc", "Zs"} or bool(_STEERING.fullmatch(char))


def can_show(char: str, face: Path) -> bool:
    """Whether a face has the shape of a character, or those of its parts."""
    has = characters_of(face)
    return ord(char) in has or (
        len(parts := unicodedata.normalize("NFD", char)) > 1 and all(ord(p) in has for p in parts)
    )


# -- what is printed -----------------------------------------------------------------------


def _printed(issue: Issue) -> Iterator[tuple[str, Span]]:
    """Every text that paper shows, with its place."""
    for name, model in (("publication", issue.publication), ("issue", issue.settings)):
        for path, text in _texts(model.model_dump(), name):
            if not _UNPRINTED.match(path):
                yield text, issue.place(path)
    for article in issue.articles:
        yield from ((name, Span(article.file)) for name in article.authors)
        yield from ((topic.name, topic.span) for topic in article.topics)
        for block in document.walk(*article.blocks):
            for text in _of_block(block):
                yield text, block.span


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{path}.{index}")


def _of_block(block: document.Block) -> Iterator[str]:
    for inlines in document.inlines_of(block):
        yield from (_word(inline) for inline in document.walk_inlines(inlines))
    for name in _WORDS:
        value = getattr(block, name, "")
        if isinstance(value, str):
            yield value
    if isinstance(block, document.Chart):
        yield from block.categories
        yield from (series.name for series in block.series)


def _word(inline: document.Inline) -> str:
    return inline.text if isinstance(inline, document.Text | document.InlineCode) else ""
