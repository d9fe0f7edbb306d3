"""A line of text as our Markdown: what would be read as a sign is escaped, and nothing else.

In: inlines of `tree`. Out: text that `source.markdown` reads as the same words.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.set_off import LinePiece, Sign, pieces_of, with_signs
from bulletin.messages import tr
from bulletin.source.addresses import absolute_address
from bulletin.source.hosts import is_out_of_reach
from bulletin.source.markdown.pasted import in_small_figures
from bulletin.source.markdown.slips.rows import rows_in
from bulletin.source.values import WrongValue

_BREAK = "\\\n"
_EDGES = re.compile(r"\A(?:\\\n|\s)+|(?:\\\n|\s)+\Z")
_ESCAPED = re.compile(
    r"[\\`*\[\]<{]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)|~(?=.*~)|(?<=.)~|\^(?=[^\s^]{1,12}\^)"
)
_AT_START = re.compile(r"(?:[#>+\-:=]|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """Words in which nothing is a sign of Markdown, nor an address that leads nowhere."""
    return _BARE.sub(_unlinked, _ESCAPED.sub(r"\\\g<0>", text))


_BARE = re.compile(r"(?i)https?://(?P<host>[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?")


def _unlinked(match: re.Match[str]) -> str:
    with suppress(WrongValue):
        absolute_address(match[0])
        if not is_out_of_reach(match["host"]):
            return match[0]
    return match[0].replace(":", r"\:", 1)


def at_start(text: str) -> str:
    """A line whose first character opens no list, heading or the like."""
    match = _AT_START.match(text)
    if match is None:
        return text
    number = match["number"]
    if number:
        return f"{number}\\{text[len(number) :]}"
    # A sign that a word follows is none, but for a directive's.
    return f"\\{text}" if not re.match(r"[+\-=]\w", text) else text


_BAR = re.compile(r"(?P<code>(?P<ticks>`+)[^`\n]*(?P=ticks))|(?<!\\)\|")


def _no_row(text: str) -> str:
    """A line in which | parts no cells."""
    if not (rows := rows_in(text.split("\n"))) or rows.mark != "|":
        return text
    return _BAR.sub(lambda match: match["code"] or r"\|", text)


@dataclass
class LineWriter:
    """Writes lines, and gathers the footnotes in them."""

    remarks: Remarks
    notes: list[tree.Texts] = field(default_factory=list)
    in_cell: bool = False

    def line(self, line: tree.ImportedLine) -> str:
        """A line that begins a block, and those below it: each could open a block of its own."""
        inner = _EDGES.sub("", _no_row(self._joined(line)))
        return _BREAK.join(map(at_start, inner.split(_BREAK)))

    def part(self, line: tree.ImportedLine) -> str:
        """A line that stands behind something: in a cell, a heading, a setting."""
        return " ".join(self._joined(line).replace(_BREAK, " ").split())

    def _joined(self, line: tree.ImportedLine) -> str:
        inlines: Sequence[tree.ImportedInline | Sign] = line
        if any(isinstance(inline, tree.Mark | tree.LinkTo) for inline in line):
            inlines = with_signs(self._raised(list(pieces_of(line))), self.remarks)
        parts: list[str] = []
        for before, inline, after in zip(
            (None, *inlines), inlines, (*inlines[1:], None), strict=False
        ):
            if isinstance(inline, Sign):
                parts.append(inline.text)
                continue
            written = self._inline(inline, after)
            text = isinstance(inline, tree.TextRun)
            if text and written.endswith("!") and not isinstance(after, Sign | None):
                written = f"{written[:-1]}\\!"
            makes_link = isinstance(before, tree.NoteMark) and written.startswith(("(", ":"))
            begins_struck = written == "~" or (before and written.startswith("~"))
            if text and (makes_link or begins_struck):
                written = f"\\{written}"
            parts.append(written)
        return "".join(parts)

    def _inline(self, inline: tree.ImportedInline, after: tree.ImportedInline | Sign | None) -> str:
        match inline:
            case tree.TextRun(text):
                return self._cell(escaped(text))
            case tree.Mark("code", children):
                return self._cell(_code(tree.plain(children)))
            case tree.Mark() | tree.LinkTo():
                return self._bracketed(inline, after)
            case tree.Image():
                return picture(inline)
            case tree.NoteMark(children):
                self.notes.append(children)
                return f"[^{len(self.notes)}]"
            case tree.Newline():
                return " " if self.in_cell else _BREAK

    def _cell(self, text: str) -> str:
        return text.replace("|", "\\|") if self.in_cell else text

    def _raised(self, pieces: Sequence[LinePiece]) -> list[LinePiece]:
        """The pieces of a line with what is raised or lowered as characters of the line."""
        made: list[LinePiece] = []
        for piece, after in zip_longest(pieces, pieces[1:]):
            if isinstance(piece.inline, tree.Mark) and piece.inline.kind in {"above", "below"}:
                beside = (made[-1].last if made else ""), (after.first if after else "")
                inner = [small.kinds for small in pieces_of(piece.inline.children, piece.kinds)]
                kinds = piece.kinds.union(*inner[:1]).intersection(*inner)
                made += self._raised(list(pieces_of(self._small(piece.inline, *beside), kinds)))
            else:
                made.append(piece)
        return made

    def _small(self, mark: tree.Mark, before: str, after: str) -> tree.ImportedLine:
        words = tree.plain(mark.children)
        if mark.kind == "above" and words in _DEGREES and before.isdigit() and after in {"C", "F"}:
            return (tree.TextRun("°"),)
        figures = in_small_figures("^" if mark.kind == "above" else "~", words.strip())
        if (
            words.strip()
            and not figures
            and not any(isinstance(i, tree.NoteMark) for i in mark.children)
        ):
            self.remarks.changed(tr("Raised or lowered letters stand in the line"), words)
        small = figures or words
        apart = before.isdigit() and small[:1].isdecimal()  # 5 and 1/2 are no 51/2
        ends = after.isdigit() and small[-1:].isdecimal()
        inner = (tree.TextRun(figures),) if figures else mark.children
        return (tree.TextRun(" " * apart), *inner, tree.TextRun(" " * ends))

    def _bracketed(
        self, inline: tree.Mark | tree.LinkTo, after: tree.ImportedInline | Sign | None
    ) -> str:
        if isinstance(inline, tree.LinkTo):  # which can hold no other brackets
            inline = replace(inline, children=without(inline.children, "phrase"))
        inner = _EDGES.sub("", self._joined(inline.children))
        if isinstance(inline, tree.Mark):
            behind = f"{{{inline.attributes}}}"
        elif inner == inline.target and inner.startswith(("https://", "http://")):
            # What stands right behind it would be taken for a part of it.
            glued = isinstance(after, tree.TextRun) and after.text[:1].isalnum()
            behind = f"({_address(inner)})" if glued else ""
        else:
            behind = f"({_address(inline.target)})"
        return f"[{inner}]{behind}" if inner and behind else inner


def picture(image: tree.Image, title: str = "") -> str:
    """A picture in a line, with the title that a gallery takes for its caption."""
    quoted = title.replace("\\", "").replace('"', "”")
    behind = f' "{quoted}"' if quoted else ""
    adorns = "{.decorative}" if image.decorative and not image.alt else ""
    return f"![{escaped(image.alt)}]({_address(image.source)}{behind}){adorns}"


def without(line: tree.ImportedLine, *kinds: str) -> tree.ImportedLine:
    """A line without marks of some kinds, or without links ("link"); their words stay."""
    made: list[tree.ImportedInline] = []
    for inline in line:
        if not isinstance(inline, tree.Mark | tree.LinkTo):
            made.append(inline)
            continue
        inner = without(inline.children, *kinds)
        own = "link" if isinstance(inline, tree.LinkTo) else inline.kind
        made += inner if own in kinds else (tree.with_children(inline, inner),)
    return tuple(made)


def _code(text: str) -> str:
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


_DEGREES = {"o", "O", "0", "º", "˚"}
"""What is raised before C and F where the sign for degrees is meant."""


def _address(target: str) -> str:
    """An address as it stands in the brackets of a link."""
    if re.search(r"[\s()<>]", target):
        safe = target.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
        return f"<{safe}>"
    return target
