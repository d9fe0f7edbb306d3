"""The settings of a publication that an editor writes, as frozen models.

In: plain values from `publication.yaml` and `lexicon.yaml`. Out: validated models; pydantic's errors
carry the path of keys, which `source.yaml` turns into places. Unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bulletin.codes import TOO_LONG
from bulletin.messages import tr
from bulletin.source.settings.earlier import EarlierDocuments
from bulletin.source.settings.masthead import Editor, FormerMastheads, Licence, Masthead, Publisher
from bulletin.source.settings.page_size import PageSize, page_size, size_of
from bulletin.source.settings.second_voice import SecondVoice
from bulletin.source.settings.targets import AnyPlace
from bulletin.source.settings.types import (
    Colour,
    LanguageTag,
    Line,
    Name,
    PublicKey,
    RealNumber,
    RelativePath,
    Settings,
    SiteAddress,
    Slug,
    Switches,
    WholeNumber,
    text_alone,
)
from bulletin.source.values import WrongValue, slug_of


class Voice(Settings):
    """How the spoken edition is made."""

    engine: Line = "auto"
    """auto, or the name of an engine: espeak, gtts, piper, ..."""
    name: Line | None = None
    """The engine's own name for a voice; None: the engine's best for the language."""
    credit: Line | None = None
    """How the imprint names the voice; None: as the engine says."""
    region: Literal["north", "central", "south"] = "north"
    rate: RealNumber = Field(default=1.0, ge=0.5, le=2.0)
    profile: Literal["podcast", "acx", "loudspeaker"] = "podcast"
    """How loud the sound is and how it is encoded: see `narration/sound/profiles.py`."""
    options: dict[Line, Line | float] = Field(default={})
    """What the engine alone knows: `url`, `model` and the like."""
    footnotes: Literal["inline", "end"] = "end"
    second: SecondVoice | None = None
    """Who reads answers and what is marked `{voice=second}`; None: the usual voice does."""


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


class PaperSettings(Settings):
    """The paper of the PDF and print editions."""

    size: Annotated[Line, AfterValidator(page_size)] = "A4"
    """A4, A5, B5, letter, or width and height in millimetres: 190x270."""

    @property
    def dimensions(self) -> PageSize:
        """Width and height in millimetres."""
        return size_of(self.size)


def _off(value: object) -> object:
    """Take `voice: off` (and `false`) for no voice."""
    return None if value is False or value == "off" else value


class Podcast(Settings):
    """What the feed for podcast players holds."""

    episodes: Literal["issue", "article"] = "issue"
    """issue: an episode an issue; article: an episode an article, the issue as season."""


class Signing(Settings):
    """By which keys readers know what is from the publisher; the private ones stand nowhere."""

    key: PublicKey
    """The one that signs (`bulletin keys new`)."""
    earlier: Annotated[tuple[PublicKey, ...], Field(max_length=20)] = ()
    """Those that signed issues which are still read."""

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them, today's first."""
        return (self.key, *self.earlier)


class SingleFile(Settings):
    """What the issue in one HTML file holds beside text and pictures."""

    audio: bool = False
    """Whether it can be heard too, at a low rate."""


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
    licence: Annotated[Licence, BeforeValidator(text_alone("text"))]
    profile: Literal["ban-tin"] | None = None
    """A form that a law wants, which is then kept and checked (`press_law.py`)."""
    printer: Line | None = None
    """Who prints it, and where."""
    print_run: Annotated[WholeNumber, Field(ge=1, le=10_000_000)] | None = None
    """How many copies of an issue are printed."""
    frequency: Line | None = None
    """How often it comes out: monthly, once a quarter."""
    editors: Annotated[tuple[Editor, ...], Field(min_length=1, max_length=100)]
    """The first one is the responsible editor."""
    copyright: Line | None = None
    voice: Annotated[Voice | None, BeforeValidator(_off)] = Voice()
    """None (written `voice: off`): no spoken edition."""
    podcast: Podcast = Podcast()
    page: Annotated[PaperSettings, BeforeValidator(text_alone("size"))] = PaperSettings()
    single: SingleFile = Field(default=SingleFile(), repr=False)
    """The edition of that name; only that one is made anew when it changes."""
    theme: Annotated[ThemeChoice, BeforeValidator(text_alone("name"))] = ThemeChoice()
    signing: Annotated[Signing | None, BeforeValidator(text_alone("key"))] = None
    """None: nothing is signed, and nothing is said of it."""
    targets: dict[Slug, AnyPlace] = Field(default={}, repr=False)
    """Where `bulletin publish --to NAME` puts releases; no part of what they are made from."""
    archive: EarlierDocuments = Field(default=(), repr=False)
    """Documents of earlier years, published as they are; no part of any release."""
    former: FormerMastheads = Field(default=(), repr=False)
    """What stood on issues until a day; no part of those that came after it."""
    check: Switches = Field(default={})
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

    @property
    def keys(self) -> tuple[str, ...]:
        """The public keys that sign its releases, or have signed them."""
        return self.signing.keys if self.signing else ()

    @property
    def home(self) -> str:
        """The address of the hosted copy, with a slash at its end."""
        return self.base_url.rstrip("/") + "/"

    def hosts(self, address: str) -> bool:
        """Whether an address lies in the hosted copy: not `https://a.vn.other/` for `https://a.vn`."""
        return f"{address}/".startswith(self.home)

    @property
    def imprint(self) -> dict[str, str | list[dict[str, str]]]:
        """By which permission it comes out and who answers for it, by the names of settings."""
        editors = [one.model_dump(exclude_none=True) for one in self.editors]
        return {"licence": self.licence.text, "editors": editors}

    def bearing(self, masthead: Masthead) -> Publication:
        """The publication with another masthead."""
        return self.model_copy(update=masthead.written)

    def as_of(self, day: dt.date) -> Publication:
        """The publication as its masthead was on a day."""
        then = self
        for one in sorted(self.former, key=lambda former: former.until, reverse=True):
            if day <= one.until:
                then = then.bearing(one)
        return then

    def address_of(self, issue_id: str) -> str:
        """The permanent address of an issue: what the QR code holds."""
        return f"{self.home}{issue_id}/"


class LexiconSetting(Settings):
    """How a word of the lexicon is said; `language` None: as the issue's.

    `lexicon.yaml` holds one for each word; words alone stand for `say`.
    """

    say: Line
    language: LanguageTag | None = None
