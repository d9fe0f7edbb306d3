"""The issue's page with all that it loads inside it.

In: the web edition's `index.html` and the files that it names. Out: HTML that is whole by
itself. The page is known by the places and marks that the reader's own script goes by, so a
theme that changes the page's templates is followed.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from lxml import html
from lxml.html import HtmlElement

from bulletin.art.pictures import derive
from bulletin.editions.base import Job
from bulletin.formats.data_urls import data_url
from bulletin.formats.media_types import media_type

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:;"
    " media-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_NARROW = {"as-card": 240, "as-cell": 320, "as-inline": 160, "as-gallery": 480}
"""How wide pictures are in places that are small on any device."""
_QUALITY = 70
_ONLINE = ("save", "renewed", "inside", "inside-note")
"""Places that only a hosted page has a use for."""
_HEARD = "//*[@data-listen] | //audio[@data-for] | //*[@id='player'] | //*[@data-listening]"
_TYPES = {".svg": "image/svg+xml", ".woff": "font/woff", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class SinglePage:
    """The page of one issue with pictures `width` pixels wide at the most."""

    job: Job
    width: int

    def written(self, sound: Mapping[str, str]) -> bytes:
        """The file. `sound` has the address of each track's data; without it nothing is heard."""
        page = html.document_fromstring(self._text("index.html"))
        self._forget(page)
        if sound:
            self._with_sound(page, sound)
        else:
            _silent(page)
        self._films(page)
        self._pictures(page)
        self._styles(page)
        self._scripts(page)
        self._links(page)
        _guarded(page)
        text: str = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
        return text.encode()

    # -- what is left out --------------------------------------------------------------------

    def _forget(self, page: HtmlElement) -> None:
        """Take away what needs a server: saving, feeds, data for search engines; and itself."""
        for place in _ONLINE:
            for found in page.xpath("//*[@id=$place]", place=place):
                found.drop_tree()
        own = f"{self.job.composition.issue.file_stem}.html"
        for found in page.xpath(
            "//li[(preceding-sibling::li or following-sibling::li) and a/@href=$own]", own=own
        ):
            found.drop_tree()
        gone = "//script[@type='application/ld+json'] | //link[@rel='alternate' or @rel='manifest']"
        for found in page.xpath(gone):
            found.drop_tree()

    def _with_sound(self, page: HtmlElement, sound: Mapping[str, str]) -> None:
        for audio in page.xpath("//audio[@data-for]"):
            audio.set("src", sound[PurePosixPath(audio.get("src")).stem])
        for player in page.xpath("//*[@id='player']"):
            player.set("data-cover", "")

    # -- what is taken in --------------------------------------------------------------------

    def _films(self, page: HtmlElement) -> None:
        """A film or a sound of an article is its poster and the way to its place online."""
        t = self.job.composition.theme.strings
        for player in page.xpath("//video | //audio[not(@data-for)]"):
            place = next((one.get("id") for one in player.iterancestors() if one.get("id")), "")
            link = html.Element("a", href=f"{self.job.composition.issue.address}#{place}")
            if poster := player.get("poster"):
                link.append(html.Element("img", src=poster, alt=""))
            words = html.Element("span")
            words.text = t("epub_open_video" if player.tag == "video" else "epub_open_audio")
            link.append(words)
            link.tail = player.tail
            player.getparent().replace(player, link)

    def _pictures(self, page: HtmlElement) -> None:
        for source in page.xpath("//picture/source | //picture//source"):
            source.drop_tag()
        for image in page.xpath("//img[@src]"):
            holder = image.getparent()
            kinds = str(holder.get("class", "")).split() if holder.tag == "picture" else []
            width = min((self.width, *(_NARROW[k] for k in kinds if k in _NARROW)))
            image.set("src", self._picture(image.get("src"), width))
            for name in ("loading", "fetchpriority", "srcset", "sizes"):
                image.attrib.pop(name, None)
        for icon in page.xpath("//link[@rel='icon']"):
            icon.set("href", self._file(icon.get("href")))

    def _picture(self, path: str, width: int) -> str:
        """A picture's data: photographs as JPEG, which every phone can show."""
        made = derive(self.job.made / unquote(path), width, quality=_QUALITY)
        return data_url(made.media_type, made.data)

    def _styles(self, page: HtmlElement) -> None:
        for link in page.xpath("//link[@rel='stylesheet']"):
            path = link.get("href")
            style = html.Element("style")
            style.text = self._css(path).replace("</", "<\\/")
            link.getparent().replace(link, style)

    def _css(self, path: str) -> str:
        """A style sheet with the fonts and pictures that it names."""

        def inside(found: re.Match[str]) -> str:
            target = found[2]
            if target.startswith(("data:", "#")):
                return found[0]
            return f'url("{self._file(urljoin(path, target))}")'

        return re.sub(r"url\(\s*(['\"]?)(.*?)\1\s*\)", inside, self._text(path))

    def _scripts(self, page: HtmlElement) -> None:
        """Scripts where they stood; one that waits for the page goes to its end."""
        for script in page.xpath("//script[@src]"):
            made = html.Element("script")
            made.text = self._text(script.get("src")).replace("</script", "<\\/script").strip()
            if "defer" in script.attrib:
                script.drop_tree()
                page.body.append(made)
            else:
                script.getparent().replace(script, made)

    def _links(self, page: HtmlElement) -> None:
        """Links out of the page lead to the hosted copy."""
        address = self.job.composition.issue.address
        for link in page.xpath("//a[@href]"):
            if not link.get("href").startswith("#"):
                link.set("href", urljoin(address, link.get("href")))

    # -- files -------------------------------------------------------------------------------

    def _text(self, path: str) -> str:
        text = (self.job.made / unquote(path)).read_text(encoding="utf-8")
        # As browsers read it, for it is what they take the digest of.
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _file(self, path: str) -> str:
        kind = _TYPES.get(PurePosixPath(path).suffix) or media_type(path)
        return data_url(kind, (self.job.made / unquote(path)).read_bytes())


def _silent(page: HtmlElement) -> None:
    """Take away all that only sound has a use for."""
    for found in page.xpath(_HEARD):
        holder = found.getparent()
        found.drop_tree()
        if holder.tag == "p" and not len(holder) and not (holder.text or "").strip():
            holder.drop_tree()
    for found in page.xpath("//*[@data-begin]"):
        for name in ("data-begin", "data-end"):
            found.attrib.pop(name, None)


def _guarded(page: HtmlElement) -> None:
    """Let the page run and show what stands in it, and nothing else."""
    policy = _POLICY.format(
        scripts=" ".join(_digests(page, "script")) or "'none'",
        styles=" ".join(_digests(page, "style")) or "'none'",
    )
    for found in page.xpath(
        "//meta[translate(@http-equiv, 'CSP', 'csp')='content-security-policy']"
    ):
        found.drop_tree()
    meta = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    page.head.insert(1, meta)


def _digests(page: HtmlElement, tag: str) -> Iterator[str]:
    """What a policy calls the scripts or styles of a page (CSP 3, 2.3.1)."""
    for found in page.iter(tag):
        digest = hashlib.sha256((found.text or "").encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"
