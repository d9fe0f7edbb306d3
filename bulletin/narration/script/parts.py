"""What the script is put together from: passages with their places, in order.

In: passages as `article` and `data` find them. Out: `Part`s, one for each utterance to
be, with the pauses between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from bulletin.diagnostics import Span
from bulletin.document import (
    Block,
    Footnote,
    FootnoteReference,
    Inlines,
    Sentence,
    plain_text,
    walk_inlines,
)
from bulletin.languages import Words
from bulletin.narration.model import Pause, Structure
from bulletin.narration.script.passage import Passage

_PAUSES: tuple[Pause, ...] = (
    *("phrase", "sentence", "paragraph"),
    *("heading", "article", "thinking"),
)


@dataclass(frozen=True)
class Part:
    """An utterance that is not read yet."""

    fragment: str
    span: Span
    written: str
    passage: Passage
    pause: Pause
    structure: Structure
    voice: str = ""
    speaker: str = ""


@dataclass
class Parts:
    """Parts in the making.

    `prefix` is words for the start of the next part, as "Hình: ". With `inline`, a footnote
    follows the sentence that refers to it.
    """

    words: Words
    footnotes: Mapping[str, Footnote]
    inline: bool
    done: list[Part] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    prefix: str = ""
    structure: Structure = ""
    voice: str = ""
    speaker: str = ""
    blocks: Callable[[Parts, Iterable[Block]], None] = field(kw_only=True)
    """How blocks are said, for those inside footnotes."""

    def run(self, block: Block, inlines: Inlines, prefix: str = "", suffix: str = "") -> None:
        """The sentences of a run of inlines, each a part; the whole run, if it has none."""
        self.prefix += prefix
        sentences = [inline for inline in inlines if isinstance(inline, Sentence)]
        pieces: list[tuple[str, Inlines]] = [(sentence.id, (sentence,)) for sentence in sentences]
        pieces = pieces or [(block.id, inlines)]
        said = [piece for _, piece in pieces if suffix and Passage().add(piece).audible]
        for fragment, piece in pieces:
            last = bool(said) and piece is said[-1]
            self.say(block, piece, fragment=fragment, suffix=suffix if last else "")

    def say(self, block: Block, inlines: Inlines, *, fragment: str = "", suffix: str = "") -> None:
        """Some inlines as one part; `fragment` "" means the block's own."""
        passage = Passage().add(inlines)
        if passage.audible:
            passage = Passage().add(self._prefix()).add(inlines).close()
            if suffix:
                passage.add(" " + suffix)
            self._put(block, fragment or block.id, plain_text(inlines), passage)
        self._tell(inlines)

    def compose(self, block: Block, passage: Passage, written: str = "") -> None:
        """A passage put together elsewhere, as the part of a block."""
        if passage.audible:
            written = written or passage.text
            whole = Passage().add(self._prefix())
            shift = len(whole.text)
            whole.text += passage.text
            whole.fixed += [
                replace(f, start=f.start + shift, end=f.end + shift) for f in passage.fixed
            ]
            self._put(block, block.id, written, whole.close())

    def after(self, inlines: Inlines) -> None:
        """Footnotes that inlines refer to, which were said as part of something else."""
        self._tell(inlines)

    def pause(self, pause: Pause) -> None:
        """Make the silence so far at least this long."""
        if self.done:
            last = self.done[-1]
            if _PAUSES.index(pause) > _PAUSES.index(last.pause):
                self.done[-1] = replace(last, pause=pause)

    @contextmanager
    def within(self, structure: Structure) -> Iterator[None]:
        """Parts of a structure; a list takes nothing away from what it stands in."""
        outer = self.structure
        if structure != "list" or not outer:
            self.structure = structure
        yield
        self.structure = outer

    @contextmanager
    def spoken(self, voice: str, speaker: str = "") -> Iterator[None]:
        """Parts that a voice says, as somebody's words; "": as what stands around them."""
        outer = self.voice, self.speaker
        self.voice, self.speaker = voice or self.voice, speaker or self.speaker
        yield
        self.voice, self.speaker = outer

    def footnote(self, note: Footnote, prefix: str) -> None:
        """A footnote, once."""
        if note.id in self.told:
            return
        self.told.add(note.id)
        with self.within("footnote"):
            self.prefix += prefix
            self.blocks(self, note.children)

    def _prefix(self) -> str:
        prefix, self.prefix = self.prefix, ""
        return prefix

    def _put(self, block: Block, fragment: str, written: str, passage: Passage) -> None:
        text = re.sub(r"\s+", " ", written).strip()
        part = Part(
            fragment,
            block.span,
            text,
            passage,
            "sentence",
            self.structure,
            voice=self.voice,
            speaker=self.speaker,
        )
        self.done.append(part)

    def _tell(self, inlines: Inlines) -> None:
        if not self.inline:
            return
        for inline in walk_inlines(inlines):
            if isinstance(inline, FootnoteReference) and inline.footnote in self.footnotes:
                pause = self.done[-1].pause if self.done else "sentence"
                self.footnote(self.footnotes[inline.footnote], self.words("footnote"))
                self.pause(pause)


NotesPlace = Literal["inline", "end"]
"""Where footnotes are read."""
