"""Addresses that lack their beginning.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.source.addresses import behind

_SITE = re.compile(
    r"(?i)(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?!(?:md|html?|pdf|jpe?g|png|svg|csv|docx?)$)[a-z]{2,}"
    r"(?::[0-9]{1,5})?(?:[/?#][^\s<>\"]*)?"
)
"""A site's name that ends in letters, with what may follow; no file of the issue."""
_BENT = re.compile(r"(?i)(https?)(?::/(?!/)|:?//+|:(?![/\\])|:?\\\\)")
"""What stands for :// when a finger slips."""
_MAIL = re.compile(r"[^\s@<>\"(),:;?&/]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+84[0-9]{9,10}|0[0-9]{9,10}|1[89]00[0-9]{4,6}")


def whole(finding: Finding, lines: Lines) -> Fix | None:
    """An address with https://, mailto: or tel: in front, where it can be only one of them."""
    span = finding.span
    written = lines.at(span)
    quote = written[:1] if written[:1] in {'"', "'"} and written.endswith(written[:1]) else ""
    bare = written.strip(quote) if quote else written
    better = _better(bare)
    if better is None:
        return None
    return lines.instead(span, f"{quote}{better}{quote}")


_WRITTEN = re.compile(r"https?://[^\s<>()\"]+", re.IGNORECASE)


def straight(finding: Finding, lines: Lines) -> Fix | None:
    """An address without the detour, as often as it stands in the link."""
    span = finding.span
    for found in _WRITTEN.finditer(lines.row(span.line), max(0, span.column - 1)):
        if (better := behind(found[0])) != found[0]:
            return lines.fix(span.line, found.start(), found.end(), better)
    return None


def _better(bare: str) -> str | None:
    if re.match(r"(?i)https?://\S+\s", bare) and _SITE.fullmatch(
        filled := "%20".join(bare.split()).partition("://")[2]
    ):
        return f"{bare.partition('://')[0]}://{filled}"
    rest = bare.removeprefix("//")
    if _SITE.fullmatch(rest):
        return f"https://{rest}"
    if (bent := _BENT.match(bare)) and _SITE.fullmatch(after := bare[bent.end() :]):
        better = f"{bent[1].lower()}://{after}"
        return better if better != bare else None
    if rest != bare:
        return None
    if _MAIL.fullmatch(bare):
        return f"mailto:{bare}"
    return f"tel:{bare}" if _PHONE.fullmatch(bare) else None
