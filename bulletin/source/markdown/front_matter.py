"""An article's head: its settings, and what the tree has of them.

In: the source of a file. Out: a `FrontMatter`, whose parts know where they stand, and the text below it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bulletin import codes, document
from bulletin.diagnostics import Span, Switch
from bulletin.messages import tr
from bulletin.source.files import Folder
from bulletin.source.markdown.front import front_of
from bulletin.source.markdown.titles import FRONT_MATTER_EXAMPLES, NO_TITLE, has_value
from bulletin.source.reporting import Findings
from bulletin.source.settings.issues import ArticleSettings
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source, Value
from bulletin.source.yaml.nodes import Keys, YamlNode, at, places
from bulletin.source.yaml.parser import read_yaml

QUIET_FROM, QUIET_UNTIL = dt.time(22), dt.time(6)
"""When nobody is to be woken (the quiet hours of Vietnam's rules for noise, QCVN 26)."""


@dataclass(frozen=True)
class FrontMatter:
    """The settings of the article in `file`; `node` None: there are none, or they cannot be read."""

    node: YamlNode | None
    settings: ArticleSettings
    file: str

    @classmethod
    def read(cls, front: Source | None, findings: Findings, file: str = "") -> FrontMatter:
        """The head that stands in a part of a file; None: the file has none."""
        before = len(findings)
        node = read_yaml(front, findings) if front else None
        if node is None:
            # What cannot be read has its finding, and may well hold a title.
            title = NO_TITLE if len(findings) > before else None
            return cls(None, ArticleSettings(title=title), file)
        read = validated(
            ArticleSettings, node, findings, stand_ins={}, examples=FRONT_MATTER_EXAMPLES
        )
        if not isinstance(node, Keys) or has_value(node, "title"):
            stand_in = ArticleSettings(title=NO_TITLE)
            read = read.model_copy(update={"title": read.title or NO_TITLE}) if read else stand_in
        return cls(node, read or ArticleSettings(), file)

    @cached_property
    def _spans(self) -> Mapping[str, Span]:
        return dict(places(self.node)) if self.node else {}

    def line(self, key: str, text: str) -> Value:
        """A setting as a value with its place."""
        if isinstance(self.node, Keys) and self.node.get(key):
            return Value(text, at(self.node, [key])[1])
        return Value(text, Span(self.file))

    def switches(self) -> tuple[Switch, ...]:
        """The findings that the article does without."""
        return tuple(
            Switch(number, reason or "", at(self.node, ["check", number])[1], self.file)
            for number, reason in self.settings.check.items()
            if self.node is not None
        )

    def topics(self, otherwise: Span) -> tuple[document.Topic, ...]:
        """The topics, each at its place."""
        around = self._spans.get("topics", otherwise)
        return tuple(
            document.Topic(name, self._spans.get(f"topics.{n}", around))
            for n, name in enumerate(self.settings.topics)
        )

    def corrections(self, otherwise: Span) -> tuple[document.Correction, ...]:
        """The corrections, each at its day."""
        return tuple(
            document.Correction(
                one.date, one.text, self._spans.get(f"corrections.{n}.date", otherwise)
            )
            for n, one in enumerate(self.settings.corrections)
        )

    def opening(self, folder: Folder | None) -> document.Figure | None:
        """The picture above the text; None, with a finding, where there is no such file."""
        image = self.settings.image
        if image is None or self.node is None:
            return None
        span = at(self.node, ["image", "file"])[1]
        file = folder.find(image.file, span, "picture") if folder else image.file
        if file is None:
            return None
        return document.Figure(
            span=span, picture=document.Picture(file, image.alt, span), credit=image.credit or ""
        )

    def speaker(self, findings: Findings) -> document.OnLoudspeaker | None:
        """What the loudspeaker says of it, with a finding for an hour that wakes people."""
        speaker = self.settings.speaker
        if speaker is None:
            return None
        if speaker.at and not QUIET_UNTIL <= speaker.at < QUIET_FROM and self.node is not None:
            message = tr("a loudspeaker at {time} wakes people", time=speaker.at.strftime("%H:%M"))
            hint = tr(
                "plan it between {until} and {start}",
                until=QUIET_UNTIL.strftime("%H:%M"),
                start=QUIET_FROM.strftime("%H:%M"),
            )
            findings.add(codes.QUIET_HOURS, at(self.node, ["speaker", "at"])[1], message, hint)
        return document.OnLoudspeaker(speaker.text or "", speaker.at, left_out=not speaker.play)

    def report_unfinished(self, title: document.Heading, findings: Findings) -> None:
        """Findings for a title in the settings that has no words, and for a draft."""
        # A heading of the text without words has its finding where it is read.
        if self.settings.title and not document.plain_text(title.children).strip():
            hint = tr("write what the article says")
            findings.add(codes.EMPTY_HEADING, title.span, tr("this title has no words"), hint)
        if self.settings.draft and isinstance(self.node, Keys):
            message = tr("this article is still a draft")
            hint = tr("delete this line when the article is written")
            findings.add(codes.DRAFT, self.node.key_span("draft") or self.node.span, message, hint)


def split(source: Source, findings: Findings, *, needed: bool) -> tuple[Source | None, Source]:
    """The settings, if there are any, and the text below them."""
    rows = source.text.split("\n")
    if not source.text.strip() and needed:
        message = tr("{file} is empty", file=source.file)
        hint = tr("write # and the title, and the text below it")
        findings.add(codes.EMPTY_FILE, source.span(0), message, hint)
    front = front_of(rows)
    if front is None:
        return None, source
    for number in front.odd:
        message = tr("this line was meant as ---, and is another")
        hint = tr("write three hyphens: ---")
        findings.add(codes.FRONT_MATTER, source.line_span(number), message, hint)
    if front.above:
        findings.add(
            codes.FRONT_MATTER,
            source.line_span(front.start),
            tr("settings start here, and the line above them is missing"),
            tr("write --- on a line of its own above them")
            if front.end != front.below
            else tr("write --- on a line of its own above them, and on another below them"),
        )
    if front.end is None or (front.end == front.below and not front.above):
        message = tr("the settings that start here are not closed")
        hint = tr("write --- on a line of its own below them")
        findings.add(codes.FRONT_MATTER, source.line_span(front.start - 1), message, hint)
    if front.end is None:
        return None, source.part(len(rows))
    return source.part(front.start, front.end), source.part(front.below)
