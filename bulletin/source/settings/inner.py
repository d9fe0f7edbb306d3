"""Models inside of others.

In: a model and a path of keys, as findings have it. Out: the model that stands there.
"""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel


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
