"""Markup that we made, as a type: pages write it with the filter `markup`.

In: nothing. Out: `Html`.
"""

from typing import NewType

Html = NewType("Html", str)
"""Markup that we made: well-formed, safe to stand in a page."""
