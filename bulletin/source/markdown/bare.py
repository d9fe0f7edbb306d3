"""Addresses that stand in the text without any signs: readers tap on them.

In: markdown-it's state. Out: tokens of links. `address` knows those that begin with https://,
`names` those that people write as they say them: sites and mail addresses.
"""

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bulletin.formats.characters import CAPITALS
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.hosts import ascii_host
from bulletin.source.markdown.rules import EXCESS
from bulletin.source.markdown.slips.torn_addresses import is_torn

BARE = "bare"
"""The markup of these links."""
WRITTEN = "written"
"""The key among a token's meta for the address as it stands in the text."""
GLUED = "glued"
"""The key among a token's meta for a word at its end that hardly belongs to it."""
CUT = "cut"
"""The key among a token's meta for what stands right behind the address and ends it."""
_SCHEME = re.compile(r"(?<![^\W_])https?\Z", re.IGNORECASE)
_PATH = r"[/?#](?:[^\s<>\"“”«»`\[\]{}\\]|\[[\w.-]{0,40}\](?=[=&\[]))*"
"""In brackets stands the name of a field of a form: ?loai[]=1."""
_REST = re.compile(rf"://(?P<host>(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?)(?P<path>{_PATH})?")


def address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """markdown-it's inline rule for an address with https:// in front.

    What closes the sentence or the brackets around it is no part of it.
    """
    if not state.src.startswith("://", state.pos) or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.src, max(state.pos - 6, 0), state.pos)
    rest = _REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None or not state.pending.endswith(scheme[0]):
        return False
    if _AFTER_BRACKET.search(state.src, max(scheme.start() - 9, 0), scheme.start()):
        return False  # the place of a link that has gone wrong, which has a finding
    own = _ANOTHER.split(rest[0], maxsplit=1)[0]
    written = scheme[0] + _without_closing(own, _opened(state))
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        token = state.push("link_open", "a", 1)
        target = written.replace("&amp;", "&")  # as it is copied from the source of a page
        _open(token, target, written)
        _mark_cut(token, written, state.src, state.pos - len(scheme[0]))
        state.push("text", "", 0).content = target
        state.push("link_close", "a", -1)
    state.pos += len(written) - len(scheme[0])
    return True


def _open(token: Token, target: str, written: str) -> None:
    token.attrs, token.markup, token.info = {"href": target}, BARE, "auto"
    token.meta[WRITTEN] = written


def _mark_cut(token: Token, written: str, text: str, start: int) -> None:
    """Keep with a link's token what was meant to go on with the address that starts there."""
    cut = _CUT.match(text, start + len(written))
    if cut and (cut[0][0] not in ".…" or _SHORTENED.search(written)):
        token.meta[CUT] = cut[0] if cut[0][0] in ".…" else _without_closing(cut[0])
    elif glued := _GLUED.search(written):
        token.meta[GLUED] = glued["word"] or glued["word_2"]


_SHORTENED = re.compile(r"/[^/]*[-_=%][^/]*\Z")
"""A path of several words, of which a program has shown the first ones."""
_AFTER_BRACKET = re.compile(r"\][ \t\n]{0,6}\(<?\Z")
_GLUED = re.compile(
    # A sentence of its own, or the only word with an accent and no hyphen.
    rf"(?<=[a-z0-9/])\.(?P<word>[{CAPITALS}][^\W\d_]{{1,12}})\Z"
    r"|//[!-~]+/(?P<word_2>(?=[a-z]*[^\W\d_a-zA-Z])[^\W\d_]{2,7})\Z"
)
"""A word that was written right behind an address, and belongs to the text."""
_ANOTHER = re.compile(r"[,;|](?=https?://|www\.)", re.IGNORECASE)
"""Where the next address begins, though no space stands before it."""
_FILE = r"\.(?i:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|zip|rar|jpe?g|png|html?|aspx?|php|mp[34])\b"
_CUT = re.compile(
    r",(?:com|vn|net|org|edu|gov)(?![\w-])[^\s<>\"”»,;]*|"
    # As programs shorten what they show.
    r"(?:\.{3}|…)(?=[\s)»”]|\Z)|"
    r"\{(?![.#:]|\w+=)[^\s{}]{1,80}\}[^\s<>\"”»]*"
    # The rest of a path up to its file: in plain letters, as addresses are, or with a slash.
    rf"|(?![ ](?i:{any_phrase('joining_words')})[ ])(?:[ ][!-~]{{1,60}}){{0,6}}?[ ][!-~]{{0,60}}{_FILE}"
    rf"|(?:[ ][\w%.()-]{{1,40}}){{0,3}}?[ ][\w%.()-]{{1,40}}/(?:[\w%.()/-]{{1,60}}[ ]){{0,4}}?"
    rf"[\w%.()/-]{{0,60}}{_FILE}"
)
"""What ends an address that was meant to go on: a name in braces, spaces in a path."""


def _without_closing(address: str, opened: str = "") -> str:
    """An address without the marks at its end that belong to the sentence.

    `opened`: signs of Markdown that stand open before it. A star behind a word leads to a note.
    """
    end, more_closed = len(address), address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and more_closed > 0:
            more_closed -= 1
        elif last == "*" and not opened.count("*"):
            if not address[:end].rstrip("*")[-1:].isalnum():
                break
        elif last not in f".,;:!?…'’|{opened}":
            break
        end -= 1
    return address[:end]


