"""What has one right answer, as edits: what `bulletin check --fix` does about findings.

In: findings, and the folder that they are about. Out: the same findings, those with a fix among
them. A module below holds the fixes of one matter: a function takes a finding and the lines of
its file, and gives a `Fix`, or None where an editor has to choose.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from bulletin import codes
from bulletin.check.fixes import (
    addresses,
    characters,
    files,
    html,
    lists,
    marks,
    tables,
    yaml_values,
)
from bulletin.check.fixes.lines import Lines, lines_of
from bulletin.diagnostics import Code, Finding, Fix

__all__ = ["FIXERS", "Lines", "with_fixes"]

Fixer = Callable[[Finding, Lines], Fix | None]

FIXERS: Mapping[Code, Fixer] = {
    codes.NOT_UTF8: characters.recoded,
    codes.BYTE_ORDER_MARK: characters.without_mark,
    codes.CONTROL_CHARACTER: characters.shown,
    codes.YAML_SYNTAX: yaml_values.readable,
    codes.YAML_TAB: yaml_values.without_tabs,
    codes.YAML_ALIAS: yaml_values.in_quotes,
    codes.FRONT_MATTER: yaml_values.fenced,
    codes.UNKNOWN_KEY: yaml_values.key,
    codes.NO_AS_FALSE: yaml_values.yes_or_no,
    codes.WRONG_TYPE: yaml_values.as_list,
    codes.WRONG_DATE: yaml_values.as_day,
    codes.WRONG_ADDRESS: addresses.whole,
    codes.DETOUR: addresses.straight,
    codes.CUT_BY_HASH: yaml_values.with_hash,
    codes.CUT_BY_COMMA: yaml_values.whole,
    codes.RAW_HTML: html.as_markdown,
    codes.WRONG_OPTION: marks.unquoted,
    codes.WRONG_BODY: marks.captioned,
    codes.ALMOST_MARKDOWN: marks.meant,
    codes.LOST_PICTURE: marks.pictured,
    codes.STRAY_FENCE: marks.closed,
    codes.RUNNING_TOGETHER: lists.kept_apart,
    codes.LINES_JOINED: lists.kept_apart,
    codes.LIST_OTHERWISE: lists.below,
    codes.TWO_SIGNS: lists.signed_once,
    codes.ROWS_WITHOUT_TABLE: tables.drawn,
    codes.SWALLOWED_LINE: tables.apart,
    codes.UNDERLINED: tables.apart,
    codes.BROKEN_CAPTIONS: marks.times,
    codes.UNDEFINED_FOOTNOTE: marks.noted,
    codes.FILE_OUTSIDE: files.inside,
    codes.FILE_CASE: files.as_on_disk,
    codes.WRONG_LINK: addresses.whole,
    codes.WRONG_ARTICLE_NAME: files.renamed,
    codes.NO_GLYPH: characters.spelled,
}
"""Who mends what, by code. Alternative text is nobody's to write but the editor's."""


def with_fixes(findings: Iterable[Finding], root: Path) -> tuple[Finding, ...]:
    """The findings, each with its fix if there is one; what changes nothing is none."""
    read = cache(lambda file: lines_of(root, file))

    def mended(finding: Finding) -> Finding:
        fix, fixer = finding.fix, FIXERS.get(finding.code)
        if fixer and (fix is None or fix.rename) and (lines := read(finding.span.file)):
            fix = fixer(finding, lines)
        return replace(finding, fix=fix if fix and _changes(fix, read) else None)

    return tuple(mended(finding) for finding in findings)


def _changes(fix: Fix, read: Callable[[str], Lines | None]) -> bool:
    """Whether anything is otherwise after a fix."""
    if fix.rename or fix.recode:
        return True
    return any(
        (lines := read(one.file)) is None or lines.within(one) != one.text for one in fix.edits
    )
