"""What a person sees: findings, progress and errors on the terminal.

In: values to show. Out: text on standard error (and standard output for results). Colour and
progress only on a terminal; `NO_COLOR` and `--quiet` hold.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import click

from bulletin.cli.language import say, say_findings
from bulletin.cli.progress import ProgressLine
from bulletin.diagnostics import (
    BulletinError,
    Finding,
    FindingsError,
    Severity,
    Sources,
    as_text,
    calm,
)

_SEVERITY = re.compile(r"(?<=: )(\w[\w ]*)(?= [A-Z]\d+ )")
_HUES = {"error": "red", "warning": "yellow"}
_OVER = "\r\033[2K"
"""Goes to the start of the line and empties it (ECMA-48, EL)."""


def _painted(match: re.Match[str]) -> str:
    hue = next((_HUES[one] for one in Severity if say(one.words) == match[0]), None)
    return click.style(match[0], fg=hue, bold=True) if hue else match[0]


@dataclass
class Terminal:
    """How to speak to whoever runs the command."""

    quiet: bool
    colour: bool
    live: bool
    """Whether lines may be written over: standard error is a terminal."""
    _drawn: bool = field(default=False, init=False)

    @cached_property
    def _progress(self) -> ProgressLine:
        return ProgressLine(colour=self.colour, say=say)

    @classmethod
    def of_environment(cls, *, quiet: bool) -> Terminal:
        """As the environment and the streams ask."""
        live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return cls(quiet=quiet, colour=live and not os.environ.get("NO_COLOR"), live=live)

    def say(self, text: str) -> None:
        """A line about what was done."""
        if not self.quiet:
            self._clear()
            click.echo(calm(say(text)), err=True)

    def progress(self, what: str, done: int, total: int, shown: str = "") -> None:
        """Where the work stands: what, how far, how long still; on a terminal only.

        `shown` says how far in other words than two numbers.
        """
        if self.live and not self.quiet:
            line = self._progress.drawn(say(what), done, total, say(shown))
            click.echo(f"{_OVER}{line}", err=True, nl=False, color=True)
            self._drawn = True

    def done(self) -> None:
        """Take the line of progress away."""
        self._clear()

    def qr(self, text: str) -> None:
        """A text as a QR code, for the camera of a phone; on a terminal only."""
        if self.live and not self.quiet:
            from bulletin.art.qr_symbol import qr_blocks

            self._clear()
            click.echo(qr_blocks(text), err=True, color=True)

    def findings(self, findings: Iterable[Finding], sources: Sources, prefix: str = "") -> None:
        """Findings, with the lines that they are about."""
        text = as_text(say_findings(findings), sources, prefix, say)
        if text:
            self._clear()
            if self.colour:
                text = _SEVERITY.sub(_painted, text)
            click.echo(text, err=True, color=self.colour)

    def error(self, error: BulletinError) -> None:
        """Why a command ended, with its findings if it has any."""
        self._clear()
        if isinstance(error, FindingsError):
            for finding in say_findings(error.findings):
                severity = say(finding.code.severity.words)
                text = f"{finding.span}: {severity} {finding.code.number} {finding.message}"
                click.echo(calm(text), err=True)
        self.failure(error)

    def failure(self, error: BulletinError, what: str = "") -> None:
        """Why a command or a part of it ended; `what` names the part."""
        self._told(Severity.ERROR, error, what)

    def warn(self, text: str) -> None:
        """What was not done."""
        self.warning(BulletinError(text))

    def warning(self, error: BulletinError) -> None:
        """What went wrong without ending a command."""
        self._told(Severity.WARNING, error)

    def _told(self, severity: Severity, error: BulletinError, what: str = "") -> None:
        self._clear()
        head = say(severity.words)
        if self.colour:
            head = click.style(head, fg=_HUES[severity], bold=True)
        click.echo(f"{head}: {what}{calm(say(error.message))}", err=True, color=self.colour)
        for line in (error.hint, *getattr(error, "__notes__", ())):
            if line:
                click.echo(f"    = {calm(say(line))}", err=True)

    def _clear(self) -> None:
        if self._drawn:
            click.echo(_OVER, err=True, nl=False, color=True)
            self._drawn = False


def hushing(command: click.Command) -> click.Command:
    """A command, and those below it, that take --quiet as the program itself does."""
    words = "Say nothing but findings and errors."
    command.params.append(
        click.Option(
            ["--quiet", "-q"], is_flag=True, expose_value=False, callback=_hush, help=words
        )
    )
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        hushing(below)
    return command


def _hush(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001, as click calls it
    del param
    if value:
        ctx.obj.quiet = True
