"""Lines of text: markdown-it's inline tokens in, `Inlines` out."""

import itertools
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from markdown_it.token import Token

from bulletin import codes, document
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.files import Folder
from bulletin.source.markdown import attributes
from bulletin.source.markdown.attributes import Attributes, attributes_of
from bulletin.source.markdown.bare import BARE, CUT, GLUED, WRITTEN
from bulletin.source.markdown.cursor import Cursor
from bulletin.source.markdown.footnotes import Footnotes
from bulletin.source.markdown.links import Links
from bulletin.source.markdown.parser import MAX_NESTING
from bulletin.source.markdown.slips import html
from bulletin.source.markdown.slips.almost import MOST_SLIPS, contexts, seen, slips_in
from bulletin.source.markdown.slips.escapes import report_backslashes
from bulletin.source.markdown.slips.lost_pictures import (
    destination,
    lost_pictures,
    report_size,
    report_title,
)
from bulletin.source.markdown.slips.torn_addresses import words_of_cut
from bulletin.source.markdown.slips.uneven import uneven
from bulletin.source.placeholders import report_left
from bulletin.source.reporting import Findings
from bulletin.source.text import hint_for, nfc, showable

_NO_CHARACTER = "\ufffd"
"""What markdown-it makes of a number that stands for no character (CommonMark, section 2.5)."""
_BREAKS = frozenset("\t\n\r")
_STYLES: dict[str, Literal["emphasis", "strong", "struck"]] = {
    "em": "emphasis",
    "strong": "strong",
    "s": "struck",
}


@dataclass(frozen=True, slots=True)
class _Escaped(document.Text):
    """A character after a backslash, or an entity: it means itself."""

    written: str


@dataclass
class _Frame:
    """A stretch that is open: its first token and what stands in it so far."""

    token: Token | None
    children: list[document.Inline] = field(default_factory=list)


