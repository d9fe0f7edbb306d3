"""An issue's sections: where a new article is listed, so that it is in the editions.

In: issue.yaml. Out: its text with one more file in a section, all else as it was; or words that
say what to write.
"""

import re
from pathlib import Path

from bulletin.desk.mending import edited
from bulletin.diagnostics import BulletinError, Edit, text_in
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest
from bulletin.source.root import ISSUE
from bulletin.source.text import Source, decode, read_source
from bulletin.source.yaml.nodes import Items, Keys, Scalar, YamlNode
from bulletin.source.yaml.parser import read_yaml


def section_titles(folder: Path) -> tuple[str, ...]:
    """The titles of an issue's sections; () where all of its articles are in it anyway."""
    source = read_source(folder / ISSUE, ISSUE, Findings())
    return tuple(title for title, _ in _sections(source)) if source else ()


def listed_in(was: bytes, section: str, file: str) -> bytes:
    """What issue.yaml holds, with a file added to a section and nothing else changed.

    Raises `BulletinError` when there is no such section, or none that can be added to.
    """
    source = decode(was, ISSUE, Findings())
    sections = dict(_sections(source)) if source else {}
    title = next((one for one in sections if one.casefold() == section.casefold()), None)
    if source is None or title is None:
        near = nearest(section, sections) or next(iter(sections), "")
        raise BulletinError(
            tr("{file} has no section “{section}”", file=ISSUE, section=section),
            tr("did you mean “{near}”?", near=near) if near else tr("leave --section out"),
        )
    made = edited(text_in(was), [_added(source, sections[title].items[-1], file)]).encode()
    after = decode(made, ISSUE, Findings())
    files = [_texts(items) for one, items in _sections(after) if one == title] if after else []
    if files != [[*_texts(sections[title]), file]]:
        message = tr("{file} is written in a way that cannot be added to", file=ISSUE)
        raise BulletinError(message, tr("write {name} into the section yourself", name=file))
    return made


def _sections(source: Source) -> list[tuple[str, Items]]:
    node = read_yaml(source, Findings())
    listed = node.get("sections") if isinstance(node, Keys) else None
    found: list[tuple[str, Items]] = []
    for section in listed.items if isinstance(listed, Items) else ():
        title = section.get("title") if isinstance(section, Keys) else None
        articles = section.get("articles") if isinstance(section, Keys) else None
        if isinstance(title, Scalar) and isinstance(articles, Items) and articles.items:
            found.append((str(title.value), articles))
    return found


def _texts(items: Items) -> list[str]:
    return [str(one.value) if isinstance(one, Scalar) else "" for one in items.items]


def _added(source: Source, last: YamlNode, file: str) -> Edit:
    """A file behind the last one, in the manner of the list that it is in."""
    start = source.offset_of(last.span)
    row_start = source.text.rfind("\n", 0, start) + 1
    before = source.text[row_start:start]
    if re.fullmatch(r"\s*(?:[\w-]+:\s*)?(?:-\s+)*", before) and before.rstrip().endswith("-"):
        end = source.text.find("\n", start)
        end = len(source.text) if end < 0 else end
        indent = re.sub(r"[^\s]", " ", before[: before.rindex("-")])
        return _inserted(source, end, f"\n{indent}- {file}")
    written = re.match(r"\"[^\"]*\"|'[^']*'|[^,\]\s#]+", source.text[start:])
    end = start + (written.end() if written else 0)
    return _inserted(source, end, f", {file}")


def _inserted(source: Source, offset: int, text: str) -> Edit:
    at = source.span(offset)
    return Edit(ISSUE, at.line, at.column, at.line, at.column, text)
