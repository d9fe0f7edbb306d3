"""Options that several commands share, and the issues and places that they name."""

import difflib
import os
import re
from collections.abc import Sequence
from pathlib import Path

import click

from bulletin.cli import environment
from bulletin.cli.language import look_in
from bulletin.diagnostics import BulletinError
from bulletin.machine.systems import as_linux_has_it, quoted
from bulletin.messages import tr


class NamedPath(click.Path):
    r"""A path that can be meant: "" would be this folder, and "D:\web" in Linux a new one in it."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The path."""
        if value == "":
            self.fail(tr("a path without a name; is a variable empty?"), param, ctx)
        if (hint := as_linux_has_it(str(value))) and not Path(value).exists():
            self.fail(hint, param, ctx)
        return super().convert(value, param, ctx)


def _looked_in(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    del ctx, param
    look_in(value)
    return value


root_option = click.option(
    "--in",
    "start",
    type=NamedPath(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_looked_in,
    help="The publication's folder, or one above or below it (default: this folder).",
)
"""`--in DIR`: the publication's folder."""


cache_option = click.option(
    "--cache",
    "cache_folder",
    type=NamedPath(file_okay=False, path_type=Path),
    default=None,
    help="Where clips and finished pieces are kept (default: your cache folder).",
)
"""`--cache DIR`: the store of clips and finished pieces."""


def keep_patterns(cache_folder: Path | None) -> None:
    """Until the command ends its patterns are taken from a cache: before it imports anything."""
    from bulletin.cache import Cache
    from bulletin.cache.patterns import patterns_kept

    cache = Cache(environment.cache_root(cache_folder))
    click.get_current_context().with_resource(patterns_kept(cache))


release_option = click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    default=Path("dist"),
    help="Where the release was built (default: dist).",
)
"""`--out DIR`: the folder of releases that were built."""


trusting_option = click.option(
    "--no-verify", "trusting", is_flag=True, help="Do not look afterwards at what readers get."
)
"""`--no-verify`: a hosted copy is not looked at after it was changed."""


class _Bytes(click.ParamType):
    """A size as people write it: 500 MB, 2GiB, or a number of bytes."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The bytes of it."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if found is None:
            self.fail(
                tr("{value} is no size; write for example 500MB or 2GiB", value=value), param, ctx
            )
        number, unit, binary = found.groups()
        power = " kmgt".index(unit.lower() or " ")
        return int(float(number.replace(",", ".")) * (1024 if binary else 1000) ** power)


_SIZE = re.compile(r"(\d{1,15}(?:[.,]\d{1,9})?) ?([kmgt]?)(i?)b?", re.IGNORECASE | re.ASCII)


cache_size_option = click.option(
    "--cache-size",
    type=_Bytes(),
    default="2GiB",
    envvar="BULLETIN_CACHE_SIZE",
    help="How much the cache keeps after a build, as 500MB (default: BULLETIN_CACHE_SIZE,"
    " or 2GiB).",
)
"""`--cache-size SIZE`: how large the store may stay."""


lang_option = click.option(
    "--lang",
    metavar="TAG",
    help="The language to be asked and told in: vi or en (default: your system's).",
)
"""`--lang TAG`: the language in which to speak to the editor."""


def issues_named(root: Path, ids: tuple[str, ...], *, everything: bool = False) -> tuple[str, ...]:
    """The issues that a command is about: those named, all, or the newest.

    Raises `BulletinError` where there is none, or none of a name.
    """
    from bulletin.desk.calendar import month_of
    from bulletin.source.load import issue_ids

    known = issue_ids(root)
    if not known:
        raise BulletinError(
            tr("{root} has no issue", root=root),
            tr(
                "an issue is a folder such as 2026-11 with an issue.yaml in it; "
                "make one with: bulletin new"
            ),
        )
    if everything:
        return known
    ids = tuple(_without_path(issue_id, known) for issue_id in ids)
    for issue_id in ids:
        if issue_id not in known:
            message = tr("there is no issue {issue_id!r} in {root}", issue_id=issue_id, root=root)
            hint = tr("did you mean {near}?", near=_nearest_issue(issue_id, known))
            if month_of(issue_id):
                hint = tr("{hint} To begin it: bulletin new {id}", hint=hint, id=quoted(issue_id))
            raise BulletinError(message, hint)
    return ids or known[-1:]


def _without_path(issue_id: str, known: Sequence[str]) -> str:
    """An issue's id where its folder is named, as shells complete it: `2026-11/`."""
    name = issue_id.removeprefix("./").rstrip("/\\")
    return name if name in known else issue_id


def _nearest_issue(word: str, known: Sequence[str]) -> str:
    """The issue that is meant most likely: by a file in it, by its month alone, by its letters."""
    newest_first = known[::-1]
    inside = (one for one in newest_first if one in word or one.endswith(f"-{word.zfill(2)}"))
    close = difflib.get_close_matches(word, known, n=1)
    return next(inside, None) or next(iter(close), known[-1])


def issue_named(start: Path, issue_id: str | None) -> tuple[Path, str]:
    """The folder of the publication around `start`, and the issue named, or its newest.

    Raises `BulletinError` where there is none.
    """
    from bulletin.source.root import find_root

    root = find_root(start)
    (named,) = issues_named(root, () if issue_id is None else (issue_id,))
    return root, named


def place_named(address: str) -> str:
    """The place that --to names. Raises `UsageError` for one without a name."""
    if not address.strip():
        raise click.UsageError(tr("--to names no place; is a variable empty?"))
    return address


def prefix_of(root: Path) -> str:
    """What to put before a finding's file so that an editor can open it from here."""
    here = Path.cwd()
    path = root.resolve()
    if path == here:
        return ""
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}/"
