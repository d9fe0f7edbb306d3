"""Letters of chat: "mình k biết", "mời a Ba, c Tư".

In: a place at one small letter. Out: "không" before what is denied, "anh" or "chị" before the name
of somebody who is spoken of; no claim for the letter of a list, a column or a vitamin.
"""

import re

from bulletin.languages.vi.words import cased, follows, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_LETTER = re.compile(r"[kac](?=\s)")
_NAME_AFTER = cased(r"\s[\U][\l]+")
_NOT_BEFORE = re.compile(r"[^\W\d_]\s$")
_OTHER_NAMED = cased(r"(?<![^\W_])[ac]\s[\U][\l]+(?:,|\svà)\s$")  # "a Ba, c Tư"
_ADDRESSED = {"a": "anh", "c": "chị"}


def letter(place: Place, _: re.Match[str]) -> Claim | None:
    """The k of "mình k biết", the a of "mời a Ba"."""
    if len(place.written) > 1 or follows(place, "spelled"):
        return None
    if place.written == "k":
        denies = _NOT_BEFORE.search(place.before) and precedes(place, place.end, "denied")
        return Claim(place.end, "không") if denies else None
    named = _NAME_AFTER.match(place.text, place.end) is not None
    other = _OTHER_NAMED.search(place.before) is not None
    named = named and not follows(place, "lettered")
    told = named and (follows(place, "leads_to_person") or other)
    return Claim(place.end, _ADDRESSED[place.written]) if told else None


RULES = (Rule("word", letter, _LETTER, opens="ack", then=" "),)