@dataclass(frozen=True)
class InlineReader:
    """What lines of one article are read with."""

    links: Links
    folder: Folder | None
    footnotes: Footnotes
    findings: Findings

    def read(self, tokens: Sequence[Token], cursor: Cursor) -> document.Inlines:
        """The inlines of a line."""
        frames = [_Frame(None)]
        too_deep = False
        for token in tokens:
            if token.nesting > 0:
                too_deep = too_deep or len(frames) > MAX_NESTING
                frames.append(_Frame(token))
            elif token.nesting < 0:
                frame = frames.pop()
                assert frame.token is not None  # noqa: S101, markdown-it pairs its tokens
                # What looks like Markdown in an address is part of it.
                bare = frame.token.markup == BARE
                children = tuple(frame.children) if bare else self._merged(frame.children, cursor)
                deep = len(frames) > MAX_NESTING
                made = children if deep else self._stretch(frame.token, children, cursor)
                frames[-1].children += made
            else:
                frames[-1].children += self._single(token, cursor)
        if too_deep:
            message, hint = tr("this is nested too deeply"), tr("write it more simply")
            self.findings.add(codes.TOO_DEEP, cursor.find(), message, hint)
        return self._merged(frames[0].children, cursor)

    def picture(self, token: Token, cursor: Cursor) -> tuple[document.Picture | None, Attributes]:
        """A picture, or None after a finding."""
        written = str(token.attrs["src"])
        span = cursor.find(*_around(written), written)
        given = attributes_of(token, attributes.PICTURE, cursor.find, self.findings)
        alt = showable(nfc(_written_text(token.children or []))).strip()
        if not alt and not given.decorative:
            message = tr("this picture has no alternative text")
            hint = tr(
                "write what it shows: ![...]({written}), or "
                "![]({written}){{.decorative}} if it shows nothing",
                written=destination(written),
            )
            self.findings.add(codes.NO_ALTERNATIVE, span, message, hint)
        shown = cursor.find(f"[{alt}]", alt)
        report_left(alt, shown, self.findings)
        report_size(alt, shown, self.findings)
        file = nfc(unquote(written))
        found = self.folder.find(file, span, "picture", destination) if self.folder else file
        return (document.Picture(found, alt, span) if found else None), given

    def _single(self, token: Token, cursor: Cursor) -> document.Inlines:
        """What a token that stands for itself means."""
        if token.type == "text_special" and token.content == _NO_CHARACTER:
            self._report_entity(token, cursor)
        if simple := _simple(token):
            return (simple,)
        match token.type:
            case "code_inline":
                given = attributes_of(token, attributes.INLINE, cursor.find, self.findings)
                return _phrase((document.InlineCode(showable(nfc(token.content))),), given)
            case "image":
                picture, given = self.picture(token, cursor)
                report_title(token, cursor.find, self.findings)
                return _phrase((picture,), given) if picture else ()
            case "footnote_ref":
                return self._footnote(token, cursor)
            case "html_inline":
                html.report(token.content, cursor.find(token.content), self.findings)
                return ()
        message = f"markdown-it gave an unknown token {token.type}"
        raise AssertionError(message)

    def _report_entity(self, token: Token, cursor: Cursor) -> None:
        """Note a number that stands for no character, as &#146; from a page of Windows."""
        number = re.fullmatch(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));", token.markup)
        code = (int(number[1], 16) if number[1] else int(number[2])) if number else 0
        char = chr(code) if code < sys.maxunicode else ""
        message = tr("{markup} stands for no character that a page can show", markup=token.markup)
        hint = hint_for(char) if char else tr("write the character itself")
        self.findings.add(codes.CONTROL_CHARACTER, cursor.find(token.markup), message, hint)

    def _footnote(self, token: Token, cursor: Cursor) -> document.Inlines:
        label = str(token.meta["label"])
        number = self.footnotes.number(label, cursor.find(f"[^{label}]"), self.findings)
        if number is None:
            return ()
        return (document.FootnoteReference(self.footnotes.id_of(number), number),)

    def _stretch(
        self, token: Token, children: document.Inlines, cursor: Cursor
    ) -> document.Inlines:
        """What a pair of tokens means around its children."""
        kind = token.type.removesuffix("_open")
        if kind in _STYLES:
            return (document.Styled(_STYLES[kind], children),) if children else ()
        given = attributes_of(token, attributes.INLINE, cursor.find, self.findings)
        if kind == "link":
            return _phrase(self._link(token, children, cursor), given)
        if not children:
            message, hint = tr("these brackets hold no words"), tr("delete them")
            self.findings.add(codes.STRAY_ATTRIBUTES, cursor.find("[]"), message, hint)
        return _phrase(children, given)

    def target(self, token: Token, cursor: Cursor) -> tuple[str | document.Anchor | None, Span]:
        """Where a link leads, None after a finding; and the place where that is written."""
        written = str(token.attrs["href"])
        own = str(token.meta.get(WRITTEN, written))
        around: tuple[str, ...] = () if token.markup == BARE else _around(own)
        if token.markup == "autolink":
            own = written.removeprefix("mailto:")
            around = (f"<{own}>",)
        span = cursor.find(*around, own)
        if cut := str(token.meta.get(CUT, "")):
            message, hint = words_of_cut(own, cut)
            self.findings.add(codes.ALMOST_MARKDOWN, span, message, hint)
        elif glued := str(token.meta.get(GLUED, "")):
            message = tr(
                "the link goes on to {word}, which looks like a word of the text", word=glued
            )
            better = f"{own.removesuffix(glued)} {glued}"
            hint = tr("write a space before it: {better}", better=better)
            self.findings.add(codes.ALMOST_MARKDOWN, span, message, hint)
        return self.links.target(written, span), span

    def _link(self, token: Token, children: document.Inlines, cursor: Cursor) -> document.Inlines:
        target, span = self.target(token, cursor)
        children, marks = document.without_marks(children)
        if not children:
            message, hint = tr("this link has no words"), tr("write [words](address)")
            self.findings.add(codes.EMPTY_HEADING, span, message, hint)
        if target is None or not children:
            return (*children, *marks)
        return (document.Link(children, target, span), *marks)

    def _merged(self, inlines: Sequence[document.Inline], cursor: Cursor) -> document.Inlines:
        """The same with texts that touch made one, in NFC."""
        self._report_uneven(inlines, cursor)
        made: list[document.Inline] = []
        for is_text, run in itertools.groupby(
            inlines, lambda inline: isinstance(inline, document.Text)
        ):
            if is_text:
                made += self._text(
                    [inline for inline in run if isinstance(inline, document.Text)], cursor
                )
            else:
                made += run
        return _with_marks_close(made)

    def _text(self, texts: Sequence[document.Text], cursor: Cursor) -> document.Inlines:
        """Texts that touch, as one."""
        unescaped = "".join(seen(t.written) if isinstance(t, _Escaped) else t.text for t in texts)
        if "{" in unescaped:
            self._report_stray(unescaped, cursor)
        as_in_file = "".join(t.written if isinstance(t, _Escaped) else t.text for t in texts)
        if "\\" in as_in_file:
            report_backslashes(as_in_file, cursor.find, self.findings)
        lost = self._report_almost(unescaped, cursor)
        written = "".join(text.text for text in texts)
        for code in lost:
            written = written.replace(code, "")  # nobody is to say or to judge it
        whole = showable(nfc(written))
        return (document.Text(whole),) if whole else ()

    def _report_almost(self, text: str, cursor: Cursor) -> list[str]:
        """Note Markdown gone wrong; the code of pictures that are lost."""
        lost = []
        for match, message, hint in tuple(lost_pictures(text)) if "!" in text else ():
            place = cursor.find(match[0])
            self.findings.add(codes.LOST_PICTURE, place, message, hint)
            text = text.replace(match[0], "\0" * len(match[0]), 1)
            lost.append(match[0])
        for match, message, hint in slips_in(text):
            place = cursor.find(*contexts(text, match), match[0])
            self.findings.add(codes.ALMOST_MARKDOWN, place, message, hint)
        return lost

    def _report_uneven(self, inlines: Sequence[document.Inline], cursor: Cursor) -> None:
        for literals, message, hint in uneven(inlines):
            self.findings.add(codes.ALMOST_MARKDOWN, cursor.find(*literals), message, hint)

    def _report_stray(self, text: str, cursor: Cursor) -> None:
        for match in itertools.islice(attributes.STRAY.finditer(text), MOST_SLIPS):
            valued = re.search("[=]", match[0])
            quotes = tr("put the value in straight quotes and ") if valued else ""
            hint = tr('{quotes}write it right after brackets: [words]{{say="..."}}', quotes=quotes)
            if re.search(r"\b(?:width|height|w|h)\s*=", match[0]):
                hint = tr("how wide a picture is says :width: of a figure: column, wide or full")
            message = tr("{match} belongs to no words", match=match[0])
            self.findings.add(codes.STRAY_ATTRIBUTES, cursor.find(match[0]), message, hint)


