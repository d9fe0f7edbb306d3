"""`bulletin new`: the next issue, from the last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.terminal import Terminal

if TYPE_CHECKING:
    from bulletin.desk.next_issue import Made


@click.command(
    "new", epilog=example("bulletin new", "bulletin new 2026-12", "bulletin new 2026-11-bao-so-5")
)
@click.argument("issue_id", metavar="[ID]", required=False)
@options.lang_option
@options.root_option
@click.pass_obj
def command(terminal: Terminal, *, issue_id: str | None, lang: str | None, start: Path) -> None:
    """Make the issue ID, such as 2026-12, from the last (without ID: of the month after it).

    Number, date and sections are carried on, and each article with standing: true in its
    settings, with its pictures. A section without one begins with a draft. No file is ever
    written over.
    """
    from bulletin.desk.next_issue import make_next
    from bulletin.source.root import find_root

    spoken = environment.spoken(lang)
    root = find_root(start)
    environment.warn_of_clock(terminal)
    made = make_next(root, issue_id, environment.today())
    for line in _report(made, spoken):
        terminal.say(line)


def _report(made: Made, spoken: str) -> list[str]:
    """What was made, and what is to be done about it."""
    from bulletin.desk.starter_files import said

    head = said(spoken, "made" if made.last else "first", **vars(made)).removesuffix(":")
    lines: list[tuple[object, str, dict[str, object]]] = [
        (made.carried, "carried", {"files": ", ".join(made.carried)}),
        (made.corrected, "corrected", {"files": ", ".join(made.corrected)}),
        (made.drafts, "drafts", {"files": ", ".join(made.drafts)}),
        (made.sections_left, "sections_left", {}),
        (made.same_number, "same_number", {"number": made.number, "id": made.same_number}),
        (made.new_year, "new_year", {"id": made.id}),
    ]
    return [head, *(f"  {said(spoken, key, **values)}" for wanted, key, values in lines if wanted)]
