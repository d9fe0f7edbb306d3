"""`make messages`: the catalogues of all that the program says, extracted and compiled.

In: the templates in the code, and what is translated already. Out: bulletin/locale/*/ with a
template that nobody translated yet as an empty entry. What is no longer said is dropped.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import string
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

from bulletin.cli import COMMANDS, cli
from bulletin.cli.help import help_texts
from tests.code_trees import modules

CODE = Path(__file__).parents[1] / "bulletin"
LOCALE = CODE / "locale"
KEYWORDS = {"tr": 0, "tr_noop": 0, "_error": 1, "_warning": 1}
"""Who is given templates, and which argument they are; the last two declare codes."""

_DAY = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # the same words give the same bytes
_HEADER = b"""\
# What bulletin says. `make messages` adds what is new and drops what is gone.
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

"""


def templates() -> list[str]:
    """Every template in the code."""
    calls = (
        node
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    told = (call.args[KEYWORDS[call.func.id]] for call in calls if call.func.id in KEYWORDS)
    texts = (one.value for one in told if isinstance(one, ast.Constant))
    return sorted({*texts, *help_of_commands()})


def help_of_commands() -> Iterator[str]:
    """What `--help` shows of each command."""
    yield from COMMANDS.values()
    yield from help_texts(cli)
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield from help_texts(command)


def catalogues() -> Iterator[Path]:
    """The files in which people translate."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/bulletin.po"))


def translated(file: Path) -> dict[str, str]:
    """What a catalogue says for each template."""
    with file.open("rb") as stream:
        return {one.id: one.string for one in pofile.read_po(stream) if one.id}


def renewed(language: str, known: dict[str, str]) -> tuple[bytes, bytes]:
    """A catalogue of the templates as they are now: for people, and compiled."""
    made = Catalog(locale=language, fuzzy=False)
    for template in templates():
        made.add(template, known.get(template, ""))
    made.creation_date = made.revision_date = _DAY
    text, compiled = io.BytesIO(), io.BytesIO()
    # Babel's header has its own version in it.
    pofile.write_po(text, made, width=0, sort_output=True, omit_header=True)
    mofile.write_mo(compiled, made)
    return _HEADER + text.getvalue(), compiled.getvalue()


def fields(template: str) -> list[tuple[str, str | None, str | None]]:
    """The fields of a template, with how each is written."""
    parts = string.Formatter().parse(template)
    return sorted(
        (name, spec or "", conversion or "") for _, name, spec, conversion in parts if name
    )


def main() -> None:
    """Write all catalogues anew."""
    for file in catalogues():
        text, compiled = renewed(file.parents[1].name, translated(file))
        file.write_bytes(text)
        file.with_suffix(".mo").write_bytes(compiled)


if __name__ == "__main__":
    main()
