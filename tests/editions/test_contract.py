"""What holds between editions, whoever brings them: who comes before whom, and what is offered."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace

import pytest

from bulletin.building.pieces import link_tree
from bulletin.diagnostics import BulletinError
from bulletin.editions import base
from bulletin.editions.base import Download, any_on_paper, before, behind, downloads_of, editions
from bulletin.theming.theme import Strings


def edition(name, *after, offers=(), gathers=False, spoken=False):
    return SimpleNamespace(
        name=name,
        after=after,
        spoken=spoken,
        standard=True,
        downloads=tuple(Download(f"{{stem}}{ending}") for ending in offers),
        gathers=gathers,
        make=None,
        versions=dict,
    )


WEB = edition("web", "qr", gathers=True)


@pytest.mark.parametrize(
    ("some", "earlier"),
    [
        ([WEB, edition("qr")], {"qr"}),
        ([WEB, edition("daisy", offers=[".zip"])], {"daisy"}),
        ([WEB, edition("plain"), edition("daisy", offers=[".zip"])], {"daisy"}),
        ([WEB, edition("mirror", "web", offers=[".zip"])], set()),
        ([WEB, edition("a", "web"), edition("mirror", "a", offers=[".zip"])], set()),
        ([WEB, edition("leaflet", "daisy"), edition("daisy", offers=[".zip"])], {"daisy"}),
        ([WEB, edition("kiosk", offers=[".html"], gathers=True)], {"kiosk"}),
        ([edition("web", offers=[".zip"], gathers=True)], set()),
        ([WEB], set()),
    ],
)
def test_what_gathers_comes_after_all_that_is_offered_but_not_after_what_waits_for_it(
    some, earlier
):
    for order in permutations(some):
        assert before(order)["web"] == earlier


def test_two_that_gather_and_offer_do_not_wait_for_each_other():
    pair = [edition(name, offers=[".zip"], gathers=True) for name in ("one", "two")]
    assert before(pair) == {"one": {"two"}, "two": set()}


def test_the_web_edition_is_made_after_every_installed_edition_that_offers_something():
    installed = editions()
    offering = {name for name, one in installed.items() if one.downloads}
    assert {"pdf", "print", "epub", "audiobook"} <= offering
    earlier = before(installed.values())
    assert offering <= earlier["web"] | behind("web", earlier)
    names = list(installed)
    assert all(names.index(name) < names.index("web") for name in earlier["web"])


def test_what_is_made_of_the_web_edition_and_offered_by_it_is_sure_to_come():
    installed = editions()
    later = behind("web", before(installed.values()))
    offered = downloads_of(installed[name] for name in later)
    assert [one.file for _, one in offered if one.sure] == ["{stem}.html"]
    assert all(one.sure for _, one in offered), "nobody would be offered it"


def test_what_is_offered_stands_in_one_order_whoever_comes_first():
    installed = list(editions().values())
    for first in range(len(installed)):
        turned = installed[first:] + installed[:first]
        for some in (turned, turned[::-1]):
            assert [download.path("a") for _, download in downloads_of(some)] == [
                "a.pdf", "a-booklet.pdf", "a-print.pdf", "a.epub", "a-light.epub", "a.m4b", "a.mp3", "a.html", "a.ics",
            ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "path", "fits"),
    [
        ("{stem}.pdf", "ban-tin-2026-11.pdf", True),
        ("{stem}.pdf", "share/poster.pdf", False),
        ("{stem}.pdf", "ban-tin-2026-11.pdf.txt", False),
        ("{stem}.pdf", ".pdf", False),
        ("{stem}-a+b.pdf", "ban-tin-a+b.pdf", True),
        ("{stem}-a+b.pdf", "ban-tin-aab.pdf", False),
        ("share/poster-a4.pdf", "share/poster-a4.pdf", True),
        ("share/poster-a4.pdf", "poster-a4.pdf", False),
        ("{stem}/all.zip", "ban-tin-2026-11/all.zip", True),
    ],
)
def test_a_download_knows_its_file_again(file, path, fits):
    assert Download(file).fits(path) is fits
    assert Download(file).fits(Download(file).path("ban-tin-2026-11"))


WORDS = {"en": ("Plain", "for Braille"), "eo": ("Nura", "por brajlo")}


@pytest.mark.parametrize(
    ("download", "language", "said"),
    [
        (Download("{stem}.txt", "k", WORDS), "vi", ("Of the theme", "Hint of the theme")),
        (Download("{stem}.txt", "other", WORDS), "eo", ("Nura", "por brajlo")),
        (Download("{stem}.txt", words=WORDS), "eo-XX", ("Nura", "por brajlo")),
        (Download("{stem}.txt", words=WORDS), "vi", ("Plain", "for Braille")),
        (Download("{stem}.txt", words={"fr": ("Texte", "")}), "vi", ("Texte", "")),
        (Download("{stem}-all.zip"), "vi", ("all.zip", "")),
    ],
)
def test_what_a_download_is_called_the_theme_knows_best_then_its_package(download, language, said):
    strings = Strings(language, {"k": "Of the theme", "k_hint": "Hint of the theme"})
    assert (download.title(strings), download.hint(strings)) == said


@pytest.mark.parametrize(
    ("brought", "said"),
    [
        ([edition("a", "b"), edition("b", "a")], "wait for each other: a, b"),
        ([edition("a", "b"), edition("b", spoken=True)], "a comes after b, which is spoken"),
        ([edition("kiosk", gathers=True), edition("b", offers=["x"], spoken=True)], "is spoken"),
    ],
)
def test_editions_that_cannot_be_put_in_order_are_named(monkeypatch, brought, said):
    named = {one.name: one for one in brought}
    monkeypatch.setattr(base.plugins, "points", lambda _group: named)
    monkeypatch.setattr(base, "_edition", lambda point: point)
    with pytest.raises(BulletinError, match=said):
        editions()


def test_two_editions_that_write_one_path_are_refused_by_its_name(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name / "share").mkdir(parents=True)
        (tmp_path / name / "share" / "a.txt").write_text(name)
    link_tree(tmp_path / "one", tmp_path / "release")
    with pytest.raises(BulletinError, match="two editions write share/a"):
        link_tree(tmp_path / "two", tmp_path / "release")


def test_an_edition_of_another_package_can_be_on_paper():
    plain, leaflet = edition("plain"), edition("leaflet")
    leaflet.on_paper = True
    assert not any_on_paper([plain, WEB])
    assert any_on_paper([plain, leaflet])
    assert {one.name for one in editions().values() if any_on_paper([one])} >= {
        "pdf",
        "print",
        "share",
    }
