"""What is said of an article: made for listening.

In: composed articles in order, the reader of their language, and the words for between. Out: a
`Script` for each, whose utterances know the place in the source and the fragment that they read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bulletin import document
from bulletin.languages import Words, reader_for
from bulletin.narration.model import Pause, Script, Utterance
from bulletin.narration.script.audience import ask, broadcast, contacts, quiz
from bulletin.narration.script.beats import beats_of, caption_of
from bulletin.narration.script.data import DATA
from bulletin.narration.script.parts import NotesPlace, Part, Parts
from bulletin.narration.script.passage import Passage
from bulletin.reading import NOTHING, Lexicon, LexiconEntry, Memory, Reader, Reading
from bulletin.source.issue import Issue


def reader_of(issue: Issue) -> Reader:
    """The reader of an issue: its language's rules with the publication's lexicon."""
    entries = {
        word: LexiconEntry(entry.say, entry.language) for word, entry in issue.lexicon.items()
    }
    return reader_for(issue.publication.language, Lexicon(entries))


def script_of(
    article: document.Article, reader: Reader, words: Words, footnotes: NotesPlace = "end"
) -> Script:
    """The script of an article that is read alone."""
    (script,) = scripts_of((article,), reader, words, footnotes)
    return script


def scripts_of(
    articles: Iterable[document.Article],
    reader: Reader,
    words: Words,
    footnotes: NotesPlace = "end",
) -> tuple[Script, ...]:
    """The scripts of articles in order; what one defines, the later ones know.

    Every fragment of an article is named once; its last pause is "article".
    """
    return tuple(
        _script(article, parts)
        for article, parts in readings_of(articles, reader, words, footnotes)
    )


def script_after(
    memory: Memory, article: document.Article, reader: Reader, words: Words, footnotes: NotesPlace
) -> tuple[Script, Memory]:
    """The script of an article after what was defined before it, and what is then defined."""
    read, after = read_after(memory, parts_of(article, words, footnotes), reader)
    return _script(article, read), after


def _script(article: document.Article, parts: Iterable[tuple[Part, Reading]]) -> Script:
    return Script(
        article.slug,
        document.plain_text(article.title.children),
        tuple(_utterance(part, reading) for part, reading in parts),
    )


def readings_of(
    articles: Iterable[document.Article], reader: Reader, words: Words, footnotes: NotesPlace
) -> Iterator[tuple[document.Article, tuple[tuple[Part, Reading], ...]]]:
    """Articles in order, each with its parts and how they are read."""
    return readings_in(((one, parts_of(one, words, footnotes)) for one in articles), reader)


def readings_in(
    parted: Iterable[tuple[document.Article, Sequence[Part]]], reader: Reader
) -> Iterator[tuple[document.Article, tuple[tuple[Part, Reading], ...]]]:
    """Articles whose parts are known, each with how they are read."""
    memory = NOTHING
    for article, parts in parted:
        read, memory = read_after(memory, parts, reader)
        yield article, read


def read_after(
    memory: Memory, parts: Iterable[Part], reader: Reader
) -> tuple[tuple[tuple[Part, Reading], ...], Memory]:
    """How an article's parts are read after what was defined before it, and what is then defined."""
    read: list[tuple[Part, Reading, Memory]] = []
    for part in parts:
        reading = reader.reading(part.passage.text, part.passage.fixed, memory)
        read.append((part, reading, memory))
        memory = reading.memory
    surer = ((part, _surer(reader, reading, then, memory)) for part, reading, then in read)
    return tuple(surer), memory


def _surer(reader: Reader, reading: Reading, before: Memory, after: Memory) -> Reading:
    """A reading without the doubts that a later place of the same article settles.

    A title comes before the paragraph that defines its abbreviation.
    """
    doubtful = {one.text for one in reading.unknown} | {one.text for one in reading.guesses}
    settled = after.only(doubtful - before.told.keys())
    if not settled:
        return reading
    return reader.reading(reading.given, reading.fixed, before.and_also(settled))


def _utterance(part: Part, reading: Reading) -> Utterance:
    return Utterance(
        fragment=part.fragment,
        span=part.span,
        written=part.written,
        runs=reading.runs,
        pause=part.pause,
        structure=part.structure,
        voice=part.voice,
        speaker=part.speaker,
        caption=caption_of(reading, part.written),
        beats=beats_of(reading),
    )


def parts_of(
    article: document.Article, words: Words, footnotes: NotesPlace = "end"
) -> tuple[Part, ...]:
    """The parts of an article's script, before they are read."""
    notes = {note.id: note for note in article.footnotes}
    parts = Parts(words, notes, inline=footnotes == "inline", blocks=say_blocks)
    _title(parts, article)
    say_blocks(parts, [article.lead] if article.lead else [])
    say_blocks(parts, [article.opening] if article.opening else [])
    say_blocks(parts, _without_echoes(article.body))
    for note in article.footnotes:
        parts.footnote(note, words("footnote_number").format(number=note.number))
        parts.pause("paragraph")
    parts.pause("article")
    return tuple(parts.done)


def _title(parts: Parts, article: document.Article) -> None:
    """The title, with its section before it and the authors after it."""
    words = parts.words
    section = words("section").format(section=article.section) + " " if article.section else ""
    authors = words("authors").format(names=words.names(article.authors)) if article.authors else ""
    if not article.title.silent:
        parts.run(article.title, article.title.children, prefix=section, suffix=authors)
        parts.pause("heading")


