"""What was published stays at its address, whatever comes after it: in every kind of place."""

from __future__ import annotations

import contextlib
import itertools
import re
import shutil
from pathlib import Path

import pytest
import yaml

from bulletin.diagnostics import BulletinError
from bulletin.manifest import CorrectionRecord, Manifest, WithdrawalRecord, parsed
from bulletin.publish.base import Release, lasting
from bulletin.publish.choosing import targets
from bulletin.publish.revisions import published, refuse_unsaid, withdrawal
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.targets.git.target import GitTarget
from bulletin.publish.targets.s3.target import S3Target
from bulletin.publish.targets.sftp.target import SftpStorage, SftpTarget
from bulletin.publish.whole import whole
from bulletin.site.listing import Listing
from bulletin.source.settings.targets import FolderPlace
from tests.publish.conftest import part
from tests.publish.servers import Bucket, Repository, Server
from tests.publish.shop import DAY, FIRST, ISSUE, SECOND, WHY, built, files, theme_of

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("things_once")]


class Folder(Server):
    """A folder of this machine."""

    def __init__(self, folder):
        self.place = FolderPlace(type="folder", path=str(folder))

    def open(self):
        return contextlib.nullcontext()

    def files(self):
        found = files(Path(self.place.path))
        return {path: data for path, data in found.items() if not path.startswith(".releases/")}

    def lay(self, path, data):
        raise NotImplementedError

    def take(self, path):
        raise NotImplementedError


class Shop:
    """A place of some kind, and all that the commands do there."""

    def __init__(self, target, place, server, out):
        self.target, self.place, self.server, self.out = target, place, server, out

    def publish(self, pages, issue_id=ISSUE, **more):
        shutil.rmtree(self.out / issue_id, ignore_errors=True)
        built(self.out, issue_id, pages, **more)
        found = whole(self.out / issue_id, issue_id)
        release = Release(self.out / issue_id, found, theme_of())
        return self.target.publish(release, self.place, dry_run=False)

    def roll_back(self, issue_id=ISSUE):
        return self.target.roll_back(issue_id, self.place, theme_of())

    def withdraw(self, issue_id=ISSUE):
        last = published(self.target, self.place, issue_id)
        with withdrawal(last, theme_of(), WithdrawalRecord(date=DAY, why=WHY)) as release:
            self.target.publish(release, self.place, dry_run=False)

    def texts(self):
        return {p: d.decode("utf-8", "replace") for p, d in self.server.files().items()}


@pytest.fixture(params=["folder", "sftp", "s3", "git"])
def shop(request, tmp_path, monkeypatch):
    out = tmp_path / "dist"
    if request.param == "folder":
        server = Folder(tmp_path / "www")
        return Shop(FolderTarget(), server.place, server, out)
    if request.param == "git":
        server = Repository(tmp_path / "pages.git")
        return Shop(GitTarget(), server.place, server, out)
    if request.param == "s3":
        server = Bucket(request.getfixturevalue("weed"), part())
        return Shop(S3Target(), server.place, server, out)
    server = request.getfixturevalue("sshd")
    server.www = tmp_path / "www"
    place = server.place()
    made = SftpStorage
    monkeypatch.setattr(
        "bulletin.publish.targets.sftp.target.SftpStorage",
        lambda place: made(place, server.settings),
    )
    return Shop(SftpTarget(), place, server, out)


def leads_on(text: str, to: str) -> bool:
    return f'content="0; url={to}"' in text and f'<a href="{to}">' in text


def forwards(there: dict[str, str]) -> set[str]:
    return {path for path, text in there.items() if 'http-equiv="refresh"' in text}


def test_pages_that_a_new_build_no_longer_has_lead_to_the_issue_for_ever(shop):
    shop.publish(FIRST)
    shop.publish(SECOND)
    there = shop.texts()
    assert leads_on(there["2026-11/y-te.html"], "../2026-11/index.html")
    assert leads_on(there["2026-11/more/sau.html"], "../../2026-11/index.html")
    shop.publish({"index.html": "three"})
    shop.publish({"index.html": "page"}, "2026-12")
    there = shop.texts()
    gone = {"y-te.html", "more/sau.html", "suc-khoe.html"}
    assert forwards(there) == {f"2026-11/{path}" for path in gone}
    kinds = {c.kind for c in shop.publish({"index.html": "page"}, "2026-12")}
    assert kinds == {"unchanged"}
    shop.publish(FIRST)
    there = shop.texts()
    assert (there["2026-11/y-te.html"], there["2026-11/more/sau.html"]) == ("health", "deep")
    assert forwards(there) == {"2026-11/suc-khoe.html"}


