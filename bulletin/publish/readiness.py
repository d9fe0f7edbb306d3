"""Whether a release is what its editors mean readers to have.

In: a release's manifest, the place that it goes to, and the issue as it lies there by now. Out: a
refusal, or words to be said, where something in it is unwritten or was written since.
"""

from collections.abc import Iterable, Sequence

from bulletin import codes
from bulletin.diagnostics import BulletinError, Code
from bulletin.machine.systems import quoted
from bulletin.manifest import (
    ArticleRecord,
    Manifest,
    corrections_of,
    record_of_article,
    setting_of,
    words_of,
)
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.load import Loaded
from bulletin.source.settings.targets import Destination, FolderPlace

_NOT_WRITTEN = {"guid", "number", "words", "audio", "transcript", "duration"}
"""What a manifest says of an article and its editor has not written."""


def doubts(found: Manifest, now: Loaded, place: Destination) -> Sequence[BulletinError]:
    """What to say of a release that may go; `now` is its issue as it can be read today.

    Raises `BulletinError` for one that may not: an article is a draft, what readers would get is
    no longer what was written, or a server would get settings that nobody has filled in.
    """
    again = tr("build it again: bulletin build {id}", id=quoted(found.id))
    if drafts := _places(found, codes.DRAFT):
        message = tr(
            "the issue {id} was built with articles that nobody has written yet: {places}",
            id=found.id,
            places=drafts,
        )
        hint = tr(
            "write them, or take them out of the issue, and {build}; as it is it goes with"
            " --as-built",
            build=again,
        )
        raise BulletinError(message, hint)
    if changed := _changed(found, now.issue):
        hint = tr("{build}; what was built goes with --as-built", build=again)
        raise BulletinError(changed, hint)
    if not (settings := _places(found, codes.PLACEHOLDER)):
        return ()
    message = tr(
        "the issue {id} was built with settings that still say what stood there at first: {places}",
        id=found.id,
        places=settings,
    )
    if isinstance(place, FolderPlace):  # perhaps just for looking at
        return (
            BulletinError(
                message, tr("before readers get it: mend that, and {build}", build=again)
            ),
        )
    hint = tr("mend that, and {build}; as it is it goes with --as-built", build=again)
    raise BulletinError(message, hint)


def _changed(found: Manifest, issue: Issue | None) -> str:
    """What was changed since an issue was built; "" for nothing that its manifest knows of."""
    if found.words and (
        issue is None or _says(issue) != _said(found) or found.facts not in {"", issue.facts}
    ):
        return tr("the issue {id} was changed since it was built", id=found.id)
    if found.setting and issue and setting_of(issue) != found.setting:
        return tr(
            "publication.yaml, lexicon.yaml or the theme was changed since the issue {id} was built",
            id=found.id,
        )
    return ""


def _places(found: Manifest, code: Code) -> str:
    """Where the build has found something: "2026-12/01-tin.md:4, ..."; "" if it has not."""
    rows = (row for row in found.findings if row["code"] == code.number)
    return ", ".join(dict.fromkeys(f"{row['file']}:{row['line']}" for row in rows))


def _says(issue: Issue) -> object:
    """What an issue says, in the terms that a manifest has of it."""
    publication, settings = issue.publication, issue.settings
    return (
        (publication.title, publication.publisher.name, publication.language, issue.address),
        (settings.number, settings.date, settings.summary or ""),
        (words_of(issue), corrections_of(issue)),
        _written(map(record_of_article, issue.articles)),
    )


def _said(found: Manifest) -> object:
    return (
        (found.publication, found.publisher, found.language, found.address),
        (found.number, found.date, found.summary),
        (found.words, found.corrections),
        _written(found.articles),
    )


def _written(articles: Iterable[ArticleRecord]) -> list[object]:
    return [one.model_dump(exclude=_NOT_WRITTEN) for one in articles]
