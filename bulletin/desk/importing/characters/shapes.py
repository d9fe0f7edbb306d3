"""Characters that no face of the publication's theme has: said otherwise, or left out.

In: lines of an article, and the publication's folder. Out: lines that every edition can set.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from unicodedata import decomposition, normalize

from bulletin.art.fonts import Faces, faces_of
from bulletin.art.glyphs import missing
from bulletin.art.signs import TWINS
from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import map_leaves
from bulletin.desk.legacy.letters import LETTERS
from bulletin.diagnostics import BulletinError
from bulletin.formats.symbol_fonts import SIGNS
from bulletin.messages import tr
from bulletin.source.load import load_alone
from bulletin.theming.theme import Theme

_COMMON = LETTERS | set("“”‘’–—…•²³°×½¼¾₫€©®™§")
_INSTEAD = {
    "▪": "•", "■": "•", "●": "•", "◦": "•", "○": "•", "∙": "•", "·": "•", "➢": "→", "➔": "→",
    "►": "→", "▶": "→", "⇒": "→", "✓": "√", "✔": "√", "☑": "√", "☐": "–", "□": "–", "❖": "•",
    "★": "*", "☆": "*", "−": "–", "‑": "-", "﹣": "-", "／": "/", "：": ":", "，": ",",
    "🡪": "→", "🡲": "→", "🡆": "→", "⮕": "→", "🡨": "←", "🡩": "↑", "🡫": "↓",
    **SIGNS,
    **TWINS,
    **dict.fromkeys("◻◽🗆❏❐❑❒", "☐"),
    "🗹": "☑", "🗷": "☒", "🗸": "√", "🕿": "☎", "🕾": "☎", "🖂": "✉",
}  # fmt: skip


@dataclass
class Shapes:
    """What the faces of a publication's theme can set."""

    root: Path
    _known: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _faces(self) -> Faces | None:
        try:
            return faces_of(Theme(load_alone(self.root)[0].publication, self.root))
        except (BulletinError, OSError):
            return None  # a theme that is at fault has findings of its own

    def cleaned(self, remarks: Remarks) -> Callable[[str], str]:
        """A function that writes a text without what cannot be set."""

        def clean(text: str) -> str:
            odd = {char for char in text if not char.isascii()} - _COMMON
            if not odd:
                return text
            self._learn(odd - self._known.keys())
            for char in sorted(odd):
                instead = self._known[char]
                if instead == char:
                    continue
                text = text.replace(char, instead)
                if instead:
                    message = tr("Signs that the theme's faces lack were written otherwise")
                    remarks.changed(message, f"{char} → {instead}")
                else:
                    remarks.lost(tr("Signs that the theme's faces lack: say it in words"), char)
            return re.sub(" {2,}", " ", normalize("NFC", text))

        return clean

    def _learn(self, chars: set[str]) -> None:
        faces = self._faces
        lacking = missing(chars, faces) if faces and chars else set()
        for char in chars:
            instead = _INSTEAD.get(char) or _plain(char)
            if char not in lacking:
                self._known[char] = char
            else:
                self._known[char] = "" if faces and missing(set(instead), faces) else instead


def _plain(char: str) -> str:
    """A letter, digit or unit of formulas, of another width or in a circle as people write it.

    Other compatibility characters of Unicode would change what is said: 10⁵ is not 105.
    """
    kind = decomposition(char).partition(" ")[0]
    plain = normalize("NFKC", char)
    if kind in {"<font>", "<wide>", "<narrow>"}:
        return plain
    if kind == "<square>":  # ㎡ is taken apart to m2
        return plain.translate(_POWERS)
    return f"({plain})" if kind == "<circle>" else ""


_POWERS = str.maketrans("23", "²³")


def shapely(blocks: tree.Texts, clean: Callable[[str], str]) -> tree.Texts:
    """The blocks with words that can be set."""

    def leaf(inline: tree.ImportedInline) -> tree.ImportedLine:
        match inline:
            case tree.TextRun(text):
                return (inline if (made := clean(text)) == text else tree.TextRun(made),)
            case tree.Mark():
                return (tree.with_children(inline, map_leaves(inline.children, leaf)),)
            case tree.Image(alt=alt):
                return (replace(inline, alt=clean(alt)),)
        return (inline,)

    made = tree.map_lines(blocks, lambda line: map_leaves(line, leaf))
    return tuple(
        replace(one, title=clean(one.title)) if isinstance(one, tree.Elsewhere) else one
        for one in made
    )
