"""Text whose letters are others than they look like: old encodings, wrong ones, alphabets alike.

In: the lines of a file. Out: findings, each with edits for all places in the file.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bulletin import codes
from bulletin.diagnostics import Code, Edit, Finding, Fix, Span
from bulletin.messages import tr

_MOST = 5000
_LONGEST = 20_000
"""Characters of a line that is looked at; a longer one is no text."""


def one_finding(code: Code, edits: list[Edit], message: str, hint: str) -> Finding:
    """One finding at the first place, with all edits."""
    first = edits[0]
    span = Span(first.file, first.line, first.column, first.end_column)
    return Finding(code, message, span, hint, Fix(tuple(edits)))


# -- encodings -----------------------------------------------------------------------------

_OLD = re.compile(
    "[A-Za-z][¡-®µ-¹»-¾äåæçëîïðñöøûüÿÄÅÆÇËÎÏÑÖØÛÜß]|[¡-®µ-¹»-¾ÖÑ][A-Za-z]"
    "|[aey][âøùûïåãáàöòóñ]|o[âøùûïåöòóñ]|u[øùûïåöòóñ]"  # but for those of "hoà", "xuân", "quán"
)
"""What no Vietnamese word in Unicode has, and every other word in TCVN3 or VNI. ² and ° are no letters."""
_VIQR = re.compile(r"[aeoAEO]\^|[oOuU]\+|[aA]\((?=\w|['`?~.])")
_TWO_SIGNS = re.compile("[ÃÂÄÅÆáâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_TWICE = re.compile(rf"(?<![^ \t\n])[^ \t\n]*{_TWO_SIGNS.pattern}[^ \t\n]*")
"""A word in UTF-8 that was read as Windows-1252: each letter is two or three signs."""


def misread(file: str, rows: Sequence[str]) -> Iterator[Finding]:
    """Text in an encoding of before Unicode, and text that was read in a wrong one."""
    twice = [
        Edit(file, line, match.start() + 1, line, match.end() + 1, better)
        for line, row in enumerate(rows, start=1)
        if len(row) <= _LONGEST and _TWO_SIGNS.search(row)
        for match in _TWICE.finditer(row)
        if (better := _read_again(match[0])) is not None
    ][:_MOST]
    if twice:
        message = tr("this text was read in a wrong encoding, in {count} places", count=len(twice))
        hint = tr("mend it with --fix, or copy it again from where it stands right")
        yield one_finding(codes.OLD_ENCODING, twice, message, hint)
    elif sum(len(_old_in(row).findall(row[:_LONGEST])) for row in rows) > 1:
        yield from _old(file, rows)


def _old_in(row: str) -> re.Pattern[str]:
    """What tells an old encoding in a row: in VIQR all is ASCII."""
    return _VIQR if row.isascii() else _OLD


_LOST = re.compile(
    r"(?i)(?<![\w?/&=.:])(?:[b-df-hj-np-tv-zđ]{1,3}\?+[a-z]{1,6}|(?<!\S)\?{1,3}[a-z]{1,6})(?![\w/=:.]*[=/])"
)
"""A word of which a letter has become a question mark: "Th?ng", "?p"."""
_SURELY = 2


def lost_letters(file: str, rows: Sequence[str]) -> Iterator[Finding]:
    """Words that a program has saved in an encoding without Vietnamese letters."""
    found = [
        (line, match)
        for line, row in enumerate(rows, start=1)
        if "?" in row and len(row) <= _LONGEST
        for match in _LOST.finditer(row)
    ]
    if len(found) >= _SURELY:
        line, match = found[0]
        yield Finding(
            codes.OLD_ENCODING,
            tr("letters of {count} words are lost, and ? stands in their place", count=len(found)),
            Span(file, line, match.start() + 1, match.end() + 1),
            tr("copy it again from where it stands right; from Excel save it as CSV UTF-8"),
        )


def _read_again(word: str) -> str | None:
    """A word as it was before it was read as Windows-1252; None for a word that is right."""
    try:
        data = b"".join(
            char.encode("latin-1" if ord(char) < _FIRST_OF_UNICODE else "cp1252") for char in word
        )
        better = data.decode("utf-8")
    except UnicodeError:
        return None
    return better if any(char.isalpha() and not char.isascii() for char in better) else None


_FIRST_OF_UNICODE = 256


def _old(file: str, rows: Sequence[str]) -> Iterator[Finding]:
    from bulletin.desk.legacy.detector import detected  # noqa: PLC0415, hardly any text needs it

    kept = [(line, row) for line, row in enumerate(rows, start=1) if len(row) <= _LONGEST]
    kept = [(line, row) for line, row in kept if not row.isascii() or _VIQR.search(row)]
    readers = detected([row for _, row in kept])
    edits = [
        Edit(file, line, 1, line, len(row) + 1, better)
        for (line, row), encoding in zip(kept, readers, strict=True)
        if encoding is not None and (better := encoding.decode(row)) != row
    ][:_MOST]
    if edits:
        message = tr(
            "this text is in an old encoding (TCVN3, VNI, VIQR), in {count} lines", count=len(edits)
        )
        hint = tr("mend it with --fix, and compare it with the original")
        yield one_finding(codes.OLD_ENCODING, edits, message, hint)


# -- letters that look alike ---------------------------------------------------------------

_FOREIGN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Letters of the Cyrillic and Greek alphabets that look like Latin ones."""
_OTHER_ALPHABET = re.compile("[\u0370-\u04ff]")
_MIXED = re.compile(rf"(?<![^\W\d_])[^\W\d_]*{_OTHER_ALPHABET.pattern}[^\W\d_]*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WIDE = re.compile(
    "(?:[\uff01-\uff5e\ufb00-\ufb06\u2160-\u217f\u3371-\u337a\u3380-\u33df\u2103\u2109\U0001d400-\U0001d7ff]"
    "|[\u24b6-\u24e9](?=[^\\W\\d_]|[\u24b6-\u24e9])|(?<=[^\\W\\d_])[\u24b6-\u24e9]|(?<=[\u24b6-\u24e9])[\u24b6-\u24e9])+"
)
"""Characters of another width, joined letters, numerals and units in one character, letters as of
formulas, in rings where they make words."""
_DEGREE = re.compile(r"(?<=\d)(?P<gap>[ \u00a0]?)(?:[º˚⁰o]|(?<=[ \u00a0])0)[ \u00a0]?(?=[CF]\b)")
"""Signs that stand for degrees where the raised ring is not at hand."""
_SLASHED = re.compile(
    r"(?<![\w./:@])(?![0-9]{1,2}[⁄∕][0-9]{1,2}(?![\w⁄∕]))\w[\w-]{0,30}(?:[⁄∕⧸]\w[\w-]{0,30}){1,6}"
)
"""What has a slash of fractions or of formulas, and is no fraction: a day, the number of a paper."""
_PERHAPS = re.compile(
    "[\u0370-\u04ff⁄∕⧸\uff01-\uff5e\ufb00-\ufb06\u2160-\u217f\u3371-\u33df\u2103\u2109\u24b6-\u24e9"
    "\U0001d400-\U0001d7ff]|[º˚⁰o0][ \u00a0]?[CF]"
)
"""What any of these has: one class is looked for in a tenth of the time."""
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_POWERS = {"2": "²", "3": "³"}


