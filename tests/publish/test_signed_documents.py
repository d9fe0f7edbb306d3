"""Documents of earlier years are signed like issues, wherever and by whomever they are published."""

from __future__ import annotations

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bulletin import manifest
from bulletin.building.sealing import list_signer
from bulletin.diagnostics import BulletinError
from bulletin.manifest import WithdrawalRecord
from bulletin.provenance.keys import generate
from bulletin.publish.base import Release, Target
from bulletin.publish.revisions import withdrawal
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.targets.sftp.target import SftpStorage, SftpTarget
from bulletin.publish.verifying import Wanted, verify
from bulletin.publish.whole import whole
from bulletin.site.archive import write_archive
from bulletin.source.settings.targets import Destination, FolderPlace
from bulletin.theming.theme import Theme
from tests.publish.shop import DAY, FIRST, ISSUE, PUBLICATION, SECOND, WHY, built, signed
from tests.site.earlier import REPORT, SCAN, pdf

pytestmark = pytest.mark.xdist_group("servers")

KEY, OTHER = generate(), generate()
SIGNATURE, LIST = "documents/documents.sig", "documents/documents.json"
SCAN = SCAN | {"file": "archive/cu.pdf"}
BOTH = (REPORT, SCAN)


def mine(public):
    return KEY if public == KEY.public else None


@pytest.fixture(scope="module", autouse=True)
def _things_once(things_once: None) -> None:
    """A document is looked at in a process of its own: once, as in a build."""


@functools.cache
def _theme():
    """The theme of all these publications, whose pages are compiled once."""
    return Theme(PUBLICATION, Path(__file__).parent)


@dataclass
class Office:
    """A publication whose documents and issues are signed, and where it is published."""

    root: Path
    target: Target[Any]
    place: Destination

    @property
    def www(self):
        return self.root / "www"

    def publication(self, entries=BOTH, key=KEY, before=()):
        signing = {"key": key.public, "earlier": [one.public for one in before]}
        changed = {"archive": list(entries), "signing": signing}
        return PUBLICATION.model_validate(PUBLICATION.model_dump() | changed)

    def theme(self, publication):
        theme = _theme()
        theme.publication, theme.root = publication, self.root
        return theme

    def build(self, pages, key=KEY):
        shutil.rmtree(self.root / "dist" / ISSUE, ignore_errors=True)
        signed(built(self.root / "dist", ISSUE, pages) / ISSUE, key)

    def build_around(self, entries=BOTH, signer=mine, key=KEY):
        publication = self.publication(entries, key)
        signs = list_signer(publication, signer, [])
        write_archive(self.theme(publication), self.root / "dist", signer=signs)

    def publish(self, entries=BOTH, signer=mine, key=KEY):
        folder = self.root / "dist" / ISSUE
        publication = self.publication(entries, key)
        found = whole(folder, ISSUE, [key.public])
        release = Release(folder, found, self.theme(publication), signer=signer)
        return self.target.publish(release, self.place, dry_run=False)

    def roll_back(self, entries=BOTH, signer=None):
        theme = self.theme(self.publication(entries))
        return self.target.roll_back(ISSUE, self.place, theme, signer)

    def page(self):
        return (self.www / ISSUE / "index.html").read_text("utf-8")

    def documents(self):
        return {f.parent.name for f in (self.www / "documents").glob("*/*.pdf")}

    def signers(self):
        """Who signed what; nothing is wrong there."""
        found = verify(str(self.www), Wanted(0))
        assert found.faults == ()
        return dict(found.signers)

    def faults(self, *keys):
        found = verify(str(self.www), Wanted(0, keys=keys)).faults
        return {Path(one.place).name: one.what for one in found}


