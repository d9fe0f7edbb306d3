"""Settings checked: a YAML node in, a pydantic model out, and findings in plain words.

Pydantic finds what is wrong; the words, the place and the hint are ours. A model comes back
even from faulty settings as long as stand-ins can fill the gaps, so that the rest of the
issue can still be checked; the findings keep it from being built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.messages import joined, tr, tr_noop
from bulletin.source.placeholders import report_all_left
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.settings.elsewhere import hint_for_key, key_meant
from bulletin.source.settings.inner import model_at
from bulletin.source.settings.types import keys_of
from bulletin.source.values import WrongValue, number_in, several_numbers
from bulletin.source.yaml.entries import quoted
from bulletin.source.yaml.nodes import Items, Keys, Plain, Scalar, YamlNode, at, plain
from bulletin.source.yaml.parser import CUT

M = TypeVar("M", bound=BaseModel)


_MOST_FAULTS = 50  # that are told of one mapping: each looks for the words that were meant


def validated(
    model: type[M],
    node: YamlNode,
    findings: Findings,
    *,
    stand_ins: Mapping[str, Plain] | None = None,
    examples: Mapping[str, str] | None = None,
) -> M | None:
    """The model of a node; None when it is faulty and `stand_ins` cannot fill the gaps.

    `examples` says by key what to write for one that is missing.
    """
    if not isinstance(node, Keys):
        findings.add(
            codes.NOT_A_MAPPING,
            node.span,
            tr("lines of the form key: value belong here"),
            _example_lines(model, examples) if examples else _example_entry(model, node),
        )
        return _filled(model, {}, stand_ins)
    values = plain(node)
    try:
        made = model.model_validate(values)
    except ValidationError as error:
        faulty = error.errors(include_url=False)
    else:
        report_all_left(node, findings)
        return made
    called_otherwise = set(_called_otherwise(model, node, faulty))
    for detail in faulty[:_MOST_FAULTS]:
        if detail["type"] == "too_short" and _holds_a_fault(detail, faulty):
            continue  # its entries are there, and each has its finding
        if detail["input"] == CUT:
            continue  # what is left of it has its finding
        if detail["type"] == "missing" and detail["loc"] in called_otherwise:
            continue  # it is there under another name, which has its finding
        _report(model, node, detail, findings, examples or {})
    report_all_left(node, findings)
    bad = {detail["loc"][0] for detail in faulty if detail["loc"]}
    assert isinstance(values, dict)  # noqa: S101, a `Keys` node gives a dict
    return _filled(model, {k: v for k, v in values.items() if k not in bad}, stand_ins)


def _holds_a_fault(detail: ErrorDetails, faulty: Sequence[ErrorDetails]) -> bool:
    """Whether something inside of what is wrong is wrong too."""
    depth = len(detail["loc"])
    return any(len(one["loc"]) > depth and one["loc"][:depth] == detail["loc"] for one in faulty)


def _called_otherwise(
    model: type[BaseModel], node: Keys, faulty: Sequence[ErrorDetails]
) -> Iterator[tuple[int | str, ...]]:
    """Where keys are missed for which others stand that do not exist."""
    for detail in faulty[:_MOST_FAULTS]:
        loc = detail["loc"]
        if detail["type"] == "extra_forbidden":
            inner = model_at(model, _path(node, loc)[:-1])
            if inner and (key := key_meant(str(loc[-1]), keys_of(inner))):
                yield (*loc[:-1], key)


def _filled(
    model: type[M], values: dict[str, Plain], stand_ins: Mapping[str, Plain] | None
) -> M | None:
    if stand_ins is None:
        return None
    try:
        return model.model_validate({**stand_ins, **values})
    except ValidationError:
        return None


def _example_lines(model: type[BaseModel], examples: Mapping[str, str]) -> str:
    names = _required(model) or [name for name in model.model_fields if name in examples]
    return tr(
        "write, each on a line of its own: {names}",
        names=joined(
            ", ",
            (
                examples.get(name, f"{name}: ...") if len(names) < _MANY else f"{name}: ..."
                for name in names
            ),
        ),
    )


_MANY = 4
"""From so many required keys on, a hint names them without examples."""


def _required(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


# -- findings ------------------------------------------------------------------------------


def _report(
    model: type[BaseModel],
    node: Keys,
    detail: ErrorDetails,
    findings: Findings,
    examples: Mapping[str, str],
) -> None:
    path = _path(node, detail["loc"])
    found, span = at(node, path)
    kind = detail["type"]
    if kind == "missing":
        _report_missing(node, path, findings, examples)
    elif kind == "extra_forbidden":
        _report_unknown(model, node, path, findings)
    elif not findings.has(span):
        # An entry of a list is called as the list is.
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        code, message, hint = _words(detail, found, key)
        kind = detail["type"]
        if kind in {"model_type", "tuple_type"} and (inner := model_at(model, path)):
            names = _example_keys(inner, found)
            hint = tr("write {key}: {{{names}}}", key=key, names=names)
            if kind == "tuple_type":
                hint = tr("write {key}: [{{{names}}}]", key=key, names=names)
            elif isinstance(path[-1], int):
                hint = _example_entry(inner, found)
        findings.add(code, span, message, hint)


def _report_unknown(
    model: type[BaseModel], node: Keys, path: tuple[int | str, ...], findings: Findings
) -> None:
    key = str(path[-1])
    parent, _ = at(node, path[:-1])
    place = parent.key_span(key) if isinstance(parent, Keys) else None
    inner = model_at(model, path[:-1])
    known = keys_of(inner) if inner else []
    name, colon, value = key.partition(":")
    if colon and name in known:
        message = tr("a space is missing behind the colon")
        hint = tr("write {better}", better=f"{name}: {value}")
    else:
        message = tr('there is no key "{key}"{within}', key=key, within=_within(path))
        hint = hint_for_key(key, known)
    findings.add(codes.UNKNOWN_KEY, place or at(node, path)[1], message, hint)


def _path(node: YamlNode, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Pydantic's path without what does not stand in the file.

    A short form (`licence: words`) has no inner key; tags of unions are no keys either.
    """
    path: list[int | str] = []
    for step in loc:
        here, _ = at(node, path)
        if (isinstance(here, Keys) and isinstance(step, str)) or (
            isinstance(here, Items) and isinstance(step, int)
        ):
            path.append(step)
    return tuple(path)


