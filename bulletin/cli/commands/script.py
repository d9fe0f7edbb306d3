"""`bulletin script`: exactly what the voice will say, an utterance a line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import environment, options
from bulletin.cli.help import example
from bulletin.cli.streams import print_result
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError, FindingsError, sources_below

if TYPE_CHECKING:
    from bulletin.document import Article
    from bulletin.narration.script.parts import Part
    from bulletin.reading import Reader, Reading
    from bulletin.source.issue import Issue

_BLOCK = re.compile(r"^\s*(#|:::|\||```|---|[-*+] |\d+[.)] |\[\^|>(?!\s?\d))", re.MULTILINE)
_GREATER = re.compile(r"^(\s*)>(?=\s?\d)", re.MULTILINE)


@click.command(
    "script", epilog=example("bulletin script 2026-11 --why", 'echo "57-NQ/TW" | bulletin script -')
)
@click.argument("what", metavar="[ID|FILE|-]", required=False)
@click.option("--language", metavar="TAG", help="The language of FILE or - (default: vi).")
@click.option("--why", is_flag=True, help="Say what changed each word: which rule or table.")
@options.root_option
@click.pass_obj
def command(
    terminal: Terminal, *, what: str | None, language: str | None, why: bool, start: Path
) -> None:
    """Print what the voice says of an issue (without ID: of the newest one).

    FILE is a Markdown text, - is text from standard input: just that text is said, without
    opening and imprint, with the lexicon of the publication around it if there is one.
    """
    if what == "-":
        text = sys.stdin.buffer.read()
        spoken = _text(terminal, as_markdown(text), Path("-"), language, start)
    elif what and Path(what).is_file():
        spoken = _text(terminal, Path(what).read_bytes(), Path(what), language, start)
    else:
        spoken = _whole_issue(terminal, what, start)
    _print(spoken, why=why)


@dataclass(frozen=True)
class _Spoken:
    """What is to be said: articles, their reader, and the issue around them if there is one."""

    articles: Sequence[Article]
    reader: Reader
    language: str
    issue: Issue | None


def as_markdown(data: bytes) -> bytes:
    """Text from standard input as Markdown.

    Lines without any mark of Markdown's blocks are utterances of their own, and a `>` before a
    number is the sign, not a quotation.
    """
    text = _GREATER.sub(r"\1\\>", data.decode("utf-8", "surrogateescape"))
    if not _BLOCK.search(text):
        text = "\n\n".join(text.splitlines())
    return text.encode("utf-8", "surrogateescape")


def _whole_issue(terminal: Terminal, issue_id: str | None, start: Path) -> _Spoken:
    from bulletin.building.narrator import credit_of
    from bulletin.building.preflight import checked
    from bulletin.composition import compose
    from bulletin.narration.script.article import reader_of

    root, named = options.issue_named(start, issue_id)
    try:
        issue, findings = checked(root, named)
    except FindingsError as error:
        terminal.findings(error.findings, sources_below(root), options.prefix_of(root))
        raise click.exceptions.Exit(1) from None
    terminal.findings(findings, sources_below(root), options.prefix_of(root))
    credit = credit_of(issue, None, environment.voices_root(), environment.secrets())
    composition = compose(issue, credit)
    return _Spoken(composition.parts, reader_of(issue), issue.publication.language, issue)


def _text(
    terminal: Terminal, data: bytes, file: Path, language: str | None, start: Path
) -> _Spoken:
    from bulletin.composition import with_sentences
    from bulletin.languages import DEFAULT, reader_for
    from bulletin.narration.script.article import reader_of
    from bulletin.reading import Lexicon
    from bulletin.source.markdown import read_lone

    folder = file.parent if file.is_file() else None
    issue = _around(folder or start)
    language = language or (issue.publication.language if issue else DEFAULT)
    article, findings = read_lone(data, file.name, folder, language)
    terminal.findings(findings, lambda _: data.decode("utf-8", "replace"))
    if article is None or any(finding.is_error for finding in findings):
        raise click.exceptions.Exit(1)
    known = issue is not None and issue.publication.language == language
    reader = reader_of(issue) if issue and known else reader_for(language, Lexicon({}))
    return _Spoken([with_sentences(article, language)], reader, language, issue)


def _around(start: Path) -> Issue | None:
    """The newest issue of the publication around a text, for its lexicon; None if there is none."""
    from bulletin.source.load import issue_ids, load
    from bulletin.source.root import find_root

    try:
        root = find_root(start)
    except BulletinError:
        return None
    ids = issue_ids(root)
    return load(root, ids[-1]).issue if ids else None


def _print(spoken: _Spoken, *, why: bool) -> None:
    from bulletin.languages import words_for
    from bulletin.narration.script.article import readings_of
    from bulletin.reading import spoken_text

    voice = spoken.issue.publication.voice if spoken.issue else None
    footnotes = voice.footnotes if voice else "end"
    words = words_for(spoken.language)
    for _, parts in readings_of(spoken.articles, spoken.reader, words, footnotes):
        for part, reading in parts:
            print_result(_who(part) + spoken_text(reading.runs))
            for line in _reasons(reading) if why else ():
                print_result(f"    {line}")


def _who(part: Part) -> str:
    """Who says it, where that is not the usual voice alone: `[Đáp, second] `."""
    names = ", ".join(filter(None, (part.speaker, part.voice)))
    return f"[{names}] " if names else ""


def _reasons(reading: Reading) -> Iterable[str]:
    """What was changed, one thing a line, and the rule or table that did it."""
    for change in reading.changes:
        say = f"“{change.say}”" if change.say else "silence"
        yield f"{' '.join(change.text.split())} → {say}: {change.why}"
