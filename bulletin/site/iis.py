"""The rules for IIS 7.5 and later: to be the `web.config` of the published folder.

In: what all servers are to say. Out: the text of `hosting/iis.config`. IIS serves nothing whose
ending it does not know: without it there are no books, and on older ones no pictures. It tells
headers by folder or file and not by pattern; pages carry the rest of their policies themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.builder import E

from bulletin.xhtml import Element

_NOTE = " IIS 7.5 and later: copy this file beside index.html, as web.config. "
_YEAR = "365.00:00:00"
_POLICY = "Content-Security-Policy"


@dataclass(frozen=True)
class IisRules:
    """What IIS is to say of the hosted copy; `base` is the path of its address, unquoted."""

    base: str
    headers: Mapping[str, str]
    """Headers of all files."""
    endings: Mapping[str, str]
    """Types by the ends of names, with their charset."""
    kinds: Mapping[str, str]
    """Types of single files, by path."""
    policies: Mapping[str, str]
    """Policies of single files, by path, in place of that of all."""
    hidden: tuple[str, ...]
    """Names of files and folders that nobody is to be served."""
    lasting: str
    """The folder of the archive's files that browsers may keep for ever."""


def iis_rules(rules: IisRules) -> str:
    """The rules as IIS reads them."""
    lost = f"{rules.base}/404.html".lstrip("/").replace("/", "\\")
    hidden = [E.add(segment=name) for name in rules.hidden]
    server = _server(
        E.defaultDocument(E.files(E.clear(), E.add(value="index.html"))),
        E.httpErrors(
            E.remove(statusCode="404"),
            E.error(statusCode="404", path=lost, responseMode="File"),
            errorMode="Custom",
        ),
        E.httpProtocol(E.customHeaders(*_set(rules.headers))),
        E.security(E.requestFiltering(E.hiddenSegments(*hidden))),
        E.staticContent(E.clientCache(cacheControlMode="DisableCache"), *_mapped(rules.endings)),
    )
    for_ever = E.clientCache(cacheControlMode="UseMaxAge", cacheControlMaxAge=_YEAR)
    made = E.configuration(etree.Comment(_NOTE), server)
    made.append(_of(rules.lasting, E.staticContent(for_ever)))
    for path, kind in rules.kinds.items():
        made.append(_of(path, E.staticContent(*_mapped({f".{path.rpartition('.')[2]}": kind}))))
    for path, policy in rules.policies.items():
        made.append(_of(path, E.httpProtocol(E.customHeaders(*_set({_POLICY: policy})))))
    etree.indent(made)
    return f"{etree.tostring(made, encoding='unicode')}\n"


def _server(*parts: Element) -> Element:
    return E("system.webServer", *parts)


def _of(path: str, part: Element) -> Element:
    """What holds for a file or a folder alone."""
    return E.location(_server(part), path=path)


def _mapped(types: Mapping[str, str]) -> list[Element]:
    """Types of endings, in place of those that IIS has: two of one ending are an error."""
    return [
        part
        for ending, kind in sorted(types.items())
        for part in (E.remove(fileExtension=ending), E.mimeMap(fileExtension=ending, mimeType=kind))
    ]


def _set(headers: Mapping[str, str]) -> list[Element]:
    """Headers, in place of those that were said for more."""
    return [
        part
        for name, value in headers.items()
        for part in (E.remove(name=name), E.add(name=name, value=value))
    ]
