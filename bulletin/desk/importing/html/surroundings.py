"""What a site puts around an article: menus, its banner and foot, links to its other pages.

In: the part of a page that holds the article, and the title that the page says it has. Out: the
same without what stands around; it is remarked upon, so that an editor can copy what was meant.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from bulletin.desk.importing.elements import replace_with_text
from bulletin.desk.importing.html.hidden import UNSEEN
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.formats.element_text import Element, words_within
from bulletin.languages import any_phrase
from bulletin.messages import tr

_BOXES = frozenset(["div", "section", "header", "footer", "aside", "ul", "ol", "td", "form"])
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_FRAME = re.compile(
    r"(?:^|\s)(?:(?:site|page|main|global|web|top|left|right)[_-]?)?"
    r"(?:header|foot|footer|banner|side-?bar|copyright|ban-?quyen|comments?|binh-?luan|top-?bar"
    r"|ratings?|votes?|danh-?gia|ads?|quang-?cao|newsletter|subscribe)"
    r"(?:[_-]?(?:box|list|wrap|wrapper|container|pane|area|block))?(?:$|\s)"
)
"""By which names of a class or an id a box is the frame of all pages, or what readers write."""
_WAYS = re.compile(
    r"bread-?crumb|lien-?quan|(?:tin|bai)-?(?:khac|moi|cu)|(?:^|[\s_-])(?:(?:main|top)[_-]?)?"
    r"(?:menu\w*|nav|navbar|navigation|tools?|toolbar|tags?|share|social\w*|sharing|pagination"
    r"|related\w*|(?:other|more)[_-]?(?:news|posts?|articles?)"
    r"|(?:most|doc|xem)[_-]?(?:read|viewed|nhieu))(?:$|[\s_-])"
)
"""By which names one leads elsewhere, if it has links."""
_FOOT = re.compile(rf"(?:{any_phrase('site_feet')})\s*(?:[:(\d].{{0,40}})?", re.IGNORECASE)
_FEW = 3
"""So many links are a menu, where they are most of a box."""


def drop_surroundings(main: Element, title: str, remarks: Remarks) -> None:
    """Leave out the boxes that are not the article's; without a title to find nothing is sure."""
    heading = _heading_of(main, title)
    if heading is None:
        return
    if heading.tag not in _HEADINGS:
        heading.tag = "h1"
    kept, near, hosts = {heading, *heading.iterancestors()}, heading.getparent(), _hosts(main)
    kept |= {one for one in main.iter("header", "footer") if _is_of_text(one)}
    dropped: dict[Element, str] = {}
    before = True
    for box in main.iter("*"):
        before = before and box is not heading
        if box in kept or box.tag not in _BOXES or any(up in dropped for up in box.iterancestors()):
            continue
        inside = near is not None and any(up is near for up in box.iterancestors())
        if _is_frame(box) or (_is_menu(box, hosts) and (before or not inside)):
            dropped[box] = ""
    for box in dropped:
        _tell(box, "", remarks)
    replace_with_text(dropped)


def with_beside(main: Element, title: str, remarks: Remarks) -> Element:
    """A page's one article with the text that stands right beside it; the rest is told.

    Above an article that has its title a site names its sections and days; only pictures are taken.
    """
    column = main.getparent() if main.tag == "article" else None
    kept = main if column is None or column.tag == "body" else column
    hosts, titled = _hosts(main), _heading_of(main, title) is not None
    dropped: dict[Element, str] = {}
    for part in (main, *main.iterancestors()):
        around = part.getparent()
        behind = ended = False
        for box in () if around is None else around:
            behind = behind or box is part
            ended = ended or (behind and box is not part and _begins_foot(box))
            if box is part or not isinstance(box.tag, str) or box.tag in {"head", *UNSEEN}:
                continue
            if around is not kept:
                _tell(box, title, remarks)
            elif (
                (ended if behind else titled and not _is_pictured(box))
                or _is_frame(box)
                or _asks(box)
                or _is_menu(box, hosts, 1)
            ):
                head = box.getprevious()
                if behind and head is not None and head.tag in _HEADINGS:
                    dropped[head] = ""  # of links to other pages
                dropped[box] = ""
    for box in dropped:
        _tell(box, title, remarks)
    replace_with_text(dropped)
    return kept


