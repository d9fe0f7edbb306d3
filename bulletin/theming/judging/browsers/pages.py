"""What browsers pass over in a theme's pages: tags that there are not, and what may not run.

In: a template's text. Out: findings at their places. The elements that browsers know stand in
`tables/html.yaml`. The pages of the web edition say themselves that nothing runs or is styled in
the page itself (`editions/web/policy.py`).
"""

from collections.abc import Iterator
from html.parser import HTMLParser

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest
from bulletin.theming.files import OWN
from bulletin.theming.judging.browsers.values import known
from bulletin.theming.judging.outside import blanked

_FOREIGN = ("svg", "math")
"""Within these, elements are others."""
_WEB = "web/"
_ENDINGS = (".html", ".xhtml.j2")
_DATA = ("json", "text/plain", "template")
"""Types of scripts that are none."""


def judge_tags(name: str, text: str, findings: Findings) -> None:
    """Report what browsers do not know or do not follow in a template's markup."""
    if not name.endswith(_ENDINGS):
        return
    for line, column, message, hint in _Tags(name.startswith(_WEB)).told(blanked(text)):
        findings.add(codes.PAGE_UNKNOWN, Span(f"{OWN}/{name}", line, column), message, hint)


_Told = tuple[int, int, str, str]
"""Line, column, what is wrong, and what to write."""


class _Tags(HTMLParser):
    """Reads a template's tags; `strict`: in a page whose policy holds."""

    def __init__(self, strict: bool) -> None:  # noqa: FBT001, of this module alone
        super().__init__(convert_charrefs=True)
        self._strict = strict
        self._foreign = 0
        self._told: list[_Told] = []

    def told(self, text: str) -> Iterator[_Told]:
        """What there is to say of a text."""
        self.feed(text)
        self.close()
        yield from self._told

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element's name and attributes."""
        self._name(tag)
        self._foreign += tag in _FOREIGN
        if self._strict:
            self._running(tag, {name: (value or "").strip().lower() for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element."""
        self.handle_starttag(tag, attrs)
        self._foreign -= tag in _FOREIGN

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self._foreign -= tag in _FOREIGN
        self._name(tag)

    def _name(self, tag: str) -> None:
        elements = known("elements", "html")
        if (
            self._foreign > 0
            or "-" in tag
            or ":" in tag
            or tag in elements | known("obsolete", "html")
        ):
            return
        close = nearest(tag, elements, len(elements))
        hint = tr("did you mean <{close}>?", close=close) if close else tr("leave it out")
        self._add(tr("browsers know no element <{tag}>", tag=tag), hint)

    def _running(self, tag: str, values: dict[str, str]) -> None:
        """What the policy of the pages forbids."""
        kind = values.get("type", "")
        if tag == "script" and "src" not in values and not any(one in kind for one in _DATA):
            self._add(tr("a script in the page, which browsers do not run here"), _SCRIPT)
        elif tag == "style":
            self._add(tr("styles in the page, which browsers do not follow here"), _STYLE)
        for name, value in values.items():
            if name.startswith("on"):
                self._add(tr("{name} runs nothing in these pages", name=name), _SCRIPT)
            elif name == "style":
                self._add(tr("styles in the page, which browsers do not follow here"), _STYLE)
            elif name == "href" and value.startswith("javascript:"):
                self._add(tr("javascript: runs nothing in these pages"), _SCRIPT)

    def _add(self, message: str, hint: str) -> None:
        line, offset = self.getpos()
        self._told.append((line, offset + 1, message, hint))


_SCRIPT = tr("write it into theme/web/scripts/reader.js or search.js")
_STYLE = tr("write it into theme/web/page.css")
