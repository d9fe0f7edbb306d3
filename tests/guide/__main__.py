"""The pictures of README.vi.md, made from the real program: `make guide`.

In: nothing. Out: `.github/guide/`: terminals as SVG (what was typed and what was answered), pages
as the browser shows them, and a page of the PDF. A publication is begun, written, looked at, heard
and built in a folder of its own, on a fixed day.
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.text import Text

from tests.conftest import CHECKOUT
from tests.desk.importing import official
from tests.validators import ace

OUT = CHECKOUT / ".github" / "guide"
ARTICLE = "03-chong-bao.md"
TEXT = """---
title: Chằng chống nhà cửa trước mùa bão
summary: Ba việc bà con làm trong chiều thứ bảy này.
---
Sáng 15-11-2026, UBND xã họp với các ấp. Tổ KTS sẽ nhắn lịch cúp điện vào nhóm của ấp.

- Kê cao tủ lạnh và máy bơm ít nhất 50 cm.
- Cắt cành cây sát mái, báo số 0200 3000 001 nếu vướng dây điện.

:::{note} Gọi ai?
Trực ban xã nghe máy suốt 24/24.
:::
"""
SLIP = TEXT.replace(":::{note}", ":::{nota}")
UNTIDY = TEXT.replace("- Kê", "•\tKê").replace("50 cm", "<b>50 cm</b>")
COLUMNS, ROWS = 96, 40
VIETNAMESE_MONOSPACE = "Consolas, Menlo, Noto Sans Mono, Liberation Mono"
"""Faces of terminals that have all of its letters: Fira Code, which rich names, has not."""


class _Machine:
    """A folder, a day, and a terminal that is watched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "BULLETIN_LANG": "vi",  # what tests share has said English
            "LANG": "vi_VN.UTF-8",
            "LC_ALL": "vi_VN.UTF-8",
            "TERM": "xterm-256color",
            "COLUMNS": str(COLUMNS),
            "SOURCE_DATE_EPOCH": "1793836800",
            "BULLETIN_VOICES": str(folder / "voices"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "PYTHONPATH": str(CHECKOUT),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }

    def typed(self, line: str, place: Path) -> str:
        """What the terminal shows after a line was typed, with its colours."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        program = subprocess.Popen(
            shlex.split(line),
            cwd=place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        shown = b""
        while piece := _piece(ours):
            shown += piece
        program.wait()
        os.close(ours)
        text = shown.decode().replace(str(self.folder), "~")
        lines = text.replace("\r\n", "\n").split("\n")
        # Of a line that was written over, what came last; libraries' grumbling is nobody's.
        kept = [one.rpartition("\r\033[2K")[2] for one in lines]
        return "\n".join(one for one in kept if "Fontconfig" not in one).strip("\n")

    def pictured(self, name: str, *lines: str, place: Path) -> None:
        """A picture of a terminal in which lines are typed one after the other."""
        console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
        for line in lines:
            console.print(Text.assemble(("$ ", "bold green"), (line, "bold")))
            console.print(Text.from_ansi(self.typed(line, place)))
        svg = console.export_svg(title=place.name, unique_id=name)
        # Faces are the reader's own: a picture in a guide loads nothing from elsewhere.
        svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
        svg = svg.replace("Fira Code,", f"{VIETNAMESE_MONOSPACE},")
        (OUT / f"{name}.svg").write_text(svg, "utf-8")

    @contextmanager
    def serving(self, place: Path) -> Iterator[str]:
        """The preview, by its address."""
        program = subprocess.Popen(
            ["bulletin", "serve", "--port", "0"],
            cwd=place,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield re.search(r"http://[^/]+/", program.stderr.readline())[0]
        finally:
            program.send_signal(signal.SIGINT)
            program.communicate()


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when nobody holds the other side any more
        return b""


def _kept(name: str, png: bytes, width: int) -> None:
    """A picture, small: scaled, and in as many colours as a page has."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(image.height * width / image.width)
    image = image.resize((width, height), Image.Resampling.LANCZOS).quantize(96)
    image.save(OUT / f"{name}.png", optimize=True)