def _example_entry(model: type[BaseModel], found: YamlNode) -> str:
    return tr("write {better}", better=f"{{{_example_keys(model, found)}}}")


def _example_keys(model: type[BaseModel], found: YamlNode) -> str:
    """Keys with values to write, a text that stands alone behind the key that it answers."""
    names = _required(model) or list(model.model_fields)[:1]
    value = str(found.value or "") if isinstance(found, Scalar) else ""
    short = len(value) <= _LONGEST_GIVEN and value.isprintable()
    given = value if short else ""
    if re.search(r"[,:#{}\[\]\"'\\]", given):
        given = quoted(given)
    if "articles" in names and (files := _ARTICLE_FILE.findall(value)):
        listed = f"[{', '.join(files)}]"
        return ", ".join(f"{name}: {listed if name == 'articles' else '...'}" for name in names)
    answered = _answered(model, names, value)
    return ", ".join(f"{name}: {(name == answered and given) or '...'}" for name in names)


def _answered(model: type[BaseModel], names: Sequence[str], value: str) -> str:
    """The key that a text alone is meant for: the first, or the first for words if it has some."""
    texts = (name for name in names if model.model_fields[name].annotation is str)
    return names[0] if value[:1].isdigit() else next(texts, names[0])


_LONGEST_GIVEN = 100
_ARTICLE_FILE = re.compile(r"[^\s,;]+\.md(?!\w)")


def _within(path: tuple[int | str, ...]) -> str:
    outer = [str(step) for step in path[:-1] if isinstance(step, str)]
    return tr(" in {outer}", outer=outer[-1]) if outer else ""


