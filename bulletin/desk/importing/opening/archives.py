"""Files that are ZIP archives, opened with limits: none can fill memory or disk.

In: bytes. Out: the parts by name, read one by one; a new archive with some parts changed.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from bulletin.desk.importing.opening.sizes import refuse_too_many_paragraphs
from bulletin.diagnostics import BulletinError
from bulletin.formats.element_text import Element
from bulletin.messages import tr

MAX_PARTS = 5_000
MAX_TOTAL = 400_000_000
"""Bytes of all parts unpacked."""
MAX_XML = 60_000_000
"""Bytes of a part that is XML: a text of a thousand pages has less."""

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError,
)  # fmt: skip


_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def _ordinary(xml: bytes) -> bytes:
    """A part in UTF-8, with the names that Word commonly writes, not those of ISO 29500 Strict.

    The parts of such files are in UTF-8 or UTF-16 (ISO 29500-2, 8.1.4), whatever they say.
    """
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        xml = xml.decode("utf-16", "replace").encode("utf-8", "replace")
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml)


def _damaged(name: str) -> BulletinError:
    return BulletinError(
        tr("{name} is damaged and cannot be opened", name=name),
        tr("open it in Word or LibreOffice and save it again, or ask for it to be sent once more"),
    )


def relations_of(part: str) -> str:
    """The part in which another one names those that belong to it (ECMA-376, part 2, 9.3)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def part_at(part: str, target: str) -> str:
    """The part that another one means by a target."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


@dataclass(frozen=True)
class Package:
    """An archive whose sizes have been found bearable."""

    name: str
    archive: zipfile.ZipFile

    @classmethod
    def opened(cls, name: str, data: bytes) -> Package:
        """The archive in bytes. Raises `BulletinError` when it is damaged, locked or a trap."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            parts = archive.infolist()
        except _DAMAGED as error:
            raise _damaged(name) from error
        if any(part.flag_bits & 1 for part in parts):
            hint = tr("open it with its password, take the password away, and save it")
            raise BulletinError(tr("{name} is protected by a password", name=name), hint)
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_TOTAL:
            raise BulletinError(
                tr(
                    "{name} would unpack to more than {size} MB: it is no text, or a trap",
                    name=name,
                    size=MAX_TOTAL // 1_000_000,
                ),
                tr(
                    "check where it comes from; a text with many photographs has to be cut into several"
                ),
            )
        return cls(name, archive)

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self.archive.NameToInfo

    def read(self, part: str, limit: int = MAX_TOTAL) -> bytes:
        """The bytes of a part; what it unpacks to is counted, whatever it says of itself.

        Raises `BulletinError` for a damaged one, and for more than `limit` bytes.
        """
        try:
            with self.archive.open(part) as stream:
                data = stream.read(limit + 1)
        except (*_DAMAGED, RuntimeError) as error:
            raise _damaged(self.name) from error
        if len(data) > limit:
            raise self._too_large()
        return data

    def damaged(self) -> BulletinError:
        """What to say of an archive that lacks something it names."""
        return _damaged(self.name)

    def _too_large(self) -> BulletinError:
        hint = tr("cut it into several files")
        return BulletinError(tr("{name} holds more text than an issue can", name=self.name), hint)

    def xml(self, part: str) -> Element | None:
        """A part as XML, without anything that it wants to fetch; None when it is not there.

        Raises `BulletinError` for one that is damaged, a trap, or too large.
        """
        if not self.has(part):
            return None
        data = _ordinary(self.read(part, MAX_XML))
        # No document of an office program declares entities; one that does is a trap.
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            raise _damaged(self.name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, encoding="utf-8"
        )
        try:
            tree = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged(self.name) from error
        refuse_too_many_paragraphs(self.name, tree)
        return tree

    def main_part(self, otherwise: str) -> str:
        """The part of an office program's file that holds its text; another where none is named."""
        relations = self.xml("_rels/.rels")
        for relation in relations if relations is not None else ():
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
        return otherwise

    def related(self, part: str, *, outside: bool = False) -> dict[str, str]:
        """The parts that a part of an office program's file names by their ids; or the addresses."""
        relations = self.xml(relations_of(part))
        found: dict[str, str] = {}
        for one in relations if relations is not None else ():
            target = one.get("Target") or ""
            if (one.get("TargetMode") == "External") == outside:
                found[one.get("Id") or ""] = target if outside else part_at(part, target)
        return found

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other bytes for some parts; pictures are left out, pandoc needs none."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for part in dict.fromkeys([*self.archive.namelist(), *changed]):
                if part in changed:
                    archive.writestr(part, changed[part])
                elif part.endswith("/"):
                    continue
                elif part.lower().endswith((".xml", ".rels")) or part == "mimetype":
                    archive.writestr(part, _ordinary(self.read(part, MAX_XML)))
                elif "media/" in part or "Pictures/" in part:
                    archive.writestr(part, b"")
        return made.getvalue()
