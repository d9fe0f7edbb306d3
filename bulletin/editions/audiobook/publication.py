"""The W3C Audiobooks manifest, for reading systems that play from the web.

In: the composition and the narration. Out: `publication.json`: reading order with lengths and
alternate text. Sources: Publication Manifest (W3C Recommendation, 10 November 2020) and
Audiobooks (the same day). There is no table of contents beside the reading order, which players
show in its place: it has an entry for each article.
"""

import datetime as dt
import json
from typing import Any

from bulletin.audio.tags import narrators
from bulletin.composition import Composition
from bulletin.formats.media_types import media_type
from bulletin.formats.timestamps import timestamp
from bulletin.narration.model import Narration, Track
from bulletin.theming.strings import Strings

NAME = "publication.json"
PROFILE = "https://www.w3.org/TR/audiobooks/"


def manifest(
    composition: Composition, narration: Narration, cover: str, modified: dt.datetime
) -> str:
    """The manifest as JSON-LD. Addresses are relative to the release."""
    issue, publication = composition.issue, composition.issue.publication
    language = publication.language
    found: dict[str, Any] = {
        "@context": [
            "https://schema.org",
            "https://www.w3.org/ns/pub-context",
            {"language": language},
        ],
        "conformsTo": PROFILE,
        "type": "Audiobook",
        "id": issue.lasting_address,
        "url": issue.address,
        "name": composition.title,
        "author": {"type": "Organization", "name": publication.publisher.name},
        "publisher": {"type": "Organization", "name": publication.publisher.name},
        "editor": [editor.name for editor in publication.editors],
        "readBy": narrators(narration, composition.theme.strings, "audiobook_narrator"),
        "inLanguage": language,
        "datePublished": issue.settings.date.isoformat(),
        "dateModified": timestamp(modified),
        "abridged": False,
        "duration": duration(narration.duration),
        **_accessibility(composition.theme.strings, read=narration.read),
        "readingOrder": [_track(track) for track in narration.tracks],
        "resources": [
            {
                "type": "LinkedResource",
                "rel": ["cover"],
                "url": cover,
                "encodingFormat": media_type(cover),
                "name": composition.theme.strings("epub_cover"),
            },
        ],
    }
    if issue.settings.summary:
        found["description"] = issue.settings.summary
    if publication.licence.url:
        found["license"] = publication.licence.url
    if publication.copyright:
        found["copyrightNotice"] = publication.copyright
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _accessibility(strings: Strings, *, read: bool) -> dict[str, Any]:
    """How the book can be taken in; `read`: by people, not by a machine."""
    return {
        "accessMode": ["auditory", "textual"],
        "accessModeSufficient": [
            {"type": "ItemList", "itemListElement": ["auditory"]},
            {"type": "ItemList", "itemListElement": ["textual"]},
        ],
        "accessibilityFeature": ["structuralNavigation", "tableOfContents", "transcript"],
        "accessibilityHazard": ["none"],
        "accessibilitySummary": strings("audiobook_summary_read" if read else "audiobook_summary"),
    }


def _track(track: Track) -> dict[str, Any]:
    audio = f"audio/{track.name}{track.file.suffix}"
    return {
        "type": "LinkedResource",
        "url": audio,
        "encodingFormat": media_type(audio),
        "name": track.title,
        "duration": duration(track.duration),
        "alternate": [
            _text(f"index.html#{track.slug}", "text/html"),
            _text(f"audio/{track.name}.vtt", "text/vtt"),
        ],
    }


def _text(url: str, encoding: str) -> dict[str, str]:
    return {"type": "LinkedResource", "url": url, "encodingFormat": encoding}


def duration(seconds: float) -> str:
    """A length of time as ISO 8601 has it: "PT754.32S"."""
    return f"PT{round(seconds, 3):.3f}".rstrip("0").rstrip(".") + "S"
