"""The templates and style sheets of a publication's own theme, tried before they are needed.

In: an issue and its theme's files. Out: findings.
"""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from jinja2.exceptions import TemplateError
from lxml import etree

from bulletin import codes
from bulletin.art import drawings
from bulletin.art.drawings.markup import PLAIN
from bulletin.art.signs import FALLBACKS
from bulletin.check.themes.files import judge_use
from bulletin.check.themes.sheets import judge_sheets
from bulletin.diagnostics import Code, Finding, FindingsError, Severity, Span
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.reporting import Findings, suggestion
from bulletin.theming import tables
from bulletin.theming.contexts import COVER_ART, PAGES, PRINTED, WELL_FORMED
from bulletin.theming.faces import FaceError, read_face
from bulletin.theming.faults import explained, found_at, missing_file, own_place, span_in
from bulletin.theming.files import OWN, ThemeFiles, text_of
from bulletin.theming.filling import filled
from bulletin.theming.judging import outside
from bulletin.theming.judging.browsers.pages import judge_tags
from bulletin.theming.judging.samples import PICTURE, samples
from bulletin.theming.judging.scripts import judge_scripts
from bulletin.theming.judging.templates import Library, Template
from bulletin.theming.loading import ThemeLoader
from bulletin.theming.sandbox import Sandbox
from bulletin.theming.sandbox.noting import NotingStrings, TemplatePlace, noting
from bulletin.theming.stylesheets import OUTSIDE_HINT

_TEMPLATES = (".html", ".j2", ".svg")
_PIECE = "web/tools.html"
"""A piece of a page that must be XML too."""
_WHOLE = (".html", ".xhtml.j2")
_MOST_NOTED = 100
"""So many mistakes are told of a page at a time, each at its line."""
_ICON = "web/icon.svg"
"""A drawing, which is opened by itself."""


def judge_pages(issue: Issue, files: ThemeFiles, findings: Findings) -> None:
    """Report what is wrong with templates, style sheets and icons."""
    language = issue.publication.language
    noted = list[tuple[Exception, TemplatePlace]]()

    def note(error: Exception, place: TemplatePlace) -> None:
        if len(noted) < _MOST_NOTED:
            noted.append((error, place))

    # Words that cannot be used are reported already; the theme's own stand in for them.
    words = NotingStrings(language, tables.strings(files, language, Findings()), note=note)
    values = {"t": words, "strings": words, "publication": issue.publication}
    sandbox = Sandbox(ThemeLoader(files), values, noting(note))
    families, named = _families(issue, files), _named(issue)
    _Pages(sandbox, files, language, families, named, findings, noted).judge()


def _named(issue: Issue) -> frozenset[str]:
    """Files below theme/ that the publication's settings name."""
    theme = issue.publication.theme
    paths = (*theme.faces.text, *theme.faces.display, theme.logo or "")
    below = f"{OWN}/"
    return frozenset(path.removeprefix(below) for path in paths if path.startswith(below))


def _families(issue: Issue, files: ThemeFiles) -> frozenset[str]:
    """The families that the publication prints in, as far as they can be read."""
    names = {face.family for face in FALLBACKS}
    if fonts := tables.fonts(files, Findings()):
        names |= {fonts.text.family, fonts.display.family}
    faces = issue.publication.theme.faces
    for name in (*faces.text, *faces.display):
        with contextlib.suppress(FaceError):
            names.add(read_face(issue.root / name).family)
    return frozenset(names)


