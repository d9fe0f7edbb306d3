"""Signs of programs for notes (Obsidian, Logseq, Notion) in Markdown.

In: a text. Out: the same with signs that Markdown knows; what leads to other notes is remarked upon
with its line.
"""

import re
from functools import partial

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_QUICK = re.compile(
    r"\[\[|==|%%|\{/\*|\s\^[A-Za-z0-9]|^\||\[[^\]\n]*(?:\||\]\([^)\n]*\s)", re.MULTILINE
)
_LINK = re.compile(
    r"(?P<embedded>!?)\[\[(?P<target>[^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?"
    r"(?:\|(?P<words>[^\[\]\n]{1,200}))?\]\]"
)
_PICTURE = re.compile(r"(?i).+\.(?:png|jpe?g|gif|webp|svg|avif)")
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])(?P<words>[^=\n]{0,300}[^\s=])==(?![=\w])")
_HIDDEN = re.compile(r"[ ]?(?:(?<![0-9])%%[^%\n]{1,400}%%|\{/\*[^\n]{0,400}?\*/\})")
_NAME = re.compile(r"(?<![ \t])[ \t]++\^[A-Za-z0-9-]{4,40}[ \t]*\Z")
"""By which other notes lead to a paragraph."""
_HIDDEN_ROWS = re.compile(r"^[ \t]*%%(?P<rows>[^%]*)%%[ \t]*$", re.MULTILINE)
_VERSES = re.compile(r"(?:^\|(?: [^|\n]*)?(?:\n|\Z)){2,}", re.MULTILINE)
"""Lines of a poem or an address, as pandoc has them."""
_SIZE = re.compile(r"(!\[[^\]\n|]*)(?:\|\d+(?:x\d+)?)?(\]\([^()\s]+)(?:\s+=[\dx%*]+)?(?=[)\s])")
"""How large a picture is shown, behind what it shows or where it lies."""
_SPACED = re.compile(r"(\]\()([^()<>\s\"][^()<>\n\"]*? [^()<>\n\"]*\.\w{2,5})(?=\))")
"""The name of a file with spaces, which CommonMark wants in pointed brackets."""
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")


def without_vault_signs(text: str, above: int, remarks: Remarks) -> str:
    """The text as Markdown, line for line; `above`: lines of the file that stand above it."""
    if not _QUICK.search(text):
        return text
    text = _HIDDEN_ROWS.sub(lambda found: "\n" * found["rows"].count("\n"), text)
    text = _VERSES.sub(_in_lines, text)
    made: list[str] = []
    fenced = False
    for number, row in enumerate(text.split("\n"), start=above + 1):
        fenced ^= bool(_FENCE.match(row))
        made.append(row if fenced else _row(row, number, remarks))
    return "\n".join(made)


def _in_lines(found: re.Match[str]) -> str:
    rows = [row[1:].strip() for row in found[0].rstrip("\n").split("\n")]
    return "\\\n".join(rows) + "\n" * found[0].endswith("\n")


def _row(row: str, number: int, remarks: Remarks) -> str:
    row = _NAME.sub("", _HIDDEN.sub("", row))
    row = _SPACED.sub(r"\1<\2>", _SIZE.sub(r"\1\2", row))
    row = _MARKED.sub(lambda found: f"**{found['words']}**", row)
    return _LINK.sub(partial(_linked, line=number, remarks=remarks), row)


def _linked(found: re.Match[str], line: int, remarks: Remarks) -> str:
    """A picture as Markdown has it, and the words of a link to another note."""
    target, words = found["target"].strip(), (found["words"] or "").strip()
    if found["embedded"] and _PICTURE.fullmatch(target):
        return f"![{'' if words[:1].isdigit() else words}](<{target}>)"
    remarks.lost(tr("A short form of another program: {form}", form=found[0][:60]), line)
    return "" if found["embedded"] else words or target
