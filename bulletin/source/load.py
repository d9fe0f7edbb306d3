"""A publication's folder in, an `Issue` and all findings about reading it out.

What an editor did wrong never raises: a file that cannot be read is a finding, and the rest
of the issue is still read, so that one run names everything.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bulletin import codes
from bulletin.diagnostics import Finding, FindingsError, Span, Switch, in_order
from bulletin.document import Article, Picture
from bulletin.messages import tr
from bulletin.source.contents import listed_articles
from bulletin.source.files import Folder, is_text, leads_out
from bulletin.source.issue import Issue, Section
from bulletin.source.lexicon import LEXICON, read_lexicon
from bulletin.source.markdown import ArticlePlace, read_article
from bulletin.source.markdown.links import slug_of_file
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.root import ISSUE, PUBLICATION
from bulletin.source.settings import instead
from bulletin.source.settings.issues import IssueSettings
from bulletin.source.settings.models import LexiconSetting, Publication
from bulletin.source.settings.types import Settings
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source, nfc, read_source
from bulletin.source.yaml.nodes import Plain, YamlNode, places
from bulletin.source.yaml.parser import read_yaml

MAX_ARTICLES = 1_000
"""Articles of an issue: each is a page, a chapter and a sound of its own."""


@dataclass(frozen=True)
class Loaded:
    """What could be read of an issue, and what is wrong with it.

    `issue` is there as long as anything can be read, with stand-ins for settings that are
    faulty: fit to be checked, and to be built only when no finding is an error.
    """

    issue: Issue | None
    findings: tuple[Finding, ...]


def issue_ids(root: Path) -> tuple[str, ...]:
    """The ids of all issues of a publication, in order.

    What is called issue.yaml makes an issue of its folder, whatever it is: one that cannot be
    read is told by name as it is read, and hides no other.
    """
    try:
        with os.scandir(root) as entries:
            names = [one.name for one in entries if os.path.lexists(f"{one.path}/{ISSUE}")]
    except OSError:
        return ()
    return tuple(sorted(filter(is_text, names)))


def load(root: Path, issue_id: str) -> Loaded:
    """Read an issue with the publication's settings and lexicon."""
    findings = Findings()
    if issue_id not in issue_ids(root):
        _report_unknown(root, issue_id, findings)
        return Loaded(None, in_order(findings.all()))
    return Loaded(_Loading(root, issue_id, findings).issue(), in_order(findings.all()))


def load_alone(root: Path) -> tuple[Issue, tuple[Finding, ...]]:
    """Read a publication that has no issue: its settings and lexicon, around an empty one."""
    findings = Findings()
    issue = _Loading(root, _NO_ISSUE, findings).empty()
    hint = tr(
        "an issue is a folder such as 2026-11 with {issue} in it; make one with: bulletin new",
        issue=ISSUE,
    )
    findings.add(codes.NO_ISSUES, Span(PUBLICATION), tr("this publication has no issue yet"), hint)
    return issue, in_order(findings.all())


_NO_ISSUE = "2000-01"
"""The id of the empty issue around which a publication without issues is read."""


def _report_unknown(root: Path, issue_id: str, findings: Findings) -> None:
    ids = issue_ids(root)
    message = tr("there is no issue {issue_id}", issue_id=issue_id)
    hint = suggestion(issue_id, ids, tr("the issues are: ")) or tr(
        "make one with: bulletin new {issue_id}", issue_id=issue_id
    )
    findings.add(codes.UNKNOWN_ISSUE, Span(f"{issue_id}/{ISSUE}"), message, hint)


# -- settings ------------------------------------------------------------------------------

S = TypeVar("S", bound=Settings)


def settings_of(root: Path) -> Publication:
    """A publication's settings, for those who act on them.

    Raises `FindingsError` if they have an error: what stands in for it is fit to be checked alone.
    """
    found = Findings()
    issue = _Loading(root, _NO_ISSUE, found).empty()
    wrong = [one for one in found.all() if one.is_error and one.span.file == PUBLICATION]
    if wrong:
        raise FindingsError(wrong)
    return issue.publication