def test_the_page_of_an_article_that_was_taken_out_says_why(shop, tmp_path):
    why = "Bài Y tế được rút vì số liệu sai"
    shop.publish(FIRST)
    told = (CorrectionRecord(date=DAY, text=why),)
    kept = tmp_path / "www" / ".releases"
    if shop.target.name == "folder":  # left by a version that kept it from nobody
        kept.mkdir(mode=0o755)
    shop.publish(SECOND, revision=2, corrections=told)
    there = shop.texts()
    page = there["2026-11/y-te.html"]
    assert forwards(there) == set()
    assert f"3 tháng 12 năm 2026: {why}" in page
    assert '<a href="../2026-11/index.html">' in page
    if shop.target.name == "folder":  # what is kept for a rollback is for no reader
        assert kept.stat().st_mode & 0o077 == 0


def test_a_rollback_shows_the_release_before_and_a_second_one_the_newer(shop):
    shop.publish(FIRST)
    shop.publish({"index.html": "page"}, "2026-10")
    shop.publish(SECOND)
    before = shop.texts()
    if shop.target.name == "s3":
        with pytest.raises(BulletinError, match="a bucket keeps no last release") as caught:
            shop.roll_back()
        assert "--silent-change" in caught.value.hint
        assert shop.texts() == before
        return
    shop.roll_back()
    there = shop.texts()
    assert {path: there[f"2026-11/{path}"] for path in FIRST} == FIRST
    assert "2026-11/b.pdf" not in there
    if shop.target.name != "git":  # where a commit is undone as a whole
        assert forwards(there) == {"2026-11/suc-khoe.html"}
    shop.roll_back()
    there = shop.texts()
    assert {path: there[f"2026-11/{path}"] for path in SECOND} == SECOND
    assert forwards(there) == {"2026-11/y-te.html", "2026-11/more/sau.html"}
    assert {c.kind for c in shop.publish(SECOND)} == {"unchanged"}


def test_without_a_release_before_nothing_is_rolled_back(shop):
    shop.publish({"index.html": "page"}, "2026-10")
    shop.publish(FIRST)
    before = shop.texts()
    for issue in (ISSUE, "2026-01"):
        with pytest.raises(BulletinError) as caught:
            shop.roll_back(issue)
        assert caught.value.hint
    assert shop.texts() == before


def test_a_withdrawn_issue_says_so_at_every_address_and_has_no_files(shop):
    shop.publish(FIRST)
    shop.publish(SECOND)
    shop.publish({"index.html": "page"}, "2026-12")
    shop.withdraw()
    shop.publish({"index.html": "page"}, "2027-01")
    there = shop.texts()
    for path in ("index.html", "suc-khoe.html"):
        assert WHY in there[f"2026-11/{path}"]
        assert '<meta name="robots" content="noindex">' in there[f"2026-11/{path}"]
        assert "3 tháng 12 năm 2026" in there[f"2026-11/{path}"]
    assert forwards(there) == {"2026-11/y-te.html", "2026-11/more/sau.html"}
    assert not [p for p in there if p.startswith("2026-11/") and p.endswith((".pdf", ".m4a"))]
    assert "unregister" in there["2026-11/worker.js"]
    assert WHY in there["index.html"]
    assert WHY in there["contents.html"]
    assert [there[name].count("/2026-11/") for name in ("feed.xml", "opds.xml", "sitemap.xml")] == [
        0, 0, 0,
    ]  # fmt: skip
    with pytest.raises(BulletinError, match=f"was withdrawn on 2026-12-03: {WHY}") as caught:
        shop.publish(SECOND)
    assert "corrections:" in caught.value.hint
    assert shop.texts() == there
    shop.publish(SECOND, revision=2)
    assert shop.texts()["2026-11/b.pdf"] == "other"


