"""`bulletin verify`: whether what lies somewhere is whole, and the publisher's own."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, calm
from bulletin.machine.systems import quoted
from bulletin.messages import decimal, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bulletin.publish.base import Destination
    from bulletin.publish.choosing import Way
    from bulletin.publish.verifying import VerifyReport, Wanted
    from bulletin.source.settings.models import Publication


@click.command(
    "verify", epilog=example("bulletin verify https://bantin.example/", "bulletin verify dist")
)
@click.argument("where", metavar="URL|DIR|FILE")
@click.option("--quick", is_flag=True, help="Compare pages; of other files ask size and type only.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on standard output.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="The publisher's public key, or its eight words from paper, to be sure of it.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1, max=600),
    default=20.0,
    help="Seconds that a server may say nothing (default: 20).",
)
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    where: str,
    quick: bool,
    as_json: bool,
    keys: tuple[str, ...],
    timeout: float,
    start: Path,
) -> None:
    """Compare every file with the manifest, and follow the links, the QR code and the feed.

    A FILE is an EPUB, M4B or MP3 with a seal, or a signed PDF.
    """
    from bulletin.cli.summary import moved_since
    from bulletin.publish.verifying import Wanted, judged_by_words

    publication = environment.publication_around(start)
    given, spoken = _told_apart(keys)
    known = given or (publication.keys if publication and _is_ours(where, publication) else ())
    report = _report(where, Wanted(now=time.time(), keys=known, quick=quick, timeout=timeout))
    if publication and Path(where).is_dir() and (moved := moved_since(Path(where), publication)):
        terminal.warning(BulletinError(moved))
    for words in spoken:
        report = judged_by_words(report, words)
    if as_json:
        print_result(json.dumps(report.as_data(), ensure_ascii=False, indent=1))
    language = publication.language if publication else environment.spoken(None)
    show(terminal, report, language, quiet=as_json)
    if report.signers and not (report.faults or known or spoken or as_json):
        terminal.say(
            tr(
                "this key came with the copy: compare its words with those on paper, in the"
                ' imprint of an issue or on a poster, or give them with --key "..."'
            )
        )
    if report.faults:
        raise click.exceptions.Exit(1)


def _told_apart(keys: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The public keys that --key gives, and the words of keys."""
    from bulletin.provenance.fingerprints import is_fingerprint
    from bulletin.provenance.keys import KeyFormatError, public_key

    try:
        given = tuple(public_key(key) for key in keys if not is_fingerprint(key))
    except KeyFormatError as error:
        raise click.UsageError(tr("--key: {reason}", reason=error.message)) from None
    return given, tuple(filter(is_fingerprint, keys))


def _report(where: str, wanted: Wanted) -> VerifyReport:
    """What is found in a file, in a folder, or at an address."""
    from bulletin.provenance.seals import is_sealed_kind
    from bulletin.publish.verifying import verify, verify_file

    if not Path(where).is_file():
        return verify(where, wanted)
    if not is_sealed_kind(where) and not where.lower().endswith(".pdf"):
        message = tr("{file} is no file that holds a seal", file=where)
        raise BulletinError(message, tr("name an .epub, .m4b, .mp3 or .pdf"))
    return verify_file(Path(where), wanted)


def show(
    terminal: Terminal,
    report: VerifyReport,
    language: str,
    *,
    quiet: bool = False,
    passing: bool = False,
) -> None:
    """The report for people: what is wrong, or that nothing is and whose it is.

    `passing`: what is wrong may come right by itself, so that it is no error.
    """
    if quiet:
        return
    for fault in report.faults:
        print_result(calm(f"{fault.place}: {say(fault.what)}"))
    if report.faults:
        words = tr(
            "{place} is not as it should be: {count} faults",
            place=report.place,
            count=len(report.faults),
        )
        told = terminal.warning if passing else terminal.error
        told(BulletinError(words))
    else:
        for words in _words_of_whole(report, language):
            terminal.say(words)


def _words_of_whole(report: VerifyReport, language: str) -> Iterator[str]:
    """What is said of a place in which nothing is wrong, a line each."""
    from bulletin.publish.verifying.verify import spoken_key
    from bulletin.site.documents.hosted import FOLDER

    size = decimal(report.size / 1e6)
    yield tr(
        "{place} is whole: {files} files, {size} MB",
        place=report.place,
        files=report.files,
        size=size,
    )
    for key in dict.fromkeys(report.signers.values()):
        yield tr("signed with the key: {words}", words=spoken_key(key, language))
    if FOLDER in report.signers:
        yield tr("the list of documents of earlier years is signed too")
    for issue, one in report.withdrawn.items():
        yield tr("{issue} was withdrawn on {date}: {why}", issue=issue, date=one.date, why=one.why)
    for issue, count in report.corrected.items():
        yield tr("corrections that {issue} tells of: {count}", issue=issue, count=count)
    for name in report.certificates:
        yield tr("signed with the certificate of {name}", name=name)
    if report.days is not None:
        yield tr("its certificate holds for {days} more days", days=report.days)


def after(
    terminal: Terminal, way: Way, issue_id: str, address: str, *, silent: bool = False
) -> VerifyReport:
    """Look at what readers get of an issue: in the folder, or at its permanent address."""
    from bulletin.publish.verifying import Discrepancy, VerifyReport, Wanted, verify
    from bulletin.source.settings.targets import FolderPlace

    publication, place = way.theme.publication, way.place
    where = str(Path(place.path) / issue_id) if isinstance(place, FolderPlace) else address
    terminal.progress(tr("looking at what readers get"), 0, 1)
    try:
        report = verify(where, Wanted(now=time.time(), keys=publication.keys))
    except BulletinError as error:  # it was sent all the same: it is this machine that cannot look
        fault = Discrepancy(where, error.message)
        report = VerifyReport(where, (), 0, 0, {}, None, (fault,))
    passing = place.type not in _AT_ONCE
    show(terminal, report, publication.language, quiet=silent, passing=passing)
    if report.faults and passing and not silent:
        terminal.say(
            tr(
                "it was sent, and readers may get what was there before for some minutes yet; "
                "look again with: bulletin verify {where}",
                where=quoted(where),
            )
        )
    elif report.faults and not isinstance(place, FolderPlace) and not silent:
        terminal.say(tr("it was sent; --no-verify publishes without looking at it afterwards"))
    return report


_AT_ONCE = {"folder", "sftp", "s3"}
"""Kinds of places where readers get at once what was sent: elsewhere a fault may be a delay."""


def end_of(report: VerifyReport, place: Destination) -> None:
    """Exit 1 where readers get something wrong that no delay explains."""
    if report.faults and place.type in _AT_ONCE:
        raise click.exceptions.Exit(1)


def _is_ours(where: str, publication: Publication) -> bool:
    """Whether a place can be expected to carry this publication's signature."""
    remote = where.startswith(("http://", "https://"))
    return not remote or publication.hosts(where)
