"""Where links lead: an address outside, a place in the issue, or a finding.

In: an address as written. Out: what `Link.target` holds.
"""

import itertools
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.document import Anchor
from bulletin.messages import tr
from bulletin.source.addresses import MAIL, absolute_address
from bulletin.source.hosts import is_out_of_reach
from bulletin.source.reporting import Findings, nearest
from bulletin.source.text import nfc
from bulletin.source.values import WrongValue, is_device, slug_of

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(//)?[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}(/\S*)?")
_NUMBER = r"(?:\+?[0-9(][0-9 ().\-*#]{1,30}|[*#]{1,2}(?:\d{1,6}[*#]){1,3})"
"""Telephone numbers, and short codes of networks: one with a number in it diverts calls."""
_HEADER = r"(?:subject|body|cc)=[^\s<>\"&?]*"
"""What a link may fill in of a letter: nothing that its writer does not see."""
_LINE_END = re.compile(r"[\x00-\x1f\x7f]")
_PERSONAL_FORMS = {
    "mailto": (
        re.compile(rf"{MAIL.pattern}(\?{_HEADER}(&{_HEADER})*)?"),
        "bantin@example.vn",
    ),
    "tel": (re.compile(_NUMBER), "+84912345678"),
    "sms": (re.compile(rf"{_NUMBER}(\?body=[^\s<>\"]*)?"), "+84912345678"),
}
PERSONAL = set(_PERSONAL_FORMS)
"""Schemes of addresses that open a program on the reader's device (RFC 6068, 3966, 5724)."""

_OTHER_ISSUE = re.compile(
    r"(?:(?:\.\./)+|\./)?(?P<month>\d{4}-(?:0[1-9]|1[0-2])(?:-\w+)*)(?:/(?P<page>[^/]+\.(?:md|html))?)?"
    r"|\.\./(?P<beside>[\w-]+)/(?P<file>[^/]+\.md)"
)
"""The path of another issue or of an article in it, as it lies beside this one."""


@dataclass(frozen=True)
class Links:
    """What links of one article are judged by.

    `articles` has the slug of every article's file; None: unknown, all are believed.
    """

    slug: str
    articles: Mapping[str, str] | None
    findings: Findings

    def target(self, written: str, span: Span) -> str | Anchor | None:
        """Where a link leads; None after a finding."""
        written = written.strip()
        if scheme := _SCHEME.match(written):
            return self._outside(written, scheme[1].lower(), span)
        path, _, fragment = nfc(unquote(written)).partition("#")
        if path.lower().endswith(".md"):
            return self._article(path.removeprefix("./"), fragment, span)
        if not path and fragment:
            return Anchor(self.slug, f"{self.slug}-{fragment}")
        message, hint = _words_for(path)
        if other := _in_another_issue(path):
            hint = other
        elif file := self._file_of(path):
            hint = tr("did you mean {close}?", close=file)
        self.findings.add(codes.WRONG_LINK, span, message, hint)
        return None

    def _file_of(self, path: str) -> str | None:
        """The file of the article that is meant by the address of its page, as "mua-lu.html"."""
        name = path.rstrip("/").rpartition("/")[2].removesuffix(".html")
        slugs = {slug: file for file, slug in (self.articles or {}).items()}
        return slugs.get(slug_of_file(f"{name}.md")) if name else None

    def _outside(self, written: str, scheme: str, span: Span) -> str | None:
        if scheme in {"http", "https"}:
            return self._address(written, span)
        if scheme in PERSONAL:
            return self._personal(written, scheme, span)
        self.findings.add(codes.WRONG_LINK, span, *_words_for_scheme(scheme, written))
        return None

    def _personal(self, written: str, scheme: str, span: Span) -> str | None:
        """An address of mail or a telephone number, with nothing hidden in it."""
        form, example = _PERSONAL_FORMS[scheme]
        target = written[len(scheme) + 1 :]
        if form.fullmatch(target) and not _LINE_END.search(unquote(target)):
            # RFC 3966, section 3: a number has no spaces.
            number, sign, rest = target.partition("?")
            number = number if scheme == "mailto" else re.sub("[ ()]", "", number)
            return normalizeLink(f"{scheme}:{number}{sign}{rest}")
        what = tr("an address of mail") if scheme == "mailto" else tr("a telephone number")
        message = tr('"{target}" is not {what}', target=target, what=what)
        hint = tr("write {scheme}:{example}", scheme=scheme, example=example)
        self.findings.add(codes.WRONG_LINK, span, message, hint)
        return None

    def _address(self, written: str, span: Span) -> str | None:
        try:
            scheme, rest = written.split(":", 1)
            address = absolute_address(f"{scheme.lower()}:{rest}")
            host = urlsplit(address).hostname or ""
            if ("." in host or ":" in host) and not is_out_of_reach(host):
                return normalizeLink(address)
            message = tr('no device of a reader finds a site "{host}"', host=host)
            hint = tr("write the whole name of the site, as in https://bantin.example.vn/")
            self.findings.add(codes.WRONG_LINK, span, message, hint)
        except WrongValue as error:
            self.findings.add(codes.WRONG_ADDRESS, span, error.message, error.hint)
        return None

    def _article(self, path: str, fragment: str, span: Span) -> Anchor | None:
        slug = slug_of_file(path) if self.articles is None else self.articles.get(path)
        if slug is not None:
            return Anchor(slug, f"{slug}-{fragment}" if fragment else "")
        close = nearest(path, self.articles or ())
        hint = (
            tr("did you mean {close}?", close=close)
            if close
            else tr("write the file name of an article")
        )
        if other := _in_another_issue(path):
            hint = other
        elif path.startswith("../"):
            hint = tr("link to another issue by its address, with https:// in front")
        self.findings.add(
            codes.LINK_TO_NO_ARTICLE, span, tr('the issue has no article "{path}"', path=path), hint
        )
        return None


def _in_another_issue(path: str) -> str:
    """What to write for a path that leads into another issue; "" for any other."""
    found = _OTHER_ISSUE.fullmatch(path)
    if found is None:
        return ""
    page = found["page"] or found["file"] or ""
    if page.endswith(".md"):
        page = f"{slug_of_file(page)}.html"
    return tr(
        "link to another issue by its address: base_url of publication.yaml, and {rest} behind it",
        rest=f"{found['beside'] or found['month']}/{page.removeprefix('index.html')}",
    )


def _words_for_scheme(scheme: str, written: str) -> tuple[str, str]:
    """What is wrong with an address that begins with a scheme, and what to write."""
    if len(scheme) == 1 or scheme == "file":
        return tr("a file on your own computer is not there for readers"), _HOSTED
    message = tr("a link cannot start with {scheme}:", scheme=scheme)
    if nearest(scheme, ("http", "https")):
        rest = written.partition(":")[2].lstrip("/\\")
        return message, tr("write https://{rest}", rest=rest)
    return message, tr("write an address that starts with https://, mailto: or tel:")


_HOSTED = tr(
    "link to an address with https:// where the file can be read, or enter it below archive: in "
    "publication.yaml"
)
_FILE = re.compile(
    r"(?i).*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|rar|jpe?g|png|gif|webp|heic|svg"
    r"|mp[34]|m4a|wav|mov|html?)"
)


def _words_for(path: str) -> tuple[str, str]:
    """What is wrong with a path that is no article's, and what to write."""
    if (bare := path.strip("\"'“”‘’«»")) != path:
        return tr("{path} stands in quotes", path=path), tr("write {better}", better=bare)
    if not path:
        return tr("this link leads nowhere"), tr("write where it leads to")
    if personal := _personal_without(path):
        return personal
    if _FILE.fullmatch(path) and not path.startswith("www."):
        return tr('"{path}" is a file that no edition holds', path=path), _HOSTED
    if _HOST.fullmatch(path):
        return tr('"{path}" lacks https://', path=path), tr(
            "write https://{path}", path=path.lstrip("/")
        )
    return (
        tr('"{path}" is not part of any edition', path=path),
        tr("link to an article, as 02-bai.md, or to an address with https://"),
    )


def _personal_without(path: str) -> tuple[str, str] | None:
    """What to write for a mail address or a telephone number with nothing in front."""
    if "@" in path and "/" not in path:
        return tr('"{path}" lacks mailto:', path=path), tr("write mailto:{path}", path=path)
    if re.fullmatch(_NUMBER, path):
        digits = re.sub(r"[^+*#0-9]", "", path)
        return tr('"{path}" lacks tel:', path=path), tr("write tel:{digits}", digits=digits)
    return None


def slug_of_file(file: str) -> str:
    """The name of an article in addresses: "01-mua-lu.md" gives "mua-lu"; "" if none is left."""
    return re.sub(r"^[\d-]+", "", slug_of(_stem(file)))


def _stem(file: str) -> str:
    """The name of an article's file without its ending, in whatever capitals a system has it."""
    return re.sub(r"\.md$", "", file.rpartition("/")[2], flags=re.IGNORECASE)


_NAME_WANTED = 50
"""Letters up to which the words of a title make a name for its file."""
_EXAMPLE = "mua-lu"


def file_for(
    title: str, file: str, number: int, taken: Container[str], otherwise: str = _EXAMPLE
) -> str:
    """The name to give an article's file: "01.md" of "Mùa lũ" is "01-mua-lu.md".

    It keeps its own number, or takes `number`; `taken` has slugs that it may not have, and
    `otherwise` names one whose title has no letters.
    """
    words = re.sub(r"^[\d-]+", "", slug_of(title)).split("-")
    ends = itertools.accumulate(len(word) + 1 for word in words)
    whole = "-".join(word for word, end in zip(words, ends, strict=True) if end <= _NAME_WANTED)
    slug = first = whole or words[0][:_NAME_WANTED] or otherwise
    for again in itertools.count(2):
        if slug not in taken and not is_device(slug):
            break
        slug = f"{first}-{again}"
    own = re.match(r"\d{1,3}(?=\D|$)", _stem(file))
    return f"{own[0] if own else f'{number:02}'}-{slug}.md"
