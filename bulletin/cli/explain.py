"""`bulletin explain`: what a code means and why, with an example before and after."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable

import click

from bulletin.cli.examples import example
from bulletin.cli.language import current, say
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
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif codes:
        click.echo("\n\n".join(_text(code) for code in codes))
    else:
        click.echo(_listed(CODES.values()))


# -- which code is meant -------------------------------------------------------------------

_WRITTEN = re.compile(r"[\[(]?[bB]?(\d{3})[\])]?[.,:;]?")
"""As findings show it, or as people type it: B204, b204, 204, [B204], B204:"""
_MOST = 5


def _code(name: str) -> Code:
    """The code of this name, however it is typed."""
    match = _WRITTEN.fullmatch(name.strip())
    code = CODES.get(f"B{match[1]}") if match else None
    if code is None:
        near = "".join(
            f"\n      {one.number} {say(one.title)}" for one in _near(name.strip().upper())
        )
        raise BulletinError(
            tr("there is no code {number}", number=name),
            tr("the nearest ones are: {codes}", codes=near),
        )
    return code


def _near(name: str) -> list[Code]:
    """Codes that may be meant: of these first digits, of the nearest number, or of this word."""
    digits = re.sub(r"\D", "", name)
    if not digits:
        word = name.lower()
        of_word = [c for c in CODES.values() if word in f"{c.title} {say(c.title)}".lower()]
        return of_word[:_MOST] or list(CODES.values())[:_MOST]
    begun = [code for number, code in CODES.items() if number[1:].startswith(digits)]
    alike = [CODES[one] for one in difflib.get_close_matches(f"B{digits[:9]}", CODES, _MOST)]
    return (
        begun[:_MOST]
        or sorted(alike, key=lambda code: _distance(code, digits))
        or (sorted(CODES.values(), key=lambda code: _distance(code, digits))[:_MOST])
    )


def _distance(code: Code, digits: str) -> int:
    return abs(int(code.number[1:]) - int(digits[:9]))


# -- how it is shown -----------------------------------------------------------------------


def _listed(codes: Iterable[Code]) -> str:
    """All codes, and how to ask about one."""
    rows = [
        f"{code.number}  {say(code.severity.words)}: {say(code.title)}"
        for code in sorted(codes, key=lambda code: code.number)
    ]
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
        parts += [say(tr("Where it has to stay so, switch it off in publication.yaml:"))]
        parts += [f"    check:\n      {code.number}: {say(tr('the reason'))}"]
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
