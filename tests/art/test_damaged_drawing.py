"""Drawings damaged at random: no traceback, no long wait, nothing published that is not allowed.

`python -m tests.art.test_damaged_drawing SECONDS [SEED]` goes on for longer.
"""

import random
import re
import sys
import time
from pathlib import Path

from bulletin.art import drawings
from tests.art.allowed import only_allowed

FILES = sorted(Path(__file__).parent.glob("*/*.svg"))
PIECE = re.compile(rb'"[^"]*"|\d+\.?\d*|<[a-zA-Z]+|[a-z-]+=|:[^;"]*')
"""What is exchanged: values, numbers, names, declarations."""
ODD = [
    *b"1e400 NaN -1 0 % 1.5.5 99999999999999999999 none inherit url(#a) url(x) var(--a)".split(),
    *b'<g> </g> <switch> &amp; " } { /* <![CDATA[ \xff'.split(),
    b"calc(1px + 2px)",
    b'<use xlink:href="#a"/>',
    b'id="a"',
    b"",
    b"a" * 3000,
]
SLOW = 4
"""Seconds."""


def damaged(seed):
    """A drawing, changed in one to six places."""
    chance = random.Random(seed)  # noqa: S311, the same each time
    data = bytearray(chance.choice(SOURCES))
    for _ in range(chance.randint(1, chance.choice((1, 2, 6)))):
        pieces = list(PIECE.finditer(bytes(data)))
        if pieces and chance.random() < 0.6:
            piece, new = chance.choice(pieces), chance.choice(ODD)
            if piece[0].startswith(b'"'):
                new = b'"' + new.replace(b'"', b"") + b'"'
            data[piece.start() : piece.end()] = new
        else:
            place, other = chance.randrange(len(data) + 1), chance.choice(SOURCES)
            start = chance.randrange(len(other))
            data[place:place] = other[start : start + chance.randint(1, 200)]
    return bytes(data)


SOURCES = [file.read_bytes() for file in FILES]


def tried(seed):
    """Whether a damaged drawing is accepted; what is published is looked at."""
    start = time.monotonic()
    drawing = drawings.judgement_of(damaged(seed)).drawing
    assert time.monotonic() - start < SLOW
    if drawing is None:
        return False
    only_allowed(drawing.data)
    assert drawings.judgement_of(drawing.data).drawing == drawing
    if seed % 40 == 0:
        drawings.rasterised(drawing, 50 / max(drawing.width, drawing.height))
    return True


def test_damaged_drawings_are_judged_like_others():
    outcomes = [tried(seed) for seed in range(1500)]
    assert 50 < sum(outcomes) < 1450


if __name__ == "__main__":
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    end = time.monotonic() + float(sys.argv[1])
    print(f"from seed {seed}")  # noqa: T201
    while time.monotonic() < end:
        try:
            tried(seed)
        except BaseException:
            print(f"seed {seed}")  # noqa: T201
            raise
        seed += 1
    print(f"to seed {seed}")  # noqa: T201
