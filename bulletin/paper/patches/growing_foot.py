"""Notes at the foot of the page that their marks stand on.

In: WeasyPrint, which asks whether the notes of a page still fit in their area, whose height is
theirs: on pages of some sizes they do not, by a rounding of 10⁻¹² pixels, and each stands on a
page of its own behind its mark, the last ones behind the back cover. Out: an area without a
limit always holds its notes; whether the page does is asked elsewhere.

Every use of private names of WeasyPrint's notes stands here: its upper bound in pyproject.toml
is for this module too.
"""

import contextlib
import math
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import LayoutContext

from bulletin.paper.patches.standing_in import standing_in

_update = LayoutContext._update_footnote_area


@contextlib.contextmanager
def growing_foot() -> Iterator[None]:
    """In the block notes never overflow an area without `max-height`."""
    with standing_in(LayoutContext, "_update_footnote_area", _grown):
        yield


def _grown(context: Any) -> bool:
    overflows = bool(_update(context))
    return overflows and context.current_footnote_area.style["max_height"].value != math.inf
