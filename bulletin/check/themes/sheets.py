"""The style sheets of a publication's own theme: readable, understood, and loading nothing.

In: a theme and its files. Out: findings, and the files that the sheets name. Sheets for paper
are read by WeasyPrint here as they will be for the pages.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bulletin import codes
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.theming import tables
from bulletin.theming.files import OWN, ThemeFiles, text_of
from bulletin.theming.judging import properties
from bulletin.theming.judging.browsers.sheets import MOST_TOLD, hint_for_property, judge_for_screens
from bulletin.theming.judging.families import families_of_sheets, judge_families
from bulletin.theming.judging.outside import blanked
from bulletin.theming.stylesheets import StyleMedium, StyleSheet, ignored, judge

_ENDINGS = (".css", ".css.j2")
_SCREEN = "web/"
_BOOK = "epub/book.css.j2"
_TEXTS_OF_WEB = ("web/*.css", "content.css", "web/*.html", "web/scripts/*.js")
"""What may give a page on the web a custom property."""


def judge_sheets(
    files: ThemeFiles, names: Iterable[str], faces: Iterable[str], findings: Findings
) -> set[str]:
    """Report what is wrong with own style sheets; gives the files that they name.

    `faces`: the families that the publication prints in.
    """
    media, used, sound = _media(files), set[str](), list[StyleSheet]()
    for name in (name for name in names if name.endswith(_ENDINGS)):
        text = text_of(files.own / name)
        medium = media.get(name, "screen" if name.startswith(_SCREEN) else "paper")
        sheet = StyleSheet(name, blanked(text) if name.endswith(".j2") else text, medium)
        before = len(findings)
        used |= set(judge(sheet, files.has, findings))
        if len(findings) == before:
            sound.append(sheet)
    on_paper = [name for name, medium in media.items() if medium == "paper"]
    values = properties.properties_on_paper() | properties.declared(_texts(files, on_paper))
    there = {*faces, *families_of_sheets(_texts(files, on_paper))}
    for sheet in sound:
        if sheet.medium == "paper":
            _try(sheet, values, there, findings)
        elif sheet.name == _BOOK:
            _judge_screen(sheet, properties.declared([sheet.text]), findings)
        else:
            on_web = _on_web(files)
            _judge_screen(sheet, on_web, findings)
            _report_lost(files, sheet, on_web, findings)
    return used | set(media)


def _texts(files: ThemeFiles, names: Iterable[str]) -> Iterable[str]:
    """The files of a theme that count, the publication's own before ours."""
    return (text_of(path) for name in names if (path := files.find(name)))


def _judge_screen(sheet: StyleSheet, values: Mapping[str, str], findings: Findings) -> None:
    judge_for_screens(sheet, findings)
    _judge_values(sheet, values, (), findings)


def _judge_values(
    sheet: StyleSheet, values: Mapping[str, str], there: Iterable[str], findings: Findings
) -> None:
    """Judge what properties stand for, and the families that come of it."""
    properties.judge_properties(sheet, values, findings)
    if not properties.grows_too_far(sheet, values, findings):
        judge_families(sheet, values, there, findings)


def _report_lost(
    files: ThemeFiles, sheet: StyleSheet, values: Mapping[str, str], findings: Findings
) -> None:
    """Report properties that our sheet of this name declares, and the theme's others ask for."""
    ours = [text_of(one / sheet.name) for one in files.shipped if (one / sheet.name).is_file()]
    others = (one for one in _STYLES_OF_WEB if not files.has_own(one))
    asked = {name for text in _texts(files, others) for name in properties.asked_for(text)}
    if lost := sorted((properties.declared(ours).keys() & asked) - values.keys()):
        message = tr(
            "{name} no longer declares {properties}, which the theme's other styles need",
            name=sheet.name,
            properties=", ".join(lost[:_SHOWN]) + (", ..." if len(lost) > _SHOWN else ""),
        )
        hint = tr("declare them as the theme's own {name} does", name=sheet.name)
        findings.add(codes.STYLE_UNKNOWN, Span(f"{OWN}/{sheet.name}"), message, hint)


_SHOWN = 6
_STYLES_OF_WEB = (
    "content.css",
    "web/page.css",
    "web/reader.css",
    "web/modes.css",
    "web/archive.css",
)


def _on_web(files: ThemeFiles) -> Mapping[str, str]:
    """The custom properties of the pages on the web."""
    folders = (files.own, *files.shipped)
    names = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in _TEXTS_OF_WEB
        for path in folder.glob(pattern)
    }
    shipped = (text_of(f / n) for f in files.shipped for n in names if (f / n).is_file())
    return properties.properties_on_screens(shipped) | properties.declared(_texts(files, names))


def _media(files: ThemeFiles) -> Mapping[str, StyleMedium]:
    settings = tables.pages(files, Findings())
    paper = (*settings.styles, *settings.print_styles, "share/share.css") if settings else ()
    screen: dict[str, StyleMedium] = {"content.css": "screen", _BOOK: "screen"}
    return screen | dict.fromkeys(paper, "paper")


def _try(
    sheet: StyleSheet, values: Mapping[str, str], there: Iterable[str], findings: Findings
) -> None:
    """Let WeasyPrint read a sheet whose files are there, and report what it passes over.

    First as it is written, then with the values of its custom properties.
    """
    # Heavy, and few publications have sheets of their own.
    from bulletin.theming.typesetter.sheets import messages_of  # noqa: PLC0415

    before = len(findings)
    _judge_values(sheet, values, there, findings)
    if len(findings) > before:
        return
    for message in messages_of(sheet.text)[:MOST_TOLD]:
        _report(ignored(sheet.name, message), findings)
    if len(findings) == before and "var(" in sheet.text:
        text = properties.substituted(sheet.text, values)
        rows = [text.split("\n") for text in (sheet.text, text)]
        for message in messages_of(text)[:MOST_TOLD]:
            _report(_where_written(ignored(sheet.name, message), *rows), findings)


def _report(finding: Finding, findings: Findings) -> None:
    unknown = re.search(r"`([\w-]+)\s*:.*unknown property", finding.message, re.DOTALL)
    hint = hint_for_property(unknown[1]) if unknown else _AS_FOR_PAPER
    findings.add(finding.code, finding.span, finding.message, finding.hint or hint)


_AS_FOR_PAPER = tr("leave it out, or write it as CSS for paper has it: see the theme's own sheets")


def _where_written(finding: Finding, rows: Sequence[str], read: Sequence[str]) -> Finding:
    """A finding about a sheet as it was `read`, at the declaration in the sheet as it is."""
    line, column = finding.span.line, finding.span.column
    name = finding.message.partition("`")[2].partition(":")[0]
    pattern = rf"(?<![\w-]){re.escape(name)}\s*:"
    before = len(re.findall(pattern, read[line - 1][: column - 1])) if line <= len(read) else 0
    written = [found.start() + 1 for found in re.finditer(pattern, rows[line - 1])]
    place = written[before] if before < len(written) else 1
    message = re.sub(r" at \d+:\d+", "", finding.message)
    return replace(finding, message=message, span=Span(finding.span.file, line, place))
