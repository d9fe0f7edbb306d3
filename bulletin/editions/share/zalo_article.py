"""The issue as an article of a Zalo Official Account, and as its broadcast.

In: a composition. Out: names and texts for `zalo-article/`, to paste into oa.zalo.me or to send
to its interface. The limits are those of Zalo's article form: title 150 characters, author 50,
description 300; a cover as JPEG or PNG of less than 1 MB, 500 by 320 pixels or twice that; a
broadcast of five articles at the most.
"""

from collections.abc import Iterator

from bulletin.composition import Composition, correction_lines, events_of
from bulletin.document import Article, unstruck_text
from bulletin.editions.share.texts import told, what, when
from bulletin.formats.characters import shortened
from bulletin.source.addresses import in_letters
from bulletin.xhtml import Element, append, element, to_html

FOLDER = "zalo-article"
TITLE = 150
AUTHOR = 50
DESCRIPTION = 300
ITEMS = 5
"""Articles in one broadcast."""
COVER_BYTES = 1_000_000


def article_texts(composition: Composition) -> Iterator[tuple[str, str]]:
    """Each text with the name of its file in the folder."""
    issue = composition.issue
    yield "title.txt", shortened(composition.title, TITLE) + "\n"
    yield "author.txt", shortened(issue.publication.publisher.name, AUTHOR) + "\n"
    yield "description.txt", shortened(_description(composition), DESCRIPTION) + "\n"
    yield "body.html", _body(composition)
    yield "broadcast.txt", _broadcast(composition)


def _description(composition: Composition) -> str:
    """The issue's summary, or else what its articles are about."""
    titles = (unstruck_text(article.title.children) for article in composition.articles)
    return composition.issue.settings.summary or "; ".join(titles)


def _body(composition: Composition) -> str:
    """Headings, paragraphs, lists and links alone: an article keeps nothing else."""
    issue, t = composition.issue, composition.theme.strings
    parts: list[Element] = []
    if issue.settings.summary:
        parts.append(element("p", element("strong", issue.settings.summary)))
    parts += [element("p", one) for one in correction_lines(issue, t)]
    for article in composition.articles:
        parts.append(element("h3", unstruck_text(article.title.children)))
        if article.lead:
            parts.append(element("p", unstruck_text(article.lead.children)))
        address = _address(composition, article)
        parts.append(element("p", element("a", in_letters(address), href=address)))
    if events := events_of(issue):
        parts.append(element("h3", t("share_dates")))
        items = [element("li", f"{when(event, t)}: {what(event)}") for event in events]
        parts.append(append(element("ul"), *items))
    words = told(composition, "share_read", address=in_letters(issue.address))
    parts.append(element("p", element("a", words, href=issue.address)))
    parts.append(element("p", issue.publication.publisher.name))
    return "".join(f"{to_html(part)}\n" for part in parts)


def _broadcast(composition: Composition) -> str:
    """The first articles, each with its address under its title."""
    chosen = composition.articles[:ITEMS]
    lines = [
        f"{number}. {shortened(unstruck_text(article.title.children), TITLE)}\n"
        f"{_address(composition, article)}\n"
        for number, article in enumerate(chosen, 1)
    ]
    return "\n".join(lines)


def _address(composition: Composition, article: Article) -> str:
    return f"{composition.issue.address}{article.slug}.html"
