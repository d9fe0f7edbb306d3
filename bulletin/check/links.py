"""Rules on links."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bulletin import codes, document
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.addresses import behind, in_letters
from bulletin.source.hosts import ascii_host
from bulletin.source.issue import Issue
from bulletin.source.reporting import suggestion


def links_of(article: document.Article) -> Iterator[tuple[str | document.Anchor, Span]]:
    """Where an article's links and link cards lead, with their places."""
    for inline in document.all_inlines(article):
        if isinstance(inline, document.Link):
            yield inline.target, inline.span
    for block in document.walk(*article.blocks):
        if isinstance(block, document.LinkCard | document.Figure) and block.target is not None:
            yield block.target, block.span
        elif isinstance(block, document.Media) and "://" in block.file:
            yield block.file, block.span
        elif isinstance(block, document.Contacts):
            yield from ((one, block.span) for one in (block.zalo, block.form) if one)
        elif isinstance(block, document.Broadcast):
            yield from ((one, block.span) for one in (block.target, block.recording) if one)


@rule(codes.LINK_TO_NO_ANCHOR)
def link_to_no_anchor(issue: Issue) -> Iterator[Noticed]:
    """Every link inside the issue leads to a place that there is."""
    ids = {a.slug: {block.id for block in document.walk(*a.blocks)} for a in issue.articles}
    anchors = {
        a.slug: {
            b.id.removeprefix(f"{a.slug}-")
            for b in document.walk(*a.body)
            if isinstance(b, document.Heading)
        }
        for a in issue.articles
    }
    for article in issue.articles:
        for target, span in links_of(article):
            if not isinstance(target, document.Anchor) or not target.fragment:
                continue
            if target.fragment not in ids.get(target.article, {target.fragment}):
                wanted = target.fragment.removeprefix(f"{target.article}-")
                yield Noticed(
                    span,
                    tr(
                        'the article {article} has no place "#{wanted}"',
                        article=target.article,
                        wanted=wanted,
                    ),
                    suggestion(wanted, anchors[target.article], tr("its places are: "))
                    or _for_note(wanted)
                    or tr("write {{#{wanted}}} after the heading that is meant", wanted=wanted),
                )


_NOTE = re.compile(
    r"_?(?:ftn|edn|fn|footnote|sdfootnote|sdendnote|cite_note|cite_ref)(?:-?ref)?[-_:]?(?P<number>\d+)"
    r"(?:sym|anc)?"
)
"""Where other programs keep footnotes."""


def _for_note(wanted: str) -> str:
    """What to write for a link to another program's footnote; "" for any other place."""
    note = _NOTE.fullmatch(wanted)
    if note is None:
        return ""
    return tr(
        "write [^{number}] here, and [^{number}]: and the note on a line of its own",
        number=note["number"],
    )


_SITE = re.compile(
    r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)*\.(?:(?<=\.)[^\W\d_]{2,24}))(?::[0-9]+)?(?:[/?#]\S*)?"
)
_SURE = re.compile(r"https?://|www\.|[^/?#]*\.(?:vn|com|net|org)(?:[/?#:]|\Z)")
"""What begins or ends as addresses do, and no name of a file."""


@rule(codes.OTHER_SITE)
def other_site(issue: Issue) -> Iterator[Noticed]:
    """A link leads to the site that its words name."""
    for article in issue.articles:
        for inline in document.all_inlines(article):
            if not isinstance(inline, document.Link) or not isinstance(inline.target, str):
                continue
            words = document.plain_text(inline.children).strip().lower()
            yield from _other_reach(inline, inline.target, words)
            named = _SITE.fullmatch(words) if _SURE.match(words) else None
            leads = _own(urlsplit(inline.target).hostname or "")
            if named and leads and _own(named["host"]) != leads:
                message = tr(
                    "readers see {named}, and the link leads to {leads}",
                    named=named["host"],
                    leads=in_letters(urlsplit(inline.target).hostname or ""),
                )
                hint = tr("write the same address in both places, or words that name none")
                yield Noticed(inline.span, message, hint)


_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIALLED = re.compile(r"\+?[0-9][0-9 .()-]{6,20}")


def _other_reach(link: document.Link, target: str, words: str) -> Iterator[Noticed]:
    """A telephone or a mailbox that readers see, and another that the link reaches."""
    scheme, _, behind_scheme = unquote(target).partition(":")
    reached = behind_scheme.partition("?")[0].lower()
    if scheme.lower() == "tel" and _DIALLED.fullmatch(words):
        differ = _digits(reached) != _digits(words)
    else:
        is_mail = scheme.lower() == "mailto" and _MAIL.fullmatch(words)
        differ = bool(is_mail) and reached != words
    if differ:
        message = tr(
            "readers see {named}, and the link leads to {leads}", named=words, leads=reached
        )
        hint = tr("write the same address in both places, or words that name none")
        yield Noticed(link.span, message, hint)


def _digits(number: str) -> str:
    """A number as it is dialled at home."""
    return re.sub(r"^(?:\+|00)84", "0", re.sub(r"[^0-9+]", "", number.replace("(0)", "")))


def _own(host: str) -> str:
    """A host as machines write it, without what stands in front of most."""
    return ascii_host(host).lower().removeprefix("www.")


@rule(codes.DETOUR)
def detour(issue: Issue) -> Iterator[Noticed]:
    """A link leads where it is to lead, and not through the site that it was copied from."""
    for article in issue.articles:
        for target, span in links_of(article):
            if isinstance(target, str) and (better := behind(target)) != target:
                message = tr(
                    "this address leads through {site}",
                    site=in_letters(urlsplit(target).hostname or ""),
                )
                yield Noticed(span, message, tr("write {address}", address=in_letters(better)))


@rule(codes.INSECURE_LINK)
def insecure_link(issue: Issue) -> Iterator[Noticed]:
    """Links go over https where a site has it."""
    for article in issue.articles:
        for target, span in links_of(article):
            if isinstance(target, str) and target.startswith("http://"):
                message = tr("{target} is not protected on its way", target=in_letters(target))
                hint = tr("try https{target}", target=in_letters(target).removeprefix("http"))
                yield Noticed(span, message, hint)
