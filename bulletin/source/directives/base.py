"""What a directive is: a name, an argument, a table of options, a body, and how to read them.

In: declarations. Out: the types that each family of directives fills in, and the kinds of
values that arguments and options take. A kind is a function from a written value to what it
means; it reports what it cannot take and gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.document import Anchor, Block, Blocks, Figure, Inlines
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.data.sheet import Sheet
from bulletin.source.data.shown import ShownSheets
from bulletin.source.file_kinds import FileKind
from bulletin.source.files import Folder
from bulletin.source.reporting import Findings
from bulletin.source.settings.elsewhere import hint_for_choice
from bulletin.source.settings.types import Settings
from bulletin.source.text import Value
from bulletin.source.yaml.nodes import Keys

Body = Literal["markdown", "pictures", "data", "none"]
"""What a directive holds: text, pictures one a line, YAML, nothing."""


class ArticleReader(Protocol):
    """What reads the article around a directive."""

    findings: Findings
    folder: Folder | None
    language: str
    sheets: ShownSheets

    def inlines(self, value: Value) -> Inlines:
        """A line of Markdown."""

    def target(self, value: Value) -> str | Anchor | None:
        """Where a link leads; None after a finding."""


OptionReader = Callable[[ArticleReader, Value], Any]


@dataclass(frozen=True)
class Argument:
    """What stands after a directive's name."""

    kind: OptionReader
    example: str
    required: bool = True


@dataclass(frozen=True)
class Option:
    """A line `:name: value`. `default` also stands in when a required one is missing."""

    name: str
    kind: OptionReader
    required: bool = False
    default: object = None
    example: str = "..."
    below: bool = False
    """Whether it is shown below all else and read last, for notes are numbered as they are met; it
    is the field of the block that has its name."""


@dataclass(frozen=True)
class Directive:
    """A directive. `rows`: the model of each entry of a YAML body."""

    name: str
    read: Callable[[Call], Block | None]
    argument: Argument | None = None
    options: tuple[Option, ...] = ()
    body: Body = "none"
    rows: type[Settings] | None = None
    example: str = ""
    """An entry of the body, for the hint when there is none."""


@dataclass(frozen=True)
class Call:
    """A directive as it stands in an article, its parts already read.

    `options` has a value for every option, `written` what stands there for those that do.
    `empty`: there is no body. `children`: a Markdown body; `figures`: its
    pictures, each a figure; `rows`: the entries of a YAML body with their nodes.
    """

    reader: ArticleReader
    span: Span
    argument: Any
    options: Mapping[str, Any]
    written: Mapping[str, Value]
    empty: bool
    children: Blocks = ()
    figures: tuple[Figure, ...] = ()
    rows: tuple[tuple[Any, Keys], ...] = ()

    def report(self, code: Code, message: str, hint: str = "", span: Span | None = None) -> None:
        """Note a finding, at the directive if nothing else is given."""
        self.reader.findings.add(code, span or self.span, message, hint)

    def place(self, option: str) -> Span:
        """The place of an option's value, or of the directive."""
        return self.written[option].span if option in self.written else self.span

    def report_at(self, node: Keys, key: str, code: Code, words: tuple[str, str]) -> None:
        """Note a finding, with what is wrong and what to write, at the value of an entry's key."""
        value = node.get(key)
        self.report(code, *words, value.span if value else None)

    def inlines(self, node: Keys, key: str) -> Inlines:
        """The Markdown at a key of an entry."""
        value = node.get(key)
        text = getattr(value, "value", None)
        return self.reader.inlines(Value(text, value.span)) if value and text else ()


# -- kinds of values -----------------------------------------------------------------------


def text(_reader: ArticleReader, value: Value) -> str | None:
    """Words as they stand."""
    return value.text or None


def inline(reader: ArticleReader, value: Value) -> Inlines | None:
    """A line of Markdown."""
    return reader.inlines(value) or None


