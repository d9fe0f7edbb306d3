"""`bulletin cache`: where what was made is kept, how large that is, and of what; `clear` empties it."""

from pathlib import Path

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.language import say
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import megabytes
from bulletin.messages import tr

WORDS: dict[str, str] = {
    "archives": tr("pages and feeds around the issues"),
    "book-articles": tr("articles for e-books"),
    "calendars": tr("calendars of dates"),
    "characters": tr("which letters faces have"),
    "charts": tr("charts drawn"),
    "checksums": tr("checksums of MP3 files"),
    "codes": tr("QR codes"),
    "column-heights": tr("heights of columns on paper"),
    "covers": tr("covers drawn"),
    "documents": tr("documents of earlier years, read"),
    "drafts": tr("articles for paper, before they are arranged"),
    "drawings": tr("drawings judged and cleaned"),
    "editions": tr("finished files of editions"),
    "findings": tr("what was found in articles"),
    "fonts": tr("faces cut to their letters"),
    "measures": tr("articles measured for paper"),
    "media": tr("films and sounds looked at"),
    "overlays": tr("articles of e-books with what is read aloud"),
    "page-numbers": tr("pages on which articles stand"),
    "pages": tr("pages filled in"),
    "patterns": tr("patterns that text is searched for, compiled"),
    "photographs": tr("photographs looked at"),
    "pictures": tr("pictures in their sizes"),
    "previews": tr("first pages of documents"),
    "published-media": tr("films and sounds without notes of place and device"),
    "readings": tr("what the voice does not know in articles"),
    "recordings": tr("sound in the order of an e-book"),
    "references": tr("articles as a machine reads them, to tell recordings apart"),
    "scripts": tr("articles as the voice says them"),
    "set-pages": tr("pages of PDF files"),
    "sheets": tr("posters and cards"),
    "speech": tr("what voices said: sentences and articles"),
    "tables": tr("rules of reading aloud, ready to use"),
    "tagged": tr("sound of articles with its tags"),
    "takes": tr("recordings of people, listened to"),
    "templates": tr("templates of themes, compiled"),
    "transcripts": tr("transcripts of articles"),
    "web-articles": tr("articles for the web edition"),
}
"""What is kept, by the names of its kinds."""


@click.group(
    "cache",
    invoke_without_command=True,
    epilog=example("bulletin cache", "bulletin cache --cache-size 500MB"),
)
@options.cache_option
@options.cache_size_option
@click.pass_context
def command(ctx: click.Context, *, cache_folder: Path | None, cache_size: int) -> None:
    """Show where clips and finished pieces are kept, how much room they take, and what they are.

    After each build those go that were not used for longest, until the rest fits.
    """
    root = environment.cache_root(cache_folder)
    if ctx.invoked_subcommand:
        ctx.meta[__name__] = root
        return
    from bulletin.cache.eviction import census

    shares = census(root)
    total = sum(share.bytes for share in shares.values())
    room = {"size": megabytes(total), "limit": megabytes(cache_size)}
    print_result(say(tr("{folder}: {size} of {limit}", folder=root, **room)))
    for kind, share in shares.items():
        size, what = say(megabytes(share.bytes)), say(WORDS.get(kind, ""))
        print_result(f"  {kind:<14} {size:>10} {share.entries:>7}  {what}")


@command.command("clear", epilog=example("bulletin cache clear --yes"))
@click.option("--yes", is_flag=True, help="Remove without asking.")
@options.cache_option
@click.pass_context
def clear(ctx: click.Context, *, yes: bool, cache_folder: Path | None) -> None:
    """Remove all that is kept: the next build makes it anew, and speaks every sentence again."""
    from bulletin.cache.eviction import census, clear, is_used

    terminal: Terminal = ctx.obj
    root: Path = cache_folder or ctx.meta[__name__]
    total = sum(share.bytes for share in census(root).values())
    if is_used(root):
        message = tr("a build is using the cache in {folder}", folder=root)
        raise BulletinError(message, tr("wait until it is done"))
    if not yes:
        if not terminal.live:
            raise click.UsageError(tr("nobody can be asked here; to remove all of it add --yes"))
        question = tr("Remove {size} from {folder}?", size=megabytes(total), folder=root)
        click.confirm(question, default=False, abort=True, err=True)
    terminal.say(tr("{size} removed from {folder}", size=megabytes(clear(root)), folder=root))
