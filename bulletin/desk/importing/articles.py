"""The whole way of a file: read, put right, written beside what stands in the issue.

In: a publication's folder, an issue, a file. Out: the new files of the issue, written over
nothing, and a report of what was changed, what was lost and what is to be filled in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import yaml

from bulletin.desk.importing.characters.shapes import shapely
from bulletin.desk.importing.data import read_data
from bulletin.desk.importing.docx.reader import read_docx
from bulletin.desk.importing.events import events_in, read_events
from bulletin.desk.importing.inlines import LineWriter, without
from bulletin.desk.importing.links import linked, linked_line
from bulletin.desk.importing.markdown.reader import read_markdown
from bulletin.desk.importing.odt.reader import read_odt
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.opening.kinds import SourceKind, kind_of
from bulletin.desk.importing.opening.sizes import refuse_too_many_lines, refuse_too_much
from bulletin.desk.importing.pages import read_html
from bulletin.desk.importing.pictures import Album
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.plain.mail import sent_mail
from bulletin.desk.importing.plain.reader import read_plain
from bulletin.desk.importing.reading import FileReading
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.importing.shaping.heads import ArticleHead, shortened, with_words
from bulletin.desk.importing.shaping.illustrations import note_missing
from bulletin.desk.importing.shaping.passes import Shaped, shaped
from bulletin.desk.importing.tree import ImportedLine, Para, TextRun, map_lines, plain
from bulletin.desk.importing.writer import ArticleWriter
from bulletin.desk.importing.xlsx.reader import read_xlsx
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.markdown.links import slug_of_file
from bulletin.source.settings.types import LONGEST_HEADLINE
from bulletin.source.yaml.curly import without_lone

AskEditor = Callable[[str, str], str]
"""Asks a person for "title", "summary" or "authors", with what is offered; "" for nothing."""
_SUMMARY = 3_000


@dataclass(frozen=True)
class Imported:
    """What a file became: the issue's new files, and what there is to say."""

    articles: tuple[str, ...]
    files: Mapping[str, bytes]
    remarks: Remarks


def imported(
    given: Given, place: IssuePlace, *, split: bool = False, ask: AskEditor | None = None
) -> Imported:
    """What a file becomes in an issue. Raises `BulletinError` when it cannot be read."""
    remarks = Remarks()
    try:
        reading = _read(given, place, remarks)
        found = shaped(reading, remarks, split=split)
        if not any(one.blocks for one in found):
            hint = tr("check whether it is the right file")
            raise BulletinError(tr("{name} holds no text", name=given.name), hint)
        writing = _Writing(given, reading, place, remarks)
        written = [writing.article(one, _asked(one.head, given, remarks, ask)) for one in found]
    except RecursionError as error:
        raise BulletinError(
            tr("{name} is nested too deeply to be read", name=given.name),
            tr("copy its text into a new file, without its frames and tables in tables"),
        ) from error
    files = {path: data for _, more in written for path, data in more.items()}
    names = tuple(name for name, _ in written)
    if len(names) == 1:
        place.own[given.name] = names[0]
    return Imported(names, files, remarks)


def _read(given: Given, place: IssuePlace, remarks: Remarks) -> FileReading:
    kind = kind_of(given.name, given.data)
    refuse_too_many_lines(given.name, kind, given.data)
    if kind in _OFFICE:
        reading = _OFFICE[kind](given, remarks, place.language)
    else:
        reading = _READERS[kind](given, remarks)
    refuse_too_much(given.name, reading.blocks)
    return reading


def _plain(given: Given, remarks: Remarks) -> FileReading:
    mail = sent_mail(given.name, given.data, remarks)
    if mail is None:
        return read_plain(given.data, remarks)
    if mail.page:
        reading = read_html(replace(given, data=mail.page), remarks)
    else:
        reading = read_plain(mail.text, remarks)
        sent_on = reading.hints.property_title
        if mail.subject and sent_on not in {"", mail.subject}:
            remarks.lost(tr("The head of a mail"), f"“{sent_on}”")
    title = mail.subject or reading.hints.property_title
    blocks, body = reading.blocks, (mail.text + mail.page).decode(errors="replace")
    with suppress(ValueError):  # of a calendar that is damaged, the text says the same
        blocks += events_in(mail.events, remarks, body)[0]
    return replace(reading, blocks=blocks, hints=replace(reading.hints, property_title=title))


_OFFICE: Mapping[SourceKind, Callable[[Given, Remarks, str], FileReading]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
}
"""Readers of files that keep figures apart from how they are written."""
_READERS: Mapping[SourceKind, Callable[[Given, Remarks], FileReading]] = {
    "html": read_html,
    "odt": read_odt,
    "markdown": read_markdown,
    "text": _plain,
    "data": read_data,
    "calendar": read_events,
}


