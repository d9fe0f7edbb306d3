"""What the loader gives: a publication's issue, whole and read.

In: settings and articles. Out: `Issue`, the value that checks, the voice and editions take.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.cache import key_of
from bulletin.diagnostics import Span, Switch
from bulletin.document import Article, Correction, Picture, facts_of
from bulletin.source.root import ISSUE, PUBLICATION
from bulletin.source.settings.issues import IssueSettings
from bulletin.source.settings.models import LexiconSetting, Publication


@dataclass(frozen=True, slots=True)
class Section:
    """A section's title ("" when the issue has none) and its articles in order."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Issue:
    """One issue. `root` is the publication's folder, `folder` the issue's own.

    It equals only itself, so that what is found out about it can be kept by it.
    """

    id: str
    root: Path
    publication: Publication
    settings: IssueSettings
    lexicon: Mapping[str, LexiconSetting]
    sections: tuple[Section, ...]
    cover: Picture | None = None
    places: Mapping[str, Span] = field(default_factory=dict)
    """Where settings stand: "publication.base_url", "issue.cover.image", ..."""
    switches: tuple[Switch, ...] = ()
    """The findings to do without, in all issues or in single articles."""
    first_address: str = ""
    """Where it was first published, if its publication has moved since."""
    files: tuple[str, ...] = ()
    """What it is made from in its folder: its settings, its articles, and the files that they name."""

    @property
    def folder(self) -> Path:
        """Where the issue's pictures, data and media lie."""
        return self.root / self.id

    @property
    def file(self) -> str:
        """Its settings, as findings call them: "2026-11/issue.yaml"."""
        return f"{self.id}/{ISSUE}"

    @property
    def corrections(self) -> tuple[tuple[Article | None, Correction], ...]:
        """What was mended after publication, oldest first; None: in the issue as a whole."""
        found: list[tuple[Article | None, Correction]] = [
            (None, Correction(one.date, one.text, self.place(f"issue.corrections.{number}.date")))
            for number, one in enumerate(self.settings.corrections)
        ]
        found += [(article, one) for article in self.articles for one in article.corrections]
        return tuple(sorted(found, key=lambda pair: pair[1].date))

    @property
    def revision(self) -> int:
        """How many times the issue was put out: each correction counts."""
        return 1 + len(self.corrections)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in order."""
        return tuple(article for section in self.sections for article in section.articles)

    @property
    def facts(self) -> str:
        """SHA-256 over what it and its articles tell beside their words."""
        told = self.settings.model_dump_json(include={"number", "date", "title", "summary"})
        cover = self.settings.cover
        shown = [cover.image, cover.alt, cover.credit] if cover else []
        return key_of(told, shown, [facts_of(article) for article in self.articles])

    @property
    def topics(self) -> tuple[str, ...]:
        """What its articles are about, each topic once."""
        names = (topic.name for article in self.articles for topic in article.topics)
        return tuple(dict.fromkeys(names))

    def place(self, setting: str) -> Span:
        """Where a setting stands; left out, where the settings around it do, or else their file."""
        file = PUBLICATION if setting.startswith("publication") else self.file
        around = setting
        while around not in self.places and around.count(".") > 1:
            around = around.rpartition(".")[0]
        return self.places.get(around, Span(file))

    @property
    def address(self) -> str:
        """The issue's permanent address."""
        return self.publication.address_of(self.id)

    @property
    def lasting_address(self) -> str:
        """The address by which libraries and calendars know it, wherever it lies now."""
        return self.first_address or self.address

    @property
    def file_stem(self) -> str:
        """What the issue's files are called: "ban-tin-tan-phuoc-2026-11"."""
        return f"{self.publication.name}-{self.id}"
