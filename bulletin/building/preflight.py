"""What is looked at before anything is made: an issue read, and everything found about it.

In: a publication's folder and an issue's id. Out: the issue with its findings in order. What
an edition or an engine would refuse is asked of them here, so that no build fails on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin import codes
from bulletin.art.charts.crowded import crowded
from bulletin.art.fonts import faces_of
from bulletin.art.glyphs import unshaped
from bulletin.building.voices import read_aloud, recordings, voice_faults
from bulletin.cache import once
from bulletin.check import check
from bulletin.check.corrections import future_corrections
from bulletin.check.earlier import future_documents
from bulletin.check.switches import is_off, others_beside, switched
from bulletin.check.themes.theme import without_words
from bulletin.diagnostics import (
    BulletinError,
    Finding,
    FindingsError,
    Fix,
    Span,
    in_order,
    sources_below,
)
from bulletin.document import plain_text, walk
from bulletin.editions.web.names import is_own, is_own_folder, is_own_place
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids, load, load_alone
from bulletin.source.markdown.links import file_for, slug_of_file
from bulletin.theming.faces import FaceError
from bulletin.theming.files import OWN
from bulletin.theming.theme import Theme

if TYPE_CHECKING:
    from bulletin.check.pages import AskingProgress, LinkedPages


def checked(  # noqa: PLR0913, what a build has looked at
    root: Path,
    issue_id: str,
    *,
    printed: bool = True,
    reading: bool = True,
    today: dt.date | None = None,
    read: Callable[[Issue], object] | None = None,
) -> tuple[Issue, tuple[Finding, ...]]:
    """A sound issue and its warnings; raises `FindingsError` if anything in it is an error.

    Without `printed` characters that paper cannot show do no harm. Without `reading` a sound issue
    is not read aloud: `findings_of_reading` says what there is to say then. `today`: what is dated
    later is refused. `read` is told of an issue in which no mistake was met so far.
    """
    issue, findings = examined(root, issue_id, idle=False, reading=reading, today=today, read=read)
    if not printed:
        findings = tuple(f for f in findings if f.code is not codes.NO_GLYPH)
    if issue is None or any(finding.is_error for finding in findings):
        raise FindingsError(findings)
    return issue, findings


def examined(  # noqa: PLR0913, as above
    root: Path,
    issue_id: str,
    *,
    idle: bool = True,
    reading: bool = True,
    today: dt.date | None = None,
    read: Callable[[Issue], object] | None = None,
) -> tuple[Issue | None, tuple[Finding, ...]]:
    """An issue, as far as it can be read, and all findings about it.

    `idle`: also what is switched off and does not occur, here or in the issues beside. `reading`:
    also what the voice cannot say of a sound issue.
    """
    issue, findings = _found(root, issue_id, reading=reading, today=today, read=read)
    if issue is None:
        return None, _shown(findings, root)
    if idle:
        beside = others_beside(issue_ids(root), issue_id)
        others = (f for one in beside for f in _found(root, one)[1])
        findings = switched(issue.switches, findings, others)
    else:
        findings = switched(issue.switches, findings)
    return issue, _shown(findings, root)


def findings_of_reading(issue: Issue) -> tuple[Finding, ...]:
    """What the voice cannot say of a sound issue: for one that was `checked` without it."""
    return _shown([f for f in read_aloud(issue) if not is_off(f, issue.switches)], issue.root)


def _shown(findings: Sequence[Finding], root: Path) -> tuple[Finding, ...]:
    """Findings in order, with their fixes."""
    if not findings:
        return ()
    from bulletin.check.fixes import with_fixes  # noqa: PLC0415, a clean issue needs none

    return in_order(with_fixes(findings, root))


def _found(
    root: Path,
    issue_id: str,
    *,
    reading: bool = True,
    today: dt.date | None = None,
    read: Callable[[Issue], object] | None = None,
) -> tuple[Issue | None, list[Finding]]:
    """An issue and all findings about it, also what is switched off."""
    loaded = load(root, issue_id)
    findings = list(loaded.findings)
    issue = loaded.issue
    if issue is None:
        return None, findings
    if read and not any(finding.is_error for finding in findings):
        read(issue)
    with once.helped(lambda: [*check(issue), *(read_aloud(issue) if reading else ())]):
        # A setting that cannot be read is no news to a rule that misses it.
        unread = {f.span for f in findings if f.is_error and f.span.file.endswith(".yaml")}
        findings += (f for f in check(issue) if f.span not in unread)
        findings += list(_names(issue, findings))
        findings += voice_faults(issue)
        findings += recordings(issue, findings)
        spoilt = any(f.code is codes.CONTROL_CHARACTER for f in findings)
        told = {(f.span.file, f.span.line) for f in findings if f.code is codes.TOO_MANY_ROWS}
        findings += _theme(issue, spoilt=spoilt, told=told)
        if today:
            findings += (*future_documents(issue, today), *future_corrections(issue, today))
        if reading or any(finding.is_error for finding in findings):
            findings += read_aloud(issue)
    return issue, findings


def with_links(
    root: Path,
    issues: Sequence[Issue],
    findings: Iterable[Finding],
    pages: LinkedPages,
    progress: AskingProgress,
) -> tuple[Finding, ...]:
    """The findings, and what the pages say that the issues link to."""
    from bulletin.check.pages import dead_links  # noqa: PLC0415, nothing else needs a network

    switches = [switch for issue in issues for switch in issue.switches]
    found = list(dead_links(issues, pages, sources_below(root), progress))
    better = {(one.code, one.span) for one in found}
    kept = [one for one in findings if (one.code, one.span) not in better]
    return in_order([*kept, *(one for one in found if not is_off(one, switches))])


def examined_alone(root: Path, today: dt.date | None = None) -> tuple[Finding, ...]:
    """All that can be said about a publication that has no issue yet."""
    issue, findings = load_alone(root)
    spoilt = any(one.code is codes.CONTROL_CHARACTER for one in findings)
    voice = (*voice_faults(issue), *read_aloud(issue))
    found = [*check(issue), *voice, *_theme(issue, spoilt=spoilt)]
    found += future_documents(issue, today) if today else ()
    # The issue is a stand-in: nothing is said about it.
    about = [one for one in found if not one.span.file.startswith(f"{issue.id}/")]
    kept = switched(issue.switches, [*findings, *about])
    return _shown(kept, root)


def _names(issue: Issue, found: Iterable[Finding]) -> Iterator[Finding]:
    """An issue, articles and places in them that are called like parts of the web edition's own."""
    if is_own_folder(issue.id):
        message = tr('the name "{id}" is taken by a part of the hosted copy', id=issue.id)
        hint = tr("rename the folder to {date:%Y-%m}", date=issue.settings.date)
        yield Finding(codes.WRONG_ISSUE_ID, message, issue.place("issue.date"), hint)
    elif issue.id.lower() == OWN:
        message = tr('the folder "{id}" is the one for the publication\'s own theme', id=issue.id)
        hint = tr("rename the folder to {date:%Y-%m}", date=issue.settings.date)
        yield Finding(codes.WRONG_ISSUE_ID, message, issue.place("issue.date"), hint)
    renames = [one.fix.rename for one in found if one.fix and one.fix.rename]
    taken = {article.slug for article in issue.articles}
    taken |= {slug_of_file(name) for _, name in renames}
    for article in issue.articles:
        if is_own(article.slug):
            title = plain_text(article.title.children)
            better = file_for(title, article.file, article.number, taken)
            taken.add(slug_of_file(better))
            yield Finding(
                codes.WRONG_ARTICLE_NAME,
                tr('the name "{slug}" is taken by a part of every issue', slug=article.slug),
                Span(article.file),
                tr("rename it to {better}", better=better),
                Fix(rename=(article.file, better)),
            )
            continue
        for block in walk(*article.blocks):
            if is_own_place(block.id):
                anchor = block.id.removeprefix(f"{article.slug}-")
                message = tr(
                    'the anchor "{anchor}" in {slug} is taken by a part of every issue',
                    anchor=anchor,
                    slug=article.slug,
                )
                hint = tr("write another one: {{#...}}")
                yield Finding(codes.DUPLICATE_ANCHOR, message, block.span, hint)


def _theme(
    issue: Issue, *, spoilt: bool, told: Container[tuple[str, int]] = ()
) -> Iterator[Finding]:
    """Words and faces that the theme lacks for this issue.

    `spoilt`: signs stand in for characters that no page can show, and are named already.
    `told`: lines of charts that are known to have too many rows.
    """
    try:
        theme = Theme(issue.publication, issue.root)
    except BulletinError:
        return  # a theme that does not exist says so itself
    yield from without_words(issue, theme)
    if spoilt:
        return
    try:
        faces = faces_of(theme)
    except (BulletinError, FaceError):
        return  # a face that is missing or broken has its finding
    yield from unshaped(issue, faces, sources_below(issue.root))
    if issue.articles:
        from bulletin.paper.markup.small_words import with_small_words  # noqa: PLC0415, as below
        from bulletin.paper.markup.tables import too_wide  # noqa: PLC0415, shapes words

        yield from too_wide(issue, theme, faces)
        yield from with_small_words(issue, theme)
    yield from (f for f in crowded(issue, theme) if (f.span.file, f.span.line) not in told)