@dataclass(frozen=True)
class _Writing:
    """What the articles of one file have in common."""

    given: Given
    reading: FileReading
    place: IssuePlace
    remarks: Remarks

    def article(self, one: Shaped, head: ArticleHead) -> tuple[str, dict[str, bytes]]:
        """An article's file and those that go with it."""
        before = dict(self.place.own)
        file = self.place.file_of(plain(head.title), self.given.name)
        _note_twin(file, before.values(), self.remarks)
        slug = slug_of_file(file)
        album = Album(slug, self.reading.opener, self.remarks, self.place.files)
        clean = self.place.shapes.cleaned(self.remarks)
        title, summary = (
            self._line(line, album, clean) for line in (without(head.title, "link"), head.summary)
        )
        head = replace(head, title=title, summary=summary)
        if not plain(title).strip():
            head = _with_guess(head, self.given.title, self.remarks)
        blocks = shapely(one.blocks, clean)
        blocks = linked(album.placed(blocks), self.place.own, self.remarks)
        note_missing(blocks, self.remarks)
        writer = ArticleWriter(slug, self.remarks, self.place.files)
        # Their footnotes come first, and stand below the text.
        settings = _settings(head, writer, self.reading)
        body = writer.body(blocks)
        front = yaml.dump(
            settings, Dumper=_SettingsDumper, allow_unicode=True, sort_keys=False, width=10**9
        )
        text = f"---\n{front}---\n\n{body}"
        return file, {file: text.encode(), **album.files, **writer.data}

    def _line(self, line: ImportedLine, album: Album, clean: Callable[[str], str]) -> ImportedLine:
        """A title or a summary, put right with what its notes hold."""
        (para,) = map_lines(
            album.placed(shapely((Para(line),), clean)),
            lambda inner: linked_line(inner, self.place.own, self.remarks),
        )
        assert isinstance(para, Para)  # noqa: S101, a line stays a paragraph
        return para.children


def _note_twin(file: str, there: Iterable[str], remarks: Remarks) -> None:
    """Say that an article of the same title is there, which may be this one, imported before."""
    wanted = re.sub(r"-\d+$", "", slug_of_file(file))
    twin = next((one for one in there if slug_of_file(one) == wanted), None)
    if twin and slug_of_file(file) != wanted:
        said = tr(
            "The issue has an article with this title already; if it is the same one, imported"
            " again, delete one of the two files"
        )
        remarks.missing(said, f"{twin}, {file}")


def _asked(head: ArticleHead, given: Given, remarks: Remarks, ask: AskEditor | None) -> ArticleHead:
    """What stands above an article, with what a person said; what is missing is remarked upon."""
    offered = plain(head.title) or given.title
    answers: dict[str, str] = {}
    if ask:
        if head.guessed:
            answers["title"] = ask("title", offered)
        if not head.summary:
            answers["summary"] = ask("summary", "")
        if not head.authors:
            answers["authors"] = ask("authors", "")
    head = with_words(head, **answers)
    if head.guessed:
        head = _with_guess(head, offered, remarks)
    called = excerpt(plain(head.title), 60)
    if not head.summary:
        remarks.missing(tr("One or two sentences that say what it is about (summary)"), called)
    if not head.authors:
        remarks.missing(tr("Who wrote it (authors)"), called)
    return head


def _with_guess(head: ArticleHead, title: str, remarks: Remarks) -> ArticleHead:
    """A headline with a title that nobody wrote as such."""
    remarks.missing(tr("The title: {title} is a guess", title=title))
    return ArticleHead((TextRun(title),), head.summary, head.authors, guessed=True)


def _fitting(line: ImportedLine, longest: int, writer: ArticleWriter) -> str:
    """A line as Markdown that is not longer than its place allows, its escapes counted."""
    while (excess := len(LineWriter(Remarks()).part(line)) - longest) > 0:
        line = shortened(line, len(plain(line)) - excess - 1)
    return writer.line(line)


class _SettingsDumper(yaml.SafeDumper):
    """Writes settings as they are read again."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text; one with a curly quote that has no other in straight quotes, or it is taken for one."""
    style = '"' if without_lone(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_SettingsDumper.add_representer(str, _text)


def _settings(head: ArticleHead, writer: ArticleWriter, reading: FileReading) -> dict[str, object]:
    settings: dict[str, object] = {"title": _fitting(head.title, LONGEST_HEADLINE, writer)}
    if head.summary:
        settings["summary"] = _fitting(head.summary, _SUMMARY, writer)
    if head.authors:
        settings["authors"] = list(head.authors)
    settings |= reading.hints.settings
    if head.guessed:
        settings["draft"] = True
    return settings