def _without_echoes(blocks: Iterable[document.Block]) -> list[document.Block]:
    """Blocks without the pull quotes whose words stand in the text anyway."""
    blocks = list(blocks)
    told = " ".join(_words(block) for block in blocks if not isinstance(block, document.PullQuote))
    return [
        block
        for block in blocks
        if not isinstance(block, document.PullQuote) or _words(block).strip(' .…"“”') not in told
    ]


def _words(block: document.Block) -> str:
    texts = (
        document.plain_text(inlines)
        for inner in document.walk(block)
        for inlines in document.inlines_of(inner)
    )
    return " ".join(" ".join(texts).split())


# -- blocks --------------------------------------------------------------------------------


def say_blocks(parts: Parts, blocks: Iterable[document.Block]) -> None:
    """Blocks one after the other, each in its way; silent ones not at all."""
    _say_each(parts, blocks, "paragraph")


def _say_each(parts: Parts, blocks: Iterable[document.Block], pause: Pause) -> None:
    for block in blocks:
        if not block.silent:
            prefix, before = parts.prefix, len(parts.done)
            with parts.spoken(block.voice):
                _SAYING[type(block)](parts, block)
            # what introduces blocks stands before the first that says anything
            parts.prefix = prefix if len(parts.done) == before else ""
            parts.pause(pause)
    parts.prefix = ""


def _paragraph(parts: Parts, block: document.Paragraph) -> None:
    parts.run(block, block.children)


def _heading(parts: Parts, block: document.Heading) -> None:
    parts.pause("heading")
    parts.run(block, block.children)
    parts.pause("heading")


def _list(parts: Parts, block: document.List) -> None:
    last = block.start + len(block.children) - 1
    with parts.within("list"):
        for number, item in enumerate(block.children, start=block.start):
            if item.silent:
                continue
            parts.prefix += parts.words.ordinal(number, last) if block.ordered else ""
            _item(parts, item, tight=block.tight)


def _item(parts: Parts, block: document.Block, *, tight: bool) -> None:
    if isinstance(block, document.ListItem):
        _say_each(parts, block.children, "sentence")
        parts.pause("sentence" if tight else "paragraph")


def _quotation(parts: Parts, block: document.Quotation) -> None:
    parts.prefix += parts.words("quotation")
    say_blocks(parts, block.children)


def _code(parts: Parts, block: document.CodeBlock) -> None:
    lines = [line.strip() for line in block.text.splitlines() if line.strip()]
    parts.compose(block, Passage().add(", ".join(lines)), written=block.text)


def _divider(parts: Parts, _block: document.Divider) -> None:
    parts.pause("heading")


def _figure(parts: Parts, block: document.Figure) -> None:
    parts.prefix += parts.words("figure")
    with parts.within("figure"):
        if not block.say and Passage().add(block.caption).audible:
            parts.run(block, block.caption)
        else:
            parts.compose(block, Passage().add(block.say or block.picture.alt))


def _gallery(parts: Parts, block: document.Gallery) -> None:
    with parts.within("figure"):
        if block.caption:
            parts.run(block, block.caption, prefix=parts.words("gallery"))
        say_blocks(parts, block.children)


def _note(parts: Parts, block: document.Note) -> None:
    kind = parts.words("note").format(kind=parts.words(f"note_{block.kind}"))
    with parts.within("note"):
        parts.run(block, block.title, prefix=kind)
        say_blocks(parts, block.children)


def _pull_quote(parts: Parts, block: document.PullQuote) -> None:
    by = ", ".join(name for name in (block.by, block.role) if name)
    words = parts.words
    parts.prefix += words("words_of").format(by=by) if by else words("pull_quote")
    say_blocks(parts, block.children)


def _dialogue(parts: Parts, block: document.Dialogue) -> None:
    if block.title:
        parts.run(block, block.title)
        parts.pause("paragraph")
    say_blocks(parts, block.children)


def _turn(parts: Parts, block: document.Turn) -> None:
    """The speaker's name, and what they say."""
    with parts.spoken(block.voice, block.name):
        parts.run(block, block.speaker)
        parts.pause("phrase")
        say_blocks(parts, block.children)


def _media(parts: Parts, block: document.Media) -> None:
    parts.run(block, block.title, prefix=parts.words(block.kind))
    say_blocks(parts, block.children)


def _link_card(parts: Parts, block: document.LinkCard) -> None:
    parts.run(block, block.title, prefix=parts.words("link"))
    say_blocks(parts, block.children)


_SAYING: Mapping[type[document.Block], Callable[[Parts, Any], None]] = {
    document.Paragraph: _paragraph,
    document.Heading: _heading,
    document.List: _list,
    document.Quotation: _quotation,
    document.CodeBlock: _code,
    document.Divider: _divider,
    document.Figure: _figure,
    document.Gallery: _gallery,
    document.Note: _note,
    document.PullQuote: _pull_quote,
    document.Dialogue: _dialogue,
    document.Turn: _turn,
    document.Media: _media,
    document.LinkCard: _link_card,
    **DATA,
    document.Quiz: quiz,
    document.Ask: ask,
    document.Contacts: contacts,
    document.Broadcast: broadcast,
}