class _Loading:
    """One issue being read."""

    def __init__(self, root: Path, issue_id: str, findings: Findings) -> None:
        self._root = root
        self._id = issue_id
        self._findings = findings
        self._places: dict[str, Span] = {}
        self._folder = Folder(root / issue_id, root, findings)

    def issue(self) -> Issue:
        publication = self._publication()
        settings = self._settings(
            IssueSettings, f"{self._id}/{ISSUE}", instead.ISSUE_STAND_INS, instead.ISSUE_EXAMPLES
        )
        then = publication.as_of(settings.date)
        sections = self._sections(settings, publication.language)
        cover = self._cover(settings)
        articles = (article.file for section in sections for article in section.articles)
        texts = (ISSUE, *(file.partition("/")[2] for file in articles))
        return Issue(
            id=self._id,
            root=self._root,
            publication=then.bearing(settings.masthead) if settings.masthead else then,
            settings=settings,
            lexicon=self._lexicon(),
            sections=sections,
            cover=cover,
            places=self._places,
            switches=self._switches(publication),
            files=tuple(sorted(self._folder.named.union(texts))),
        )

    def empty(self) -> Issue:
        """The publication around an issue that nobody wrote."""
        publication = self._publication()
        settings = IssueSettings.model_validate(instead.ISSUE_STAND_INS)
        places, switches = self._places, self._switches(publication)
        lexicon = self._lexicon()
        return Issue(
            self._id, self._root, publication, settings, lexicon, (), None, places, switches
        )

    def _switches(self, publication: Publication) -> tuple[Switch, ...]:
        """What the publication and the articles read so far switch off."""
        everywhere = (
            Switch(number, reason or "", self._place(f"publication.check.{number}"))
            for number, reason in publication.check.items()
        )
        return (*everywhere, *self._findings.switches)

    def _publication(self) -> Publication:
        publication = self._settings(
            Publication, PUBLICATION, instead.PUBLICATION_STAND_INS, instead.PUBLICATION_EXAMPLES
        )
        self._check_theme_files(publication)
        self._check_documents(publication)
        return publication

    def _settings(
        self, model: type[S], file: str, stand_ins: Mapping[str, Plain], examples: Mapping[str, str]
    ) -> S:
        """The settings in a file of the root, with stand-ins for what is faulty."""
        node = self._yaml(file, examples, off_at="voice")
        read = None
        if node is not None:
            name = "publication" if model is Publication else "issue"
            self._places |= dict(places(node, name))
            read = validated(model, node, self._findings, stand_ins=stand_ins, examples=examples)
        return read or model.model_validate(stand_ins)

    def _read(self, file: str) -> Source | None:
        """A file of the publication, unless it is a link to one outside."""
        if leads_out(self._root / file, self._root):
            message = tr("{file} is a link to a file outside the publication's folder", file=file)
            hint = tr("copy the file itself into the folder")
            self._findings.add(codes.FILE_OUTSIDE, Span(file), message, hint)
            return None
        return read_source(self._root / file, file, self._findings)

    def _yaml(self, file: str, examples: Mapping[str, str], off_at: str = "") -> YamlNode | None:
        source = self._read(file)
        if source is None:
            return None
        before = len(self._findings)
        node = read_yaml(source, self._findings, off_at=off_at)
        if node is None and len(self._findings) == before:
            message = tr("{file} is empty", file=file)
            hint = tr("write {next}", next=next(iter(examples.values())))
            self._findings.add(codes.EMPTY_FILE, source.span(0), message, hint)
        return node

    def _check_theme_files(self, publication: Publication) -> None:
        """The logo and fonts lie in the publication's own folder."""
        folder = Folder(self._root, self._root, self._findings)
        theme = publication.theme
        if theme.logo:
            folder.find(theme.logo, self._place("publication.theme.logo"), "picture")
        for name, files in (("text", theme.faces.text), ("display", theme.faces.display)):
            for index, file in enumerate(files):
                folder.find(file, self._place(f"publication.theme.faces.{name}.{index}"), "face")

    def _check_documents(self, publication: Publication) -> None:
        """The documents of earlier years lie in the publication's own folder."""
        folder = Folder(self._root, self._root, self._findings)
        for number, entry in enumerate(publication.archive):
            folder.find(entry.file, self._place(f"publication.archive.{number}.file"), "document")

    def _place(self, setting: str) -> Span:
        return self._places.get(setting, Span(PUBLICATION))

    def _cover(self, settings: IssueSettings) -> Picture | None:
        if settings.cover is None:
            return None
        span = self._places.get("issue.cover.image", Span(f"{self._id}/{ISSUE}"))
        file = self._folder.find(settings.cover.image, span, "picture")
        return Picture(file, settings.cover.alt, span) if file else None

    # -- lexicon ------------------------------------------------------------------------------

    def _lexicon(self) -> Mapping[str, LexiconSetting]:
        """The publication's own words; a publication may have none."""
        if not os.path.lexists(self._root / LEXICON):
            return {}
        source = self._read(LEXICON)
        return read_lexicon(source, self._findings) if source else {}

    # -- articles -----------------------------------------------------------------------------

    def _sections(self, settings: IssueSettings, language: str) -> tuple[Section, ...]:
        """The sections with their articles, numbered through the issue."""
        listed = listed_articles(settings, self._folder, self._places)
        if (count := sum(len(files) for _, files in listed)) > MAX_ARTICLES:
            message = tr(
                "an issue has room for {most} articles, not {count}", most=MAX_ARTICLES, count=count
            )
            hint = tr("make several issues of it")
            self._findings.add(codes.TOO_LARGE, Span(f"{self._id}/{ISSUE}"), message, hint)
            return ()
        slugs = {
            file: slug_of_file(file) or f"article-{number}"
            for number, file in enumerate((f for _, files in listed for f in files), start=1)
        }
        numbers = {file: number for number, file in enumerate(slugs, start=1)}
        articles_of_issue = {nfc(name): slug for name, slug in slugs.items()}
        sections = []
        for title, files in listed:
            articles = []
            for file in files:
                place = ArticlePlace(
                    slug=slugs[file],
                    number=numbers[file],
                    file=f"{self._id}/{file}",
                    section=title,
                    articles=articles_of_issue,
                    folder=self._folder,
                    language=language,
                )
                if article := self._article(place):
                    articles.append(article)
            sections.append(Section(title, tuple(articles)))
        return tuple(sections)

    def _article(self, place: ArticlePlace) -> Article | None:
        source = self._read(place.file)
        return read_article(source, place, self._findings) if source else None
