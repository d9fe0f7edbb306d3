"""The program of a process that builds one commission after another.

In: commissions, a line of JSON each, on standard input. Out: outcomes likewise, on standard
output. It ends when nobody holds its standard input, also while it is still being loaded, and
clears away what it had begun: a worker that is killed leaves nothing behind.
"""

import os
import queue
import signal
import sys
import threading
from types import FrameType
from typing import IO

from bulletin.machine.systems import HANGING_UP, end_by_signal

_PATIENCE = 1.5
"""Seconds in which all must be cleared away; what is left then, the next build clears away."""


def main() -> None:
    """Answer line after line until standard input ends; then end, whatever is being done."""
    for number in HANGING_UP:
        signal.signal(number, signal.SIG_IGN)
    answers = _answers()
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    # Heavy: whoever started this may have gone before they are there.
    from bulletin.fleet.commission import Commission  # noqa: PLC0415
    from bulletin.fleet.fulfilling import outcome_of  # noqa: PLC0415
    from bulletin.narration.engines.base import SECRETS  # noqa: PLC0415

    secrets = {name: os.environ[name] for name in SECRETS if name in os.environ}
    try:
        signal.signal(signal.SIGTERM, _leave)
        while True:
            outcome = outcome_of(Commission.from_json(lines.get()), secrets)
            answers.write(outcome.to_json() + "\n")
            answers.flush()
    except _LeftAloneError:
        os._exit(0)  # helpers of a build end with their parent (machine/processes.py)


class _LeftAloneError(BaseException):
    """Nobody wants it any more. No `Exception`, so that nobody takes it for a fault of a build."""


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # nothing is to disturb the cleaning up
    last = threading.Timer(_PATIENCE, os._exit, [0])
    last.daemon = True
    last.start()
    raise _LeftAloneError


def _answers() -> IO[str]:
    """Standard output, for answers alone: what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _listen(lines: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    end_by_signal()


if __name__ == "__main__":
    main()
