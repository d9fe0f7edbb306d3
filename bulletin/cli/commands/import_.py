"""`bulletin import`: a Word file and the like become articles of an issue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, calm
from bulletin.machine.systems import quoted
from bulletin.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin.desk.importing.articles import Imported
    from bulletin.desk.importing.opening.folders import Named
    from bulletin.desk.importing.opening.given import Given

REPORTS = "imports"
"""The folder of reports, beside the issues: nothing of it is published."""

_QUESTIONS = {
    "title": tr("Title"),
    "summary": tr("Summary, one or two sentences (Enter: none)"),
    "authors": tr("Author (Enter: none)"),
}


@click.command(
    "import",
    epilog=example(
        "bulletin import bai-viet.docx",
        "bulletin import *.docx --into 2026-12",
        "bulletin import thu-muc-zalo --into 2026-12",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--into", "issue_id", metavar="ID", help="The issue (default: the newest one).")
@click.option("--section", metavar="TITLE", help="List the articles in this section of issue.yaml.")
@click.option("--split", is_flag=True, help="An article of each heading of the highest level.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the report.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not found is for the report.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    files: tuple[str, ...],
    issue_id: str | None,
    section: str | None,
    split: bool,
    dry_run: bool,
    yes: bool,
    start: Path,
) -> None:
    """Make articles of FILEs: .docx, .odt, .xlsx, .csv, .html, .md, .txt, .eml, .ics, a folder of them, or - for standard input.

    Headings, lists, tables, footnotes and pictures become ours; old encodings (TCVN3, VNI, VIQR)
    become Unicode. A report says what was changed, what could not be kept, and what to fill in.
    No file is ever written over.
    """
    from bulletin.desk.importing.articles import imported
    from bulletin.desk.importing.listing import section_titles
    from bulletin.desk.importing.opening.folders import named
    from bulletin.desk.importing.places import IssuePlace
    from bulletin.source.root import ISSUE

    root, issue = options.issue_named(start, issue_id)
    place = IssuePlace.of_issue(root / issue)
    unlisted = section is None and section_titles(root / issue)
    if section is not None:
        _refuse_unlistable(root / issue / ISSUE, section)
    ask = None if yes or not (sys.stdin.isatty() and sys.stderr.isatty()) else _ask
    failed = 0
    meant = named(_with_blanks(files))
    for file in meant.files:
        try:
            made = imported(_given(file), place, split=split, ask=ask)
        except BulletinError as error:
            terminal.failure(error)
            failed += 1
            continue
        if unlisted:
            _say_unlisted(made)
        _keep(root, issue, file, made, dry_run=dry_run)
        if section is not None and not dry_run:
            _list(made, root / issue, section)
    for line in _left_out(meant, issue):
        terminal.say(line)
    if failed:
        raise click.exceptions.Exit(1)
    if not dry_run:
        terminal.say(tr("Next: bulletin check {issue}", issue=quoted(issue)))


def _with_blanks(files: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are meant: a name with blanks, typed without quotes, comes as several."""
    whole = " ".join(files)
    listed = any(Path(one).exists() for one in files)
    return (whole,) if Path(whole).exists() and not listed else files


def _refuse_unlistable(file: Path, section: str) -> None:
    """Raise `BulletinError`, before anything is written, where nothing can be listed."""
    from bulletin.desk.importing.listing import listed_in
    from bulletin.desk.writing import refuse_read_only

    refuse_read_only(file)
    listed_in(file.read_bytes(), section, "00-x.md")


def _list(made: Imported, issue: Path, section: str) -> None:
    """List what a file became in a section of the issue in this folder."""
    from bulletin.desk.importing.listing import listed_in
    from bulletin.desk.writing import rewrite
    from bulletin.source.root import ISSUE

    for article in made.articles:
        was = (issue / ISSUE).read_bytes()
        rewrite(issue / ISSUE, listed_in(was, section, article), was)


def _say_unlisted(made: Imported) -> None:
    for article in made.articles:
        said = tr(
            "The section of issue.yaml in which it belongs: without one it is in no edition; write"
            " this name between the brackets of articles: [...] below it"
        )
        made.remarks.missing(said, article)


_SHOWN = {"images": ":::{figure}", "media": ":::{video}, :::{audio}"}


def _left_out(meant: Named, issue: str) -> Iterator[str]:
    """What became no article: copies, and pictures that lay among the texts."""
    for copy, original in meant.copies.items():
        yield tr(
            "{copy} is the same file as {original}: imported once",
            copy=Path(copy).name,
            original=Path(original).name,
        )
    if not (meant.files or meant.shown):
        yield tr("there is nothing to import in the folder")
    for folder, files in meant.shown.items():
        yield tr(
            "in no article: {files}; copy those you want into {folder}, and show them with {directive}",
            files=", ".join(Path(one).name for one in files),
            folder=f"{issue}/{folder}",
            directive=_SHOWN[folder],
        )


def _given(file: str) -> Given:
    from bulletin.desk.importing.opening.given import Given
    from bulletin.desk.importing.opening.kinds import MAX_FILE

    if file == "-":
        return Given("-", sys.stdin.buffer.read(MAX_FILE + 1), Path())
    return Given.of_path(Path(file))


def _ask(key: str, offered: str) -> str:
    answer: str = click.prompt(say(_QUESTIONS[key]), offered, err=True, show_default=bool(offered))
    return answer.strip()


def _keep(root: Path, issue: str, file: str, made: Imported, *, dry_run: bool) -> None:
    """Write what a file became, and its report; the report is shown in any case."""
    from bulletin.desk.importing.remarks import report
    from bulletin.desk.writing import write_new

    shown = [f"{issue}/{path}" for path in made.files]
    text = report(Path(file).name, shown, made.remarks, say)
    if not dry_run:
        kept = _report_file(root, issue, made)
        everything = {f"{issue}/{path}": data for path, data in made.files.items()}
        write_new(root, everything | {kept: text.encode()})
        text += f"\n{kept}\n"
    print_result(calm(text))


def _report_file(root: Path, issue: str, made: Imported) -> str:
    """A name for the report that no file has."""
    stem = f"{REPORTS}/{issue}-{made.articles[0].removesuffix('.md')}"
    number, file = 1, f"{stem}.md"
    while (root / file).exists():
        number += 1
        file = f"{stem}-{number}.md"
    return file
