"""An issue without errors is built by every edition without an exception."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.editions.base import editions
from tests.fuzz.making import ISSUE, built
from tests.fuzz.pieces import BLOCKS, INLINES, NASTY, WORDS
from tests.fuzz.publications import filled, fresh, numbered

FEW = settings(
    max_examples=2,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
SILENT = sorted(name for name in editions() if name not in {"audiobook", "single"})


def a_line():
    word = st.sampled_from([*WORDS, *NASTY])
    inline = st.sampled_from(INLINES)
    return st.lists(st.tuples(inline, word), max_size=4).map(
        lambda pairs: " ".join(form.format(w=word, i=1) for form, word in pairs)
    )


def a_block(seed):
    return filled(numbered("clean", seed), BLOCKS[seed % len(BLOCKS)])


_SOUND = 4
"""The first of the invented publications whose other articles and settings have no error."""


def publication(folder, body):
    fresh(numbered("clean", _SOUND), folder)
    (folder / ISSUE / "01-bai-mot.md").write_text(
        f"---\ntitle: Bài một\n---\n\n{body}\n\nMột câu.[^1]\n\n[^1]: Hai.\n",
        encoding="utf-8",
        errors="replace",
    )
    return folder


def test_what_the_check_has_nothing_against_is_built_by_every_edition():
    """Something does reach the editions: of these publications the check lets some pass."""
    reached = []

    @given(line=a_line(), blocks=st.lists(st.integers(0, 999).map(a_block), max_size=3))
    @FEW
    def build(line, blocks):
        with tempfile.TemporaryDirectory() as temporary:
            folder = publication(Path(temporary, "issues"), "\n\n".join([line, *blocks]))
            reached.append(built(folder, SILENT) is not None)

    build()
    assert any(reached)
