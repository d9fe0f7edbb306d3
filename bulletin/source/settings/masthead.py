"""Who publishes, by which permission and who answers for it: today, and when an issue came out.

In: plain values from `publication.yaml`, where `former:` tells what stood on all issues until a
day, and `masthead:` of issue.yaml. Out: the publication as it was called when the issue came out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from bulletin.source.settings.models import Publication


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

    def on(self, publication: Publication) -> Publication:
        """The publication with this masthead."""
        shown = self.model_fields_set & set(Masthead.model_fields)
        own = {name: value for name in shown if (value := getattr(self, name))}
        return publication.model_copy(update=own)


class FormerMasthead(Masthead):
    """A masthead that all issues bore until a day; left out: as it was after that day."""

    until: Day


FormerMastheads = Annotated[tuple[FormerMasthead, ...], Field(max_length=50)]


def as_of(publication: Publication, day: dt.date) -> Publication:
    """The publication with the masthead that it had on a day."""
    for one in sorted(publication.former, key=lambda former: former.until, reverse=True):
        if day <= one.until:
            publication = one.on(publication)
    return publication
