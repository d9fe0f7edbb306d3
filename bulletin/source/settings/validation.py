"""Settings checked: a YAML node in, a pydantic model out, and findings in plain words.

Pydantic finds what is wrong; the words, the place and the hint are ours. A model comes back
even from faulty settings as long as stand-ins can fill the gaps, so that the rest of the
issue can still be checked; the findings keep it from being built.
"""

import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import joined, tr
from bulletin.source.placeholders import report_all_left
from bulletin.source.reporting import Findings
from bulletin.source.settings.elsewhere import hint_for_key, key_meant
from bulletin.source.settings.fault_words import words_of
from bulletin.source.settings.types import keys_of
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
    shown = examples if len(names) < _MANY else {}
    lines = joined(", ", (shown.get(name, f"{name}: ...") for name in names))
    return tr("write, each on a line of its own: {names}", names=lines)


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
        code, message, hint = words_of(detail, found, key)
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


def model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that stands at a path of keys inside another."""
    for step in path:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401, any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {
        tuple,
        list,
        typing.Union,
        types.UnionType,
        typing.Annotated,
    }:
        for argument in typing.get_args(annotation):
            if inner := _model_in(argument):
                return inner
    return None
