"""What tests share: the small publication, the sample, and the command line."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from execnet.xspec import XSpec
from playwright.sync_api import Browser, Playwright, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

from bulletin.cache import Cache, once
from bulletin.cli import language
from bulletin.machine.interpreter import unhurried
from tests import nursery, spawned
from tests.golden import Golden
from tests.validators import ace

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent
SAMPLE = CHECKOUT / "issues"
SMALL = TESTS / "publications" / "small"
"""One issue with two articles: the least that every edition can be made of."""


os.environ["BULLETIN_LANG"] = "en"  # on a Vietnamese machine too
unhurried()  # all that is imported and collected from here on stays


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: the one way in which expected files are written anew."""
    words = "write expected files anew, and run no other tests: read the difference"
    parser.addoption("--accept", action="store_true", help=words)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Playwright]:
    """What starts browsers: a process can have it only once."""
    with sync_playwright() as running:
        yield running


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    "--force-color-profile=srgb",
    "--mute-audio",
]


@pytest.fixture(scope="session")
def browser(chromium: Playwright) -> Iterator[Browser]:
    """Chromium without its windows, if the machine has it: one for all tests of a worker."""
    running = chromium.chromium.launch(executable_path=ace.lean_browser(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="session")
def whole_browser(chromium: Playwright) -> Iterator[Browser]:
    """Chromium as people have it, with every kind of picture and sound: three times the work."""
    running = chromium.chromium.launch(executable_path=ace.browser(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds what the program makes to the expected files."""
    return Golden(accept=request.config.getoption("--accept"))


class ByFile(LoadGroupScheduling):
    """Has a file's tests run by one worker, unless they are of a group: what a file's tests share
    is made once, and the workers need not be told of thousands of tests one by one.
    """

    def _split_scope(self, nodeid: str) -> str:
        return str(super()._split_scope(nodeid)).partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile | None:
    """With `--dist loadgroup`, as pyproject.toml asks."""
    return ByFile(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_xdist_setupnodes(config: pytest.Config, specs: list[XSpec]) -> None:
    """Have workers of a whole run forked, where a process can be and is as one that is started."""
    if sys.platform == "linux" and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        forked = nursery.workers(len(specs))
        forked.start()
        config.add_cleanup(forked.stop)


DEAREST = (
    "web", "pdf", "servers", "build", "epub", "web-files", "test_layout", "test_growth", "fleet",
    "test_charts_of_data", "web-judged", "web-sample", "piper", "plugins", "test_infographics",
    "test_recorded_otherwise", "test_new_publication", "test_once", "preview", "test_any_input",
    "test_reading", "test_drawings", "test_pdf_once", "test_failures", "test_next_issue",
    "test_findings", "test_recorded", "test_commands", "test_verify", "test_wheel", "test_signing",
    "test_fixes", "test_fuzz", "test_archive", "test_clips", "audiobook", "test_pdf_covers",
    "test_sandbox", "test_pdf_kept", "test_limits", "test_explanations", "test_without_forks",
    "test_footnotes", "test_online", "test_first_voice", "silent", "test_snapshot", "test_xhtml",
    "test_disks", "test_exhaustive", "test_pipelines",
)  # fmt: skip
"""Groups, and files without one, that take longest: these begin first, for a worker that begins
a long one last keeps all others waiting. Readers of the web edition wait more than they reckon.
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest by itself, so that no core waits for it at the end."""
    if config.getoption("--accept"):
        others = [item for item in items if "golden" not in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if item not in others]
        config.hook.pytest_deselected(items=others)
    ranks = {name: rank for rank, name in enumerate(DEAREST)}

    def order(item: pytest.Item) -> tuple[int, bool]:
        group = item.get_closest_marker("xdist_group")
        name = group.args[0] if group else item.path.stem
        return ranks.get(name, len(ranks)), group is None

    items.sort(key=order)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Have workers tell only what somebody asks for: of six messages a test, two.

    To pack and unpack them took longer than most tests. What notes the times asks for all.
    """
    config = session.config
    if config.option.durations or config.option.xmlpath:
        return
    for interactor in filter(_sends_events, config.pluginmanager.get_plugins()):
        interactor.sendevent = partial(_told, interactor.sendevent)


def _sends_events(plugin: object) -> bool:
    return type(plugin).__module__ == "__channelexec__" and hasattr(plugin, "sendevent")


def _told(send: Callable[..., None], event: str, **told: Any) -> None:
    """Send what a worker has to tell, unless it is that a test begins, ends, or was set up well."""
    report = told.get("data", {}) if event == "testreport" else {}
    fine = report.get("outcome") == "passed" and not report["sections"]
    if event not in {"logstart", "logfinish"} and not (fine and report["when"] != "call"):
        send(event, **told)


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay: nobody need look for garbage among them."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests tell of themselves, by `record_property("told", ...)`: seeds, and what came of them."""
    for report in (
        *terminalreporter.stats.get("passed", ()),
        *terminalreporter.stats.get("failed", ()),
    ):
        for name, told in report.user_properties:
            if name == "told":
                terminalreporter.write_line(told)


def pytest_xdist_auto_num_workers() -> int:
    """Four more than there are cores: many tests wait for sound, a server or a browser."""
    return (os.cpu_count() or 1) + 4


@pytest.fixture(scope="session")
def clip_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of a worker that only want speech to be there."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a run, which all its workers see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def store(shared_folder: Path) -> once.Store:
    """What all workers of a run keep of things made once: faces, charts, pictures."""
    return once.store_in(Cache(shared_folder / "things"))


@pytest.fixture(scope="module")
def things_once(store: once.Store) -> Iterator[None]:
    """As in a check and in a build: what is made alike is made once, whichever test is first."""
    with once.kept_in(store):
        yield


@pytest.fixture(scope="session", autouse=True)
def _workers_quickly() -> Iterator[None]:
    """Builds in a test's own process have their workers at once."""
    with spawned.quickly():
        yield


@pytest.fixture
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers as users have them, for those that ask what becomes of processes."""
    monkeypatch.setattr(multiprocessing, "get_context", spawned.GET_CONTEXT)


@pytest.fixture(autouse=True)
def no_language_is_left() -> None:
    """A command that a test runs by itself does not speak as `--lang` asked the last one to."""
    language.forget()


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    """Everything is made in the test itself: for those that ask whether it is made alike."""
    with once.kept_in(None):
        yield


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A writable copy of the small publication: one issue, two articles."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def bulletin(
    *arguments: str | Path, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bulletin", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONWARNINGS": "error"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
