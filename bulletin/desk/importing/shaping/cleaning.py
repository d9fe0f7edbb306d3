"""What programs and pasting leave in a text, taken out: without a change to what it says.

In: blocks. Out: the same with clean words; what was taken out is counted in the remarks.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace
from unicodedata import is_normalized, normalize

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.runs import map_leaves, runs_joined
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.text import meant_by, unshowable

_HIDDEN = re.compile(
    "(?<![\u0e00-\u109f\u1780-\u17ff])[\u200b-\u200d]"
    "|[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\u180e\u034f\ufe0e]"
)
"""Soft hyphens, characters without width, and marks of direction.

In scripts without spaces between words (Thai, Lao, Burmese, Khmer) they say where words end and
how letters are put together.
"""
_TWO_SIGNS = re.compile(r"(?<!\S)\S*[\u0300-\u036f]\S*")
"""A word with a letter of two signs, looked at from its start only."""
_JOINED = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?\u200d")
"""A zero-width joiner that keeps a picture of several characters together."""
_HARD = re.compile(f"[{tree.TAB}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_SPACES = re.compile(r"[ \n]{2,}|\n")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BEFORE_SIGN = re.compile(r"(?<=[\w)”\"]) +(?=[,;!?](?:\s|$)|\.(?:\s|$)|:(?:\s|$))")
_TOUCHED = re.compile(r"(?<=[\w)”\"]) +([,;])(?=[^\W\d_])")
_CLOSING = re.compile(r"(?:[ \u00a0]*\.[ \u00a0]*|[ \u00a0]+)/\.(?=\s*\Z)")
"""The sign that ends official papers (./.), which a voice and readers of news do not know."""
_FAILED_FIELD = re.compile(any_phrase("failed_fields"))
_CLEAN = re.compile(r" ?(?:\w+(?:[.,]\w+)*[.,;:]? )*(?:\w+(?:[.,]\w+)*[.,;:]?)?")
"""Words, each with one space behind it: most of any text, in which there is nothing to do."""
_OLD_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf076": "❖", "\uf0fc": "✓", "\uf0e8": "➔", "\uf0e0": "→", "\uf02d": "-", "\uf02b": "+"})  # fmt: skip


def cleaned(blocks: tree.Texts, remarks: Remarks) -> tree.Texts:
    """The blocks with clean lines."""
    cleaner = _Cleaner(Counter())
    made = tree.map_lines(blocks, cleaner.line)
    cleaner.tell(remarks)
    return made


class _Cleaner:
    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts

    def tell(self, remarks: Remarks) -> None:
        for what, count in sorted(self._counts.items()):
            if what == "debris":
                message = tr("Word's own words where a reference was broken; check the sentence")
                remarks.lost(message, count=count)
            else:
                remarks.changed(_SAID[what], count=count)

    def line(self, line: tree.ImportedLine) -> tree.ImportedLine:
        """A line without debris, and without space at its ends and around its breaks."""
        return tidied(self._quotes(map_leaves(line, self._leaf)))

    def _leaf(self, inline: tree.ImportedInline) -> tree.ImportedLine:
        match inline:
            case tree.TextRun(text):
                return (inline if (made := self.text(text)) == text else tree.TextRun(made),)
            case tree.Image():
                return (replace(inline, alt=" ".join(self.text(inline.alt).split())),)
        return (inline,)

    def text(self, text: str) -> str:
        """Words cleaned."""
        if _CLEAN.fullmatch(text) and is_normalized("NFC", text):
            return text
        text = self._sub("forms", _TWO_SIGNS, lambda m: normalize("NFC", m[0]), text)
        text = normalize("NFC", text).translate(_OLD_BULLETS)
        kept = _JOINED.sub(lambda m: m[0].replace("\u200d", "\ue000"), text)
        text = self._sub("hidden", _HIDDEN, "", kept).replace("\ue000", "\u200d")
        text = self._sub("control", _CONTROLS, lambda m: meant_by(m[0]), text)
        text = self._sub("debris", _FAILED_FIELD, "", text)
        text = self._sub("hard", _HARD, " ", text)
        text = self._sub("double", _SPACES, " ", text)
        while (char := unshowable(text)) is not None:
            text = text.replace(char, "")
        text = self._sub("signs", _TOUCHED, r"\1 ", self._sub("closing", _CLOSING, ".", text))
        return self._sub("signs", _BEFORE_SIGN, "", text)

    def _sub(self, what: str, pattern: re.Pattern[str], by: object, text: str) -> str:
        made, count = pattern.subn(by, text)  # type: ignore[call-overload]
        if count and made != text:
            self._counts[what] += count
        return str(made)

    def _quotes(self, line: tree.ImportedLine) -> tree.ImportedLine:
        """Straight double quotes that come in pairs, as curly ones."""
        text = tree.plain(line)
        if text.count('"') % 2 or '"' not in text or re.search(r'\d"', text):
            return line
        self._counts["quotes"] += text.count('"')
        return _curly(line)


def _curly(line: tree.ImportedLine) -> tree.ImportedLine:
    signs = itertools.cycle("“”")

    def curl(inline: tree.ImportedInline) -> tree.ImportedLine:
        if not isinstance(inline, tree.TextRun):
            return (inline,)
        return (tree.TextRun(re.sub('"', lambda _: next(signs), inline.text)),)

    return map_leaves(line, curl)


def _merged(line: tree.ImportedLine) -> tree.ImportedLine:
    """A line whose equal neighbours are one: Word cuts words into runs as it likes."""
    made: list[tree.ImportedInline] = []
    for inline in line:
        last = made[-1] if made else None
        if isinstance(inline, tree.Mark | tree.LinkTo):
            inner = tree.with_children(inline, _merged(inline.children))
            beside = last if isinstance(last, tree.Mark | tree.LinkTo) else None
            if beside and replace(inner, children=beside.children) == beside:
                made[-1] = replace(beside, children=_merged(beside.children + inner.children))
            elif inner.children:
                made.append(inner)
        elif not isinstance(inline, tree.TextRun) or inline.text:
            made.append(inline)
    return runs_joined(made)


def _single_spaces(line: tree.ImportedLine) -> tree.ImportedLine:
    """A line in which no space follows another, in whatever marks they are."""
    ended = True

    def single(inline: tree.ImportedInline) -> tree.ImportedLine:
        nonlocal ended
        if not isinstance(inline, tree.TextRun):
            ended = isinstance(inline, tree.Newline)
            return (inline,)
        kept = inline.text.lstrip(" ") if ended else inline.text
        if not kept:
            return ()
        ended = kept.endswith(" ")
        return (inline if kept == inline.text else tree.TextRun(kept),)

    return map_leaves(line, single)


def tidied(line: tree.ImportedLine) -> tree.ImportedLine:
    """A line without empty marks, and without space at its ends and beside other space."""
    return trimmed(_merged(_single_spaces(line)))


def trimmed(line: tree.ImportedLine) -> tree.ImportedLine:
    """A line without space and breaks at its end, or before a break."""
    made = list(line)
    while made:
        last = made[-1]
        if isinstance(last, tree.Newline):
            made.pop()
        elif isinstance(last, tree.TextRun):
            if text := last.text.rstrip(" "):
                made[-1] = tree.TextRun(text)
                break
            made.pop()
        elif (
            isinstance(last, tree.Mark | tree.LinkTo)
            and last.children
            and (not isinstance(last, tree.Mark) or last.kind != "code")
        ):
            if children := trimmed(last.children):
                made[-1] = tree.with_children(last, children)
                break
            made.pop()
        else:
            break
    while made and isinstance(made[0], tree.Newline):
        made.pop(0)
    return tuple(made)


_SAID = {
    "closing": tr("The sign that ends official papers (./.) became a full stop"),
    "control": tr("Characters that no page can show were taken out or put right"),
    "double": tr("Double spaces and ends of lines became one space"),
    "forms": tr("Words with their accents apart (NFD) were put together"),
    "hard": tr("Hard spaces and tabs became ordinary spaces"),
    "hidden": tr("Hidden characters were taken out: soft hyphens and the like"),
    "quotes": tr("Straight quotation marks became curly ones"),
    "signs": tr("Spaces in front of commas and full stops were taken out"),
}
