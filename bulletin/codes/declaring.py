"""How a kind of finding is declared: its number, how grave it is, and a title.

In: a number that was never given, and a title; a title is a message: braces in it are doubled.
Out: a `Code`, noted in `DECLARED`.
"""

from bulletin.diagnostics import Code, Severity
from bulletin.messages import tr

DECLARED: dict[str, Code] = {}
"""What was declared so far, by number."""


def error(number: str, title: str, *, optional: bool = False) -> Code:
    """What stops a build; where it is `optional`, it can be switched off as a warning can."""
    return _declared(Code(number, Severity.ERROR, tr(title), optional))


def warning(number: str, title: str) -> Code:
    """What harms no edition."""
    return _declared(Code(number, Severity.WARNING, tr(title)))


def _declared(code: Code) -> Code:
    if code.number in DECLARED:
        message = f"{code.number} is given twice"
        raise ValueError(message)
    DECLARED[code.number] = code
    return code
