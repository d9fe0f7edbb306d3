"""A helper for a moment: a copy of ours that does some work beside us.

In: the work, for what it leaves on the disk. Out: nothing; who needs what it should have left, and
does not find it there, makes it.
"""

import contextlib
import multiprocessing
import tempfile
from collections.abc import Callable, Iterator

from bulletin.machine.processes import be_helper, deaf
from bulletin.machine.systems import runs_alone


@contextlib.contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """A copy of ours does some work during the block.

    It ends with the block, in the middle of what it does, and nobody hears of what went wrong in
    it. Where no copy can be made nothing is done.
    """
    if not runs_alone():
        yield
        return
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_help, args=(work, tempfile.gettempdir()))
    with deaf(), contextlib.suppress(OSError):  # as many processes as may be, or no memory
        process.start()
    try:
        yield
    finally:
        if process.pid is not None:
            process.kill()
            process.join()


def _help(work: Callable[[], object], folder: str) -> None:
    be_helper(folder)
    with contextlib.suppress(Exception):
        work()