def _tell(box: Element, title: str, remarks: Remarks) -> None:
    if (words := " ".join(" ".join(map(str, box.itertext())).split())) and words != title:
        said = tr("What a site puts around an article: menus, links to other pages, its foot")
        remarks.lost(said, excerpt(words))


def _heading_of(main: Element, title: str) -> Element | None:
    """Where a page says its title: the heading that does, or else the only one of the first rank."""
    if wanted := " ".join(title.split()).casefold():
        for tags in (_HEADINGS, ("div", "p", "span", "strong", "b")):
            for element in main.iter(*tags):
                said = words_within(element).casefold() if len(element) < _FEW else ""
                if said == wanted and not any(map(_leads_away, element.iterancestors())):
                    return element
    first = [one for one in main.iter("h1") if words_within(one)]
    return first[0] if len(first) == 1 else None


def _is_of_text(box: Element) -> bool:
    """Whether the head or the foot of a quotation, an article or a part leads nowhere.

    It names who is quoted or who signs, or holds a part's heading.
    """
    if next(box.iter("a", "form", "nav"), None) is not None:
        return False
    headed = box.tag == "header" and next(box.iter(*_HEADINGS), None) is not None
    return any(
        up.tag in {"blockquote", "article"} or (headed and up.tag == "section")
        for up in box.iterancestors()
    )


def _is_frame(box: Element) -> bool:
    """Whether a box is called what stands on every page of a site, or leads to others of it."""
    return (
        box.tag in {"header", "footer"}
        or _FRAME.search(_names(box)) is not None
        or _leads_away(box)
    )


def _begins_foot(box: Element) -> bool:
    """Whether what stands on every page begins here: "Tin cùng chuyên mục", "Lượt xem: 12"."""
    lines = (" ".join(str(text).split()) for text in box.itertext())
    return _FOOT.fullmatch(next(filter(None, lines), "")) is not None


def _is_pictured(box: Element) -> bool:
    above = box.getprevious()
    return any(next(one.iter("img"), None) is not None for one in (box, above) if one is not None)


def _asks(box: Element) -> bool:
    return next(box.iter("nav", "aside", "form", "button", "dialog"), None) is not None


def _leads_away(box: Element) -> bool:
    return _WAYS.search(_names(box)) is not None and next(box.iter("a"), None) is not None


def _names(box: Element) -> str:
    return f"{box.get('id') or ''} {box.get('class') or ''}".lower()


def _is_menu(box: Element, hosts: frozenset[str], few: int = _FEW) -> bool:
    """Whether most of a box are links within the site."""
    links = [link for link in box.iter("a") if _stays(link.get("href") or "", hosts)]
    if len(links) < few:
        return False
    linked = sum(len(words_within(link)) for link in links)
    return 5 * linked >= 3 * len(words_within(box).replace("|", ""))


_FILE = re.compile(r"\.(?:pdf|[a-z]{3}x|doc|xls|ppt|odt|zip|rar|jpe?g|png|gif|webp|mp[34]|m4a)$")
"""What an article offers to load, where a menu leads to pages."""


def _stays(address: str, hosts: frozenset[str]) -> bool:
    """Whether a link leads to another page of the site."""
    parts = _parts(address)
    if parts is None or _FILE.search(parts.path.lower()):
        return False
    return parts.scheme in {"", "javascript"} or (parts.hostname or "") in hosts


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # brackets that hold no address
        return None


def _hosts(main: Element) -> frozenset[str]:
    """The hosts by which a page calls itself."""
    root = main.getroottree().getroot()
    said: Iterator[str | None] = (
        one.get("href") or one.get("content")
        for one in root.iter("link", "meta", "base")
        if one.tag == "base" or one.get("rel") == "canonical" or one.get("property") == "og:url"
    )
    found = (_parts(one) for one in said if one)
    return frozenset(host for one in found if one and (host := one.hostname))
