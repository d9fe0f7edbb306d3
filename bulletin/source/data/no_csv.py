"""What files hold that are called .csv and are none: pages, XML, JSON and commands for databases.

In: the text of a file. Out: a finding that says what it is, or nothing.
"""

import re
from pathlib import PurePath

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

_SAVED_ANEW = tr("open it in its program, and save it as text; data as CSV UTF-8")
_KINDS = (
    (
        # Programs on the web offer such a page as a file for Excel.
        r"<(?:!doctype|!--|html|head|meta|body|style|table|thead|tbody|tr|div)\b",
        tr("a web page"),
    ),
    (r"<[?]xml\b|<[a-z][\w:.-]*(?:\s[^<>]*)?>\s*<[a-z]", tr("an XML file")),
    (r"(?:insert into|create table|drop table)\b", tr("a file of commands for a database")),
    (r"\|.*\n\s*\|[ \t]*:?-{3,}", tr("a table of Markdown")),
    (r"\[\s*[\[{]|\{\s*\"[^\"\n]*\"\s*:", tr("a JSON file")),
)


def report_no_csv(source: Source, findings: Findings) -> bool:
    """Note a text that begins as no rows and columns do; whether it is one."""
    begins = source.text.lstrip()[:_HEAD]
    kind = next((kind for sign, kind in _KINDS if re.match(f"(?i){sign}", begins)), "")
    if kind:
        message = tr("{file} is no CSV file, but {kind}", file=source.file, kind=kind)
        findings.add(codes.BROKEN_DATA, source.span(0), message, _hint(source.file, begins))
    return bool(kind)


def _hint(file: str, begins: str) -> str:
    if begins.startswith("|"):
        return tr("delete its second line, or copy the table into the article")
    if re.match(r"\[\s*\{", begins):  # which is YAML, too
        return tr("rename it to {wanted}", wanted=f"{PurePath(file).stem}.yaml")
    return _SAVED_ANEW


_HEAD = 2000
"""Characters in which a file shows what it is."""
