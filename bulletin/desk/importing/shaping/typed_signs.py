"""Signs that were typed in front of paragraphs: "1.", "a)", "1.2.", "-", "•" and "👉".

In: a paragraph, or its text. Out: the sign that it begins with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.desk.importing.tree import BlockNode, Para, plain
from bulletin.source.markdown.pasted import ALSO_BULLETS, ANSWERS

BULLETS = "•●○◦■□▪▫‣⁃∙·➢➤►▶❖✓✔➔*+"
DASH = "–"
"""The kind of all dashes."""
_PICTURE = "\U0001f300-\U0001faff✅❌☑⭐➡⚡❗❓⚠☎⏰✳❇❎"
"""What chat programs offer, and people set in front of lines."""
_SIGN = re.compile(
    rf"\s*(?:(?P<picture>[{_PICTURE}]\ufe0f?(?:\s?[{_PICTURE}]\ufe0f?)*)\s*"
    r"|(?P<key>\d)\ufe0f?\u20e3\s*"
    rf"|(?P<bullet>[-–—{re.escape(BULLETS)}])\s+"
    r"|(?P<outline>\d{1,2}(?:\.\d{1,2}){1,3}(?:[.)]\s*(?=[^\W\d_])|\s+(?=[A-ZÀ-Ỹ])))"
    r"|(?P<number>\d{1,3})\s?(?P<after>[.)/])\s+|(?P<letter>[a-zđ])\s?[.)/]\s+"
    r"|\((?P<around>\w{1,2})\)\s+)(?=\S)"
)
LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class TypedSign:
    """What stands in front of a paragraph: its kind, its number, and how it is written.

    `kind` is a bullet, DASH, "1." and the like, "a", "(", "1.1" with as many levels as there are,
    or a picture, which tells an entry only where others have the same.
    """

    kind: str
    number: int
    written: str
    length: int

    @property
    def is_bullet(self) -> bool:
        """Whether it counts nothing."""
        return self.kind == DASH or self.kind in BULLETS

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of chat programs."""
        return re.match(f"[{_PICTURE}]", self.kind) is not None

    @property
    def is_outline(self) -> bool:
        """Whether it counts several levels."""
        return self.kind.startswith("1.1")


def answers_among(blocks: Iterable[BlockNode]) -> frozenset[str]:
    """The signs in front of paragraphs that say yes or no, and so are none of a list."""
    texts = [plain(block.children).lstrip() for block in blocks if isinstance(block, Para)]
    found = _ALL_ANSWERS & {text[0] for text in texts if text}
    beside = any(text[:1] in found and len(_ANSWER.findall(text)) > 1 for text in texts)
    several = len(found) > 1 and not found.isdisjoint(ANSWERS)
    return _ALL_ANSWERS if several or beside else frozenset()


_ALL_ANSWERS = frozenset(ANSWERS + ALSO_BULLETS)
_ANSWER = re.compile(f"[{ANSWERS}{ALSO_BULLETS}]")


def is_label(kind: str) -> bool:
    """Whether Markdown has no such sign, so that it stays in front of the words."""
    return kind in {"a", "("} or kind.startswith("1.1")


def sign_of(block: BlockNode) -> TypedSign | None:
    """The sign that a paragraph begins with."""
    if not isinstance(block, Para) or block.style == "caption":
        return None
    match = _SIGN.match(plain(block.children))
    return TypedSign(*_counted(match), match.end()) if match else None


def _counted(match: re.Match[str]) -> tuple[str, int, str]:
    """The kind of a sign, its number, and how it is written."""
    label = match[0].strip()
    if bullet := match["bullet"] or match["picture"]:
        return (DASH if bullet in "-–—" else bullet), 0, bullet
    if number := match["number"] or match["key"]:
        return f"1{match['after'] or '.'}", int(number), number
    if match["outline"]:
        levels = label.rstrip(".)").split(".")
        return ".".join("1" * len(levels)), int(levels[-1]), label
    if letter := match["letter"]:
        return "a", LETTERS.find(letter) + 1, label
    return "(", 0, label


def begins_entry(text: str) -> bool:
    """Whether a text begins like an entry of a list."""
    return _SIGN.match(text) is not None


def is_entry(block: BlockNode) -> bool:
    """Whether a paragraph begins like an entry of a list."""
    return sign_of(block) is not None
