"""The lock of a bucket on servers that heed no condition, and lists that have no end."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bulletin.publish.targets.s3 import claim as s3_claim
from bulletin.publish.targets.s3 import target as s3
from bulletin.publish.targets.s3.claim import LOCK
from bulletin.publish.targets.server.claims import PlaceClaim
from bulletin.publish.targets.server.storage import StorageError
from tests.publish import between
from tests.publish.conftest import part
from tests.publish.servers import Bucket

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("things_once")]


@pytest.fixture(params=["heeds", "heeds nothing"])
def bucket(request, weed, monkeypatch):
    """A bucket on a server that creates nothing twice, or whatever it is asked to create."""
    monkeypatch.setattr(s3_claim, "_SETTLED", 0.5)
    there = Bucket(weed, part())

    def heedless(handler) -> bool:
        if handler.headers["If-None-Match"] and request.param == "heeds nothing":
            there.lay(LOCK, handler.body)
            handler.answer(200, b"", {"ETag": '"a"'})
            return True
        return False

    with between.answering(weed, heedless) as address:
        yield Bucket(address, there.place.prefix)


def test_a_second_publisher_is_refused_and_the_first_keeps_the_lock(bucket):
    with bucket.open() as first, bucket.open() as second, first.claimed():
        held = bucket.files()[LOCK]
        with pytest.raises(StorageError, match="somebody else is publishing"), second.claimed():
            pass
        assert bucket.files()[LOCK] == held
    assert bucket.files() == {}


def test_of_several_that_ask_at_once_no_two_get_in(bucket, request):
    together, inside = threading.Barrier(4), threading.Barrier(4)

    def ask(_: int) -> bool:
        with bucket.open() as storage:
            together.wait()
            try:
                with storage.claimed():
                    inside.wait()
                    return True
            except StorageError:
                inside.wait()
                return False

    with ThreadPoolExecutor(4) as pool:
        let_in = sum(pool.map(ask, range(4)))
    # Where nothing is heeded, they may see each other and all turn back.
    assert let_in <= 1
    assert let_in or "heeds nothing" in request.node.name


def test_the_lock_that_somebody_else_has_taken_over_is_left_to_them(bucket):
    other = PlaceClaim().data
    with bucket.open() as storage, storage.claimed():
        bucket.lay(LOCK, other)
    assert bucket.files() == {LOCK: other}


def test_a_lock_that_was_left_behind_is_taken_over(bucket):
    bucket.lay(LOCK, PlaceClaim().data)  # of this process, which does not hold it
    with bucket.open() as storage, storage.claimed():
        pass
    assert bucket.files() == {}


_ENDLESS = (
    "<ListBucketResult><Name>b</Name><IsTruncated>true</IsTruncated>"
    "<NextContinuationToken>{}</NextContinuationToken></ListBucketResult>"
)


@pytest.mark.parametrize("token", ["a", "a{}"], ids=["the same again", "always another one"])
def test_a_list_without_an_end_is_given_up(weed, monkeypatch, token):
    monkeypatch.setattr(s3, "_LISTING", 0.5)
    asked = []

    def answer(handler):
        asked.append(handler.path)
        page = _ENDLESS.format(token.format(len(asked))).encode()
        handler.answer(200, page, {"Content-Type": "application/xml"})
        return True

    with (
        between.answering(weed, answer) as address,
        Bucket(address, part()).open() as storage,
        pytest.raises(StorageError, match="without an end"),
    ):
        storage.names()
    assert len(asked) > 1


def test_a_bucket_is_listed_for_whoever_is_in_a_loop_of_asyncio(weed):
    async def listed() -> object:
        with Bucket(weed, part()).open() as storage:
            return storage.names()

    assert not asyncio.run(listed())
