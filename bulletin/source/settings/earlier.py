"""Documents of earlier years: how publication.yaml enters them in the archive.

In: plain values from `archive:`. Out: `EarlierDocument` settings. Its address hangs on `slug`, or on
the file's name where that is left out: never on the title, which may be mended at any time.
"""

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from bulletin.codes import WRONG_DATE
from bulletin.messages import tr
from bulletin.source.settings import types
from bulletin.source.settings.topics import Topics
from bulletin.source.values import YEARS, WrongValue, slug_of

MOST = 2000
"""Documents of an archive: thirty years of all that a commune decides."""
LONGEST_SLUG = 80
"""Letters of a document's part of its address; with more, its QR code is too fine."""

_YEAR = re.compile(r"((?P<month>\d{1,2})[/.-])?(?P<year>(19|20)\d\d)")


def _whole_day(value: object) -> object:
    """A date that says its day too; who knows the year alone is told what to write."""
    if isinstance(value, str) and (found := _YEAR.fullmatch(value.strip())):
        month = min(max(int(found["month"] or 1), 1), 12)
        hint = tr(
            "write the day that stands on it, or the first that it can be: {year}-{month:02}-01",
            year=found["year"],
            month=month,
        )
        raise WrongValue(tr('"{text}" does not say the day', text=value), hint, WRONG_DATE)
    return value


def _year_of_document(value: dt.date) -> dt.date:
    if value.year not in YEARS:
        hint = tr("check the year")
        raise WrongValue(tr("no document is of the year {year}", year=value.year), hint, WRONG_DATE)
    return value


class EarlierDocument(types.Settings):
    """A document of earlier years, published as it is."""

    file: types.RelativePath
    """Its path in the publication's folder: PDF, Word, OpenDocument, or a scan."""
    title: types.Name
    date: Annotated[types.Day, BeforeValidator(_whole_day), AfterValidator(_year_of_document)]
    """The day that stands on it."""
    kind: types.Name
    """What it is, in the publication's language: resolution, report, bulletin."""
    slug: types.Slug | None = None
    """Its permanent address; None: made from the file's name."""
    summary: types.Line | None = None
    topics: Topics = ()
    language: types.LanguageTag | None = None
    """None: the publication's."""

    @property
    def name(self) -> str:
        """What stands in its address; "" when its file's name has no letters."""
        return self.slug or slug_of(PurePosixPath(self.file).stem)


EarlierDocuments = Annotated[tuple[EarlierDocument, ...], Field(max_length=MOST)]
