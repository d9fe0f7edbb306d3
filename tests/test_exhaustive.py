"""Whatever the document tree can hold is shown, printed, said and styled.

What has to know every block or every directive is asked here for each of them, so that one that
was forgotten somewhere is a failed test with its name. `papers/every` holds one of each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from bulletin import document
from bulletin.art.boxes import boxes_of
from bulletin.document import (
    Article,
    Block,
    Cell,
    Divider,
    Sentence,
    Table,
    inlines_of,
    plain_text,
    walk,
    walk_inlines,
)
from bulletin.document.blocks import HOLD_BLOCKS
from bulletin.job import Job
from bulletin.languages import language_of, reader_for, words_for
from bulletin.languages.base import GROUP as LANGUAGES
from bulletin.languages.spoken import Words
from bulletin.narration.script.article import parts_of, script_of
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.plugins import points
from bulletin.reading import Lexicon
from bulletin.source.directives import DIRECTIVES
from bulletin.theming.theme import templates_root
from bulletin.xhtml import Element, Writer
from bulletin.xhtml.writer import BLOCKS
from tests.code_trees import READS_ALL_CODE, modules
from tests.paper.press import PAPERS, job_of, paper
from tests.written import as_elements, as_utterances

KINDS = sorted(
    {
        kind.__name__
        for kind in vars(document).values()
        if isinstance(kind, type) and issubclass(kind, Block) and kind is not Block
    }
)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """An issue with every block and every directive, in one column and in two."""
    folder = tmp_path_factory.mktemp("every")
    return job_of(paper("every", folder), folder / "made")


EVERY = PAPERS / "every" / "2026-11"
ONE_COLUMN, TWO_COLUMNS = EVERY / "01-mot-cot.md", EVERY / "02-hai-cot.md"


def test_what_stands_in_one_column_stands_in_two(golden):
    _, text = ONE_COLUMN.read_text(encoding="utf-8").split("\n---\n", 1)
    head, _ = TWO_COLUMNS.read_text(encoding="utf-8").split("\n---\n", 1)
    golden.file(TWO_COLUMNS, head + "\n---\n" + text.replace(TWO_COLUMNS.name, ONE_COLUMN.name))


def test_every_block_becomes_these_elements(every, golden):
    theme = every.composition.theme
    made = Writer(theme.strings, theme=theme).article(every.composition.articles[0])
    golden.file(PAPERS.parent / "every.xhtml", as_elements(made))


def test_every_block_is_said_in_these_words(every, golden):
    language = every.composition.issue.publication.language
    article, words = every.composition.articles[0], words_for(language)
    script = script_of(article, reader_for(language, Lexicon({})), words, "end")
    golden.file(PAPERS.parent / "every.script.txt", as_utterances(script))


def blocks_of(article: Article, kind: str) -> list[Block]:
    return [block for block in walk(*article.blocks) if type(block).__name__ == kind]


# -- blocks --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_holds_every_block(every, kind):
    for article in every.composition.articles[:2]:
        assert blocks_of(article, kind), article.slug


INSIDE = {"Cell", "Row"}
"""Blocks that are written by the one that holds them, a table."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_has_a_function_that_writes_it(kind):
    assert (getattr(document, kind) in BLOCKS) != (kind in INSIDE)


def ids_in(*targets: Element) -> set[str]:
    return {item.get("id", "") for target in targets for item in target.iter("*")}


@pytest.fixture(scope="module")
def shown(every) -> list[set[str]]:
    """The ids in each article's XHTML."""
    writer = Writer(every.composition.theme.strings, theme=every.composition.theme)
    return [ids_in(writer.article(article)) for article in every.composition.articles]


