"""A new publication with one short issue.

In: the answers to a few questions. Out: its files, which check without a finding as long as the
answers do; `fault_of` says beforehand what the check would say about an answer.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bulletin import codes
from bulletin.desk import starter_files
from bulletin.desk.pipelines import Pipeline, top_of
from bulletin.desk.writing import refuse_standing, write_new
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.root import PUBLICATION
from bulletin.source.settings.models import Publication
from bulletin.source.settings.schemas import schema_files
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source, hint_for, nfc, unshowable
from bulletin.source.yaml.parser import read_yaml

_ISSUE = "issue/"
"""Where the files of the first issue lie among those of a language."""


@dataclass(frozen=True)
class Start:
    """What a publication starts with: two languages, a day, and answers by their questions.

    `spoken` is the language of its editors, `language` that of its readers, `engine` and
    `voice` who reads, as `voice:` in publication.yaml names them.
    """

    spoken: str
    language: str
    day: dt.date
    answers: Mapping[str, str] = field(default_factory=dict)
    engine: str = "auto"
    voice: str = ""

    @property
    def issue_id(self) -> str:
        """The first issue's id."""
        return f"{self.day:%Y-%m}"

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The settings whose value was written beforehand, and must be mended."""
        return tuple(
            _SETTINGS.get(one.key, one.key)
            for one in starter_files.questions(self.language)
            if self.answers.get(one.key, one.otherwise) == one.otherwise
        )


_SETTINGS = {"editor": "editors"}
"""How a setting is called, if not as the question for it."""
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def tidy(key: str, answer: str) -> str:
    """An answer on one line, in the form of Unicode that all readers expect."""
    line = " ".join(nfc(answer).split())
    return f"https://{line}" if key == "base_url" and _BARE_HOST.fullmatch(line) else line


def fault_of(start: Start, key: str, answer: str) -> Finding | None:
    """What the check would say about an answer."""
    if char := unshowable(answer):
        message = tr("this holds the character U+{ord:04X}, which no page can show", ord=ord(char))
        return Finding(codes.CONTROL_CHARACTER, message, Span(PUBLICATION), hint_for(char))
    text = dict(_editors_files(replace(start, answers={key: answer})))[PUBLICATION]
    findings = Findings()
    node = read_yaml(Source(PUBLICATION, text), findings)
    if node is not None:
        validated(Publication, node, findings)
    return next(iter(findings.all()), None)


def files_of(start: Start) -> dict[str, bytes]:
    """The publication's files by their paths."""
    files = dict(_editors_files(start))
    for name, text in starter_files.filled(f"{start.language}/readers", _values(start)):
        inside = name.startswith(_ISSUE)
        files[f"{start.issue_id}/{name.removeprefix(_ISSUE)}" if inside else name] = text
    files |= schema_files()
    return {name: text.encode() for name, text in files.items()}


def begin(folder: Path, start: Start, pipeline: Pipeline | None = None) -> tuple[str, ...]:
    """Write the publication into a folder, over nothing; the paths of its files.

    With a pipeline, its workflow too, at the top of the repository. Raises `BulletinError` when
    something is in the way; then nothing is written.
    """
    top, placed, shown = _placed(folder, start, pipeline)
    write_new(top, placed, unless=_issues(folder, top))
    return shown


def refuse_to_write_over(folder: Path, start: Start, pipeline: Pipeline | None) -> None:
    """Raise `BulletinError` when something is in the way, before anybody is asked anything."""
    top, placed, _ = _placed(folder, start, pipeline)
    refuse_standing(top, placed, unless=_issues(folder, top))


def _issues(folder: Path, top: Path) -> tuple[str, ...]:
    """The settings of a publication that has its issues in a folder of their own."""
    return ((folder.absolute().relative_to(top) / "issues" / PUBLICATION).as_posix(),)


def _placed(
    folder: Path, start: Start, pipeline: Pipeline | None
) -> tuple[Path, dict[str, bytes], tuple[str, ...]]:
    """The folder to write in, all files by their paths in it, and how to name them to editors."""
    files = files_of(start)
    whole = folder.absolute()
    top = top_of(whole, whole) if pipeline else whole
    inside = PurePosixPath(whole.relative_to(top).as_posix())
    lying = (
        replace(pipeline, inside=str(inside), voice=start.voice.partition("#")[0])
        if pipeline
        else None
    )
    if lying:
        lying.refuse_standing(top)
    workflow = lying.files() if lying else {}
    placed = {(inside / name).as_posix(): data for name, data in files.items()} | workflow
    shown = (*files, *(os.path.relpath(top / name, whole) for name in workflow))
    return top, placed, shown


def guide_of(files: tuple[str, ...]) -> str:
    """The file that tells editors how to go on."""
    return next(name for name in files if "/" not in name and name.endswith(".md"))


def _editors_files(start: Start) -> tuple[tuple[str, str], ...]:
    return tuple(starter_files.filled(f"{start.spoken}/editors", _values(start)))


def _values(start: Start) -> dict[str, object]:
    given = {one.key: one.otherwise for one in starter_files.questions(start.language)}
    return {
        **given,
        **start.answers,
        "language": start.language,
        "role": starter_files.words(start.language)["role"],
        "id": start.issue_id,
        "date": start.day.isoformat(),
        "voice": {"engine": start.engine} | ({"name": start.voice} if start.voice else {}),
    }
