"""The kinds of values that settings have: what each may be, and how a JSON Schema says it.

In: plain values out of YAML. Out: annotated types for the models of `settings`, and `Settings`,
the ground of those models.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bulletin.source.signing import signing_key
from bulletin.source.values import (
    absolute_address,
    colour,
    day,
    language_tag,
    relative_path,
    site_address,
    slug,
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
PublicKey = Annotated[Line, AfterValidator(signing_key)]
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
        own = keys_of(cls)
        return {k: v for k, v in values.items() if v is not None or k not in own}


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that an editor may write into a mapping."""
    return [field.alias or name for name, field in model.model_fields.items()]
