"""All benchmarks: `make bench`. The exit code is 1 if one misses its goal or got worse.

`--keep` writes the ratios that builds are held to anew, `--thousand` measures growth to 1,000
articles, `--only` takes one of build, narration, pdf and load.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench import build, load, narration, pdf

parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
parser.add_argument("--keep", action="store_true")
parser.add_argument("--thousand", action="store_true")
parser.add_argument("--only", choices=("build", "narration", "pdf", "load"))
given = parser.parse_args()
benchmarks = {
    "build": lambda: build.main(keep=given.keep, thousand=given.thousand),
    "narration": narration.main,
    "pdf": pdf.main,
    "load": load.main,
}
good = [run() for name, run in benchmarks.items() if given.only in {None, name}]
sys.exit(0 if all(good) else 1)
