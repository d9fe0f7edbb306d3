"""`make fuzz`: all fuzzers, for as many minutes as MINUTES says, with the seed SEED.

With --check, --build and the like it is so many publications instead, however long they take.
"""

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bulletin.cache import Cache, once
from bulletin.machine.interpreter import settled, unhurried
from tests.fuzz.run import Tally, fuzz, fuzz_cases

SHARES = {
    "check": 0.3,
    "survivors": 0.1,
    "imports": 0.1,
    "fixes": 0.1,
    "build": 0.2,
    "books": 0.1,
    "others": 0.1,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--check", type=int, default=0, help="spoilt publications to check")
    parser.add_argument("--survivors", type=int, default=0, help="such for an edition if clean")
    parser.add_argument("--imports", type=int, default=0, help="spoilt files to import")
    parser.add_argument("--fixes", type=int, default=0, help="spoilt publications to mend")
    parser.add_argument("--build", type=int, default=0, help="clean publications to build")
    parser.add_argument("--others", type=int, default=0, help="such for the other silent editions")
    parser.add_argument("--books", type=int, default=0, help="EPUBs of such for EPUBCheck")
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("MINUTES", "10")))
    parser.add_argument("--seed", default=os.environ.get("SEED") or secrets.token_hex(4))
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    return parser.parse_args()


def results(chosen: argparse.Namespace) -> Iterator[tuple[str, Tally]]:
    counts = {what: getattr(chosen, what) for what in SHARES}
    for what, share in SHARES.items():
        if not any(counts.values()):
            tally = fuzz(what, chosen.seed, 60 * chosen.minutes * share, chosen.keep)
            print(*tally.failures, sep="\n")  # noqa: T201, a command's result
            yield what, tally
        elif counts[what]:
            tally = Tally(chosen.seed)
            for failure in fuzz_cases(what, tally, counts[what], chosen.keep):
                print(failure, flush=True)  # noqa: T201, as above
            yield what, tally


def main() -> int:
    chosen = arguments()
    failed = False
    unhurried()
    settled()
    # As in a check and in a build: what is found in the same recording or theme is found once.
    with tempfile.TemporaryDirectory() as folder, once.kept_in(once.store_in(Cache(Path(folder)))):
        for what, tally in results(chosen):
            failed = failed or bool(tally.failures)
            print(f"{what}: {tally}", flush=True)  # noqa: T201, as above
    if failed:
        print(f"the publications lie in {chosen.keep}/")  # noqa: T201, as above
    return failed


if __name__ == "__main__":
    sys.exit(main())
