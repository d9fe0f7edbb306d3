"""A bucket behind the caches of several machines: what one has made, no other makes."""

from __future__ import annotations

import pytest

from bulletin.cache import Cache, key_of, shared
from bulletin.cache.shared import SharedStore
from bulletin.diagnostics import BulletinError
from tests.ports import free_port
from tests.publish import servers
from tests.publish.conftest import part
from tests.warm import bulletin

pytestmark = pytest.mark.xdist_group("servers")


@pytest.fixture
def bucket(weed, monkeypatch):
    """The address of an empty part of a bucket, as the environment says where it is."""
    for name, value in servers.environment(weed).items():
        monkeypatch.setenv(name, value)
    shared._opened.cache_clear()  # noqa: SLF001, another server than the last test's
    shared._silent.clear()  # noqa: SLF001
    return f"s3://bulletin/{part()}"


def machine(folder, bucket):
    return Cache(folder, kind="clip", shared=SharedStore(bucket))


def test_what_one_machine_has_made_no_other_makes(bucket, tmp_path):
    one, other = machine(tmp_path / "one", bucket), machine(tmp_path / "other", bucket)
    key = key_of("a sentence")
    assert other.get(key) is None
    one.put(key, b"sound")
    assert other.get(key) == b"sound"
    assert Cache(tmp_path / "other", kind="clip").get(key) == b"sound", "kept there from then on"


def test_folders_go_from_machine_to_machine_too(bucket, tmp_path):
    def make(folder):
        (folder / "pages").mkdir()
        (folder / "pages" / "a.html").write_text("a", encoding="utf-8")
        (folder / "b.bin").write_bytes(b"b" * 100_000)

    def refuse(_folder):
        pytest.fail("made once more")

    one, other = machine(tmp_path / "one", bucket), machine(tmp_path / "other", bucket)
    assert not one.folder(key_of("an edition"), tmp_path / "made", make)
    assert other.folder(key_of("an edition"), tmp_path / "found", refuse)
    assert (tmp_path / "found" / "pages" / "a.html").read_text(encoding="utf-8") == "a"
    assert (tmp_path / "found" / "b.bin").read_bytes() == b"b" * 100_000


@pytest.mark.parametrize("data", [b"", b"\n", b"sound", b"0" * 64 + b"\nsound", b"\xff\n\x00"])
def test_a_damaged_object_counts_as_missing_and_is_put_right(bucket, tmp_path, data):
    one, other = machine(tmp_path / "one", bucket), machine(tmp_path / "other", bucket)
    key = key_of("a sentence")
    SharedStore(bucket).put(f"{key[:2]}/{key[2:]}.clip", data)
    assert one.get(key) is None
    one.put(key, b"sound")
    assert other.get(key) == b"sound"


def test_a_bucket_that_is_gone_is_told_before_and_only_slows_what_has_begun(
    bucket, tmp_path, monkeypatch
):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(BulletinError, match="cannot be used"):
        SharedStore(bucket).probe()
    cache = machine(tmp_path / "one", bucket)
    assert cache.get(key_of("a sentence")) is None
    cache.put(key_of("a sentence"), b"sound")
    assert cache.get(key_of("a sentence")) == b"sound"
    assert cache.trouble is None


@pytest.mark.parametrize("address", ["s3:/bulletin", "https://a.example/b", "s3://", "s3://A/b"])
def test_what_is_no_address_of_a_bucket_is_refused_before_anything_is_built(small, address):
    out = small.parent / "out"
    with pytest.raises(BulletinError, match="no address of a bucket"):
        SharedStore(address).probe()
    if address.startswith("https"):
        result = bulletin(
            "build-all", small, "--out", out, "--shared-cache", address, cwd=small.parent
        )
        assert result.returncode == 1
        assert "no address of a bucket" in result.stderr
        assert not out.exists()


def test_a_fleet_without_folders_in_common_makes_each_thing_once(bucket, small, weed):
    def built(name):
        result = bulletin(
            "build-all", small, "--out", small.parent / name, "--cache", small.parent / f"c-{name}",
            "--edition", "qr", "--no-audio", "--workers", "1", "--shared-cache", bucket,
            cwd=small.parent, **servers.environment(weed), SOURCE_DATE_EPOCH="1795000000",
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return sorted(
            (file.relative_to(small.parent / name), file.read_bytes())
            for file in (small.parent / name).rglob("*")
            if file.is_file()
        )

    assert built("one") == built("other")
    kept = SharedStore(bucket).address.removeprefix("s3://bulletin/")
    assert servers.Bucket(weed, kept).files()
