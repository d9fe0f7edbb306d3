"""Boxes of other programs in Markdown: callouts, admonitions, containers.

In: a text. Out: the same with our notes, `:::{note} Title`. A container that is no box is taken out
around its words, and remarked upon with its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr
from bulletin.source.directives import BODIES

_KINDS = {
    "tip": "tip hint success check done",
    "warning": "warning caution attention important",
    "danger": "danger error failure fail missing bug",
    "": "note info abstract summary tldr question help faq example quote cite todo details seealso"
    " admonition secondary callout",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_QUICK = re.compile(r"^[> \t]*(?:>[ \t]*\[!|!!!|\?\?\?|===|:::|```+[ \t]*\{)", re.MULTILINE)
_QUOTED = re.compile(r">[ \t]*\[!(?P<name>\w{1,20})[^\]\n]{0,40}\][+-]?[ \t]*(?P<title>.{0,200})")
_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[\w-]+)[\w \t-]*(?:\"(?P<title>[^\"]*)\"[ \t]*)?"
    r"|===[+!]?[ \t]+\"(?P<tab>[^\"]+)\"[ \t]*"
)
_FENCED = re.compile(
    r"[ ]{0,3}(?P<fence>:{3,}|`{3,}(?=[ \t]*\{))[ \t]*(?P<brace>\{)?(?:#[\w-]+[ \t]+)?(?P<dot>\.)?"
    r"(?:callout-)?(?P<name>[A-Za-z][\w-]*)\b(?P<rest>.*)"
)
_TITLE = re.compile(
    r"title=\"(?P<said>[^\"]*)\"|\A\[(?P<set>[^\]]*)\]"
    r"|\A(?:[^{}]*\})?[ \t]+(?P<behind>(?![^{}]*\})[^{\s][^{]*)"
)
_OPTION = re.compile(r":[\w-]+:|[ \t]*\Z")
_CODE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})")


def with_notes(text: str, above: int, remarks: Remarks) -> str:
    """The text with notes for boxes; `above`: lines of the file that stand above it."""
    return "\n".join(_noted(text.split("\n"), above, remarks)) if _QUICK.search(text) else text


def _noted(rows: Sequence[str], above: int, remarks: Remarks) -> list[str]:
    made: list[str] = []
    open_ones: list[bool] = []  # of each container whether it stays
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        if (found := _QUOTED.fullmatch(row)) or (found := _INDENTED.fullmatch(row)):
            inner, end = _body(rows, at, quoted=row.startswith(">"))
            said = found.groupdict()
            title = said["title"] or said.get("tab") or ""
            made += _note(said["name"] or "", title, _noted(inner, above + at, remarks))
            at = end
        elif (found := _FENCED.fullmatch(row)) and found["fence"][0] == ":":
            name, title = found["name"].lower(), _title(found)
            ours = bool(found["brace"]) and not found["dot"] and name in BODIES
            open_ones.append(ours or name in _KIND_OF)
            if not open_ones[-1]:
                remarks.lost(
                    tr("A short form of another program: {form}", form=row[:60]), above + at
                )
            made += [row] if ours else _note(name, title, ())[:-1] if open_ones[-1] else [""]
        elif re.fullmatch(r"[ ]{0,3}:{3,}[ \t]*", row) and open_ones:
            made.append(row if open_ones.pop() else "")
        elif code := _CODE.match(row):
            end = _closing(rows, at, code["fence"])
            inner = list(rows[at : end - 1])
            if found and found["name"] in _KIND_OF:
                start = next((n for n, one in enumerate(inner) if not _OPTION.match(one)), 0)
                made += _note(
                    found["name"], _title(found), _noted(inner[start:], above + at, remarks)
                )
            else:
                made += rows[at - 1 : end]
            at = end
        else:
            made.append(row)
    return made


def _title(found: re.Match[str]) -> str:
    title = _TITLE.search(found["rest"].rstrip())
    return next(filter(None, title.groups()), "").strip() if title else ""


def _note(name: str, title: str, body: Sequence[str]) -> list[str]:
    kind = _KIND_OF.get(name.lower(), "")
    return [f":::{{note}} {title}".rstrip(), *[f":kind: {kind}"] * bool(kind), *body, ":::"]


def _body(rows: Sequence[str], start: int, *, quoted: bool) -> tuple[list[str], int]:
    """The rows of a box that is quoted or set in, without that, and where they end."""
    inside = re.compile(r">" if quoted else r" {4}|\t|[ \t]*\Z")
    end = start
    while end < len(rows) and inside.match(rows[end]):
        end += 1
    if quoted:
        return [re.sub(r"\A>[ \t]?", "", row) for row in rows[start:end]], end
    return dedent("\n".join(rows[start:end])).rstrip().split("\n"), end


def _closing(rows: Sequence[str], start: int, fence: str) -> int:
    """The row behind the one that closes a block of code."""
    closes = re.compile(rf"[ ]{{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*")
    ends = (n + 1 for n in range(start, len(rows)) if closes.fullmatch(rows[n]))
    return next(ends, len(rows) + 1)
