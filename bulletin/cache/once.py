"""Things made once: the unit of caching is the thing, and an edition only assembles.

In: a kind of thing, all that this one is made from, and how to make it. Out: its bytes, found
or made. Whoever needs a thing asks here (`made`), whichever edition it works for; where no
store is at hand (a test, another program) it is simply made.

The rule: **a key names everything that shapes the bytes, and nothing else.** To each key
belong the kind, the digest of bulletin's own code and the versions of the libraries named with
the kind; the rest is given by who asks:

| kind | one entry for each | the rest of its key |
| --- | --- | --- |
| `drawings` | SVG of an editor, judged and cleaned | digest of the file |
| `pictures` | copy of a picture in a size, format and quality | digest of the file (or the cleaned drawing), size in pixels, format, quality |
| `charts` | chart in a palette and a width | the chart's node, strings, palette with its face, width |
| `codes` | QR code | text, level of correction, pixels a module, title |
| `covers` | cover in a size | words, digests of picture and logo, theme, size |
| `sheets` | poster, handbill or card | its page as the theme fills it in, its size and form, digests of its pictures, theme with its faces; of a PDF, the time that it bears |
| `web-articles` | article in the web edition, on a page of its own or on the issue's | composed tree, times of its track, digests of the files that it shows, theme, strings, publication |
| `book-articles` | article in an e-book of one measure | composed tree, digests of the files that it shows, the measure, names taken before it, theme, strings, publication |
| `overlays` | article of an e-book with its page breaks and its SMIL | the article as the book has it, the printed pages of its fragments, its track and order of reading |
| `recordings` | track in the order of an e-book's page | digest of the track's file, its cues in order |
| `pages` | page of a theme, filled in | template, theme, strings, publication, all values (among them the titles of neighbours) |
| `patterns` | all patterns of `re` that a machine's commands compile (see `cache/patterns.py`) | Python |
| `templates` | template of a theme of ours, as code | the file, where it lies, Python |
| `calendars` | issue's dates, or the calendar of all | events, titles, addresses, theme, time; or the issues' calendars |
| `checksums` | track's MP3 frames | digest of the file |
| `references` | article as a machine reads it, to tell recordings apart; sentences of one that are in another order, and what is said around it | the words said, language; digests of the sounds; where sentences are |
| `takes` | recording of a person, listened to | digest of the file, the ending of its name |
| `transcripts` | transcript of a track | its title and cues, language |
| `photographs` | photograph of an editor, judged | digest of the file, the ending of its name |
| `media` | film or sound, opened: its streams and its length | digest of the file, the ending of its name |
| `published-media` | film or sound without its notes (of MP4: where they lie beside the pictures) | digest of the file, the ending of its name |
| `readings` | article's definitions, and what the voice does not know in it | tree, the texts of its files, lexicon, language; what was defined before |
| `findings` | article, examined alone | tree, the texts of its files, language, settings of issue and publication |
| `tables` | table of a language's rules, as JSON | digest of the file |
| `scripts` | article as the voice says it | composed tree, what was defined before it, lexicon, language and its words |
| `drafts` | article as it is written for pages, before it is arranged | composed tree, digests of the files that it shows, theme, strings, publication, dots an inch, level of its title |
| `measures` | article as it is measured for pages, or its heads; how a cover is set | its element without all but the first words of plain paragraphs, digests of what it shows, style sheets, faces, page settings |
| `column-heights` | columns of a page | the article's element, where on the page it goes on, style sheets, faces |
| `page-numbers` | places that stood on other pages than expected | the issue's address: a guess for the next time |
| `tagged` | article's sound with its tags | the keys of its stretches, tags, language |
| `set-pages` | page of a PDF, set and drawn (or pages that leave notes to one another) | where in the flow it begins and with what break, side, counters and strings; its number; the parts that were looked at to set it: elements, what style sheets declare for them, digests of what they show; theme, style sheets, faces, page settings, Pango |
| `documents` | document of earlier years, judged and read | digest of the file, its name |
| `previews` | first page of such a document | digest of the file, the ending of its name, size |
| `characters` | face of letters: the code points that it has shapes for | digest of the file |
| `fonts` | face cut to its letters, or to its signs | digest of the file, letters, weight and size |

Two processes that want one thing at the same time make it once: the second waits for the first,
but for what is quick. What is code stays with who made it: no shared store is asked for what will
be run, and no entry of another account is.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from bulletin.cache import Cache, code_digest, digest_of_source, key_of, version_of
from bulletin.cache.eviction import LOCK, let_go
from bulletin.machine.disks import plain_folder

__all__ = [
    "BOOK_ARTICLE",
    "CHART",
    "CODE",
    "COVER",
    "DRAWING",
    "OVERLAY",
    "PAGE",
    "PICTURE",
    "RECORDING",
    "REFERENCE",
    "SCRIPT",
    "SHEET",
    "TAGGED",
    "TAKE",
    "TEMPLATE",
    "TRANSCRIPT",
    "WEB_ARTICLE",
    "Kind",
    "Store",
    "digest_of_source",
    "found",
    "helped",
    "keep",
    "kept_in",
    "made",
    "made_each",
    "made_together",
    "store_in",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: how the names of its entries end, and the libraries that shape their bytes.

    What is `quick` to make is sooner made twice than waited for. What is `code` is run: it is
    taken from no other machine, and from no other account of this one.
    """

    name: str
    libraries: tuple[str, ...]
    quick: bool = False
    code: bool = False

    def of(self, cache: Cache) -> Cache:
        """Where its entries are kept."""
        shared = None if self.code else cache.shared
        return replace(cache.of(self.name), shared=shared, own=self.code)