@dataclass(frozen=True)
class _Pages:
    sandbox: Sandbox
    files: ThemeFiles
    language: str
    families: frozenset[str]
    named: frozenset[str]
    findings: Findings
    noted: list[tuple[Exception, TemplatePlace]]

    def judge(self) -> None:
        library = Library(self.sandbox, self.files.has_own)
        used, faulty = set[str](), set[str]()
        for name in self._own(_TEMPLATES):
            if not name.startswith("icons/") and not self._judge_template(library, name, used):
                faulty.add(name)
        sheets = self._own((".css", ".css.j2"))
        used |= judge_sheets(self.files, sheets, self.families, self.findings)
        scripts = (name for name in self._own((".js",)) if name.startswith("web/scripts/"))
        judge_scripts(self.files, scripts, self.findings)
        self._judge_icons()
        for page in PAGES:
            part = library.closure(page)
            used |= set(part)
            own = [name for name in part if self.files.has_own(name)]
            if own:
                self._judge_names(library, page, own)
            if own and not faulty & set(own):
                self._try(page, own)
        judge_use(self.files, self.language, used | self.named, self.findings)

    def _own(self, endings: tuple[str, ...]) -> Iterable[str]:
        return (n for n in self.files.names() if n.endswith(endings) and self.files.has_own(n))

    # -- each template by itself --------------------------------------------------------------

    def _judge_template(self, library: Library, name: str, used: set[str]) -> bool:
        """Whether a template has no error by itself; what it loads and names besides."""
        try:
            template = library.template(name)
        except TemplateError as error:
            self._note(
                explained(error, self.files, name) or found_at(error, (name, 1), self.files, name)
            )
            return False
        if template.lost:
            message = tr("{name} shows nothing that stands outside its blocks", name=name)
            hint = tr("write it between {{% block ... %}} and {{% endblock %}}")
            self._add(codes.OUTSIDE_BLOCKS, name, template.lost, "", (message, hint))
        before = len(self.findings)
        if not name.endswith(".css.j2"):
            text = text_of(self.files.own / name)
            used |= set(outside.judge_markup(name, text, self.files.has, self.findings))
            judge_tags(name, text, self.findings)
        for other, line, _ in template.references:
            used.add(other)
            if not self.files.has(other):
                code, message, hint = missing_file(other)
                self._add(code, name, line, other, (message, hint))
        return not any(found.is_error for found in self.findings.all()[before:])

    # -- each page with all its templates -----------------------------------------------------

    def _judge_names(self, library: Library, page: str, own: list[str]) -> None:
        """Whether own templates name only what their page has; blocks that lead nowhere."""
        self._judge_blocks(library.chain(page), page)
        part = library.closure(page)
        always = {*self.sandbox.globals, "self", "loop", "caller", "super"}
        always |= {"varargs", "kwargs"}
        values = always | {field.name for field in fields(PAGES[page])}
        for name in part:
            try:
                values |= library.template(name).given
            except TemplateError:
                return
        for name in own:
            template = library.template(name)
            there = values if part[name] else always | template.given
            for word, line in template.wanted.items():
                if word not in there:
                    hint = suggestion(word, there - _RUNTIME)
                    words = (tr('{page} has no value "{word}"', page=page, word=word), hint)
                    self._add(codes.TEMPLATE_NAME, name, line, word, words)

    def _judge_blocks(self, chain: list[Template], page: str) -> None:
        for index, template in enumerate(chain[:-1]):
            below = {name for lower in chain[index + 1 :] for name in lower.blocks}
            for block, line in template.filled.items():
                if block in below:
                    continue
                hint = suggestion(block, below, tr("the blocks are: "))
                parent = chain[index + 1].name
                if self.files.has_own(template.name):
                    words = (tr("{parent} has no block {block}", parent=parent, block=block), hint)
                    self._add(codes.TEMPLATE_BLOCK, template.name, line, block, words)
                elif self.files.has_own(parent):
                    message = tr(
                        "{parent} has no block {block}, which {page} fills",
                        parent=parent,
                        block=block,
                        page=page,
                    )
                    hint = tr(
                        "write {{% block {block} %}}{{% endblock %}} where it belongs", block=block
                    )
                    self._add(codes.TEMPLATE_BLOCK, parent, 1, "", (message, hint))

    def _try(self, page: str, own: list[str]) -> None:
        """Fill a page in with everything, and with as little as there may be."""
        for values in samples(PAGES[page]):
            self.noted.clear()
            found = self._filled(page, values, own)
            for error, place in self.noted:
                at = own_place(*place, self.files) or (own[0], 1)
                self._note(found_at(error, at, self.files, page))
            if found:
                self._note(found)
                return

    def _filled(self, page: str, values: Any, own: list[str]) -> Finding | None:  # noqa: ANN401, a page's own class of values
        """What is found when a page is filled in."""
        try:
            made = filled(self.sandbox, self.files, page, values)
        except FindingsError as error:
            return error.findings[0]
        except Exception as error:  # noqa: BLE001, whatever an own file leads a shipped one to
            return found_at(error, (own[0], 1), self.files, page)
        if self.noted or not (words := _fault_of(page, made, self.files)):
            return None
        code, message, hint = words
        return Finding(code, message, Span(f"{OWN}/{own[0]}"), hint)

    # -- icons ---------------------------------------------------------------

    def _judge_icons(self) -> None:
        for name in self._own((".svg",)):
            path = self.files.own / name
            if not name.startswith("icons/"):
                continue
            for fault in map(_as_written, drawings.judged(path).faults):
                place = Span(f"{OWN}/{name}", max(fault.line, 1), max(fault.column, 1))
                message = tr("{name} {fault}", name=name, fault=fault.message)
                self._note(Finding(fault.code, message, place, fault.hint))

    def _note(self, finding: Finding) -> None:
        """Report a finding, unless there is one at its place; a warning keeps no error away."""
        if not self.findings.has(finding.span, finding.code):
            self.findings.add(finding.code, finding.span, finding.message, finding.hint)

    def _add(self, code: Code, name: str, line: int, word: str, words: tuple[str, str]) -> None:
        span = span_in(self.files.own / name, name, line, word)
        self._note(Finding(code, words[0], span, words[1]))


