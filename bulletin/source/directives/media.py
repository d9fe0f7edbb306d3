"""Films and sounds: `video` and `audio`."""

from bulletin.document import Block, Media, Picture
from bulletin.messages import tr
from bulletin.source.directives.base import (
    Argument,
    Call,
    Directive,
    Option,
    audio_file,
    captions_file,
    inline,
    picture_file,
    text,
    video_file,
)


def _video(call: Call) -> Block | None:
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


VIDEO = Directive(
    "video",
    _video,
    Argument(video_file, "media/name.mp4"),
    (
        Option("title", inline, required=True, default=()),
        Option("poster", picture_file, required=True, example="images/name.jpg"),
        Option("alt", text, required=True, default="", example=tr("what the film shows")),
        Option("captions", captions_file, default=""),
    ),
    body="markdown",
)


def _audio(call: Call) -> Block | None:
    if not call.argument:
        return None
    return Media(
        span=call.span,
        kind="audio",
        file=call.argument,
        title=call.options["title"],
        children=call.children,
    )


AUDIO = Directive(
    "audio",
    _audio,
    Argument(audio_file, "media/name.m4a"),
    (Option("title", inline, required=True, default=()),),
    body="markdown",
)


DIRECTIVES = (VIDEO, AUDIO)
