"""Whether what was written has arrived: marks are looked for in what the editions show.

In: the facts of a publication, and the folder of an edition. Out: what is lost, what is there
twice, what leads nowhere, what stands beyond the paper.
"""

import contextlib
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import pypdfium2
from lxml import etree, html

UNSEEN = {"script", "style", "template", "title", "noscript"}


def plain(text):
    """A text without what fonts, lines and pages change in it."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def faults(name, folder, facts):
    """What is wrong with an edition's files, as lines."""
    return list(JUDGES[name](folder, facts)) if name in JUDGES else []


def _seen(root):
    """The text of a page that one sees."""
    for part in root.iter(etree.Comment, etree.ProcessingInstruction):
        part.text = ""
    words = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(node).localname if isinstance(node.tag, str) else "script"
        if event == "start" and name not in UNSEEN:
            words.append(node.text or "")
        elif event == "end":
            words.append(node.tail or "")
    return plain("".join(words))


def _pages(pages, facts, what):
    """What flows: the trees of its pages by their names; those of contents say things again."""
    seen = "\0".join(_seen(root) for name, root in pages.items() if not _is_contents(name))
    again = seen + "\0".join(_seen(root) for name, root in pages.items() if _is_contents(name))
    markup = plain("\0".join(etree.tostring(root, encoding="unicode") for root in pages.values()))
    markup = markup.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    for fact in facts:
        word = plain(fact.word)
        count = seen.count(word)
        if (fact.place in {"text", "data"} and not count) or (
            fact.place == "name" and word not in again
        ):
            yield f"{what}: {fact.word} is lost"
        elif fact.place == "text" and count > 1:
            yield f"{what}: {fact.word} stands there {count} times"
        elif fact.place == "alt" and word not in markup:
            yield f"{what}: the description {fact.word} is lost"
        elif fact.place == "hidden" and count:
            yield f"{what}: {fact.word} should not be seen"


def web(folder, facts):
    pages = {file.name: html.parse(file).getroot() for file in sorted(folder.rglob("*.html"))}
    files = {str(file.relative_to(folder)) for file in folder.rglob("*")}
    yield from _pages(pages, facts, "web")
    yield from _links(pages, files, "web")


def _is_contents(name):
    return PurePosixPath(name).name in {"index.html", "nav.xhtml"}


def epub(folder, facts):
    for file in sorted(folder.rglob("*.epub")):
        with zipfile.ZipFile(file) as book:
            names = set(book.namelist())
            pages = {name: etree.fromstring(book.read(name)) for name in names if name.endswith("xhtml")}  # fmt: skip
        yield from _pages(pages, facts, file.name)
        yield from _links(pages, names, file.name)


def _links(pages, files, what):
    """Links within an edition lead to a file of it, and to an id."""
    ids = {name: Counter(root.xpath("//@id")) for name, root in pages.items()}
    for name, found in ids.items():
        yield from (f"{what}: {name} has #{one} {count} times" for one, count in found.items() if count > 1)  # fmt: skip
    for name, root in pages.items():
        for address in root.xpath("//@href | //@src | //@poster"):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or parts.path.startswith("../"):
                continue
            path = str(PurePosixPath(name).parent / unquote(parts.path)) if parts.path else name
            if path in ids and parts.fragment and unquote(parts.fragment) not in ids[path]:
                yield f"{what}: {name} links to {address}, which is not there"
            elif path not in ids and parts.path and path not in files:
                yield f"{what}: {name} links to {address}, which is no file"


def pdf(folder, facts):
    for file in sorted(folder.rglob("*.pdf")):
        with contextlib.closing(pypdfium2.PdfDocument(file)) as document:
            text = ""
            for number, page in enumerate(document):
                sheet = page.get_textpage()
                text += plain(sheet.get_text_range())
                yield from _placed(page, sheet, f"{file.name}, page {number + 1}")
        for fact in facts:
            # A capital that is dropped into the lines stands apart from its word.
            if fact.place in {"text", "name"} and plain(fact.word)[1:] not in text:
                yield f"pdf: {fact.word} is lost"
            elif fact.place == "hidden" and plain(fact.word) in text:
                yield f"pdf: {fact.word} should not be seen"


def _placed(page, sheet, where):
    """Words beyond the paper, and words over words."""
    width, height = page.get_size()
    boxes = [sheet.get_rect(index) for index in range(sheet.count_rects())]
    for left, bottom, right, top in boxes:
        if left < -1 or bottom < -1 or right > width + 1 or top > height + 1:
            words = sheet.get_text_bounded(left, bottom, right, top)
            yield f"{where}: {words!r} reaches beyond the paper"
    boxes.sort()
    for one, other in _over(boxes):
        both = [sheet.get_text_bounded(*box) for box in (one, other)]
        if all(plain(words) for words in both):
            yield f"{where}: {both[0]!r} and {both[1]!r} stand over each other"
    if not boxes and "booklet" not in where:
        yield f"{where}: nothing stands there"


def _over(boxes):
    """Pairs of boxes, sorted by their left edges, that share more than a third of the smaller."""
    near = []
    for one in boxes:
        near = [other for other in near if other[2] > one[0]]
        for other in near:
            wide = min(one[2], other[2]) - one[0]
            high = min(one[3], other[3]) - max(one[1], other[1])
            least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
            if high > 0 and least > _SMALL and wide * high > least / 3:
                yield other, one
        near.append(one)


_SMALL = 4
"""Square points of a sign that may stand anywhere."""


def calendar(folder, _facts):
    """No text begins a line of its own in a calendar (RFC 5545, 3.1)."""
    for file in sorted(folder.rglob("*.ics")):
        lines = file.read_bytes().replace(b"\r\n ", b"").split(b"\r\n")
        for line in lines[:-1]:
            if not _LINE.match(line) or b"\r" in line or b"\n" in line:
                yield f"{file.name}: {line!r} is no line of a calendar"


_LINE = re.compile(
    rb"(?:ACTION|BEGIN|CALSCALE|DESCRIPTION|DT(?:END|STAMP|START)|END|LOCATION|METHOD|NAME|PRODID"
    rb"|REFRESH-INTERVAL|SUMMARY|TRANSP|TRIGGER|TZ(?:ID|NAME|OFFSETFROM|OFFSETTO)|UID|URL|VERSION"
    rb"|X-PUBLISHED-TTL|X-WR-CALNAME|X-WR-TIMEZONE)[;:]"
)


JUDGES = {"web": web, "epub": epub, "pdf": pdf, "print": pdf, "calendar": calendar}
