"""The files of a publication's own theme: inside, readable, and used by something.

In: the theme's files. Out: findings.
"""

from collections.abc import Iterable
from pathlib import Path

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest
from bulletin.source.text import read_source
from bulletin.theming.files import LARGEST_TEXT, OWN, ThemeFiles, fault_of
from bulletin.theming.judging.limits import MOST_FILES, MOST_TEXT, too_much
from bulletin.theming.tables import STRINGS, languages_of

_TEXTS = (".html", ".j2", ".css", ".svg", ".js", ".yaml", ".yml", ".xml")
_YAML = (".yaml", ".yml")
"""Files that are read by keys, where what cannot be read is said."""
_OTHER = {"readme", "license", "licence", "thumbs", "desktop", "changelog"}
"""Stems of files that people and their systems leave in folders."""


def judge_files(files: ThemeFiles, findings: Findings) -> bool:
    """Report files that cannot be used; says whether the folder itself can be."""
    if fault := _folder_fault(files):
        message = tr("{name} {fault}", name=OWN, fault=fault)
        hint = tr("copy the folder itself to this place")
        findings.add(codes.FILE_OUTSIDE, Span(OWN), message, hint)
        return False
    if size := _size_fault(files):
        findings.add(codes.TEMPLATE_LIMIT, Span(OWN), size, _FEWER)
        return False
    usable = True
    for name in files.names():
        path = files.own / name
        if fault := fault_of(path, files.root):
            code = codes.TEMPLATE_LIMIT if "MB" in fault else codes.FILE_OUTSIDE
            hint = (
                tr("save it smaller") if "MB" in fault else tr("copy the file itself into theme/")
            )
            findings.add(
                code, Span(f"{OWN}/{name}"), tr("{name} {fault}", name=name, fault=fault), hint
            )
        elif path.suffix in _TEXTS and path.stat().st_size > LARGEST_TEXT:
            message = tr(
                "{name} has more than {largest_text:,} bytes", name=name, largest_text=LARGEST_TEXT
            )
            hint = tr("leave pictures and fonts in files of their own")
            findings.add(codes.TEMPLATE_LIMIT, Span(f"{OWN}/{name}"), message, hint)
            usable = False
        elif path.suffix in _TEXTS:
            usable = _judge_limits(path, name, findings) and usable
    return usable


def _judge_limits(path: Path, name: str, findings: Findings) -> bool:
    """Report a text that cannot be read, or holds more than it may; says whether it does not."""
    # What is wrong in the bytes of a YAML file is said by whoever reads its values.
    told = Findings() if path.suffix in _YAML else findings
    source = read_source(path, f"{OWN}/{name}", told)
    found = too_much(name, source.text) if source else None
    if source is None or found is None:
        return True
    place = source.span(found.offset, found.offset + 1)
    findings.add(codes.TEMPLATE_LIMIT, place, f"{name}: {found.message}", found.hint)
    return False


def _size_fault(files: ThemeFiles) -> str:
    names = files.names()
    if len(names) > MOST_FILES:
        return tr("a theme has more than {most} files", most=MOST_FILES)
    texts = (files.own / name for name in names if Path(name).suffix in _TEXTS)
    if sum(path.stat().st_size for path in texts if path.is_file()) > MOST_TEXT:
        return tr("the texts of a theme have more than {most} bytes", most=MOST_TEXT)
    return ""


_FEWER = tr("leave out what the theme does not need")


def _folder_fault(files: ThemeFiles) -> str:
    try:
        outside = not files.own.resolve().is_relative_to(files.root.resolve())
        return (
            tr("is a link to a place outside the publication")
            if outside
            else tr("is not a folder")
            if not files.own.is_dir()
            else ""
        )
    except (OSError, RuntimeError):
        return tr("cannot be read")


_MOST_FILES = 300
"""Files of a theme that a misspelt name is compared with."""


def judge_use(files: ThemeFiles, language: str, used: Iterable[str], findings: Findings) -> None:
    """Report files that nothing uses: most often their name is misspelt."""
    known = {
        path.relative_to(folder).as_posix()
        for folder in files.shipped
        for path in folder.rglob("*")
        if path.is_file()
    } | set(used)
    for name in files.names():
        if name in known or _is_other(name) or _is_words(name, language):
            continue
        if name.startswith(f"{STRINGS}/"):
            hint = tr(
                "this publication's words are in {strings}/{language}/, in files of YAML",
                strings=STRINGS,
                language=language,
            )
        elif close := nearest(name, known, _MOST_FILES):
            hint = tr("did you mean {close}?", close=close)
        else:
            hint = tr("take the name of a file of the theme")
        findings.add(
            codes.NOT_USED, Span(f"{OWN}/{name}"), tr("nothing uses {name}", name=name), hint
        )


def _is_other(name: str) -> bool:
    stem = name.rpartition("/")[2].lower().partition(".")[0]
    return name.startswith("icons/") or not stem or stem in _OTHER or "/." in f"/{name}"


def _is_words(name: str, language: str) -> bool:
    folder, _, rest = name.removeprefix(f"{STRINGS}/").partition("/")
    inside = name.startswith(f"{STRINGS}/") and folder in languages_of(language)
    return inside and rest.endswith(".yaml") and "/" not in rest
