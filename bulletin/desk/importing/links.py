"""Where the links of an import lead: those that lead nowhere become plain words.

In: blocks, and the articles of the issue. Out: blocks with links that the check accepts.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import without
from bulletin.desk.importing.remarks import Remarks
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.addresses import behind
from bulletin.source.markdown.links import Links
from bulletin.source.reporting import Findings

_HOST = re.compile(r"(www\.)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/:]+@[^\s@/]+\.[^\s@/]+")
_FILM = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|watch\?(?:.*&)?v=|shorts/|v/)(?P<youtube>[\w-]{6,})|youtu\.be/(?P<short>[\w-]{6,})|(?:player\.)?vimeo\.com/(?:video/)?(?P<vimeo>\d+)|dai\.ly/\w+|(?:geo\.)?dailymotion\.com/\S+|facebook\.com/(?:watch|plugins/video|[^/]+/videos)\S*|fb\.watch/\S+|tiktok\.com/\S+|zalo\.me/\S+)",
    re.IGNORECASE,
)


def film_address(address: str) -> str:
    """The page of a film on the web, for the address of its player; "" for another address."""
    address = f"https:{address}" if address.startswith("//") else address.strip()
    match = _FILM.match(address)
    if match is None:
        return ""
    if name := match["youtube"] or match["short"]:
        return f"https://www.youtube.com/watch?v={name}"
    return f"https://vimeo.com/{match['vimeo']}" if match["vimeo"] else address


def linked(blocks: tree.Texts, articles: Mapping[str, str], remarks: Remarks) -> tree.Texts:
    """The blocks with links that lead somewhere; a film's address alone becomes a card.

    `articles` has for each file that may be linked to the name that it has in the issue.
    """

    def line(inlines: tree.ImportedLine) -> tree.ImportedLine:
        return linked_line(inlines, articles, remarks)

    made = (_film(block) for block in tree.map_lines(blocks, line))
    return tuple(one for block in made for one in _reachable(block, remarks))


def linked_line(
    inlines: tree.ImportedLine, articles: Mapping[str, str], remarks: Remarks
) -> tree.ImportedLine:
    """A line with links that lead somewhere."""
    return tuple(one for inline in inlines for one in _settled(inline, articles, remarks))


def _reachable(block: tree.BlockNode, remarks: Remarks) -> tree.Texts:
    """A block, unless it is a card that leads nowhere."""
    if not isinstance(block, tree.Elsewhere):
        inner = tree.map_inner(
            block,
            lambda blocks: tuple(one for b in blocks for one in _reachable(_film(b), remarks)),
        )
        return (inner,)
    target = re.sub(r"\s", "%20", block.target)
    if _accepted(target):
        return (replace(block, target=target),)
    said = tr("A link that leads nowhere outside its file; its words stayed")
    remarks.lost(said, block.target[:80])
    return (tree.Para((tree.TextRun(block.title),), line=block.line),)


def _film(block: tree.BlockNode) -> tree.BlockNode:
    if not isinstance(block, tree.Para):
        return block
    solid = [i for i in block.children if tree.plain((i,)).strip()]
    words = tree.plain(block.children).strip()
    target = solid[0].target if len(solid) == 1 and isinstance(solid[0], tree.LinkTo) else words
    address = film_address(target) if "//" in target and not re.search(r"\s", target) else ""
    if not address:
        return block
    title = words if words and not words.startswith("http") else _host(address)
    return tree.Elsewhere(address, title, block.line)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _settled(
    inline: tree.ImportedInline, articles: Mapping[str, str], remarks: Remarks
) -> tree.ImportedLine:
    if isinstance(inline, tree.Mark):
        inner = tuple(one for i in inline.children for one in _settled(i, articles, remarks))
        return (replace(inline, children=inner),)
    if not isinstance(inline, tree.LinkTo):
        return (inline,)
    words = tree.plain(inline.children).strip()
    target = _target(inline.target.strip(), articles)
    if target is None or not _accepted(target):
        shown = f"“{words[:40]}” → {inline.target[:80]}"
        remarks.lost(tr("A link that leads nowhere outside its file; its words stayed"), shown)
        return linked_line(inline.children, articles, remarks)
    return (replace(inline, target=target, children=without(inline.children, "link")),)


def _target(written: str, articles: Mapping[str, str]) -> str | None:
    """An address that our Markdown takes; None where there is none."""
    written = behind(written)
    lower = written.lower()
    if lower.startswith(("http://", "https://", "mailto:", "tel:", "sms:")):
        calls = lower.startswith("tel:")
        return re.sub(r"[\s().-]", "", unquote(written)) if calls else re.sub(r"\s", "%20", written)
    if written.startswith("//"):
        return re.sub(r"\s", "%20", f"https:{written}")
    file = unquote(written).partition("#")[0].removeprefix("./")
    if file in articles:
        return articles[file]
    if _MAIL.fullmatch(written):
        return f"mailto:{written}"
    if _HOST.fullmatch(written) and not lower.endswith(
        (".md", ".html", ".htm", ".docx", ".pdf", ".doc")
    ):
        return f"https://{written}"
    return None


def _accepted(target: str) -> bool:
    if target.endswith(".md") and ":" not in target:
        return True
    findings = Findings()
    return Links("", None, findings).target(target, Span("")) is not None
