"""Two fuzzers: spoilt publications through the check, clean ones through the editions.

Each case has a number, and `seed/number` gives it again. A traceback, a hang, and a clean
publication that an edition refuses are failures; findings are what should come.
"""

import contextlib
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.codes import OVERFULL
from bulletin.diagnostics import FindingsError, as_github, as_json, as_text, sources_below
from bulletin.preflight import examined
from tests.fuzz.making import ISSUE, MADE_OF_PAGES, built
from tests.fuzz.publications import either, numbered, spoilt

PATIENCE = 60
"""Seconds of the processor after which a case counts as hanging; waiting may take ten times that."""


class HangError(Exception):
    """A case that does not end."""


@dataclass
class Tally:
    """What came of the cases so far."""

    seed: str
    cases: int = 0
    clean: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.cases} publications, {self.clean} of them without an "
            f"error, {len(self.failures)} failures"
        )


def check(folder: Path) -> bool:
    """Look at a publication and show all that is found; whether it has no error."""
    findings = examined(folder, ISSUE)[1]
    as_text(findings, sources_below(folder)).encode()
    as_json(findings).encode()
    as_github(findings).encode()
    return not any(finding.is_error for finding in findings)


def build(folder: Path) -> bool:
    """Build a publication that has no error; whether it had none."""
    return built(folder, MADE_OF_PAGES) is not None


@contextlib.contextmanager
def patience(seconds: int):
    def ring(*_: object) -> None:
        raise HangError

    clocks = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}
    before = {number: signal.signal(number, ring) for number in clocks}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds)
    try:
        yield
    finally:
        for number, clock in clocks.items():
            signal.setitimer(clock, 0)
            signal.signal(number, before[number])


KINDS = {"check": (spoilt, check), "build": (either, build)}


def fuzz(what: str, seed: str, seconds: float, keep: Path) -> Tally:
    """Cases for so many seconds of the processor; failing publications go below `keep`."""
    tally = Tally(seed)
    end = time.process_time() + seconds
    while time.process_time() < end:
        case(what, tally, keep)
    return tally


def fuzz_cases(what: str, tally: Tally, most: int, keep: Path) -> Iterator[str]:
    """The next cases up to a number of them; what fails, as it fails."""
    while tally.cases < most:
        known = len(tally.failures)
        case(what, tally, keep)
        yield from tally.failures[known:]


def case(what: str, tally: Tally, keep: Path) -> None:
    """The next case."""
    make, judge = KINDS[what]
    name = f"{what}-{tally.seed}-{tally.cases}"
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(numbered(tally.seed, tally.cases), Path(temporary, "issues"))
        tally.cases += 1
        try:
            with patience(PATIENCE):
                tally.clean += judge(folder)
        except FindingsError as error:
            # What is too wide is known only when pages are set; all else the check must know.
            if any(finding.code is not OVERFULL for finding in error.findings):
                tally.failures.append(f"{name}\n{error.findings}")
        except Exception:  # noqa: BLE001, whatever it is, it is what is looked for
            tally.failures.append(f"{name}\n{traceback.format_exc(limit=-4)}")
            shutil.copytree(folder, keep / name, dirs_exist_ok=True)
