"""What a build costs: cold, mended, unchanged, plain and growing, each beside what it is held to.

In: the sample in `issues/`, its prose, and the programs of the other way on the path (pandoc,
weasyprint, espeak-ng, ffmpeg, qrencode). Out: a table on standard output, with whole-process CPU
seconds and wall time; ratios of the CPU against the pair of the same run, the goal, and the ratio
that `figures.json` keeps. `--keep` writes that file anew; `--thousand` measures growth to 1,000.

Seconds depend on the machine and on what else runs on it, so nothing but ratios is kept or
judged; a row is worse when its ratio is more than a tenth above the one that was kept.
"""

from __future__ import annotations

import compileall
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.narration import WORDS, write_articles

FIGURES = Path(__file__).with_name("figures.json")
WORSE = 1.1
LINEAR = 1.1
MEMORY = 1024.0
"""MiB that no process may take, however many the articles."""

_SAMPLE = Path(__file__).parents[2] / "issues"
_ISSUE = "2026-11"
_MENDED = "05-vu-thu-dong.md"
_JOBS = 2
_EACH = 80
"""Words in an article where growth is measured."""

_PUBLICATION = """\
title: Bản tin thử
language: vi
base_url: https://bantin.example/
publisher: {name: UBND xã Thử}
licence: CC BY 4.0
editors: [{name: Nguyễn Văn An, role: Chịu trách nhiệm xuất bản}]
voice: {engine: espeak}
"""


@dataclass(frozen=True)
class Cost:
    """Of a process with all that it started: seconds of CPU and of wall time, MiB of the largest."""

    cpu: float
    wall: float
    peak: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


@dataclass(frozen=True)
class Row:
    """A cost beside that of its pair, and the most that the ratio of their CPU may be."""

    name: str
    cost: Cost
    pair: Cost
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """CPU against the pair's."""
        return self.cost.cpu / self.pair.cpu

    @property
    def missed(self) -> bool:
        """Whether the goal is."""
        return self.goal is not None and self.ratio > self.goal


# -- measuring -----------------------------------------------------------------------------

_MEASURED = """
import json, resource, subprocess, sys, time
begun = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
wall, used = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024]))
"""


def cost_of(*command: str | Path) -> tuple[Cost, str]:
    """What a command takes, and what it tells; in a process of its own, which waits for it."""
    whole = [sys.executable, "-c", _MEASURED, *map(str, command)]
    done = subprocess.run(whole, check=True, capture_output=True, text=True)
    code, cpu, wall, peak = json.loads(done.stdout)
    if code:
        message = f"{command}: exit code {code}\n{done.stderr}"
        raise RuntimeError(message)
    return Cost(cpu, wall, peak), done.stderr


def build(root: Path, home: Path) -> tuple[Cost, str]:
    """A build of the newest issue into a folder's own cache and release; the timings table."""
    cost, told = cost_of(
        sys.executable, "-m", "bulletin", "build", "--in", root, "--engine", "espeak",
        "--jobs", str(_JOBS), "--timings", "--cache", home / "cache", "--out", home / "dist",
    )  # fmt: skip
    return cost, told[told.index("stage ") :]


def theirs(files: Sequence[Path], folder: Path) -> Iterator[tuple[str, Cost]]:
    """The other way, step by step: an e-book, pages, speech, its coding, a code for the poster."""
    page, text, sound = (folder / name for name in ("all.html", "all.txt", "all.wav"))
    steps: dict[str, tuple[str | Path, ...]] = {
        "pandoc, e-book": ("pandoc", *files, "-o", folder / "all.epub", "--metadata=title:Thử"),
        "pandoc, page": ("pandoc", *files, "-s", "-o", page, "--metadata=title:Thử"),
        "weasyprint": (sys.executable, "-m", "weasyprint", page, folder / "all.pdf"),
        "pandoc, text": ("pandoc", *files, "-t", "plain", "--wrap=none", "-o", text),
        "espeak-ng": ("espeak-ng", "-v", "vi", "-f", text, "-w", sound),
        "ffmpeg, AAC": _ffmpeg(sound, folder / "all.m4a"),
        "ffmpeg, MP3": _ffmpeg(sound, folder / "all.mp3"),
        "qrencode": ("qrencode", "-o", folder / "qr.png", "https://bantin.example/2026-11/"),
    }
    for name, command in steps.items():
        yield name, cost_of(*command)[0]


def _ffmpeg(sound: Path, coded: Path) -> tuple[str | Path, ...]:
    return ("ffmpeg", "-v", "error", "-y", "-i", sound, "-b:a", "48k", coded)


# -- what is built -------------------------------------------------------------------------


