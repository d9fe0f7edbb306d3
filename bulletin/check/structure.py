"""Rules on the order and the presence of text."""

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.document import Cell, Heading, Table, plain_text, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids


@rule(codes.HEADING_TOO_HIGH)
def heading_too_high(issue: Issue) -> Iterator[Noticed]:
    """The title is the only heading of the first level."""
    for article in issue.articles:
        for block in walk(*article.body):
            if isinstance(block, Heading) and block.level == 1:
                message = tr("one # is for the article's title, at the very top")
                hint = tr("write ## {plain_text}", plain_text=plain_text(block.children))
                yield Noticed(block.span, message, hint)


@rule(codes.HEADING_SKIPPED)
def heading_skipped(issue: Issue) -> Iterator[Noticed]:
    """Headings go down one level at a time."""
    for article in issue.articles:
        above = 1
        for block in walk(*article.body):
            if not isinstance(block, Heading):
                continue
            if block.level > above + 1:
                signs, right = "#" * block.level, "#" * (above + 1)
                message = tr("the first heading of an article has ##, not {value}", value=signs)
                if above > 1:
                    message = tr(
                        "this heading has {level} #, and the one above it {above}",
                        level=block.level,
                        above=above,
                    )
                words = plain_text(block.children)
                hint = tr("write {value} {plain_text}", value=right, plain_text=words)
                yield Noticed(block.span, message, hint)
            above = max(block.level, 2)


@rule(codes.EMPTY_TABLE)
def empty_table(issue: Issue) -> Iterator[Noticed]:
    """A table has something in it below its first row."""
    for article in issue.articles:
        for block in walk(*article.blocks):
            if isinstance(block, Table) and not any(
                plain_text(cell.children).strip()
                for cell in walk(*block.rows)
                if isinstance(cell, Cell)
            ):
                yield Noticed(
                    block.span, tr("this table has no rows"), tr("write them, or delete it")
                )


_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
LONGEST_ID = 40
"""Characters in an issue's id: it is part of an address that people type."""


@rule(codes.WRONG_ISSUE_ID)
def wrong_issue_id(issue: Issue) -> Iterator[Noticed]:
    """An issue's id is part of its address and of its files' names."""
    if not _ID.fullmatch(issue.id) or len(issue.id) > LONGEST_ID:
        message = tr(
            'the folder "{printable}" is part of the address, which takes '
            "letters, digits and hyphens only, at most {longest_id}",
            printable=_printable(issue.id),
            longest_id=LONGEST_ID,
        )
        hint = _another_name(issue) or tr("rename it to {date:%Y-%m}", date=issue.settings.date)
        yield Noticed(issue.place("issue.date"), message, hint)
    folded = issue.id.casefold()
    for other in issue_ids(issue.root):
        if other != issue.id and other.casefold() == folded:
            message = tr(
                'the folders "{id}" and "{other}" differ in capitals alone, and are one '
                "on Windows, macOS and memory sticks",
                id=issue.id,
                other=other,
            )
            yield Noticed(issue.place("issue.date"), message, tr("give one of them another name"))


def _another_name(issue: Issue) -> str:
    """What to do where the name that the folder should have is taken; "" where it is free."""
    wanted = f"{issue.settings.date:%Y-%m}"
    if wanted not in issue_ids(issue.root):
        return ""
    return tr(
        "if it is a copy of {wanted}, move it out of this folder; if it is another issue of that"
        " month, rename it to {wanted}-2",
        wanted=wanted,
    )


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


@rule(codes.ISSUE_FOLDER_NAME)
def issue_folder_name(issue: Issue) -> Iterator[Noticed]:
    """An issue's id sorts by time and is easy to type."""
    if not _ID.fullmatch(issue.id):
        return
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-[a-z0-9]+)*", issue.id):
        message = tr(
            'the folder "{id}" is part of the address, and is not a year and a month', id=issue.id
        )
        hint = _another_name(issue) or tr(
            "rename it to {date:%Y-%m} before it is published", date=issue.settings.date
        )
        yield Noticed(issue.place("issue.date"), message, hint)
