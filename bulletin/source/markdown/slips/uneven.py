"""Signs that stand on one side of words only: **words*, __words_.

In: the inlines of a line. Out: slips: how the sign may stand in the file, what is wrong, what to
write.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from bulletin.document import Inline, Styled, Text
from bulletin.document.inlines import plain_text
from bulletin.messages import tr

_BEFORE = re.compile(r"\*\Z|(?<![\w_])_\Z")


def uneven(inlines: Sequence[Inline]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Signs that are shown beside words in such signs: they have no partner on their other side.

    A star behind bold words may be the mark of a note; a low line behind words is known without
    them (`dialects`).
    """
    for one, two in itertools.pairwise(inlines):
        if isinstance(two, Styled) and (sign := _BEFORE.search(_text(one))):
            beside, words = "{sign}{signs}{words}", two
        elif isinstance(one, Styled) and one.style == "emphasis" and _text(two)[:1] == "*":
            beside, words, sign = "{words}{signs}{sign}", one, re.match(r"\*", _text(two))
        else:
            continue
        written = sign[0] if sign else ""
        said = plain_text(words.children)
        literals = [beside.format(sign=written, signs=written * n, words=said) for n in (1, 2)]
        yield (*literals, written), *(_STAR if written == "*" else _LINE)


_STAR = (
    tr("this star is shown, for it stands on one side of the words only"),
    tr("write as many stars before the words as behind them"),
)
_LINE = (
    tr("these lines make nothing bold"),
    tr("write **words** without spaces inside the stars"),
)


def _text(inline: Inline) -> str:
    """A text; "" for what is more."""
    return plain_text((inline,)) if type(inline) is Text else ""
