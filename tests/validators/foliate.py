"""foliate-js (from npm), the engine of the readers Foliate and Readest, in the machine's Chromium.

In: an EPUB. Out: what the reading system makes of it, and what it highlights while it reads
the book aloud.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.serving import running
from tests.validators.ace import HERE
from tests.validators.npm import modules

_PAGE = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<style>html, body { margin: 0; height: 100% } foliate-view { display: block; height: 100vh }</style>
<script type="module">
import './foliate-js/view.js'
const view = document.createElement('foliate-view')
document.body.append(view)
const file = await (await fetch('book.epub')).blob()
await view.open(new File([file], 'book.epub'))
const seen = []
view.mediaOverlay?.addEventListener('highlight', event => seen.push(event.detail.text))
Object.assign(window, { view, seen, ready: true })
</script>
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


@contextmanager
def reading(book: Path, browser: Browser) -> Iterator[Page]:
    """The book, opened in the reading system on a screen of a phone's size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "foliate-js").symlink_to(modules(HERE) / "foliate-js")
        (folder / "index.html").write_text(_PAGE, encoding="utf-8")
        shutil.copyfile(book, folder / "book.epub")
        with _serving(folder) as address:
            page = browser.new_page(viewport={"width": 390, "height": 780})
            page.goto(address)
            page.wait_for_function("window.ready", timeout=60_000)
            yield page
            page.close()


def contents(page: Page) -> dict[str, Any]:
    """What the reading system found: title, contents, pages, overlays."""
    found: dict[str, Any] = page.evaluate(
        """() => ({
            title: view.book.metadata.title,
            author: [].concat(view.book.metadata.author)[0].name,
            contents: view.book.toc.map(line => line.label),
            landmarks: view.book.landmarks.map(mark => mark.type[0]),
            spoken: view.book.sections.filter(section => section.mediaOverlay).length,
            duration: view.book.media.duration,
        })"""
    )
    return found


def read_aloud(page: Page, section: int, sentences: int) -> list[str]:
    """Read from a section on; the fragments highlighted one after the other, each once."""
    page.evaluate("section => view.goTo(section).then(() => view.startMediaOverlay())", section)
    page.wait_for_function("count => new Set(seen).size >= count", arg=sentences, timeout=60_000)
    seen: list[str] = page.evaluate("[...new Set(seen)]")
    return [text.partition("#")[2] for text in seen[:sentences]]


def highlighted(page: Page) -> str:
    """The text that is marked as being read now, as the reader sees it."""
    page.wait_for_function(_MARKED + " !== null", timeout=10_000)
    text: str = page.evaluate(_MARKED)
    return text


_MARKED = """(() => {
    for (const { doc } of view.renderer.getContents()) {
        const marked = doc.querySelector('.' + CSS.escape(view.book.media.activeClass))
        if (marked && getComputedStyle(marked).backgroundColor === 'rgb(255, 224, 138)')
            return marked.textContent
    }
    return null
})()"""
