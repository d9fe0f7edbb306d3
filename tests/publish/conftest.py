"""Servers for all tests of publishing, started once; and what would take its time, made once."""

from __future__ import annotations

import itertools

import pytest

from bulletin.site.feeds import podcast
from tests.publish import servers
from tests.publish.servers import Bucket, Repository
from tests.publish.shop import built

_numbers = itertools.count()


def part() -> str:
    """A place in the bucket that no other test has."""
    return f"part-{next(_numbers)}"


@pytest.fixture(autouse=True, scope="session")
def _one_cover():
    """The cover of the podcast, drawn once for each publication."""
    draw, drawn = podcast.cover, {}

    def cover(theme):
        key = (theme.publication.title, theme.publication.publisher.name)
        return drawn[key] if key in drawn else drawn.setdefault(key, draw(theme))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(podcast, "cover", cover)
        yield


@pytest.fixture(scope="session")
def sshd(tmp_path_factory):
    with servers.sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def weed(tmp_path_factory):
    with (
        servers.weed(tmp_path_factory.mktemp("weed")) as address,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in servers.KEYS.items():
            patch.setenv(name, value)
        yield address


@pytest.fixture(params=["sftp", "s3", "git"])
def server(request, tmp_path):
    """A server of each kind, with an empty place."""
    if request.param == "git":
        return Repository(tmp_path / "pages.git")
    if request.param == "s3":
        return Bucket(request.getfixturevalue("weed"), part())
    sshd = request.getfixturevalue("sshd")
    sshd.www = tmp_path / "www"
    return sshd


@pytest.fixture
def out(tmp_path):
    return built(tmp_path / "dist")
