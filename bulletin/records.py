"""Findings written down, to be told again without looking for them again.

In: findings. Out: JSON, and the same findings of it: a message keeps the template by which it is
said in other languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple

from bulletin.codes import CODES
from bulletin.diagnostics import Finding, Span
from bulletin.messages import Wording


def written(findings: Iterable[Finding]) -> bytes:
    """Findings as JSON."""
    rows = [
        [one.code.number, _data(one.message), _data(one.hint), *astuple(one.span)]
        for one in findings
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def told(data: bytes) -> tuple[Finding, ...]:
    """The findings that were `written`."""
    return tuple(
        Finding(CODES[code], _text(message), Span(*span), _text(hint))
        for code, message, hint, *span in json.loads(data)
    )


def _data(value: object) -> object:
    if isinstance(value, Wording):
        return [value.template, {name: _data(one) for name, one in value.values.items()}]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _text(data: object) -> str:
    return str(data) if not isinstance(data, list) else Wording(data[0], **_values(data[1]))


def _values(data: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _text(value) if isinstance(value, list) else value for name, value in data.items()
    }
