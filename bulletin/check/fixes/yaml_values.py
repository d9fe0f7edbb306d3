"""Values that YAML takes for something else than the editor means.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import yaml

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Edit, Finding, Fix, sources_below
from bulletin.languages import any_phrase
from bulletin.source.days import hours_beside, is_twofold, meant_day
from bulletin.source.markdown.front import front_of
from bulletin.source.reporting import meant
from bulletin.source.root import PUBLICATION
from bulletin.source.settings.issues import ArticleSettings, IssueSettings
from bulletin.source.settings.models import Publication
from bulletin.source.yaml.curly import is_curly, quoted_data
from bulletin.source.yaml.entries import quoted, unwrapped
from bulletin.source.yaml.faults import without_space

_ENTRY = re.compile(
    r"(?P<lead>\ufeff?[ \t\u00a0]*(?:-[ \t\u00a0]+)*)(?:(?P<key>\w[\w.-]*):[ \t\u00a0]+)?(?P<value>\S(?:.*\S)?)\s*"
)
_REAL = re.compile(r"[&!][\w-]+\s|[*&!][\w.-]+$|!!")
"""What may well be meant as an anchor, an alias or a tag."""


def readable(finding: Finding, lines: Lines) -> Fix | None:
    """A line as YAML takes it: settings apart, a space behind a colon or hyphen, or quotes."""
    span = finding.span
    row = lines.row(span.line)
    if (inner := quoted_data(lines.at(span))) is not None:
        return _checked(lines, span.line, span.column - 1, span.end_column - 1, quoted(inner))
    if is_curly(lines.at(span)):
        return None  # which two of the quotes were meant, nobody knows
    if row[span.column - 1 : span.column] == ":" and (apart := _settings_apart(row)):
        return lines.fix(span.line, 0, len(row), apart)
    if lines.at(span) in {":", "：", "-"} and (spaced := without_space(row)):
        return _checked(lines, span.line, 0, len(row), spaced)
    if (after := _end_of_key(row, lines.row(span.line + 1))) is not None:
        return _checked(lines, span.line, after, after, ":")
    return in_quotes(finding, lines)


def _end_of_key(row: str, below: str) -> int | None:
    """Where the colon belongs in an entry whose other settings stand below it; None for others."""
    entry = _ENTRY.fullmatch(row)
    key = re.match(r"[a-z][a-z_-]*(?= )", entry["value"]) if entry and not entry["key"] else None
    if entry is None or key is None or not entry["lead"].strip():
        return None
    beside = re.match(rf" {{{len(entry['lead'])}}}\w[\w.-]*:(?: |$)", below)
    return entry.start("value") + key.end() if beside else None


def in_quotes(finding: Finding, lines: Lines) -> Fix | None:
    """A value in the quotes that it needs for what it starts with or holds."""
    line, at = finding.span.line, finding.span.column - 1
    entry = _ENTRY.fullmatch(lines.row(line))
    if entry is None or not (entry["key"] or entry["lead"].strip()):
        return None
    start, end = entry.span("value")
    if _is_escape(entry, at):
        doubled = re.sub(r'\\\\|\\(?!")', r"\\\\", entry["value"])  # all of a path at once
        return _checked(lines, line, start, end, doubled)
    needed = _starts_a_sign(entry) if at == start else at > start and _goes_wrong_at(entry, at)
    if not needed or _goes_on(lines, line):
        return None
    return _checked(lines, line, start, end, quoted(unwrapped(entry["value"])))


def _is_escape(entry: re.Match[str], at: int) -> bool:
    """Whether a place in a value in double quotes stands behind a backslash that escapes nothing."""
    row, start = entry.string, entry.start("value")
    back = at - 1 - (row[at - 1 : at] in {"x", "u", "U"})  # where digits are missed
    return row[start] == '"' and row[back : back + 1] == "\\" and back > start


def _starts_a_sign(entry: re.Match[str]) -> bool:
    """Whether a value starts with what is a sign in YAML and was meant as a letter."""
    value = entry["value"]
    if value[0] in "[{":
        return value[-1] not in "]}" and _closed_early(value)
    return value[0] not in {'"', "'"} and not _REAL.match(value)


def _goes_wrong_at(entry: re.Match[str], at: int) -> bool:
    """Whether a colon in a value, or what stands behind the quotes that it opens with, ends it."""
    row, value = entry.string, entry["value"]
    has_colon = row[at : at + 1] == ":" and bool(entry["key"])
    return has_colon or (value[0] in {'"', "'"} and row[:at].rstrip().endswith(value[0]))


def fenced(finding: Finding, lines: Lines) -> Fix | None:
    """The lines of --- around an article's settings, where they are others or missing."""
    line = finding.span.line
    row = lines.row(line)
    if re.match(r"[\w.-]+[ ]*=", lines.row(line + 1)):
        return None  # settings in another language, which three hyphens would not mend
    if re.fullmatch(r"\s*[^\w\s]{1,12}", row.rstrip()) and row.rstrip() != "---":
        return lines.fix(line, 0, len(row), "---")
    if row.rstrip() == "---":
        return _closed(lines, line)
    front = front_of(lines.rows)
    if front is None or not front.above:
        return None
    edits = [lines.edit(line, 0, 0, "---\n")]
    if front.end == front.below:
        edits.append(lines.edit(front.below + 1, 0, 0, "---\n"))
    return Fix(tuple(edits))


