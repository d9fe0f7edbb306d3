"""Settings put together from their own schemas: keys that nobody thought of beside each other.

In: random numbers, a schema and the files that there are. Out: a value that the schema takes,
or nearly. Keys that a setting gets tomorrow are tried without anybody writing them down here.
"""

import functools
import json

from bulletin.source.directives import DIRECTIVES
from bulletin.source.settings.schemas import schema
from tests.fuzz.pieces import NASTY, WORDS

SHAPED = (
    *("2026-11-25", "2026-02-30", "1899-12-31", "05:30", "24:00", "vi", "km", "en-GB", "zh-Hant"),
    *("xx", "ar", "#0b5d3b", "#777777", "190x270", "120x170", "460x330", "A5", "letter", "cho-que"),
    *(
        "https://a.example/",
        "https://xã.example/b/",
        "http://[::1]/",
        "a@a.example",
        "0200 3000 010",
    ),
    *("espeak", "recorded", "auto", "piper", "openai", "gtts", "vi+f3", "school", "default"),
    *("ban-tin", "folder", "s3", "git", "sftp", "B471", "B203", "right left", "1, 2", "true", "3"),
    *("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "khẩn", "thông tin", "1:2", "a | b", "q4"),
)
"""Text that some key has a use for, and others none."""


@functools.cache
def _schema(name):
    return schema(name)


def settings(rng, name, files):
    """Some keys of a kind of file, each as a line of YAML."""
    whole = _schema(name)
    known = whole.get("properties", {})
    chosen = rng.sample(sorted(known), min(len(known), rng.randint(1, 4)))
    made = {key: instance(rng, known[key], whole, files) for key in chosen}
    if name == "lexicon":
        entry = whole["additionalProperties"]
        words = (rng.choice([*WORDS, *SHAPED]) for _ in range(rng.randint(1, 9)))
        made = {word: instance(rng, entry, whole, files) for word in words}
    return [f"{json.dumps(key, ensure_ascii=False)}: {_yaml(made[key])}" for key in made]


def _yaml(value):
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def instance(rng, one, whole, files, depth=0):
    """A value for a part of a schema; one in twelve is of another kind."""
    if "$ref" in one:
        return instance(rng, whole["$defs"][one["$ref"].rpartition("/")[2]], whole, files, depth)
    for key in ("anyOf", "oneOf"):
        if key in one:
            return instance(rng, rng.choice(one[key]), whole, files, depth)
    if rng.random() < 1 / 12 or depth > 6:
        return rng.choice((None, True, 0, -1, 1.5, [], {}, ["a", "a"], {"a": 1}, *NASTY[:60]))
    if "const" in one:
        return one["const"]
    if "enum" in one:
        return rng.choice(one["enum"])
    kind = one.get("type", "string")
    kind = rng.choice(kind) if isinstance(kind, list) else kind
    return _KINDS[kind](rng, one, whole, files, depth)


def _text(rng, one, _whole, files, _depth):
    if rng.random() < 0.5:
        return " ".join(rng.choices(WORDS, k=rng.randint(1, 6)))
    pattern = one.get("pattern", "")
    shaped = rng.choice((*SHAPED, *files))
    if "\\.\\." in pattern:
        shaped = rng.choice(files)
    elif pattern.startswith("^[0-9]{4}"):
        shaped = rng.choice(("2026-11-25", "2026-11-26", "1975-04-30", "2026-02-29"))
    return shaped


def _number(rng, one, *_):
    low, high = one.get("minimum", -5), one.get("maximum", 10**6)
    return rng.choice((low, high, low - 1, high + 1, 1, 2, 0.5, rng.randint(int(low), int(high))))


def _list(rng, one, whole, files, depth):
    most = min(one.get("maxItems", 4), 4)
    many = rng.randint(0, most)
    return [instance(rng, one.get("items", {}), whole, files, depth + 1) for _ in range(many)]


def _mapping(rng, one, whole, files, depth):
    known, needed = one.get("properties", {}), one.get("required", ())
    keys = [key for key in known if key in needed or rng.random() < 0.5]
    made = {key: instance(rng, known[key], whole, files, depth + 1) for key in keys}
    more = one.get("additionalProperties")
    if isinstance(more, dict) or more is True:
        entry = more if isinstance(more, dict) else {}
        for _ in range(rng.randint(1, 3)):
            made[rng.choice(SHAPED)] = instance(rng, entry, whole, files, depth + 1)
    return made


_KINDS = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": lambda rng, *_: rng.random() < 0.5,
    "null": lambda *_: None,
    "array": _list,
    "object": _mapping,
}


def called(rng, files):
    """A directive with any of its options, and any of another's, in any order."""
    one = rng.choice(list(DIRECTIVES.values()))
    names = [option.name for option in one.options if option.required or rng.random() < 0.4]
    others = rng.choice(list(DIRECTIVES.values())).options
    names += [option.name for option in others if rng.random() < 0.1]
    examples = {option.name: option.example for option in (*one.options, *others)}
    rng.shuffle(names)
    lines = [f":{name}: {_option(rng, examples[name], files)}" for name in names]
    argument = rng.choice(
        (*files, *files, *SHAPED, "", one.argument.example if one.argument else "")
    )
    head = f":::{{{one.name}}} {argument}".rstrip()
    return "\n".join([head, *lines, *_body(rng, one, files), ":::"])


def _option(rng, example, files):
    share = rng.random()
    if share < 0.5:
        return example
    return rng.choice((*SHAPED, *files)) if share < 0.8 else rng.choice(NASTY)


def _body(rng, one, files):
    if rng.random() < 0.1:
        return []
    if one.rows:
        whole = one.rows.model_json_schema()
        rows = [instance(rng, whole, whole, files) for _ in range(rng.randint(1, 4))]
        return [f"- {_yaml(row)}" for row in rows]
    if one.body == "pictures":
        return [f"![{rng.choice(WORDS)}]({rng.choice(files)})" for _ in range(rng.randint(1, 4))]
    return [rng.choice(WORDS), "", one.example] if one.body != "none" else []
