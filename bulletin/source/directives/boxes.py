"""Boxes beside the text: `note`, `pull-quote` and `link-card`."""

from bulletin import codes
from bulletin.document import Block, LinkCard, Note, Picture, PullQuote
from bulletin.messages import tr
from bulletin.source.directives import base


def _note(call: base.Call) -> Block | None:
    if not _has_text(call):
        return None
    return Note(
        span=call.span, kind=call.options["kind"], title=call.argument or (), children=call.children
    )


def _has_text(call: base.Call) -> bool:
    if not call.children:
        call.report(
            codes.EMPTY_BODY, tr("this box is empty"), tr("write its text above the closing :::")
        )
    return bool(call.children)


NOTE = base.Directive(
    "note",
    _note,
    base.Argument(base.inline, "title", required=False),
    (base.Option("kind", base.choice("info", "tip", "warning", "danger"), default="info"),),
    body="markdown",
)


def _pull_quote(call: base.Call) -> Block | None:
    if not _has_text(call):
        return None
    return PullQuote(
        span=call.span, children=call.children, by=call.options["by"], role=call.options["role"]
    )


PULL_QUOTE = base.Directive(
    "pull-quote",
    _pull_quote,
    options=(base.Option("by", base.text, default=""), base.Option("role", base.text, default="")),
    body="markdown",
)


def _link_card(call: base.Call) -> Block | None:
    file, alt = call.options["image"], call.options["alt"]
    if file and not alt:
        message = tr("this picture has no alternative text")
        hint = tr("write :alt: and what the picture shows")
        call.report(codes.NO_ALTERNATIVE, message, hint, call.place("image"))
    if call.argument is None:
        return None
    return LinkCard(
        span=call.span,
        target=call.argument,
        title=call.options["title"],
        picture=Picture(file, alt, call.place("image")) if file else None,
        children=call.children,
    )


LINK_CARD = base.Directive(
    "link-card",
    _link_card,
    base.Argument(base.target, tr("https://... or 02-bai.md")),
    (
        base.Option("title", base.inline, required=True, default=()),
        base.Option("image", base.picture_file, default=None),
        base.Option("alt", base.text, default=""),
    ),
    body="markdown",
)


DIRECTIVES = (NOTE, PULL_QUOTE, LINK_CARD)
