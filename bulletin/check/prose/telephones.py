"""Telephone numbers that nobody gets through to, wherever one is meant.

In: an issue. Out: findings at numbers in the text, below a column's name, in cards for questions,
behind links and in the settings. What a number must be like, the language knows.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bulletin import codes
from bulletin.check.links import links_of
from bulletin.check.prose.passages import passages_of, run_at
from bulletin.check.registry import alone, examination
from bulletin.check.tables.grids import rows_of
from bulletin.diagnostics import Finding, Span
from bulletin.document import Article, Contacts, Table, plain_text, walk
from bulletin.languages import Proof, proof_of
from bulletin.languages.proof import Slip
from bulletin.messages import tr
from bulletin.source.issue import Issue

_MOST = 20
"""So many are named in one passage: more of them are no telephone numbers."""


@examination
def own_telephone(issue: Issue) -> Iterator[Finding]:
    """The publisher can be called."""
    phone = issue.publication.publisher.phone or ""
    place = issue.place("publication.publisher.phone")
    for slip in islice(proof_of(issue.publication.language).dialled(phone), _MOST):
        yield _finding(phone[slip.start : slip.end], place, slip)


@examination
@alone
def telephones(issue: Issue) -> Iterator[Finding]:
    """Every telephone number has as many digits as the language's numbers have."""
    proof = proof_of(issue.publication.language)
    for passage in passages_of(issue):
        for slip in islice(proof.telephones(passage.text), _MOST):
            number = " ".join(passage.text[slip.start : slip.end].split())
            yield _finding(number, passage.place(slip.start, slip.end), slip)
    for article in issue.articles:
        for number, span in _dialled(article):
            for slip in islice(proof.dialled(number), _MOST):
                yield _finding(number, run_at(issue, number, span).place(0, len(number)), slip)
        for block in walk(*article.blocks):
            if isinstance(block, Table):
                yield from _in_columns(issue, block, proof)


def _dialled(article: Article) -> Iterator[tuple[str, Span]]:
    """What cards and links dial, and the block or the address that says so."""
    for block in walk(*article.blocks):
        if isinstance(block, Contacts):
            if block.phone:
                yield block.phone, block.span
            if zalo := _ZALO.fullmatch(block.zalo):
                yield zalo["number"], block.span
    for target, span in links_of(article):
        if isinstance(target, str) and (link := _LINK.fullmatch(target)):
            yield link["number"], span


_ZALO = re.compile(r"https://zalo\.me/(?!84[1-9])(?P<number>\d+)/?")
_LINK = re.compile(r"(?:tel|sms):(?P<number>\+?[\d.() -]+)(?:\?.*)?")


def _in_columns(issue: Issue, table: Table, proof: Proof) -> Iterator[Finding]:
    """Numbers in a table that its column announces, and nothing beside them."""
    for row in rows_of(table):
        for head, cell in zip(table.header.cells, row.cells, strict=False):
            if not cell.span.file.endswith(".md"):
                return  # columns of data are judged where they are read
            name, text = plain_text(head.children), plain_text(cell.children)
            alone = {(s.start, s.end) for s in proof.telephones(text)}
            said = f"{name}: {text}"
            at = len(said) - len(text)
            for slip in islice(proof.telephones(said), _MOST):
                start, end = slip.start - at, slip.end - at
                if start >= 0 and (start, end) not in alone:
                    run = run_at(issue, text, cell.span)
                    yield _finding(text[start:end], run.place(start, end), slip)


def _finding(number: str, span: Span, slip: Slip) -> Finding:
    if slip.certain:
        digits = re.sub(r"\D", "", number)
        message = (
            tr("{text} lacks the 0 that a spreadsheet takes away", text=number)
            if slip.instead == f"0{digits}"
            else tr("nobody gets through by dialling {text}", text=number)
        )
        return Finding(codes.WRONG_PHONE, message, span, tr("write {better}", better=slip.instead))
    message = tr(
        "{text} has too many or too few digits for a telephone: {wanted} are right",
        text=number,
        wanted=slip.instead,
    )
    hint = tr("compare it with the number that you were given")
    return Finding(codes.WRONG_PHONE, message, span, hint)