def _closed(lines: Lines, line: int) -> Fix | None:
    """A line of --- below settings that end at an empty line."""
    found = front_of(lines.rows)
    if found is None or found.end is None or found.end != found.below or found.start != line:
        return None
    return Fix((lines.edit(found.end + 1, 0, 0, "---\n"),))


def _closed_early(value: str) -> bool:
    """Whether brackets that open a value are closed before its end: "[Khẩn] Họp"."""
    closing = {"[": "]", "{": "}"}[value[0]]
    return 0 < value.find(closing) < len(value) - 1


def _goes_on(lines: Lines, line: int) -> bool:
    """Whether the value may go on in the next line."""
    row, below = lines.row(line), lines.row(line + 1)
    indent = len(row) - len(row.lstrip())
    entry = re.match(r"\s*(?:-\s|[\w.-]+:(?:\s|$))", below)
    return bool(below.strip()) and len(below) - len(below.lstrip()) > indent and not entry


def _checked(lines: Lines, line: int, start: int, end: int, text: str) -> Fix | None:
    """The fix, if the line can be read with it."""
    row = lines.row(line)
    try:
        yaml.compose((row[:start] + text + row[end:]).strip(), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None
    return lines.fix(line, start, end, text)


def with_hash(finding: Finding, lines: Lines) -> Fix | None:
    """A value in quotes, with the # that cuts it short."""
    row = lines.row(finding.span.line)
    entry = _ENTRY.fullmatch(row)
    if entry is None or not (entry["key"] or entry["lead"].strip()):
        return None
    value, start = entry["value"], entry.start("value")
    if value[:1] in {"[", "{", '"', "'", "|", ">"} or _goes_on(lines, finding.span.line):
        return None
    return _checked(lines, finding.span.line, start, start + len(value), quoted(value))


def as_day(finding: Finding, lines: Lines) -> Fix | None:
    """A day as settings have it, where it can be no other; "05/12" in English may be two.

    An hour beside it is left out where none can be meant: on a masthead, not in an entry of a list.
    """
    span = finding.span
    row, value = lines.row(span.line), lines.at(span).strip("\"'")
    day = meant_day(value)
    if day is None or _OPTION.match(row) or (is_twofold(value) and _is_english(lines)):
        return None
    if hours_beside(value) and not row.startswith("date:"):
        return None
    return lines.instead(span, day.isoformat())


_OPTION = re.compile(r"\s*:[a-z]+:")
"""A directive's option, in which an hour follows the day."""


def _is_english(lines: Lines) -> bool:
    settings = sources_below(lines.root)(PUBLICATION) or ""
    return re.search(r"(?m)^language:[ \t]*[\"']?en", settings) is not None


_SWITCHES = {"clip", "draft", "standing"}
"""Settings that are true or false."""
_MEANT = {"y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false"}


def yes_or_no(finding: Finding, lines: Lines) -> Fix | None:
    """The word in quotes; true or false where nothing else can stand."""
    span = finding.span
    row, word = lines.row(span.line), lines.at(span)
    before = re.search(r"([\w.-]+):\s+$", row[: span.column - 1])
    key = before[1] if before else ""
    meant = _MEANT.get(word.lower())
    if meant is None:
        return None
    off = key == "voice" and lines.file == PUBLICATION and not row[:1].isspace()
    if off:
        instead = "off" if meant == "false" else None
    elif key in _SWITCHES and lines.file.endswith(".md"):
        instead = meant
    else:
        instead = quoted(word)
    if instead is None:
        return None
    return lines.instead(span, instead)


_STEP = 2


def without_tabs(finding: Finding, lines: Lines) -> Fix | None:
    """Spaces for tabs, as many as the lines around are indented by or as make YAML of them."""
    around = lines.settings(finding.span.line)
    indents = [
        len(row) - len(row.lstrip(" "))
        for row in (lines.row(line) for line in around)
        if row.startswith(" ") and row.strip() and "\t" not in row[: len(row) - len(row.lstrip())]
    ]
    for step in dict.fromkeys((min(indents, default=_STEP), *range(1, _WIDEST + 1))):
        edits = [edit for line in around for edit in _spaced(lines, line, step)]
        if edits and _is_yaml(lines, around, edits):
            return Fix(tuple(edits))
    return None


_WIDEST = 8
"""Columns of a tab, at the most."""


def _spaced(lines: Lines, line: int, step: int) -> Iterator[Edit]:
    """What puts spaces for the tabs of a line, `step` for each in front of it."""
    row = lines.row(line)
    for match in re.finditer(r"^[ \t]*\t[ \t]*|(?<=:)[ ]*\t[ \t]*|(?<=-)[ ]*\t[ \t]*", row):
        if match.start() and not _before_value(row, match.start()):
            continue
        new = match[0].replace("\t", " " * step) if not match.start() else " "
        yield lines.edit(line, match.start(), match.end(), new)


def _is_yaml(lines: Lines, around: range, edits: Sequence[Edit]) -> bool:
    """Whether the lines can be read with edits, none of which goes beyond its line."""
    rows = {line: lines.row(line) for line in around}
    for edit in reversed(edits):
        row = rows[edit.line]
        rows[edit.line] = row[: edit.column - 1] + edit.text + row[edit.end_column - 1 :]
    try:
        yaml.compose("\n".join(rows.values()))
    except yaml.YAMLError:
        return False
    return True


def _before_value(row: str, at: int) -> bool:
    """Whether a place is right behind the first key or hyphen of a line."""
    return re.fullmatch(r"\s*(?:-\s*)*(?:[\w.-]+:|-)", row[:at]) is not None


def key(finding: Finding, lines: Lines) -> Fix | None:
    """A key in small letters, where those are all that it lacks."""
    span = finding.span
    small = lines.at(span).lower()
    if finding.hint != meant(small) or _has_key(lines, span.line, small):
        return None
    return lines.instead(span, small)


def whole(finding: Finding, lines: Lines) -> Fix | None:
    """A value in quotes, with the comma that has cut it in two."""
    span = finding.span
    row, value = lines.row(span.line), lines.at(span)
    # In brackets, and between figures with a space, it may well part two values.
    if not re.search(r":[ ]+$", row[: span.column - 1]) or re.search(r"[0-9], +[0-9]", value):
        return None
    return lines.instead(span, quoted(value))


def _has_key(lines: Lines, line: int, name: str) -> bool:
    around = (lines.row(one) for one in lines.settings(line))
    return any(re.match(rf"[\s-]*{name}:", row) for row in around)


_LISTS = {"authors", "articles"}


def as_list(finding: Finding, lines: Lines) -> Fix | None:
    """One name in the brackets of a list."""
    span = finding.span
    row, value = lines.row(span.line), lines.at(span)
    before = re.search(r"([\w.-]+):\s+$", row[: span.column - 1])
    if not (before and before[1] in _LISTS and value) or _goes_on(lines, span.line):
        return None
    several = re.search(rf"[,;]| {any_phrase('between_names')} ", value)
    if "#" in row[span.end_column - 1 :] or value[0] in "[{|>&*!" or several:
        return None
    plain = value[0] in {'"', "'"} or not re.search(r"[\[\]{}#:]", value)
    return lines.instead(span, f"[{value if plain else quoted(value)}]")


_FEWEST = 2
"""Settings in a line from which on they are glued."""


def _settings_apart(row: str) -> str:
    """The row as lines; "" where it does not begin with a setting, or has one alone."""
    names = [match[1] for match in _key().finditer(row)]
    if len(names) < _FEWEST or len({*names}) < len(names):
        return ""
    return _key().sub(r"\n\1:", row).lstrip("\n") if _key().match(row) else ""


@cache
def _key() -> re.Pattern[str]:
    """A setting's name at the beginning of a line, or behind a space, with what stands behind it."""
    names = {*IssueSettings.model_fields, *ArticleSettings.model_fields, *Publication.model_fields}
    return re.compile(rf"(?:\A| +)({'|'.join(sorted(names))}):(?=\s)")
