"""A narration made at once, by a schedule of its own: articles in, files and their times out."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.document import Article
from bulletin.machine.schedule import Schedule
from bulletin.narration.model import Narration
from bulletin.narration.narrate import Narrating, NarrationOrder


def narrate(articles: Sequence[Article], folder: Path, order: NarrationOrder) -> Narration:
    """The narration of articles; raises what it failed with."""
    made: list[Narration] = []
    failures: list[BulletinError] = []
    with ExitStack() as stack:
        schedule = Schedule(order.jobs)
        Narrating(articles, folder, order, made.append, failures.append).begin(schedule, stack)
        schedule.run()
    if failures:
        raise failures[0]
    return made[0]
