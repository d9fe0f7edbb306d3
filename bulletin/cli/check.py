"""`bulletin check`: all findings about an issue, nothing built."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli import options
from bulletin.diagnostics import as_github, as_json, as_text, in_order, sources_below


@click.command("check")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every issue of the publication.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For a person, for a program, or for GitHub's review page.",
)
@click.option("--codes", is_flag=True, help="Print the table of all codes instead.")
@options.root_option
def command(*, ids: tuple[str, ...], everything: bool, form: str, codes: bool, start: Path) -> None:
    """Report everything that is wrong with an issue (without ID: with the newest one).

    Exit code 1 if there is an error; warnings alone give 0.
    """
    from bulletin.codes import table
    from bulletin.preflight import examined, examined_alone
    from bulletin.source.load import find_root, issue_ids

    if codes:
        click.echo(table(), nl=False)
        return
    root = find_root(start)
    if issue_ids(root):
        named = options.issues_named(root, ids, everything=everything)
        findings = in_order(f for issue_id in named for f in examined(root, issue_id)[1])
    else:
        findings = examined_alone(root)
    if form == "json":
        click.echo(as_json(findings))
    elif findings:
        prefix = options.prefix_of(root)
        text = {
            "text": lambda: as_text(findings, sources_below(root), prefix),
            "github": lambda: as_github(findings, prefix),
        }[form]()
        click.echo(text)
    if any(finding.is_error for finding in findings):
        raise click.exceptions.Exit(1)
