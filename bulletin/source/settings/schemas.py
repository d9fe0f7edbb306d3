"""The settings as JSON Schema, so that editors of YAML offer keys and mark mistakes in writing.

In: the name of a kind of file. Out: its schema (JSON Schema, draft 2020-12), made from the models
that read it. It is as lenient as they are: numbers stand for text, as in `title: 2026`, text for
numbers, and a key that may be left out may be there without a value.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bulletin.source.settings.issues import ArticleSettings, IssueSettings
from bulletin.source.settings.models import LexiconSetting, Publication

FOLDER = ".schemas"
"""Where a publication keeps them, for its editors' programs."""

Schema = dict[str, Any]

_MODELS: Mapping[str, Any] = {
    "publication": Publication,
    "issue": IssueSettings,
    "article": ArticleSettings,
    "lexicon": dict[str, LexiconSetting],
}
SCHEMAS = tuple(_MODELS)
"""The kinds of files: three of their own, and the settings above an article."""

_TITLES = {
    "publication": "publication.yaml of bulletin",
    "issue": "issue.yaml of bulletin",
    "article": "The settings above an article of bulletin",
    "lexicon": "lexicon.yaml of bulletin",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Schema = {"type": ["string", "number"], "minLength": 1}
_ONE: Schema = {}
"""One of a list, without the list."""
_SHORT: Mapping[str, Mapping[str, Schema]] = {
    "publication": {
        "licence": _WORDS,
        "theme": _WORDS,
        "page": _WORDS,
        "voice": {"enum": ["off", False]},
    },
    "article": {"topics": _WORDS, "recording": _ONE, "recording-by": _ONE},
    "EarlierDocument": {"topics": _WORDS},
}
"""What may be written shorter: words alone for the first key below, and off for no voice."""


def schema(name: str) -> Schema:
    """The schema of a kind of file."""
    made = TypeAdapter(_MODELS[name]).json_schema()
    definitions = made.pop("$defs", {})
    lenient = _shortened(name, _lenient(made))
    if name == "lexicon":
        lenient["additionalProperties"] = {"anyOf": [_WORDS, {"$ref": "#/$defs/LexiconSetting"}]}
    whole: Schema = {"$schema": _DRAFT, **lenient, "title": _TITLES[name]}
    if definitions:
        whole["$defs"] = {
            key: _shortened(key, _lenient(one)) for key, one in sorted(definitions.items())
        }
    return whole


def _shortened(name: str, lenient: Schema) -> Schema:
    """A schema that takes what may be written shorter, too."""
    for key, short in _SHORT.get(name, {}).items():
        long = lenient["properties"][key]
        if short is _ONE:
            taken = next(kind["items"] for kind in long["anyOf"] if "items" in kind)
        else:
            taken = short
        lenient["properties"][key] = {"anyOf": [taken, long]}
    return lenient


@cache
def schema_text(name: str) -> str:
    """The schema as it is printed and written."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema_file(name: str) -> str:
    """Where a publication keeps a schema."""
    return f"{FOLDER}/{name}.json"


def schema_files() -> dict[str, str]:
    """The schemas of files of their own, by the paths at which a publication keeps them."""
    return {schema_file(name): schema_text(name) for name in SCHEMAS if name != "article"}


def _lenient(made: Schema) -> Schema:
    """A schema as lenient as our reading of YAML."""
    if "properties" in made:
        needed = set(made.get("required", ()))
        properties = {
            key: _property(one, needed=key in needed) for key, one in made["properties"].items()
        }
        return {**made, "properties": properties}
    return dict(_loosened(made))


def _property(made: Schema, *, needed: bool) -> Schema:
    """The schema of a key; without a value it counts as left out."""
    about = {key: made[key] for key in ("description",) if key in made}
    kinds = made.get("anyOf") or [_without_notes(made)]
    kinds = [_lenient(one) for one in kinds if one != {"type": "null"}]
    if not needed:
        kinds.append({"type": "null"})
    return {**about, **(kinds[0] if len(kinds) == 1 else {"anyOf": kinds})}


def _without_notes(made: Schema) -> Schema:
    return {k: v for k, v in made.items() if k not in {"title", "description", "default"}}


def _loosened(made: Schema) -> Iterator[tuple[str, Any]]:
    kind = made.get("type")
    closed = "enum" in made or "const" in made or "pattern" in made
    for key, value in made.items():
        if key == "items":
            yield key, _lenient(value)
        elif key == "anyOf":
            yield key, [_lenient(one) for one in value]
        elif key == "type" and kind == "string" and made.get("format") == "date":
            yield "type", "string"
            yield "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        elif key == "type" and kind == "string" and not closed:
            yield "type", ["string", "number"]
        elif key == "type" and kind in {"integer", "number"}:
            yield "type", [kind, "string"]
            yield "pattern", r"^\s*[0-9]+([.][0-9]+)?\s*$"
        else:
            yield key, value