def _opened(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.goto(address)
    page.wait_for_selector(".bulletin-finding, li.sentence", state="attached")
    page.wait_for_timeout(700)
    return page


def _pages(machine: _Machine, place: Path, browser: Browser) -> None:
    """The preview: a finding over the page, the list, and the sentences worth hearing."""
    article = place / "2026-11" / ARTICLE
    with machine.serving(place) as home:
        page = _opened(browser, f"{home}2026-11/chong-bao.html", 390, 760)
        page.evaluate(
            "document.querySelector('.bulletin-finding')?.scrollIntoView({block: 'center'})"
        )
        page.wait_for_timeout(300)
        _kept("xem-truoc", page.screenshot(), 390)
        article.write_text(SLIP, "utf-8")
        page.wait_for_selector(".bulletin-finding.is-error")
        page.evaluate(
            "document.querySelector('bulletin-preview').shadowRoot.querySelector('.bar button').click()"
        )
        page.wait_for_timeout(400)
        _kept("loi", page.screenshot(), 390)
        article.write_text(TEXT, "utf-8")
        page = _opened(browser, f"{home}_preview/proof", 1000, 760)
        page.evaluate(
            "[...document.querySelectorAll('li.sentence')].find(one => one.innerText.includes('KTS'))"
            ".scrollIntoView()"
        )
        page.wait_for_timeout(300)
        _kept("nghe-soat", page.screenshot(), 1000)


def _imported(machine: _Machine, place: Path) -> None:
    """A paper of an office, as Word has it, imported; it is taken out again."""
    word = place / "ke-hoach.docx"
    word.write_bytes(official.DOCUMENTS["official-paper"][1]())
    before = {file for file in place.rglob("*") if file.is_file()}
    machine.pictured("nhap-word", "bulletin import ke-hoach.docx --into 2026-11 --yes", place=place)
    for file in {one for one in place.rglob("*") if one.is_file()} - before | {word}:
        file.unlink()


def main() -> None:
    """Make all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        home = Path(name) / "xa-tan-phuoc"
        home.mkdir()
        machine = _Machine(home)
        place = home / "ban-tin"
        begin = "bulletin init ban-tin --yes --title 'Bản tin xã Tân Phước' --publisher 'UBND xã Tân Phước'"
        machine.pictured("bat-dau", begin, place=home)
        settings = place / "publication.yaml"
        # Whatever voices the machine has that makes the pictures.
        text = re.sub(
            r"engine: \w+(, name: [^,}]+)?", "engine: espeak", settings.read_text("utf-8")
        )
        settings.write_text(text, "utf-8")
        _imported(machine, place)
        issue = place / "2026-11" / "issue.yaml"
        text = issue.read_text("utf-8")
        issue.write_text(
            text.replace("[01-chao-ban-doc.md]", f"[01-chao-ban-doc.md, {ARTICLE}]"), "utf-8"
        )
        article = place / "2026-11" / ARTICLE
        article.write_text(SLIP, "utf-8")
        machine.pictured("kiem-tra", "bulletin check", place=place)
        article.write_text(UNTIDY, "utf-8")
        machine.pictured("sua", "bulletin check --diff", "bulletin check --fix", place=place)
        article.write_text(TEXT, "utf-8")
        browser = running.chromium.launch(executable_path=ace.browser(), args=["--no-sandbox"])
        _pages(machine, place, browser)
        machine.pictured("lam-ra", "bulletin build", place=place)
        (pdf,) = (place / "dist" / "2026-11").glob("*.pdf")
        with pypdfium2.PdfDocument(pdf) as document:
            sheet = io.BytesIO()
            document[0].render(scale=1).to_pil().save(sheet, "PNG")
        _kept("pdf", sheet.getvalue(), 300)
        machine.pictured("dua-len-mang", "bulletin publish --to ../tren-mang", place=place)
        machine.pictured("so-sau", "bulletin new", place=place)
        machine.pictured("may", "bulletin doctor", place=place)
        browser.close()


if __name__ == "__main__":
    main()
