"""Topics: what articles and documents of all issues are about, each at an address of its own.

In: names as editors write them. Out: the part of the address that a name gives, and what two ways
of writing one name have in common.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bulletin.codes import TOPIC_WITHOUT_ADDRESS
from bulletin.messages import tr
from bulletin.source.settings.types import listed
from bulletin.source.values import WrongValue, is_device, slug_of

LONGEST = 60
"""Letters of a topic: it stands in lists, and in an address that people type."""
MOST = 12
"""Topics of one article."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The marks of Vietnamese tones, which some write on another letter of the same syllable."""


def _topic(value: str) -> str:
    name = " ".join(value.split())
    if parts := [part.strip() for part in re.split(r"[,;]", name)][1:]:
        first = re.split(r"[,;]", name)[0].strip()
        shown = ", ".join(part for part in (first, *parts) if part)
        hint = tr("write each by itself: [{topics}]", topics=shown)
        raise WrongValue(tr('"{name}" is more than one topic', name=name), hint)
    if not slug_of(name):
        message = tr('the topic "{name}" gives no address', name=name)
        hint = tr("write it with letters or digits, as in: đường sá")
        raise WrongValue(message, hint, TOPIC_WITHOUT_ADDRESS)
    if is_device(slug_of(name)):
        message = tr('the topic "{name}" gives no address that Windows has files for', name=name)
        raise WrongValue(message, tr("write another word beside it"), TOPIC_WITHOUT_ADDRESS)
    return name


TopicName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
    AfterValidator(_topic),
]
Topics = Annotated[tuple[TopicName, ...], Field(max_length=MOST), BeforeValidator(listed)]


def topic_slug(name: str) -> str:
    """What stands in a topic's address."""
    return slug_of(name)


def topic_key(name: str) -> str:
    """What ways of writing one name share: not capitals, spaces, hyphens or where a tone stands."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())
    return "".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tones
