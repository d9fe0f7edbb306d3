"""What is looked at before anything is made: an issue read, and everything found about it.

In: a publication's folder and an issue's id. Out: the issue with its findings in order. What
an edition or an engine would refuse is asked of them here, so that no build fails on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin import codes
from bulletin.art.charts.crowded import crowded
from bulletin.art.fonts import faces_of
from bulletin.art.glyphs import unshaped
from bulletin.cache import once, records
from bulletin.cache.once import Kind
from bulletin.check import check
from bulletin.check.corrections import future_corrections
from bulletin.check.earlier import future_documents
from bulletin.check.switches import is_off, others_beside, switched
from bulletin.check.themes.theme import without_words
from bulletin.composition import with_sentences
from bulletin.diagnostics import (
    BulletinError,
    Finding,
    FindingsError,
    Fix,
    Span,
    in_order,
    sources_below,
)
from bulletin.document import Article, plain_text, walk
from bulletin.editions.web.names import is_own, is_own_folder, is_own_place
from bulletin.languages import code_of, words_for
from bulletin.messages import tr
from bulletin.narration.engines.choose import ONE_LANGUAGE, faults_of
from bulletin.narration.engines.recorded import RECORDED
from bulletin.narration.engines.second import is_same, second_faults
from bulletin.narration.script.article import reader_of
from bulletin.narration.script.kept import kept_scripts
from bulletin.narration.script.unknown import (
    Doubting,
    Doubts,
    unknown_abbreviations,
    unread_phrases,
)
from bulletin.reading import Memory
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids, load, load_alone
from bulletin.source.markdown.links import file_for, slug_of_file
from bulletin.source.settings.models import Voice
from bulletin.theming.faces import FaceError
from bulletin.theming.files import OWN
from bulletin.theming.theme import Theme

if TYPE_CHECKING:
    from bulletin.check.pages import AskingProgress, LinkedPages
READING = Kind("readings", (), quick=True)


def checked(
    root: Path,
    issue_id: str,
    *,
    audio: bool = True,
    printed: bool = True,
    today: dt.date | None = None,
) -> tuple[Issue, tuple[Finding, ...]]:
    """A sound issue and its warnings; raises `FindingsError` if anything in it is an error.

    Without `audio` the issue has no voice, whatever publication.yaml says. Without `printed`
    characters that paper cannot show do no harm. `today`: what is dated later is refused.
    """
    issue, findings = examined(root, issue_id, idle=False, today=today)
    if not printed:
        findings = tuple(f for f in findings if f.code is not codes.NO_GLYPH)
    if issue is None or any(finding.is_error for finding in findings):
        raise FindingsError(findings)
    if not audio:
        silent = issue.publication.model_copy(update={"voice": None})
        issue = replace(issue, publication=silent)
    return issue, findings


def examined(
    root: Path, issue_id: str, *, idle: bool = True, today: dt.date | None = None
) -> tuple[Issue | None, tuple[Finding, ...]]:
    """An issue, as far as it can be read, and all findings about it.

    `idle`: also what is switched off and does not occur, here or in the issues beside.
    """
    issue, findings = _found(root, issue_id)
    if issue is None:
        return None, _shown(findings, root)
    if today:
        findings += (*future_documents(issue, today), *future_corrections(issue, today))
    if idle:
        beside = others_beside(issue_ids(root), issue_id)
        others: Iterable[Finding] = (f for one in beside for f in _found(root, one)[1])
        findings = switched(issue.switches, findings, others)
    else:
        findings = switched(issue.switches, findings)
    return issue, _shown(findings, root)


def _shown(findings: Sequence[Finding], root: Path) -> tuple[Finding, ...]:
    """Findings in order, with their fixes."""
    if not findings:
        return ()
    from bulletin.check.fixes import with_fixes  # noqa: PLC0415, a clean issue needs none

    return in_order(with_fixes(findings, root))


def _found(root: Path, issue_id: str) -> tuple[Issue | None, list[Finding]]:
    """An issue and all findings, those among them that are switched off."""
    loaded = load(root, issue_id)
    findings = list(loaded.findings)
    issue = loaded.issue
    if issue:
        # A setting that cannot be read is no news to a rule that misses it.
        unread = {f.span for f in findings if f.is_error and f.span.file.endswith(".yaml")}
        findings += (f for f in check(issue) if f.span not in unread)
        findings += list(_names(issue, findings))
        findings += _voice(issue)
        findings += _recordings(issue, findings)
        spoilt = any(f.code is codes.CONTROL_CHARACTER for f in findings)
        told = {(f.span.file, f.span.line) for f in findings if f.code is codes.TOO_MANY_ROWS}
        findings += _theme(issue, spoilt=spoilt, told=told)
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
    found = [*check(issue), *_voice(issue), *_theme(issue, spoilt=spoilt)]
    found += future_documents(issue, today) if today else ()
    # The issue is a stand-in: nothing is said about it.
    about = [one for one in found if not one.span.file.startswith(f"{issue.id}/")]
    kept = switched(issue.switches, [*findings, *about])
    return _shown(kept, root)


def _names(issue: Issue, found: Iterable[Finding]) -> Iterator[Finding]:
    """An issue, articles and places in them that are called like parts of the web edition's own."""
    if is_own_folder(issue.id):
        yield Finding(
            codes.WRONG_ISSUE_ID,
            tr('the name "{id}" is taken by a part of the hosted copy', id=issue.id),
            issue.place("issue.date"),
            tr("rename the folder to {date:%Y-%m}", date=issue.settings.date),
        )
    elif issue.id.lower() == OWN:
        yield Finding(
            codes.WRONG_ISSUE_ID,
            tr('the folder "{id}" is the one for the publication\'s own theme', id=issue.id),
            issue.place("issue.date"),
            tr("rename the folder to {date:%Y-%m}", date=issue.settings.date),
        )
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
                yield Finding(
                    codes.DUPLICATE_ANCHOR,
                    tr(
                        'the anchor "{anchor}" in {slug} is taken by a part of every issue',
                        anchor=anchor,
                        slug=article.slug,
                    ),
                    block.span,
                    tr("write another one: {{#...}}"),
                )


