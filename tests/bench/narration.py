"""What speech costs: 8,000 words, against pandoc -> espeak-ng -> ffmpeg on the same text.

In: the sample's articles, pandoc, espeak-ng and ffmpeg on the path. Out: a table on standard
output. Each thing is done once, from an empty cache, in a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = 8000
JOBS = 2
LIMIT = 0.25
"""Of the other way's time: what may be used."""

_ARTICLE = 800
_SAMPLE = Path(__file__).parents[2] / "issues"


# -- the text ------------------------------------------------------------------------------


def sentences() -> Iterator[str]:
    """The sample's prose, sentence by sentence; after its end, numbered, so that none repeats."""
    from bulletin.composition import with_sentences  # noqa: PLC0415
    from bulletin.languages import words_for  # noqa: PLC0415
    from bulletin.narration.script.article import parts_of  # noqa: PLC0415
    from bulletin.source.load import issue_ids, load  # noqa: PLC0415

    seen: set[str] = set()
    found: list[str] = []
    for issue_id in issue_ids(_SAMPLE):
        issue = load(_SAMPLE, issue_id).issue
        for article in issue.articles if issue else ():
            for part in parts_of(with_sentences(article, "vi"), words_for("vi")):
                text = re.sub(r"[*_`<>\[\]{}|#~^\\]", "", part.written)
                if text and text not in seen and not part.structure:
                    seen.add(text)
                    found.append(text)
    yield from found
    number = 1
    while True:
        number += 1
        yield from (f"Lần {number}, {text[:1].lower()}{text[1:]}" for text in found)


def write_articles(folder: Path, words: int, each: int = _ARTICLE) -> list[Path]:
    """Articles of so many words in all, `each` in one."""
    files: list[Path] = []
    text: list[str] = []
    count = total = 0
    for sentence in sentences():
        text.append(sentence)
        count += len(sentence.split())
        if count >= each or total + count >= words:
            total += count
            number = len(files) + 1
            paragraphs = "\n\n".join(" ".join(text[i : i + 4]) for i in range(0, len(text), 4))
            file = folder / f"{number:04}-bai-{number}.md"
            file.write_text(f"---\ntitle: Bài số {number}\n---\n{paragraphs}\n", encoding="utf-8")
            files.append(file)
            text, count = [], 0
        if total >= words:
            return files
    return files


# -- our way, in a process of its own ------------------------------------------------------


def narrate(folder: Path, jobs: int) -> None:
    """Narrate the articles of a folder, and print what it took as JSON."""
    from dataclasses import replace  # noqa: PLC0415

    from bulletin.cache import Cache  # noqa: PLC0415
    from bulletin.composition import with_sentences  # noqa: PLC0415
    from bulletin.languages import reader_for, words_for  # noqa: PLC0415
    from bulletin.narration.engines.base import Setting  # noqa: PLC0415
    from bulletin.narration.engines.choose import choose  # noqa: PLC0415
    from bulletin.narration.narrate import NarrationOrder  # noqa: PLC0415
    from bulletin.reading import Lexicon  # noqa: PLC0415
    from bulletin.source.markdown import read_lone  # noqa: PLC0415
    from bulletin.source.settings.models import Voice  # noqa: PLC0415
    from tests.narration.narrated import narrate as narrated  # noqa: PLC0415

    voice = Voice(engine="espeak")
    order = NarrationOrder(
        chosen=choose(Setting("vi", voice, folder / "voices", jobs=jobs)),
        voice=voice,
        reader=reader_for("vi", Lexicon({})),
        words=words_for("vi"),
        cache=Cache(folder / "cache"),
        tags={"album": "Bản tin"},
        jobs=jobs,
    )
    articles = []
    for number, file in enumerate(sorted(folder.glob("*.md")), start=1):
        article, _ = read_lone(file.read_bytes(), f"bai-{number}.md")
        if article:
            articles.append(with_sentences(replace(article, number=number), "vi"))
    kept = _entries(folder)
    narration = narrated(articles, folder / "audio", order)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made = len(_entries(folder) - kept)
    print(json.dumps({"minutes": narration.duration / 60, "peak": peak, "made": made}))  # noqa: T201


