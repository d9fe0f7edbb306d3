"""Messages of a chat as paragraphs: who wrote them stays in front, and when is left out.

In: the text of a file. Out: the same, if it is a chat, maybe below its title. What a chat only
names, such as what somebody has said into it, is asked for.
"""

import re
from itertools import pairwise

from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.formats.chats import ALONE, IN_CHAT, STAMP, who
from bulletin.languages import any_phrase
from bulletin.messages import tr

_LEFTOVER = re.compile(any_phrase("leftovers"), re.IGNORECASE)
_BETWEEN = {0x200E: "", 0x202F: " "}
"""What telephones write around a stamp and the names of files."""
_FEWEST = 2
"""So many messages, and so many who write: what one person notes by the hour is a log."""


def without_stamps(text: str, remarks: Remarks) -> str:
    """A text without the stamps of its messages, each of which is a paragraph."""
    rows = text.translate(_BETWEEN).split("\n")
    stamps = [STAMP.match(row.strip()) for row in rows]
    if any(stamp and stamp["dashed"] for stamp in stamps):
        stamps = [IN_CHAT.match(row.strip()) or one for row, one in zip(rows, stamps, strict=True)]
    stamps = stamps if any(stamps) else _names_alone(rows)
    names = [who(stamp) for stamp in stamps if stamp and stamp.lastgroup]
    start = next((number for number, stamp in enumerate(stamps) if stamp), len(rows))
    if len({*names}) < _FEWEST or sum(bool(row.strip()) for row in rows[:start]) > 1:
        return text
    made: list[str] = []
    said_by = name = ""
    for row, stamp in zip(rows, stamps, strict=True):
        words = row.strip()
        if stamp and not stamp.lastgroup:
            _note("", words[stamp.end() :] or words, remarks)
            continue
        if stamp:
            name, words = who(stamp), words[stamp.end() :].strip()
            made.append("")
        elif not name:
            made.append(row)
            continue
        if _LEFTOVER.fullmatch(words):
            _note(name, words, remarks)
        elif words:
            made.append(words if name == said_by else f"{name}: {words}")
            said_by = name
    remarks.changed(
        tr("A chat: who wrote stays before the words, and when is left out"), count=len(names)
    )
    return "\n".join(made)


def _names_alone(rows: list[str]) -> list[re.Match[str] | None]:
    """Where names stand on lines of their own above what people wrote, one of them twice."""
    found = [ALONE.fullmatch(row.strip()) for row in rows]
    names = [who(one) for one in found if one and one.lastgroup]
    said = (one for one, row in zip(found, rows, strict=True) if row.strip())
    named = [one is not None for one in said if one is None or one.lastgroup]
    talk = len(names) > len({*names}) and not any(map(all, pairwise([*named, True])))
    return found if talk else [None] * len(rows)


def _note(name: str, words: str, remarks: Remarks) -> None:
    if words.startswith(("[", "<")) or (name and words.endswith(")")):
        said = tr("What a chat only names: save it, or listen to it and write what it says")
        remarks.missing(said, f"{name}: {words}")
    else:
        remarks.lost(tr("What a chat puts between messages"), excerpt(words))
