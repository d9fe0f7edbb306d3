"""What stood on an issue when it came out, where the publication has another name or editor since.

In: `masthead:` of issue.yaml. Out: the publication as that issue names it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from bulletin.source.settings.models import Editor, Licence, Publication, Publisher
from bulletin.source.settings.types import Line, Name, Settings, Slug, WholeNumber, text_alone


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
        own = {name: value for name in self.model_fields_set if (value := getattr(self, name))}
        return publication.model_copy(update=own)
