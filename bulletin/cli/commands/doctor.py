"""`bulletin doctor`: what this machine has and lacks, with the commands that mend it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.doctor import Diagnosis
    from bulletin.source.settings.models import Publication

_SIGNS = {"good": tr("ok"), "lacking": tr("lacks"), "bad": tr("BAD")}
_NAMES = {
    "faces": tr("faces"),
    "voice": tr("voice"),
    "disk": tr("disk"),
    "clock": tr("clock"),
    "cache": tr("cache"),
    "publication": tr("publication"),
}
"""What is looked at, where its name is a word and not that of a program."""
_HUES = {"good": "green", "lacking": "yellow", "bad": "red"}


@click.command("doctor", epilog=example("bulletin doctor", "bulletin doctor --json"))
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@options.root_option
@options.cache_option
@click.pass_obj
def command(terminal: Terminal, *, as_json: bool, start: Path, cache_folder: Path | None) -> None:
    """Look at Pango, faces, voices, network, disk, clock and cache, and say what mends them.

    Exit code 1 if something stops a build; what could only be better gives 0.
    """
    from bulletin.doctor import Machine, examine
    from bulletin.languages import DEFAULT

    root, publication = _publication(start)
    machine = Machine(
        publication=publication,
        root=root,
        out=Path("dist").absolute(),
        cache=environment.cache_root(cache_folder),
        voices=environment.voices_root(),
        language=publication.language if publication else DEFAULT,
        now=dt.datetime.now(dt.UTC),
        installer=next((n for n in ("apt-get", "dnf", "brew") if shutil.which(n)), ""),
    )
    found = []
    for diagnosis in examine(machine):
        found.append(diagnosis)
        terminal.progress(diagnosis.name, 0, 1)
    terminal.done()
    found = [replace(one, found=say(one.found), mend=say(one.mend)) for one in found]
    if as_json:
        print_result(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _print(found, colour=terminal.colour)
    if any(one.state == "bad" for one in found):
        raise click.exceptions.Exit(1)


def _publication(start: Path) -> tuple[Path, Publication | None]:
    """The publication around, as far as it can be read."""
    from bulletin.source.load import issue_ids, load, load_alone
    from bulletin.source.root import find_root

    try:
        root = find_root(start)
    except BulletinError:
        return start.absolute(), None
    ids = issue_ids(root)
    issue = load(root, ids[-1]).issue if ids else load_alone(root)[0]
    return root, issue.publication if issue else None


def _print(found: list[Diagnosis], *, colour: bool) -> None:
    names = [say(_NAMES.get(one.name, one.name)) for one in found]
    signs = {state: say(sign) for state, sign in _SIGNS.items()}
    width, before = max(map(len, names)), max(5, *map(len, signs.values()))
    for one, name in zip(found, names, strict=True):
        sign = click.style(f"{signs[one.state]:{before}}", fg=_HUES[one.state])
        print_result(f"{sign}  {name:{width}}  {one.found}", color=None if colour else False)
        if one.mend:
            print_result(f"{'':{before}}  {'':{width}}  = {one.mend}")
