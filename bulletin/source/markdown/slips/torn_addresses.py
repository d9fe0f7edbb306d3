"""Addresses that a comma or a space tears, or that lack their end: nobody reaches anybody by them.

In: a stretch of text as it will be shown. Out: rows of what is wrong and what to write, in the
form of `almost.slips_in`; and whether what stands before a name of a site belongs to it.
"""

import re

from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.markdown.slips.dialects import Hint

_ENDS = ("com", "vn", "net", "org", "edu", "gov")
_END = rf"(?:{'|'.join(_ENDS)})(?![\w-])"
_LABEL = "[A-Za-z0-9-]{1,63}"
_SERVICES = "gmail|yahoo|hotmail|outlook|icloud"
"""Services that people have their mail with, and whose names are no sites of communes."""
_LOCAL = r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}"

TORN_SIGNS = re.compile(rf"@|,(?={_LABEL})")
_AS_ONE = tr("this is no address, for a comma stands in it")
_BEFORE = re.compile(
    rf"(?:(?<![\w.@/-])(?:https?://)?(?:{_LABEL}\.){{0,4}}(?!{_END})(?![0-9])[a-z0-9-]{{1,63}},"
    r"|[A-Za-z0-9]@[ ]+)\Z"
)


def is_torn(text: str, at: int) -> bool:
    """Whether the name of a site that begins there is the rest of a torn address."""
    return text[at - 1 : at] in {",", " "} and bool(_BEFORE.search(text, max(at - 90, 0), at))


_IN_ADDRESSES = {ord("{"): "%7B", ord("}"): "%7D", ord(" "): "%20"}


def words_of_cut(own: str, cut: str) -> tuple[str, str]:
    """What is said of an address that ends before something that was meant to go on with it."""
    message = tr("the link ends before {cut}", cut=cut.strip())
    if cut[0] in ".…":
        return message, tr("copy the whole address, which a program has shown in part")
    if cut[0] == ",":
        better = f"{own}.{cut[1:]}"
        return message, tr("write {better}, or a space behind the comma", better=better)
    better = own + cut.translate(_IN_ADDRESSES)
    if cut[0] == " ":
        return message, tr("write {better} if this is one address, or a comma", better=better)
    return message, tr("write {better}, or a space between them", better=better)


def _joined(match: re.Match[str]) -> str:
    better = match[0].replace(",", ".")
    return tr("write {better}, or a space behind the comma", better=better)


def _without_space(match: re.Match[str]) -> str:
    return tr("write it without spaces: ({split})", split="".join(match[0].split()))


TORN: tuple[tuple[Sought, str, Hint], ...] = (
    (
        Sought(
            rf"(?<![\w.@/-])(?:https?://)?(?:{_LABEL}\.){{0,4}}(?!{_END})(?![0-9])[a-z0-9-]{{1,63}},"
            rf"(?:{_LABEL}\.){{0,4}}{_END}",
            *_ENDS,
        ),
        _AS_ONE,
        _joined,
    ),
    (Sought(rf"{_LOCAL}@(?:{_LABEL}\.){{0,4}}(?!{_END}){_LABEL},{_END}", "@"), _AS_ONE, _joined),
    (
        Sought(
            rf"{_LOCAL}(?:@[ ]+(?:{_LABEL}\.){{1,4}}{_END}|[ ]+@[ ]?(?:{_SERVICES})(?:\.{_LABEL})+)",
            "@",
        ),
        tr("this is no mail address, for a space stands in it"),
        _without_space,
    ),
    (
        Sought(rf"{_LOCAL}@(?i:{_SERVICES})(?![\w-]|[.,]\w)", "@"),
        tr("this mail address lacks its end"),
        lambda match: tr("write {better}", better=f"{match[0]}.com"),
    ),
)
