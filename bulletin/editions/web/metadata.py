"""What search engines and message apps read: Open Graph and JSON-LD.

In: the composition, the narration, addresses. Out: pairs for `<meta property>`, and JSON-LD
as text that may stand in a `<script>` (schema.org: Periodical, PublicationIssue, Article).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bulletin.art.pictures import size_of
from bulletin.composition import Composition
from bulletin.document import Article, unstruck_text
from bulletin.editions.base import Job
from bulletin.formats.characters import shortened
from bulletin.languages import region_of
from bulletin.narration.model import Track
from bulletin.source.settings.models import Publication

Graph = Sequence[tuple[str, str]]
"""Open Graph properties in order."""


@dataclass(frozen=True)
class Preview:
    """The picture of a shared link: its whole address, its size, and what it shows."""

    address: str
    width: int
    height: int
    alt: str
    media_type: str = "image/jpeg"


def shared_picture(job: Job, name: str, alt: str) -> Preview | None:
    """A picture of the share kit, or None when the kit is not part of the release."""
    path = f"share/{name}"
    file = job.made / path
    if not file.is_file():
        return None
    width, height = size_of(file)
    return Preview(job.composition.issue.address + path, width, height, alt)


@dataclass(frozen=True)
class Subject:
    """What a page is about; `kind` is "website" or "article"."""

    kind: str
    title: str
    text: str
    address: str


TITLE, TEXT = 90, 200
"""Characters of title and description that Facebook and Zalo show below a link."""


def graph_of(composition: Composition, subject: Subject, preview: Preview | None) -> Graph:
    """Open Graph (ogp.me) for one page of an issue."""
    issue = composition.issue
    published = issue.settings.date.isoformat() if subject.kind == "article" else ""
    return site_graph(issue.publication, subject, preview, published)


def site_graph(
    publication: Publication, subject: Subject, preview: Preview | None, published: str = ""
) -> Graph:
    """Open Graph for any page of a hosted copy."""
    pairs = [
        ("og:type", subject.kind),
        ("og:title", shortened(subject.title, TITLE)),
        ("og:description", shortened(subject.text, TEXT)),
        ("og:url", subject.address),
        ("og:site_name", publication.title),
    ]
    if locale := locale_of(publication.language):
        pairs.append(("og:locale", locale))
    if published:
        pairs.append(("article:published_time", published))
    if preview:
        pairs += [
            ("og:image", preview.address),
            ("og:image:type", preview.media_type),
            ("og:image:width", str(preview.width)),
            ("og:image:height", str(preview.height)),
            ("og:image:alt", preview.alt),
        ]
    return pairs


def locale_of(language: str) -> str:
    """A language as Open Graph writes it: "vi_VN"; "" if nobody knows where it is spoken."""
    region = region_of(language)
    return f"{language.partition('-')[0].lower()}_{region}" if region else ""


def issue_data(job: Job, preview: Preview | None, files: Sequence[tuple[str, str]]) -> str:
    """JSON-LD of the issue with its articles; `files` are paths and media types to download."""
    composition = job.composition
    issue = composition.issue
    data = _issue(composition) | {
        "@context": "https://schema.org",
        "hasPart": [_article(job, article, None) for article in composition.articles],
        "associatedMedia": [
            {"@type": "MediaObject", "contentUrl": issue.address + path, "encodingFormat": kind}
            for path, kind in files
        ],
    }
    if issue.settings.summary:
        data["description"] = issue.settings.summary
    if preview:
        data["image"] = preview.address
    return as_script(data)


def article_data(job: Job, article: Article, preview: Preview | None) -> str:
    """JSON-LD of one article, and of the issue that it is part of."""
    data = _article(job, article, preview) | {"isPartOf": _issue(job.composition)}
    return as_script({"@context": "https://schema.org"} | data)


def as_script(data: Mapping[str, Any]) -> str:
    """JSON that no browser can take for the end of the script that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _publisher(composition: Composition) -> dict[str, Any]:
    publisher = composition.issue.publication.publisher
    data = {"@type": "GovernmentOrganization", "name": publisher.name}
    return data | ({"url": publisher.website} if publisher.website else {})


def _issue(composition: Composition) -> dict[str, Any]:
    issue = composition.issue
    publication = issue.publication
    periodical = {
        "@type": "Periodical",
        "@id": publication.base_url,
        "name": publication.title,
        "url": publication.base_url,
        "inLanguage": publication.language,
        "publisher": _publisher(composition),
    }
    return {
        "@type": "PublicationIssue",
        "@id": issue.address,
        "url": issue.address,
        "name": composition.title,
        "issueNumber": issue.settings.number,
        "datePublished": issue.settings.date.isoformat(),
        "inLanguage": publication.language,
        "publisher": _publisher(composition),
        "isPartOf": periodical,
    }


def _article(job: Job, article: Article, preview: Preview | None) -> dict[str, Any]:
    issue = job.composition.issue
    data: dict[str, Any] = {
        "@type": "Article",
        "url": f"{issue.address}{article.slug}.html",
        "headline": unstruck_text(article.title.children),
        "datePublished": issue.settings.date.isoformat(),
        "dateModified": job.modified.isoformat(),
        "inLanguage": issue.publication.language,
        "publisher": _publisher(job.composition),
    }
    if article.section:
        data["articleSection"] = article.section
    if article.lead:
        data["description"] = unstruck_text(article.lead.children)
    if article.authors:
        data["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.topics:
        data["keywords"] = list(dict.fromkeys(topic.name for topic in article.topics))
    if preview:
        data["image"] = preview.address
    track = job.narration.track_of(article.slug) if job.narration else None
    if track:
        data["audio"] = _audio(issue.address, track)
    return data


def _audio(address: str, track: Track) -> dict[str, Any]:
    whole = round(track.duration)
    return {
        "@type": "AudioObject",
        "contentUrl": f"{address}audio/{track.name}.m4a",
        "encodingFormat": "audio/mp4",
        "duration": f"PT{whole // 60}M{whole % 60}S",
        "name": track.title,
    }
