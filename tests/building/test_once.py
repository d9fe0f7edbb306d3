"""Things are made once: a mended word makes anew what shows it, and nothing else.

What was made is counted by the entries that came into the store.
"""

from __future__ import annotations

import ast
import datetime as dt
import json
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from bulletin.art import pictures
from bulletin.cache import Cache, once
from bulletin.cache.eviction import SOUND, stored
from bulletin.cli.commands.cache import WORDS
from bulletin.composition import compose
from bulletin.diagnostics import BulletinError
from bulletin.document import Chart, walk
from bulletin.editions.epub.edition import EpubEdition
from bulletin.editions.epub.resources import BookShelf, PictureLimits
from bulletin.editions.share.edition import ShareEdition
from bulletin.editions.web import WebEdition
from bulletin.editions.web.responsive import Pictures
from bulletin.job import Job
from bulletin.narration.model import Narration
from bulletin.paper.markup.placing import Placing
from bulletin.source.load import load
from tests.building.builds import digests
from tests.code_trees import READS_ALL_CODE, modules
from tests.conftest import CHECKOUT, TESTS
from tests.editions import sounding

ID = "2026-11"
EVERY = TESTS / "paper" / "papers" / "every"
NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)

PHOTOGRAPH = "images/anh.jpg"
FIRST, SECOND = "01-mot-cot.md", "02-hai-cot.md"


def _composed(root: Path):
    issue = load(root, ID).issue
    return compose(issue)


@dataclass
class Desk:
    """An editor's publication, and a store that lasts from one build to the next."""

    root: Path
    folder: Path
    made: Path
    narration: Narration
    builds: int = 0

    @property
    def cache(self) -> Cache:
        return Cache(self.folder / "cache")

    def _kept(self) -> Counter[str]:
        return Counter(one.kind for one in stored(self.cache.root))

    def build(self, *editions, keep: bool = True) -> tuple[Counter[str], dict[str, str]]:
        """What came into the store, and the digests of what editions wrote."""
        self.builds += 1
        out = self.folder / f"out-{self.builds}"
        job = Job(_composed(self.root), self.narration, self.made, NOW)
        before = self._kept()
        for edition in editions or (ShareEdition(), WebEdition(), EpubEdition()):
            if keep:
                with once.kept_in(once.store_in(self.cache)):
                    edition.make(job, out)
            else:
                edition.make(job, out)
        return self._kept() - before, digests(out)

    def mend(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def clock():
    """The time that faces in PDFs bear, as the process of an edition has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The publication built once; others begin with its store."""
    folder = tmp_path_factory.mktemp("once")
    root = Path(shutil.copytree(EVERY, folder / "issues"))
    _photograph(root / ID / PHOTOGRAPH, 1.5)
    with (root / ID / SECOND).open("a", encoding="utf-8") as article:
        article.write(f"\n:::{{figure}} {PHOTOGRAPH}\n:alt: Ruộng lúa\n:::\n")
    narration = sounding.narrate(
        _composed(root), folder / "made" / "audio", seconds=0.02, inline=True
    )
    desk = Desk(root, folder, folder / "made", narration)
    return desk, *desk.build()


@pytest.fixture
def desk(first, tmp_path):
    """A copy of the publication that was built once, with its store."""
    begun, *_ = first
    shutil.copytree(begun.root, tmp_path / "issues")
    shutil.copytree(begun.cache.root, tmp_path / "cache")
    return replace(begun, root=tmp_path / "issues", folder=tmp_path, builds=0)


def test_each_kind_is_made(first):
    _, made, _ = first
    spoken = {"announcements", "references", "scripts", "tagged", "takes", "transcripts"}
    assert {kind.name for kind in _kinds()} - set(made) <= spoken


def _kinds() -> list[once.Kind]:
    return [value for value in vars(once).values() if isinstance(value, once.Kind)]


def test_what_is_found_is_what_would_be_made(first, desk):
    _, _, written = first
    again, found = desk.build()
    assert not again
    assert found == written
    assert desk.build(WebEdition())[1] == desk.build(WebEdition(), keep=False)[1]


def _mend_sentence(desk: Desk) -> None:
    """Another beginning for a sentence of the first article, which is now said more slowly."""
    text = (desk.root / ID / FIRST).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line[:1].isupper() and len(line) > 40)
    old = next(line[:30] for line in lines if text.count(line[:30]) == 1)
    desk.mend(f"{ID}/{FIRST}", old, "Câu này đã được sửa lại")
    opening, spoken, *rest = desk.narration.tracks
    later = tuple(replace(cue, end=cue.end + 0.01) for cue in spoken.cues)
    desk.narration = replace(desk.narration, tracks=(opening, replace(spoken, cues=later), *rest))