@pytest.fixture(params=["folder", "sftp"])
def office(request, tmp_path, monkeypatch):
    (tmp_path / "archive").mkdir()
    for name in ("bao-cao-2018", "cu"):
        pdf(tmp_path / "archive" / f"{name}.pdf", name)
    monkeypatch.setattr("bulletin.site.search_index.write_index", lambda *_: None)
    if request.param == "folder":
        place = FolderPlace(type="folder", path=str(tmp_path / "www"))
        return Office(tmp_path, FolderTarget(), place)
    server = request.getfixturevalue("sshd")
    server.www = tmp_path / "www"
    made = SftpStorage
    monkeypatch.setattr(
        "bulletin.publish.targets.sftp.target.SftpStorage",
        lambda place: made(place, server.settings),
    )
    return Office(tmp_path, SftpTarget(), server.place())


def test_verify_says_who_signed_the_documents_also_after_a_rollback_without_the_key(office):
    office.build(FIRST)
    office.publish()
    both = {ISSUE: KEY.public, "documents": KEY.public}
    assert office.signers() == both
    office.build(SECOND)
    office.publish()
    for page in ("one", "two"):
        office.roll_back()
        assert office.page() == page
        assert office.documents() == {"bao-cao-2018", "cu"}
        assert office.signers() == both
    assert {change.kind for change in office.publish()} == {"unchanged"}


def test_a_rollback_after_documents_came_and_went_has_those_of_today(office):
    office.build(FIRST)
    office.publish([REPORT])
    office.build(SECOND)
    office.publish()
    gone = [SCAN]
    with pytest.raises(BulletinError, match="documents of earlier years is not signed") as caught:
        office.roll_back(gone)
    assert "BULLETIN_SIGNING_KEY" in caught.value.hint
    assert (office.page(), office.documents()) == ("two", {"bao-cao-2018", "cu"})
    office.roll_back(gone, mine)
    assert (office.page(), office.documents()) == ("one", {"cu"})
    assert office.signers()["documents"] == KEY.public
    there = (office.www / "documents/bao-cao-2018/index.html").read_text("utf-8")
    assert "đã được gỡ" in there, "an address outlives its document"
    with withdrawal(
        manifest.read(office.www / ISSUE),
        office.theme(office.publication(gone)),
        WithdrawalRecord(date=DAY, why=WHY),
        KEY,
    ) as taken:
        office.target.publish(taken, office.place, dry_run=False)
    assert office.documents() == {"cu"}
    assert office.signers() == {ISSUE: KEY.public, "documents": KEY.public}


@pytest.mark.parametrize("office", ["folder"], indirect=True)
def test_what_was_built_with_the_key_is_published_without_it_and_nothing_else(office):
    office.build(FIRST)
    office.build_around()
    office.publish(signer=None)
    assert office.signers()["documents"] == KEY.public
    before = (office.www / LIST).read_bytes()
    with pytest.raises(BulletinError, match="the private key is not here"):
        office.publish([REPORT], signer=None)
    assert (office.www / LIST).read_bytes() == before
    assert office.signers()["documents"] == KEY.public


@pytest.mark.parametrize("office", ["folder"], indirect=True)
def test_a_list_that_somebody_changed_or_signed_is_named(office):
    office.build(FIRST)
    office.publish()
    there = office.www
    whole_list, whole_signature = (there / LIST).read_bytes(), (there / SIGNATURE).read_bytes()
    forged = whole_list.replace("Báo cáo năm 2018".encode(), b"Other")
    assert forged != whole_list
    (there / LIST).write_bytes(forged)
    words = "it is not the publisher's signature of documents.json"
    assert office.faults()["documents.sig"] == words
    (there / SIGNATURE).write_text(OTHER.sign(forged) + "\n", "utf-8")
    assert office.faults()["documents.sig"] == words
    (there / SIGNATURE).unlink()
    assert "documents.sig" in office.faults()
    (there / LIST).write_bytes(whole_list)
    (there / SIGNATURE).write_bytes(whole_signature)
    assert "documents.sig" not in office.faults()
    assert "documents.sig" in office.faults(OTHER.public), "whoever knows another key is told"


def test_a_new_key_signs_the_list_anew(office):
    office.build(FIRST)
    office.publish()
    office.build(FIRST, key=OTHER)
    office.publish(key=OTHER, signer=lambda _: OTHER)
    assert office.signers() == {ISSUE: OTHER.public, "documents": OTHER.public}
