"""How a quiz, a card for questions and a broadcast are said.

In: the parts so far and a block. Out: further parts. A quiz asks, names the options, leaves time
to think, and answers.
"""

import datetime as dt

from bulletin import document
from bulletin.languages import Words
from bulletin.narration.script.parts import Parts
from bulletin.narration.script.passage import Passage
from bulletin.source.addresses import shown_address


def quiz(parts: Parts, block: document.Quiz) -> None:
    """A quiz, question by question."""
    parts.prefix += parts.words("quiz")
    if block.title:
        parts.run(block, block.title)
        parts.pause("paragraph")
    for number, question in enumerate(block.children, start=1):
        if isinstance(question, document.QuizQuestion) and not question.silent:
            _question(parts, question, number)


def _question(parts: Parts, block: document.QuizQuestion, number: int) -> None:
    words = parts.words
    parts.run(block, block.question, prefix=words("quiz_question").format(number=number))
    for place, child in enumerate(block.children):
        if isinstance(child, document.QuizOption):
            if (told := Passage().add(child.children)).audible:
                letter = document.letter_of(place)
                named = (document.Phrase((document.Text(letter),), say=letter),)  # no initial
                passage = Passage().fill(words("quiz_option"), letter=named).add(child.children)
                parts.compose(child, passage, told.text)
            parts.after(child.children)
        elif isinstance(child, document.QuizAnswer):
            parts.pause("thinking")
            _answer(parts, child)
    parts.pause("heading")


def _answer(parts: Parts, block: document.QuizAnswer) -> None:
    template = parts.words("quiz_answer")
    passage = Passage().fill(template, letter=document.letter_of(block.right), option=block.option)
    parts.compose(block, passage.then(block.children))
    parts.after(block.children)


def ask(parts: Parts, block: document.Ask) -> None:
    """A card for questions: its words, among them every way to ask."""
    parts.run(block, block.title)
    parts.blocks(parts, block.children)


def contacts(parts: Parts, block: document.Contacts) -> None:
    """Every way to reach somebody."""
    words = parts.words
    addresses = {
        "phone": block.phone,
        "zalo": shown_address(block.zalo).removeprefix("zalo.me/"),
        "email": block.email,
        "form": shown_address(block.form),
    }
    ways = [words(f"ask_{way}").format(address=told) for way, told in addresses.items() if told]
    told = words("ask").format(ways="; ".join(ways))
    parts.compose(block, Passage().add(told))


def broadcast(parts: Parts, block: document.Broadcast) -> None:
    """A broadcast: what, when and where; then its words."""
    words = parts.words
    passage = Passage().fill(
        words("broadcast"), title=block.title, when=moments(words, block.start, block.end)
    )
    if Passage().add(block.place).audible:
        passage.fill(words("event_place"), place=block.place)
    parts.compose(block, passage, document.plain_text(block.title))
    parts.after((*block.title, *block.place))
    parts.blocks(parts, block.children)


def moments(words: Words, start: dt.datetime, end: dt.datetime) -> str:
    """From when until when, as it is said."""

    def told(moment: dt.datetime, day: str) -> str:
        return words("event_time").format(date=day, time=words.time(moment.time()))

    begin = told(start, words.date(start.date(), "date"))
    until = words.time(end.time())
    if end.date() != start.date():
        until = told(end, words.date(end.date(), "date"))
    return words("broadcast_until").format(start=begin, end=until)
