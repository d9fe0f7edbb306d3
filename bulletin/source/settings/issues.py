"""The settings of an issue and of its articles, as frozen models.

In: plain values from `issue.yaml` and the front matter of articles. Out: validated models; as in
`models.py` beside it, unknown keys are refused.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.picture_code import PICTURE_UNSEEN, holds_picture
from bulletin.source.settings import types
from bulletin.source.settings.masthead import Masthead
from bulletin.source.settings.recordings import RecordedSettings
from bulletin.source.settings.topics import Topics
from bulletin.source.values import WrongValue, clock, day_of_issue


class PictureSettings(types.Settings):
    """A picture named in YAML."""

    file: types.RelativePath
    alt: types.Line
    credit: types.Line | None = None


class CoverSettings(types.Settings):
    """The picture on the cover."""

    image: types.RelativePath
    alt: types.Line
    credit: types.Line | None = None


class SectionSettings(types.Settings):
    """A section of the issue: its title and its articles in order."""

    title: types.Name
    articles: Annotated[tuple[types.RelativePath, ...], Field(min_length=1)]


def _in_words(text: str) -> str:
    """A text that is shown as it is written, where a picture would be its code."""
    if holds_picture(text):
        raise WrongValue(PICTURE_UNSEEN, tr("say it in words"), codes.LOST_PICTURE)
    return text


class CorrectionSettings(types.Settings):
    """What was mended after publication, and when: readers of every edition are told."""

    date: Annotated[types.Day, AfterValidator(day_of_issue)]
    text: Annotated[types.Line, AfterValidator(_in_words)]


Corrections = Annotated[tuple[CorrectionSettings, ...], Field(max_length=100)]
"""In the order in which they were made; each raises the issue's revision by one."""

MOST_ISSUES = 999_999
"""No issue has a higher number; a date written without its hyphens is not."""


class IssueSettings(types.Settings):
    """`issue.yaml`."""

    number: Annotated[types.WholeNumber, Field(ge=1, le=MOST_ISSUES)]
    date: Annotated[types.Day, AfterValidator(day_of_issue)]
    title: types.Name | None = None
    summary: types.Line | None = None
    cover: CoverSettings | None = None
    sections: tuple[SectionSettings, ...] = ()
    """Left out: every `*.md` in name order, without a section's title."""
    corrections: Corrections = ()
    masthead: Masthead | None = None
    """What the publication was called and who answered for it, where that is different now."""


SpokenText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
"""What is read out in a few minutes."""


class SpeakerSettings(types.Settings):
    """What the village loudspeaker says of an article; words alone stand for `text`."""

    text: SpokenText | None = None
    """Left out: the title, the summary and the dates."""
    at: Annotated[dt.time, BeforeValidator(clock)] | None = None
    """When it is to be played; at night and early in the morning it warns."""
    play: bool = True
    """Whether it is played at all; `speaker: false` is short for false."""


def _played(value: object) -> object:
    """Take `speaker: words` for the text, and `speaker: false` for nothing to play."""
    return {"play": value} if isinstance(value, bool) else types.text_alone("text")(value)


class ArticleSettings(RecordedSettings):
    """The front matter of an article."""

    title: types.Headline | None = None
    """Left out: the heading with one # that the text begins with."""
    summary: types.Line | None = None
    authors: Annotated[tuple[types.Headline, ...], Field(max_length=100)] = ()
    topics: Topics = ()
    """What it is about: each has a page and a feed of articles of all issues."""
    image: PictureSettings | None = None
    layout: Literal["one", "two"] = "one"
    standing: bool = False
    """Whether `bulletin new` carries the article on into the next issue."""
    draft: bool = False
    """Whether it is still to be written; the check reminds of it."""
    speaker: Annotated[SpeakerSettings | None, BeforeValidator(_played)] = None
    """What the loudspeaker says of it; false: nothing."""
    clip: bool = False
    """Whether the edition clips makes a short film of it."""
    check: types.Switches = Field(default={})
    """Findings to do without in this article, each by its code with the reason."""
    corrections: Corrections = ()
