"""What becomes of an issue after publication (mended, moved on, withdrawn) is signed and verified."""

from __future__ import annotations

import os
import shutil

import pytest
from click.testing import CliRunner

from bulletin import cli, manifest
from bulletin.cli.commands import verify as verify_command
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.manifest import CorrectionRecord, WithdrawalRecord
from bulletin.provenance.keys import generate
from bulletin.publish.base import Release
from bulletin.publish.revisions import withdrawal
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.targets.s3.target import S3Storage
from bulletin.publish.verifying import Wanted, verify
from bulletin.publish.whole import whole
from bulletin.site import listing
from bulletin.site.listing import Listing, read_listing
from bulletin.source.settings.targets import FolderPlace, S3Place
from tests.publish import misbehaving
from tests.publish.shop import DAY, FIRST, ISSUE, PUBLICATION, SECOND, WHY, built, signed, theme_of

KEY = generate()
SIGNED = PUBLICATION.model_validate(PUBLICATION.model_dump() | {"signing": {"key": KEY.public}})


def put(out, place, pages, **more):
    shutil.rmtree(out / ISSUE, ignore_errors=True)
    folder = signed(built(out, ISSUE, pages, **more) / ISSUE, KEY)
    release = Release(folder, whole(folder, ISSUE, [KEY.public]), theme_of(SIGNED))
    FolderTarget().publish(release, FolderPlace(type="folder", path=str(place)), dry_run=False)


def take_back(place):
    last = manifest.read(place / ISSUE)
    with withdrawal(last, theme_of(SIGNED), WithdrawalRecord(date=DAY, why=WHY), KEY) as found:
        FolderTarget().publish(found, FolderPlace(type="folder", path=str(place)), dry_run=False)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A place with a mended issue of which pages have moved on, and one where it is withdrawn."""
    folder = tmp_path_factory.mktemp("taken-back")
    mended = CorrectionRecord(date=DAY, text="Sai số")
    put(folder / "dist", folder / "mended", FIRST)
    put(folder / "dist", folder / "mended", SECOND, revision=2, corrections=(mended,))
    shutil.copytree(folder / "mended", folder / "withdrawn")
    take_back(folder / "withdrawn")
    return folder


@pytest.fixture
def copy(places, tmp_path):
    return shutil.copytree(places, tmp_path / "copy")


@pytest.mark.parametrize("name", ["mended", "withdrawn"])
@pytest.mark.parametrize("inside", [".", ISSUE])
def test_what_was_mended_or_taken_back_is_whole_and_signed_and_said(places, name, inside):
    report = verify(str(places / name / inside), Wanted(now=0.0, keys=(KEY.public,)))
    assert report.faults == ()
    assert report.signers == {ISSUE: KEY.public}
    assert report.corrected == {ISSUE: 1}
    record = WithdrawalRecord(date=DAY, why=WHY)
    assert report.withdrawn == ({ISSUE: record} if name == "withdrawn" else {})
    assert report.as_data()["withdrawn"] == (
        {ISSUE: {"date": "2026-12-03", "why": WHY}} if name == "withdrawn" else {}
    )


def test_verify_tells_people_why_an_issue_was_withdrawn(places):
    terminal = Terminal(quiet=False, colour=False, live=False)
    found = CliRunner().invoke(verify_command.command, [str(places / "withdrawn")], obj=terminal)
    assert found.exit_code == 0
    assert f"{ISSUE} was withdrawn on 2026-12-03: {WHY}" in found.output


CHANGED = {
    "a page that leads on": ("mended", f"{ISSUE}/y-te.html"),
    "a page that leads on, below": ("mended", f"{ISSUE}/more/sau.html"),
    "the notice": ("withdrawn", f"{ISSUE}/index.html"),
    "what lets devices forget it": ("withdrawn", f"{ISSUE}/worker.js"),
    "the feed": ("withdrawn", "feed.xml"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_changed_byte_of_what_stays_is_named(copy, what):
    name, path = CHANGED[what]
    file = copy / name / path
    file.write_bytes(file.read_bytes()[:-2] + b"X\n")
    (fault,) = verify(str(copy / name), Wanted(now=0.0)).faults
    assert fault.place == str(file)


def test_a_page_that_was_laid_beside_those_that_lead_on_is_named(copy):
    (copy / "mended" / ISSUE / "fake.html").write_text("x", encoding="utf-8")
    (fault,) = verify(str(copy / "mended"), Wanted(now=0.0)).faults
    assert fault.place.endswith("fake.html")


def test_a_feed_that_still_names_a_withdrawn_issue_is_named(places):
    with misbehaving.serving(places / "withdrawn") as server:
        feed = (places / "mended" / "feed.xml").read_bytes()
        server.misdeeds["feed.xml"] = lambda handler, _: handler.right(feed)
        said = [fault.what for fault in verify(server.address, Wanted(now=0.0)).faults]
    assert f"it still names the withdrawn issue {ISSUE}" in said


def test_what_a_place_needs_is_withdrawn_with_the_key_and_not_without(
    small, copy, tmp_path, monkeypatch, capsys
):
    settings = small / "publication.yaml"
    settings.write_text(f"{settings.read_text()}signing: {KEY.public}\n")
    place = copy / "mended"
    Listing(files=read_listing(place).files).write(place)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    command = ["withdraw", ISSUE, "--why", WHY, "--in", str(small), "--to", str(place)]
    assert cli.run(command) == 1
    assert "the private key is not here" in capsys.readouterr().err
    assert (place / ISSUE / "a.pdf").is_file()
    monkeypatch.setenv("BULLETIN_SIGNING_KEY", KEY.to_pem().decode())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    last = manifest.read(place / ISSUE).modified
    assert cli.run(command) == 0
    assert manifest.read(place / ISSUE).modified == last  # no day before there was the issue
    said = capsys.readouterr().err
    assert "signed with the key" in said
    assert f"{ISSUE} was withdrawn" in said
    assert manifest.signer(place / ISSUE, [KEY.public]) == KEY.public


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x85", "\ufffe", "\udcff"])
def test_words_that_no_page_can_show_are_refused_before_anything_is_taken_back(
    sign, small, copy, capsys
):
    """Bytes of another encoding come as U+DC80 and what follows, which no file takes."""
    place = copy / "mended"
    where = ["--in", str(small), "--to", str(place)]
    assert cli.run(["withdraw", ISSUE, "--why", f"sai {sign} rồi", *where]) == 2
    assert "no page can show" in capsys.readouterr().err
    assert (place / ISSUE / "a.pdf").is_file()


@pytest.mark.parametrize("kind", ["a link to zeros", "a pipe"])
def test_a_list_of_ours_that_is_no_plain_file_is_refused_at_once(kind, tmp_path):
    if kind == "a pipe":
        os.mkfifo(tmp_path / listing.NAME)
    else:
        (tmp_path / listing.NAME).symlink_to("/dev/zero")
    with pytest.raises(BulletinError, match="cannot be read"):
        read_listing(tmp_path)


def test_a_bucket_may_be_named_alone():
    assert S3Storage(S3Place(type="s3", bucket="bucket")).place == "s3://bucket"
