"""Publications to all of which something happened at once, as no single file can tell.

In: random numbers. Out: a folder. `mixups.py` exchanges and damages files; here a whole folder
went through somebody's hands: all its signs replaced, two issues made one, half of it translated.
"""

import json
import re
import shutil
import unicodedata

import yaml

from tests.fuzz.making import ISSUE
from tests.fuzz.mixups import WHOLE
from tests.fuzz.publications import TEXTS
from tests.fuzz.themed import THEMES

REPLACED = (
    *((":", "："), (":", ";"), (": ", ":"), (":::", "：：："), (":::", "::"), ("#", "＃")),
    *((" ", "\u00a0"), (" ", "\u3000"), (" ", "  "), (" ", "_"), (" ", ""), ("\n", "\n\u00a0")),
    *(('"', "”"), ("'", "’"), ("-", "–"), ("- ", "• "), ("---", "—"), ("|", "│"), ("*", "＊")),
    *((".", ","), (",", "."), ("/", "\\"), (".md", ".docx"), (".png", ".PNG"), ("images/", "anh/")),
    *(("1", "l"), ("0", "O"), ("2026", "2027"), ("2026-11", "11/2026"), ("title", "tiêu đề")),
    *(("\n", "\r"), ("\n", "\u2028"), ("\n", "\\n"), ("\n", "\n\n"), ("\n", " "), ("{", "｛")),
    *(("i", "ı"), ("đ", "d"), ("a", "а"), ("true", "đúng"), ("[", "("), ("]", ")"), ("&", "&amp;")),
    *(("<", "&lt;"), ("![", "["), ("](", "] ("), ("vi", "en"), ("e", "é"), ("\n", "\ufeff\n")),
)
"""What is found everywhere, and by what it is replaced; the last letter like "a" is Cyrillic."""
FORMS = ("NFD", "NFKD", "NFKC")
SENT = ("{0} (1)", "{0} (2)", "Bản sao của {0}", "{0} - bản cuối", "{0}_1764230400", "{0}%20sửa", "{0}.txt", "z{0}", "{0} 📌", "ĐÃ DUYỆT {0}", "{0}(1)(1)")  # fmt: skip
"""How chats and drives call what they hand on."""
ENGLISH = "## About the meeting\n\nThe commune's People's Committee met on 25 November 2026.\n\nIt cost 1,200.50 dong, or 3.5%.\n"  # fmt: skip
KEYS = {"colours": "colors", "faces": "fonts", "extends": "parent", "name": "title"}
"""Words of themes, and what another version may have called them."""


def befallen(rng, folder):
    """A publication that was clean, to which one or two things happened as a whole."""
    shutil.copytree(rng.choice(WHOLE), folder)
    for _ in range(rng.choice((1, 1, 2))):
        rng.choice(HAPPENINGS)(rng, folder)
    return folder


def _texts(folder, endings=TEXTS):
    return sorted(f for f in folder.rglob("*") if f.suffix in endings and f.is_file())


def _some(rng, folder):
    """The texts that somebody had open: all, those of one kind, one of them."""
    files = _texts(folder)
    one = rng.choice(files) if files else folder
    return rng.choice((files, [f for f in files if f.suffix == one.suffix], [one] * bool(files)))


def _rewritten(file, change):
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    file.write_bytes(change(text).encode("utf-8", "surrogateescape"))


def _replaced(rng, folder):
    """One sign found and replaced wherever it stands."""
    old, new = rng.choice(REPLACED)
    for file in _some(rng, folder):
        _rewritten(file, lambda text: text.replace(old, new))


def _normalised(rng, folder):
    """Texts and names in another form of Unicode."""
    form = rng.choice(FORMS)
    for file in _some(rng, folder):
        _rewritten(file, lambda text: unicodedata.normalize(form, text))
        file.rename(file.with_name(unicodedata.normalize(form, file.name)))


def _two_issues_in_one(rng, folder):
    """The articles of another issue put among these, and its settings below these."""
    other = rng.choice(WHOLE) / ISSUE
    for file in _texts(other, (".md", ".csv", ".yaml")):
        to = folder / ISSUE / file.relative_to(other)
        to.parent.mkdir(parents=True, exist_ok=True)
        if not to.exists():
            shutil.copy(file, to)
        elif rng.random() < 0.5:
            to.write_bytes(to.read_bytes() + rng.choice((b"", b"\n", b"---\n")) + file.read_bytes())


def _half_translated(rng, folder):
    """The settings in one language, some of the articles in another."""
    for file in _texts(folder, (".yaml",)):
        _rewritten(file, lambda text: text.replace("language: vi", "language: en"))
    for file in _texts(folder, (".md",)):
        if rng.random() < 0.5:
            _rewritten(file, lambda text: text + rng.choice(("\n", "\n---\n", "")) + ENGLISH)


def _sent_along(rng, folder):
    """Files as they are called when they come back, beside those that went or in their place."""
    way = rng.choice((shutil.copy, shutil.move))
    name = rng.choice(SENT)
    for file in _some(rng, folder):
        way(file, file.with_name(name.format(file.stem) + file.suffix))


def _in_conflict(rng, folder):
    """Two versions of some lines between the marks of git, or marks of which one is left."""
    for file in _some(rng, folder):
        lines = file.read_bytes().split(b"\n")
        start, end = sorted(rng.choices(range(len(lines) + 1), k=2))
        base = rng.choice(([], [b"||||||| 1a2b3c4", *lines[start:end]]))
        ours, theirs = [b"<<<<<<< HEAD", *lines[start:end]], [b"=======", *lines[start:end]]
        marked = [*ours, *base, *theirs, b">>>>>>> Sua bai"]
        if rng.random() < 0.3:
            del marked[rng.choice((0, -1))]
        file.write_bytes(b"\n".join([*lines[:start], *marked, *lines[end:]]))


def _as_json(rng, folder):
    """Settings as JSON, in the file of the same name, in one line or in many."""
    for file in _texts(folder, (".yaml",)):
        if rng.random() < 0.6:
            try:
                values = yaml.safe_load(file.read_bytes())
            except (yaml.YAMLError, UnicodeDecodeError):
                continue
            indent = rng.choice((None, 2, "\t"))
            text = json.dumps(values, ensure_ascii=rng.random() < 0.5, indent=indent, default=str)
            file.write_text(rng.choice(("", "{}\n", "// a\n")) + text, "utf-8")


def _theme_of_another_version(rng, folder):
    """A whole theme, some of whose files, words and values are from before or after."""
    own = folder / "theme"
    shutil.copytree(THEMES / rng.choice(("default", "school")), own, dirs_exist_ok=True)
    files = [f for f in sorted(own.rglob("*")) if f.is_file()]
    for file in rng.sample(files, len(files) // 5):
        file.unlink()
    old, new = rng.choice(list(KEYS.items()))
    for file in _texts(own, (".yaml", ".css", ".html", ".j2")):
        if rng.random() < 0.3:
            _rewritten(file, lambda text: re.sub(rf"\b{old}\b", new, text))
        elif rng.random() < 0.2:
            lines = file.read_bytes().split(b"\n")
            del lines[rng.randrange(len(lines))]
            file.write_bytes(b"\n".join(lines))


HAPPENINGS = (
    *(_replaced, _replaced, _replaced, _replaced, _normalised, _two_issues_in_one),
    *(_half_translated, _sent_along, _in_conflict, _in_conflict, _as_json),
    *(_theme_of_another_version,),
)