def publication(root: Path, words: int, each: int) -> list[Path]:
    """A publication of so many words without pictures, `each` in an article."""
    issue = root / _ISSUE
    issue.mkdir(parents=True)
    (root / "publication.yaml").write_text(_PUBLICATION, encoding="utf-8")
    (issue / "issue.yaml").write_text("number: 11\ndate: 2026-11-05\n", encoding="utf-8")
    return write_articles(issue, words, each)


def mend_sentence(file: Path) -> None:
    """Another word in the first paragraph of an article."""
    text = file.read_text(encoding="utf-8")
    paragraph = next(p for p in text.split("\n\n")[1:] if re.match(r"\w[^:{}|<>#\[\]]{80,}", p))
    word = paragraph.split()[3]
    file.write_text(text.replace(f" {word} ", f" mới {word} ", 1), encoding="utf-8")


def mend_title(file: Path) -> None:
    """Another word in an article's title."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^title: (\S+)", r"title: \1 nay", text, count=1), encoding="utf-8")


# -- the rows ------------------------------------------------------------------------------


def sample(home: Path) -> Iterator[Row]:
    """The sample: cold, one sentence mended, a title mended, nothing changed."""
    root = home / "sample"
    shutil.copytree(_SAMPLE, root)
    cold, table = build(root, home / "of-sample")
    _say(f"the sample, cold\n{table}")
    yield Row("sample, cold", cold, cold)
    changes: list[tuple[str, Callable[[Path], None], float]] = [
        ("one sentence mended", mend_sentence, 0.12),
        ("a title mended", mend_title, 0.15),
        ("nothing changed", lambda _: None, 0.02),
    ]
    for name, change, goal in changes:
        change(root / _ISSUE / _MENDED)
        cost, table = build(root, home / "of-sample")
        if change is mend_sentence:
            _say(f"the sample, {name}\n{table}")
        yield Row(name, cost, cold, goal)


def plain(home: Path) -> Iterator[Row]:
    """Words without pictures in all editions, against the other way, which makes less."""
    files = publication(home / "plain", WORDS, 800)
    other = Cost(0, 0, 0)
    for name, cost in theirs(files, home):
        _say(f"  {name:<40} {cost.cpu:8.1f} s CPU {cost.wall:8.1f} s")
        other += cost
    ours, _ = build(home / "plain", home / "of-plain")
    yield Row(f"{WORDS} words, cold", ours, other, 0.25)


def growth(home: Path, counts: Sequence[int]) -> Iterator[Row]:
    """Ten times as many articles, against ten times the cost."""
    before: Cost | None = None
    for count in counts:
        # Articles end with a sentence, so that some are longer: what is too many is left out.
        for file in publication(home / str(count), 2 * count * _EACH, _EACH)[count:]:
            file.unlink()
        cost, _ = build(home / str(count), home / f"of-{count}")
        if before:
            times = 10.0
            pair = Cost(before.cpu * times, before.wall * times, before.peak)
            yield Row(f"{count // 10} → {count} articles", cost, pair, LINEAR)
        before = cost


# -- the table -----------------------------------------------------------------------------


def main(*, keep: bool = False, thousand: bool = False) -> bool:
    """Print the table; whether every goal is met and no row got worse."""
    kept: dict[str, float] = json.loads(FIGURES.read_text()) if FIGURES.is_file() else {}
    # As pip installs it: where PYTHONDONTWRITEBYTECODE is set, each start would compile all of it.
    compileall.compile_dir(_SAMPLE.with_name("bulletin"), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        found = [*plain(home), *sample(home)]
        found += growth(home, (10, 100, 1000) if thousand else (10, 100))
    other = found[0].pair
    # Cold alone has no pair of its own: the other way says how fast the machine is.
    rows = [Row(r.name, r.cost, other) if r.cost is r.pair else r for r in found]
    _say(f"\nbuilds with {_JOBS} jobs (load {os.getloadavg()[0]:.1f})")
    _say(f"  {'':<28}{'CPU s':>8}{'wall s':>8}{'MiB':>7}{'ratio':>8}{'goal':>7}{'kept':>8}")
    good = True
    for row in rows:
        before = kept.get(row.name)
        worse = before is not None and row.ratio > before * WORSE
        large = row.cost.peak > MEMORY
        said = [
            "misses its goal" if row.missed else "",
            "WORSE by more than a tenth" if worse else "",
            f"a process of more than {MEMORY:.0f} MiB" if large else "",
        ]
        good &= not (row.missed or worse or large)
        _say(
            f"  {row.name:<28}{row.cost.cpu:8.1f}{row.cost.wall:8.1f}{row.cost.peak:7.0f}"
            f"{row.ratio:8.3f}{row.goal or '':>7}{before or '':>8}  {', '.join(filter(None, said))}"
        )
    if keep:
        figures = kept | {row.name: round(row.ratio, 3) for row in rows}
        FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return good


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