def _voice(issue: Issue) -> Iterator[Finding]:
    """What the voice cannot say, and a voice that there is not."""
    publication = issue.publication
    if publication.voice is None:
        return
    for key, message, hint in faults_of(publication.language, publication.voice):
        place = issue.place(f"publication.voice.{key}")
        yield Finding(codes.WRONG_VALUE, message, place, hint)
    for key, message, hint in second_faults(publication.language, publication.voice):
        place = issue.place(f"publication.voice.{key}")
        yield Finding(codes.WRONG_VALUE, message, place, hint)
    yield from _second(issue, publication.voice)
    yield from records.told(
        once.made(READING, _read_by(issue, issue.articles), lambda: _unread(issue))
    )
    if publication.voice.engine in ONE_LANGUAGE:
        yield from unread_phrases(issue.articles, sources_below(issue.root))


def _second(issue: Issue, voice: Voice) -> Iterator[Finding]:
    """Words for a second voice that there is not, or that is the usual one."""
    if is_same(voice):
        yield Finding(
            codes.SAME_VOICES,
            tr("the second voice is the usual one"),
            issue.place("publication.voice.second"),
            tr("name another one, or shift it: second: {{pitch: 3}}"),
        )
    spoken = (one for one in issue.articles if not one.recording and voice.engine != RECORDED)
    meant = (block for one in spoken for block in walk(*one.blocks) if block.voice)
    if voice.second is None and (first := next(meant, None)):
        yield Finding(
            codes.NO_SECOND_VOICE,
            tr("this is for a second voice, and the publication has only one"),
            first.span,
            tr("write second: {{pitch: 3}} below engine: or name: of voice: in publication.yaml"),
        )


def _recordings(issue: Issue, found: Iterable[Finding]) -> Iterator[Finding]:
    """What people read, and what nobody does."""
    voice, language = issue.publication.voice, issue.publication.language
    is_read = any(one.recording for one in issue.articles)
    if voice is None:
        for article in issue.articles:
            if article.recording:
                yield Finding(
                    codes.UNHEARD_RECORDING,
                    tr("nobody hears this, for the publication has no voice"),
                    article.recording.span,
                    tr("write voice: {{engine: recorded}} into publication.yaml"),
                )
        return
    if is_read:
        from bulletin.narration.recorded import faults  # noqa: PLC0415, heavy

        # All of them: what one defines the others mean, and a recording may be of any.
        every = [with_sentences(one, language) for one in issue.articles]
        scripts = kept_scripts(every, reader_of(issue), words_for(language), voice.footnotes)
        told = zip(every, scripts, strict=True)
        yield from faults.recording_faults(told, issue.folder, issue.root, language)
    if voice.engine != RECORDED:
        return
    lost = {one.span.file for one in found if one.code in _LOST}
    silent = [one for one in issue.articles if not one.recording and one.file not in lost]
    hint = tr("write recording: and the sound file, as in media/bai-1.m4a")
    if issue.articles and len(silent) == len(issue.articles):
        message = tr("only recorded voices are heard, and no article of this issue has one")
        place = issue.place("publication.voice.engine")
        yield Finding(codes.NOTHING_RECORDED, message, place, hint)
        return
    for article in silent:
        message = tr("nobody has recorded this article, so that it is not heard")
        yield Finding(codes.NOT_RECORDED, message, article.title.span, hint)


_LOST = (codes.FILE_MISSING, codes.FILE_OUTSIDE, codes.FILE_KIND, codes.FILE_CASE)
"""What keeps a recording from being found."""


def _unread(issue: Issue) -> bytes:
    """What the voice cannot say of an issue: to find it, what was not read before is read."""
    language = issue.publication.language
    sources = sources_below(issue.root)
    reader, words = reader_of(issue), words_for(language)

    def kept(article: Article, before: Memory, look: Doubting) -> Doubts:
        key = (*_read_by(issue, [article]), before.rows)
        return Doubts.of_json(once.made(READING, key, lambda: look().to_json()))

    return records.written(unknown_abbreviations(issue.articles, reader, words, sources, kept))


def _read_by(issue: Issue, articles: Sequence[Article]) -> tuple[object, ...]:
    """All that shapes what the voice cannot say of some articles."""
    files = [issue.root / article.file for article in articles]
    texts = [once.digest_of_source(file) if file.is_file() else "" for file in files]
    language = issue.publication.language
    return (language, code_of(language), repr(articles), repr(issue.lexicon), texts)


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
