"""Pages without holes: what stands where is decided before WeasyPrint sets it.

In: the height of every piece of every article, measured once in a single column. Out: for each
article how its picture stands, which figures wait for a few paragraphs, and
which pictures shrink a little, so that pages are full.
"""

from bulletin.paper.arranging.pieces import Arrangement, Facts, Head, PagePiece
from bulletin.paper.arranging.search import arranged, planned_pages

__all__ = ["Arrangement", "Facts", "Head", "PagePiece", "arranged", "planned_pages"]
