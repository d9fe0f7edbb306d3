"""Documents of earlier years: how publication.yaml enters them in the archive.

In: plain values from `archive:`. Out: `EarlierDocument` settings. Its address hangs on `slug`, or on
the file's name where that is left out: never on the title, which may be mended at any time.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, Field

from bulletin.source.setting_types import Day, LanguageTag, Line, Name, RelativePath, Settings, Slug
from bulletin.source.topics import Topics
from bulletin.source.values import day_of_issue, slug_of

MOST = 2000
"""Documents of an archive: thirty years of all that a commune decides."""
LONGEST_SLUG = 80
"""Letters of a document's part of its address; with more, its QR code is too fine."""


class EarlierDocument(Settings):
    """A document of earlier years, published as it is."""

    file: RelativePath
    """Its path in the publication's folder: PDF, Word, OpenDocument, or a scan."""
    title: Name
    date: Annotated[Day, AfterValidator(day_of_issue)]
    """The day that stands on it."""
    kind: Name
    """What it is, in the publication's language: resolution, report, bulletin."""
    slug: Slug | None = None
    """Its permanent address; None: made from the file's name."""
    summary: Line | None = None
    topics: Topics = ()
    language: LanguageTag | None = None
    """None: the publication's."""

    @property
    def name(self) -> str:
        """What stands in its address; "" when its file's name has no letters."""
        return self.slug or slug_of(PurePosixPath(self.file).stem)


EarlierDocuments = Annotated[tuple[EarlierDocument, ...], Field(max_length=MOST)]