def test_a_mended_sentence_makes_its_article_anew_and_nothing_else(desk):
    _mend_sentence(desk)
    made, _ = desk.build()
    recordings = made.pop("recordings", 0)
    assert recordings <= 1
    assert made == {
        "web-articles": 2,  # on its own page, and on the issue's
        "book-articles": 2,  # in the book, and in the light one
        "overlays": 2,
        "pages": made["pages"],
    }
    # Its page, in the web edition and two books; the issue's, without and with its own size.
    assert made["pages"] == 3 + 2


def test_a_mended_title_makes_its_card_and_what_names_it(desk):
    desk.mend(f"{ID}/{SECOND}", "title:", "title: Đã sửa,")
    made, _ = desk.build()
    assert made["web-articles"] == made["book-articles"] == 2
    # Its card and its preview; the posters and handbills that name it.
    assert made["sheets"] == 2 + 4
    assert not {"pictures", "charts", "covers"} & set(made)


def _photograph(file: Path, top: float) -> None:
    Image.effect_mandelbrot((900, 700), (-2, -1.5, 1, top), 50).convert("RGB").save(file)


def test_another_picture_of_the_same_name_is_seen(first, desk):
    _, _, written = first
    _photograph(desk.root / ID / PHOTOGRAPH, 1.2)
    made, found = desk.build(WebEdition(), EpubEdition())
    assert made["pictures"] == 3 + 1 + 1  # for screens, for old browsers and the book, small
    shown = {path for path in found if "anh" in path}
    assert len(shown) == 3 + 1
    assert not shown & set(written)


def test_another_word_of_the_theme_is_seen(desk):
    words = desk.root / "theme" / "strings" / "vi" / "own.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("content_chart_data: Số liệu khác\n", encoding="utf-8")
    made, _ = desk.build(WebEdition())
    assert made["web-articles"] > 0
    page = (desk.folder / "out-1" / "index.html").read_text(encoding="utf-8")
    assert "Số liệu khác" in page


def test_editions_share_what_they_show_alike(first):
    """A chart is drawn once for the web edition and both books."""
    desk, made, _ = first
    drawn = [
        block
        for article in _composed(desk.root).articles
        for block in walk(*article.blocks)
        if isinstance(block, Chart)
    ]
    assert made["charts"] == len({repr(chart) for chart in drawn}) > 0


def test_a_picture_is_read_once_for_all_its_sizes(tmp_path, monkeypatch):
    photograph = tmp_path / "a.jpg"
    _photograph(photograph, 1.1)
    read = []
    plain = pictures.photographs.plain
    monkeypatch.setattr(
        pictures.photographs, "plain", lambda image: read.append(image) or plain(image)
    )
    with once.kept_in(once.store_in(Cache(tmp_path / "cache"))):
        for width in (800, 480, 300):
            pictures.derive(photograph, width, "webp")
            pictures.derive(photograph, width, "jpeg")
        pictures.derive(photograph, 800, "jpeg", 82)  # the quality that it has anyway
    assert len(read) == 1
    assert sum(one.kind == "pictures" for one in stored(tmp_path / "cache")) == 6


