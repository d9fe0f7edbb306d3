"""The command line: what all commands share, and `commands/` with a module for each.

The only place that prints, exits, and reads the environment and the clock.
Commands are imported when they are named, so that `--help` loads no heavy library.
"""

import contextlib
import importlib
import keyword
import os
import sys
import traceback
from collections.abc import Container
from difflib import get_close_matches

import click

from bulletin import __version__
from bulletin.cli.environment import heed_home, heed_time_zone
from bulletin.cli.failures import as_error, stop_in
from bulletin.cli.help import SpokenContext, helpful, speak_for_click
from bulletin.cli.language import forget, heed, lang_option, say, speaking, word
from bulletin.cli.signals import exits_heard, heard, leave, threads_left
from bulletin.cli.streams import (
    keep_output_apart,
    open_streams,
    outlive_readers,
    printing_aside,
    speak_any_letter,
)
from bulletin.cli.temporary import own_folder
from bulletin.cli.terminal import Terminal, hushing
from bulletin.diagnostics import BulletinError
from bulletin.machine.interpreter import settled, unheard, unhurried
from bulletin.messages import tr
from bulletin.plugins import at_fault, mistake_of

COMMANDS = {
    "init": "Start a publication: its settings, a short first issue, a guide for its editors.",
    "new": "Make the next issue from the last: number, date, sections, standing articles.",
    "import": "Make articles of Word files and the like; a report says what to fill in.",
    "build": "Make the release of an issue: PDF, EPUB, audiobook, web edition, QR code.",
    "build-all": "Make the newest issue of every publication below a folder, here or on a cluster.",
    "check": "Report everything that is wrong with an issue; build nothing.",
    "explain": "Say what a finding's code means and why, with an example before and after.",
    "serve": "Show an issue in the browser, again whenever a text is saved.",
    "script": "Print exactly what the voice will say, an utterance a line.",
    "listen": "Read the sound back; list sentences whose numbers and names were heard otherwise.",
    "align": "Find when each sentence of a recording is read, and write it down as marks.",
    "voices": "Show the voices of this machine, and which one a build would take.",
    "doctor": "Say what this machine has and lacks, with the commands that mend it.",
    "schema": "Print the JSON Schema of a kind of file, for editors of YAML.",
    "cache": "Show what is kept of builds, where, and how large it is.",
    "keys": "Make the key that signs releases.",
    "sign": "Sign a PDF, or those of a release, with the office's certificate.",
    "ci": "Write the workflow that checks, builds and publishes on GitHub or GitLab.",
    "publish": "Put a release where readers find it.",
    "verify": "Say whether a hosted copy, an issue or a book is whole, and whose it is.",
    "withdraw": "Take an issue back: its addresses stay, and say that it was withdrawn and why.",
}
"""Each command with the line that `--help` shows; a test holds them to the modules."""


class Commands(click.Group):
    """The commands, each imported from its module when it is called."""

    context_class = SpokenContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which an editor meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from `bulletin.cli.commands.<name>`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_")
        module = f"{module}_" if keyword.iskeyword(module) else module
        command: click.Command = importlib.import_module(f"bulletin.cli.commands.{module}").command
        return helpful(hushing(speaking(printing_aside(command))))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; what may be meant by a name that none has."""
        try:
            name, command, given = super().resolve_command(ctx, args)
        except click.UsageError as error:
            if close := get_close_matches(args[0].lower(), COMMANDS, 1):
                words = tr('did you mean "{close}"?', close=close[0])
                error.message = f"{error.message} ({say(words)})"
            raise
        known = {option for one in command.params for option in one.opts} if command else set()
        return name, command, [_as_option(one, known) for one in given]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any."""
        del ctx
        with formatter.section(word("Commands")):
            formatter.write_dl(list(COMMANDS.items()))


def _as_option(typed: str, known: Container[str]) -> str:
    """An option whose hyphens a word processor made a dash of, or that was shouted: “—Fix”."""
    name, equals, value = typed.partition("=")
    meant = f"--{name.lstrip(_DASHES).lower()}"
    return f"{meant}{equals}{value}" if name[:1] in _DASHES and meant in known else typed


_DASHES = "-‐‑‒–—―−"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but findings and errors.")
@click.pass_context
def cli(ctx: click.Context, *, quiet: bool) -> None:
    """One text, every edition: a monthly issue as PDF, EPUB, audiobook and web edition."""
    ctx.obj = Terminal.of_environment(quiet=quiet)


cli.params.append(lang_option())
speak_for_click()

_SIGNALLED = 128


def main() -> None:
    """Run the command line: exit code 0 done, 1 findings or a failed build, 2 wrong usage.

    More than 128: a signal asked it to end (130 Ctrl-C, 143 SIGTERM, 129 SIGHUP).
    """
    unhurried()
    unheard()
    open_streams()
    speak_any_letter()
    keep_output_apart()
    outlive_readers()
    # NumPy's library for matrices starts a thread for each core, which nothing here has work for:
    # alone, our process can be copied for workers.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Pydantic would look through all that is installed for what may change our models.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Windows would run a git.exe that lies in the folder in which the command is called.
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112, as Windows writes it
    code = run(sys.argv[1:])
    if code > _SIGNALLED:
        leave(code)
    try:
        sys.stdout.flush()
    except OSError:  # told already; Python would try once more, and end with a code of its own
        leave(code or 1)
    settled()  # all of it goes with the process
    if code and threads_left():  # of a package that was given up: Python would wait for them
        leave(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; exceptions become words here and nowhere else."""
    forget()
    heed(arguments)
    heed_time_zone()
    heed_home()
    try:
        # Outside of its standalone mode, click gives the code of an Exit as the value.
        with heard(), exits_heard(), own_folder():
            code: object = cli.main(arguments, prog_name="bulletin", standalone_mode=False)
    except BaseException as error:  # noqa: BLE001, packages of others let anything through
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: BaseException) -> int:
    """Say why a command ended, and give its exit code."""
    said = Terminal.of_environment(quiet=False).error
    if stopped := stop_in(error):
        with contextlib.suppress(Exception):  # what knows our language may be half imported
            said(as_error(stopped))
        return stopped.code
    if at_fault(error):  # before all that would be nobody's fault, were it raised by us
        said(as_error(error))
    elif isinstance(error, click.UsageError):
        error.message = say(error.message)
        error.show()
        return 2
    elif isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stderr.close()
    elif isinstance(error, click.Abort):
        said(BulletinError(tr("stopped")))
    elif isinstance(error, Exception):
        said(as_error(error))
    elif (package := _package_of(error)) == click.__name__:
        raise error  # click ends where a shell asks it what can be typed; we never do
    else:
        said(mistake_of(package, error))
    return 1


def _package_of(error: BaseException) -> str:
    """The package whose code raised an exception."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return str(frames[-1].f_globals["__name__"]).partition(".")[0] if frames else ""