def _opened(state: StateInline) -> str:
    """The signs of slanted, bold and struck words that nothing has closed so far."""
    balance: Counter[str] = Counter()
    for sign in state.delimiters:
        balance[chr(sign.marker)] += sign.open - sign.close
    return "".join(sign for sign, more in balance.items() if more > 0)


# -- without https:// ----------------------------------------------------------------------

_LABELS = r"(?:[A-Za-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)"
_LETTERED = r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.)"
"""A part of a name in letters of any language (RFC 5890)."""
_NAME = re.compile(
    # A mail address; a site that begins with www., has a path, or ends as most sites do.
    r"(?<![\w.+@/=%-])(?:"
    rf"(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}@(?:(?i:{_LABELS}{{1,8}}[a-z]{{2,24}})"
    rf"|(?P<mail_host>{_LETTERED}{{1,8}}(?i:vn|com|net|org)))(?![\w@-]))"
    rf"|(?P<site>(?:(?i:www\.{_LABELS}{{1,8}}[a-z]{{2,24}})(?![\w@-])(?:{_PATH})?"
    rf"|{_LABELS}{{1,8}}[a-z]{{2,24}}/[^\s<>\"“”«»`\[\]{{}}\\]+"
    rf"|{_LABELS}{{0,8}}[a-z0-9-]{{3,63}}\.(?:vn|com|net|org)(?![\w@-]|\.\w)"
    rf"|(?P<lettered>{_LETTERED}{{1,8}}(?i:vn|com|net|org))(?![\w@-]|\.\w)(?:{_PATH})?))"
    rf"|(?P<personal>mailto:[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}@(?i:{_LABELS}{{1,8}}[a-z]{{2,24}})"
    r"(?![\w@-])|(?:tel|sms):\+?[0-9](?:[.-]?[0-9]){2,14}(?![\w.-]*[\w])))"
)
_QUICK = re.compile(r"@|\.(?:(?i:com|net|org|vn)|[a-z]{2,24}/)|w[Ww]{2}\.|W[Ww]{2}\.|tel:|sms:")
"""What any of them has; behind a dot alone a title or a number may stand."""
_GONE_WRONG = re.compile(r"\][ \t]{0,6}\([^()\n]{0,200}\Z")

MAX_NAMES = 3_000
"""Sites and mail addresses in one article: with them it is a directory."""

_MASKED_MAIL = re.compile(r"[\w.+-]*@[\w.-]*\w")


def names(state: StateCore) -> None:
    """markdown-it's rule for sites and mail addresses in the text of each line."""
    links = 0
    for inline in state.tokens:
        if inline.type == "inline" and inline.children and _QUICK.search(inline.content):
            inline.children = list(_with_names(inline.children))
            links += sum(token.type == "link_open" for token in inline.children)
            if links > MAX_NAMES:
                message = tr("this article has more than {most} addresses", most=MAX_NAMES)
                state.env.setdefault(EXCESS, []).append((0, message))
                state.tokens = []
                return


def _with_names(tokens: list[Token]) -> Iterator[Token]:
    links, before = 0, ""
    for token in tokens:
        links += token.nesting if token.type in {"link_open", "link_close"} else 0
        if links or token.type != "text" or not _QUICK.search(token.content):
            yield token
        elif before.endswith("*") and (masked := _MASKED_MAIL.match(token.content)):
            # ng***n@xa.example is not the address of n.
            yield _text(masked[0], token.level)
            yield from _split(_text(token.content[masked.end() :], token.level))
        else:
            yield from _split(token)
        before = token.markup if token.type == "text_special" else ""


def _split(token: Token) -> Iterator[Token]:
    text, at = token.content, 0
    for found in _NAME.finditer(text):
        written = found["mail"] or found["personal"] or _without_closing(found["site"])
        if (host := found["mail_host"]) and not ascii_host(host):
            continue
        if found["lettered"] and not _is_site(found["lettered"]):
            continue
        if text.startswith(":", found.start() - 1) and not _is_labelled(text, found.start()):
            continue
        if is_torn(text, found.start()):
            continue
        if _GONE_WRONG.search(text, max(found.start() - 210, 0), found.start()):
            continue
        end = found.start() + len(written)
        # <www.example.vn>: CommonMark knows such brackets around whole addresses alone.
        angled = text.endswith("<", 0, found.start()) and text.startswith(">", end)
        yield _text(text[at : found.start() - angled], token.level)
        opened = Token("link_open", "a", 1, level=token.level)
        scheme = "" if found["personal"] else "mailto:" if found["mail"] else "https://"
        _open(opened, f"{scheme}{written}", written)
        if found["site"] and ("/" in written or text.startswith(",", end)):
            _mark_cut(opened, written, text, found.start())
        yield opened
        # A number may stand behind "tel:" on paper, too; "mailto:" is for machines alone.
        yield _text(written.removeprefix("mailto:"), token.level + 1)
        yield Token("link_close", "a", -1, level=token.level)
        at = end + angled
    yield _text(text[at:], token.level)


_LABEL = re.compile(r"(?<![^\s(,;–-])(?!(?i:https?|ftp|file|mailto|tel|sms):)[^\W\d_]{2,12}:\Z")
"""What names an address, without a space behind it: Email:xa@bantin.vn."""


def _is_labelled(text: str, at: int) -> bool:
    return _LABEL.search(text, max(at - 14, 0), at) is not None


def _is_site(name: str) -> bool:
    """Whether a name in letters of any language is one, and not the joint of two sentences."""
    known = name.lower().startswith("www.") or name[1:] == name[1:].lower()
    return known and not name.isascii() and bool(ascii_host(name))


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
