"""The code of pictures where nothing makes pictures of it: readers see it as it is written.

In: a text. Out: whether it holds such code, and what is wrong with that.
"""

import re

from bulletin.messages import tr

PICTURE_UNSEEN = tr("the picture is not shown, and readers see this code in its place")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]+\)")


def holds_picture(text: str) -> bool:
    """Whether a text that is shown as it is written holds the code of a picture."""
    return _PICTURE.search(text) is not None