def test_an_issue_that_was_withdrawn_is_not_brought_back_by_rolling_back(shop):
    shop.publish(FIRST)
    shop.publish(SECOND)
    shop.withdraw()
    before = shop.texts()
    with pytest.raises(BulletinError, match=f"was withdrawn on 2026-12-03: {WHY}") as caught:
        shop.roll_back()
    assert "corrections:" in caught.value.hint
    assert shop.texts() == before


def test_nothing_of_a_withdrawn_issue_is_kept_beside_it(shop, tmp_path):
    shop.publish(FIRST)
    shop.publish(SECOND)
    shop.withdraw()
    if shop.target.name in {"folder", "sftp"}:
        kept = [f for f in (tmp_path / "www" / ".releases").rglob("*") if f.suffix == ".pdf"]
        assert kept == []


def test_an_issue_that_is_not_there_cannot_be_withdrawn(shop):
    shop.publish(FIRST)
    with pytest.raises(BulletinError, match="no issue 2026-01 in that place"):
        shop.withdraw("2026-01")


def test_one_issues_id_may_begin_as_anothers_does(shop):
    rolls_back = shop.target.name in {"folder", "sftp"}
    texts = ("one", "two") if rolls_back else ("one",)
    for text, issue in itertools.product(texts, ("2026", "2026-11", "2026-1")):
        shop.publish({"index.html": f"{issue} {text}"}, issue)
    if not rolls_back:
        return
    for issue in ("2026", "2026-11", "2026-1"):
        shop.roll_back(issue)
        assert shop.texts()[f"{issue}/index.html"] == f"{issue} one"


# -- changes that readers are not told of ---------------------------------------------------


def release(tmp_path, silent="", **more):
    folder = built(tmp_path, **more) / ISSUE
    return Release(folder, whole(folder, ISSUE), theme_of(), silent)


def told(text, article=""):
    return CorrectionRecord(date=DAY, text=text, article=article)


OF_AN_ARTICLE = {
    "words": "a",
    "revision": 3,
    "corrections": (told("Sai tên", "y-te"), told("Sai số", "y-te")),
}
"""The last release told of two mistakes in an article that is no longer there."""


MENDED = {"revision": 2, "corrections": (told("Sai số"),)}


@pytest.mark.parametrize(
    ("last", "new", "silent", "refused"),
    [
        ({"words": "a"}, {"words": "a"}, "", False),
        ({"words": "a"}, {"words": "b"}, "", True),
        ({"words": "a"}, {"words": "b"}, "typing error", False),
        ({"words": "a"}, {"words": "b", "revision": 2}, "", False),
        ({"words": "a", "revision": 2}, {"words": "b", "revision": 2}, "", True),
        ({"words": "a", "revision": 2}, {"words": "b", "revision": 1}, "", True),
        ({"words": ""}, {"words": "b"}, "", False),  # published before words were counted
        ({"facts": "a"}, {"facts": "b"}, "", True),
        ({"facts": "a"}, {"facts": "b", "revision": 2}, "", False),
        ({"facts": ""}, {"facts": "b"}, "", False),
        (MENDED, MENDED, "", False),
        (MENDED, {}, "", True),
        (MENDED, MENDED | {"corrections": (told("Sai số nhà"),)}, "", True),
        (MENDED, MENDED | {"corrections": (told("Sai số nhà"),), "revision": 3}, "", False),
        ({"withdrawn": WithdrawalRecord(date=DAY, why=WHY)}, {}, "", True),
        ({"withdrawn": WithdrawalRecord(date=DAY, why=WHY)}, {"revision": 2}, "", False),
        ({"words": "a"}, {"withdrawn": WithdrawalRecord(date=DAY, why=WHY)}, "", False),
        (OF_AN_ARTICLE, {"words": "b", "corrections": (told("Bài đã rút"),)}, "", False),
        (OF_AN_ARTICLE, {"words": "b", "corrections": (told("Sai tên"),)}, "", True),
    ],
)
def test_other_words_need_a_correction_or_a_reason(tmp_path, last, new, silent, refused):
    before = release(tmp_path / "last").manifest.model_copy(update=last)
    after = release(tmp_path / "new", silent, **new)
    refuse_unsaid(None, after)
    if not refused:
        refuse_unsaid(before, after)
        return
    with pytest.raises(BulletinError) as caught:
        refuse_unsaid(before, after)
    assert "corrections: [{date: " in caught.value.hint


