"""A word of the lexicon written down for the editor, and nothing else in the file changed.

In: a publication's folder, a word and how it is said. Out: `lexicon.yaml` with that line: behind
the others, or in the place of the word's old one. Comments, order, indentation and line ends stay
as the editor has them. What would come out is read first as a build reads it, and only a file that
says just what it said before, and the new word, takes the place of the old one.
"""

import re
import tempfile
from pathlib import Path
from unicodedata import normalize

import yaml
from pydantic import ValidationError

from bulletin.desk.starter_files import in_yaml
from bulletin.desk.writing import rewrite, write_new
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.lexicon import LEXICON, LONGEST_WORD, read_lexicon
from bulletin.source.reporting import Findings
from bulletin.source.settings.fault_words import first_fault
from bulletin.source.settings.models import LexiconSetting
from bulletin.source.text import read_source


def entry_of(say: str, language: str | None = None) -> LexiconSetting:
    """An entry as an editor would write it. Raises `BulletinError` for one that none could."""
    try:
        entry = LexiconSetting(say=_line(say), language=language or None)
    except ValidationError as error:
        why, hint = first_fault(error)
        raise BulletinError(
            tr("the lexicon cannot say that: {why}", why=why),
            hint or tr("write the words as they are said, on one line"),
        ) from None
    return entry


def say_so(root: Path, word: str, entry: LexiconSetting) -> None:
    """Have a word said as the entry has it, from now on. Raises `BulletinError` if it cannot."""
    word = _line(word)
    if not 0 < len(word) <= LONGEST_WORD:
        message = tr("a word of the lexicon has 1 to {most} letters", most=LONGEST_WORD)
        raise BulletinError(message, tr("mark the word itself"))
    file = root / LEXICON
    if leads_out(file, root):
        message = tr("{file} is a link to a file outside the publication's folder", file=LEXICON)
        raise BulletinError(message, tr("copy the file itself into the folder"))
    before = file.read_bytes() if file.exists() else b""
    wanted = {**_read(before), word: entry}
    data = _written(before, word, entry)
    if _as_read(data) != wanted:
        raise _by_hand(word, entry)
    if file.exists():
        rewrite(file.resolve(), data, before)
    else:
        write_new(root, {LEXICON: data})


def _line(text: str) -> str:
    """A text on one line, in NFC."""
    return " ".join(normalize("NFC", text).split())


def _read(data: bytes) -> dict[str, LexiconSetting]:
    """What a lexicon says. Raises `BulletinError` if it is not sound."""
    read = _as_read(data)
    if read is None:
        message = tr("{file} has mistakes, so nothing is written into it", file=LEXICON)
        raise BulletinError(message, tr("mend what the check says about it first"))
    return read


def _as_read(data: bytes) -> dict[str, LexiconSetting] | None:
    """The entries of a lexicon as a build reads them; None: it has mistakes."""
    if not data.strip():
        return {}
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        file = Path(folder) / LEXICON
        file.write_bytes(data)
        source = read_source(file, LEXICON, findings)
    read = dict(read_lexicon(source, findings)) if source else {}
    return None if any(finding.is_error for finding in findings.all()) else read


def _by_hand(word: str, entry: LexiconSetting) -> BulletinError:
    message = tr("{file} is written in a way that cannot be added to", file=LEXICON)
    return BulletinError(message, tr("write into it: {line}", line=_entry_line(word, entry)))


def _entry_line(word: str, entry: LexiconSetting) -> str:
    return f"{in_yaml(word)}: {_value(entry)}"


def _value(entry: LexiconSetting) -> str:
    say = in_yaml(entry.say)
    if entry.language is None:
        return say
    # Inside braces a comma or a brace would end the words.
    say = say if re.fullmatch(r"[\w .-]+", say) else _quoted(entry.say)
    return f"{{say: {say}, language: {entry.language}}}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _written(before: bytes, word: str, entry: LexiconSetting) -> bytes:
    """The file with the line, in its own manner."""
    text = before.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    end = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is None or not isinstance(root, yaml.MappingNode) or not root.value:
        return (mark + _behind(text, _entry_line(word, entry), end)).encode()
    for key, value in root.value:
        if _line(key.value) == word and isinstance(value, yaml.Node):
            return (mark + _instead(text, value, entry)).encode()
    if root.flow_style:
        at = root.end_mark.index - 1
        inside = text[:at].rstrip().removesuffix(",")
        return (mark + f"{inside}, {_flow_line(word, entry)}" + text[at:]).encode()
    first = root.value[0][0].start_mark
    line = " " * first.column + _entry_line(word, entry)
    at = _behind_last(text, root)
    return (mark + _behind(text[:at], line, end) + text[at:]).encode()


def _flow_line(word: str, entry: LexiconSetting) -> str:
    say = _quoted(entry.say)
    value = say if entry.language is None else f"{{say: {say}, language: {entry.language}}}"
    return f"{_quoted(word)}: {value}"


def _behind(text: str, line: str, end: str) -> str:
    """A text with one line more."""
    gap = end if text and not text.endswith(("\n", "\r")) else ""
    return f"{text}{gap}{line}{end}"


def _behind_last(text: str, root: yaml.MappingNode) -> int:
    """Where the line behind the last entry begins: before `...`, behind trailing comments."""
    closing = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE).search(text, root.end_mark.index)
    return closing.start() if closing else len(text)


def _instead(text: str, value: yaml.Node, entry: LexiconSetting) -> str:
    """The text with another value; what stands behind it in its line stays."""
    start, stop = value.start_mark.index, value.end_mark.index
    old = text[start:stop]
    tail = old[len(old.rstrip()) :]
    gap = "" if text[:start].endswith((" ", "\t")) else " "
    if isinstance(value, yaml.MappingNode) and not value.flow_style:
        # The entry stood on lines of its own below the word.
        start = len(text[:start].rstrip())
        gap = " "
    return text[:start] + gap + _value(entry) + tail + text[stop:]
