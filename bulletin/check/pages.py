"""The pages that an issue links to: asked whether they are there, over the network.

In: issues, and a `LinkedPages` that asks and remembers. Out: warnings for pages that do not answer,
and for http:// where https:// leads to the same page, which is a fix.

Polite: a few hosts at once, one request at a time and a pause for each host, HEAD before GET,
nothing read beyond what is compared, nothing asked twice. A site that only turns programs away
(401, 403, 405, 429, ...) counts as there.
"""

import http.client
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from bulletin import __version__, codes
from bulletin.check.links import links_of
from bulletin.diagnostics import Edit, Finding, Fix, Sources, Span, rows_of
from bulletin.machine.patience import within
from bulletin.messages import tr
from bulletin.source.issue import Issue

_AT_ONCE = 6
_PAUSE = 0.3
_MOST = 300
"""Addresses of one issue that are asked; more have no place on a phone's connection."""
_COMPARED = 65_536
_STEPS = 3
_GONE = {404, 410}
_OK = 400
_BROKEN = 500

AskingProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: a status (0: none), why there is none, where it led, its start."""

    status: int
    reason: str = ""
    address: str = ""
    start: bytes = b""

    @property
    def is_there(self) -> bool:
        """Whether there is a page, as far as a program is told."""
        return bool(self.status) and self.status not in _GONE and self.status < _BROKEN


@dataclass
class LinkedPages:
    """Asks for pages, each once.

    `timeout` in seconds holds for each step of a request, and `_STEPS` times as long for all of it.
    """

    timeout: float = 10.0
    pause: float = _PAUSE
    context: ssl.SSLContext | None = None
    _answers: dict[tuple[str, bool], Answer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, addresses: Iterable[str], progress: AskingProgress) -> dict[str, Answer]:
        """The answers for addresses without fragments."""
        wanted = list(dict.fromkeys(addresses))[:_MOST]
        hosts: dict[str, list[str]] = defaultdict(list)
        for address in wanted:
            hosts[urlsplit(address).netloc.lower()].append(address)
        done = 0

        def of_host(host: str) -> None:
            nonlocal done
            for number, address in enumerate(hosts[host]):
                if (address, False) not in self._answers:
                    if number:
                        time.sleep(self.pause)
                    self.answer(address)
                with self._lock:
                    done += 1
                    progress(done, len(wanted))

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(of_host, hosts))
        return {address: self.answer(address) for address in wanted}

    def answer(self, address: str, *, read: bool = False) -> Answer:
        """One answer; `read`: with what the page begins with."""
        key = (address, read)
        if key not in self._answers:
            made = Answer(0) if read else self._request(address, "HEAD", read=False)
            if read or not made.status or made.status >= _OK:
                made = self._request(address, "GET", read=read)
            self._answers[key] = made
        return self._answers[key]

    def same_over_https(self, address: str) -> bool:
        """Whether the page of an http address is there under https too."""
        secure = f"https{address.removeprefix('http')}"
        plain, other = self.answer(address), self.answer(secure)
        if not (other.status and other.status < _OK and plain.is_there):
            return False
        if plain.address and _without_scheme(plain.address) == _without_scheme(other.address):
            if plain.address.startswith("https:"):
                return True
            first, second = self.answer(address, read=True), self.answer(secure, read=True)
            return bool(first.start) and first.start == second.start
        return False

    def _request(self, address: str, method: str, *, read: bool) -> Answer:
        def ask() -> Answer:
            return self._asked(address, method, read=read)

        try:
            return within(_STEPS * self.timeout, ask)
        except TimeoutError as error:
            return Answer(0, _said(error))

    def _asked(self, address: str, method: str, *, read: bool) -> Answer:
        request = urllib.request.Request(  # noqa: S310, only http and https get here
            address,
            method=method,
            headers={"User-Agent": f"bulletin/{__version__} (checks links)", "Accept": "*/*"},
        )
        try:
            with urllib.request.urlopen(  # noqa: S310, as above
                request, timeout=self.timeout, context=self.context
            ) as response:
                start = response.read(_COMPARED) if read else b""
                return Answer(response.status, address=response.url, start=start)
        except urllib.error.HTTPError as error:
            error.close()
            return Answer(error.code, str(error.reason), error.url or address)
        except urllib.error.URLError as error:
            return Answer(0, _said(error.reason))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answer(0, _said(error))


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _said(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return tr("it takes too long")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return tr("its certificate is not valid ({reason})", reason=reason.verify_message)
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return str(text)


# -- findings ------------------------------------------------------------------------------


def dead_links(
    issues: Sequence[Issue], pages: LinkedPages, sources: Sources, progress: AskingProgress
) -> Iterator[Finding]:
    """Links that lead to nothing, and those that could lead over https."""
    places = [place for issue in issues for place in _outside(issue)]
    answers = pages.ask((urldefrag(target)[0] for target, _ in places), progress)
    seen: set[tuple[str, str]] = set()
    for target, span in places:
        address = urldefrag(target)[0]
        answer = answers.get(address)
        if answer is None or (address, span.file) in seen:
            continue
        seen.add((address, span.file))
        if not answer.is_there:
            yield _dead(target, answer, span)
    for target, span in places:
        address = urldefrag(target)[0]
        insecure = target.startswith("http://") and address in answers
        if insecure and pages.same_over_https(address):
            fix = _secured(span, sources)
            if fix:
                message = tr("{address} is not protected on its way", address=target)
                hint = tr(
                    "https answers the same: write https{rest}", rest=target.removeprefix("http")
                )
                yield Finding(codes.INSECURE_LINK, message, span, hint, fix)


def _outside(issue: Issue) -> Iterator[tuple[str, Span]]:
    for article in issue.articles:
        for target, span in links_of(article):
            if isinstance(target, str) and target.startswith(("http://", "https://")):
                yield target, span
    publication = issue.publication
    if publication.publisher.website:
        yield publication.publisher.website, issue.place("publication.publisher.website")
    if publication.licence.url:
        yield publication.licence.url, issue.place("publication.licence.url")


def _dead(target: str, answer: Answer, span: Span) -> Finding:
    why = f"{answer.status} {answer.reason}".strip() if answer.status else answer.reason
    message = tr("{address} does not answer: {why}", address=target, why=why)
    hint = tr("open it in a browser; look for where it is now, or take the link out")
    return Finding(codes.DEAD_LINK, message, span, hint)


def _secured(span: Span, sources: Sources) -> Fix | None:
    rows = rows_of(sources(span.file) or "")
    row = rows[span.line - 1] if span.line <= len(rows) else ""
    at = row.find("http://", span.column - 1)
    if at < 0 or at > span.column + 1:
        return None
    return Fix((Edit(span.file, span.line, at + 1, span.line, at + 5, "https"),))
