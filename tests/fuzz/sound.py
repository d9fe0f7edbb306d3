"""Publications without an error, put together at random: whatever is allowed, in each other.

In: random numbers. Out: a folder, and the facts that every edition of it must hold.
"""

import functools
import io
import re
import shutil
import textwrap
from pathlib import Path

from PIL import Image

from tests.fuzz.blocks import block, body, notes
from tests.fuzz.making import ISSUE
from tests.fuzz.pen import Pen

TESTS = Path(__file__).parents[1]
BASE = TESTS / "findings" / "_base"
DRAWING = TESTS / "publications" / "small" / "2026-11" / "images" / "lua.svg"
SAMPLES = sorted((TESTS.parent / "issues").glob("2026-*/*.md"))
NAMES = ("01-bai-mot.md", "02-bai-hai.md", "03-bai-ba.md", "04-bai-bon.md")
SIZES = {"images/wide.jpg": (1400, 500), "images/tall.jpg": (500, 1300), "images/small.png": (90, 60)}  # fmt: skip


@functools.cache
def _picture(file, size):
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    data = io.BytesIO()
    picture.save(data, "JPEG" if file.endswith("jpg") else "PNG")
    return data.getvalue()


def sound(rng, folder):
    """A publication that has no error in all likelihood, and its facts."""
    shutil.copytree(BASE, folder)
    issue = folder / ISSUE
    shutil.copy(DRAWING, issue / "images" / "lua.svg")
    for file, size in SIZES.items():
        (issue / file).write_bytes(_picture(file, size))
    names = NAMES[: rng.choice((1, 1, 2, 2, 3, 4))]
    pen = Pen(rng, links=names, exotic=rng.random() < 0.7)
    for name in names:
        sampled = rng.random() < 0.25
        text = _sampled(pen, issue) if sampled else body(pen, rng.choice((2, 5, 9)))
        (issue / name).write_text(f"---\n{_front(pen)}---\n\n{text}\n", "utf-8")
    for file in folder.glob("*.md"):
        file.unlink()
    for file in issue.glob("*.md"):
        if file.name not in names:
            file.unlink()
    (folder / "publication.yaml").write_text(_masthead(pen), "utf-8")
    (issue / "issue.yaml").write_text(_issue(pen, names), "utf-8")
    for file, text in pen.files.items():
        (issue / file).write_text(text, "utf-8")
    return folder, tuple(pen.facts)


def _yaml(pen, most, *, must=(), chance=0.3):
    lines = [*must, *(line() for line in most if pen.chance(chance))]
    return "\n".join([*lines, ""])


def _title(pen):
    return pen.value(pen.rng.choice((1, 4, 9, 9, 24)))


def _front(pen):
    rng = pen.rng
    return _yaml(
        pen,
        [
            lambda: f"summary: {pen.value(rng.choice((6, 40)))}",
            lambda: f"authors: [{pen.value(2)}, {pen.value(2)}]",
            lambda: "layout: two",
            lambda: f"image: {{file: {rng.choice(list(SIZES)[:2])}, alt: {pen.value(4, 'alt')}}}",
            lambda: f"corrections: [{{date: 2026-11-26, text: {pen.value(9)}}}]",
            lambda: "topics: [đường sá, y tế]",
        ],
        must=[f"title: {_title(pen)}"],
    )


BASE_URLS = (
    "https://bantin.example/",
    "https://bantin.example",
    "https://bantin.example/a/b-c",
    "http://localhost:8000/",
    "https://xã-tân.example/ban/",
    "https://xn--x-vga.example/tin~1/",
    "https://a.b.c.d.e.example:8443/tin/",
)
PAGES = ("A4", "A5", "B5", "letter", "190x270", "120x170", "330x460", "210x210", "297x210", "148x260", "120x215")  # fmt: skip


