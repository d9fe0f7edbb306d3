"""A copy of an issue, made for a build: what was checked is what is built.

In: how to check an issue, and a folder. Out: the issue, its findings, and a copy of its files
there. Editors go on working meanwhile. What one of them saves while the check reads, or between
the check and the copy, has been seen by nobody: then both are done again.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.cache import digest_of_file
from bulletin.cache.file_states import FileState, states
from bulletin.diagnostics import BulletinError, Finding
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.lexicon import LEXICON
from bulletin.source.load import load_alone
from bulletin.source.root import PUBLICATION
from bulletin.theming.files import OWN

Check = Callable[[], tuple[Issue, Sequence[Finding]]]
"""Gives a sound issue and its warnings; raises `FindingsError` if anything is an error."""

_TRIES = 5
"""How many times an issue is checked that is written to meanwhile."""


@dataclass(frozen=True)
class CheckedIssue:
    """A sound issue with its warnings, and the state of its files before they were read."""

    issue: Issue
    findings: Sequence[Finding]
    _check: Check = field(repr=False)
    _before: SourceStates = field(repr=False)

    @classmethod
    def of(cls, root: Path, issue_id: str, check: Check) -> CheckedIssue:
        """An issue checked now."""
        # Which files it takes is what its publication says, and that is a file among them.
        unread, _ = load_alone(root)
        whole = (root / issue_id).rglob("*")
        names = tuple(f.relative_to(root / issue_id).as_posix() for f in whole if f.is_file())
        before = source_states(replace(unread, id=issue_id, files=names))
        issue, findings = check()
        return cls(issue, findings, check, before)

    def copied(self, place: Path) -> CheckedIssue:
        """The same with a copy of all files that it is made from, below `place`.

        Raises `FindingsError` if it has become unsound meanwhile, and `BulletinError` if it does
        not come to rest.
        """
        now = self
        for _ in range(_TRIES):
            copy = snapshot(now.issue, place)
            if now._holds(place):
                return replace(now, issue=copy)
            shutil.rmtree(place)
            now = CheckedIssue.of(now.issue.root, now.issue.id, now._check)
        message = tr("{folder} is written to all the time", folder=self.issue.folder)
        hint = tr("wait for the program that copies or syncs files there, and try again")
        raise BulletinError(message, hint)

    def _holds(self, place: Path) -> bool:
        """Whether a copy has what lay there before the check, and nobody wrote there since."""
        root = self.issue.root
        named = {self.issue.folder / name for name in self.issue.files}
        before = {
            file: state
            for file, state in self._before.items()
            if file in named or not file.is_relative_to(self.issue.folder)
        }
        return are_unchanged(
            before, self.issue, lambda file: _digest(place / file.relative_to(root))
        )


def snapshot(issue: Issue, place: Path) -> Issue:
    """The issue with a copy of all files that it is made from, below `place`.

    Editors go on working while an issue is built: what is digested is what is built. What is gone
    meanwhile, or open in a program that lets nobody else read it, is not there; who needs it says so.
    """
    for file in (*source_files(issue), *_settings(issue)):
        target = place / file.relative_to(issue.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError, PermissionError):
            shutil.copyfile(file, target)
    return replace(issue, root=place)


def refuse_among_sources(out: Path, root: Path, issue_id: str) -> None:
    """Raise `BulletinError` if what is built would be written among what it is built from."""
    for source in (root / issue_id, root / OWN):
        if _in(out.resolve(), source):
            message = tr(
                "{out} lies in {source}, from which the issue is made", out=out, source=source
            )
            raise BulletinError(message, tr("name a folder elsewhere with --out: --out ../dist"))


def refuse_mixed_cache(cache: Path, root: Path, out: Path, issue_id: str) -> None:
    """Raise `BulletinError` if the cache would lie among texts or releases, or be the publication.

    Its hundreds of folders would be read as sources, and go online with what web servers show of
    the releases: drafts, too, and what was taken out of an issue.
    """
    place = cache.resolve()
    within = next((f for f in (root / issue_id, root / OWN, out) if _in(place, f)), None)
    if within or place == root.resolve():
        message = tr(
            "{cache} is no folder for a cache alone: {folder} has other things in it",
            cache=cache,
            folder=within or cache,
        )
        raise BulletinError(message, tr("name a folder elsewhere with --cache, or leave it out"))


def _in(place: Path, folder: Path) -> bool:
    return place.is_relative_to(folder.resolve())


def source_files(issue: Issue) -> list[Path]:
    """The files of an issue's folder that it names, those of its theme, and the publication's theme.

    What else lies in the folder, as films that are not cut yet, is neither copied nor digested.
    """
    choice = issue.publication.theme
    named = [
        issue.root / name
        for name in (choice.logo, *choice.faces.text, *choice.faces.display)
        if name
    ]
    inside = (
        *(issue.folder / name for name in issue.files),
        *(issue.root / OWN).rglob("*"),
        *named,
    )
    # A link that has come since the check leads nowhere.
    return sorted({one for one in inside if one.is_file() and not leads_out(one, issue.root)})


def _settings(issue: Issue) -> list[Path]:
    """What an edition looks up, to say where something stands, but is not made from."""
    settings = (issue.root / name for name in (PUBLICATION, LEXICON))
    return [file for file in settings if file.is_file()]


SourceStates = Mapping[Path, tuple[str, FileState]]
"""The files that shape an issue: where each is in truth, and its state."""


def source_states(issue: Issue) -> SourceStates:
    """The files that shape an issue, as they are now."""
    files = (*source_files(issue), *_settings(issue))
    return {file: state for file in files for state in states(file, ())}


def are_unchanged(
    before: SourceStates, issue: Issue, digest: Callable[[Path], str] | None = None
) -> bool:
    """Whether the files of an issue are as they were.

    `digest` is asked of those that had just been written then; by default their own is.
    """
    after = source_states(issue)
    return before.keys() == after.keys() and all(
        (real, row[:-1]) == (after[file][0], after[file][1][:-1])
        and (not row[-1] or (digest or _digest)(file) == row[-1])
        for file, (real, row) in before.items()
    )


def _digest(file: Path) -> str:
    try:
        return digest_of_file(file)
    except OSError:
        return ""
