"""The issue after the last one: its number, its day, its sections, its standing articles.

In: a publication's folder and the new issue's id. Out: the issue's files, written over nothing,
and what became of what the last issue had.
"""

import contextlib
import datetime as dt
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import yaml

from bulletin import codes
from bulletin.cache import replace_file
from bulletin.desk import starter_files
from bulletin.desk.calendar import later, month_of, monthly, next_id, sound_id
from bulletin.desk.writing import write_new
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.document import Article
from bulletin.formats.quick_yaml import values_in
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids, load, load_alone
from bulletin.source.markdown import is_standing
from bulletin.source.markdown.front import front_of
from bulletin.source.markdown.links import file_for, slug_of_file
from bulletin.source.reporting import Findings
from bulletin.source.root import ISSUE, PUBLICATION
from bulletin.source.settings.schemas import schema_files
from bulletin.source.text import nfc, read_source


@dataclass(frozen=True)
class Made:
    """What was made: the issue, the one that it was made from, and its articles."""

    id: str
    number: int
    last: str = ""
    carried: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    """Carried articles whose corrections stay with the last issue."""
    sections_left: bool = False
    """Whether the last issue's sections were left out, for there were articles already."""
    same_number: str = ""
    """Another issue that has this number."""
    new_year: bool = False


def make_next(root: Path, issue_id: str | None, today: dt.date) -> Made:
    """Make an issue (None: of the month after the last one) from the last one before it.

    Raises `BulletinError` when something is in the way, `FindingsError` when the last issue's
    settings cannot be read.
    """
    known = issue_ids(root)
    if issue_id is not None:
        months = [one for one in known if month_of(one)]
        sound_id(issue_id, next_id(months[-1], today) if months else f"{today:%Y-%m}")
    before = [one for one in known if issue_id is None or one < issue_id]
    if not before:
        return _make_first(root, issue_id or f"{today:%Y-%m}", today)
    number = _read(root, before[-1]).settings.number + 1
    last = _read(root, _model(before, issue_id))
    new = issue_id or next_id(last.id, last.settings.date)
    day = later(last.settings.date, last.id, new)
    plan = _Plan(root, new, last.publication.language, number, day)
    filled_before = plan.has_articles
    made = plan.written(last)
    return Made(
        id=new,
        number=number,
        last=last.id,
        carried=made.carried,
        drafts=made.drafts,
        corrected=made.corrected,
        sections_left=bool(last.settings.sections) and filled_before,
        same_number=_of_same_number(root, [one for one in known if one > new], number),
        new_year=day.year > last.settings.date.year,
    )


def _model(before: Sequence[str], issue_id: str | None) -> str:
    """The issue that a new one is like: of a month, the last of a month and no special one."""
    months = monthly(before)
    special = issue_id is not None and str(month_of(issue_id)) != issue_id
    return before[-1] if special or not months else months[-1]


def _make_first(root: Path, issue_id: str, today: dt.date) -> Made:
    """The first issue, or one before all others: there is nothing to carry on."""
    publication = load_alone(root)[0].publication
    month = month_of(sound_id(issue_id))
    day = today
    if month and (today.year, today.month) != (month.year, month.month):
        day = dt.date(month.year, month.month, 1)
    made = _Plan(root, issue_id, publication.language, 1, day).written(None)
    others = [one for one in issue_ids(root) if one != issue_id]
    same = _of_same_number(root, others, 1)
    return Made(id=issue_id, number=1, drafts=made.drafts, same_number=same)


def _read(root: Path, issue_id: str) -> Issue:
    """An issue whose settings can be believed, whatever its articles are like."""
    loaded = load(root, issue_id)
    settings = {PUBLICATION, f"{issue_id}/{ISSUE}"}
    wrong = [
        one
        for one in loaded.findings
        if one.is_error and one.span.file in settings and one.code is not codes.NO_ARTICLES
    ]
    if loaded.issue is None or wrong:
        raise FindingsError(wrong or loaded.findings)
    return loaded.issue


def _of_same_number(root: Path, ids: Sequence[str], number: int) -> str:
    """The issue among the next ones that has this number already."""
    for one in ids[:1]:
        issue = load(root, one).issue
        if issue and issue.settings.number == number:
            return one
    return ""


@dataclass(frozen=True)
class _Articles:
    """The articles of a new issue, and all files that go with them."""

    files: dict[str, bytes | Path] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