def source(reader: ArticleReader, value: Value) -> Inlines | None:
    """Where something is from: a line of Markdown, without the "Nguồn:" that editions write."""
    label = re.match(rf"(?i){any_phrase('sources')} ?[:：] *(?=\S)", value.text)
    if label is None:
        return inline(reader, value)
    span = replace(value.span, column=value.span.column + label.end())
    return inline(reader, Value(value.text[label.end() :], span))


def choice(*allowed: str) -> OptionReader:
    """One of several words."""

    def read(reader: ArticleReader, value: Value) -> str | None:
        if value.text in allowed:
            return value.text
        message = tr('"{text}" is not allowed here', text=value.text)
        reader.findings.add(
            codes.WRONG_OPTION, value.span, message, hint_for_choice(value.text, allowed)
        )
        return None

    return read


def whole(least: int, most: int) -> OptionReader:
    """A whole number between two bounds."""

    def read(reader: ArticleReader, value: Value) -> int | None:
        if value.text.isascii() and value.text.isdigit() and least <= int(value.text[:9]) <= most:
            return int(value.text)
        message = tr(
            '"{text}" is not a whole number from {least} to {most}',
            text=value.text,
            least=least,
            most=most,
        )
        hint = tr("write {least}", least=least)
        reader.findings.add(codes.WRONG_OPTION, value.span, message, hint)
        return None

    return read


def flag(reader: ArticleReader, value: Value) -> bool | None:
    """True or false; a name without a value is true."""
    if value.text in {"", "true", "false"}:
        return value.text != "false"
    message = tr('"{text}" is not true or false', text=value.text)
    reader.findings.add(codes.WRONG_OPTION, value.span, message, tr("write true"))
    return None


def words(*allowed: str) -> OptionReader:
    """Words with spaces or commas between them, each one of several."""

    def read(reader: ArticleReader, value: Value) -> tuple[str, ...] | None:
        found = tuple(value.text.replace(",", " ").split())
        wrong = [word for word in found if word not in allowed]
        for word in wrong:
            message = tr('"{word}" is not allowed here', word=word)
            reader.findings.add(
                codes.WRONG_OPTION, value.span, message, hint_for_choice(word, allowed)
            )
        return None if wrong or not found else found

    return read


def names(_reader: ArticleReader, value: Value) -> tuple[str, ...] | None:
    """Names with commas between them."""
    return tuple(name for part in value.text.split(",") if (name := part.strip())) or None


def _file(kind: FileKind) -> OptionReader:
    """A file of a kind in the issue's folder."""

    def read(reader: ArticleReader, value: Value) -> str | None:
        return reader.folder.find(value.text, value.span, kind) if reader.folder else value.text

    return read


picture_file, captions_file, audio_file = _file("picture"), _file("captions"), _file("audio")


def video_file(reader: ArticleReader, value: Value) -> str | None:
    """A film in the issue's folder, or an https address."""
    if value.text.startswith(("https://", "http://")):
        found = reader.target(value)
        return found if isinstance(found, str) else None
    return reader.folder.find(value.text, value.span, "video") if reader.folder else value.text


def sheet(reader: ArticleReader, value: Value) -> Sheet | None:
    """Rows and columns from a CSV or YAML file in the issue's folder."""
    folder = reader.folder
    if folder is None:
        message = tr('"{text}" cannot be read, for this text lies in no issue', text=value.text)
        hint = tr("put the text into an issue's folder")
        reader.findings.add(codes.FILE_MISSING, value.span, message, hint)
        return None
    file = folder.find(value.text, value.span, "data")
    return reader.sheets.sheet(folder, file, value.span) if file else None


def rows_file(reader: ArticleReader, value: Value) -> str | None:
    """A YAML file in the issue's folder that stands for the body."""
    if not re.search(r"[./\\]", value.text):
        message = tr('"{text}" is not the name of a file', text=value.text)
        hint = tr("delete it, or write it as :{name}: on the next line", name="title")
        reader.findings.add(codes.EXTRA_ARGUMENT, value.span, message, hint)
        return None
    return reader.folder.find(value.text, value.span, "rows") if reader.folder else None


def target(reader: ArticleReader, value: Value) -> str | Anchor | None:
    """Where a link leads."""
    return reader.target(value)
