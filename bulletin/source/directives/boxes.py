"""Boxes beside the text: `note`, `pull-quote` and `link-card`."""

from bulletin import codes
from bulletin.document import Block, LinkCard, Note, Picture, PullQuote
from bulletin.messages import tr
from bulletin.source.directives.base import (
    Argument,
    Call,
    Directive,
    Option,
    choice,
    inline,
    picture_file,
    target,
    text,
)


def _note(call: Call) -> Block | None:
    if not _has_text(call):
        return None
    return Note(
        span=call.span, kind=call.options["kind"], title=call.argument or (), children=call.children
    )


def _has_text(call: Call) -> bool:
    if not call.children:
        call.report(
            codes.EMPTY_BODY, tr("this box is empty"), tr("write its text above the closing :::")
        )
    return bool(call.children)


NOTE = Directive(
    "note",
    _note,
    Argument(inline, "title", required=False),
    (Option("kind", choice("info", "tip", "warning", "danger"), default="info"),),
    body="markdown",
)


def _pull_quote(call: Call) -> Block | None:
    if not _has_text(call):
        return None
    return PullQuote(
        span=call.span, children=call.children, by=call.options["by"], role=call.options["role"]
    )


PULL_QUOTE = Directive(
    "pull-quote",
    _pull_quote,
    options=(Option("by", text, default=""), Option("role", text, default="")),
    body="markdown",
)


def _link_card(call: Call) -> Block | None:
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


LINK_CARD = Directive(
    "link-card",
    _link_card,
    Argument(target, tr("https://... or 02-bai.md")),
    (
        Option("title", inline, required=True, default=()),
        Option("image", picture_file, default=None),
        Option("alt", text, default=""),
    ),
    body="markdown",
)


DIRECTIVES = (NOTE, PULL_QUOTE, LINK_CARD)
