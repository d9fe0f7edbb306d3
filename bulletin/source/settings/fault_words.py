"""What pydantic finds wrong, in words for an editor. In: its errors. Out: codes, messages, hints."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.messages import tr, tr_noop
from bulletin.source.reporting import suggestion
from bulletin.source.values import WrongValue, number_in, several_numbers
from bulletin.source.yaml.nodes import Items, Scalar, YamlNode


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Message and hint for the first fault of values that stand in no file."""
    detail = error.errors(include_url=False)[0]
    key = str(detail["loc"][-1]) if detail["loc"] else tr("this")
    given = detail["input"]
    node = Scalar(given if isinstance(given, str) else str(given), Span(""))
    _, message, hint = words_of(detail, node, key)
    named = detail["type"] == "value_error" or key in message
    return message if named else f"{key}: {message}", hint


def words_of(detail: ErrorDetails, found: YamlNode, key: str) -> tuple[Code, str, str]:
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
    value = found.value if isinstance(found, Scalar) and found.value is not True else None
    example = str(value) if value else "..."
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