_COUNTED = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class _Plan:
    """A new issue."""

    root: Path
    id: str
    language: str
    number: int
    day: dt.date

    @property
    def has_articles(self) -> bool:
        """Whether somebody put articles into its folder before."""
        return any((self.root / self.id).glob("*.md"))

    @property
    def _words(self) -> str:
        return starter_files.nearest_language(self.language)

    def written(self, last: Issue | None) -> _Articles:
        """Write it; what was written."""
        filled_before = self.has_articles
        standing = dict(_standing(last)) if last else {}
        files: dict[str, bytes | Path] = {}
        drafts: list[str] = []
        sections: list[dict[str, object]] = []
        placed = 0
        for title, articles in _sections(last):
            names = [name for name in articles if name in standing]
            if not names and not filled_before:
                names = [self._draft_name(title, placed + 1, standing, drafts)]
                drafts += names
                files[names[0]] = starter_files.draft_article(self._words).encode()
            placed += len(names)
            if title and names and not filled_before:
                sections.append({"title": title, "articles": names})
            files |= {name: path for one in names for name, path in standing.get(one, {}).items()}
        values = {"number": self.number, "date": self.day.isoformat(), "sections": sections}
        text = starter_files.filled_file(f"{self._words}/draft/{ISSUE}", values)
        files[ISSUE] = text.encode()
        write_new(self.root, {f"{self.id}/{name}": data for name, data in files.items()})
        _keep_schemas(self.root)
        corrected = tuple(name for name in standing if isinstance(files.get(name), bytes))
        return _Articles(files, tuple(standing), tuple(drafts), corrected)

    def _draft_name(
        self, section: str, number: int, standing: Mapping[str, object], drafts: Sequence[str]
    ) -> str:
        """A file for a section's first article, called like the section."""
        others = (*standing, *drafts)
        taken = {slug_of_file(name) for name in others}
        numbers = {int(found[0]) for name in others if (found := _COUNTED.match(name))}
        number = next(one for one in itertools.count(number) if one not in numbers)
        title = section or starter_files.words(self._words)["article"]
        return file_for(title, "", number, taken)


def _keep_schemas(root: Path) -> None:
    """The schemas that new files name, as they are today: ours of before call new settings wrong."""
    texts = {path: text.encode() for path, text in schema_files().items()}
    there = {path for path in texts if os.path.lexists(root / path)}
    with contextlib.suppress(OSError, BulletinError):  # only editors' programs miss them
        write_new(root, {path: text for path, text in texts.items() if path not in there})
        for path in there:
            file = root / path
            if file.is_file() and not leads_out(file, root):
                data = file.read_bytes()
                if data != texts[path] and _head(data) == _head(texts[path]):
                    replace_file(file, texts[path])


def _head(schema: bytes) -> object:
    """What all versions of a schema of ours begin with; None for what is none."""
    try:
        found = json.loads(schema)
        return found["$schema"], found["title"]
    except (ValueError, LookupError, TypeError):
        return None


def _sections(last: Issue | None) -> Iterator[tuple[str, list[str]]]:
    """Titles and files of the last issue's sections, or one without a title."""
    if last is None:
        yield "", []
        return
    for section in last.sections:
        yield section.title, [_own_name(article) for article in section.articles]


def _own_name(article: Article) -> str:
    return article.file.partition("/")[2]


def _standing(last: Issue) -> Iterator[tuple[str, dict[str, bytes | Path]]]:
    """The standing articles of an issue, each with all files that it needs.

    An article is a copy of its file, or the bytes that are left without its corrections.
    """
    others = _other_files(last.folder)
    for article in last.articles:
        source = read_source(last.root / article.file, article.file, Findings())
        if source is None or not is_standing(source):
            continue
        name = _own_name(article)
        text = nfc(source.text)
        text += unquote(text)
        needed = {path: last.folder / path for path in others if nfc(path) in text}
        clean = without_setting(source.text, "corrections")
        own = last.folder / name if clean is None else clean.encode()
        yield name, {name: own, **needed}


def _other_files(folder: Path) -> list[str]:
    """Pictures, data and media of an issue, as its articles name them."""
    inside = folder.resolve()
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(inside) and path.suffix != ".md"
        if path.name != ISSUE
    )


_OF_ITSELF = re.compile(r"[^\W\d][\w-]*[ ]?:(?:\s|$)|#")
"""What begins at the edge and belongs to no setting above it; items of a list may stand there."""


def without_setting(text: str, key: str) -> str | None:
    """The text without a setting of its head, all other lines as they are."""
    rows = text.splitlines(keepends=True)
    front = front_of([row.rstrip("\r\n") for row in rows])
    if front is None or front.end is None:
        return None
    head = rows[front.start : front.end]
    first = next((n for n, row in enumerate(head) if re.match(rf"{key}[ ]?:", row)), None)
    if first is None:
        return None
    below = (n for n in range(first + 1, len(head)) if _OF_ITSELF.match(head[n]))
    left = [*head[:first], *head[next(below, len(head)) :]]
    if _others("".join(head), key) != _others("".join(left), ""):
        return None
    return "".join([*rows[: front.start], *left, *rows[front.end :]])


def _others(head: str, key: str) -> object:
    """The values of all settings but one; what cannot be read equals nothing."""
    try:
        values = values_in(head)
    except (ValueError, yaml.YAMLError):
        return object()
    return {k: v for k, v in (values or {}).items() if k != key}
