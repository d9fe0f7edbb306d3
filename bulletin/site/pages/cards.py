"""Issues and articles as the archive's lists show them.

In: releases. Out: `Card` and `Item` values, and groups of them by year and by section.
"""

from collections.abc import Sequence

from bulletin.art.pictures import size_of
from bulletin.manifest import Manifest
from bulletin.site.releases import HostedRelease
from bulletin.theming.contexts.archive import Card, CardArticle, CardDownload, Item
from bulletin.theming.theme import Theme


def card_of(release: HostedRelease, theme: Theme) -> Card:
    """An issue for a list; its texts in the theme's words."""
    one = release.manifest
    width, height = (
        size_of(release.folder.parent / release.small_cover) if release.small_cover else (0, 0)
    )
    downloads = tuple(
        CardDownload(
            title=download.title(theme.strings),
            path=f"{release.id}/{record.path}",
            size=theme.strings.size(record.bytes),
            media_type=record.media_type,
        )
        for download, record in release.downloads
    )
    articles = tuple(
        CardArticle(article.title, _path(release, article.slug)) for article in one.articles
    )
    return Card(
        id=one.id,
        number=one.number,
        date=one.date,
        title=one.title,
        summary=one.summary,
        page=release.page,
        cover=release.small_cover,
        cover_width=width,
        cover_height=height,
        duration=one.duration,
        downloads=downloads,
        articles=articles,
        withdrawn=_withdrawn(one, theme),
    )


def _withdrawn(one: Manifest, theme: Theme) -> str:
    if one.withdrawn is None:
        return ""
    date = theme.strings.date(one.withdrawn.date)
    return theme.strings("archive_withdrawn", date=date, why=one.withdrawn.why)


def _path(release: HostedRelease, slug: str) -> str:
    return f"{release.id}/{slug}.html" if f"{slug}.html" in release.files else ""


def items_of(release: HostedRelease, card: Card) -> list[Item]:
    """The articles of an issue for lists."""
    return [
        Item(a.title, _path(release, a.slug), a.section, card, a.duration)
        for a in release.manifest.articles
    ]


def by_year(cards: Sequence[Card]) -> list[tuple[int, list[Card]]]:
    """Issues by year, newest first."""
    years: dict[int, list[Card]] = {}
    for card in cards:
        years.setdefault(card.date.year, []).append(card)
    return list(years.items())


def by_section(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Articles by section, newest first; sections in the order in which they were last used."""
    sections: dict[str, list[Item]] = {}
    for item in items:
        sections.setdefault(item.section, []).append(item)
    return list(sections.items())