_COMMA = re.compile(r"\s*\^,\s*\^")
"""A comma above the line, as other programs have it between the marks of two notes."""


def _with_marks_close(inlines: Sequence[document.Inline]) -> document.Inlines:
    """The same without what an editor writes before the mark of a note: a space, a raised comma."""
    made: list[document.Inline] = []
    for inline in inlines:
        before = made[-1] if made else None
        if isinstance(inline, document.FootnoteReference) and isinstance(before, document.Text):
            text = before.text.rstrip()
            if len(made) > 1 and isinstance(made[-2], document.FootnoteReference):
                text = _COMMA.sub("", text)
            made[-1:] = [document.Text(text)] if text else []
        made.append(inline)
    return tuple(made)


def _around(address: str) -> tuple[str, ...]:
    """How an address may stand in a link or a picture, likeliest first."""
    return f"({address})", f"({address} ", f"(<{address}>", f"({address}"


def _simple(token: Token) -> document.Inline | None:
    match token.type:
        case "text":
            return document.Text(token.content)
        case "text_special":
            # An ampersand that begins a sign of HTML once more is no ampersand that was meant.
            if token.markup == "&amp;":
                return document.Text("&")
            # Of &#10; and &#13; a page makes a space; a calendar would end a line there.
            made = _Escaped(token.content, token.markup)
            return document.Text(" ") if token.content in _BREAKS else made
        case "softbreak":
            return document.Text(" ")
        case "hardbreak":
            return document.LineBreak()
    return None


def _phrase(inlines: document.Inlines, given: Attributes) -> document.Inlines:
    if not given.of_phrase or not inlines:
        return inlines
    return (document.Phrase(inlines, say=given.say, silent=given.silent, language=given.language),)


def _written_text(tokens: Sequence[Token]) -> str:
    """The words in tokens, for a picture's alternative."""
    return "".join(" " if t.type in {"softbreak", "hardbreak"} else _inner_text(t) for t in tokens)


def _inner_text(token: Token) -> str:
    return _written_text(token.children) if token.children else token.content
