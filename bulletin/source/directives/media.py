"""Films and sounds: `video` and `audio`."""

from bulletin.document import Block, Media, Picture
from bulletin.messages import tr
from bulletin.source.directives import base


def _video(call: base.Call) -> Block | None:
    poster = call.options["poster"]
    if not call.argument or not poster:
        return None
    return Media(
        span=call.span,
        kind="video",
        file=call.argument,
        title=call.options["title"],
        poster=Picture(poster, call.options["alt"], call.place("poster")),
        captions=call.options["captions"],
        children=call.children,
    )


VIDEO = base.Directive(
    "video",
    _video,
    base.Argument(base.video_file, "media/name.mp4"),
    (
        base.Option("title", base.inline, required=True, default=()),
        base.Option("poster", base.picture_file, required=True, example="images/name.jpg"),
        base.Option("alt", base.text, required=True, default="", example=tr("what the film shows")),
        base.Option("captions", base.captions_file, default=""),
    ),
    body="markdown",
)


def _audio(call: base.Call) -> Block | None:
    if not call.argument:
        return None
    return Media(
        span=call.span,
        kind="audio",
        file=call.argument,
        title=call.options["title"],
        children=call.children,
    )


AUDIO = base.Directive(
    "audio",
    _audio,
    base.Argument(base.audio_file, "media/name.m4a"),
    (base.Option("title", base.inline, required=True, default=()),),
    body="markdown",
)


DIRECTIVES = (VIDEO, AUDIO)
