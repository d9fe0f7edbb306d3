"""Recordings of people who read articles: settings in, a `Recording` out.

In: the front matter of an article, and the issue's folder. Out: the files of the recording, in
order; what is wrong with them is a finding, and the article is still read.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from bulletin import codes
from bulletin.document import Recording
from bulletin.messages import tr
from bulletin.source.files import Folder
from bulletin.source.reporting import Findings
from bulletin.source.settings.types import Headline, RelativePath, Settings, listed
from bulletin.source.yaml.nodes import Keys, YamlNode, at

_MOST_FILES = 5000
_MOST_READERS = 20


class RecordedSettings(Settings):
    """Who reads an article aloud, in its front matter."""

    recording: Annotated[
        tuple[RelativePath, ...], BeforeValidator(listed), Field(max_length=_MOST_FILES)
    ] = ()
    """A sound file in the issue's folder that a person reads; or a list or a folder of files,
    one for each sentence."""
    recording_marks: RelativePath | None = Field(default=None, alias="recording-marks")
    """When each sentence is read: WebVTT, or labels as Audacity exports them."""
    recording_by: Annotated[
        tuple[Headline, ...], BeforeValidator(listed), Field(max_length=_MOST_READERS)
    ] = Field(default=(), alias="recording-by")
    """Who reads."""


def recording_of(
    node: YamlNode | None, settings: RecordedSettings, folder: Folder | None, findings: Findings
) -> Recording | None:
    """The recording that settings name; None where there is none, or a file of it is missing."""
    if not isinstance(node, Keys):
        return None
    if not settings.recording:
        _report_without(node, findings)
        return None
    files = _files(node, settings, folder, findings)
    if not settings.recording_by:
        message = tr("nobody is named who reads this")
        hint = tr("write recording-by: and the name; who reads is credited in the imprint")
        findings.add(codes.NO_READER, node.key_span("recording") or node.span, message, hint)
    marks = ""
    if settings.recording_marks:
        marks_span = at(node, ["recording-marks"])[1]
        marks = settings.recording_marks
        if folder:
            marks = folder.find(marks, marks_span, "marks") or ""
        if files and len(files) > 1:
            message = tr("marks are for one sound file, and here are {count}", count=len(files))
            hint = tr("leave recording-marks: out, for each file is a sentence")
            findings.add(codes.NO_RECORDING_FOR, marks_span, message, hint)
            marks = ""
    if not files:
        return None
    span = at(node, ["recording"])[1]
    return Recording(files, span, settings.recording_by, marks)


def _report_without(node: Keys, findings: Findings) -> None:
    """Settings of a recording that there is not."""
    if node.get("recording"):
        return  # what is wrong with it has its finding
    for key in ("recording-marks", "recording-by"):
        if node.get(key):
            message = tr('"{key}" is written, and there is no recording', key=key)
            hint = tr("write recording: and the sound file, as in media/bai-1.m4a")
            findings.add(codes.NO_RECORDING_FOR, node.key_span(key) or node.span, message, hint)


def _files(
    node: Keys, settings: RecordedSettings, folder: Folder | None, findings: Findings
) -> tuple[str, ...] | None:
    """The files in order; None where one is missing."""
    if folder is None:
        return settings.recording
    found: list[str | None] = []
    for number, written in enumerate(settings.recording):
        span = at(node, ["recording", number])[1]
        names: tuple[str, ...] = (written,)
        if inside := folder.folder(written):
            names = folder.inside(inside, "recording")
            if not names:
                message = tr('there is no sound in the folder "{written}"', written=written)
                hint = tr("put a file for each sentence into it: 001.m4a, 002.m4a, ...")
                findings.add(codes.FILE_MISSING, span, message, hint)
                found.append(None)
        found += [folder.find(name, span, "recording") for name in names]
    files = tuple(filter(None, found))
    return files if len(files) == len(found) else None
