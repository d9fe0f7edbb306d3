"""Scripts of an issue, each made once for a version of its article.

In: articles in order, their reader, the words for between. Out: the scripts that `script` makes;
an article is read again only when it has changed, or what was defined before it.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple, fields

from bulletin.cache import once
from bulletin.diagnostics import Span
from bulletin.document import Article
from bulletin.languages import Words, code_of
from bulletin.narration.model import Script, Utterance
from bulletin.narration.script.article import script_after
from bulletin.narration.script.parts import NotesPlace
from bulletin.reading import NOTHING, Memory, Reader, Run


def kept_scripts(
    articles: Iterable[Article], reader: Reader, words: Words, footnotes: NotesPlace
) -> tuple[Script, ...]:
    """The scripts of articles in order; what one defines, the later ones know."""
    memory = NOTHING
    found: list[Script] = []
    shaped = (*reader.key, code_of(reader.language), repr(words), footnotes)
    for article in articles:
        script, memory = _kept(shaped, memory, article, (reader, words, footnotes))
        found.append(script)
    return tuple(found)


def _kept(
    shaped: tuple[object, ...],
    memory: Memory,
    article: Article,
    how: tuple[Reader, Words, NotesPlace],
) -> tuple[Script, Memory]:
    key = (*shaped, memory.rows, repr(article))
    return _told(
        once.made(once.SCRIPT, key, lambda: _written(*script_after(memory, article, *how)))
    )


def _written(script: Script, memory: Memory) -> bytes:
    rows = [
        {field.name: getattr(one, field.name) for field in fields(one)}
        | {"span": astuple(one.span), "runs": [astuple(run) for run in one.runs]}
        for one in script.utterances
    ]
    return json.dumps([script.slug, script.title, rows, memory.rows]).encode()


def _told(data: bytes) -> tuple[Script, Memory]:
    slug, title, rows, defined = json.loads(data)
    lines = (
        Utterance(
            **row
            | {
                "span": Span(*row["span"]),
                "runs": tuple(Run(*run) for run in row["runs"]),
                "beats": tuple(row["beats"]),
            }
        )
        for row in rows
    )
    return Script(slug, title, tuple(lines)), Memory.of_rows(defined)
