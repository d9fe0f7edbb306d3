"""What an audio file says of itself.

In: the composition and the narration. Out: `Tags`, by the names that FFmpeg writes as iTunes
atoms in MP4 and as ID3 frames in MP3.
"""

from dataclasses import dataclass

import babel.core

from bulletin.composition import Composition
from bulletin.narration.model import Narration
from bulletin.theming.theme import Strings

_LONG = 3


@dataclass(frozen=True, slots=True)
class Tags:
    """`language` is ISO 639-2; `year` is what players sort by; `author` is the publisher."""

    title: str
    series: str
    author: str
    narrator: str
    year: str
    language: str
    description: str
    rights: str
    genre: str

    def common(self) -> dict[str, str]:
        """The tags that both containers have."""
        found = {
            "title": self.title,
            "album": self.title,
            "artist": self.author,
            "album_artist": self.author,
            "composer": self.narrator,
            "date": self.year,
            "genre": self.genre,
            "comment": self.description,
            "copyright": self.rights,
        }
        return {name: value for name, value in found.items() if value}


def tags_of(composition: Composition, narration: Narration) -> Tags:
    """The tags of an issue."""
    issue, t = composition.issue, composition.theme.strings
    publication = issue.publication
    named = t("issue_named", publication=publication.title, number=issue.settings.number)
    own = issue.settings.title
    return Tags(
        title=t("audiobook_title", issue=named, title=own) if own else named,
        series=publication.title,
        author=publication.publisher.name,
        narrator=narrators(narration, t, "audiobook_narrator"),
        year=str(issue.settings.date.year),
        language=three_letters(publication.language),
        description=issue.settings.summary or named,
        rights=publication.copyright or publication.licence.text,
        genre=t("audiobook_genre"),
    )


def narrators(narration: Narration, t: Strings, key: str) -> str:
    """Who reads: people by name, and the synthetic voices in the words under `key`."""
    used = narration.voice
    voice = ", ".join(filter(None, (f"{used.engine} {used.voice}".strip(), used.second)))
    synthetic = (t(key, voice=voice),) if narration.synthetic else ()
    return ", ".join((*narration.readers, *synthetic)) or t("audiobook_reader")


def three_letters(language: str) -> str:
    """The ISO 639-2 code of a BCP 47 tag; "und" where there is none."""
    main = language.split("-", maxsplit=1)[0].lower()
    if len(main) == _LONG:
        return main
    aliases = babel.core.get_global("language_aliases")
    found = (long for long in sorted(aliases) if aliases[long] == main and len(long) == _LONG)
    return next(found, "und")
