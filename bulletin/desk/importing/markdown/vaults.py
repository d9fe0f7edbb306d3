"""Signs of programs for notes (Obsidian, Logseq, Notion) in Markdown.

In: a text. Out: the same with signs that Markdown knows; what leads to other notes is remarked upon
with its line.
"""

from __future__ import annotations

import re
from functools import partial

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_QUICK = re.compile(r"\[\[|==|%%|\[!|\s\^[A-Za-z0-9]")
_LINK = re.compile(
    r"(?P<embedded>!?)\[\[(?P<target>[^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?"
    r"(?:\|(?P<words>[^\[\]\n]{1,200}))?\]\]"
)
_PICTURE = re.compile(r"(?i).+\.(?:png|jpe?g|gif|webp|svg|avif)")
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])(?P<words>[^=\n]{0,300}[^\s=])==(?![=\w])")
_HIDDEN = re.compile(r"[ ]?%%[^%\n]{1,400}%%")
_NAME = re.compile(r"(?<![ \t])[ \t]++\^[A-Za-z0-9-]{4,40}[ \t]*\Z")
"""By which other notes lead to a paragraph."""
_BOX = re.compile(r">[ \t]*\[!\w{1,20}\][+-]?[ \t]*(?P<title>[^\n]{0,200})")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")


def without_vault_signs(text: str, above: int, remarks: Remarks) -> str:
    """The text as Markdown; `above`: lines of the file that stand above it."""
    if not _QUICK.search(text):
        return text
    made: list[str] = []
    fenced = boxed = False
    for number, row in enumerate(text.split("\n"), start=above + 1):
        fenced ^= bool(_FENCE.match(row))
        written = row if fenced else _row(row, number, remarks)
        if boxed and not row.startswith(">"):
            made.append(":::")
            boxed = False
        if not fenced and (box := _BOX.fullmatch(row)):
            boxed, written = True, f":::{{note}} {box['title']}".rstrip()
        elif boxed:
            written = re.sub(r"\A>[ \t]?", "", written)
        made.append(written)
    return "\n".join([*made, ":::"] if boxed else made)


def _row(row: str, number: int, remarks: Remarks) -> str:
    row = _NAME.sub("", _HIDDEN.sub("", row))
    row = _MARKED.sub(lambda found: f"**{found['words']}**", row)
    return _LINK.sub(partial(_linked, line=number, remarks=remarks), row)


def _linked(found: re.Match[str], line: int, remarks: Remarks) -> str:
    """A picture as Markdown has it, and the words of a link to another note."""
    target, words = found["target"].strip(), (found["words"] or "").strip()
    if found["embedded"] and _PICTURE.fullmatch(target):
        return f"![](<{target}>)"
    remarks.lost(tr("A short form of another program: {form}", form=found[0][:60]), line)
    return "" if found["embedded"] else words or target
