"""`bulletin explain`: what a code means and why, with an example before and after."""

import difflib
import json
import re

import click

from bulletin.cli.help import example
from bulletin.cli.language import current, say
from bulletin.cli.streams import print_result
from bulletin.codes import CODES
from bulletin.diagnostics import BulletinError, Code
from bulletin.messages import tr


@click.command(
    "explain", epilog=example("bulletin explain B204", "bulletin explain 204 b305 --lang vi")
)
@click.argument("names", metavar="[CODE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
def command(*, names: tuple[str, ...], as_json: bool) -> None:
    """Say what a finding's code means and why it matters, with an example before and after.

    Without CODE: all codes, a line each.
    """
    codes = [_code(name) for name in names]
    if as_json:
        rows = [_row(code) for code in codes or CODES.values()]
        print_result(json.dumps(rows, ensure_ascii=False, indent=2))
    elif codes:
        print_result("\n\n".join(_text(code) for code in codes))
    else:
        print_result(_listed())


# -- which code is meant -------------------------------------------------------------------

_WRITTEN = re.compile(r"[\[(]?[bB]?(\d{3})[\])]?[.,:;]?")
"""As findings show it, or as people type it: B204, b204, 204, [B204], B204:"""
_MOST = 5
_SHORTEST_WORD = 2
_DIGITS = 3
_LONGEST = 9
_LIKE_DIGITS = str.maketrans("OIL", "011")
"""Letters that are typed for digits."""


def _code(name: str) -> Code:
    """The code of this name, however it is typed."""
    match = _WRITTEN.fullmatch(name.strip())
    code = CODES.get(f"B{match[1]}") if match else None
    if code is None:
        raise BulletinError(tr("there is no code {number}", number=name), _hint(name.strip()))
    return code


def _hint(name: str) -> str:
    near = _near(name.upper()) if re.search(r"\d", name) else _of_word(name.lower())
    if not near:
        return tr("all codes are listed by: bulletin explain")
    rows = "".join(f"\n      {code.number} {say(code.title)}" for code in near)
    return tr("the nearest ones are:{codes}", codes=rows)


def _near(name: str) -> list[Code]:
    """Codes that may be meant by a number: of these first digits, or of nearly this number."""
    number = re.sub(r"\D", "", name.translate(_LIKE_DIGITS))[:_LONGEST]
    begun = [code for code in CODES.values() if code.number[1:].startswith(number)]
    alike = difflib.get_close_matches(f"B{number}", CODES, _MOST) if len(number) > _DIGITS else []
    meant = int(number.ljust(_DIGITS, "0"))
    nearest = sorted(CODES.values(), key=lambda code: abs(int(code.number[1:]) - meant))
    return (begun or [CODES[one] for one in alike] or nearest)[:_MOST]


def _of_word(word: str) -> list[Code]:
    """Codes in whose title a word stands, in English or in the language spoken."""
    if len(word) < _SHORTEST_WORD:
        return []
    titles = ((code, f"{code.title} {say(code.title)}".lower()) for code in CODES.values())
    return [code for code, title in titles if word in title][:_MOST]


# -- how it is shown -----------------------------------------------------------------------


def _listed() -> str:
    """All codes, and how to ask about one."""
    rows = [f"{one.number}  {say(one.severity.words)}: {say(one.title)}" for one in CODES.values()]
    return "\n".join([*rows, "", say(tr("bulletin explain {number} says more", number="B204"))])


def _text(code: Code) -> str:
    from bulletin.explanations import explanation_of

    told = explanation_of(code.number, current())
    where = tr("Wrong, in {file}:", file=told.file) if told.file else tr("Wrong:")
    parts = [
        f"{say(code.severity.words)} {code.number}: {say(code.title)}",
        click.wrap_text(told.words),
        say(where),
        _shown(told.before),
        say(tr("Right:")),
        _shown(told.after),
    ]
    if code.may_be_off:
        reason = tr("the reason")
        parts += [say(tr("Where it has to stay so, switch it off in publication.yaml:"))]
        parts += [f"    check:\n      {code.number}: {say(reason)}"]
    return "\n\n".join(parts)


def _shown(example: str) -> str:
    from bulletin.explanations import visible

    rows = visible(example.rstrip("\n")).split("\n")
    return "\n".join(f"    {row}".rstrip() for row in rows)


def _row(code: Code) -> dict[str, object]:
    from bulletin.explanations import explanation_of

    told = explanation_of(code.number, current())
    return {
        "code": code.number,
        "severity": str(code.severity),
        "title": say(code.title),
        "may_be_off": code.may_be_off,
        "explanation": told.words,
        "file": told.file,
        "before": told.before,
        "after": told.after,
    }
