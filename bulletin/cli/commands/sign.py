"""`bulletin sign`: a PDF signed with the office's certificate."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.cache import Cache
    from bulletin.provenance.pdf_stamp import Stamp
    from bulletin.theming.theme import Theme

PASSWORD = "BULLETIN_SIGN_PASSWORD"  # noqa: S105, the name of a variable


@click.command("sign", epilog=example("bulletin sign 2026-11 --p12 office.p12"))
@click.argument("what", metavar="FILE|ID")
@click.option(
    "--p12",
    type=options.NamedPath(dir_okay=False, path_type=Path),
    help="The certificate: a PKCS#12 file.",
)
@click.option(
    "--pkcs11", "library", metavar="LIBRARY", help="Or a token: the library that drives it."
)
@click.option("--token", "label", metavar="LABEL", default="", help="The token's label.")
@click.option("--certificate", metavar="LABEL", default="", help="The certificate's label on it.")
@click.option("--timestamp", metavar="URL", default="", help="A server of time stamps (PAdES B-T).")
@click.option("--stamp", "stamped", is_flag=True, help="Show the signature on the last page.")
@options.release_option
@options.root_option
@options.cache_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    what: str,
    p12: Path | None,
    library: str | None,
    label: str,
    certificate: str,
    timestamp: str,
    stamped: bool,
    out: Path,
    start: Path,
    cache_folder: Path | None,
) -> None:
    """Sign a PDF, or every PDF of a built release, whose manifest then says so.

    The password or PIN is taken from BULLETIN_SIGN_PASSWORD, or asked for.
    """
    from bulletin.cache import Cache
    from bulletin.desk.writing import rewrite
    from bulletin.provenance.pdf_signing import Token, sign_pdf, signer_from

    if (p12 is None) == (library is None):
        raise click.UsageError(tr("give one of --p12 and --pkcs11"))
    theme = None if _is_pdf(what) else _theme(start, what)
    title = theme.publication.publisher.name if theme else tr("Signature")
    stamp = _stamp(theme) if stamped else None
    secret = _password()
    source = p12 or Token(library or "", label, certificate, secret)
    with signer_from(source, secret) as signer:

        def sign(data: bytes) -> bytes:
            return sign_pdf(data, signer, timestamp=timestamp, stamp=stamp, title=title)

        if theme is None:
            file = Path(what).resolve()  # a link stays one
            data = file.read_bytes()
            rewrite(file, sign(data), data)
            signed: tuple[str, ...] = (what,)
        else:
            cache = Cache(environment.cache_root(cache_folder))
            signed = _release(theme, what, out, sign, cache)
    for path in signed:
        terminal.say(tr("signed {file}", file=path))


def _is_pdf(what: str) -> bool:
    """Whether a PDF is named, not an issue. Raises `BulletinError` for any other file."""
    file = Path(what)
    if file.suffix.lower() == ".pdf":
        if not file.is_file():
            raise BulletinError(tr("there is no file {file}", file=file))
        return True
    if file.is_file():
        hint = tr("books and sound are sealed by the build, where publication.yaml has signing:")
        raise BulletinError(tr("{file} is no PDF", file=file), hint)
    return False


def _password() -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():  # a line of a pipe, which nobody sees being typed
        line = click.get_text_stream("stdin").readline()
        if not line:
            message = tr("nobody can be asked here; put the password into {name}", name=PASSWORD)
            raise click.UsageError(message)
        return line.rstrip("\r\n")
    asked: str = click.prompt(
        tr("Password or PIN"), hide_input=True, default="", show_default=False, err=True
    )
    return asked


def _theme(start: Path, issue_id: str) -> Theme:
    """The theme of the publication that has this issue."""
    from bulletin.source.load import load
    from bulletin.theming.theme import Theme

    root, named = options.issue_named(start, issue_id)
    loaded = load(root, named)
    if loaded.issue is None:
        raise FindingsError(loaded.findings)
    return Theme(loaded.issue.publication, root)


def _stamp(theme: Theme | None) -> Stamp:
    """The words of a shown signature, in the theme's display face."""
    from bulletin.art.fonts import faces_of
    from bulletin.provenance.pdf_stamp import Stamp

    if theme is None:
        raise click.UsageError(tr("--stamp needs the id of an issue, for its publisher and face"))
    face = faces_of(theme).display[0]
    return Stamp((theme.strings("pdf_signed"), theme.publication.publisher.name), face.file)


def _release(
    theme: Theme, issue_id: str, out: Path, sign: Callable[[bytes], bytes], cache: Cache
) -> tuple[str, ...]:
    """Sign a release's files, and bring the archive around it up to date."""
    from bulletin.building.sealing import needed_signer
    from bulletin.publish.signing import sign_release
    from bulletin.publish.whole import whole
    from bulletin.site.archive import write_archive

    found = whole(out / issue_id, issue_id)
    signed = sign_release(out, found, sign, needed_signer(theme.publication, environment.signer))
    if (out / "index.html").is_file():
        write_archive(theme, out, cache)
    return signed
