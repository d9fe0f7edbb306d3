"""What speaks with readers: `quiz`, `ask` and `broadcast`."""

import datetime as dt
import re
from typing import Annotated

from pydantic import Field

from bulletin import codes, document
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.addresses import MAIL
from bulletin.source.directives.base import Argument, ArticleReader, Call, Directive, Option, inline
from bulletin.source.settings.types import Line, Settings
from bulletin.source.text import Value
from bulletin.source.values import WrongValue, clock, day
from bulletin.source.yaml.nodes import Items, Keys

MOST_OPTIONS = 6
"""Options that a listener can still keep apart."""
_MOST_QUESTIONS = 20


class QuizRow(Settings):
    """An entry of `quiz`."""

    question: Line
    options: Annotated[tuple[Line, ...], Field(max_length=MOST_OPTIONS)]
    answer: Line | int | None = None
    explanation: Line | None = None


def _quiz(call: Call) -> document.Block | None:
    questions = [made for row, node in call.rows if (made := _question(call, row, node))]
    if len(questions) > _MOST_QUESTIONS:
        hint = tr("make several of it, with {most} questions each at most", most=_MOST_QUESTIONS)
        call.report(codes.TOO_LONG, tr("a quiz of {count} questions", count=len(questions)), hint)
    if not questions:
        return None
    return document.Quiz(span=call.span, title=call.options["title"], children=tuple(questions))


def _question(call: Call, row: QuizRow, node: Keys) -> document.QuizQuestion | None:
    listed = node.get("options")
    items = listed.items if isinstance(listed, Items) else ()
    span = listed.span if listed else node.span
    folded = [_folded(option) for option in row.options]
    if len(set(folded)) < 2 or len(set(folded)) < len(folded):  # noqa: PLR2004, a choice needs two
        message = tr("a question needs at least two options, and each once")
        hint = tr("write options: [..., ...] with what readers may choose from")
        call.report(codes.FEW_OPTIONS, message, hint, span)
        return None
    answer = node.get("answer")
    if row.answer is None:
        _report_unanswered(call, node, row.options)
        return None
    right = _right(row.answer, folded)
    if right is None:
        call.report(
            codes.WRONG_ANSWER,
            tr('"{answer}" is none of the options', answer=row.answer),
            tr("write the words of one of them, or its number from 1 to {most}", most=len(folded)),
            answer.span if answer else node.span,
        )
        return None
    _report_ambiguous(call, row.answer, right, folded, answer.span if answer else node.span)
    # In the order in which they are read, for footnotes are numbered as they are met.
    question = call.inlines(node, "question")
    inlines = [
        call.reader.inlines(Value(option, item.span))
        for option, item in zip(row.options, items, strict=True)
    ]
    options = tuple(
        document.QuizOption(span=item.span, children=children)
        for item, children in zip(items, inlines, strict=True)
    )
    answered = document.QuizAnswer(
        span=node.span,
        right=right,
        option=inlines[right],
        children=call.inlines(node, "explanation"),
    )
    return document.QuizQuestion(span=node.span, question=question, children=(*options, answered))


