"""Who publishes, by which permission and who answers for it: today, and when an issue came out.

In: plain values from `publication.yaml`, where `former:` tells what stood on all issues until a
day, and `masthead:` of issue.yaml.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from bulletin.source.settings import types


class Publisher(types.Settings):
    """Who publishes, and how to reach them."""

    name: types.Name
    address: types.Line | None = None
    phone: types.Line | None = None
    email: types.MailAddress | None = None
    website: types.Address | None = None


class Licence(types.Settings):
    """The permission to publish, as it must be quoted."""

    text: types.Line
    url: types.Address | None = None


class Editor(types.Settings):
    """Somebody who answers for the publication."""

    name: types.Name
    role: types.Name | None = None


class Masthead(types.Settings):
    """The settings of `publication.yaml` that one issue has otherwise; left out: as they are there."""

    title: types.Name | None = None
    slug: types.Slug | None = None
    subtitle: types.Name | None = None
    publisher: Annotated[Publisher | None, BeforeValidator(types.text_alone("name"))] = None
    licence: Annotated[Licence | None, BeforeValidator(types.text_alone("text"))] = None
    printer: types.Line | None = None
    print_run: Annotated[types.WholeNumber, Field(ge=1, le=10_000_000)] | None = None
    frequency: types.Line | None = None
    editors: Annotated[tuple[Editor, ...], Field(max_length=100)] = ()
    copyright: types.Line | None = None

    @property
    def written(self) -> dict[str, object]:
        """What stands in it, by the name of the setting."""
        names = self.model_fields_set & set(Masthead.model_fields)
        return {name: value for name in names if (value := getattr(self, name))}


class FormerMasthead(Masthead):
    """A masthead that all issues bore until a day; left out: as it was after that day."""

    until: types.Day


FormerMastheads = Annotated[tuple[FormerMasthead, ...], Field(max_length=50)]
