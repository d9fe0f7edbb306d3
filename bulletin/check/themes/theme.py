"""A publication's own theme, judged before anything is built.

In: an `Issue`. Out: findings at file, line and column of the theme's own files. Templates are
read, and filled in with a full and with a bare sample of what their pages are given; strings,
colours, faces and settings are read as the editions read them.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from bulletin import codes
from bulletin.art.glyphs import can_show
from bulletin.check.registry import examination
from bulletin.check.themes.files import judge_files
from bulletin.diagnostics import Finding, Span
from bulletin.languages import language_of, stand_in_of
from bulletin.messages import text_of, tr
from bulletin.source.files import is_there
from bulletin.source.issue import Issue
from bulletin.source.reporting import Findings, suggestion
from bulletin.theming import tables
from bulletin.theming.faces import FACE_HINT, Face, FaceError, families, packaged, read_face
from bulletin.theming.files import OWN, ThemeFiles
from bulletin.theming.models import ThemeFonts
from bulletin.theming.tables import FALLBACK, STRINGS
from bulletin.theming.theme import Theme, files_of, theme_names


@examination
def theme(issue: Issue) -> Iterator[Finding]:
    """The theme that a publication chose, its faces, and all that it changes in it."""
    findings = Findings()
    name = issue.publication.theme.name
    if name not in theme_names():
        place = issue.places.get("publication.theme.name") or issue.place("publication.theme")
        hint = suggestion(name, theme_names())
        findings.add(codes.UNKNOWN_THEME, place, tr("there is no theme {name}", name=name), hint)
    _judge_faces(issue, findings)
    files = files_of(issue.publication, issue.root)
    if files.own.exists() or files.own.is_symlink():
        _judge_own(issue, files, findings)
    yield from findings.all()


def _judge_own(issue: Issue, files: ThemeFiles, findings: Findings) -> None:
    """Everything in the publication's folder theme/."""
    from bulletin.check.themes.pages import judge_pages  # noqa: PLC0415, heavy, few have one

    if not judge_files(files, findings):
        return
    language = issue.publication.language
    _judge_tables(files, language, findings)
    judge_pages(issue, files, findings)


def _judge_faces(issue: Issue, findings: Findings) -> None:
    """The publication's own font files."""
    faces = issue.publication.theme.faces
    for role, names in (("text", faces.text), ("display", faces.display)):
        main = ""
        for index, name in enumerate(names):
            if not is_there(issue.root / name):
                continue
            place = issue.place(f"publication.theme.faces.{role}.{index}")
            try:
                face = read_face(issue.root / name)
            except FaceError as error:
                message = tr("{name} {fault}", name=name, fault=error)
                findings.add(codes.BROKEN_FACE, place, message, FACE_HINT)
                continue
            main = main or face.family
            if face.family == main:  # those behind it have what it lacks, on purpose
                _judge_letters(face, name, issue.publication.language, place, findings)


def _judge_letters(face: Face, name: str, language: str, place: Span, findings: Findings) -> None:
    """A face has all letters of a language, or its words come out in two faces."""
    lacking = [one for one in language_of(language).letters if not can_show(one, face.file)]
    if not lacking:
        return
    shown = ", ".join(f'"{letter}"' for letter in lacking[:_SHOWN])
    message = tr("{name} lacks letters that words need: {shown}", name=name, shown=shown)
    if (more := len(lacking) - _SHOWN) > 0:
        message = tr(
            "{name} lacks letters that words need: {shown} and {more} more",
            name=name,
            shown=shown,
            more=more,
        )
    hint = tr("take font files that have them; words are set in two faces else")
    findings.add(codes.PATCHED_FACE, place, message, hint)


def _judge_tables(files: ThemeFiles, language: str, findings: Findings) -> None:
    """Strings, colours, families and page settings."""
    tables.colours(files, findings)
    if fonts := tables.fonts(files, findings):
        _judge_families(files, fonts, language, findings)
    if (pages := tables.pages(files, findings)) and files.has_own(tables.PAGES):
        for name in (*pages.styles, *pages.print_styles):
            if files.find(name) is None:
                message = tr('the theme has no file "{name}"', name=name)
                place = _line_of(files.own / tables.PAGES, tables.PAGES, name)
                hint = tr("mend its name, or put the file into theme/")
                findings.add(codes.TEMPLATE_FILE, place, message, hint)
    own = tables.own_strings(files, language, findings)
    _judge_language(files, language, own.get(language, {}).keys(), findings)


def _judge_families(
    files: ThemeFiles, fonts: ThemeFonts, language: str, findings: Findings
) -> None:
    if not files.has_own(tables.FONTS):
        return
    for choice in (fonts.text, fonts.display):
        place = _line_of(files.own / tables.FONTS, tables.FONTS, choice.family)
        try:
            face = packaged(choice)[0]
            _judge_letters(face, choice.family, language, place, findings)
        except FaceError as error:
            known = choice.family in families()
            hint = "" if known else suggestion(choice.family, families(), tr("the families are: "))
            findings.add(codes.UNKNOWN_FAMILY, place, text_of(error), hint)


def _judge_language(
    files: ThemeFiles, language: str, keys: AbstractSet[str], findings: Findings
) -> None:
    """Words in a language that the tool does not bring are whole, or readers meet English."""
    base = language.partition("-")[0]
    brought = any((folder / STRINGS / base).is_dir() for folder in files.shipped)
    folder = files.own / STRINGS / language
    if brought or not folder.is_dir() or not keys:
        return
    missing = sorted(set(tables.places_by_key(files)) - set(keys))
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (", ..." if len(missing) > _SHOWN else "")
        first = next((n for n in files.names() if n.startswith(f"{STRINGS}/{language}/")), STRINGS)
        message = tr(
            "{count} of the theme's strings are not there in {language}: {shown}",
            count=len(missing),
            language=language,
            shown=shown,
        )
        hint = tr(
            "write them, as in the theme's strings/{fallback}/; readers meet those words else",
            fallback=stand_in_of(language),
        )
        findings.add(codes.STRINGS_MISSING, Span(f"{OWN}/{first}"), message, hint)


_SHOWN = 6


def _line_of(path: Path, name: str, word: str) -> Span:
    """The first place of a word in a file of the theme."""
    rows = re.split(r"\r\n?|\n", path.read_text(encoding="utf-8-sig", errors="replace"))
    for number, row in enumerate(rows, start=1):
        if (at := row.find(word)) >= 0:
            return Span(f"{OWN}/{name}", number, at + 1, at + 1 + len(word))
    return Span(f"{OWN}/{name}")


def without_words(issue: Issue, theme: Theme) -> Iterator[Finding]:
    """What stands in for the words of a language in which the theme has none."""
    if theme.has_words:
        return
    language = issue.publication.language
    words = stand_in_of(language)
    if words == FALLBACK:
        message = tr(
            "the theme has no words in {language}: dates, headings and notices "
            "of its own are in English",
            language=language,
        )
        hint = tr(
            "write language: {tag} for Vietnamese ones, or put your own into"
            " theme/strings/{language}/",
            tag=f"{language.partition('-')[0]}-VN",
            language=language,
        )
    else:
        message = tr(
            "the theme has no words in {language}: dates, headings and notices "
            "of its own are in the language of the country ({words})",
            language=language,
            words=words,
        )
        hint = tr("put words into theme/strings/{language}/ if you have them", language=language)
    yield Finding(codes.NO_WORDS, message, issue.place("publication.language"), hint)
