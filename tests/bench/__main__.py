"""All benchmarks: `make bench`. The exit code is 1 if one misses its goal."""

from __future__ import annotations

import sys

from tests.bench import narration

sys.exit(0 if narration.main() else 1)
