"""Fuzzers: spoilt publications through the check, clean ones and survivors through the editions.

Each case has a number, and `seed/number` gives it again. A traceback, a hang, a clean
publication that an edition refuses, and one of whose words an edition loses some are failures;
findings are what should come.
"""

import contextlib
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bulletin.building.preflight import examined
from bulletin.diagnostics import FindingsError, as_github, as_json, as_text, sources_below
from bulletin.editions.base import editions
from tests.fuzz.desk import WorseError, bring_in, brought, put_right
from tests.fuzz.facts import faults as faults_of
from tests.fuzz.making import ISSUE, MADE_OF_PAGES, built
from tests.fuzz.mishaps import befallen
from tests.fuzz.mixups import mixed_up
from tests.fuzz.pen import Fact
from tests.fuzz.publications import doubtful, numbered, spoilt
from tests.fuzz.sound import sound
from tests.fuzz.widely import widely

PATIENCE = 60
"""Seconds of the processor after which a case counts as hanging; waiting may take thirty times that."""


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


class LostError(Exception):
    """Editions that do not hold what was written, or hold it in the wrong place."""


def build(folder: Path, facts: Sequence[Fact], names: Sequence[str] = MADE_OF_PAGES) -> bool:
    """Build a publication that has no error, and look for all its words; whether it had none."""
    faults: list[str] = []
    found = built(folder, names, look=lambda *made: faults.extend(faults_of(*made, facts)))
    if faults:
        raise LostError("\n".join(faults[:_SHOWN]))
    return found is not None


def book(folder: Path, facts: Sequence[Fact]) -> bool:
    """Build the EPUB of a publication alone, and have EPUBCheck look at it."""
    from tests.validators.epubcheck import messages  # noqa: PLC0415, it starts a Java

    faults: list[str] = []

    def look(name: str, made: Path) -> None:
        faults.extend(faults_of(name, made, facts))
        faults.extend(line for file in made.rglob("*.epub") for line in messages(file))

    found = built(folder, ("epub",), look=look)
    if faults:
        raise LostError("\n".join(faults[:_SHOWN]))
    return found is not None


OTHERS = ("qr", "calendar", "share", "print")
"""Editions that few faults reach by themselves, for they show what others show."""
SILENT = sorted(name for name in editions() if name not in {"audiobook", "single"})
"""Those that need neither a voice nor the files of another one."""
_SHOWN = 8
"""Lines of what is wrong with one publication."""


@contextlib.contextmanager
def patience(seconds: int):
    def ring(*_: object) -> None:
        raise HangError

    clocks = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}
    before = {number: signal.signal(number, ring) for number in clocks}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 30 * seconds)
    try:
        yield
    finally:
        for number, clock in clocks.items():
            signal.setitimer(clock, 0)
            signal.signal(number, before[number])


def checked_alone(rng: Random, folder: Path) -> tuple[Path, tuple[Fact, ...]]:
    """A spoilt publication; nobody knows what should become of its words."""
    return rng.choice((widely, spoilt, mixed_up, befallen))(rng, folder), ()


def doubted(rng: Random, folder: Path) -> tuple[Path, tuple[Fact, ...]]:
    """A publication that may be clean; its words are those of many others."""
    return rng.choice((widely, mixed_up, befallen, doubtful))(rng, folder), ()


def survive(folder: Path, _facts: Sequence[Fact], rng: Random) -> bool:
    """Have one edition, whichever, build what has no error although nobody took care."""
    return built(folder, (rng.choice(SILENT),)) is not None


KINDS = {
    "check": (checked_alone, lambda folder, _facts, _rng: check(folder)),
    "survivors": (doubted, survive),
    "imports": (lambda *made: (brought(*made), ()), lambda folder, _facts, _rng: bring_in(folder)),
    "fixes": (checked_alone, lambda folder, _facts, _rng: put_right(folder)),
    "build": (sound, lambda folder, facts, _rng: build(folder, facts)),
    "others": (sound, lambda folder, facts, _rng: build(folder, facts, OTHERS)),
    "books": (sound, lambda folder, facts, _rng: book(folder, facts)),
}


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
        rng = numbered(tally.seed, tally.cases)
        folder, facts = make(rng, Path(temporary, "issues"))
        tally.cases += 1
        try:
            with patience(PATIENCE):
                tally.clean += judge(folder, facts, rng)
        except Exception as error:  # noqa: BLE001, whatever it is, it is what is looked for
            tally.failures.append(f"{name}\n{_told(error)}")
            shutil.copytree(folder, keep / name, symlinks=True, dirs_exist_ok=True)


def _told(error: Exception) -> str:
    if isinstance(error, FindingsError):
        return "\n".join(
            f"{one.code.number} {one.span.file}:{one.span.line} {one.message}"
            for one in error.findings
            if one.is_error
        )
    if isinstance(error, LostError | WorseError):
        return str(error)
    return "".join(traceback.format_exception(error, limit=-4))
