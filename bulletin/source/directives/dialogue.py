"""Questions and answers, interviews: `dialogue`.

A turn begins with the speaker in bold, as in `**Hỏi.** ...` or `**Bà Lan:** ...`, and goes on to
the next one. Who has begun a paragraph begins a turn within one, too. Speakers are one whose names
differ in capitals or a number alone (**Câu hỏi 1:**, **Câu hỏi 2:**), unless nobody else speaks.
Where only one has begun a paragraph, a line that ends with a break ends a turn as well.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from bulletin import codes, document
from bulletin.messages import tr
from bulletin.source.directives.base import Argument, Call, Directive, Option, inline, names
from bulletin.source.reporting import suggestion
from bulletin.source.settings.second_voice import SECOND

_ENDS = ".:"
_FEWEST = 2
_LONGEST = 80
"""Letters of a speaker's name and office; more in bold is a sentence."""


def _dialogue(call: Call) -> document.Block | None:
    turns = _turns(call.children)
    speakers = list(dict.fromkeys(turn.name for turn in turns if turn.name))
    hint = tr(
        "begin each turn with the speaker in bold, below an empty line: **Hỏi.** ... and **Đáp.** ..."
    )
    if len(speakers) < _FEWEST:
        call.report(codes.WRONG_DIALOGUE, tr("a dialogue needs at least two speakers"), hint)
        return None
    if not turns[0].name:
        message = tr("nobody is named who says this")
        call.report(codes.WRONG_DIALOGUE, message, hint, turns[0].span)
        return None
    named = call.options["second"]
    for name in named or ():
        if name not in speakers:
            message = tr('nobody speaks here who is called "{name}"', name=name)
            near = suggestion(name, speakers)
            call.report(codes.WRONG_OPTION, message, near, call.place("second"))
    second = set(named or _answering(turns))
    return document.Dialogue(
        span=call.span,
        title=call.argument or (),
        children=tuple(
            replace(turn, voice=SECOND) if turn.name in second else turn for turn in turns
        ),
    )


def _answering(turns: Sequence[document.Turn]) -> list[str]:
    """The speakers whom the second voice reads: of two who follow each other one, where that can be.

    Where it may be either, every second speaker is.
    """
    speakers = list(dict.fromkeys(turn.name for turn in turns if turn.name))
    people = {name: _NUMBER.sub("", name.casefold()).strip() for name in speakers}
    if len(set(people.values())) < _FEWEST:
        people = {name: name for name in speakers}
    order = [people[turn.name] for turn in turns if turn.name]
    persons = list(dict.fromkeys(order))
    followed = Counter(pairwise(order))

    def apart(voices: Mapping[str, bool]) -> tuple[int, int]:
        told = sum(n for (one, other), n in followed.items() if voices[one] != voices[other])
        return told, sum(voices[one] != voices[other] for one, other in pairwise(persons))

    usual = [at % 2 == 1 for at in range(len(persons))]
    tried = product((False, True), repeat=min(len(persons), _MOST_TRIED) - 1)
    ways = (dict(zip(persons, [False, *way, *usual[_MOST_TRIED:]], strict=True)) for way in tried)
    voices = max(ways, key=apart)
    return [name for name in speakers if voices[people[name]]]


_MOST_TRIED = 8
"""Speakers whose voices are chosen by who follows whom; the ways double with each."""
_NUMBER = re.compile(r"^[0-9]+\s*[.):]*\s*|\s*[0-9]+$")
"""The number of a question, before or behind the one who asks it."""


def _turns(blocks: document.Blocks) -> Sequence[document.Turn]:
    """Blocks by who says them; what stands before the first speaker is nobody's."""
    turns: list[document.Turn] = []
    known = {_called(block) for block in blocks} - {""}
    if len(known) < _FEWEST:  # turns are apart by the ends of lines alone
        known |= {_called(line) for block in blocks for line in _lines(block)} - {""}
    for part in (part for block in blocks for part in _parts(block, known)):
        speaker, rest = _spoken(part)
        if speaker or not turns:
            turns.append(document.Turn(span=part.span, speaker=speaker, children=rest))
        else:
            turns[-1] = replace(turns[-1], children=(*turns[-1].children, *rest))
    return turns


def _parts(block: document.Block, known: Container[str]) -> Iterator[document.Block]:
    """A block, cut before each of the speakers who are `known` to begin a turn."""
    if not isinstance(block, document.Paragraph):
        yield block
        return
    start = 0
    for at in range(1, len(block.children)):
        if _called(replace(block, children=block.children[at:])) in known:
            yield replace(block, children=_without_break(block.children[start:at]))
            start = at
    yield replace(block, children=block.children[start:])


def _lines(block: document.Block) -> Iterator[document.Block]:
    """What stands behind each break that an editor made in a paragraph."""
    if isinstance(block, document.Paragraph):
        for at, one in enumerate(block.children):
            if isinstance(one, document.LineBreak):
                yield replace(block, children=block.children[at + 1 :])


def _called(block: document.Block) -> str:
    """The name of the speaker that a block begins with, without capitals; "" where none does."""
    return document.plain_text(_spoken(block)[0]).casefold()


def _without_break(inlines: document.Inlines) -> document.Inlines:
    """What stands before the end of a line."""
    return inlines[:-1] if inlines and isinstance(inlines[-1], document.LineBreak) else inlines


def _spoken(block: document.Block) -> tuple[document.Inlines, document.Blocks]:
    """The speaker that a block begins with, and what is left of it."""
    if not isinstance(block, document.Paragraph) or not block.children:
        return (), (block,)
    first, *others = block.children
    if not isinstance(first, document.Styled) or first.style != "strong":
        return (), (block,)
    name, rest = _typed(document.plain_text((first,)).strip()), tuple(others)
    if rest and isinstance(rest[0], document.Text):
        text = _typed(rest[0].text[:1]) + rest[0].text[1:]
        if not name.endswith(tuple(_ENDS)) and text[:1] in _ENDS:  # **Hỏi**: ...
            name, text = name + text[0], text[1:]
        rest = (document.Text(text.lstrip()), *rest[1:]) if text.strip() else rest[1:]
    if not name.endswith(tuple(_ENDS)) or len(name) > _LONGEST:
        return (), (block,)
    left = replace(block, children=rest)
    return (document.Text(name),), (left,) if document.plain_text(rest).strip() else ()


def _typed(text: str) -> str:
    """A text with the colon that keyboards here have."""
    return text.replace("：", ":")


DIALOGUE = Directive(
    "dialogue",
    _dialogue,
    Argument(inline, "title", required=False),
    (Option("second", names, default=None, example="Đáp"),),
    body="markdown",
)


DIRECTIVES = (DIALOGUE,)
