"""What the voice says: an article and the script of it, a directory each.

`python -m pytest --accept` writes `expected.txt` anew: read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bulletin.cache import Cache, once
from bulletin.cache.eviction import stored
from bulletin.composition import with_sentences
from bulletin.document import Article
from bulletin.languages import reader_for, words_for
from bulletin.narration.model import Script
from bulletin.narration.script.article import script_of, scripts_of
from bulletin.narration.script.kept import kept_scripts
from bulletin.reading import Lexicon, spoken_text
from bulletin.source.markdown import read_lone
from tests.narration.spoken import article
from tests.written import as_utterances

CASES = sorted(path for path in (Path(__file__).parent / "scripts").iterdir())


def article_of(case: Path, language: str) -> Article:
    file = case / "article.md"
    article, findings = read_lone(file.read_bytes(), file.name, case, language)
    assert article
    assert not [finding for finding in findings if finding.is_error]
    return with_sentences(article, language)


def script_of_case(case: Path) -> Script:
    settings = {"language": "vi", "footnotes": "end"}
    if (case / "case.yaml").exists():
        settings |= yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8"))
    language = settings["language"]
    reader = reader_for(language, Lexicon({}))
    article = article_of(case, language)
    return script_of(article, reader, words_for(language), settings["footnotes"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_is_said_as_its_script_has_it(case, golden):
    golden.file(case / "expected.txt", as_utterances(script_of_case(case)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fragment_is_read_once_and_the_last_pause_ends_the_article(case):
    utterances = script_of_case(case).utterances
    fragments = [utterance.fragment for utterance in utterances]
    assert len(fragments) == len(set(fragments))
    assert [u.pause for u in utterances if u.pause == "article"] == ["article"]
    assert utterances[-1].pause == "article"


def test_what_an_article_defines_the_later_ones_say_and_its_own_title_too():
    texts = ("# Lớp KTS\n\nKỹ thuật số (KTS) là hướng đi.\n", "# Tin\n\nThêm lớp KTS.\n")
    articles = [article(text, f"bai-{n}") for n, text in enumerate(texts)]
    reader, words = reader_for("vi", Lexicon({})), words_for("vi")
    first, second = scripts_of(articles, reader, words)
    assert spoken_text(first.utterances[0].runs) == "Lớp kỹ thuật số."
    assert spoken_text(second.utterances[-1].runs) == "Thêm lớp kỹ thuật số."
    assert spoken_text(script_of(articles[1], reader, words).utterances[-1].runs) == (
        "Thêm lớp kiến trúc sư."
    )


def test_a_script_that_was_made_before_is_the_same_and_what_it_defines_is_known(tmp_path):
    articles = [article_of(case, "vi") for case in CASES if (case / "article.md").exists()][:8]
    defining = article("---\ntitle: Một\n---\nKỹ thuật số (KTS) đã đến.\n", "mot")
    using = article("---\ntitle: Hai\n---\nXã học KTS.\n", "hai")
    reader, words = reader_for("vi", Lexicon({})), words_for("vi")
    made = []

    def scripts(*some: Article) -> tuple[Script, ...]:
        with once.kept_in(once.store_in(Cache(tmp_path))):
            before = sum(1 for _ in stored(tmp_path))
            found = kept_scripts(some, reader, words, "end")
            made.append(sum(1 for _ in stored(tmp_path)) - before)
        return found

    whole = (defining, *articles, using)
    assert scripts(*whole) == scripts_of(whole, reader, words)
    assert scripts(*whole) == scripts_of(whole, reader, words)
    assert scripts(using, defining) == scripts_of((using, defining), reader, words)
    assert made == [len({repr(one) for one in whole}), 0, 1]
    assert scripts(*whole)[-1] != scripts_of([using], reader, words)[0]
