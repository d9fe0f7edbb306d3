"""Captions as players read them (WebVTT, SubRip): when one is shown, and its words.

In: milliseconds, and text. Out: text.
"""

from html import escape


def cue_time(milliseconds: int, point: str = ".") -> str:
    """When a caption is shown, always with hours: 00:01:02.345, in SubRip with a comma."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def cue_text(text: str) -> str:
    """The words of a caption in WebVTT: on one line, with the signs escaped that mean something."""
    return escape(" ".join(text.split()), quote=False)