def _masthead(pen):
    rng = pen.rng
    return _yaml(
        pen,
        [
            lambda: f"subtitle: {pen.value(8, 'free')}",
            lambda: f"copyright: {pen.value(30)}",
            lambda: "slug: thu-nghiem",
            lambda: (
                f"theme: {{name: {rng.choice(('default', 'school'))}, colours: {{accent: '#{rng.randint(0, 0x777777):06x}'}}}}"
            ),
            lambda: f"page: {rng.choice(PAGES)}",
            lambda: f"printer: {pen.value(4)}",
            lambda: "print_run: 1200",
            lambda: f"frequency: {pen.value(2)}",
            lambda: "profile: ban-tin",
            lambda: "podcast: {episodes: article}",
        ],
        must=[
            f"title: {pen.value(rng.choice((2, 4, 8)))}",
            f"language: {rng.choice(('vi', 'vi', 'vi', 'vi', 'en', 'jra', 'km', 'vi-VN', 'fr'))}",
            f"base_url: {rng.choice(BASE_URLS) if pen.chance(0.4) else BASE_URLS[0]}",
            f"publisher: {{name: {pen.value(4)}, address: {pen.value(6)}}}",
            f"licence: {pen.value(5)}",
            f"editors: [{{name: {pen.value(2)}, role: {pen.value(3)}}}, {{name: {pen.value(2)}}}]",
            "voice: off",
        ],
        chance=0.35,
    )


def _issue(pen, names):
    rng = pen.rng
    one = rng.randint(1, len(names))
    parts = [part for part in (names[:one], names[one:]) if part]

    def section(part):
        return f"{{title: {pen.value(3)}, articles: [{', '.join(part)}]}}"

    return _yaml(
        pen,
        [
            lambda: f"title: {_title(pen)}",
            lambda: f"summary: {pen.value(rng.choice((6, 40)))}",
            lambda: f"cover: {{image: images/wide.jpg, alt: {pen.value(4, 'alt')}}}",
            lambda: f"sections: [{', '.join(map(section, parts))}]",
        ],
        must=[f"number: {rng.choice((1, 11, 999))}", "date: 2026-11-25"],
        chance=0.5,
    )


# -- articles of the samples ----------------------------------------------------------------


def _sampled(pen, issue):
    """An article of the samples in another order, with blocks between, some in boxes."""
    file = pen.rng.choice(SAMPLES)
    for folder in ("images", "data", "media"):
        if (file.parent / folder).is_dir():
            shutil.copytree(file.parent / folder, issue / folder, dirs_exist_ok=True)
    text = file.read_text("utf-8").split("---\n", 2)[2]
    text = re.sub(r"\(0\d-[\w-]+\.md(#[\w-]+)?\)", f"({pen.links[0]})", text)
    text = re.sub(r"(?m)^(:+\{link-card\}) 0\d-\S+", rf"\1 {pen.links[0]}", text)
    chunks = [chunk for chunk in _chunks(text) if not chunk.startswith("[^")]
    own = [chunk for chunk in _chunks(text) if chunk.startswith("[^")]
    pen.notes, pen.level = [], 1
    pen.rng.shuffle(chunks)
    made = []
    for chunk in chunks[: pen.rng.randint(2, 8)]:
        made += [_marked(pen, chunk), *([block(pen, 0)] if pen.chance(0.2) else [])]
    return "\n\n".join([*made, *_referred(own, made), *notes(pen)])


def _chunks(text):
    """The blocks at the top: what stands between blank lines, fences kept whole."""
    found, fence = [[]], ""
    for line in text.strip().split("\n"):
        if not fence and not line and not (found[-1] and found[-1][0].startswith("    ")):
            found.append([])
            continue
        found[-1].append(line)
        if match := re.match(r"(:{3,}|`{3,})", line):
            if not fence:
                fence = match[1]
            elif line.rstrip() == fence:
                fence = ""
    return ["\n".join(lines) for lines in found if lines]


def _marked(pen, chunk):
    """A block with a mark in it where it is a paragraph; now and then in a box."""
    if chunk[0].isalpha():
        chunk += f" {pen.mark()}"
    if chunk.startswith("#") or not pen.chance(0.3):
        return chunk
    boxed = pen.rng.choice(
        (
            lambda: "- " + textwrap.indent(chunk, "  ").lstrip(" "),
            lambda: textwrap.indent(chunk, "> ", lambda _line: True),
            lambda: f"::::::::{{note}} {pen.words(2)}\n{chunk}\n::::::::",
        )
    )
    return boxed()


def _referred(own, made):
    """The sample's own notes that something still refers to."""
    text = "\n".join(made)
    return [note for note in own if f"{note[: note.index(']') + 1]}" in text]
