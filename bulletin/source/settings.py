"""The settings that an editor writes, as frozen models.

In: plain values from `publication.yaml`, `issue.yaml` and the front matter of articles.
Out: validated models; pydantic's errors carry the path of keys, which `source.yaml` turns
into places. Unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bulletin.codes import TOO_LONG
from bulletin.messages import tr
from bulletin.source.targets import AnyPlace
from bulletin.source.values import (
    WrongValue,
    absolute_address,
    colour,
    day,
    day_of_issue,
    language_tag,
    relative_path,
    site_address,
    slug,
    slug_of,
)


def _looks(pattern: str) -> Any:  # noqa: ANN401, pydantic's own kind of mark
    """What of a check a JSON Schema can say; the check itself says more, and in better words."""
    return Field(json_schema_extra={"pattern": pattern})


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]
"""A paragraph at most: summaries, descriptions, the words of a licence."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""What stands on covers, in headers and on posters, where there is room for three lines."""
LONGEST_HEADLINE = 500
Headline = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_HEADLINE),
]
"""An article's title or the name of its author: long, but no text."""
Address = Annotated[Line, AfterValidator(absolute_address), _looks(r"^\s*https?://\S+\s*$")]
SiteAddress = Annotated[
    str,
    # A QR code of more characters is too fine for a cheap printer in the poster's corner.
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    AfterValidator(site_address),
    _looks(r"^\s*https?://[^\s?#@/;]+(/(?!\.\.?(/|\s*$))[A-Za-z0-9._~-]+)*/?\s*$"),
]
LanguageTag = Annotated[
    Line, AfterValidator(language_tag), _looks(r"^\s*[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\s*$")
]
RelativePath = Annotated[
    Line, AfterValidator(relative_path), _looks(r"^(?!\s*(/|[A-Za-z]:|(.*/)?\.\.(/|\s*$)))[^\\]+$")
]
Colour = Annotated[Line, AfterValidator(colour), _looks(r"^\s*#[0-9a-fA-F]{6}\s*$")]
Slug = Annotated[Line, AfterValidator(slug), _looks(r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$")]
Day = Annotated[dt.date, BeforeValidator(day)]


class Settings(BaseModel):
    """The ground of all settings: frozen, closed, documented."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _left_out(cls, values: object) -> object:
        """A key without a value counts as left out."""
        if not isinstance(values, dict):
            return values
        return {k: v for k, v in values.items() if v is not None or k not in cls.model_fields}


class Publisher(Settings):
    """Who publishes, and how to reach them."""

    name: Name
    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    website: Address | None = None


class Licence(Settings):
    """The permission to publish, as it must be quoted."""

    text: Line
    url: Address | None = None


class Editor(Settings):
    """Somebody who answers for the publication."""

    name: Name
    role: Name | None = None


class Voice(Settings):
    """How the spoken edition is made."""

    engine: Line = "auto"
    """auto, or the name of an engine: espeak, gtts, piper, ..."""
    name: Line | None = None
    """The engine's own name for a voice; None: the engine's best for the language."""
    region: Literal["north", "central", "south"] = "north"
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    options: dict[Line, Line | float] = {}
    """What the engine alone knows: `url`, `model` and the like."""
    footnotes: Literal["inline", "end"] = "end"


class Colours(Settings):
    """The colours that a publication may set; the theme has its own for the rest."""

    accent: Colour | None = None
    accent_soft: Colour | None = None


class FaceFiles(Settings):
    """Font files that replace the theme's; each is a path in the publication's folder."""

    text: tuple[RelativePath, ...] = ()
    display: tuple[RelativePath, ...] = ()


class ThemeChoice(Settings):
    """Which theme, and what of it the publication changes."""

    name: Line = "default"
    colours: Colours = Colours()
    faces: FaceFiles = FaceFiles()
    logo: RelativePath | None = None


def _text_alone(key: str) -> Callable[[object], object]:
    """Take `licence: words` for `licence: {text: words}`."""

    def whole(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return whole


Switches = dict[str, str | None]
"""Codes of findings that are switched off, each with the reason."""


def _off(value: object) -> object:
    """Take `voice: off` (and `false`) for no voice."""
    return None if value is False or value == "off" else value


class Podcast(Settings):
    """What the feed for podcast players holds."""

    episodes: Literal["issue", "article"] = "issue"
    """issue: an episode an issue; article: an episode an article, the issue as season."""


LONGEST_NAME = 100
"""Letters in the name of files; with what is added to it, disks take 255 bytes."""


class Publication(Settings):
    """The masthead: `publication.yaml`."""

    title: Name
    slug: Slug | None = None
    """Names the files; None: made from the title."""
    subtitle: Name | None = None
    language: LanguageTag
    base_url: SiteAddress
    """Where the hosted copy lies; an issue's address is this and its id."""
    publisher: Publisher
    licence: Annotated[Licence, BeforeValidator(_text_alone("text"))]
    editors: Annotated[tuple[Editor, ...], Field(min_length=1, max_length=100)]
    """The first one is the responsible editor."""
    copyright: Line | None = None
    voice: Annotated[Voice | None, BeforeValidator(_off)] = Voice()
    """None (written `voice: off`): no spoken edition."""
    podcast: Podcast = Podcast()
    theme: Annotated[ThemeChoice, BeforeValidator(_text_alone("name"))] = ThemeChoice()
    targets: dict[Slug, AnyPlace] = Field(default={}, repr=False)
    """Where `bulletin publish --to NAME` puts releases; no part of what they are made from."""
    check: Switches = {}
    """Findings to do without, each by its code with the reason."""

    @model_validator(mode="after")
    def _names_files(self) -> Publication:
        if not self.name:
            message = tr('the title "{title}" gives no name for files', title=self.title)
            raise WrongValue(message, tr("write slug: and a name such as ban-tin-xa"))
        if len(self.name) > LONGEST_NAME:
            message = tr(
                "files cannot be called {name}…, which is {count} letters",
                name=self.name[:20],
                count=len(self.name),
            )
            raise WrongValue(
                message, tr("write slug: and a short name such as ban-tin-xa"), TOO_LONG
            )
        return self

    @property
    def name(self) -> str:
        """What the publication's files are called: "ban-tin-tan-phuoc"."""
        return self.slug or slug_of(self.title)

    def address_of(self, issue_id: str) -> str:
        """The permanent address of an issue: what the QR code holds."""
        return f"{self.base_url.rstrip('/')}/{issue_id}/"


class PictureSettings(Settings):
    """A picture named in YAML."""

    file: RelativePath
    alt: Line
    credit: Line | None = None


class CoverSettings(Settings):
    """The picture on the cover."""

    image: RelativePath
    alt: Line
    credit: Line | None = None


class SectionSettings(Settings):
    """A section of the issue: its title and its articles in order."""

    title: Name
    articles: Annotated[tuple[RelativePath, ...], Field(min_length=1)]


MOST_ISSUES = 999_999
"""No issue has a higher number; a date written without its hyphens is not."""


class IssueSettings(Settings):
    """`issue.yaml`."""

    number: Annotated[int, Field(ge=1, le=MOST_ISSUES)]
    date: Annotated[Day, AfterValidator(day_of_issue)]
    title: Name | None = None
    summary: Line | None = None
    cover: CoverSettings | None = None
    sections: tuple[SectionSettings, ...] = ()
    """Left out: every `*.md` in name order, without a section's title."""


class ArticleSettings(Settings):
    """The front matter of an article."""

    title: Headline | None = None
    """Left out: the heading with one # that the text begins with."""
    summary: Line | None = None
    authors: Annotated[tuple[Headline, ...], Field(max_length=100)] = ()
    image: PictureSettings | None = None
    layout: Literal["one", "two"] = "one"
    standing: bool = False
    """Whether `bulletin new` carries the article on into the next issue."""
    draft: bool = False
    """Whether it is still to be written; the check reminds of it."""
    check: Switches = {}
    """Findings to do without in this article, each by its code with the reason."""


class LexiconSetting(Settings):
    """How a word of the lexicon is said; `language` None: as the issue's.

    `lexicon.yaml` holds one for each word; words alone stand for `say`.
    """

    say: Line
    language: LanguageTag | None = None
