"""HTML in an article: never passed through; the finding names what to write instead."""

import re

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings

_COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)
_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z][\w-]*)")

_INSTEAD = {
    "a": tr("write [words](https://...)"),
    "abbr": tr('write [words]{{say="..."}}'),
    "audio": tr("write :::{{audio}} media/name.m4a"),
    "aside": tr("write :::{{note}}"),
    "b": tr("write **words**"),
    "blockquote": tr("write > in front of the lines, or :::{{pull-quote}}"),
    "br": tr("write a backslash at the end of the line; in a table begin a new row"),
    "code": tr("write `words`"),
    "del": tr("write ~~words~~"),
    "details": tr("write :::{{note}}"),
    "div": tr("write :::{{note}}"),
    "em": tr("write *words*"),
    "figure": tr("write :::{{figure}} images/name.jpg"),
    "h1": tr("write ## and the heading"),
    "h2": tr("write ## and the heading"),
    "h3": tr("write ### and the heading"),
    "h4": tr("write #### and the heading"),
    "hr": tr("write --- on a line of its own, between blank lines"),
    "i": tr("write *words*"),
    "iframe": tr("write :::{{video}} or :::{{link-card}} with the address"),
    "img": tr("write :::{{figure}} images/name.jpg, or ![what it shows](images/name.jpg)"),
    "li": tr("write - in front of the line"),
    "ol": tr("write 1. in front of each line"),
    "p": tr("leave a blank line between paragraphs"),
    "q": tr("write the quotation marks"),
    "s": tr("write ~~words~~"),
    "span": tr('write [words]{{.silent}}, {{lang=en}} or {{say="..."}}'),
    "sub": tr("write small figures, as in H₂O; letters stand in the line"),
    "sup": tr("write small figures, as in m²; letters stand in the line"),
    "strong": tr("write **words**"),
    "table": tr("write a Markdown table, or :::{{table}} data/name.csv"),
    "u": tr("write **words**"),
    "ul": tr("write - in front of each line"),
    "video": tr("write :::{{video}} media/name.mp4"),
}


def report(text: str, span: Span, findings: Findings) -> None:
    """Note a piece of HTML, once for a pair of tags; comments are left out in silence."""
    if _COMMENT.fullmatch(text):
        return
    if text.lstrip().startswith("<!--"):
        message, hint = tr("this comment is not closed"), tr("write --> at its end")
        if "-->" in text:
            message = tr("a comment swallows the text beside it")
            hint = tr("put the comment on a line of its own")
        findings.add(codes.RAW_HTML, span, message, hint)
        return
    tag = _TAG.match(text.lstrip())
    if tag and tag[1]:
        return
    name = tag[2].lower() if tag else ""
    findings.add(
        codes.RAW_HTML,
        span,
        tr("<{name}> is HTML, which no edition takes", name=name) if name else tr("this is HTML"),
        _INSTEAD.get(
            name, tr("write it in Markdown; put \\ in front of < if you mean the character")
        ),
    )