def _report_unanswered(call: Call, node: Keys, options: tuple[str, ...]) -> None:
    key = node.key_span("answer")
    call.report(
        codes.MISSING_KEY,
        tr('"{key}" has no value', key="answer") if key else tr("no option is the right answer"),
        tr(
            "write answer: 1 if “{option}” is right, or the number of another, up to {most}",
            option=options[0],
            most=len(options),
        ),
        key or Span(node.span.file, node.span.line, node.span.column),
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _right(answer: str | int, options: list[str]) -> int | None:
    """The place of the right option: by its words, or else by its number or letter."""
    told = _folded(str(answer))
    if told in options:
        return options.index(told)
    numbers = {str(place + 1): place for place in range(len(options))}
    letters = {chr(ord("a") + place): place for place in range(len(options))}
    return (numbers | letters).get(told.rstrip(".)"))


def _report_ambiguous(
    call: Call, answer: str | int, right: int, options: list[str], span: Span
) -> None:
    """Note a number that is the words of one option and the place of another."""
    told = str(answer)
    other = int(told) - 1 if told.isdecimal() else right
    if other == right or not 0 <= other < len(options):
        return
    message = tr(
        "{answer} is taken for the words of option {letter}, not for the number of option {other}",
        answer=answer,
        letter=document.letter_of(right),
        other=document.letter_of(other),
    )
    hint = tr(
        "write answer: {letter}, or answer: {other}",
        letter=document.letter_of(right),
        other=document.letter_of(other),
    )
    call.report(codes.AMBIGUOUS_ANSWER, message, hint, span)


QUIZ = Directive(
    "quiz",
    _quiz,
    options=(Option("title", inline, default=()),),
    body="data",
    rows=QuizRow,
    example="- {question: ..., options: [..., ...], answer: 1, explanation: ...}",
)


# -- questions to the editors --------------------------------------------------------------

_PHONE = re.compile(r"\+?[0-9](?:[ .()-]*[0-9]){2,14}")


def _phone(reader: ArticleReader, value: Value) -> str | None:
    """A telephone number as people write it."""
    return _contact(reader, value, _PHONE, tr("a telephone number"), "0200 3000 010")


def _email(reader: ArticleReader, value: Value) -> str | None:
    """A mail address."""
    text = value.text.removeprefix("mailto:")
    return _contact(reader, Value(text, value.span), MAIL, tr("a mail address"), "a@example.vn")


def _contact(
    reader: ArticleReader, value: Value, form: re.Pattern[str], kind: str, example: str
) -> str | None:
    if form.fullmatch(value.text):
        return value.text
    message = tr('"{text}" is not {kind}', text=value.text, kind=kind)
    hint = tr("write it as in {example}", example=example)
    reader.findings.add(codes.WRONG_CONTACT, value.span, message, hint)
    return None


def _zalo(reader: ArticleReader, value: Value) -> str | None:
    """A Zalo account: its address, or the telephone number that it is known by."""
    text = value.text
    if _PHONE.fullmatch(text):
        return "https://zalo.me/" + re.sub(r"\D", "", text)
    whole = f"https://{text}" if text.casefold().startswith("zalo.me/") else text
    return _address(reader, Value(whole, value.span))


def _address(reader: ArticleReader, value: Value) -> str | None:
    """An address on the web."""
    if value.text.startswith(("https://", "http://")):
        found = reader.target(value)
        return found if isinstance(found, str) else None
    message = tr('"{text}" is not a whole web address', text=value.text)
    hint = tr(
        "write it with https:// in front, as in {example}", example="https://forms.example.vn/x"
    )
    reader.findings.add(codes.WRONG_ADDRESS, value.span, message, hint)
    return None


def _ask(call: Call) -> document.Block | None:
    ways = {name: call.options[name] for name in ("phone", "zalo", "email", "form")}
    if not any(ways.values()):
        if not any(name in call.written for name in ways):
            hint = tr("write :phone:, :zalo:, :email: or :form: below the directive")
            call.report(codes.NO_WAY_TO_ASK, tr("nobody can ask anything here"), hint)
        return None
    contacts = document.Contacts(span=call.span, **ways)
    return document.Ask(
        span=call.span, title=call.argument or (), children=(*call.children, contacts)
    )


ASK = Directive(
    "ask",
    _ask,
    Argument(inline, "title", required=False),
    (
        Option("phone", _phone, default="", example="0200 3000 010"),
        Option("zalo", _zalo, default="", example="https://zalo.me/..."),
        Option("email", _email, default="", example="a@example.vn"),
        Option("form", _address, default="", example="https://..."),
    ),
    body="markdown",
)


# -- meetings and live streams -------------------------------------------------------------


def _moment(reader: ArticleReader, value: Value) -> dt.datetime | None:
    """A day and an hour: `2026-11-20 08:00`."""
    date, _, time = value.text.replace("T", " ", 1).partition(" ")
    hint = tr("write it as in 2026-11-20 08:00")
    if not time.strip():
        reader.findings.add(codes.WRONG_DATE, value.span, tr("this says no day and hour"), hint)
        return None
    try:
        on, at = day(date), clock(time)
    except WrongValue as wrong:
        reader.findings.add(codes.WRONG_DATE, value.span, wrong.message, hint)
        return None
    if isinstance(on, dt.date) and isinstance(at, dt.time):
        return dt.datetime.combine(on, at)
    return None


def _broadcast(call: Call) -> document.Block | None:
    start, end = call.options["start"], call.options["end"]
    if call.argument is None or start is None or end is None:
        return None
    if end <= start:
        message = tr(
            "this ends at {end}, and begins at {start}",
            end=end.isoformat(" ", "minutes"),
            start=start.isoformat(" ", "minutes"),
        )
        hint = tr("check both :start: and :end:")
        call.report(codes.BROADCAST_TIMES, message, hint, call.place("end"))
        return None
    return document.Broadcast(
        span=call.span,
        target=call.argument,
        start=start,
        end=end,
        recording=call.options["recording"],
        title=call.options["title"],
        place=call.options["place"],
        children=call.children,
    )


BROADCAST = Directive(
    "broadcast",
    _broadcast,
    Argument(_address, "https://..."),
    (
        Option("title", inline, required=True, default=()),
        Option("start", _moment, required=True, example="2026-11-20 08:00"),
        Option("end", _moment, required=True, example="2026-11-20 10:00"),
        Option("place", inline, default=()),
        Option("recording", _address, default="", example="https://..."),
    ),
    body="markdown",
)


DIRECTIVES = (QUIZ, ASK, BROADCAST)
