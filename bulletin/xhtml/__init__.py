"""The XHTML that the PDF, the EPUB and the web edition share.

In: blocks and inlines of the document tree. Out: lxml elements by `Writer`, whose methods an
edition overrides where its medium differs, and their text by `to_xhtml` and `to_html`.
"""

from bulletin.xhtml.elements import Element, append, element, to_html, to_xhtml
from bulletin.xhtml.writer import Writer

__all__ = ["Element", "Writer", "append", "element", "to_html", "to_xhtml"]