def _entries(folder: Path) -> set[Path]:
    return {path for path in (folder / "cache").rglob("*") if path.is_file()}


# -- measuring -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Ours:
    """One run of our way: seconds as a whole process, minutes of speech, MiB, cache entries."""

    seconds: float
    minutes: float
    peak: float
    made: int


def ours(folder: Path) -> Ours:
    command = [sys.executable, "-m", __name__, str(folder), str(JOBS)]
    begun = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Ours(time.perf_counter() - begun, **json.loads(done.stdout))


def theirs(files: Sequence[Path], folder: Path) -> list[tuple[str, float]]:
    """The steps of the other way, with the seconds of each."""
    text, sound, coded = (folder / name for name in ("all.txt", "all.wav", "all.m4a"))
    steps = [
        ("pandoc", ["pandoc", *map(str, files), "-t", "plain", "--wrap=none", "-o", str(text)]),
        ("espeak-ng", ["espeak-ng", "-v", "vi", "-f", str(text), "-w", str(sound)]),
        ("ffmpeg", ["ffmpeg", "-v", "error", "-i", str(sound), "-b:a", "48k", str(coded)]),
    ]
    taken: list[tuple[str, float]] = []
    for name, command in steps:
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append((name, time.perf_counter() - begun))
    return taken


def main() -> bool:
    """Print the table; whether the cost is within the limit."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        whole, quarter = home / "whole", home / "quarter"
        for folder in (whole, quarter):
            folder.mkdir()
        files = write_articles(whole, WORDS)
        write_articles(quarter, WORDS // 4)
        steps = theirs(files, home)
        first, again = ours(whole), ours(whole)
        _mend(files[0])
        mended = ours(whole)
        small = ours(quarter)
        for file in files:
            file.unlink()
        write_articles(whole, WORDS, each=WORDS)
        large = ours(whole)
    other = sum(seconds for _, seconds in steps)
    load = os.getloadavg()[0]
    rows = [
        *((f"{name}", f"{seconds:.1f} s", "") for name, seconds in steps),
        ("pandoc → espeak-ng → ffmpeg", f"{other:.1f} s", "1"),
        (f"narration, {JOBS} jobs", f"{first.seconds:.1f} s", f"{first.seconds / other:.3f}"),
        (
            "again, nothing changed",
            f"{again.seconds:.1f} s",
            f"{again.seconds / first.seconds:.3f}",
        ),
        (
            f"one sentence mended ({mended.made} entries made)",
            f"{mended.seconds:.1f} s",
            f"{mended.seconds / first.seconds:.3f}",
        ),
        (f"memory, an issue of {WORDS // 4} words", f"{small.peak:.0f} MiB", "1"),
        (
            f"memory, an issue of {WORDS} words",
            f"{first.peak:.0f} MiB",
            f"{first.peak / small.peak:.2f}",
        ),
        (
            f"memory, {WORDS} words in one article",
            f"{large.peak:.0f} MiB",
            f"{large.peak / small.peak:.2f}",
        ),
    ]
    print(f"{WORDS} words, {first.minutes:.0f} minutes of speech (load {load:.1f})")  # noqa: T201
    for what, figure, ratio in rows:
        print(f"  {what:<48} {figure:>9} {ratio:>7}")  # noqa: T201
    good = first.seconds <= LIMIT * other
    print(f"  within {LIMIT} of the other way: {'yes' if good else 'NO'}")  # noqa: T201
    return good


def _mend(file: Path) -> None:
    """Change one word in one sentence."""
    text = file.read_text(encoding="utf-8")
    words = text.rpartition("\n\n")[2].split()
    file.write_text(text.replace(words[-2], "mới " + words[-2], 1), encoding="utf-8")


if __name__ == "__main__":
    narrate(Path(sys.argv[1]), int(sys.argv[2]))
