"""An article's title: in its settings, or the heading that its text begins with.

In: the settings as read, and the reader of the text. Out: the title as a heading; an article
of an issue without one is a finding.
"""

import re
from dataclasses import dataclass

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.document import Heading, plain_text
from bulletin.messages import tr
from bulletin.source.markdown import tree
from bulletin.source.markdown.blocks import BlockReader
from bulletin.source.settings.elsewhere import key_meant
from bulletin.source.settings.issues import ArticleSettings
from bulletin.source.settings.types import LONGEST_HEADLINE, keys_of
from bulletin.source.text import Source, Value
from bulletin.source.yaml.nodes import Keys, Scalar, YamlNode

FRONT_MATTER_EXAMPLES = {
    "title": "title: Ba việc trước mùa lũ",
    "image.file": "file: images/name.jpg",
    "image.alt": tr("alt: what the picture shows"),
}

NO_TITLE = "…"
"""Stands in for a title that is missing; such an article is never built."""


@dataclass(frozen=True)
class WrittenSettings:
    """The settings of an article as written; None: there are none, or none can be read."""

    source: Source | None
    node: YamlNode | None


def has_value(node: YamlNode, key: str) -> bool:
    """Whether a key is there and says something."""
    found = node.get(key) if isinstance(node, Keys) else None
    return found is not None and not (isinstance(found, Scalar) and found.value is None)


def title_in_settings(title: Value, reader: BlockReader) -> Heading:
    """The title of the settings; a heading that says the same above the text is left out."""
    above = _opening(reader)
    if above and _folded(_written(above)) == _folded(title.text):
        _leave_out(above, reader)
    return Heading(span=title.span, level=1, children=reader.inlines(title))


def title_in_text(
    settings: WrittenSettings, body: Source, reader: BlockReader, *, lone: bool
) -> Heading:
    """The heading that the text begins with.

    `lone`: a text with no issue around it may have no title, and nothing stands in for it.
    """
    # Before anything else is read, for the footnotes of a title are the first ones.
    if heading := _taken(reader):
        if len(plain_text(heading.children)) > LONGEST_HEADLINE:
            message = tr(
                "the title has more than {longest_headline} characters",
                longest_headline=LONGEST_HEADLINE,
            )
            hint = tr(
                "make it shorter, at most {longest_headline} characters",
                longest_headline=LONGEST_HEADLINE,
            )
            reader.findings.add(codes.TOO_LONG, heading.span, message, hint)
        return heading
    if lone and settings.source is None:
        return Heading(span=Span(body.file), level=1, children=())
    span = _report_missing(settings, body, reader)
    return Heading(span=span, level=1, children=reader.inlines(Value(NO_TITLE, Span(body.file))))


_TOML = "+++"
"""What stands around settings in another language than YAML, as Hugo has them."""


def _report_missing(settings: WrittenSettings, body: Source, reader: BlockReader) -> Span:
    """Note that there is no title, and where it belongs."""
    above = tr(
        "write # and the title at the top of the text, or {title}",
        title=FRONT_MATTER_EXAMPLES["title"],
    )
    if isinstance(settings.node, Keys):
        own, start = settings.node.key_span("title"), settings.node.span
        message = tr('"title" has no value') if own else tr('"title" is missing')
        span = own or Span(start.file, start.line, start.column)
        known = keys_of(ArticleSettings)
        others = (key for key, _, _ in settings.node.entries if key not in known)
        if not own and any(key_meant(key, known) == "title" for key in others):
            return span  # it is there under another name, which has its finding
        hint = tr(
            "write title: and what this article is called, as in {title}",
            title=FRONT_MATTER_EXAMPLES["title"],
        )
        reader.findings.add(codes.MISSING_KEY, span, message, hint)
        return span
    if settings.source is not None:
        span = Span(settings.source.file, settings.source.line - 1, 1, 4)
        message = tr("the settings between the lines of --- are empty")
        reader.findings.add(codes.FRONT_MATTER, span, message, above)
        return span
    if not body.text.strip():
        return Span(body.file)  # an empty file, or settings that are not closed, say so themselves
    rows = [row.strip() for row in body.text.split("\n")]
    first = next(number for number, row in enumerate(rows) if row)
    span = body.line_span(first)
    message = tr("this article has no title: its first line begins neither with # nor with ---")
    hint = tr("write # and the title at the very top")
    if rows[first] == _TOML:
        hint = tr("write --- in place of {fence}, and a colon in place of each =", fence=_TOML)
    elif _READS_LIKE_TITLE.fullmatch(rows[first]) and rows[first + 1 : first + 2] == [""]:
        hint = tr("if this line is the title, write # in front of it: # {title}", title=rows[first])
    reader.findings.add(codes.FRONT_MATTER, span, message, hint)
    return span


_READS_LIKE_TITLE = re.compile(r"[^\W_].{2,118}[^\s.:;,…]")
"""A line that may be a title, if nothing stands right below it."""


# -- the heading above the text ------------------------------------------------------------

_UNSEEN = {"footnote_reference", "attrs_block"}
"""Nodes that make no block where they stand."""


def _taken(reader: BlockReader) -> Heading | None:
    """The heading with one # that the text begins with; the reader no longer has it."""
    node = _opening(reader)
    if node is None:
        return None
    _leave_out(node, reader)
    found = next(iter(reader.blocks([node])), None)
    return found if isinstance(found, Heading) else None


def _opening(reader: BlockReader) -> tree.Node | None:
    """The node of a heading of the first level, with words, above all else."""
    first = next((node for node in reader.nodes if node.type not in _UNSEEN), None)
    if first is None or first.type != "heading" or first.token.tag != "h1":
        return None
    return first if _written(first).strip() else None


def _leave_out(left_out: tree.Node, reader: BlockReader) -> None:
    reader.nodes = [node for node in reader.nodes if node is not left_out]


def _written(node: tree.Node) -> str:
    """The Markdown of a heading's words."""
    return "".join(child.token.content for child in node.children)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
