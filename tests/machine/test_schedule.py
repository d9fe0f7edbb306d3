"""Work begins as soon as what it waits for is done, and nothing waits for anything else."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from bulletin.building import workflow
from bulletin.building.narrator import wanted_as_mp3
from bulletin.building.pieces import Workshop
from bulletin.building.workflow import Workflow
from bulletin.cache import Cache
from bulletin.diagnostics import BulletinError
from bulletin.editions.base import ANNOUNCED, ARTICLES, MP3, Download, Job, hears
from bulletin.machine.schedule import LAST, NOW, SOON, USUAL, Schedule
from bulletin.machine.timings import Timings, charge, in_thread
from bulletin.narration.model import Narration
from tests.building.builds import Fake
from tests.editions.sounding import VOICE
from tests.web.site import PUBLICATION, composed

# -- the schedule --------------------------------------------------------------------------


def done(value: object = None) -> Future[object]:
    future: Future[object] = Future()
    future.set_result(value)
    return future


def test_no_more_steps_run_than_there_are_cores():
    schedule, running, most = Schedule(2), 0, []

    def begin() -> Future[object]:
        nonlocal running
        running += 1
        most.append(running)
        return pool.submit(pause.wait, 0.01)

    def follow(_: Future[object]) -> None:
        nonlocal running
        running -= 1

    pause = threading.Event()
    with ThreadPoolExecutor(9) as pool:
        for _ in range(9):
            schedule.add(begin, follow)
        schedule.run()
    assert len(most) == 9
    assert max(most) == 2


def test_what_is_for_idle_moments_is_done_while_a_core_is_free_and_nothing_to_be_followed():
    schedule, order, pause = Schedule(2), [], threading.Event()
    with ThreadPoolExecutor(2) as pool:

        def idle() -> None:
            order.append("idle")
            pause.set()

        schedule.add(lambda: done("first"), lambda future: order.append(future.result()))
        schedule.add(lambda: pool.submit(pause.wait, 60), lambda _: order.append("waited for"))
        schedule.when_idle(idle)
        schedule.run()
    assert order == ["first", "idle", "waited for"]

    schedule, busy = Schedule(1), []
    with ThreadPoolExecutor(1) as pool:
        schedule.add(lambda: pool.submit(busy.append, "at work"), lambda _: None)
        schedule.when_idle(lambda: busy.append("idle"))
        schedule.run()
    assert busy == ["at work"], "no core was ever free, and nothing waits for it"


def test_what_most_wait_for_comes_first_and_what_came_first_before_its_like():
    schedule, order = Schedule(1), []
    for name, rank in [("l", LAST), ("u1", USUAL), ("n", NOW), ("u2", USUAL), ("s", SOON)]:
        schedule.add(lambda name=name: done(order.append(name)), lambda _: None, rank)
    schedule.run()
    assert order == ["n", "s", "u1", "u2", "l"]


def test_what_follows_a_step_can_add_others_and_what_is_not_wanted_is_passed_over():
    schedule, order = Schedule(1), []

    def follow(future: Future[object]) -> None:
        order.append(future.result())
        if len(order) < 4:
            schedule.add(lambda: None, lambda _: order.append("never"))
            schedule.add(lambda: done(len(order)), follow)

    schedule.add(lambda: done("first"), follow)
    schedule.run()
    assert order == ["first", 1, 2, 3]


def test_what_needs_no_core_holds_none():
    schedule, order, gate = Schedule(1), [], threading.Event()
    with ThreadPoolExecutor(2) as pool:
        schedule.at_once(lambda: pool.submit(gate.wait, 5), lambda f: order.append(f.result()))
        schedule.add(lambda: pool.submit(gate.set), lambda _: order.append("core"))
        schedule.run()
    assert sorted(map(str, order)) == ["True", "core"]


def test_what_a_step_raises_is_for_what_follows_it_to_tell():
    schedule, found = Schedule(1), []
    failed: Future[object] = Future()
    failed.set_exception(KeyError("x"))
    schedule.add(lambda: failed, lambda future: found.append(future.exception()))
    schedule.run()
    assert isinstance(found[0], KeyError)


# -- editions and the voice ----------------------------------------------------------------


class Voice:
    """A narrator that speaks when it is let, or fails, and notes that it was stopped."""

    def __init__(self, failure: BulletinError | None = None) -> None:
        self.let, self.failure = threading.Event(), failure
        self.stopped = False

    def begin(self, schedule, stack, made, failed):
        pool = stack.enter_context(ThreadPoolExecutor(1))

        def follow(future):
            assert future.result(), "the voice waited for editions that wait for it"
            if self.stopped:
                return
            if self.failure:
                failed(self.failure)
            else:
                made(Narration(VOICE, ()))

        schedule.at_once(lambda: pool.submit(self.let.wait, 60), follow)

    def stop(self):
        self.stopped = True


@pytest.fixture
def flow(tmp_path, monkeypatch):
    """Runs editions in threads, in one core's order; gives what was made, or the error."""
    composition = composed(PUBLICATION, "2026-11")
    pool = ThreadPoolExecutor(2)
    monkeypatch.setattr(workflow, "Workers", lambda _: nullcontext(SimpleNamespace(submit=submit)))
    began: list[str] = []

    def submit(*work: object, name: str) -> Future[object]:
        del name  # nobody got ready for it
        return pool.submit(*work)

    def run(voice: Voice, *chosen: Fake, after: str = "") -> object:
        def begun(name: str, _done: int, _all: int) -> None:
            began.append(name)
            if name == after:
                voice.let.set()

        if not after:
            voice.let.set()
        job = Job(composition, None, tmp_path / "made", dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
        workshop = Workshop(Cache(tmp_path / "cache"), tmp_path, "")
        timings = Timings()
        try:
            pieces = Workflow(workshop, chosen, job, 1, begun, timings, voice).run()
        except BulletinError as error:
            return error, began
        return [piece.edition for piece in pieces], began

    yield run
    pool.shutdown()


def test_editions_without_a_voice_are_made_while_it_speaks(flow):
    spoken = Fake("spoken", spoken=True)
    pieces, began = flow(Voice(), spoken, Fake("a"), Fake("b", after=("a",)), after="b")
    assert began == ["a", "b", "spoken"]
    assert pieces == ["spoken", "a", "b"]


@dataclass(frozen=True)
class Page(Fake):
    """An edition that fails with the names of all that it may offer."""

    def make(self, job: Job, folder):
        del folder
        raise BulletinError(" ".join(one.file for one in (*job.downloads, *job.promised)))


@pytest.mark.parametrize(("made", "offered"), [(4, ".pdf .html"), (2, ".pdf")])
def test_a_page_may_offer_what_is_made_of_it_if_that_is_sure_to_come(flow, made, offered):
    page = Page("page", gathers=True)
    paper = Fake("paper", downloads=(Download(".pdf"),))
    file = Fake("file", after=("page",), downloads=(Download(".html", sure=True),))
    perhaps = Fake("perhaps", after=("file",), downloads=(Download(".zip"),))
    assert flow(Voice(), *(page, paper, file, perhaps)[:made])[0].message == offered


def test_what_nothing_waits_for_comes_last(flow):
    _, began = flow(Voice(), Fake("alone"), Fake("first"), Fake("second", after=("first",)))
    assert began[0] == "first"


def test_when_an_edition_fails_the_voice_is_stopped_and_the_others_are_made(flow):
    voice = Voice()
    chosen = (Fake("a", "fails"), Fake("b"), Fake("spoken", spoken=True))
    error, began = flow(voice, *chosen, after="b")
    assert (error.message, began, voice.stopped) == ("a failed", ["a", "b"], True)


def test_when_the_voice_fails_the_editions_without_one_are_made_and_kept(flow, tmp_path):
    voice = Voice(BulletinError("the line is dead"))
    error, began = flow(voice, Fake("spoken", spoken=True), Fake("a"), Fake("b"))
    assert (error.message, began) == ("the line is dead", ["a", "b"])
    kept = [f for f in (tmp_path / "cache").rglob("*") if f.is_file()]
    assert len(kept) >= 4


def test_only_what_some_edition_hears_as_mp3_is_encoded_as_mp3():
    composition = composed(PUBLICATION, "2026-11")
    parts = {part.slug for part in composition.parts}

    class Heard(Fake):
        pass

    def of(*heard: str) -> Heard:
        edition = Heard("x", spoken=True)
        object.__setattr__(edition, "hears", heard)
        return edition

    assert wanted_as_mp3(composition, [Fake("a"), Fake("b", spoken=True)]) == set()
    assert wanted_as_mp3(composition, [of(ARTICLES, MP3)]) == parts
    assert wanted_as_mp3(composition, [of(ANNOUNCED, MP3), of(ARTICLES)]) == {"announcement"}
    assert hears(Fake("a")) == set()


# -- timings -------------------------------------------------------------------------------


def test_a_stage_bears_what_other_processes_spent_for_it():
    timings = Timings()
    for _ in range(2):
        timings.made("speak", in_thread(charge, 1.5))
    timings.kept("speak", 3)
    (stage,) = timings.stages()
    assert 3.0 <= stage.cpu < 3.1
    assert (stage.made, stage.kept) == (2, 3)
    assert timings.rest > 0


def test_a_stage_of_this_thread_is_told_even_if_it_fails():
    timings = Timings()
    with pytest.raises(KeyError), timings.measured("check"):
        raise KeyError
    assert [stage.name for stage in timings.stages()] == ["check"]
