"""Publications as files come to be when people copy, exchange and send them.

In: random numbers. Out: a folder. Nothing here is spoilt letter by letter, as in `publications.py`
and `widely.py`: each file is one that some program has written, in the wrong place, encoding,
version or number.
"""

import io
import os
import re
import shutil
import unicodedata
from pathlib import Path

from PIL import Image

from tests.conftest import SMALL
from tests.fuzz.making import ISSUE
from tests.fuzz.pieces import WORDS
from tests.fuzz.publications import BASE, TEXTS
from tests.fuzz.schemed import SHAPED

TESTS = Path(__file__).parents[1]
WHOLE = (BASE, SMALL, TESTS / "web" / "publication")
"""Publications without an error; issues of theirs have the same id."""
CODES = ("utf-16", "utf-16-be", "utf-8-sig", "cp1258", "cp1252", "latin-1", "utf-7", "utf-32", "mac_roman", "koi8-r")  # fmt: skip
ENDS = (b"\n", b"\r\n", b"\r", b"\n\r", b"\r\r\n", b"\x0b", b"\x0c", "\u2028".encode(), "\x85".encode())  # fmt: skip
DATES = ("0001-01-01", "1582-10-10", "1899-12-31", "1970-01-01", "2026-02-29", "2026-13-01", "2038-01-19", "9999-12-31", "25/11/2026", "11/25/2026", "2026-11-25T23:59:60Z", "2026-W48-3", "45986", "0", "-1", "10000-01-01", "2026-11-25 25:61")  # fmt: skip
COPIES = ("{0} - Copy", "{0} (1)", "Copy of {0}", "{0}~", "{0}.bak", "{0}.orig", "{0}.tmp", "{0}-DESKTOP-AB12", "~${0}", "._{0}", ".{0}.swp", "{0}.crdownload", " {0}", "{0} ", "{0}.", "{0}#")  # fmt: skip
LITTER = ("Thumbs.db", ".DS_Store", "desktop.ini", "__MACOSX/2026-11/._01-bai-mot.md", ".~lock.a.docx#", "New Text Document.txt", ".git/config", "node_modules/a/package.json", "$RECYCLE.BIN/a.md", "dist/2026-11/manifest.json", ".bulletin.json", "con.md", "2026-11.zip", "Bài mới.md", "issue.yaml", "publication.yaml", "lexicon.yaml", "2026-11/publication.yaml", "2026-11/theme/theme.yaml", "theme/publication.yaml")  # fmt: skip
SMART = str.maketrans({'"': "”", "'": "’", "-": "–", ":": "：", ",": "，", "#": "＃", "[": "［", "]": "］"})  # fmt: skip
"""What word processors and foreign keyboards make of the signs of YAML and Markdown."""


def mixed_up(rng, folder):
    """A publication that was clean, with one to four things done to its files."""
    shutil.copytree(rng.choice(WHOLE), folder)
    for _ in range(rng.randint(1, 4)):
        rng.choice(WAYS)(rng, folder)
    if rng.random() < 1 / 20:  # last, for nobody can copy a pipe
        _no_plain_file(rng, folder)
    return folder


def _chosen(rng, folder, endings=()):
    """A file of a publication; None where it has none of these endings."""
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and (not endings or file.suffix.lower() in endings)
    )
    return rng.choice(files) if files else None


def _text_changed(change):
    """A way to do something with the bytes of a text."""

    def way(rng, folder):
        if file := _chosen(rng, folder, TEXTS):
            file.write_bytes(change(rng, file.read_bytes()))

    return way


# -- in the bytes of a text -----------------------------------------------------------------


def _in_two_encodings(rng, data):
    """Some lines as another program saved them."""
    lines = data.splitlines(keepends=True)
    first = rng.randrange(len(lines) + 1)
    code = rng.choice(CODES)
    for at in range(first, min(len(lines), first + rng.randint(1, 9))):
        lines[at] = lines[at].decode("utf-8", "replace").encode(code, "replace")
    return b"".join(lines)


def _read_wrongly(rng, data):
    """Bytes that were taken for those of another encoding, once or twice."""
    for _ in range(rng.choice((1, 1, 2))):
        code = rng.choice(("cp1252", "latin-1", "cp1258"))
        data = data.decode(code, "replace").encode("utf-8")
    return data


def _mixed_ends(rng, data):
    """Lines that end in several ways."""
    ends = rng.sample(ENDS, 2)
    return b"".join(line + rng.choice(ends) for line in data.splitlines())


