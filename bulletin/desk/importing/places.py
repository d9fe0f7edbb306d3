"""The place of what is imported: an issue's folder, and the names that are taken in it.

In: the folder, and titles of articles. Out: names of files that nothing has yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bulletin.desk.importing.characters.shapes import Shapes
from bulletin.diagnostics import BulletinError
from bulletin.languages import DEFAULT
from bulletin.source.load import load_alone
from bulletin.source.markdown.links import file_for, slug_of_file


@dataclass
class IssuePlace:
    """The issue's folder: the names that are taken in it, and the next number."""

    folder: Path
    files: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    number: int = 1
    shapes: Shapes = field(init=False)
    own: dict[str, str] = field(default_factory=dict)
    """What files of this import became, by what they were called."""

    def __post_init__(self) -> None:
        self.shapes = Shapes(self.folder.parent)

    @cached_property
    def language(self) -> str:
        """The publication's language, in whose way figures are written."""
        try:
            return load_alone(self.folder.parent)[0].publication.language
        except (BulletinError, OSError):
            return DEFAULT  # settings that are at fault have findings of their own

    @classmethod
    def of_issue(cls, folder: Path) -> IssuePlace:
        """As it stands on the disk."""
        place = cls(folder)
        for path in folder.rglob("*"):
            place.files.add(path.relative_to(folder).as_posix().lower())
        for name in (path.name for path in folder.glob("*.md")):
            place.slugs.add(slug_of_file(name))
            place.own[name] = name
            number = re.match(r"\d{1,3}(?=\D)", name)
            place.number = max(place.number, int(number[0]) + 1 if number else 1)
        return place

    def file_of(self, title: str, name: str) -> str:
        """A name for an article that no file has; the number of its own file is kept if it is free."""
        numbers = {match[0] for file in self.files if (match := re.match(r"\d{1,3}(?=\D)", file))}
        own = re.match(r"\d{1,3}(?=\D|$)", name.rpartition(".")[0] or name)
        keep = (
            name
            if own and own[0] not in numbers and name.lower().endswith((".md", ".markdown"))
            else ""
        )
        file = file_for(title, keep.replace(".markdown", ".md"), self.number, self.slugs, "bai")
        self.files.add(file.lower())
        self.slugs.add(slug_of_file(file))
        number = re.match(r"\d{1,3}", file)
        self.number = max(self.number, int(number[0]) + 1 if number else 1)
        return file
