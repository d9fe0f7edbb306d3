"""The tree of each piece of Markdown and each directive, as its directory expects it.

`python -m pytest --accept` writes `expected.txt` anew: read the difference.
"""

import unicodedata
from pathlib import Path

import pytest

from bulletin.document import walk
from bulletin.source.markdown import read_lone
from tests.source.tree_text import text_of

HERE = Path(__file__).parent / "trees"
CASES = sorted(path.parent.name for path in HERE.glob("*/article.md"))


def read(name):
    folder = HERE / name
    article, findings = read_lone((folder / "article.md").read_bytes(), "01-bai-mot.md", folder)
    assert findings == ()
    return article


@pytest.mark.parametrize("name", CASES)
def test_an_article_gives_the_tree_that_its_directory_expects(name, golden):
    golden.file(HERE / name / "expected.txt", text_of(read(name)))


@pytest.mark.parametrize("name", CASES)
def test_every_block_has_an_id_of_its_own(name):
    ids = [block.id for block in walk(*read(name).blocks)]
    assert all(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", CASES)
def test_all_text_is_in_normal_form_c(name):
    text = text_of(read(name))
    assert unicodedata.is_normalized("NFC", text)