IMPRINT = {"licence": "GP 1/2026", "editors": [{"name": "Lê An", "role": "Biên tập"}]}


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"publication": "Bản tin xã Mới"}, {"title": "Bản tin"}),
        ({"publisher": "Xã Mới"}, {"publisher": "UBND xã Thử"}),
        ({"imprint": IMPRINT | {"licence": "GP Mới"}}, {"licence": IMPRINT["licence"]}),
        ({"imprint": IMPRINT | {"editors": [{"name": "Mới"}]}}, {"editors": IMPRINT["editors"]}),
    ],
)
def test_an_old_issue_keeps_its_masthead_unless_a_reason_is_given(tmp_path, changed, kept):
    named = {"publication": "Bản tin", "publisher": "UBND xã Thử", "imprint": IMPRINT}
    before = release(tmp_path / "last", **named).manifest
    new = named | changed
    refuse_unsaid(
        before.model_copy(update={"imprint": {}, "publication": ""}),
        release(tmp_path / "old", **new),
    )
    refuse_unsaid(before, release(tmp_path / "said", "two communes are one now", **new))
    with pytest.raises(BulletinError, match=r"would now be .*Mới") as caught:
        refuse_unsaid(before, release(tmp_path / "new", "", revision=2, **new))
    written = re.search(r"former: (\[.*\]) \(until", caught.value.hint)[1]
    assert yaml.safe_load(written) == [{"until": before.date} | kept]


def test_a_name_with_quotes_can_be_written_as_the_hint_has_it(tmp_path):
    name = 'Tập san "Quê nhà"'
    before = release(tmp_path / "last", publication=name).manifest
    with pytest.raises(BulletinError) as caught:
        refuse_unsaid(before, release(tmp_path / "new", publication="Bản tin xã Mới"))
    written = re.search(r"former: (\[.*\]) \(until", caught.value.hint)[1]
    assert yaml.safe_load(written)[0]["title"] == name


@pytest.mark.parametrize("spelt", ["Bản Tin Xã Hòa-Bình", "Bản tin  xã Hoà Bình"])
def test_the_same_name_spelt_otherwise_is_no_other_name(tmp_path, spelt):
    before = release(tmp_path / "last", publication="Bản tin xã Hòa Bình").manifest
    refuse_unsaid(before, release(tmp_path / "new", publication=spelt))


def test_every_target_of_ours_can_take_back_and_of_others_it_is_said():
    assert all(lasting(targets()[name](), name) for name in ("folder", "sftp", "s3", "git"))

    class Other:
        name = "fax"
        place = publish = None

    with pytest.raises(BulletinError, match='"fax" cannot take back'):
        lasting(Other(), "somewhere")


def test_manifests_of_old_are_first_revisions():
    old = Manifest.model_validate_json(
        '{"tool": "bulletin 0", "id": "a", "number": 1, "date": "2026-11-01", "title": "t",'
        ' "summary": "", "language": "vi", "address": "", "publication": "", "publisher": "",'
        ' "modified": "2026-11-01T00:00:00Z", "content": "", "voice": null, "duration": 0,'
        ' "articles": [], "versions": {}, "findings": [], "files": []}'
    )
    assert (old.revision, old.withdrawn, old.words) == (1, None, "")


@pytest.mark.parametrize("read", [parsed, Listing.model_validate_json])
def test_what_a_newer_bulletin_published_is_neither_damaged_nor_written_anew(read):
    """An older one would lose what it does not know of it."""
    with pytest.raises(BulletinError, match=r"made by bulletin 9\.0") as caught:
        read(b'{"format": 2, "tool": "bulletin 9.0", "files": 7}')
    assert "update bulletin" in caught.value.hint
    assert parsed(b'{"format": 2, "tool": "another program"}') is None
