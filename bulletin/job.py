"""What is done for one edition: the composed issue, its sound, and what lies ready.

In: nothing; a `Job` is made by `build` and read by editions, on paper and elsewhere.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.cache import once
from bulletin.composition import Composition
from bulletin.document import Article, files_of
from bulletin.languages import stand_in_of
from bulletin.narration.model import Narration, Track
from bulletin.source.issue import Issue
from bulletin.theming.theme import Strings

STEM = "{stem}"
"""What stands for the issue's file stem in the path of a download."""

OURS = ("manifest.json", "manifest.sig")
"""What lies in a release besides the files of editions: the list of these, and its signature."""

_FALLBACK = "en"


@dataclass(frozen=True)
class Download:
    """A file that an edition offers to readers, to take with them.

    `file` is its path in the release, with `{stem}` for the issue's file stem. What it is called
    stands in the theme under `key`, and what it is good for under `{key}_hint`; where the theme has
    no such words, `words` has both by language, as `{"en": ("Braille", "for embossers")}`. Those
    of a low `rank` are offered first. A `book` belongs on an e-reader's shelf too. What is `sure`
    is written for every issue: editions that it is made from may offer it before it is there.
    """

    file: str
    key: str = ""
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rank: int = 100
    book: bool = False
    sure: bool = False

    def path(self, stem: str) -> str:
        """Its path in the release of an issue with this file stem."""
        return self.file.replace(STEM, stem)

    def fits(self, path: str) -> bool:
        """Whether a path in a release can be this file's, whatever the stem."""
        return (
            re.fullmatch(re.escape(self.file).replace(re.escape(STEM), "[^/]+"), path) is not None
        )

    def title(self, strings: Strings) -> str:
        """What readers call it."""
        return self._said(strings, self.key, 0) or self.file.replace(STEM, "").lstrip("-.")

    def hint(self, strings: Strings, *, spoken: bool = True, paper: str = "A4") -> str:
        """What it is good for, in a few words; "" when nothing is said of it.

        An issue that is not `spoken` may have words of its own, under `KEY_hint_silent`. `paper`
        is the size of its printed pages.
        """
        silent = f"{self.key}_hint_silent"
        if not spoken and silent in strings.table:
            return strings(silent)
        return self._said(strings, f"{self.key}_hint", 1, paper=paper)

    def _said(self, strings: Strings, key: str, at: int, **values: str) -> str:
        if self.key and key in strings.table:
            return strings(key, **values)
        base, stand_in = strings.language.split("-")[0], stand_in_of(strings.language)
        for language in (strings.language, base, stand_in, _FALLBACK):
            if language in self.words:
                return self.words[language][at]
        return next((pair[at] for pair in self.words.values()), "")


@dataclass(frozen=True)
class Job:
    """All that an edition may use: nothing else goes into its bytes.

    `narration` is None for an issue without a voice. `made` is a folder that holds the files
    of the editions that come before this one, and the audio, at the paths that they have in the
    release. `modified` is the time to write into files (SOURCE_DATE_EPOCH or the issue's date).
    `downloads` is what those editions offer to readers, in the order in which it is shown; a file
    may be missing. `promised` is what comes after this edition, and is sure to come.
    """

    composition: Composition
    narration: Narration | None
    made: Path
    modified: dt.datetime
    downloads: tuple[Download, ...] = ()
    promised: tuple[Download, ...] = ()


def article_key(
    composition: Composition, article: Article, track: Track | None = None
) -> tuple[object, ...]:
    """What a version of an article is known by in keys of the cache, for all editions.

    The composed tree, the files that it shows, when its track says what, and the theme with its
    words and publication. What an edition adds of its own stands beside it in the key.
    """
    folder = composition.issue.folder
    files = [folder / name for name in files_of(article)]
    shown = [once.digest_of_source(file) if file.is_file() else "" for file in files]
    said = (track.name, track.title, track.duration, _repr_of(track.cues)) if track else None
    address = composition.issue.address
    return (_repr_of(article), shown, said, composition.theme.key, address)


_reprs: dict[int, tuple[object, str]] = {}
_MOST_REPRS = 256


def _repr_of(one: object) -> str:
    """What something that never changes looks like; several editions ask it of one article."""
    known = _reprs.get(id(one))
    if known is None or known[0] is not one:  # another thing took its address
        if len(_reprs) >= _MOST_REPRS:
            _reprs.clear()
        known = _reprs[id(one)] = (one, repr(one))
    return known[1]


def modified_of(issue: Issue, epoch: int | None) -> dt.datetime:
    """The time that files carry: SOURCE_DATE_EPOCH, or the day of the issue or its last correction.

    Of an issue older than file formats can say it is the first day that they can.
    """
    if epoch is not None:
        return dt.datetime.fromtimestamp(epoch, dt.UTC)
    days = (issue.settings.date, *(one.date for _, one in issue.corrections))
    return dt.datetime.combine(max(*days, _EARLIEST), dt.time(), dt.UTC)


_EARLIEST = dt.date(1980, 1, 1)
"""An e-book's archive begins here, a font's clock in 1904."""