_PAGE = ("babel", "jinja2", "lxml", "vl-convert-python")

DRAWING = Kind("drawings", ("lxml", "pillow"))
PICTURE = Kind(
    "pictures",
    ("fontpkg-ibm-plex-mono", "fontpkg-source-serif-4", "numpy", "pillow", "vl-convert-python"),
)
CHART = Kind("charts", ("babel", "lxml", "pillow", "vl-convert-python"))
CODE = Kind("codes", ("pillow", "qrcode", "vl-convert-python", "zxing-cpp"))
COVER = Kind("covers", ("jinja2", "pillow", "vl-convert-python"))
SHEET = Kind(
    "sheets",
    ("babel", "fonttools", "jinja2", "pikepdf", "pillow", "pypdfium2", "weasyprint", "zxing-cpp"),
)
WEB_ARTICLE = Kind("web-articles", _PAGE, quick=True)
BOOK_ARTICLE = Kind("book-articles", _PAGE, quick=True)
OVERLAY = Kind("overlays", ("lxml",))
RECORDING = Kind("recordings", ("av",))
PAGE = Kind("pages", _PAGE, quick=True)
SCRIPT = Kind("scripts", ("babel", "num2words"), quick=True)
TAGGED = Kind("tagged", ("av",), quick=True)
TRANSCRIPT = Kind("transcripts", (), quick=True)
REFERENCE = Kind("references", ("av", "espeakng-loader", "numpy"))
TAKE = Kind("takes", ("av", "numpy"))
TEMPLATE = Kind("templates", ("jinja2",), quick=True, code=True)


@dataclass(frozen=True)
class Store:
    """Where things are kept. `code` is the digest of bulletin's own code."""

    cache: Cache
    code: str

    def name_of(self, kind: Kind, key: object) -> str:
        """The key of a thing in its cache."""
        return key_of(kind.name, self.code, _versions(kind), key)


_store: ContextVar[Store | None] = ContextVar("store", default=None)


def store_in(cache: Cache) -> Store:
    """The store in a cache, which can travel to another process."""
    return Store(cache, code_digest())


@contextlib.contextmanager
def kept_in(store: Store | None) -> Iterator[None]:
    """What is made in the block is kept in a store, and found there; None: it is kept nowhere."""
    before = _store.set(store)
    try:
        yield
    finally:
        _store.reset(before)


