"""`make fuzz`: both fuzzers for as many minutes as MINUTES says, with the seed SEED."""

import os
import secrets
import sys
from pathlib import Path

from tests.fuzz.run import fuzz

seed = os.environ.get("SEED") or secrets.token_hex(4)
seconds = 60 * float(os.environ.get("MINUTES", "10"))
kept = Path("build/fuzz")
failed = False
for what, share in (("check", 0.6), ("build", 0.4)):
    tally = fuzz(what, seed, seconds * share, kept)
    failed = failed or bool(tally.failures)
    print(f"{what}: {tally}")  # noqa: T201, a command's result
    for failure in tally.failures:
        print(failure)  # noqa: T201, as above
if failed:
    print(f"the publications lie in {kept}/")  # noqa: T201, as above
sys.exit(failed)
