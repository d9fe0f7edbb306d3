"""All benchmarks: `make bench`. The exit code is 1 if one misses its goal."""

from __future__ import annotations

import sys

from tests.bench import narration, pdf

good = [benchmark.main() for benchmark in (narration, pdf)]
sys.exit(0 if all(good) else 1)
