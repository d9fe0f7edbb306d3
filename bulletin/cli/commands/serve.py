"""`bulletin serve`: an issue in the browser while it is being written."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.failures import as_error
from bulletin.cli.help import example
from bulletin.cli.language import current, say, saying
from bulletin.cli.signals import Stopped
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import sources_below
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.building.order import Order
    from bulletin.preview.board import Board


@click.command("serve", epilog=example("bulletin serve", "bulletin serve 2026-11 --lan"))
@click.argument("issue_id", metavar="[ID]", required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    help="The port of the preview (default: 8000; 0: any that is free).",
)
@click.option("--lan", is_flag=True, help="Let phones on the same network look, too.")
@click.option("--engine", metavar="NAME", help="Speak with this engine, whatever is set.")
@options.root_option
@options.cache_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    issue_id: str | None,
    port: int,
    lan: bool,
    engine: str | None,
    start: Path,
    cache_folder: Path | None,
) -> None:
    """Show an issue (without ID: the newest one) in the browser, again whenever a text is saved.

    Findings stand over the page. PDF and sound are made when they are asked for there; the page
    "Proof-listening" has the sentences worth hearing. Ctrl-C ends it.
    """
    from bulletin.preview.running import Serving, run

    root, named = options.issue_named(start, issue_id)
    news = _News(terminal, root, named, lan=lan)
    serving = Serving(
        port=port,
        lan=lan,
        language=current(),
        say=saying(current()),
        told=as_error,
        ready=news.ready,
        made=news.made,
    )
    try:
        run(_order(root, named, engine, cache_folder), serving)
    except Stopped as stopped:
        terminal.say(tr("the preview has ended"))
        raise click.exceptions.Exit(stopped.code) from None


def _order(root: Path, issue_id: str, engine: str | None, cache_folder: Path | None) -> Order:
    """The builds of the preview, which put nothing beside the texts."""
    from bulletin.building.order import Order
    from bulletin.cache import Cache

    return Order(
        root=root,
        issue_id=issue_id,
        out=root,
        cache=Cache(environment.cache_root(cache_folder)),
        voices=environment.voices_root(),
        engine=engine,
        jobs=os.cpu_count() or 1,
        epoch=environment.source_date_epoch(),
        secrets=environment.secrets(),
    )


class _News:
    """What the terminal is told while the preview runs."""

    def __init__(self, terminal: Terminal, root: Path, issue_id: str, *, lan: bool) -> None:
        self._terminal = terminal
        self._root = root
        self._issue_id = issue_id
        self._lan = lan
        self._last = ""

    def ready(self, port: int) -> None:
        """The addresses, once they answer."""
        address = f"http://localhost:{port}/{self._issue_id}/"
        self._terminal.say(tr("preview: {address}  (Ctrl-C ends it)", address=address))
        if not self._lan:
            return
        own = lan_address()
        if own is None:
            self._terminal.say(tr("this computer is on no network: phones cannot reach it"))
            return
        for_phones = f"http://{own}:{port}/{self._issue_id}/"
        self._terminal.say(tr("for phones on the same network: {address}", address=for_phones))
        self._terminal.qr(for_phones)

    def made(self, board: Board) -> None:
        """What was found in the text that was just saved, if that is new."""
        findings = [one.finding for one in board.findings]
        failed = bool(board.failure) and not any(one.is_error for one in findings)
        now = f"{board.failure} {findings}"
        if now == self._last:
            return
        self._last = now
        self._terminal.findings(findings, sources_below(self._root), options.prefix_of(self._root))
        if failed:
            self._terminal.say(f"{say(board.failure)}\n    = {say(board.hint)}")
        elif not findings:
            self._terminal.say(tr("no findings"))


def lan_address() -> str | None:
    """The address by which the network knows this computer; None: it is on none.

    The address that is "connected" to is one of documentation (RFC 5737), and nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        own: str = probe.getsockname()[0]
    return None if own.startswith("127.") or own == "0.0.0.0" else own  # noqa: S104, compared
