"""The rules for IIS 7.5 and later: to be the `web.config` of the published folder.

In: the path of the copy's address, unquoted. Out: the text of `hosting/iis.config`. IIS serves
nothing whose ending it does not know: without it there are no books, and on older ones no pictures.
It tells headers by folder or file and not by pattern; pages carry the rest of their policies
themselves.
"""

from collections.abc import Mapping

from bulletin.site.feeds.xml_documents import document, node
from bulletin.site.hosting import rules
from bulletin.xhtml import Element

_YEAR = "365.00:00:00"
_POLICY = "Content-Security-Policy"

_HEADERS = {**rules.EVERYWHERE, _POLICY: rules.UNFRAMED}
_POLICIES = {"embed.html": rules.FRAMED}
"""Of single files: of the embedded page alone it is told that others may frame it."""


def iis_rules(base: str) -> str:
    """The rules as IIS reads them."""
    lost = f"{base}/404.html".lstrip("/").replace("/", "\\")
    hidden = [node("add", segment=path.strip("/*")) for path in rules.HIDDEN]
    server = _server(
        node("defaultDocument", node("files", node("clear"), node("add", value="index.html"))),
        node(
            "httpErrors",
            node("remove", statusCode="404"),
            node("error", statusCode="404", path=lost, responseMode="File"),
            errorMode="Custom",
        ),
        node("httpProtocol", node("customHeaders", *_set(_HEADERS))),
        node("security", node("requestFiltering", node("hiddenSegments", *hidden))),
        node(
            "staticContent",
            node("clientCache", cacheControlMode="DisableCache"),
            *_mapped(
                {
                    ending: rules.content_type(f"x{ending}")
                    for ending in (*rules.ENDINGS, *rules.OF_SEARCH)
                }
            ),
        ),
    )
    for_ever = node("clientCache", cacheControlMode="UseMaxAge", cacheControlMaxAge=_YEAR)
    made = node("configuration", server)
    made.append(_of(rules.UNCHANGING[0], node("staticContent", for_ever)))
    for path, kind in rules.TYPES.items():
        made.append(
            _of(path, node("staticContent", *_mapped({f".{path.rpartition('.')[2]}": kind})))
        )
    for path, policy in _POLICIES.items():
        made.append(
            _of(path, node("httpProtocol", node("customHeaders", *_set({_POLICY: policy}))))
        )
    return document(made, {})


def _server(*parts: Element) -> Element:
    return node("system.webServer", *parts)


def _of(path: str, part: Element) -> Element:
    """What holds for a file or a folder alone."""
    return node("location", _server(part), path=path)


def _mapped(types: Mapping[str, str]) -> list[Element]:
    """Types of endings, in place of those that IIS has: two of one ending are an error."""
    return [
        part
        for ending, kind in sorted(types.items())
        for part in (
            node("remove", fileExtension=ending),
            node("mimeMap", fileExtension=ending, mimeType=kind),
        )
    ]


def _set(headers: Mapping[str, str]) -> list[Element]:
    """Headers, in place of those that were said for more."""
    return [
        part
        for name, value in headers.items()
        for part in (node("remove", name=name), node("add", name=name, value=value))
    ]
