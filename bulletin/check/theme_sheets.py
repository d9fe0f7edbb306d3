"""The style sheets of a publication's own theme: readable, understood, and loading nothing.

In: a theme and its files. Out: findings, and the files that the sheets name. Sheets for paper
are read by WeasyPrint here as they will be for the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bulletin.source.reporting import Findings
from bulletin.theming import tables
from bulletin.theming.files import ThemeFiles, text_of
from bulletin.theming.outside import blanked
from bulletin.theming.stylesheets import Medium, Sheet, ignored, judge

_ENDINGS = (".css", ".css.j2")
_SCREEN = "web/"


def judge_sheets(files: ThemeFiles, names: Iterable[str], findings: Findings) -> set[str]:
    """Report what is wrong with own style sheets; gives the files that they name."""
    media, used, paper = _media(files), set[str](), []
    for name in (name for name in names if name.endswith(_ENDINGS)):
        text = text_of(files.own / name)
        medium = media.get(name, "screen" if name.startswith(_SCREEN) else "paper")
        sheet = Sheet(name, blanked(text) if name.endswith(".j2") else text, medium)
        before = len(findings)
        used |= set(judge(sheet, files.has, findings))
        if medium == "paper" and len(findings) == before:
            paper.append(sheet)
    _try(paper, findings)
    return used | set(media)


def _media(files: ThemeFiles) -> Mapping[str, Medium]:
    settings = tables.pages(files, Findings())
    paper = (*settings.styles, *settings.print_styles, "share/share.css") if settings else ()
    screen: dict[str, Medium] = {"content.css": "screen", "epub/book.css.j2": "screen"}
    return screen | dict.fromkeys(paper, "paper")


def _try(sheets: Iterable[Sheet], findings: Findings) -> None:
    """Let WeasyPrint read sheets whose files are there, and report what it passes over."""
    for sheet in sheets:
        # Heavy, and few publications have sheets of their own.
        from bulletin.theming.typesetter import messages_of  # noqa: PLC0415

        for message in messages_of(sheet.text):
            finding = ignored(sheet.name, message)
            findings.add(finding.code, finding.span, finding.message, finding.hint)
