"""`python -m tests.fuzz.growth`: what an article of each token class costs, as large as may be.

Each is read, checked and, where nothing refuses it before, read aloud by the rules. Printed are
the slowest, in seconds of the processor for a megabyte, and whether a limit refused them.
"""

import tempfile
import time
from pathlib import Path

from bulletin.building.preflight import examined
from tests.fuzz.tokens import IN_BLOCKS, IN_LINES, SPOKEN
from tests.source.anything import ARTICLE, ISSUE, publication

CHARACTERS = 190_000
IN_PARAGRAPH = 9_900
SHOWN = 15


def texts():
    for name, piece in {**IN_LINES, **{repr(piece): piece for piece in SPOKEN}}.items():
        one = "a" + piece * (IN_PARAGRAPH // len(piece))
        yield name, "\n\n".join([one] * (CHARACTERS // len(one)))
    for name, piece in IN_BLOCKS.items():
        yield name, piece * (CHARACTERS // len(piece))


def spent(root: Path, text: str):
    """Seconds, and the codes of the errors."""
    data = f"---\ntitle: x\n---\n\n{text}\n".encode()
    (root / ARTICLE).write_bytes(data)
    begin = time.process_time()
    findings = examined(root, ISSUE)[1]
    seconds = time.process_time() - begin
    return seconds * 1e6 / len(data), sorted({f.code.number for f in findings if f.is_error})


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = publication(Path(temporary, "issues"))
        settings = root / "publication.yaml"
        silent = settings.read_text("utf-8")
        settings.write_text(silent.replace("voice: off", "voice: {engine: espeak}"), "utf-8")
        spent(root, "a")  # what is loaded once is loaded now
        rows = sorted(((*spent(root, text), name) for name, text in texts()), reverse=True)
    for seconds, codes, name in rows[:SHOWN]:
        print(f"{seconds:6.2f} s a megabyte  {name}  {' '.join(codes)}")  # noqa: T201, its result


if __name__ == "__main__":
    main()
