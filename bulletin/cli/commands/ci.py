"""`bulletin ci`: a workflow that checks, builds and publishes where the repository is hosted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.machine.systems import quoted
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.source.settings.models import Publication


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
    from bulletin.desk.pipelines import Pipeline, top_of
    from bulletin.desk.starter_files import said
    from bulletin.desk.writing import write_new
    from bulletin.extras import requirement
    from bulletin.source.root import find_root

    spoken = environment.spoken(lang)
    root = find_root(start)
    here = start.absolute()
    top = top_of(root, here if root.is_relative_to(here) else root)
    publication = _publication(root)
    name, kind = _target(publication, target)
    voice = _voice(publication)
    inside = root.relative_to(top).as_posix()
    source = requirement()
    engine = publication.voice.engine if publication.voice else ""
    signed = publication.signing is not None
    pipeline = Pipeline(host, spoken, inside, name, kind, voice, source, engine, signed)
    pipeline.refuse_standing(top)
    write_new(top, pipeline.files())
    terminal.say(said(spoken, "piped", file=top / pipeline.path, host=host))
    if not source:
        terminal.say(said(spoken, "piped_from_nowhere"))
    terminal.say(said(spoken, "piped_to" if name else "piped_nowhere", target=name))
    for key, names in ("piped_secrets", pipeline.secrets), ("piped_variables", pipeline.variables):
        if names:
            terminal.say(said(spoken, key, host=host, names=", ".join(names)))


def _publication(root: Path) -> Publication:
    """The settings of the publication around. Raises `FindingsError` if they cannot be read."""
    from bulletin.source.load import issue_ids, load, load_alone

    ids = issue_ids(root)
    loaded = load(root, ids[-1]) if ids else None
    issue = loaded.issue if loaded else load_alone(root)[0]
    if issue is None:
        raise FindingsError(loaded.findings if loaded else ())
    return issue.publication


def _voice(publication: Publication) -> str:
    """The Piper voice that must be fetched before a build; "" if none."""
    from bulletin.languages import language_of

    if publication.voice is None or publication.voice.engine != "piper":
        return ""
    named = (publication.voice.name or "").partition("#")[0]
    return named or language_of(publication.language).natural_voice


def _target(publication: Publication, named: str | None) -> tuple[str, str]:
    """The name and the type of the target to publish to; empty where there is none."""
    from bulletin.source.reporting import suggestion

    targets = publication.targets
    if named is None:
        if len(targets) > 1:
            raise BulletinError(
                tr("publication.yaml names several targets: {names}", names=", ".join(targets)),
                tr("say which one: --to {name}", name=quoted(next(iter(targets)))),
            )
        named = next(iter(targets), "")
    elif named not in targets:
        message = tr('publication.yaml names no target "{name}"', name=named)
        hint = suggestion(named, tuple(targets), tr("the targets are: "))
        raise BulletinError(message, hint or tr("write it below targets: in publication.yaml"))
    return named, targets[named].type if named else ""
