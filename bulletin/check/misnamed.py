"""A rule on names that bulletin looks for: what is called almost so is passed over in silence."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.document import plain_text
from bulletin.languages import any_phrase
from bulletin.machine.systems import quoted
from bulletin.messages import tr
from bulletin.source.files import ARTICLES, is_text
from bulletin.source.issue import Issue
from bulletin.source.lexicon import LEXICON
from bulletin.source.load import issue_ids
from bulletin.source.root import ISSUE, PUBLICATION
from bulletin.source.text import nfc
from bulletin.source.values import slug_of
from bulletin.theming.files import OWN


@rule(codes.MISNAMED)
def misnamed(issue: Issue) -> Iterator[Noticed]:
    """The theme, the lexicon and the settings of issues are called as they are looked for."""
    root = issue.root
    for wanted in (OWN, LEXICON):
        yield from _like(root, root, wanted)
    yield from _copies(sorted(_names(root)), Path(PUBLICATION))
    issues = set(issue_ids(root))
    for name in sorted(filter(is_text, _names(root))):
        if not name.startswith(".") and (name not in issues or name == issue.id):
            yield from _like(root, root / name, ISSUE)
    yield from _unread(issue)
    yield from _deeper(issue)


_NEARLY_ARTICLE = re.compile(
    # A plain text may be anybody's notes; with a number in front it was to stand among articles.
    r"(?i)(?P<stem>.+?)\.(?:md\.txt|markdown|mdown|mkd|mdx)|(?P<numbered>\d{1,3}[-_. ].*)\.txt"
)
_FOR_IMPORT = (".docx", ".odt")
_FOR_WORD = (".doc", ".rtf")
"""What a word processor must save anew before it can be imported."""
_NO_ONES = (".", "~")
"""How names of files begin that programs keep for themselves."""


def _unread(issue: Issue) -> Iterator[Noticed]:
    """Articles in the issue's folder whose names or kinds keep them out of it."""
    try:
        names = {name for name in _names(issue.folder) if is_text(name)}
    except OSError:
        return
    used = {entry.file for entry in issue.publication.archive}
    recordings = (article.recording for article in issue.articles if article.recording)
    used |= {f"{issue.id}/{file}" for one in recordings for file in one.all_files}
    for name in sorted(names):
        place = f"{issue.id}/{name}"
        if name.startswith(_NO_ONES) or place in used:
            continue
        if found := _NEARLY_ARTICLE.fullmatch(name):
            if (better := f"{found['stem'] or found['numbered']}.md") not in names:
                message = tr("{name} is in no edition, for no article is called so", name=name)
                yield Noticed(Span(place), message, tr("rename it to {wanted}", wanted=better))
        elif name.lower().endswith((*_FOR_IMPORT, *_FOR_WORD)) and not _is_imported(name, issue):
            message = tr("{name} is in no edition, for it is no article yet", name=name)
            if name.lower().endswith(_FOR_WORD):
                saved = quoted(str(Path(place).with_suffix(".docx")))
                hint = tr("save it as .docx, and run: bulletin import {name}", name=saved)
            else:
                hint = tr("make one of it: bulletin import {name}", name=quoted(place))
            yield Noticed(Span(issue.id), message, hint)  # no line of its bytes is to be shown


def _deeper(issue: Issue) -> Iterator[Noticed]:
    """Articles in folders within the issue's, where none is looked for unless a section lists it."""
    read = {article.file for article in issue.articles}
    for file in sorted(issue.folder.glob("[!.~]*/" + ARTICLES)):
        place = f"{issue.id}/{file.parent.name}/{file.name}"
        if is_text(place) and place not in read and not issue.settings.sections:
            message = tr(
                "{name} is in no edition, for it lies in a folder of its own", name=file.name
            )
            hint = tr("move it into {id}/, or away from there", id=issue.id)
            yield Noticed(Span(place), message, hint)


def _is_imported(name: str, issue: Issue) -> bool:
    """Whether an article has the name or the title of a file that it may have been made of."""
    stem = slug_of(Path(name).stem)
    articles = (
        s for one in issue.articles for s in (one.slug, slug_of(plain_text(one.title.children)))
    )
    return any(stem in article or article in stem for article in articles)


def _like(root: Path, folder: Path, wanted: str) -> Iterator[Noticed]:
    """What means to be called so, where nothing is, and copies of what is."""
    try:
        names = sorted(_names(folder))
    except OSError:  # it is no folder, or leads nowhere
        return
    if wanted in names:
        yield from _copies(names, (folder / wanted).relative_to(root))
        return
    meant = _meant(wanted)
    for name in names:
        if is_text(name) and _meant(name) == meant:
            place = (folder / name).relative_to(root).as_posix()
            message = tr(
                "{name} is not looked at, for it is not called {wanted}", name=name, wanted=wanted
            )
            yield Noticed(Span(place), message, tr("rename it to {wanted}", wanted=wanted))


_COPY = re.compile(
    rf"(?i)(?P<stem>\w+)(?: ?\(.+\)| ?[-–] ?{any_phrase('copies')}.*|.*conflict.*"
    r"|(?-i:-[A-Z0-9]+(?:-[A-Z0-9]+)*))\.ya?ml"
)
"""How folders that several computers share call what two people have changed at a time."""


def _copies(names: Iterable[str], wanted: Path) -> Iterator[Noticed]:
    """Settings that lie twice: what somebody wrote into the other one is lost."""
    for name in filter(is_text, names):
        found = _COPY.fullmatch(nfc(name))
        if found and found["stem"].casefold() == wanted.stem:
            message = tr(
                "{name} is not looked at, for {wanted} lies beside it",
                name=name,
                wanted=wanted.name,
            )
            hint = tr(
                "compare the two, write into {wanted} what is right, and delete the other",
                wanted=wanted.name,
            )
            yield Noticed(Span(wanted.with_name(name).as_posix()), message, hint)


def _names(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir())


@lru_cache(maxsize=1 << 12)
def _meant(name: str) -> str:
    """A name without what systems and programs change in it."""
    bare = re.sub(r"[\s_]|\(\d+\)", "", nfc(name).casefold()).removesuffix(".txt")
    return re.sub(r"\.yml$", ".yaml", bare)
