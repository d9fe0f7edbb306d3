"""The ends of an issue's links: whether each is there.

In: what was compared of an issue. Out: faults, by the page that the link is on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bulletin import manifest
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.verifying.files import LARGEST_PAGE, Compared
from bulletin.publish.verifying.links import InnerLink, inner
from bulletin.publish.verifying.places import HostedCopy, KeptCopy, LocalCopy
from bulletin.site.releases import PAGE

_OWN = {manifest.NAME, manifest.SIGNATURE}


@dataclass
class Ends:
    """Where the links of an issue lead. `around`: whether there is an archive to lead to."""

    top: HostedCopy
    prefix: str
    found: Manifest
    results: Mapping[str, Compared]
    around: bool
    _asked: dict[str, str] = field(default_factory=dict)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Each page with a link that leads nowhere, and what is wrong with the link."""
        base = self.found.address.removesuffix(f"{self.found.id}/")
        for path, result in self.results.items():
            for written in result.page.addresses if result.page else ():
                link = inner(f"{self.found.id}/{path}", written, base)
                if link and (reason := self._fault(link)):
                    yield path, tr("the link {address}: {reason}", address=written, reason=reason)

    def _fault(self, link: InnerLink) -> str:
        """What is wrong with the end of a link; "" if nothing is."""
        folder, _, own = link.path.partition("/")
        if folder != self.found.id:
            return self._elsewhere(link.path) if self.around else ""
        own = own or PAGE
        if own in _OWN:
            return ""
        if own not in self.results:
            return self._elsewhere(self.prefix + own)
        page = self.results[own].page
        # What is wrong with a page itself is said of it, and not of every link to it.
        if (
            not link.fragment
            or page is None
            or self.results[own].faults
            or link.fragment in page.ids
        ):
            return ""
        return tr('there is no place "#{name}" on the page', name=link.fragment)

    def _elsewhere(self, path: str) -> str:
        """What is wrong with a file that is not of the issue."""
        path = PAGE if path == "." else path
        if path not in self._asked:
            self._asked[path] = self._looked_up(path)
        return self._asked[path]

    def _looked_up(self, path: str) -> str:
        got = self.top.head(path)
        if got.fault and not got.missing:
            got = self.top.get(path, LARGEST_PAGE, KeptCopy())
        if got.missing and isinstance(self.top, LocalCopy):
            return "" if (self.top.folder / path / PAGE).is_file() else got.fault
        return got.fault