def _tabbed(rng, data):
    """Tabs where spaces stood: at the beginnings of lines, or between words."""
    pattern, by = rng.choice(((rb"(?m)^ {1,2}", b"\t"), (rb": ", b":\t"), (rb" ", b"\t"), (rb"(?m)^", b"\t")))  # fmt: skip
    return re.sub(pattern, by, data, count=rng.choice((0, 1, 3)))


def _padded(rng, data):
    """A file that a full disk or a pulled stick has left: zeros at its end or in its middle."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + b"\0" * rng.choice((1, 512)) + data[at : rng.choice((at, len(data)))]


def _marked_inside(rng, data):
    """A file in two pieces, each with a byte order mark, or in two directions."""
    sign = rng.choice(("\ufeff", "\u202b", "\u200e", "\x1a", "\u2029")).encode()
    parts = data.split(b"\n")
    at = rng.randrange(len(parts))
    parts[at] = rng.choice((sign + parts[at], parts[at] + sign))
    return sign * rng.choice((0, 1)) + b"\n".join(parts)


def _smartened(rng, data):
    """Signs as a word processor has put them right."""
    lines = data.decode("utf-8", "replace").split("\n")
    for at in rng.sample(range(len(lines)), min(len(lines), rng.randint(1, 4))):
        lines[at] = lines[at].translate(SMART)
    return "\n".join(lines).encode()


def _apart(_rng, data):
    """Letters with their accents apart, as macOS writes them."""
    return unicodedata.normalize("NFD", data.decode("utf-8", "replace")).encode()


def _doubled(rng, data):
    """A text that was pasted twice, or with the other half of a merge."""
    return rng.choice((
        data + data,
        data + b"\n" + data,
        b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> main\n",
        data.replace(b"\n", b"\n\n"),
        data.replace(b"\n", b" "),
    ))  # fmt: skip


def _dated(rng, data):
    """Days and numbers beyond what they may be."""
    found = list(re.finditer(rb"\d{4}-\d\d-\d\d|(?<=: )\d+\b", data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(DATES).encode() + data[one.end() :]


# -- in settings -----------------------------------------------------------------------------


def _settings(change):
    """A way to do something with the lines of a file of YAML."""

    def way(rng, folder):
        if file := _chosen(rng, folder, (".yaml",)):
            lines = file.read_text("utf-8", errors="replace").split("\n")
            file.write_text("\n".join(change(rng, lines)), "utf-8", errors="replace")

    return way


def _anchored(rng, lines):
    """A value that is said by another one: anchors, aliases, merges, tags."""
    valued = [at for at, line in enumerate(lines) if ": " in line]
    if not valued:
        return lines
    one, other = rng.choice(valued), rng.choice(valued)
    for at, sign in ((one, "&x"), (other, rng.choice(("*x", "&x", "<<: *x", "!!str", "!!int", "!x")))):  # fmt: skip
        key, _, value = lines[at].partition(": ")
        lines[at] = f"{key}: {sign}" + (f" {value}" if sign[0] in "&!" else "")
    return [*lines, *rng.choice(([], ["<<: *x"], ["a: [*x, *x]"], ["%YAML 1.1"], ["...", "a: 1"]))]


def _without(rng, lines):
    """A line less, with what stands in it or without."""
    at = rng.randrange(len(lines))
    return lines[:at] + lines[at + rng.choice((1, 1, 2)) :]


def _of_another_version(rng, lines):
    """Keys as another version may call them."""
    at = rng.randrange(len(lines))
    key, colon, value = lines[at].partition(":")
    key = rng.choice((key.upper(), key.title(), key.replace("_", "-"), f"{key}s", f"{key}_2", f'"{key}"', f"? {key}\n", f"x-{key}"))  # fmt: skip
    lines[at] = key + colon + value
    return rng.choice((lines, ["version: 2", *lines], ["$schema: ./a.json", *lines]))


def _of_another_kind(rng, lines):
    """A value where a list stood, a list where a value stood."""
    valued = [at for at, line in enumerate(lines) if re.match(r"[\w-]+: \S", line)]
    if not valued:
        return lines
    at = rng.choice(valued)
    key, _, value = lines[at].partition(": ")
    lines[at] = f"{key}: " + rng.choice((f"[{value}]", f"{{a: {value}}}", f"[[{value}], {value}]", rng.choice(SHAPED), "", f"|\n  {value}", f">-\n  {value}", f"\n- {value}\n- {value}", f"{value} # a"))  # fmt: skip
    return lines


# -- files and folders -----------------------------------------------------------------------


def _swapped(rng, folder):
    """A file of another publication, of the same kind and in the same place or another."""
    if mine := _chosen(rng, folder):
        other = _chosen(rng, rng.choice(WHOLE), (mine.suffix.lower(),))
        if other:
            shutil.copy(other, rng.choice((mine, mine, mine.with_name(other.name))))


def _within_itself(rng, folder):
    """A folder that was dropped into another one, or into itself."""
    folders = [folder, *sorted(one for one in folder.rglob("*") if one.is_dir())]
    what, where = rng.choice(folders), rng.choice(folders)
    name = rng.choice((what.name, ISSUE, "2026-12", rng.choice(COPIES).format(what.name)))
    if not (where / name).exists():
        shutil.copytree(what, folder.with_name("copied"))
        shutil.move(folder.with_name("copied"), where / name)


def _copied(rng, folder):
    """A file beside itself, as programs call copies of what is open, lost or there already."""
    if file := _chosen(rng, folder):
        stem = rng.choice((file.name, file.stem))
        ending = "" if stem == file.name else file.suffix
        place = file.with_name(rng.choice(COPIES).format(stem) + ending)
        if not place.exists():
            rng.choice((shutil.copy, shutil.move))(file, place)


def _littered(rng, folder):
    """What systems and programs leave in folders."""
    place = folder / rng.choice(LITTER)
    if not place.exists() and all(one.is_dir() or not one.exists() for one in place.parents):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(
            rng.choice((b"", b"\0\0\0\1Bud1", b"a: b\n", b"---\ntitle: A\n---\n\nA.\n"))
        )


def _again(rng, folder):
    """A second issue with the number, the day, the articles and the places of the first."""
    second = folder / rng.choice(("2026-12", "2026-10", "2026-11-so-2", "2026-13", "2026-1"))
    if (folder / ISSUE).is_dir() and not second.exists():
        shutil.copytree(folder / ISSUE, second)


def _emptied(rng, folder):
    """A file, of any kind, of no bytes."""
    if file := _chosen(rng, folder):
        file.write_bytes(b"")


def _no_plain_file(rng, folder):
    """A pipe, a link to nowhere, to itself or without end, or gigabytes of nothing for a file."""
    if file := _chosen(rng, folder):
        file.unlink()
        link = rng.choice(("", file.name, "khong-co", "/dev/zero", "/proc/self/environ", "..", "+"))
        if link == "+":
            with file.open("wb") as stream:
                stream.truncate(3_000_000_000)
        elif link:
            file.symlink_to(link)
        else:
            os.mkfifo(file)


def _required_gone(rng, folder):
    """One of the files, or all of a folder, that nothing goes without."""
    whole = (folder / "publication.yaml", folder / ISSUE / "issue.yaml", folder / ISSUE / "images", folder / ISSUE / "data")  # fmt: skip
    place = rng.choice((*whole, *(folder / ISSUE).glob("*.md")))
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _another_type(rng, folder):
    """A picture of one type that is called as one of another, and odd ones of each type."""
    if file := _chosen(rng, folder, (".png", ".jpg", ".svg", ".webp", ".gif")):
        file.write_bytes(_picture(rng))


def _picture(rng):
    mode = rng.choice(("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F", "YCbCr", "LAB"))
    size = rng.choice(((1, 1), (1, 900), (900, 1), (30, 20), (65, 65)))
    kind = rng.choice(("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO", "PPM", "SVG", "HTML"))
    if kind in {"SVG", "HTML"}:
        return f"<{kind.lower()}>{rng.choice(WORDS)}</{kind.lower()}>".encode()
    made = io.BytesIO()
    try:
        Image.new(mode, size).save(made, kind)
    except (OSError, ValueError):  # a type that has no such pixels
        Image.new("RGB", size).save(made, "PNG")
    return made.getvalue()


WAYS = (
    *map(_text_changed, (_in_two_encodings, _read_wrongly, _mixed_ends, _tabbed, _padded, _marked_inside)),
    *map(_text_changed, (_smartened, _apart, _doubled, _dated)),
    *map(_settings, (_anchored, _without, _of_another_version, _of_another_kind)),
    *(_swapped, _within_itself, _copied, _littered, _again, _emptied, _required_gone, _another_type),
)  # fmt: skip
