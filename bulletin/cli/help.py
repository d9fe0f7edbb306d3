"""Help and wrong usage, in the language of whoever reads them.

In: click's help as it is made of commands and options. Out: the same, said by the catalogue; and
all its texts, for whoever translates. click's own words come from its modules' `_`, which gettext
gives for the system's language alone; here that of `language` is put in its place.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from bulletin.cli.language import say, word
from bulletin.messages import tr_noop

_IN_USAGE = (tr_noop("[OPTIONS]"), tr_noop("COMMAND [ARGS]..."))
"""What click puts behind the name of a command."""
CLICKS = (
    *_IN_USAGE,
    tr_noop("Usage:"),
    tr_noop("Options"),
    tr_noop("Commands"),
    tr_noop("Example:"),
    tr_noop("Examples:"),
    tr_noop("Show this message and exit."),
    tr_noop("Show the version and exit."),
    tr_noop("Try '{command} {option}' for help."),
    tr_noop("Error: {message}"),
    tr_noop("Missing argument"),
    tr_noop("Missing option"),
    tr_noop("Missing command."),
    tr_noop("Invalid value for {param_hint}: {message}"),
    tr_noop("Invalid value: {message}"),
    tr_noop("No such option: {name}"),
    tr_noop("No such command {name!r}."),
    tr_noop("Did you mean {possibility}?"),
    tr_noop("(Possible options: {possibilities})"),
    tr_noop("Got unexpected extra argument ({args})"),
    tr_noop("Got unexpected extra arguments ({args})"),
    tr_noop("Option {name!r} requires an argument."),
    tr_noop("Option {name!r} does not take a value."),
    tr_noop("{value!r} is not {choice}."),
    tr_noop("{value!r} is not one of {choices}."),
    tr_noop("{value!r} is not a valid {number_type}."),
    tr_noop("{value} is not in the range {range}."),
    tr_noop("Choose from:\n\t{choices}"),
    tr_noop("{name} {filename!r} does not exist."),
    tr_noop("{name} {filename!r} is a file."),
    tr_noop("{name} {filename!r} is a directory."),
    tr_noop("{name} {filename!r} is not readable."),
    tr_noop("File"),
    tr_noop("Directory"),
    tr_noop("Path"),
    tr_noop("default: {default}"),
    tr_noop("env var: {var}"),
    tr_noop("required"),
    tr_noop("Error: invalid input"),
    tr_noop("Error: {e.message}"),
    tr_noop("Aborted!"),
)
"""What click says of itself, as it is written there."""

_MODULES = (core, decorators, exceptions, formatting, parser, termui, types)
_EXTRA = re.compile(r"(?P<text>.*?)(?:  \[(?P<extra>[^]]*)\])?", re.DOTALL)
_PARAGRAPH = re.compile(r"\n\s*\n")


class _ClicksTemplate(str):
    """A template of click's in our language, which says in it what it is filled with."""

    __slots__ = ()

    def format(self, *_: object, **values: object) -> str:
        """As `str.format`; click fills in by name alone, and quotes what somebody has typed."""
        told = {
            name: word(say(value))
            if isinstance(value, str) and f"{{{name}!r" not in self
            else value
            for name, value in values.items()
        }
        return super().format(**told)


def _clicks(text: str) -> str:
    return _ClicksTemplate(word(text))


def _clicks_number(one: str, several: str, count: int) -> str:
    return _clicks(one if count == 1 else several)


def speak_for_click() -> None:
    """Have click say its own words in our language."""
    for module in _MODULES:
        known = vars(module)
        known.update({"_": _clicks} if "_" in known else {})
        known.update({"ngettext": _clicks_number} if "ngettext" in known else {})


class SpokenHelp(click.HelpFormatter):
    """Writes help as click does, in the language of whoever reads it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: how a command is written."""
        for part in _IN_USAGE:
            args = args.replace(part, word(part))
        super().write_usage(prog, args, prefix or f"{word('Usage:')} ")

    def write_text(self, text: str) -> None:
        """Paragraphs; those of examples keep their lines."""
        said = (_paragraph(one) for one in _PARAGRAPH.split(inspect.cleandoc(text)))
        super().write_text("\n\n".join(said))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A table of options or commands."""
        super().write_dl([(name, _explained(text)) for name, text in rows], col_max, col_spacing)


class SpokenContext(click.Context):
    """Where help is made."""

    formatter_class = SpokenHelp


def helpful(command: click.Command) -> click.Command:
    """A command, and those below it, whose help is said in our language."""
    command.context_class = SpokenContext
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        # Of a shortened text nobody knows the translation.
        below.short_help = (
            below.short_help or _PARAGRAPH.split(inspect.cleandoc(below.help or ""))[0]
        )
        helpful(below)
    return command


def _paragraph(text: str) -> str:
    if not text.startswith("\b"):
        return word(" ".join(text.split()))
    lines = text.split("\n")
    told = (word(one) if one.strip("\b") and one.strip() == one else one for one in lines)
    return "\n".join(told)


def _explained(text: str) -> str:
    """What an option does, and what click adds of it in brackets."""
    found = _EXTRA.fullmatch(text)
    assert found is not None  # noqa: S101, it matches any text
    said = word(found["text"])
    if found["extra"] is None:
        return said
    extra = "; ".join(map(_added, found["extra"].split("; ")))
    return f"{said}  [{extra}]"


def _added(text: str) -> str:
    name, colon, value = text.partition(": ")
    field = {"default": "default", "env var": "var"}.get(name)
    if not colon or field is None:
        return word(text)
    return _clicks(f"{name}: {{{field}}}").format(**{field: value})


def help_texts(command: click.Command) -> Iterator[str]:
    """All that the help of a command says, and of those below it: for whoever translates."""
    for text in filter(None, (command.help, command.epilog)):
        shown = inspect.cleandoc(text).partition("\f")[0]
        found = (" ".join(one.split()) for one in _PARAGRAPH.split(shown))
        yield from (one for one in found if not one.startswith("\b"))
    yield from _options(command.params)
    below = command.commands.values() if isinstance(command, click.Group) else ()
    for one in below:
        yield from help_texts(one)


def _options(params: Iterable[click.Parameter]) -> Iterator[str]:
    for one in params:
        if isinstance(one, click.Option) and one.help:
            yield " ".join(one.help.split())


def example(*lines: str) -> str:
    r"""Examples at the end of a command's help, a line each; the \b keeps click from joining them."""
    shown = "\n".join(f"  {line}" for line in lines)
    return f"\b\nExample{'s' if len(lines) > 1 else ''}:\n{shown}"
