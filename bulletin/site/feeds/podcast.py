"""The podcast: the newest issues as a feed for players, and its square cover.

In: the publication, its theme, the manifests of its releases. Out: `feed.xml`: RSS 2.0 with the
elements of Apple Podcasts and of Podcasting 2.0. Sources: RSS Advisory Board, RSS 2.0.11;
Apple, A Podcaster's Guide to RSS; Podcast Index, the podcast namespace 1.0.
"""

import datetime as dt
import email.utils
from collections.abc import Iterator, Sequence

from bulletin import lasting
from bulletin.composition.frame import correction_line, ended
from bulletin.editions.audiobook.edition import COVER as ISSUE_COVER
from bulletin.editions.audiobook.edition import AudiobookEdition
from bulletin.manifest import FileRecord, Manifest
from bulletin.narration.engines.recorded import RECORDED
from bulletin.theming.contexts.feed import Episode, EpisodePart, Feed, FeedFile, Notes
from bulletin.theming.theme import Strings, Theme

NAME = lasting.FEED
COVER = "podcast.jpg"
COVER_SIZE = 1400
"""Pixels on a side: Apple takes 1400 to 3000."""
ISSUES = 60
"""The newest issues that stand in the feed: five years of a monthly."""


def feed(theme: Theme, releases: Sequence[Manifest]) -> str:
    """The feed of these releases, the newest first.

    An issue without a voice is an item without an enclosure, which readers of feeds show. One
    that was withdrawn is none, nor is one that is out again under another name of its folder.
    """
    heard = [release for release in lasting.current(releases) if not release.withdrawn]
    newest = sorted(heard, key=lambda release: (release.date, release.id), reverse=True)[:ISSUES]
    publication, t = theme.publication, theme.strings
    home = publication.home
    address = home + NAME
    spoken = next((_voices(release, t) for release in newest if release.voice), [])
    subtitle = publication.subtitle or t(
        "podcast_subtitle" if spoken else "podcast_subtitle_silent",
        publication=publication.title,
        publisher=publication.publisher.name,
    )
    by_article = publication.podcast.episodes == "article"
    view = Feed(
        publication=publication,
        home=home,
        address=address,
        description=(
            t("podcast_description", subtitle=subtitle.rstrip(" ."), voice=" ".join(spoken))
            if spoken
            else subtitle
        ),
        updated=_date(max(release.modified for release in newest)) if newest else "",
        cover=home + COVER,
        guid=lasting.podcast_guid(releases) or lasting.guid_of_feed(home),
        episodes=[
            episode
            for release in newest
            for episode in (_articles(release, theme) if by_article else [_issue(release, theme)])
        ],
        notes=lambda episode: theme.render("podcast/notes.html.j2", Notes(episode)),
    )
    return theme.render("podcast/feed.xml.j2", view)


def cover(theme: Theme) -> bytes:
    """The podcast's own cover as a JPEG. Raises `BulletinError` when the logo cannot be read."""
    from bulletin.art import cover as cover_art  # noqa: PLC0415, heavy

    front = cover_art.Front(
        masthead=theme.publication.publisher.name,
        title=theme.publication.title,
        logo=cover_art.logo_of(theme),
    )
    return cover_art.draw(front, theme, COVER_SIZE, COVER_SIZE)


def _issue(release: Manifest, theme: Theme) -> Episode:
    """A whole issue as an episode."""
    audio, other, transcript, chapters = (
        release.file(AudiobookEdition.name, ending)
        for ending in (".mp3", ".m4b", ".vtt", ".chapters.json")
    )
    return Episode(
        title=theme.strings("podcast_episode", number=release.number, title=release.title),
        link=release.address,
        guid=lasting.issue_guid(release),
        date=_date(_day(release)),
        description=_description(release, theme),
        number=release.number,
        audio=_file(release, audio) if audio else None,
        duration=round(release.duration),
        image=_image(release),
        chapters=_file(release, chapters) if chapters else None,
        alternatives=(_file(release, other),) if other else (),
        transcripts=(_file(release, transcript),) if transcript else (),
        parts=tuple(
            EpisodePart(article.title, f"{release.address}#{article.slug}")
            for article in release.articles
        ),
    )


def _articles(release: Manifest, theme: Theme) -> Iterator[Episode]:
    """Each article as an episode, the issue as its season; the first one counts as newest."""
    files = {record.path: record for record in release.files}
    for article in release.articles:
        audio, transcript = files.get(article.audio), files.get(article.transcript)
        earlier = dt.timedelta(minutes=len(release.articles) - article.number)
        yield Episode(
            title=theme.strings("podcast_article", number=release.number, title=article.title),
            link=f"{release.address}#{article.slug}",
            guid=lasting.article_guid(release, article.slug),
            date=_date(_day(release) + earlier),
            description=article.summary or _description(release, theme),
            number=article.number,
            season=release.number,
            audio=_file(release, audio) if audio else None,
            duration=round(article.duration),
            image=_image(release),
            transcripts=(_file(release, transcript),) if transcript else (),
        )


def _description(release: Manifest, theme: Theme) -> str:
    said = release.summary or theme.strings(
        "podcast_summary",
        publication=release.publication,
        month=theme.strings.date(release.date, "date_month"),
    )
    t = theme.strings
    mended = [correction_line(None, one, t) for one in release.corrections]
    return " ".join([ended(said), *mended, *_voices(release, t)])


def _voices(release: Manifest, t: Strings) -> list[str]:
    """Who reads an issue, a sentence each; nothing, if nobody does."""
    names = ", ".join(release.readers)
    if release.voice is None:
        return []
    if release.voice.engine == RECORDED:
        return [t("recorded_by", names=names) if names else t("recorded_voice")]
    beside = [t("podcast_readers", names=names), t("synthetic_voice_beside")]
    return beside if names else [t("synthetic_voice")]


def _file(release: Manifest, record: FileRecord) -> FeedFile:
    return FeedFile(release.address + record.path, record.media_type, record.bytes)


def _image(release: Manifest) -> str:
    """The square cover that the audiobook brought."""
    found = any(record.path == ISSUE_COVER for record in release.files)
    return release.address + ISSUE_COVER if found else ""


def _day(release: Manifest) -> dt.datetime:
    return dt.datetime.combine(release.date, dt.time(), dt.UTC)


def _date(moment: dt.datetime) -> str:
    """A date as RSS has it (RFC 5322, section 3.3)."""
    return email.utils.format_datetime(moment.astimezone(dt.UTC))
