"""What a book says of itself: title, makers, accessibility, lengths of its overlays.

In: the composition, what the pages hold, the overlays. Out: entries and metas of the package.
Sources: EPUB 3.3, section 5.5; EPUB Accessibility 1.1; the Schema.org Accessibility Properties
for Discoverability Vocabulary.

No conformance to EPUB Accessibility or WCAG is claimed: that asks for an evaluation by people
(EPUB Accessibility 1.1, section 4), which no build can give. What is stated is what the book has.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bulletin.audio.tags import narrators
from bulletin.composition import Composition
from bulletin.document import Article, Chart, Media, pictures_of, walk
from bulletin.editions.epub.overlay import ACTIVE, PLAYING, clock
from bulletin.editions.epub.package import Meta, MetadataEntry
from bulletin.narration.model import Narration


@dataclass(frozen=True, slots=True)
class Features:
    """What a book holds that a reader may need to know of before opening it."""

    pictures: bool
    charts: bool
    films: bool
    sounds: bool
    captioned: bool
    spoken: bool
    paged: bool


def features_of(
    articles: Iterable[Article], held: Callable[[Media], bool], *, spoken: bool, paged: bool
) -> Features:
    """The features of a book of these articles; `held` tells which films and sounds it has.

    `captioned`: every film has captions.
    """
    articles = tuple(articles)
    blocks = [block for article in articles for block in walk(*article.blocks)]
    media = [block for block in blocks if isinstance(block, Media) and held(block)]
    films = [block for block in media if block.kind == "video"]
    return Features(
        pictures=any(True for article in articles for _ in pictures_of(article)),
        charts=any(isinstance(block, Chart) for block in blocks),
        films=bool(films),
        sounds=len(media) > len(films),
        captioned=bool(films) and all(film.captions for film in films),
        spoken=spoken,
        paged=paged,
    )


def identifier(composition: Composition, variant: str = "") -> str:
    """The book's identifier: always the same for an issue, also at another address."""
    address = composition.issue.lasting_address + variant
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address)}"


def entries(composition: Composition, *, paged: bool) -> tuple[MetadataEntry, ...]:
    """Dublin Core: who made it, when, by which right."""
    issue, publication = composition.issue, composition.issue.publication
    found = [
        MetadataEntry("creator", publication.publisher.name, "publisher"),
        MetadataEntry("publisher", publication.publisher.name),
        MetadataEntry("date", issue.settings.date.isoformat()),
        MetadataEntry("rights", publication.copyright or publication.licence.text),
    ]
    found += [
        MetadataEntry("contributor", editor.name, f"editor-{number}")
        for number, editor in enumerate(publication.editors, start=1)
    ]
    found += [MetadataEntry("subject", topic) for topic in issue.topics]
    if issue.settings.summary:
        found.append(MetadataEntry("description", issue.settings.summary))
    if paged:
        found.append(MetadataEntry("source", print_address(composition), "print"))
    return tuple(found)


def print_address(composition: Composition) -> str:
    """The address of the printed edition, which the page list follows."""
    return f"{composition.issue.address}{composition.issue.file_stem}.pdf"


def metas(composition: Composition, features: Features) -> tuple[Meta, ...]:
    """Roles, the series, and accessibility."""
    issue, publication = composition.issue, composition.issue.publication
    found = [
        # As its author: some reading systems do not open a book whose creator is a publisher.
        Meta("role", "aut", refines="#publisher", scheme="marc:relators"),
        Meta("belongs-to-collection", publication.title, id="series"),
        Meta("collection-type", "series", refines="#series"),
        Meta("group-position", str(issue.settings.number), refines="#series"),
    ]
    found += [
        Meta("role", "edt", refines=f"#editor-{number}", scheme="marc:relators")
        for number in range(1, len(publication.editors) + 1)
    ]
    if features.paged:
        found.append(Meta("pageBreakSource", print_address(composition)))
    return (*found, *accessibility(composition, features))


def accessibility(composition: Composition, features: Features) -> tuple[Meta, ...]:
    """The Schema.org properties, and a summary in the issue's language."""
    seen = features.pictures or features.charts or features.films
    heard = features.spoken or features.films or features.sounds
    modes = ["textual", *["visual"] * seen, *["auditory"] * heard]
    has = {
        "ARIA": True,
        "alternativeText": seen,
        "captions": features.captioned,
        "displayTransformability": True,
        "longDescription": features.charts,
        "pageBreakMarkers": features.paged,
        "pageNavigation": features.paged,
        "readingOrder": True,
        "structuralNavigation": True,
        "synchronizedAudioText": features.spoken,
        "tableOfContents": True,
        "unlocked": True,
    }
    enough = ["textual"] if not features.films or features.captioned else []
    enough += [",".join(modes)] if len(modes) > 1 or not enough else []
    found = [("accessMode", mode) for mode in modes]
    found += [("accessModeSufficient", way) for way in enough]
    found += [("accessibilityFeature", name) for name in has if has[name]]
    found += [("accessibilityHazard", hazard) for hazard in _hazards(features)]
    found.append(("accessibilitySummary", _summary(composition, features)))
    return tuple(Meta(f"schema:{name}", value) for name, value in found)


def _hazards(features: Features) -> Sequence[str]:
    """Text, still pictures and speech hold no hazard; nobody has judged an editor's films."""
    return ("unknown",) if features.films else ("none",)


def _summary(composition: Composition, features: Features) -> str:
    t = composition.theme.strings
    read = any(article.recording for article in composition.issue.articles)
    said = {
        "text": True,
        "pictures": features.pictures,
        "charts": features.charts,
        "films": features.films and not features.captioned,
        "captions": features.captioned,
        "spoken": features.spoken and not read,
        "read": features.spoken and read,
        "pages": features.paged,
    }
    return " ".join(t(f"epub_summary_{name}") for name in said if said[name])


def overlays(
    narration: Narration, composition: Composition, durations: Mapping[str, int]
) -> tuple[Meta, ...]:
    """Lengths of the overlays (path: milliseconds) and of the whole, narrator, classes."""
    narrator = narrators(narration, composition.theme.strings, "epub_narrator")
    found = [Meta("media:duration", clock(ms), refines=path) for path, ms in durations.items()]
    return (
        *found,
        Meta("media:duration", clock(sum(durations.values()))),
        Meta("media:narrator", narrator),
        Meta("media:active-class", ACTIVE),
        Meta("media:playback-active-class", PLAYING),
    )
