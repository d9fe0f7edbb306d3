"""What our pages cost: 50 articles, 80,000 words, against WeasyPrint alone on the same HTML.

In: the sample's prose and pictures. Out: a table on standard output. Ours is everything from
the composed issue to the finished file: measuring, arranging, setting, checking, the standards,
the code read back. What WeasyPrint takes of that is measured in the same run, because on a
shared machine one process may take a fifth longer than the next; WeasyPrint alone, in
processes of its own, shows that it is no slower for what we do before.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.narration import sentences
from tests.paper.press import job_of, photograph

ARTICLES = 50
WORDS = 80_000
LIMIT = 1.3
"""Times WeasyPrint's own time: what may be used."""
_ORDER = ("weasyprint", "ours", "ours", "weasyprint", "weasyprint", "ours")
_PICTURES = 10

_PUBLICATION = """\
title: Bản tin thử
language: vi
base_url: https://bantin.example/
publisher: {name: UBND xã Thử}
licence: CC BY 4.0
editors: [{name: Nguyễn Văn An, role: Chịu trách nhiệm xuất bản}]
"""
_ISSUE = "number: 11\ndate: 2026-11-05\ntitle: Năm mươi bài\n"


def write_publication(root: Path) -> None:
    """Half of the articles in two columns, each with headings and a list, some with pictures."""
    issue = root / "2026-11"
    issue.mkdir(parents=True)
    (root / "publication.yaml").write_text(_PUBLICATION, encoding="utf-8")
    (issue / "issue.yaml").write_text(_ISSUE, encoding="utf-8")
    photograph(issue / "images" / "ngang.jpg", (1500, 1000))
    prose = sentences()
    for number in range(1, ARTICLES + 1):
        blocks, count = [], 0
        while count < WORDS // ARTICLES:
            text = " ".join(next(prose) for _ in range(4))
            count += len(text.split())
            blocks.append(f"- {text}" if len(blocks) % 9 == 8 else text)
            if len(blocks) % 6 == 0:
                blocks.append(f"## Phần {len(blocks) // 6}")
        if number <= _PICTURES:
            blocks.insert(3, ":::{figure} images/ngang.jpg\n:alt: Sắc màu\nẢnh.\n:::")
        layout = ("one", "two")[number % 2]
        head = f"---\ntitle: Bài số {number} của tập bản tin dài\nlayout: {layout}\n---\n"
        text = head + "\n\n".join(blocks) + "\n"
        (issue / f"bai-{number:02}.md").write_text(text, encoding="utf-8")


# -- each way, in a process of its own -----------------------------------------------------


def make(way: str, root: Path) -> None:
    """Make the PDF in one way, and print what it took as JSON."""
    from bulletin.paper import render as making  # noqa: PLC0415, heavy
    from bulletin.paper.fetcher import BASE  # noqa: PLC0415
    from bulletin.paper.issue_html import Medium  # noqa: PLC0415

    job = job_of(root, root.with_name("made"))
    inside = 0.0
    if way == "ours":
        spent: list[float] = []
        for name in ("lay_out", "write"):
            setattr(making, name, _timed(getattr(making, name), spent))
        begun = time.perf_counter()
        data = making.screen_pdf(job)
        _probing, *setting = spent
        inside = sum(setting)
    else:
        from weasyprint import HTML  # noqa: PLC0415

        copy = making.copy_of(job, Medium())
        begun = time.perf_counter()
        html = HTML(string=copy.html, base_url=BASE, url_fetcher=copy.shelf)
        data = html.write_pdf(
            stylesheets=copy.sheets,
            font_config=copy.fonts,
            pdf_variant=making.VARIANT,
            pdf_tags=True,
        )
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"seconds": seconds, "inside": inside, "peak": peak, "size": len(data)}
    print(json.dumps(figures))  # noqa: T201


def _timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """The same function, which notes how long each call takes."""

    def timed(*arguments: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            spent.append(time.perf_counter() - begun)

    return timed


def _measured(way: str, root: Path) -> dict[str, float]:
    command = [sys.executable, "-m", __name__, way, str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> bool:
    """Print the table; whether the cost is within the limit."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "issues"
        write_publication(root)
        runs = [(way, _measured(way, root)) for way in _ORDER]
    ratio = statistics.median(run["seconds"] / run["inside"] for way, run in runs if way == "ours")
    load = os.getloadavg()[0]
    print(f"{ARTICLES} articles, {WORDS} words as PDF (load {load:.1f})")  # noqa: T201
    for way, run in runs:
        of_it = f", of it WeasyPrint {run['inside']:.1f} s" if run["inside"] else ""
        print(f"  {way:10} {run['seconds']:6.1f} s, {run['peak']:.0f} MiB{of_it}")  # noqa: T201
    good = ratio <= LIMIT
    print(f"  median ratio {ratio:.2f}, within {LIMIT}: {'yes' if good else 'NO'}")  # noqa: T201
    return good


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
