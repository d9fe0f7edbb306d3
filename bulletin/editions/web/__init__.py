"""The web edition: the page that the QR code opens.

In: a `Job`. Out: `index.html`, a page for each article, the pictures in sizes for phones, the
style sheet and the script, and a service worker for readers who save the issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bulletin.editions.web.edition import WebEdition

__all__ = ["WebEdition"]


def __getattr__(name: str) -> Any:  # noqa: ANN401, whatever is asked for
    """The edition, imported when it is asked for: the check asks for its names alone."""
    if name not in __all__:
        raise AttributeError(name)
    from bulletin.editions.web import edition  # noqa: PLC0415, heavy

    return getattr(edition, name)
