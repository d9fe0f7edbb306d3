"""What a publication may bring besides its texts: a theme, faces, a lexicon, an earlier issue.

In: a folder and a `Pen`. Out: files in it. A theme's files are copied as they are, for that is how
one's own begins; of its words some are changed, and have to be shown.
"""

import json
import shutil
from pathlib import Path

import fontpkg_be_vietnam_pro
import fontpkg_source_serif_4
import yaml

from tests.fuzz.making import ISSUE

THEMES = Path(__file__).parents[2] / "templates"
COPIED = sorted(
    file.relative_to(THEMES / "default")
    for file in (THEMES / "default").rglob("*")
    if file.is_file() and file.suffix != ".js"
)
SHOWN = {
    "imprint": ("imprint_heading", "imprint_publisher", "imprint_licence", "imprint_date"),
}
"""Words that every edition shows, as the file of a theme and the keys in it."""
FACES = (Path(fontpkg_be_vietnam_pro.__file__), Path(fontpkg_source_serif_4.__file__))


def bring(pen, folder, name):
    """Files beside the articles, some from the theme of a name; what the settings say of them."""
    if pen.chance(0.2):
        own_theme(pen, folder, name)
    for share, brought in ((0.3, lexicon), (0.1, earlier_issue)):
        if pen.chance(share):
            brought(pen, folder)
    return f", faces: {{text: [{', '.join(faces(pen, folder))}]}}" if pen.chance(0.1) else ""


def own_theme(pen, folder, name):
    """Some files of a theme, unchanged, and a word or two of its own."""
    for file in pen.rng.sample(COPIED, pen.rng.choice((1, 3, 9))):
        to = folder / "theme" / file
        to.parent.mkdir(parents=True, exist_ok=True)
        own = THEMES / name / file
        shutil.copy(own if own.exists() else THEMES / "default" / file, to)
    for words_of, keys in SHOWN.items():
        words = {key: pen.words(3, "name") for key in pen.rng.sample(keys, 2)}
        for language in ("vi", "en"):
            to = folder / "theme" / "strings" / language / f"{words_of}.yaml"
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")


def lexicon(pen, folder):
    words = ("UBND", "QL13", "Tân Phước", "v.v.", "e-mail", "H₂O", "57-NQ/TW", "Z", "a&b", "50%")
    lines = [f"{json.dumps(word, ensure_ascii=False)}: {pen.value(3, 'hidden')}" for word in words]
    (folder / "lexicon.yaml").write_text("\n".join([*lines, ""]), "utf-8")


def earlier_issue(_pen, folder):
    """The issue before; it is another one, and says nothing here."""
    shutil.copytree(folder / ISSUE, folder / "2026-10")


def faces(pen, folder):
    """Files of a family, as paths in the publication."""
    package = pen.rng.choice(FACES).parent
    styles = ("Regular", "Italic", "Bold", "BoldItalic")
    files = [file for file in sorted(package.rglob("*.[to]tf")) if file.stem.endswith(styles)]
    files = [file for file in files if file.stem.partition("-")[2] in styles]
    (folder / "fonts").mkdir(exist_ok=True)
    for file in files:
        shutil.copy(file, folder / "fonts" / file.name)
    return [f"fonts/{file.name}" for file in files]