def _report_missing(
    node: Keys, path: tuple[int | str, ...], findings: Findings, examples: Mapping[str, str]
) -> None:
    key = str(path[-1])
    parent, span = at(node, path[:-1])
    own = parent.key_span(key) if isinstance(parent, Keys) else None
    code = codes.MISSING_KEY
    if key == "alt":
        code = codes.NO_ALTERNATIVE
        message, place = tr("this picture has no alternative text"), own or span
    elif own:
        message = tr('"{key}" has no value', key=key)
        place = own
    else:
        message = tr('"{key}" is missing{within}', key=key, within=_within(path))
        place = Span(span.file, span.line, span.column)
    dotted = ".".join(str(step) for step in path if isinstance(step, str))
    findings.add(
        code, place, message, tr("write {example}", example=examples.get(dotted, f"{key}: ..."))
    )


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Message and hint for the first fault of values that stand in no file."""
    detail = error.errors(include_url=False)[0]
    key = str(detail["loc"][-1]) if detail["loc"] else tr("this")
    given = detail["input"]
    node = Scalar(given if isinstance(given, str) else str(given), Span(""))
    _, message, hint = _words(detail, node, key)
    named = detail["type"] == "value_error" or key in message
    return message if named else f"{key}: {message}", hint


def _words(detail: ErrorDetails, found: YamlNode, key: str) -> tuple[Code, str, str]:
    """Code, message and hint for one of pydantic's errors."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error" and isinstance(context.get("error"), WrongValue):
        error: WrongValue = context["error"]
        return error.code, error.message, error.hint
    if kind == "string_too_short" and key == "alt":
        hint = tr("write what the picture shows")
        return codes.NO_ALTERNATIVE, tr("this picture has no alternative text"), hint
    if kind in {"string_too_long", "too_long"}:
        return codes.TOO_LONG, *_long_words(detail, key)
    if words := _value_words(detail, _shown(found), key):
        return codes.WRONG_VALUE, *words
    return codes.WRONG_TYPE, *_type_words(kind, _shown(found), key, found)


def _long_words(detail: ErrorDetails, key: str) -> tuple[str, str]:
    """Message and hint for more characters or entries than there is room for."""
    most = detail.get("ctx", {})["max_length"]
    what = tr("characters") if isinstance(detail["input"], str) else tr("entries")
    message = tr("{key} has more than {most} {what}", key=key or tr("this"), most=most, what=what)
    return message, tr("make it shorter, at most {most} {what}", most=most, what=what)


def _value_words(detail: ErrorDetails, shown: str, key: str) -> tuple[str, str] | None:
    """Message and hint for a value of the right kind that is not allowed."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            allowed = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            hint = suggestion(str(detail["input"]), allowed)
            return tr("{shown} is not a value for {key}", shown=shown, key=key), hint
        case "greater_than_equal" | "less_than_equal" as bound:
            limit = context.get("ge", context.get("le"))
            words = tr("at least") if bound == "greater_than_equal" else tr("at most")
            return tr(
                "{key} must be {words} {limit:g}, not {shown}",
                key=key,
                words=words,
                limit=limit,
                shown=shown,
            ), tr("write {key}: {limit:g}", key=key, limit=limit)
        case "too_short" if not isinstance(detail["input"], str):
            return tr("{key} has no entry", key=key), tr("write at least one")
        case "too_short" | "string_too_short":
            return tr("this text is empty"), tr("write the text, or delete the key")
    return None


_KINDS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("int",), tr("a whole number"), tr_noop("write {key}: {whole}")),
    (("float", "finite"), tr("a number"), tr_noop("write {key}: {number}")),
    (("string",), tr("text"), tr("put one text in quotes")),
    (("tuple", "list"), tr("a list"), tr_noop("write {key}: [{found}]")),
    (("model", "dict"), tr("lines of the form key: value"), ""),
    (("bool",), tr("true or false"), tr_noop("write {key}: true, or {key}: false")),
    (("date",), tr("a date"), tr_noop("write {key}: 2026-11-25")),
    (("time",), tr("a time of day"), tr_noop('write {key}: "07:30"')),
)
"""How pydantic's types of errors start, what belongs there, and what to write."""


def _type_words(kind: str, shown: str, key: str, found: YamlNode) -> tuple[str, str]:
    example = str(found.value) if isinstance(found, Scalar) and found.value else "..."
    for starts, what, hint in _KINDS:
        if kind.startswith(starts):
            message = tr("{key} must be {what}, not {shown}", key=key, what=what, shown=shown)
            whole, number = number_in(example, whole=True), number_in(example, whole=False)
            if key == "number" and (last := several_numbers(example)):
                return message, tr(
                    "an issue has one number: write number: {last}, so that the next one is"
                    " counted from it, and say both in title",
                    last=last,
                )
            meant = {"found": example, "whole": whole or "11", "number": number or "1.0"}
            return message, tr(hint, key=key, **meant)
    return tr("{shown} is not a value for {key}", shown=shown, key=key), ""


_LONGEST_SHOWN = 40


def _shown(node: YamlNode) -> str:
    match node:
        case Scalar(None):
            return tr("nothing")
        case Scalar(bool(value)):
            return "true" if value else "false"
        case Scalar(value):
            text = str(value)
            return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[:_LONGEST_SHOWN]}…"'
        case Items():
            return tr("a list")
    return tr("keys with values")
