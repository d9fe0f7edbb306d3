"""What the desk works on, spoilt: files of other programs to import, publications to mend.

In: random numbers and a folder. Out: the publication in it, and beside it the file to import.
"""

import io
import shutil
import zipfile
from pathlib import Path
from random import Random

from lxml import etree

from bulletin.building.preflight import examined
from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.remarks import report
from bulletin.desk.mending import mend
from bulletin.diagnostics import BulletinError
from tests.desk.importing import official, word
from tests.fuzz.making import ISSUE
from tests.fuzz.papers import paper
from tests.fuzz.pieces import NASTY, WORDS
from tests.fuzz.publications import BASE, SPOILING

CASES = Path(word.__file__).with_name("cases")
FILES = sorted(CASES.glob("*/input.*"))
DOCUMENTS = word.DOCUMENTS | official.DOCUMENTS
BESIDE = "imported"
WRITTEN = {".docx", ".odt", ".html"}
PERSONS = {"B246", "B305", "B404", "B690"}
"""What only a person can say or do: letters that were lost before, what a picture shows, files
linked to, words of 300 letters. Whatever has a fix could have been mended."""


def brought(rng, folder):
    """A publication, and beside it a file with one to four things wrong in it."""
    shutil.copytree(BASE, folder)
    (folder / ISSUE / "01-bai-mot.md").write_text("---\ntitle: Bài một\n---\n\nMột câu.\n", "utf-8")
    name, data = _chosen(rng)
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        data = _repacked(rng, data) if data.startswith(b"PK") else rng.choice(SPOILING)(rng, data)
    beside = folder.with_name(BESIDE)
    beside.mkdir()
    (beside / name).write_bytes(data)
    return folder


def _chosen(rng):
    if rng.random() < 0.4:
        return paper(rng)
    if rng.random() < 0.5:
        name = rng.choice(sorted(DOCUMENTS))
        ending, make = DOCUMENTS[name]
        return f"{name}{ending}", make()
    file = rng.choice(FILES)
    return f"{file.parent.name}{file.suffix}", file.read_bytes()


def _repacked(rng, data):
    """A packed file with something else in one of its parts, or in the pack itself."""
    if rng.random() < 0.1:
        return rng.choice(SPOILING)(rng, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            parts = {name: pack.read(name) for name in pack.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return data
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in texts if name.endswith(("document.xml", "content.xml"))]
    for name in rng.choices(main or texts, k=1) + rng.choices(list(parts), k=rng.choice((0, 1))):
        ways = (_elements, _elements, _elements, rng.choice(SPOILING))
        parts[name] = rng.choice(ways)(rng, parts[name])
    if rng.random() < 0.1:
        del parts[rng.choice(list(parts))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, part in parts.items():
            pack.writestr(name, part)
    return packed.getvalue()


def _elements(rng, data):
    """A part with an element moved, doubled, gone, or with another value."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
    if nodes:
        for _ in range(rng.randint(1, 3)):
            rng.choice((_moved, _doubled, _gone, _valued, _valued))(rng, nodes)
    return etree.tostring(root)


def _moved(rng, nodes):
    one, other = rng.choice(nodes), rng.choice(nodes)
    if one not in other.iterancestors() and one is not other:
        other.append(one)


def _doubled(rng, nodes):
    one = rng.choice(nodes)
    if one.getparent() is not None:
        one.addnext(etree.fromstring(etree.tostring(one, with_tail=False)))


def _gone(rng, nodes):
    one = rng.choice(nodes)
    if one.getparent() is not None:
        one.getparent().remove(one)


def _valued(rng, nodes):
    one, value = rng.choice(nodes), rng.choice((*WORDS, *NASTY))
    try:
        if one.attrib and rng.random() < 0.6:
            one.set(rng.choice(sorted(one.attrib)), value)
        else:
            one.text = value
    except ValueError:
        one.text = "x"


def bring_in(folder):
    """Import the file, and check what became of it; whether it became anything.

    What is not Markdown before has no error afterwards but those that a person has to mend.
    """
    for file in sorted(folder.with_name(BESIDE).iterdir()):
        try:
            made = imported(
                Given(file.name, file.read_bytes()), IssuePlace.of_issue(folder / ISSUE)
            )
        except BulletinError as error:
            str(error).encode()
            return False
        report(file.name, list(made.files), made.remarks).encode()
        for path, data in made.files.items():
            (folder / ISSUE / path).parent.mkdir(exist_ok=True)
            (folder / ISSUE / path).write_bytes(data)
        errors = [
            f"{one.code.number} {one.span.file}:{one.span.line} {one.message}"
            for one in examined(folder, ISSUE)[1]
            if one.is_error and (one.fix or one.code.number not in PERSONS)
        ]
        if errors and file.suffix in WRITTEN:
            raise WorseError("\n".join(errors[:8]))
    return True


class WorseError(Exception):
    """What the desk wrote has errors."""


def put_right(folder):
    """Mend what has one right answer; whether nothing is left. Nothing may be made worse.

    In every third case somebody saves a text at that moment: what they saved has to stay.
    """
    before, saved = _errors(folder), {}

    def look(root):
        found = examined(root, ISSUE)[1]
        if not saved:
            saved.update(_saved_meanwhile(root))
        return found

    mended = mend(folder, look)
    if lost := [file.name for file, data in saved.items() if file.read_bytes() != data]:
        message = f"saved while it was mended, and gone: {lost}"
        raise WorseError(message)
    after = _numbers(mended.findings)
    left = [one for one in mended.findings if one.fix and one.span.file not in mended.refused]
    if left:
        raise WorseError("\n".join(map(str, left[:8])))
    if mended.count and not before and after and not saved:
        raise WorseError("\n".join(map(str, mended.findings[:8])))
    return not after


def _saved_meanwhile(root):
    """What somebody else saves, by file: one of the texts, spoilt, or nothing at all."""
    texts = sorted(file for file in root.rglob("*.md") if file.is_file() and not file.is_symlink())
    rng = Random(sum(file.stat().st_size for file in texts))  # noqa: S311, no secret
    if not texts or rng.random() < 0.66:
        return {}
    file = rng.choice(texts)
    before = file.read_bytes()
    file.write_bytes(rng.choice(SPOILING)(rng, before))
    return {file: file.read_bytes()} if file.read_bytes() != before else {}


def _errors(folder):
    return _numbers(examined(folder, ISSUE)[1])


def _numbers(findings):
    return {one.code.number for one in findings if one.is_error}