def made(kind: Kind, key: object, make: Callable[[], bytes]) -> bytes:
    """The bytes of a thing. `key`: str, numbers, None, and sequences and mappings of them."""
    store = _store.get()
    if store is None:
        return make()
    cache = kind.of(store.cache)
    name = store.name_of(kind, key)
    found = cache.get(name)
    if found is not None:
        return found
    with contextlib.nullcontext() if kind.quick else _alone(cache.root / "making" / name):
        found = cache.get(name)
        if found is None:
            found = make()
            cache.put(name, found)
    return found


def made_together(
    kind: Kind, keys: Mapping[str, object], make: Callable[[list[str]], Mapping[str, bytes]]
) -> dict[str, bytes]:
    """Things that are cheaper made together, by name: `make` is given those that are missing."""
    store = _store.get()
    if store is None:
        return dict(make(list(keys)))
    cache = kind.of(store.cache)
    names = {name: store.name_of(kind, key) for name, key in keys.items()}
    found = {name: data for name, at in names.items() if (data := cache.get(at)) is not None}
    if missing := [name for name in keys if name not in found]:
        for name, data in make(missing).items():
            cache.put(names[name], data)
            found[name] = data
    return found


def made_each(
    kind: Kind, keys: Sequence[object], sizes: Sequence[int], make: Callable[[int], bytes]
) -> list[bytes]:
    """Quick things in order, each of them made once; `make` is given the number of one.

    `sizes` are those of what they are made of, in bytes: where much is missing help is called.
    """
    store = _store.get()
    if store is None:
        return [make(number) for number in range(len(keys))]
    cache = kind.of(store.cache)
    names = [store.name_of(kind, key) for key in keys]
    found = {number: cache.get(name) for number, name in enumerate(names)}
    missing = [number for number, data in found.items() if data is None]
    if sum(sizes[number] for number in missing) > _MUCH and (call := _help.get()):
        call()
    for number in reversed(missing) if _from_the_end.get() else missing:
        data = cache.get(names[number])
        if data is None:
            data = make(number)
            cache.put(names[number], data)
        found[number] = data
    return [data for data in found.values() if data is not None]


_MUCH = 150_000
"""Bytes of text from which it pays to copy a process: a tenth of a second's work."""
_help: ContextVar[Callable[[], object] | None] = ContextVar("help", default=None)
_from_the_end: ContextVar[bool] = ContextVar("from_the_end", default=False)


@contextlib.contextmanager
def helped(work: Callable[[], object]) -> Iterator[None]:
    """Where the block has much to make, a copy of our process makes the same by `work`.

    It begins with the last of things that are `made_each`, and what it makes is kept: so the two
    meet in the middle.
    """

    def call() -> None:
        from bulletin.machine.meanwhile import meanwhile  # noqa: PLC0415, few issues are so long

        _help.set(None)
        stack.enter_context(meanwhile(help_us))

    def help_us() -> None:
        _from_the_end.set(True)
        work()

    with contextlib.ExitStack() as stack:
        stack.callback(_help.reset, _help.set(call))
        yield


def keeps() -> bool:
    """Whether there is a store in which things are kept."""
    return _store.get() is not None


def found(kind: Kind, key: object) -> bytes | None:
    """The bytes of a thing that was kept, or None."""
    store = _store.get()
    if store is None:
        return None
    return kind.of(store.cache).get(store.name_of(kind, key))


def keep(kind: Kind, key: object, data: bytes) -> None:
    """Keep the bytes of a thing that came of other work."""
    store = _store.get()
    if store is not None:
        name = store.name_of(kind, key)
        kind.of(store.cache).put(name, data)


_PATIENCE = 60
"""Seconds for which one process waits for what another one makes, before it makes it itself."""


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold what is being made against other processes, where the disk has locks."""
    file = folder / LOCK
    lock = FileLock(file, timeout=_PATIENCE)
    try:
        plain_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        lock.acquire()
    except (OSError, NotImplementedError):  # no locks there, or who holds it has been stopped
        yield
        return
    try:
        yield
    finally:
        let_go(lock)


@functools.cache
def _versions(kind: Kind) -> list[str]:
    return [f"{name} {version_of(name)}" for name in kind.libraries]