def test_a_thing_is_made_without_a_store_too():
    assert once.made(once.CHART, "key", lambda: b"made") == b"made"
    together = once.made_together(
        once.SHEET, {"a": 1, "b": 2}, lambda names: dict.fromkeys(names, b"x")
    )
    assert together == {"a": b"x", "b": b"x"}


@pytest.mark.parametrize("other", ["key", "kind", "code", "libraries"])
def test_a_key_names_all_that_shapes_a_thing(tmp_path, other):
    store = once.store_in(Cache(tmp_path))
    with once.kept_in(store):
        once.made(once.CHART, ("a", 1), lambda: b"first")
        assert once.made(once.CHART, ("a", 1), lambda: b"second") == b"first"
    kind, key = once.CHART, ("a", 1)
    if other == "key":
        key = ("a", 2)
    elif other == "kind":
        kind = once.COVER
    elif other == "code":
        store = replace(store, code="another version")
    else:
        kind = replace(kind, libraries=("click",))
    with once.kept_in(store):
        assert once.made(kind, key, lambda: b"second") == b"second"


def test_what_fails_is_not_kept(tmp_path):
    def failing() -> bytes:
        message = "it cannot be drawn"
        raise ValueError(message)

    with once.kept_in(once.store_in(Cache(tmp_path))):
        with pytest.raises(ValueError, match="drawn"):
            once.made(once.CHART, "key", failing)
        assert once.made(once.CHART, "key", lambda: b"made") == b"made"


class Bucket(dict):
    """What other machines have put into a bucket."""

    put = dict.__setitem__


def test_what_is_run_is_taken_from_no_other_machine_and_given_to_none(tmp_path):
    bucket = Bucket(probe=b"probe")
    for machine in ("first", "second"):
        with once.kept_in(once.store_in(Cache(tmp_path / machine, shared=bucket))):
            once.made(once.TEMPLATE, "key", machine.encode)
            assert once.found(once.TEMPLATE, "key") == machine.encode()
            once.made(once.PAGE, "key", machine.encode)
    assert [name.rpartition(".")[2] for name in bucket] == ["probe", "pages"]


def test_a_template_of_ours_is_compiled_once_and_one_of_a_publication_as_it_stands(desk):
    page = desk.root / "theme" / "web" / "article.html"
    page.parent.mkdir(parents=True)
    for word in ("Trang", "Bài"):
        page.write_text(f"{word} {{% include 'web/reader.html' %}}", encoding="utf-8")
        made, _ = desk.build(WebEdition())
        assert "templates" not in made
        written = desk.folder / f"out-{desk.builds}" / "mot-cot.html"
        assert written.read_text(encoding="utf-8").startswith(word)


@READS_ALL_CODE
def test_every_kind_is_told_in_words_and_has_its_key_written_down():
    calls = (node for tree in modules().values() for node in ast.walk(tree))
    names = {
        ast.literal_eval(call.args[0])
        for call in calls
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "Kind"
    }
    assert names | {SOUND, "editions", "archives"} == set(WORDS)
    architecture = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name in sorted(names):
        assert f"| `{name}` |" in (once.__doc__ or "")
        assert f"`{name}`" in architecture


@pytest.mark.parametrize("file", ["/etc/hostname", "../a.md", "images/../../a"])
def test_what_others_may_have_kept_names_no_file_that_is_none_of_the_issue_s(
    file, tmp_path, monkeypatch
):
    kept = json.dumps(["<p/>", [["copy", file]]]).encode()
    monkeypatch.setattr(once, "made", lambda *_: kept)
    placing = Placing(None, tmp_path, None, None, dpi=150, quality=None)
    for bring in (
        lambda: Pictures(tmp_path, tmp_path / "out").kept("key", str),
        lambda: BookShelf(tmp_path, PictureLimits()).bring([(file, "media")]),
        lambda: placing.replay([(file, "alt", ("a.md", 1, 1), 150, 100)]),
    ):
        with pytest.raises(BulletinError, match="none of the issue's"):
            bring()
    assert not (tmp_path / "out").exists()
