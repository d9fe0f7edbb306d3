"""Pictures: `figure` and `gallery`."""

from dataclasses import replace

from bulletin import codes
from bulletin.document import Block, Figure, Gallery, Inlines, Paragraph, Picture, Text
from bulletin.messages import tr
from bulletin.source.directives import base


def _figure(call: base.Call) -> Block | None:
    alt, decorative = call.options["alt"], call.options["decorative"]
    if not alt and not decorative:
        call.report(
            codes.NO_ALTERNATIVE,
            tr("this picture has no alternative text"),
            tr("write :alt: and what the picture shows, or :decorative: true if it shows nothing"),
        )
    if not call.argument:
        return None
    return Figure(
        span=call.span,
        picture=Picture(call.argument, alt, call.span),
        caption=caption_of(call),
        credit=call.options["credit"],
        width=call.options["width"],
        say=call.options["say"],
    )


def caption_of(call: base.Call) -> Inlines:
    """The body as one run of text; anything but paragraphs in it is a finding."""
    caption: Inlines = ()
    for block in call.children:
        if not isinstance(block, Paragraph):
            message = tr("a caption is running text, without lists, headings or pictures")
            call.report(codes.WRONG_BODY, message, tr("move this below the directive"), block.span)
            continue
        caption += (Text(" "), *block.children) if caption else block.children
    return caption


FIGURE = base.Directive(
    "figure",
    _figure,
    base.Argument(base.picture_file, "images/name.jpg"),
    (
        base.Option("alt", base.text, default=""),
        base.Option("decorative", base.flag, default=False),
        base.Option("credit", base.text, default=""),
        base.Option("width", base.choice("column", "wide", "full"), default="column"),
        base.Option("say", base.text, default=""),
    ),
    body="markdown",
)


def _gallery(call: base.Call) -> Block | None:
    if call.empty:
        hint = tr('write one a line: ![what it shows](images/name.jpg "caption")')
        call.report(codes.EMPTY_BODY, tr("this gallery has no pictures"), hint)
    if not call.figures:
        return None
    return _alone(call) or Gallery(
        span=call.span,
        children=call.figures,
        caption=call.options["caption"],
        credit=call.options["credit"],
        columns=call.options["columns"],
    )


def _alone(call: base.Call) -> Figure | None:
    """The only picture of a gallery, which needs no place beside others."""
    only, *others = call.figures
    caption = call.options["caption"]
    if others or not isinstance(only, Figure) or (only.caption and caption):
        return None
    credit = only.credit or call.options["credit"]
    return replace(only, caption=only.caption or caption, credit=credit)


GALLERY = base.Directive(
    "gallery",
    _gallery,
    options=(
        base.Option("caption", base.inline, default=()),
        base.Option("credit", base.text, default=""),
        base.Option("columns", base.whole(2, 4), default=2),
    ),
    body="pictures",
)


DIRECTIVES = (FIGURE, GALLERY)
