"""The program of a process that builds one commission after another.

In: commissions, a line of JSON each, on standard input. Out: outcomes likewise, on standard
output. It ends when nobody holds its standard input, and clears away what it had begun: a
worker that is killed leaves nothing behind.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import IO

from bulletin import manifest
from bulletin.building.build import build, write_around
from bulletin.building.order import Order
from bulletin.cache import Cache
from bulletin.cache.shared import SharedStore
from bulletin.diagnostics import BulletinError, FindingsError, as_data
from bulletin.fleet.commission import Commission, Outcome, failure
from bulletin.machine.systems import HANGING_UP, cpu_spent, end_by_signal
from bulletin.messages import tr
from bulletin.narration.engines.base import SECRETS
from bulletin.source.load import issue_ids
from bulletin.source.root import find_root

_PATIENCE = 1.5
"""Seconds in which all must be cleared away; what is left then, the next build clears away."""


def main() -> None:
    """Answer line after line until standard input ends; then end, whatever is being done."""
    for number in HANGING_UP:
        signal.signal(number, signal.SIG_IGN)
    answers = _answers()
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    try:
        signal.signal(signal.SIGTERM, _leave)
        threading.Thread(target=_listen, args=(lines,), daemon=True).start()
        while True:
            answers.write(_outcome(Commission.from_json(lines.get())).to_json() + "\n")
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


def _outcome(commission: Commission) -> Outcome:
    """A commission fulfilled; nothing that goes wrong in one ends the process."""
    began, used = time.perf_counter(), cpu_spent()
    try:
        outcome = _built(commission)
    except FindingsError as error:
        found = tuple(as_data(finding) for finding in error.findings)
        outcome = replace(_failed(commission, error), findings=found)
    except BulletinError as error:
        outcome = _failed(commission, error)
    except Exception as error:  # noqa: BLE001, the next publication may be sound
        outcome = failure(commission, f"{type(error).__name__}: {error}", *_notes(error))
    return replace(outcome, cpu=cpu_spent() - used, wall=time.perf_counter() - began)


def _failed(commission: Commission, error: BulletinError) -> Outcome:
    notes = (error.hint, *_notes(error)) if error.hint else _notes(error)
    return failure(commission, error.message, *notes)


def _notes(error: Exception) -> tuple[str, ...]:
    return tuple(getattr(error, "__notes__", ()))


def _built(commission: Commission) -> Outcome:
    root = find_root(Path(commission.root))
    known = issue_ids(root)
    if not known:
        message = tr("this publication has no issue yet")
        raise BulletinError(message, tr("make one with: bulletin new"))
    order = Order(
        root=root,
        issue_id=commission.issue or known[-1],
        out=Path(commission.out),
        cache=Cache(Path(commission.cache), shared=_shared(commission)),
        secrets={name: os.environ[name] for name in SECRETS if name in os.environ},
        voices=Path(commission.voices),
        editions=commission.editions,
        engine=commission.engine,
        audio=commission.audio,
        jobs=1,
        epoch=commission.epoch,
    )
    before = _last(order)
    built = build(order, lambda *_: None)
    write_around(order, [built])
    return Outcome(
        name=commission.name,
        state="unchanged" if built.manifest.files == before else "built",
        issue=built.folder.name,
        findings=tuple(as_data(finding) for finding in built.findings),
        files=len(built.manifest.files),
        size=sum(record.bytes for record in built.manifest.files),
    )


def _shared(commission: Commission) -> SharedStore | None:
    return SharedStore(commission.shared) if commission.shared else None


def _last(order: Order) -> tuple[manifest.FileRecord, ...]:
    """The files of the release that lies in the place now."""
    last = manifest.readable(order.out / order.issue_id)
    return last.files if last else ()


if __name__ == "__main__":
    main()