@pytest.fixture(scope="module")
def printed(every) -> list[set[str]]:
    """The ids in each article's elements on paper, in all stances of its head."""
    drafts = [draft for section in PrintedDocument(every, Medium()).drafts() for draft in section]
    return [
        ids_in(one.frame, *one.heads.values(), *([] if one.figure is None else [one.figure]))
        for one in drafts
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_stands_in_xhtml_and_on_paper(every, shown, printed, kind):
    for number, article in enumerate(every.composition.articles[:2]):
        for block in blocks_of(article, kind):
            assert block.id in shown[number], block
            assert block.id in printed[number], block


def fragments(block: Block) -> Iterator[str]:
    """The ids of a block and all that is in it."""
    for inner in walk(block):
        yield inner.id
        for inlines in inlines_of(inner):
            yield from (i.id for i in walk_inlines(inlines) if isinstance(i, Sentence))


def unsaid(article: Article) -> set[str]:
    """Ids of what the voice says as part of something else, or not at all for a reason."""
    return {
        inner.id
        for block in walk(*article.blocks)
        for inner in (
            *((block.header, *block.header.children) if isinstance(block, Table) else ()),
            *((block,) if isinstance(block, Cell | Divider) else ()),
            *(walk(*block.rows) if isinstance(block, Table) and block.summary else ()),
        )
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_with_words_is_said(every, kind):
    language = every.composition.issue.publication.language
    for article in every.composition.articles[:2]:
        said = {part.fragment for part in parts_of(article, words_for(language))}
        left = unsaid(article)
        for block in blocks_of(article, kind):
            wordless = not any(
                plain_text(inlines).strip() for b in walk(block) for inlines in inlines_of(b)
            )
            if not (wordless or block.silent or block.id in left):
                assert said & set(fragments(block)), (kind, block.id)


def test_nothing_is_said_that_is_not_shown(every, shown):
    language = every.composition.issue.publication.language
    for number, article in enumerate(every.composition.articles):
        for part in parts_of(article, words_for(language)):
            assert part.fragment in shown[number]


# -- directives ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", DIRECTIVES)
def test_the_sample_holds_every_directive(name):
    assert f":::{{{name}}}" in ONE_COLUMN.read_text(encoding="utf-8")


def made_by(article: Article, name: str) -> Block:
    """The first block that a directive made."""
    lines = (PAPERS / "every" / article.file).read_text(encoding="utf-8").splitlines()
    return next(
        block
        for block in walk(*article.body)
        if lines[block.span.line - 1].startswith(f":::{{{name}}}")
    )


def classes_of(css: str) -> set[str]:
    return set(re.findall(r"\.(-?[a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_has_its_styles_on_screens_and_on_paper(every, name):
    theme = every.composition.theme
    article = every.composition.articles[0]
    element = Writer(theme.strings, theme=theme).block(made_by(article, name))
    named = {word for item in element.iter("*") for word in item.get("class", "").split()}
    own = named & {*element.get("class", "").split(), *(c.get("class", "") for c in element)}
    # A table is known by its element, and by what lets it scroll.
    screens = classes_of(theme.text("content.css"))
    paper_css = "".join(theme.text(file) for file in theme.page_settings.styles)
    assert own & screens, (name, own)
    assert own & classes_of(paper_css), (name, own)


@pytest.mark.parametrize(
    "name", [one.name for one in DIRECTIVES.values() if one.body == "markdown"]
)
def test_whatever_holds_blocks_counts_for_the_room_of_what_stands_in_it(every, name):
    block = made_by(every.composition.articles[0], name)
    if HOLD_BLOCKS[type(block)]:
        assert boxes_of(block) > 0


# -- words ---------------------------------------------------------------------------------

STRINGS = sorted(templates_root().glob("*/strings"))


def words_below(folder: Path) -> dict[str, dict[str, str]]:
    """The words of a theme in one language, by file."""
    return {
        file.name: yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.yaml"))
    }


@pytest.mark.parametrize("strings", STRINGS, ids=lambda folder: folder.parent.name)
def test_every_language_of_a_theme_has_the_same_words_with_the_same_gaps(strings):
    def gaps(language: Path) -> dict[str, dict[str, list[str]]]:
        return {
            name: {
                key: sorted(set(re.findall(r"\{\w+\}", str(words)))) for key, words in table.items()
            }
            for name, table in words_below(language).items()
        }

    languages = sorted(folder for folder in strings.iterdir() if folder.is_dir())
    assert {folder.name for folder in languages} == {"en", "vi"}
    first, *others = map(gaps, languages)
    for other in others:
        assert other == first


@pytest.mark.parametrize("tag", sorted(points(LANGUAGES)))
def test_every_language_of_ours_says_all_that_the_voice_may_need(tag):
    words, neutral = words_for(tag), Words.read(words_for(tag).locale, None)
    own = yaml.safe_load(language_of(tag).spoken.read_text(encoding="utf-8"))
    assert set(own) == set(neutral.table)
    assert set(words.table) == set(own)


@cache
def literals() -> tuple[tuple[Path, str, bool], ...]:
    """Every string in the code and in templates, and whether it is only the beginning of one."""
    return tuple(_literals())


def _literals() -> Iterator[tuple[Path, str, bool]]:
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield file, node.value, False
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield file, node.values[0].value, True
    for file in sorted(templates_root().rglob("*")):
        if file.suffix in {".html", ".j2", ".js"}:
            for word, more in re.findall(
                r"""["']([a-z_0-9]+)["'](\s*~)?""", file.read_text(encoding="utf-8")
            ):
                yield file, word, bool(more)


def keys_of(*themes: Path) -> set[str]:
    return {
        key for theme in themes for table in words_below(theme / "vi").values() for key in table
    }


@READS_ALL_CODE
def test_no_words_of_pages_are_left_that_nothing_asks_for():
    whole = {text for _, text, begins in literals() if not begins}
    begun = tuple({text for _, text, begins in literals() if begins and text.endswith("_")})
    unasked = {key for key in keys_of(*STRINGS) - whole if not key.startswith(begun)}
    said = {key: key.removesuffix("_silent") for key in unasked}  # for issues without a voice
    assert {key for key in unasked if said[key].removesuffix("_hint") not in whole} == set()


FAMILIES = ("content_", "pdf_", "web_", "epub_", "share_", "archive_", "audiobook_", "podcast_")


@READS_ALL_CODE
def test_no_words_are_asked_for_that_no_language_has():
    table = keys_of(*STRINGS)
    missing = {
        (file.name, text)
        for file, text, begins in literals()
        if text.startswith(FAMILIES) and re.fullmatch(r"[a-z0-9_]+", text) and text not in table
        if not (begins or text.endswith("_"))
    }
    assert missing == set()
