"""What pages may load: Content Security Policies, for `<meta>` and for servers' headers.

In: nothing. Out: policies (W3C, Content Security Policy Level 3). Everything that is not
named is forbidden; nothing may come from another host, and nothing may run in the page itself.

`file:` stands beside 'self' because a page opened from a folder has no origin of its own; a
page from a server cannot load from `file:` in any case.
"""

_OWN = "'self' file:"

_READER = {
    "default-src": "'none'",
    "script-src": _OWN,
    "style-src": _OWN,
    "img-src": _OWN,
    "media-src": _OWN,
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_ARCHIVE = _READER | {"script-src": f"{_OWN} 'wasm-unsafe-eval'"}
"""Search runs in WebAssembly; only the archive's page may do that."""

_STILL = {
    "default-src": "'none'",
    "style-src": _OWN,
    "img-src": _OWN,
    "base-uri": "'none'",
    "form-action": "'none'",
}


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


READER = _written(_READER)
"""For an issue and its articles."""
READER_WITH_FONTS = _written(_READER | {"font-src": _OWN})
"""The same for an issue that brings a font for the signs in it; what servers say of all issues."""
ARCHIVE = _written(_ARCHIVE)
"""For the archive with its search."""
STILL = _written(_STILL)
"""For pages without a script: lists, and the frame for other sites."""

DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For a drawing (SVG) that is opened by itself: it is a document, and may only be looked at."""


def as_header(policy: str, framed_by: str = "'none'") -> str:
    """A policy for a server's header, which alone can say who may show the page in a frame."""
    return f"{policy.replace(' file:', '')}; frame-ancestors {framed_by}"
