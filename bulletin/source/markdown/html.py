"""HTML in an article: never passed through; the finding names what to write instead."""

from __future__ import annotations

import re

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.source.reporting import Findings

_COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)
_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z][\w-]*)")

_INSTEAD = {
    "a": "write [words](https://...)",
    "abbr": 'write [words]{say="..."}',
    "audio": "write :::{audio} media/name.m4a",
    "aside": "write :::{note}",
    "b": "write **words**",
    "blockquote": "write > in front of the lines, or :::{pull-quote}",
    "br": "write a backslash at the end of the line; in a table begin a new row",
    "code": "write `words`",
    "del": "write ~~words~~",
    "details": "write :::{note}",
    "div": "write :::{note}",
    "em": "write *words*",
    "figure": "write :::{figure} images/name.jpg",
    "h1": "write ## and the heading",
    "h2": "write ## and the heading",
    "h3": "write ### and the heading",
    "h4": "write #### and the heading",
    "hr": "write --- on a line of its own, between blank lines",
    "i": "write *words*",
    "iframe": "write :::{video} or :::{link-card} with the address",
    "img": "write :::{figure} images/name.jpg, or ![what it shows](images/name.jpg)",
    "li": "write - in front of the line",
    "ol": "write 1. in front of each line",
    "p": "leave a blank line between paragraphs",
    "q": "write the quotation marks",
    "s": "write ~~words~~",
    "span": 'write [words]{.silent}, {lang=en} or {say="..."}',
    "strong": "write **words**",
    "table": "write a Markdown table, or :::{table} data/name.csv",
    "u": "write **words**",
    "ul": "write - in front of each line",
    "video": "write :::{video} media/name.mp4",
}


def report(text: str, span: Span, findings: Findings) -> None:
    """Note a piece of HTML, once for a pair of tags; comments are left out in silence."""
    if _COMMENT.fullmatch(text):
        return
    if text.lstrip().startswith("<!--"):
        closed = "-->" in text
        findings.add(
            codes.RAW_HTML,
            span,
            "a comment swallows the text beside it" if closed else "this comment is not closed",
            "put the comment on a line of its own" if closed else "write --> at its end",
        )
        return
    tag = _TAG.match(text.lstrip())
    if tag and tag[1]:
        return
    name = tag[2].lower() if tag else ""
    findings.add(
        codes.RAW_HTML,
        span,
        f"<{name}> is HTML, which no edition takes" if name else "this is HTML",
        _INSTEAD.get(name, "write it in Markdown; put \\ in front of < if you mean the character"),
    )
