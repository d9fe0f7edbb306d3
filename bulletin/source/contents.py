"""Which articles an issue has: those that its sections list, or all files that may be one.

In: an issue's settings with their places, and its folder. Out: titles of sections, each with the
files of its articles, and findings for what is listed twice, not at all, or is not there.
"""

import re
from collections.abc import Mapping

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.files import ARTICLES, Folder, is_text
from bulletin.source.reporting import nearest
from bulletin.source.root import ISSUE
from bulletin.source.settings.issues import IssueSettings


def listed_articles(
    settings: IssueSettings, folder: Folder, places: Mapping[str, Span]
) -> list[tuple[str, list[str]]]:
    """Titles of sections and the files of their articles, as far as there are any.

    An issue without sections has one without a title, of all its articles in order of name.
    Findings go where those of the folder go.
    """
    there = _in_folder(folder)
    if not settings.sections:
        if not there:
            message = tr("this issue has no articles")
            hint = tr("put files such as 01-mua-lu.md into {id}/", id=folder.path.name)
            folder.findings.add(codes.NO_ARTICLES, _settings_of(folder), message, hint)
        return [("", there)]
    seen: dict[str, Span] = {}
    named: set[str] = set()  # files that are meant by a name that is not theirs
    listed = []
    for number, section in enumerate(settings.sections):
        files = []
        for index, written in enumerate(section.articles):
            span = places[f"issue.sections.{number}.articles.{index}"]
            file = folder.find(written.removeprefix("./"), span, "article")
            if file and file in seen:
                _report_twice(file, span, seen[file], folder)
            elif file:
                seen[file] = span
                files.append(file)
            elif near := nearest(written, there):
                named.add(near)
        listed.append((section.title, files))
    for file in sorted(set(there) - set(seen) - named):
        _report_unlisted(file, folder)
    return listed


def _report_twice(file: str, span: Span, first: Span, folder: Folder) -> None:
    message = tr("{file} is listed twice, first in line {line}", file=file, line=first.line)
    folder.findings.add(codes.LISTED_TWICE, span, message, tr("delete one of the two"))


def _report_unlisted(file: str, folder: Folder) -> None:
    message = tr("no section lists {file}, so it is in no edition", file=file)
    hint = tr(
        "write {file} under a section of {issue}, or move the file away", file=file, issue=ISSUE
    )
    folder.findings.add(codes.NOT_LISTED, Span(f"{folder.path.name}/{file}"), message, hint)


def _settings_of(folder: Folder) -> Span:
    return Span(f"{folder.path.name}/{ISSUE}")


def _in_folder(folder: Folder) -> list[str]:
    """Names of articles; what is no file in truth says so when it is read."""
    names = sorted((path.name for path in folder.path.glob(ARTICLES)), key=_counted)
    for name in names:
        if not is_text(name):
            shown = name.encode("utf-8", "replace").decode()
            message = tr('the name of the file "{name}" is not in UTF-8', name=shown)
            hint = tr("rename it, as in 02-mua-lu.md")
            folder.findings.add(codes.WRONG_ARTICLE_NAME, _settings_of(folder), message, hint)
    return list(filter(is_text, names))


def _counted(name: str) -> tuple[list[str | int], str]:
    """By what names are put in order as people count: 2-cau.md before 10-lua.md."""
    parts = re.split(r"([0-9]+)", name)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], name
