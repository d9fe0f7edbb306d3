"""Attributes in braces: `{#anchor .silent say="..." lang=en}`.

In: a token's attributes. Out: what they mean; the rest are findings.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.document import Block, Inlines, Phrase, map_inlines
from bulletin.messages import tr
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.settings.second_voice import SECOND, VOICES
from bulletin.source.text import nfc
from bulletin.source.values import WrongValue, language_tag, slug_of

_OWN = {"href", "src", "alt", "title", "style", "start"}
"""Attributes that markdown-it itself gives to tokens."""

STRAY = re.compile(r"\{\s*(?:[.#][\w-]+|[\w-]+\s*=)[^{}\n]*\}")
"""What looks like attributes and has stayed in the text."""

INLINE = ("say", "lang", "language", ".silent")
BLOCK = (".silent", "#anchor", "voice", "lang", "language")
PICTURE = (*INLINE, ".decorative")

SpanOf = Callable[[str], Span]
"""Gives the place of a literal piece of the text."""


@dataclass(frozen=True)
class Attributes:
    """What braces say."""

    anchor: str = ""
    silent: bool = False
    decorative: bool = False
    say: str | None = None
    language: str | None = None
    voice: str = ""

    @property
    def of_phrase(self) -> bool:
        """Whether anything in them changes how words are read."""
        return self.silent or self.say is not None or self.language is not None


NONE = Attributes()


def attributes_of(
    token: Token, allowed: tuple[str, ...], where: SpanOf, findings: Findings
) -> Attributes:
    """The attributes of a token."""
    given: dict[str, str] = {k: str(v) for k, v in token.attrs.items() if k not in _OWN}
    given |= {k: str(v) for k, v in token.meta.get("insecure_attrs", {}).items()}
    return _understood(given, allowed, where, findings) if given else NONE


def attributes_in(
    text: str, allowed: tuple[str, ...], where: SpanOf, findings: Findings
) -> Attributes | None:
    """The attributes written in a text, None if it does not hold any."""
    try:
        end, given = parse(text)
    except ParseError:
        return None
    if end != len(text) - 1 or not given:
        return None
    return _understood(given, allowed, where, findings)


def applied(block: Block, given: Attributes, slug: str) -> Block:
    """A block of an article with this slug, with what the braces above it say."""

    def spoken(inlines: Inlines, _: Block) -> Inlines:
        return (Phrase(inlines, language=given.language),) if inlines else inlines

    if given is NONE:
        return block
    return replace(
        map_inlines(block, spoken) if given.language else block,
        silent=given.silent or block.silent,
        voice=given.voice or block.voice,
        id=f"{slug}-{given.anchor}" if given.anchor else block.id,
    )


def _understood(
    given: Mapping[str, str], allowed: tuple[str, ...], where: SpanOf, findings: Findings
) -> Attributes:
    classes = given.get("class", "").split()
    written = [f".{name}" for name in classes]
    written += ["#anchor" if key == "id" else key for key in given if key != "class"]
    for name in written:
        if name not in allowed:
            literal = f"#{given['id']}" if name == "#anchor" else name
            message = tr('"{literal}" cannot stand here', literal=literal)
            findings.add(
                codes.UNKNOWN_ATTRIBUTE, where(literal), message, suggestion(name, allowed)
            )
    return Attributes(
        anchor=_anchor(given.get("id", ""), where, findings) if "#anchor" in allowed else "",
        silent="silent" in classes,
        decorative="decorative" in classes,
        say=_say(given.get("say"), where, findings),
        language=_language(given.get("lang", given.get("language")), where, findings),
        voice=_voice(given.get("voice", ""), where, findings) if "voice" in allowed else "",
    )


def _anchor(written: str, where: SpanOf, findings: Findings) -> str:
    if not written or re.fullmatch(r"[A-Za-z0-9_-]+", written):
        return written
    findings.add(
        codes.WRONG_ATTRIBUTE,
        where(f"#{written}"),
        tr('the anchor "{written}" holds letters that an address cannot hold', written=written),
        tr("write #{slug}", slug=slug_of(written) or "muc-1"),
    )
    return slug_of(written)


def _voice(written: str, where: SpanOf, findings: Findings) -> str:
    if written in {"", *VOICES}:
        return written
    message = tr('there is no voice "{written}"', written=written)
    hint = tr("write voice={voice}", voice=SECOND)
    findings.add(codes.WRONG_ATTRIBUTE, where(written), message, hint)
    return ""


def _say(written: str | None, where: SpanOf, findings: Findings) -> str | None:
    if written is None:
        return None
    if not written.strip():
        hint = tr('write say="..." with what the voice says, or .silent if it says nothing')
        findings.add(codes.WRONG_ATTRIBUTE, where("say"), tr("say= holds no words"), hint)
        return None
    return nfc(written.replace('\\"', '"').replace("\\\\", "\\"))


def _language(written: str | None, where: SpanOf, findings: Findings) -> str | None:
    if written is None:
        return None
    try:
        return language_tag(written)
    except WrongValue as error:
        findings.add(codes.WRONG_ATTRIBUTE, where(written), error.message, error.hint)
        return None
