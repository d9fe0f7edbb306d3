"""PyYAML's messages in words that editors understand.

In: an error of PyYAML. Out: a `YamlProblem`; where it stands is for `faults.py` beside it.
"""

from typing import NamedTuple

from yaml import MarkedYAMLError

from bulletin import codes
from bulletin.diagnostics import Code
from bulletin.messages import tr

IN_BRACKETS = "expected ',' or"
"""What PyYAML says of brackets in which something is amiss."""


class YamlProblem(NamedTuple):
    """A piece of PyYAML's message, and what it means to an editor."""

    piece: str
    code: Code
    message: str
    hint: str


_BACKSLASH = tr("a backslash inside double quotes means something special")
_TWO_BACKSLASHES = tr("use single quotes, or write two backslashes")
_NOT_BELOW = tr("this line does not stand under the lines above")
_SAME_SPACES = tr("give lines that belong together the same number of spaces in front")
NO_COLON = YamlProblem(
    "",
    codes.YAML_SYNTAX,
    tr("this line is not of the form key: value"),
    tr("write a colon and a space after the key, or indent the line if it goes on from above"),
)
_PROBLEMS = (
    YamlProblem(
        "'\\t' that cannot start",
        codes.YAML_TAB,
        tr("a tab stands where only spaces are allowed"),
        tr("write spaces for the tab, as many as the line has that this one belongs with"),
    ),
    YamlProblem(
        "mapping values are not allowed",
        codes.YAML_SYNTAX,
        tr("there is a second colon here"),
        tr('put the value in quotes: title: "Mùa lũ: việc cần làm"; or mend the spaces in front'),
    ),
    YamlProblem(
        "that cannot start any token",
        codes.YAML_SYNTAX,
        tr("a value cannot start with this character"),
        tr("put the value in quotes"),
    ),
    NO_COLON._replace(piece="could not find expected ':'"),
    YamlProblem(
        "found unexpected end of stream",
        codes.YAML_SYNTAX,
        tr("the quotes that open here are not closed"),
        tr("close the quotes"),
    ),
    YamlProblem("found unknown escape character", codes.YAML_SYNTAX, _BACKSLASH, _TWO_BACKSLASHES),
    YamlProblem(
        "expected escape sequence",  # \\x, \\u and \\U, as in C:\\Users
        codes.YAML_SYNTAX,
        _BACKSLASH,
        _TWO_BACKSLASHES,
    ),
    YamlProblem(
        IN_BRACKETS,
        codes.YAML_SYNTAX,
        tr("a list or braces that open here are not closed, or a comma is missing"),
        tr(
            "close them with ] or }}, put commas between the entries, and put "
            "text that holds brackets or commas in quotes"
        ),
    ),
    YamlProblem(
        "expected <block end>, but found '-'",
        codes.YAML_SYNTAX,
        tr("a hyphen begins an entry of a list, and the lines above are none"),
        tr("delete the hyphen, or write the key of the list on the line above"),
    ),
    YamlProblem(
        "but found '-'",
        codes.YAML_SYNTAX,
        tr("a hyphen begins an entry here, though brackets are around the list"),
        tr("write no hyphens between [ and ], only commas, or each entry on a line of its own"),
    ),
    YamlProblem(
        "expected alphabetic or numeric character",
        codes.YAML_ALIAS,
        tr("a value that starts with * or & means something special in YAML"),
        tr("put the value in quotes"),
    ),
    YamlProblem("expected <block end>", codes.YAML_SYNTAX, _NOT_BELOW, _SAME_SPACES),
    YamlProblem(
        "expected '<document start>'",  # the first line is set in, those below it are not
        codes.YAML_SYNTAX,
        _NOT_BELOW,
        _SAME_SPACES,
    ),
    YamlProblem(
        "expected a single document",
        codes.YAML_SYNTAX,
        tr("a line of --- stands in the middle"),
        tr("delete it"),
    ),
    YamlProblem(
        "sequence entries are not allowed",
        codes.YAML_SYNTAX,
        tr("a list cannot start on this line"),
        tr("start the list on a line of its own"),
    ),
)

AFTER_QUOTES = YamlProblem(
    "",
    codes.YAML_SYNTAX,
    tr("the value goes on after its closing quotes"),
    tr("put the whole value in quotes of the other kind: title: '\"Nước lên\" và việc cần làm'"),
)
_OTHERWISE = YamlProblem(
    "",
    codes.YAML_SYNTAX,
    tr("this cannot be read as YAML"),
    tr("check quotes, colons and the spaces at the start of the line"),
)


def problem_of(error: MarkedYAMLError) -> YamlProblem:
    """What an error means to an editor."""
    said = f"{error.context} {error.problem}"
    return next((problem for problem in _PROBLEMS if problem.piece in said), _OTHERWISE)
