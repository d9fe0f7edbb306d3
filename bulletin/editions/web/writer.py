"""The shared writer, as the web edition sees it.

In: articles. Out: elements with responsive pictures, links that lead from page to page, and a
row of tools with the article's sound under its title.
"""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from bulletin import document
from bulletin.composition import IMPRINT, OPENING
from bulletin.editions.web import row_names
from bulletin.editions.web.names import topic_page
from bulletin.editions.web.responsive import Pictures
from bulletin.formats.element_text import words_within
from bulletin.narration.model import Cue
from bulletin.source.settings.topics import topic_slug
from bulletin.theming.theme import Theme
from bulletin.xhtml import Element, Writer, append, element
from bulletin.xhtml.elements import add_class

ON_ISSUE_PAGE = (OPENING, IMPRINT)
"""Parts that have no page of their own."""


class WebWriter(Writer):
    """Writes for one page: `page` is the article that has it, or "" for the whole issue."""

    made: Path | None = None
    """Where the files of earlier editions lie."""

    def __init__(
        self,
        theme: Theme,
        cues: Mapping[str, Cue],
        pictures: Pictures,
        tools: Callable[[document.Article, str], Element | None],
        page: str = "",
    ) -> None:
        """`tools` makes the row under an article's title, for an article and this page."""
        super().__init__(theme.strings, cues, theme=theme)
        self.pictures = pictures
        self.tools = tools
        self.page = page
        self.heading_shift = 0 if page else 1
        self._first = bool(page)

    def article(self, article: document.Article) -> Element:
        """The article, with the room that a page keeps for it before it is laid out."""
        made = super().article(article)
        add_class(made, f"screens-{_screens(made)}")
        return made

    def header(self, article: document.Article) -> Element:
        """The header, with the tools between the words and the opening picture."""
        made = super().header(article)
        tools = self.tools(article, self.page)
        if tools is not None:
            made.insert(len(made) - bool(article.opening), tools)
        return made

    def href(self, target: str | document.Anchor) -> str:
        """On its own page an article's anchors are here, those of others on their pages."""
        if isinstance(target, str):
            return target
        if self.page in {"", target.article}:
            return f"#{target.fragment or target.article}"
        page = "index" if target.article in ON_ISSUE_PAGE else target.article
        fragment = target.fragment or (target.article if page == "index" else "")
        return f"{page}.html" + (f"#{fragment}" if fragment else "")

    def external(self, link: Element) -> None:
        """Mark a link to another site, in sight and in words; mail and telephone are none."""
        if link.get("href", "").startswith(("http://", "https://")):
            super().external(link)
            append(link, element("span", f" {self.strings('web_external')}", class_="unseen"))

    def topic(self, name: str) -> Element:
        """A topic leads to its page in the archive."""
        return element("a", name, href=f"../{topic_page(topic_slug(name))}")

    def picture(self, picture: document.Picture, role: str) -> Element:
        """A picture in sizes; on an article's page the opening one comes first of all."""
        eager = self._first and role == "opening"
        self._first = self._first and not eager
        return self.pictures.element(picture, role, eager=eager)

    def media(self, media: document.Media) -> Element:
        """A film's poster cannot wait until it is in sight, so it is the smallest there is.

        Who prints the page has the poster as a picture: browsers print no player's.
        """
        made = super().media(media)
        player = made.find("video")
        if player is not None and media.poster:
            small = self.pictures.files(media.poster.file).smallest
            player.set("poster", small.path)
            printed = element("img", src=small.path, alt=media.poster.alt, class_="printed")
            for key, value in (("width", small.width), ("height", small.height)):
                printed.set(key, str(value))
            printed.set("loading", "lazy")
            made.insert(1, printed)
        return made

    def chart_data(self, chart: document.Chart, table: Element) -> Element:
        """A chart's data scroll by themselves where they are wider than the window."""
        made = super().chart_data(chart, table)
        scroll = element("div", table, class_="table-scroll")
        caption = table.find("caption")
        _name_scrolling(scroll, "" if caption is None else words_within(caption))
        return append(made, scroll)

    def asset(self, file: str) -> str:
        """A film, a sound or its captions, copied into the release."""
        return self.pictures.copy(file)

    def calendar_file(self, event: document.Event) -> str:
        """The event's own file, if the edition that makes it was made."""
        path = f"dates/{event.id}.ics"
        return path if self.made and (self.made / path).is_file() else ""

    def annotate(self, target: Element, kind: str, node: object) -> None:
        """Give words to scripts; make what scrolls reachable by the keyboard, and name it."""
        if isinstance(node, document.Quiz):
            for name in ("right", "wrong"):
                target.set(f"data-{name}", self.strings(f"content_quiz_{name}"))
            count = self.strings("content_quiz_count", right="{right}", all="{all}")
            target.set("data-count", count)
        elif isinstance(node, document.Broadcast):
            state = element("p", class_="broadcast-state", role="status")
            for name in ("before", "during", "after"):
                state.set(f"data-{name}", self.strings(f"content_broadcast_{name}"))
            target[-1][0].insert(0, state)
        elif kind == "table-scroll":
            caption = document.plain_text(getattr(node, "caption", ()))
            _name_scrolling(target, caption or self.strings("web_table"))
            if isinstance(node, document.Table) and (names := row_names.classes_of(node)):
                add_class(target, names)
        elif isinstance(node, document.Figure) and _has_small_words(target[0]):
            scroll = element("div", target[0], class_="table-scroll")
            target.insert(0, scroll)
            _name_scrolling(scroll, node.picture.alt)

    def digest(self, event: document.Event, article: document.Article) -> Element:
        """An event for the calendar at the front: without its ids, with a way to its article."""
        made = self.block(event)
        for item in made.iter("*"):
            for name in ("id", "data-begin", "data-end"):
                item.attrib.pop(name, "")
        title = self.strings(
            "web_dates_article", title=document.unstruck_text(article.title.children)
        )
        link = element("a", title, href=self.href(document.Anchor(article.slug, event.id)))
        return append(made, element("p", link, class_="event-more"))


def _has_small_words(shown: Element) -> bool:
    """Whether a picture, in a link or not, is wider than a telephone so that it can be read."""
    return any(" legible-" in picture.get("class", "") for picture in shown.iter("picture"))


def _name_scrolling(box: Element, name: str) -> None:
    """Make what scrolls reachable by the keyboard, and name it."""
    box.set("tabindex", "0")
    box.set("role", "group")
    box.set("aria-label", name)


_CHARACTERS = 375
_PICTURES = 3
"""So many fill a telephone's screen of 40rem, measured on the sample and on short notices."""
_MOST_SCREENS = 64


def _screens(made: Element) -> int:
    """About how many screens of a telephone an article fills: a power of two."""
    characters = sum(map(len, made.itertext()))
    pictures = sum(1 for _ in made.iter("img"))
    filled = 0.6 + characters / _CHARACTERS + pictures / _PICTURES
    return min(1 << max(round(math.log2(filled)), 0), _MOST_SCREENS)
