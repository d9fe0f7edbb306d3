"""`bulletin keys new`: a private key in a file of its own, and the public one to write down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.provenance.keys import PrivateKey


@click.group("keys", epilog=example("bulletin keys new"))
def command() -> None:
    """Make the key that signs releases: `bulletin keys new [--out FILE]`."""


@command.command("new", epilog=example("bulletin keys new"))
@click.option(
    "--out",
    "file",
    type=options.NamedPath(dir_okay=False, path_type=Path),
    default=None,
    help="Where the private key goes (default: your own settings, where builds look for it).",
)
@click.option("--language", metavar="TAG", help="The language of the fingerprint's words.")
@options.root_option
@click.pass_obj
def new(terminal: Terminal, *, file: Path | None, language: str | None, start: Path) -> None:
    """Make a pair of keys: the private one is written to a file that only you can read."""
    from bulletin.languages import fingerprint_words
    from bulletin.provenance.fingerprints import fingerprint
    from bulletin.provenance.keys import generate

    key = generate()
    place = file or environment.key_file(key.public)
    _keep(key, place)
    publication = environment.publication_around(start)
    tongue = language or (publication.language if publication else environment.spoken(None))
    words = ", ".join(fingerprint(key.public, fingerprint_words(tongue)))
    lines, say = (
        ["signing:", f"  key: {key.public}"],
        tr("Write these two lines into publication.yaml."),
    )
    if publication and publication.signing:
        lines += ["  earlier:", *(f"    - {one}" for one in publication.signing.keys)]
        say = tr(
            "publication.yaml names a key already, which stays valid for what it has signed: put"
            " these lines in the place of its signing:."
        )
    print_result("\n".join(lines))
    terminal.say(
        tr(
            "{write} The fingerprint, which stands in every imprint: {words}\nThe private key is"
            " in {file}. Keep a copy where a fire does not reach it; for CI, put its text into the"
            " secret BULLETIN_SIGNING_KEY.",
            write=say,
            words=words,
            file=place,
        )
    )


def _keep(key: PrivateKey, file: Path) -> None:
    """Write a private key where nobody else reads it, and never over another file."""
    from bulletin.machine.disks import disk_of
    from bulletin.source.root import PUBLICATION

    above = file.absolute().resolve().parents
    if inside := next((f for f in above if (f / PUBLICATION).is_file()), None):
        message = tr("{file} lies in the publication {folder}", file=file, folder=inside)
        hint = tr("a private key is not passed on with the texts: name a file elsewhere")
        raise BulletinError(message, hint)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        message = tr("{file} is there already", file=file)
        raise BulletinError(message, tr("name another file: what it signed needs it")) from None
    except OSError as error:
        message = tr("{file} cannot be written: {reason}", file=file, reason=error.strerror)
        raise BulletinError(message, tr("name another file with --out")) from error
    try:
        with disk_of(file), os.fdopen(opened, "wb") as stream:
            stream.write(key.to_pem())
    except BaseException:
        file.unlink(missing_ok=True)  # half a key would be taken for one
        raise
