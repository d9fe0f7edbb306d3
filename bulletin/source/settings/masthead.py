"""Who publishes, by which permission and who answers for it: today, and when an issue came out.

In: plain values from `publication.yaml`, where `former:` tells what stood on all issues until a
day, and `masthead:` of issue.yaml.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from bulletin.source.settings.types import (
    Address,
    Day,
    Line,
    MailAddress,
    Name,
    Settings,
    Slug,
    WholeNumber,
    text_alone,
)


class Publisher(Settings):
    """Who publishes, and how to reach them."""

    name: Name
    address: Line | None = None
    phone: Line | None = None
    email: MailAddress | None = None
    website: Address | None = None


class Licence(Settings):
    """The permission to publish, as it must be quoted."""

    text: Line
    url: Address | None = None


class Editor(Settings):
    """Somebody who answers for the publication."""

    name: Name
    role: Name | None = None


class Masthead(Settings):
    """The settings of `publication.yaml` that one issue has otherwise; left out: as they are there."""

    title: Name | None = None
    slug: Slug | None = None
    subtitle: Name | None = None
    publisher: Annotated[Publisher | None, BeforeValidator(text_alone("name"))] = None
    licence: Annotated[Licence | None, BeforeValidator(text_alone("text"))] = None
    printer: Line | None = None
    print_run: Annotated[WholeNumber, Field(ge=1, le=10_000_000)] | None = None
    frequency: Line | None = None
    editors: Annotated[tuple[Editor, ...], Field(max_length=100)] = ()
    copyright: Line | None = None

    @property
    def written(self) -> dict[str, object]:
        """What stands in it, by the name of the setting."""
        names = self.model_fields_set & set(Masthead.model_fields)
        return {name: value for name in names if (value := getattr(self, name))}


class FormerMasthead(Masthead):
    """A masthead that all issues bore until a day; left out: as it was after that day."""

    until: Day


FormerMastheads = Annotated[tuple[FormerMasthead, ...], Field(max_length=50)]
