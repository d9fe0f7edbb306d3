"""The kinds of values that settings have: what each may be, and how a JSON Schema says it.

In: plain values out of YAML. Out: annotated types for the models of `settings`, and `Settings`,
the ground of those models.
"""

import ast
import datetime as dt
import inspect
import itertools
import textwrap
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bulletin import codes
from bulletin.messages import tr
from bulletin.provenance.public_keys import KeyFormatError, public_key
from bulletin.source.addresses import absolute_address, mail_address, site_address
from bulletin.source.values import (
    WrongValue,
    colour,
    day,
    language_tag,
    number,
    one_line,
    relative_path,
    seen,
    slug,
    whole_number,
)


def signing_key(value: str) -> str:
    """A public key of Ed25519."""
    try:
        return public_key(value)
    except KeyFormatError as error:
        if error.is_private:
            message = tr("a private key does not belong in publication.yaml, which others read")
            hint = tr("whoever has seen it can sign as you: make another with bulletin keys new")
            raise WrongValue(message, hint, codes.PRIVATE_KEY_SHOWN) from None
        message = tr("no public key for signatures: {reason}", reason=error.message)
        hint = tr("write signing: and below it key: with the 44 characters of bulletin keys new")
        raise WrongValue(message, hint, codes.WRONG_KEY) from None


def _looks(pattern: str) -> Any:  # noqa: ANN401, pydantic's own kind of mark
    """What of a check a JSON Schema can say; the check itself says more, and in better words."""
    return Field(json_schema_extra={"pattern": pattern})


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=3000),
    AfterValidator(seen),
]
"""A paragraph at most: summaries, descriptions, the words of a licence."""
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(seen),
    AfterValidator(one_line),
]
"""What stands on covers, in headers and on posters, where there is room for three lines."""
LONGEST_HEADLINE = 500
Headline = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_HEADLINE),
    AfterValidator(seen),
    AfterValidator(one_line),
]
"""An article's title or the name of its author: long, but no text."""
Address = Annotated[Line, AfterValidator(absolute_address), _looks(r"^\s*https?://\S+\s*$")]
SiteAddress = Annotated[
    str,
    # A QR code of more characters is too fine for a cheap printer in the poster's corner.
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    AfterValidator(site_address),
    _looks(
        r"^\s*https?://(?!\S*/(?:[^/\s]+\.(?:html?|php|aspx?|jsp|xml)|[0-9]{4}-[0-9]{2})/?\s*$)"
        r"[^\s?#@/;]+(/(?!\.\.?(/|\s*$))[A-Za-z0-9._~-]+)*/?\s*$"
    ),
]
MailAddress = Annotated[Line, AfterValidator(mail_address)]
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
WholeNumber = Annotated[int, BeforeValidator(whole_number)]
RealNumber = Annotated[float, BeforeValidator(number)]


class Settings(BaseModel):
    """The ground of all settings: frozen, closed, documented."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _left_out(cls, values: object) -> object:
        """A key without a value counts as left out."""
        if not isinstance(values, dict):
            return values
        own = keys_of(cls)
        return {k: v for k, v in values.items() if v is not None or k not in own}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema, in which each key is described by the string below its attribute.

        Pydantic would read the sources for them whenever the program starts.
        """
        made = handler(core)
        properties = handler.resolve_ref_schema(made).get("properties", {})
        for name, text in _documented(cls).items():
            if (key := cls.model_fields[name].alias or name) in properties:
                properties[key].setdefault("description", text)
        return made


def _documented(model: type[BaseModel]) -> dict[str, str]:
    """The strings below the attributes of a model and of those that it is derived from."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not issubclass(kind, Settings):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
        statements = next(one.body for one in tree.body if isinstance(one, ast.ClassDef))
        for one, below in itertools.pairwise(statements):
            match one, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that an editor may write into a mapping."""
    return [field.alias or name for name, field in model.model_fields.items()]


Switches = dict[str, str | None]
"""Codes of findings that are switched off, each with the reason."""


def listed(value: object) -> object:
    """Take one word for a list of it: `topics: roads`."""
    return (value,) if isinstance(value, str) else value


def text_alone(key: str) -> Callable[[object], object]:
    """Take `licence: words` for `licence: {text: words}`."""

    def whole(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return whole
