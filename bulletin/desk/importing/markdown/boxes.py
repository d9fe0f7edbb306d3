"""Boxes of other programs in Markdown: callouts, admonitions, containers.

In: a text. Out: the same with our notes, `:::{note} Title`. A container that is no box is taken out
around its words, and remarked upon with its line.
"""

import re
from collections.abc import Sequence
from textwrap import dedent

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr
from bulletin.source.directives import BODIES

_NOTES = "note info abstract summary question help faq example quote todo details seealso callout"
_KIND_OF = {
    **dict.fromkeys([*_NOTES.split(), "admonition", "secondary", "tldr", "cite"], ""),
    **dict.fromkeys(["tip", "hint", "success", "check", "done"], "tip"),
    **dict.fromkeys(["warning", "caution", "attention", "important"], "warning"),
    **dict.fromkeys(["danger", "error", "failure", "fail", "missing", "bug"], "danger"),
}
_QUICK = re.compile(r"^[> \t]*(?:>[ \t]*\[!|!!!|\?\?\?|===|:::|```+[ \t]*\{)", re.MULTILINE)
_AROUND = re.compile(
    r"(?P<quoted>>)[ \t]*\[!(?P<name>\w{1,20})[^\]\n]{0,40}\][+-]?[ \t]*(?P<title>.{0,200})"
    r"|(?:!!!|\?\?\?\+?)[ \t]+(?P<name_2>[\w-]+)[\w \t-]*(?:\"(?P<title_2>[^\"]*)\"[ \t]*)?"
    r"|===[+!]?[ \t]+\"(?P<title_3>[^\"]+)\"[ \t]*"
)
"""The first row of a box whose other rows are quoted, or set in below it."""
_FENCED = re.compile(
    r"\s*(?P<fence>:{3,}|`{3,}(?=[ \t]*\{))[ \t]*(?P<brace>\{)?(?:#[\w-]+[ \t]+)?(?P<dot>\.)?"
    r"(?:callout-)?(?P<name>[A-Za-z][\w-]*)\b(?P<rest>.*)"
)
_TITLE = re.compile(
    r"title=\"([^\"]*)\"|\A\[([^\]]*)\]|\A(?:[^{}]*\})?[ \t]+((?![^{}]*\})[^{\s][^{]*)"
)
_CLOSING = re.compile(r"\s*(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*")
_CODE = re.compile(r"\s*(?P<fence>`{3,}|~{3,})")


def with_notes(text: str, above: int, remarks: Remarks) -> str:
    """The text with notes for boxes; `above`: lines of the file that stand above it."""
    return "\n".join(_noted(text.split("\n"), above, remarks)) if _QUICK.search(text) else text


def _noted(rows: Sequence[str], above: int, remarks: Remarks) -> list[str]:
    made: list[str] = []
    open_ones: list[tuple[str, str]] = []  # what closes each container, and what is written then
    at, code = 0, ""
    while at < len(rows):
        row, at = rows[at], at + 1
        lead = row[: len(row) - len(row.lstrip())]
        closing = _CLOSING.fullmatch(row)
        if code:
            made.append(row)
            code = "" if closing and closing["fence"].startswith(code) else code
        elif closing and open_ones and closing["fence"][0] == open_ones[-1][0]:
            made.append(open_ones.pop()[1])
        elif (found := _AROUND.fullmatch(row, len(lead))) and (title := _title(found)) is not None:
            inner, end = _body(rows, at, lead, found["quoted"])
            made += [lead + one for one in _opening(found["name"] or found["name_2"] or "", title)]
            made += [lead + one for one in (*_noted(inner, above + at, remarks), ":::")]
            at = end
        elif (found := _FENCED.fullmatch(row)) and (made_of := _container(found)):
            made += [lead + one for one in made_of]
            open_ones.append((found["fence"][0], f"{lead}:::" if made_of[0] else ""))
            if not made_of[0]:
                said = tr("A short form of another program: {form}", form=row[:60])
                remarks.lost(said, above + at)
            while found["fence"][0] == "`" and re.match(r"\s*:[\w-]+:", "".join(rows[at : at + 1])):
                at += 1  # its options
        else:
            made.append(row)
            code = found["fence"] if (found := _CODE.match(row)) else ""
    return made


def _title(found: re.Match[str]) -> str | None:
    """The title of a box, "" for none; no box is "!!! chú ý nhé bà con"."""
    title = found["title"] or found["title_2"] or found["title_3"] or ""
    own = found["name"] or found["name_2"] or ""
    if title or own.lower() in _KIND_OF:
        return title
    return own if found["name"] or found[0].split()[1:] == [own] else None


def _container(found: re.Match[str]) -> list[str]:
    """The rows that open a container: ours, a note, none; [] for what is code."""
    name = found["name"].lower()
    if found["fence"][0] == ":" and found["brace"] and not found["dot"] and name in BODIES:
        return [found[0].lstrip()]
    if name in _KIND_OF:
        title = _TITLE.search(found["rest"].rstrip())
        return _opening(name, next(filter(None, title.groups()), "") if title else "")
    return [""] if found["fence"][0] == ":" else []


def _opening(name: str, title: str) -> list[str]:
    kind = _KIND_OF.get(name.lower(), "")
    return [f":::{{note}} {title.strip()}".rstrip(), *[f":kind: {kind}"] * bool(kind)]


def _body(rows: Sequence[str], start: int, lead: str, quoted: str | None) -> tuple[list[str], int]:
    """The rows of a box that is quoted or set in, without that, and where they end."""
    inside = re.compile(f"{lead}>" if quoted else rf"{lead}(?: {{4}}|\t)|[ \t]*\Z")
    end = start
    while end < len(rows) and inside.match(rows[end]):
        end += 1
    if quoted:
        return [re.sub(r"\A\s*>[ \t]?", "", row) for row in rows[start:end]], end
    return dedent("\n".join(rows[start:end])).rstrip().split("\n"), end
