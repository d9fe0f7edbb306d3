"""The writer: the document tree in, elements out, with hooks for what media do differently.

An edition makes a subclass and overrides the hooks that it needs. How each block looks as
elements stands in `prose`, `boxes`, `figures` and `audience`, one function a block.
"""

from collections.abc import Callable, Mapping
from typing import Any

import babel.lists

from bulletin import document
from bulletin.xhtml import audience, boxes, figures, prose
from bulletin.xhtml.elements import Element, add_class, append, element
from bulletin.xhtml.pen import Pen, kind_of

BLOCKS: Mapping[type[document.Block], Callable[[Any, Any], Element]] = {
    **prose.BLOCKS,
    **boxes.BLOCKS,
    **figures.BLOCKS,
    **audience.BLOCKS,
}
"""The function of every block."""


class Writer(Pen):
    """Writes articles as elements. One writer serves any number of articles."""

    # -- what editions call ----------------------------------------------------------------

    def article(self, article: document.Article) -> Element:
        """A whole article: `<article id=slug>` with header, body and footnotes."""
        self._notes = {note.id: note for note in article.footnotes}
        self._unmarked = {note.id: note.reference for note in article.footnotes}
        made = element("article", class_=f"article columns-{article.columns}")
        made.set("aria-labelledby", article.title.id)
        append(made, self.header(article), self.body(article), self.footnotes(article))
        append(made, self.topics(article))
        self.identify(made, article.slug)
        self.annotate(made, "article", article)
        return made

    def block(self, block: document.Block) -> Element:
        """The element of one block, with its id."""
        made = BLOCKS[type(block)](self, block)
        self.identify(made, block.id)
        self.annotate(made, kind_of(block), block)
        return made

    # -- hooks: the article's frame --------------------------------------------------------

    def header(self, article: document.Article) -> Element:
        """Section, title, lead, authors and opening picture."""
        made = element("header", class_="article-header")
        if article.section:
            append(made, element("p", article.section, class_="kicker"))
        append(made, self.block(article.title))
        if article.lead:
            lead = self.block(article.lead)
            add_class(lead, "lead")
            append(made, lead)
        if article.authors:
            names = babel.lists.format_list(list(article.authors), locale=self.strings.locale)
            append(made, element("p", self.strings("content_byline", names=names), class_="byline"))
        if article.opening:
            append(made, figures.figure(self, article.opening, role="opening"))
        return made

    def body(self, article: document.Article) -> Element:
        """The article's blocks."""
        return append(element("div", class_="article-body"), *self.blocks(article.body))

    def footnotes(self, article: document.Article) -> Element | None:
        """The footnotes at the article's end, or None when it has none."""
        return prose.footnotes(self, article)

    def topics(self, article: document.Article) -> Element | None:
        """What the article is about, at its end, or None when nothing is said of it."""
        if not article.topics:
            return None
        made = element("p", f"{self.strings('content_topics')} ", class_="topics")
        for number, name in enumerate(dict.fromkeys(topic.name for topic in article.topics)):
            append(made, ", " if number else None, self.topic(name))
        return made

    def topic(self, name: str) -> Element:
        """A topic, by default its name alone."""
        return element("span", name)

    def footnote_reference(self, ref: document.FootnoteReference) -> Element:
        """The mark of a footnote, in the line."""
        return prose.footnote_reference(self, ref)

    # -- hooks: what media show in their own ways --------------------------------------------

    def media(self, media: document.Media) -> Element:
        """A film or a sound, by default with the player of HTML."""
        return figures.media(self, media)

    def chart(self, chart: document.Chart) -> Element:
        """A drawn chart with its title, source and data."""
        return figures.chart(self, chart)

    def quiz_answer(self, answer: document.QuizAnswer) -> Element | None:
        """An answer below its question, by default where the reader opens it."""
        return audience.answer_to_open(self, answer)

    def quiz_end(self, _quiz: document.Quiz) -> Element | None:
        """What stands below all questions."""
        return None

    def code(self, address: str, _name: str) -> Element | None:
        """A QR code that leads to an address, for another telephone or from paper."""
        return audience.drawn_code(self, address)

    def chart_data(self, _chart: document.Chart, table: Element) -> Element:
        """What holds a chart's data as a table; by default the reader opens it."""
        summary = element("summary", self.strings("content_chart_data"))
        return element("details", summary, table, class_="chart-data")
