"""A line of text as our Markdown: what would be read as a sign is escaped, and nothing else.

In: inlines of `tree`. Out: text that `source.markdown` reads as the same words.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from bulletin.desk.importing import tree
from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr
from bulletin.source.addresses import absolute_address
from bulletin.source.hosts import is_out_of_reach
from bulletin.source.markdown.pasted import in_small_figures
from bulletin.source.markdown.slips.rows import rows_in
from bulletin.source.values import WrongValue

_BREAK = "\\\n"
_SIGNS = {"strong": "**", "emphasis": "*", "struck": "~~"}
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
        lines = _no_row(self._joined(line)).split(_BREAK)
        return _BREAK.join(map(at_start, lines)).strip()

    def part(self, line: tree.ImportedLine) -> str:
        """A line that stands behind something: in a cell, a heading, a setting."""
        return " ".join(self._joined(line).replace(_BREAK, " ").split())

    def _joined(self, line: tree.ImportedLine) -> str:
        parts: list[str] = []
        for index, inline in enumerate(line):
            before = parts[-1][-1:] if parts and parts[-1] else ""
            after = _first_character(line, index + 1)
            written = self._inline(inline, before, after)
            opens = isinstance(inline, tree.TextRun) and written.endswith("!")
            if opens and index + 1 < len(line) and not isinstance(line[index + 1], tree.TextRun):
                written = f"{written[:-1]}\\!"
            behind_note = index and isinstance(line[index - 1], tree.NoteMark)
            if behind_note and written.startswith(("(", ":")):
                written = f"\\{written}"  # else it makes a link or a note of the mark
            parts.append(written)
        return "".join(parts)

    def _inline(self, inline: tree.ImportedInline, before: str, after: str) -> str:
        match inline:
            case tree.TextRun(text):
                return self._cell(escaped(text))
            case tree.Mark():
                return self._mark(inline, before, after)
            case tree.LinkTo(target, children):
                return self._reference(target, children)
            case tree.Image():
                return picture(inline)
            case tree.NoteMark(children):
                self.notes.append(children)
                return f"[^{len(self.notes)}]"
        return " " if self.in_cell else _BREAK

    def _cell(self, text: str) -> str:
        return text.replace("|", "\\|") if self.in_cell else text

    def _mark(self, mark: tree.Mark, before: str, after: str) -> str:
        words = tree.plain(mark.children)
        match mark.kind:
            case "code":
                return self._cell(_code(words))
            case "above" if words in _DEGREES and before.isdigit() and after in {"C", "F"}:
                return "°"
            case "above" | "below":
                small = self._small(mark)
                apart = before.isdigit() and small[:1].isdecimal()  # 5 and 1/2 are no 51/2
                ends = after.isdigit() and small[-1:].isdecimal()
                return f"{' ' * apart}{small}{' ' * ends}"
            case "phrase":
                inner = self._joined(mark.children)
                return f"[{inner}]{{{mark.attributes}}}" if inner.strip() else inner
        inner = self._joined(without(mark.children, mark.kind))
        return _set_off(inner, _SIGNS[mark.kind], before, after) if words.strip() else inner

    def _small(self, mark: tree.Mark) -> str:
        words = tree.plain(mark.children)
        sign = "^" if mark.kind == "above" else "~"
        if figures := in_small_figures(sign, words.strip()):
            return figures
        if words.strip() and not any(isinstance(i, tree.NoteMark) for i in mark.children):
            self.remarks.changed(tr("Raised or lowered letters stand in the line"), words)
        return self._joined(mark.children)

    def _reference(self, target: str, children: tree.ImportedLine) -> str:
        inner = self._joined(children).strip()
        words = tree.plain(children).strip()
        if (
            words == target
            and target.startswith(("https://", "http://"))
            and not _ESCAPED.search(target)
        ):
            return target
        return f"[{inner}]({_address(target)})" if inner else ""


def picture(image: tree.Image, title: str = "") -> str:
    """A picture in a line, with the title that a gallery takes for its caption."""
    quoted = title.replace("\\", "").replace('"', "”")
    behind = f' "{quoted}"' if quoted else ""
    adorns = "{.decorative}" if image.decorative and not image.alt else ""
    return f"![{escaped(image.alt)}]({_address(image.source)}{behind}){adorns}"


def without(line: tree.ImportedLine, kind: str) -> tree.ImportedLine:
    """A line without marks of a kind; their words stay."""
    made: list[tree.ImportedInline] = []
    for inline in line:
        if isinstance(inline, tree.Mark) and inline.kind == kind:
            made += without(inline.children, kind)
        elif isinstance(inline, tree.Mark):
            made.append(tree.Mark(inline.kind, without(inline.children, kind), inline.attributes))
        else:
            made.append(inline)
    return tuple(made)


def _first_character(line: tree.ImportedLine, start: int = 0) -> str:
    for index in range(start, len(line)):
        match line[index]:
            case tree.TextRun(text) if text:
                return text[0]
            case tree.Mark(_, children) | tree.LinkTo(_, children) if children:
                return _first_character(children) or " "
            case tree.Newline():
                return " "
            case tree.NoteMark() | tree.Image():
                return "["
    return " "


def _code(text: str) -> str:
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _set_off(inner: str, sign: str, before: str, after: str) -> str:
    """Words between signs that open and close (CommonMark 6.2), or without them if none could.

    `before` and `after` are the characters beside them.
    """
    head, core, tail = _parted(inner, before, after)
    before, after = head[-1:] or before, tail[:1] or after
    if sign == "*" and _is_word(after) and (_is_word(before) or " " in core):
        return inner  # a single star within a word is a star
    opens = not _is_word(before) or _is_word(core[:1])
    closes = not _is_word(after) or _is_word(core[-1:])
    return f"{head}{sign}{core}{sign}{tail}" if core and opens and closes else inner


def _parted(inner: str, before: str, after: str) -> tuple[str, str, str]:
    """What goes outside before the first sign, what stands between, and what goes outside behind.

    Space goes outside. A mark that stands between a letter and the sign would keep it from
    opening or closing: it goes outside, too.
    """
    lead = _SPACE_BEFORE.match(inner)
    trail = _SPACE_BEHIND.search(inner)
    head, tail = (lead[0] if lead else ""), (trail[0] if trail else "")
    core = inner[len(head) : len(inner) - len(tail)]
    if core and not head and _is_word(before) and not _is_word(core[0]):
        opening = _MARKS_BEFORE.match(core)
        head = opening[0] if opening else ""
        core = core[len(head) :]
    if core and not tail and _is_word(after) and not _is_word(core[-1]):
        closing = _MARKS_BEHIND.search(core)
        tail = closing[0] if closing else ""
        core = core[: len(core) - len(tail)]
    return head, core, tail


_DEGREES = {"o", "O", "0", "º", "˚"}
"""What is raised before C and F where the sign for degrees is meant."""
_SPACE_BEFORE = re.compile(r"(?:\s|\\\n)*")
_SPACE_BEHIND = re.compile(r"(?:\s|\\\n)*\Z")
_MARKS_BEFORE = re.compile(r"(?:\\[^\w\s]|[^\w\\*~\[!`<])+")
_MARKS_BEHIND = re.compile(r"(?:\\[^\w\s]|(?<!\\)[^\w\\*~`\])>])+\Z|(?<![\]\\])(?<!\)\))\)\Z")


def _is_word(char: str) -> bool:
    return char.isalnum()


def _address(target: str) -> str:
    """An address as it stands in the brackets of a link."""
    if re.search(r"[\s()<>]", target):
        safe = target.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
        return f"<{safe}>"
    return target