def _fault_of(page: str, made: str, files: ThemeFiles) -> outside.OutsideWords | None:
    """Code, message and hint for a page that is filled in and cannot be used."""
    if (page.endswith(WELL_FORMED) or page == _PIECE) and (fault := _xml_fault(made)):
        message = tr(
            "{page} is not well-formed XML once it is filled in: {fault}", page=page, fault=fault
        )
        hint = tr("close every element, and write &#160; instead of &nbsp;")
        return codes.TEMPLATE_FAILS, message, hint
    if words := _unfit(page, made):
        return words
    if page != COVER_ART:
        return outside.fault_of_filled(page, made, files.has, PICTURE)
    if address := outside.foreign_address(made):
        message = tr("{page} loads {address}, which no edition does", page=page, address=address)
        return codes.LOADED_FROM_OUTSIDE, message, OUTSIDE_HINT
    return None


def _unfit(page: str, made: str) -> outside.OutsideWords | None:
    """What a page must be, besides readable."""
    if page == _ICON and (faults := drawings.judgement_of(made.encode()).faults):
        worst = min(map(_as_written, faults), key=_is_bearable)
        return worst.code, tr("{page} {fault}", page=page, fault=worst.message), worst.hint
    if page.endswith(_WHOLE) and page != _PIECE and not made.strip():
        hint = tr("write the page, or delete the file: the theme's own is taken then")
        return codes.TEMPLATE_FAILS, tr("{page} shows nothing at all", page=page), hint
    if page == PRINTED and not re.search(r"<html[^>]*\slang=[\"']?\w", made):
        message = tr("{page} does not name its language, which readers' programs need", page=page)
        hint = tr('write <html lang="{{{{ publication.language }}}}">')
        return codes.TEMPLATE_FAILS, message, hint
    return None


def _is_bearable(fault: drawings.Fault) -> bool:
    return fault.code.severity is not Severity.ERROR


def _as_written(fault: drawings.Fault) -> drawings.Fault:
    """A fault of a drawing that is published as it is: nothing is left out of it."""
    if fault.code is not codes.LEFT_OUT_OF_DRAWING:
        return fault
    return replace(fault, code=codes.UNSAFE_SVG, hint=PLAIN)


def _xml_fault(text: str) -> str:
    """Why a text is no XML; "" for none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        etree.fromstring(text.strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        return error.msg or tr("it cannot be read")
    return ""


_RUNTIME = {"self", "loop", "caller", "super", "varargs", "kwargs", "namespace", "range"}
"""Names of Jinja2's own."""
