"""Keywords that a file brings, as topics of an article.

In: keywords as programs keep them: a list, or words with commas or semicolons between them. Out:
those that can be topics.
"""

from __future__ import annotations

import re

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr
from bulletin.source.settings.topics import LONGEST, MOST, topic_slug

_PARTS = re.compile(r"[,;\n|]")


def topics_in(value: object) -> list[str]:
    """The topics, each once; what gives no address, or is a sentence, is none."""
    if isinstance(value, list):
        parts = [part for one in value if isinstance(one, str | int) for part in _cut(str(one))]
    else:
        parts = _cut(str(value)) if isinstance(value, str | int) else []
    found: dict[str, str] = {}
    for name in parts:
        if (slug := topic_slug(name)) and len(name) <= LONGEST:
            found.setdefault(slug, name)
    return list(found.values())[:MOST]


def keyword_settings(value: object, remarks: Remarks) -> dict[str, object]:
    """The setting that keywords of an office program's file become; an editor is told of it."""
    topics = topics_in(value)
    if not topics:
        return {}
    remarks.changed(
        tr("The topics were taken from the file's keywords: check them"), ", ".join(topics)
    )
    return {"topics": topics}


def _cut(text: str) -> list[str]:
    return [" ".join(part.split()).lstrip("#") for part in _PARTS.split(text)]
