"""Words that no language has: their spaces were lost on the way here.

In: an issue. Out: a warning at the first such word of each passage, for its lines are torn
wherever they end, and no voice says it so that anybody understands.
"""

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import Noticed, alone, rule
from bulletin.messages import tr
from bulletin.source.issue import Issue

_LONGEST = 60
"""Letters; the longest words that are not made for being long have fewer in any language."""
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1fff"
"""Those of scripts that part words by spaces: Latin, Greek, Cyrillic."""
_LONG = re.compile(
    # Marks and figures stay where spaces are lost; the signs before and behind are of addresses.
    rf"(?<![{_LETTERS}])(?<![/@:.=&#%_+-])[{_LETTERS}]{{{_LONGEST + 1},}}+(?![\w/.@:-]*[/@:]\w)"
)


@rule(codes.WORDS_WITHOUT_SPACES)
@alone
def words_without_spaces(issue: Issue) -> Iterator[Noticed]:
    """No word is longer than words are."""
    for passage in passages_of(issue):
        if found := _LONG.search(passage.text):
            message = tr(
                "{beginning}… is one word of {count} letters",
                beginning=found[0][:20],
                count=len(found[0]),
            )
            hint = tr("put the spaces between its words back, as they stand where it was copied")
            yield Noticed(passage.place(*found.span()), message, hint)
