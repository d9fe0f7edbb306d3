"""The web edition: the page that the QR code opens.

In: a `Job`. Out: `index.html`, a page for each article, the pictures in sizes for phones, the
style sheet and the script, and a service worker for readers who save the issue.
"""

from bulletin.editions.web.edition import WebEdition

__all__ = ["WebEdition"]
