"""Findings written down, to be told again without looking for them again.

In: findings. Out: JSON, and the same findings of it: a message keeps the template by which it is
said in other languages.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from bulletin.codes import CODES
from bulletin.diagnostics import Edit, Finding, Fix, Span
from bulletin.messages import Wording

_DAYS = {one.__name__: one for one in (dt.date, dt.datetime, dt.time)}


def written(findings: Iterable[Finding]) -> bytes:
    """Findings as JSON."""
    rows = [
        [
            *(one.code.number, as_record(one.message), as_record(one.hint)),
            *(astuple(one.span), one.fix and astuple(one.fix)),
        ]
        for one in findings
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def told(data: bytes) -> tuple[Finding, ...]:
    """The findings that were `written`."""
    return tuple(
        Finding(CODES[code], of_record(message), Span(*span), of_record(hint), _fix(fix))
        for code, message, hint, span, fix in json.loads(data)
    )


def _fix(record: Sequence[Any] | None) -> Fix | None:
    if record is None:
        return None
    edits, *names = record
    rename, recode = (tuple(pair) if pair else None for pair in names)
    return Fix(tuple(Edit(*edit) for edit in edits), rename, recode)


def as_record(value: object) -> object:
    """A text as plain values for JSON: a message with its template."""
    if isinstance(value, Wording):
        return [value.template, values_as_record(value.values)]
    if isinstance(value, dt.date | dt.time):  # a template may say how it is written
        return {type(value).__name__: value.isoformat()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def of_record(data: object) -> str:
    """The text that was made a record of."""
    if not isinstance(data, list):
        return str(data)
    return Wording(data[0], **values_of_record(data[1]))


def values_as_record(values: Mapping[str, object]) -> dict[str, object]:
    """Named values, some of which may be messages, for JSON."""
    return {name: as_record(one) for name, one in values.items()}


def values_of_record(data: Mapping[str, object]) -> dict[str, object]:
    """The values that were made a record of."""
    return {name: _value(one) for name, one in data.items()}


def _value(data: object) -> object:
    if isinstance(data, dict):
        ((kind, text),) = data.items()
        return _DAYS[kind].fromisoformat(text)
    return of_record(data) if isinstance(data, list) else data
