"""`bulletin ci`: a workflow that checks, builds and publishes where the repository is hosted."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli import options
from bulletin.cli.examples import example
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.messages import tr


@click.command("ci", epilog=example("bulletin ci github", "bulletin ci gitlab --to web"))
@click.argument("host", metavar="github|gitlab", type=click.Choice(["github", "gitlab"]))
@click.option(
    "--to",
    "target",
    metavar="NAME",
    help="The target of publication.yaml to publish to (default: the only one there is).",
)
@options.lang_option
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal, *, host: str, target: str | None, lang: str | None, start: Path
) -> None:
    """Write the workflow into the repository, over nothing.

    It checks on a request to merge, and on the main branch or a tag builds, publishes and keeps
    the speech for the next run; a tag's release gets the editions.
    """
    from bulletin.desk.pipelines import HOSTS, Pipeline, top_of
    from bulletin.desk.starter import said
    from bulletin.desk.writing import write_new
    from bulletin.source.load import find_root

    spoken = options.spoken(lang)
    root = find_root(start)
    here = start.absolute()
    top = top_of(root, here if root.is_relative_to(here) else root)
    name, kind = _target(root, target)
    inside = root.relative_to(top).as_posix()
    write_new(top, Pipeline(host, spoken, inside, name, kind).files())
    terminal.say(said(spoken, "piped", file=top / HOSTS[host], host=host))
    terminal.say(said(spoken, "piped_to" if name else "piped_nowhere", target=name))


def _target(root: Path, named: str | None) -> tuple[str, str]:
    """The name and the type of the target to publish to; empty where there is none."""
    from bulletin.source.load import issue_ids, load, load_alone
    from bulletin.source.reporting import suggestion

    ids = issue_ids(root)
    loaded = load(root, ids[-1]) if ids else None
    issue = loaded.issue if loaded else load_alone(root)[0]
    if issue is None:
        raise FindingsError(loaded.findings if loaded else ())
    targets = issue.publication.targets
    if named is None:
        if len(targets) > 1:
            message = tr(
                "publication.yaml names several targets: {names}", names=", ".join(targets)
            )
            raise BulletinError(message, tr("say which one: --to {name}", name=next(iter(targets))))
        named = next(iter(targets), "")
    elif named not in targets:
        message = tr('publication.yaml names no target "{name}"', name=named)
        hint = suggestion(named, tuple(targets), tr("the targets are: "))
        raise BulletinError(message, hint or tr("write it below targets: in publication.yaml"))
    return named, targets[named].type if named else ""
