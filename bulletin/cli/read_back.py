"""What `listen` and `align` share: their options, the text that is told, and who hears it.

In: where the publication lies, the issue that is asked for, the folder of a model. Out: the issue
with its text, and a recogniser.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bulletin.cli import options

if TYPE_CHECKING:
    from bulletin.narration.listening import ReleaseText
    from bulletin.narration.listening.recogniser import FasterWhisper
    from bulletin.source.issue import Issue

F = TypeVar("F", bound=Callable[..., object])


def model_option(purpose: str) -> Callable[[F], F]:
    """`--model DIRECTORY`: the folder of a recogniser's model, and what it is for."""
    folder = options.NamedPath(path_type=Path)
    return click.option("--model", type=folder, metavar="DIRECTORY", help=purpose)


def article_option(purpose: str) -> Callable[[F], F]:
    """`--article NAME`: one article of the issue alone."""
    return click.option("--article", metavar="NAME", help=purpose)


def text_of(start: Path, issue_id: str | None) -> tuple[Issue, ReleaseText]:
    """The issue that was named, or the newest one, and its text as it is told.

    Raises `FindingsError` if the check finds errors.
    """
    from bulletin.building.preflight import checked
    from bulletin.composition import compose
    from bulletin.languages import words_for
    from bulletin.narration.listening import ReleaseText
    from bulletin.narration.script.article import reader_of

    root, named = options.issue_named(start, issue_id)
    issue, _ = checked(root, named)
    publication = issue.publication
    text = ReleaseText(
        compose(issue).parts,
        reader_of(issue),
        words_for(publication.language),
        publication.voice.footnotes if publication.voice else "end",
    )
    return issue, text


def recogniser(model: Path, issue: Issue) -> FasterWhisper:
    """The model in a folder, with all cores. Raises `BulletinError` if it cannot be had."""
    from bulletin.narration.listening.recogniser import FasterWhisper

    return FasterWhisper(model, issue.publication.language, os.cpu_count() or 1)
