"""The templates and style sheets of a publication's own theme, tried before they are needed.

In: an issue and its theme's files. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from jinja2.exceptions import TemplateError
from lxml import etree

from bulletin import codes
from bulletin.check import drawings
from bulletin.check.theme_files import judge_use
from bulletin.check.theme_sheets import judge_sheets
from bulletin.diagnostics import BulletinError, Code, FindingsError, Span
from bulletin.source.issue import Issue
from bulletin.source.reporting import Findings, suggestion
from bulletin.theme import Theme
from bulletin.theming.contexts import PAGES, WELL_FORMED
from bulletin.theming.faults import explained, missing_file, span_in, words_of
from bulletin.theming.files import OWN, ThemeFiles
from bulletin.theming.outside import judge_markup
from bulletin.theming.samples import sample
from bulletin.theming.templates import Library, Template

_TEMPLATES = (".html", ".j2", ".svg")
_PIECE = "web/tools.html"
"""A piece of a page that must be XML too."""


def judge_pages(issue: Issue, files: ThemeFiles, findings: Findings) -> None:
    """Report what is wrong with templates, style sheets and icons."""
    if any(finding.is_error for finding in findings.all()):
        # Pages cannot be filled in without words and colours; these come first.
        return
    try:
        theme = Theme(issue.publication, issue.root)
        _Pages(theme, files, findings).judge()
    except FindingsError as error:
        for finding in error.findings:
            findings.add(finding.code, finding.span, finding.message, finding.hint)
    except BulletinError:
        return  # An unknown theme; that is said already.


@dataclass(frozen=True)
class _Pages:
    theme: Theme
    files: ThemeFiles
    findings: Findings

    def judge(self) -> None:
        library = Library(self.theme.environment)
        used = set[str]()
        sound = True
        for name in self._own(_TEMPLATES):
            if not name.startswith("icons/"):
                sound = self._judge_template(library, name, used) and sound
        used |= judge_sheets(self.theme, self.files, self._own((".css", ".css.j2")), self.findings)
        self._judge_icons()
        for page in PAGES:
            part = library.closure(page)
            used |= set(part)
            own = [name for name in part if self.files.has_own(name)]
            if own and self._judge_names(library, page, own) and sound:
                self._try(page, own)
        judge_use(self.files, self.theme.publication.language, used, self.findings)

    def _own(self, endings: tuple[str, ...]) -> Iterable[str]:
        return (n for n in self.files.names() if n.endswith(endings) and self.files.has_own(n))

    # -- each template by itself --------------------------------------------------------------

    def _judge_template(self, library: Library, name: str, used: set[str]) -> bool:
        """Whether a template can be read; what it loads and names besides."""
        try:
            template = library.template(name)
        except TemplateError as error:
            if finding := explained(error, self.files, name):
                self.findings.add(finding.code, finding.span, finding.message, finding.hint)
            return False
        text = self.theme.text(name)
        if not name.endswith(".css.j2"):
            judge_markup(name, text, self.findings)
        sound = True
        for other, line, _ in template.references:
            used.add(other)
            if self.files.find(other) is None:
                code, message, hint = missing_file(other)
                self._add(code, name, line, other, (message, hint))
                sound = False
        return sound

    # -- each page with all its templates -----------------------------------------------------

    def _judge_names(self, library: Library, page: str, own: list[str]) -> bool:
        """Whether own templates name only what their page has; blocks that lead nowhere."""
        before = len(self.findings)
        self._judge_blocks(library.chain(page), page)
        part = library.closure(page)
        always = {*self.theme.environment.globals, "self", "loop", "caller", "super"}
        always |= {"varargs", "kwargs"}
        values = always | {field.name for field in fields(PAGES[page])}
        for name in part:
            try:
                values |= library.template(name).given
            except TemplateError:
                return False
        for name in own:
            template = library.template(name)
            there = values if part[name] else always | template.given
            for word, line in template.wanted.items():
                if word not in there:
                    hint = suggestion(word, there - _RUNTIME)
                    words = (f'{page} has no value "{word}"', hint)
                    self._add(codes.TEMPLATE_NAME, name, line, word, words)
        return len(self.findings) == before

    def _judge_blocks(self, chain: list[Template], page: str) -> None:
        for index, template in enumerate(chain[:-1]):
            below = {name for lower in chain[index + 1 :] for name in lower.blocks}
            for block, line in template.filled.items():
                if block in below:
                    continue
                hint = suggestion(block, below, "the blocks are: ")
                parent = chain[index + 1].name
                if self.files.has_own(template.name):
                    words = (f"{parent} has no block {block}", hint)
                    self._add(codes.TEMPLATE_BLOCK, template.name, line, block, words)
                elif self.files.has_own(parent):
                    message = f"{parent} has no block {block}, which {page} fills"
                    hint = f"write {{% block {block} %}}{{% endblock %}} where it belongs"
                    self._add(codes.TEMPLATE_BLOCK, parent, 1, "", (message, hint))

    def _try(self, page: str, own: list[str]) -> None:
        """Fill a page in with everything, and with as little as there may be."""
        for full in (True, False):
            try:
                made = self.theme.render(page, sample(PAGES[page], full=full))
            except FindingsError as error:
                for finding in error.findings:
                    self.findings.add(finding.code, finding.span, finding.message, finding.hint)
                return
            except Exception as error:  # noqa: BLE001, whatever an own file leads a shipped one to
                code, message, hint, _ = words_of(error, page)
                self.findings.add(code, Span(f"{OWN}/{own[0]}"), message, hint)
                return
            if page.endswith(WELL_FORMED) or page == _PIECE:
                self._judge_xml(page, made, own)

    def _judge_xml(self, page: str, made: str, own: list[str]) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            etree.fromstring(made.strip().encode(), parser)
        except etree.XMLSyntaxError as error:
            message = f"{page} is not well-formed XML once it is filled in: {error.msg}"
            hint = "close every element, and write &#160; instead of &nbsp;"
            self.findings.add(codes.TEMPLATE_FAILS, Span(f"{OWN}/{own[0]}"), message, hint)

    # -- icons ---------------------------------------------------------------

    def _judge_icons(self) -> None:
        for name in self._own((".svg",)):
            path = self.files.own / name
            if not name.startswith("icons/"):
                continue
            if fault := drawings.fault_of(path):
                hint = "open it in a drawing program and save it again as SVG"
                self.findings.add(
                    codes.BROKEN_PICTURE, Span(f"{OWN}/{name}"), f"{name} {fault}", hint
                )
            elif danger := drawings.danger_of(path):
                hint = "save it again as plain SVG, without scripts"
                self.findings.add(codes.UNSAFE_SVG, Span(f"{OWN}/{name}"), f"{name} {danger}", hint)

    def _add(self, code: Code, name: str, line: int, word: str, words: tuple[str, str]) -> None:
        span = span_in(self.files.own / name, name, line, word)
        if not self.findings.has(span):
            self.findings.add(code, span, *words)


_RUNTIME = {"self", "loop", "caller", "super", "varargs", "kwargs", "namespace", "range"}
"""Names of Jinja2's own."""