def lookalikes(file: str, rows: Sequence[str]) -> Iterator[Finding]:
    """Letters that search, voice and dictionary take for others than readers do."""
    edits = [
        Edit(file, line, start + 1, line, start + len(word) + 1, better)
        for line, row in enumerate(rows, start=1)
        if _PERHAPS.search(row)
        for start, word, better in _alike(row)
    ][:_MOST]
    if edits:
        yield one_finding(
            codes.LOOKALIKES,
            edits,
            tr("letters that only look like the usual ones, in {count} places", count=len(edits)),
            tr("searches and voices take them for others: mend them with --fix"),
        )


def _alike(row: str) -> Iterator[tuple[int, str, str]]:
    for match in _MIXED.finditer(row) if _OTHER_ALPHABET.search(row) else ():
        word = match[0]
        if _LATIN.search(word) and all(c in _FOREIGN or _LATIN.match(c) for c in word):
            yield match.start(), word, "".join(_FOREIGN.get(c, c) for c in word)
    for match in _SLASHED.finditer(row):
        yield match.start(), match[0], re.sub("[⁄∕⧸]", "/", match[0])
    for match in _DEGREE.finditer(row):
        yield match.start(), match[0], f"{match['gap']}°"
    if not _EAST.search(row):
        for match in _WIDE.finditer(row):
            better = "".join(map(_usual, match[0]))
            # What is as wide as two characters brings its space along.
            after = " " if better[-1] in ",.;:!?)" and row[match.end() :][:1].isalpha() else ""
            before = " " if better[0] == "(" and row[: match.start()][-1:].isalnum() else ""
            yield match.start(), match[0], f"{before}{better}{after}"


def _usual(char: str) -> str:
    """A character as it is usually written; the powers of units stay."""
    if "\u3371" <= char <= "\u33df":
        # Unicode takes ㎡ apart to m2.
        plain = unicodedata.normalize("NFKC", char)
        return plain[:-1] + _POWERS.get(plain[-1], plain[-1])
    return unicodedata.normalize("NFKC", char)
