"""The one document tree: what an article is, as frozen node types.

In: nothing; the source reader makes these. Out: the values that every edition and the voice
read. Inline nodes stand in `Inlines`, block nodes in `Blocks`; each block knows its place in
the source (`span`) and its fragment id (`id`, unique in the issue, fit for HTML and EPUB).
A family of blocks is a module (`prose`, `boxes`, `figures`, `audience`), as in `bulletin.xhtml`.
"""

# ruff: noqa: F403 - the nodes are ours, so that each stands in one place

from bulletin.document.article import *
from bulletin.document.audience import *
from bulletin.document.blocks import *
from bulletin.document.boxes import *
from bulletin.document.figures import *
from bulletin.document.inlines import *
from bulletin.document.prose import *
from bulletin.document.walking import *
