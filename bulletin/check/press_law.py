"""Rules of `profile: ban-tin`: what the press law wanted of a bulletin's form.

In: an issue. Out: warnings, none of which stops a build, for the law has changed since. How
many pages there are and what stands on the first and the last is known of the finished PDF
(`paper/press_law.py`).
"""

from collections.abc import Callable, Iterator
from functools import wraps

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import CheckRule, Noticed, rule
from bulletin.diagnostics import Code, Span
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.settings.press_law import (
    LARGEST,
    PROFILE,
    by_law,
    fits,
    is_responsible,
    licence_parts,
    own_name,
)


def _of_bulletins(code: Code) -> Callable[[CheckRule], CheckRule]:
    """Register a rule that holds for publications of this profile alone."""

    def register(function: CheckRule) -> CheckRule:
        @wraps(function)
        def asked(issue: Issue) -> Iterator[Noticed]:
            if issue.publication.profile == PROFILE:
                yield from function(issue)

        return rule(code)(asked)

    return register


def _place(issue: Issue, *settings: str) -> Span:
    """Where the first of these settings stands that is written; else the profile itself."""
    for setting in settings:
        if span := issue.places.get(f"publication.{setting}"):
            return span
    return issue.place("publication.profile")


@_of_bulletins(codes.BULLETIN_SIZE)
def page_size(issue: Issue) -> Iterator[Noticed]:
    """The paper is 19 × 27 cm or smaller."""
    page = issue.publication.page
    if not fits(page.dimensions):
        yield Noticed(
            _place(issue, "page.size", "page"),
            tr(
                "a page of {size} is larger than {width:g} × {height:g} mm, the most for a bulletin",
                size=page.size, width=LARGEST.width, height=LARGEST.height,
            ),
            by_law(tr("write page: 190x270, or B5 or A5")),
        )  # fmt: skip


@_of_bulletins(codes.BULLETIN_ADVERTISING)
def advertising(issue: Issue) -> Iterator[Noticed]:
    """Nothing in it is an advertisement."""
    find = proof_of(issue.publication.language).advertising
    hint = by_law(tr("take it out; a bulletin carries no advertising"))
    for number, section in enumerate(issue.settings.sections):
        if any(find(section.title)):
            message = tr('the section "{title}" is one of advertising', title=section.title)
            yield Noticed(issue.place(f"issue.sections.{number}.title"), message, hint)
    for passage in passages_of(issue):
        for slip in find(passage.text):
            text = " ".join(passage.text[slip.start : slip.end].split())
            message = tr('"{text}" reads as an advertisement', text=_short(text))
            yield Noticed(passage.place(slip.start, slip.end), message, hint)


_SHOWN = 80


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


@_of_bulletins(codes.BULLETIN_NAME)
def name(issue: Issue) -> Iterator[Noticed]:
    """It has a name, to stand below the words "BẢN TIN"."""
    title = issue.publication.title
    if not own_name(title):
        message = tr('"{title}" is no name to stand below the words BẢN TIN', title=title)
        hint = by_law(tr("write the bulletin's own name too: Bản tin xã Tân Phước"))
        yield Noticed(issue.place("publication.title"), message, hint)


@_of_bulletins(codes.BULLETIN_PRINTING)
def printing(issue: Issue) -> Iterator[Noticed]:
    """The last page says where it is printed, how many copies, and how often it comes out."""
    publication = issue.publication
    for key, value, message, words in (
        ("printer", publication.printer, tr("the last page must say where it is printed"),
         tr("write printer: and the name and place of the printing house")),
        ("print_run", publication.print_run, tr("the last page must say how many are printed"),
         tr("write print_run: and the number of copies of each issue")),
        ("frequency", publication.frequency, tr("the last page must say how often it comes out"),
         tr("write frequency: and how often, as the licence has it")),
    ):  # fmt: skip
        if value is None:
            yield Noticed(_place(issue, key), message, by_law(words))


@_of_bulletins(codes.BULLETIN_LICENCE)
def licence(issue: Issue) -> Iterator[Noticed]:
    """The licence is quoted with its number and its day."""
    parts = licence_parts(issue.publication.licence.text)
    place = _place(issue, "licence.text", "licence")
    hint = by_law(tr("write it whole: Giấy phép xuất bản bản tin số 12/GP-… ngày 05/01/2026"))
    if not parts.number:
        yield Noticed(place, tr("the licence is quoted without its number"), hint)
    if not parts.day:
        yield Noticed(place, tr("the licence is quoted without its day, month and year"), hint)


@_of_bulletins(codes.BULLETIN_RESPONSIBLE)
def responsible(issue: Issue) -> Iterator[Noticed]:
    """The last page names who is responsible for publishing."""
    if not any(is_responsible(editor.role) for editor in issue.publication.editors):
        message = tr("nobody is named as responsible for publishing")
        hint = by_law(tr("write role: Chịu trách nhiệm xuất bản beside the name"))
        yield Noticed(_place(issue, "editors.0.role", "editors.0.name", "editors"), message, hint)
