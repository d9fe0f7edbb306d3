"""`bulletin check`: all findings about an issue, nothing built; `--fix` mends what it can."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin import codes
from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say, say_findings
from bulletin.cli.streams import print_result
from bulletin.cli.summary import further
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import (
    FIXABLE,
    Finding,
    as_github,
    as_gitlab,
    as_json,
    as_text,
    in_order,
    sources_below,
)
from bulletin.machine.systems import quoted
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.desk.mending import Look, Mended


@click.command("check", epilog=example("bulletin check", "bulletin check 2026-11 --format github"))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every issue of the publication.")
@click.option("--fix", is_flag=True, help="Mend what has one right answer.")
@click.option("--diff", is_flag=True, help="Show what --fix would mend, and write nothing.")
@click.option(
    "--links", is_flag=True, help="Also ask whether the pages that links lead to are there."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    help="For a person, for a program, or for GitHub's or GitLab's review page.",
)
@click.option("--codes", is_flag=True, help="Print the table of all codes instead.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    ids: tuple[str, ...],
    everything: bool,
    fix: bool,
    diff: bool,
    links: bool,
    form: str,
    codes: bool,
    start: Path,
) -> None:
    """Report everything that is wrong with an issue (without ID: with the newest one).

    Exit code 1 if there is an error; warnings alone give 0. With --diff, 1 if there is
    something to mend.
    """
    options.keep_patterns(None)
    from bulletin.explanations import table
    from bulletin.source.load import issue_ids
    from bulletin.source.root import find_root

    if codes:
        print_result(table(), nl=False)
        return
    root = find_root(start)
    named = options.issues_named(root, ids, everything=everything) if issue_ids(root) else ()
    look = _look(terminal, named, links=links)
    if diff:
        _show_diff(terminal, root, named, look)
        return
    refused = False
    if fix:
        from bulletin.desk.mending import mend

        mended = mend(root, look)
        _tell(terminal, mended, options.prefix_of(root))
        findings, refused = mended.findings, bool(mended.refused)
    else:
        findings = look(root)
    _list(findings, root, form, counted=not terminal.quiet)
    if terminal.live and form == "text" and named:
        terminal.say(_summed_up(named, findings))
    if refused or any(finding.is_error for finding in findings):
        raise click.exceptions.Exit(1)


def _look(terminal: Terminal, named: tuple[str, ...], *, links: bool) -> Look:
    """How the issues, or a publication without any, are looked at."""
    from bulletin.building.preflight import examined, examined_alone, with_links
    from bulletin.cache import Cache, once

    store = once.store_in(Cache(environment.cache_root(None)))
    day = environment.today()

    def look(root: Path) -> tuple[Finding, ...]:
        if not named:
            return examined_alone(root, day)
        with once.kept_in(store):
            seen = [examined(root, one, today=day) for one in named]
        findings = in_order(finding for _, found in seen for finding in found)
        if pages is None:
            return findings
        issues = [issue for issue, _ in seen if issue]
        asking = partial(terminal.progress, tr("asking for pages"))
        return with_links(root, issues, findings, pages, asking)

    pages = None
    if links:
        from bulletin.check.pages import LinkedPages

        pages = LinkedPages()
    return look


def _list(findings: tuple[Finding, ...], root: Path, form: str, *, counted: bool) -> None:
    if form == "json":
        print_result(as_json(say_findings(findings)))
        return
    prefix = options.prefix_of(root)
    if form == "gitlab":
        print_result(as_gitlab(findings, prefix, say))
        return
    if not findings:
        return
    if form == "github":
        print_result(as_github(say_findings(findings), prefix))
        return
    print_result(as_text(say_findings(findings), sources_below(root), prefix, say))
    if counted and (count := sum(finding.fix is not None for finding in findings)):
        print_result(say(tr("{sign} {count} fixable with --fix", sign=FIXABLE, count=count)))
    for file in _brought_along(findings):
        words = tr(
            "{file} was written for another program: bulletin import {path} makes an article of it",
            file=f"{prefix}{file}",
            path=quoted(f"{prefix}{file}"),
        )
        print_result(say(words))
    if counted:
        print_result(say(further(findings)))


def _summed_up(named: tuple[str, ...], findings: tuple[Finding, ...]) -> str:
    """Which issues were looked at, for whoever named none, and how much was found."""
    issues = ", ".join(named)
    if not findings:
        return tr("{issues} was checked: nothing is wrong", issues=issues)
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    return tr(
        "{issues} was checked; errors: {errors}, warnings: {warnings}",
        issues=issues,
        errors=errors,
        warnings=warnings,
    )


_FOREIGN = 4
"""So much HTML, or so many settings of others, is no slip of the pen."""


def _brought_along(findings: tuple[Finding, ...]) -> list[str]:
    """Articles that other programs' HTML or settings fill."""
    kinds = {codes.RAW_HTML, codes.UNKNOWN_KEY}
    counts = Counter(
        one.span.file
        for one in findings
        if one.code in kinds and one.fix is None and one.span.file.endswith(".md")
    )
    return [file for file, count in counts.items() if count >= _FOREIGN]


def _tell(terminal: Terminal, mended: Mended, prefix: str) -> None:
    """What was mended, file by file, and what could not be written."""
    for old, new in sorted(mended.files.items()):
        if old == new:
            terminal.say(tr("mended: {file}", file=f"{prefix}{new}"))
        else:
            terminal.say(tr("renamed: {file} to {new}", file=f"{prefix}{old}", new=new))
    for file, reason in sorted(mended.refused.items()):
        terminal.warn(
            tr("{file} was left as it is: {reason}", file=f"{prefix}{file}", reason=reason)
        )
    if mended.count:
        terminal.say(tr("{count} findings mended", count=mended.count))


def _show_diff(terminal: Terminal, root: Path, named: tuple[str, ...], look: Look) -> None:
    from bulletin.desk.mending import rehearsed

    text, mended = rehearsed(root, named, look)
    print_result(text, nl=False)
    for file, reason in sorted(mended.refused.items()):
        terminal.warn(tr("{file} would be left as it is: {reason}", file=file, reason=reason))
    if mended.count:
        terminal.say(tr("{count} findings would be mended", count=mended.count))
        raise click.exceptions.Exit(1)
    terminal.say(tr("nothing to mend"))
