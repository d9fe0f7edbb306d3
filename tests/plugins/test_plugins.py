"""A package of somebody else's brings an edition, an engine, a target and a language."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from tests.conftest import bulletin as started
from tests.warm import bulletin

pytestmark = pytest.mark.xdist_group("plugins")

HERE = Path(__file__).parent
ID = "2026-11"
PLAIN = "nia-vilago-2026-11-plain.txt"


class Place:
    """A folder with the publication, and the packages that were installed for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = folder / "packages"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return bulletin(*arguments, cwd=self.folder, PYTHONPATH=str(self.packages))

    def build(self, *arguments: str) -> str:
        """What a build says, which has to succeed."""
        result = self.run("build", "--in", "issues", "--cache", "cache", *arguments)
        assert result.returncode == 0, result.stderr
        return result.stderr

    @property
    def release(self) -> Path:
        return self.folder / "dist" / ID

    def change(self, path: str, old: str, new: str) -> None:
        """Change a file of the installed package."""
        file = self.packages / "bulletin_example" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


EDITIONS = ("--edition", "plain", "--edition", "qr", "--edition", "web")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The package installed by pip, without a network, and a build that uses all of it."""
    place = Place(tmp_path_factory.mktemp("plugins"))
    shutil.copytree(HERE / "example", place.folder / "source")
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-index", "--no-build-isolation", "--no-deps",
            "--target", place.packages, place.folder / "source",
        ],
        check=True,
    )  # fmt: skip
    shutil.copytree(HERE / "publication", place.folder / "issues")
    words = ("build", "--in", "issues", "--cache", "cache", *EDITIONS)
    built = started(*words, cwd=place.folder, PYTHONPATH=str(place.packages))
    assert built.returncode == 0, built.stderr
    return place


@pytest.fixture
def place(first: Place, tmp_path: Path) -> Place:
    """A copy of that folder, to be changed."""
    return Place(Path(shutil.copytree(first.folder, tmp_path / "copy")))


@pytest.fixture(scope="module")
def english(first: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same in English, built."""
    place = Place(Path(shutil.copytree(first.folder, tmp_path_factory.mktemp("english") / "copy")))
    settings = place.folder / "issues" / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("language: eo", "language: en"))
    place.build(*EDITIONS)
    return place


@pytest.fixture(scope="module")
def manifest(first: Place) -> dict:
    return json.loads((first.release / "manifest.json").read_text(encoding="utf-8"))


def test_the_editions_file_is_in_the_release_and_in_the_manifest(first, manifest):
    text = (first.release / PLAIN).read_text(encoding="utf-8")
    assert "Pretiĝu por la pluvoj" in text
    (record,) = [one for one in manifest["files"] if one["edition"] == "plain"]
    assert (record["path"], record["media_type"]) == (PLAIN, "text/plain")
    assert record["bytes"] == (first.release / PLAIN).stat().st_size


def test_the_editions_file_is_offered_on_the_issues_page_in_the_words_that_it_brings(first):
    tree = html.document_fromstring((first.release / "index.html").read_text(encoding="utf-8"))
    offered = {
        link.get("href"): " ".join(link.text_content().split())
        for link in tree.xpath("//ul[@class='downloads']//a")
    }
    assert set(offered) == {PLAIN}
    assert offered[PLAIN].startswith("Nura teksto por brajlaj ekranoj")


def test_the_editions_file_is_offered_in_the_archive_and_its_catalogues(first):
    dist = first.folder / "dist"
    tree = html.document_fromstring((dist / "index.html").read_text(encoding="utf-8"))
    assert tree.xpath("//ul[@class='takes']//a/@href") == [f"{ID}/{PLAIN}"]
    feed = etree.parse(dist / "opds.xml")
    links = [one.get("href") for one in feed.iter("{*}link") if "acquisition" in one.get("rel")]
    catalogue = json.loads((dist / "opds.json").read_text(encoding="utf-8"))
    listed = [one["href"] for one in catalogue["publications"][0]["links"]]
    assert links == [f"https://vilagxo.example/{ID}/{PLAIN}"]
    assert links[0] in listed


def test_the_build_names_the_editions_file(place):
    assert f"  {PLAIN}  " in place.build(*EDITIONS)


def test_the_engine_spoke(first, manifest):
    assert (manifest["voice"]["engine"], manifest["voice"]["voice"]) == ("tones", "sine")
    assert manifest["duration"] > 3
    assert (first.release / "audio" / "01-pluvoj.m4a").stat().st_size > 5_000
    said = first.run("voices", "--in", "issues").stdout
    assert "tones need nothing" in said


def test_auto_takes_the_engine_where_no_built_in_one_knows_the_language(first):
    said = first.run("voices", "--in", "packages", "--language", "jra", "--lang", "en")
    assert said.returncode == 0, said.stderr
    assert "a build takes tones (sine) for jra" in said.stdout


def test_the_target_received_the_release(first, tmp_path):
    address = f"zip://{tmp_path / 'release.zip'}"
    dry = first.run("publish", "--in", "issues", "--to", address, "--dry-run")
    assert f"{ID}/{PLAIN}" in dry.stdout
    assert not (tmp_path / "release.zip").exists()
    result = first.run("publish", "--in", "issues", "--to", address)
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(tmp_path / "release.zip") as made:
        names = set(made.namelist())
    assert names == {
        f"{ID}/{file.relative_to(first.release).as_posix()}"
        for file in first.release.rglob("*")
        if file.is_file()
    }


def test_the_languages_words_stand_in_pages_and_english_for_those_it_leaves_out(first):
    tree = html.document_fromstring((first.release / "index.html").read_text(encoding="utf-8"))
    words = tree.text_content()
    assert tree.get("lang") == "eo"
    for own in ("En ĉi tiu numero", "Elŝuti kaj presi", "N-ro 11", "Kolofono", "novembro 2026"):
        assert own.lower() in words.lower(), own
    assert "Way of reading" in words
    assert "Trong số này" not in words


def test_the_languages_rules_sentences_and_words_stand_in_the_script(first):
    script = first.run("script", "--in", "issues").stdout
    for said in (
        "Rubriko: Vetero.",
        "De Ana Verda kaj doktoro Petro.",
        "antaŭ la trideka de novembro",
        "je dudek kvin procentoj antaŭ la vintro.",
        "doktoro Petro, la pastron kaj tiel plu.",
        "Unue, Kolektu manĝaĵojn por tri tagoj.",
        "Atentu: Ne transiru la riveron.",
    ):
        assert said in script, (said, script)


def test_the_languages_ties_and_phrases_are_known(first):
    code = (
        "from bulletin.languages import language_of, phrases\n"
        "ties = language_of('eo-EO').ties()\n"
        "print('homoj' in ties.units, 'n-ro' in ties.labels, 'bildo' in phrases('captions'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(first.packages)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["True", "True", "True"]


def test_what_did_not_change_is_not_made_again(place):
    assert "unchanged: plain, qr, web" in place.build(*EDITIONS)


@pytest.mark.parametrize(
    ("built", "change", "made"),
    [
        ("english", ("plain.py", "title, ", "title, 'Mark', "), {"plain", "web"}),
        ("english", ("plain.py", "Plain text", "Mark"), {"plain", "web"}),
        ("english", ("esperanto/tables/words.yaml", "doktoro", "Mark"), {"plain"}),
        ("first", ("esperanto/strings/pages.yaml", "Elŝuti", "Mark"), {"plain", "qr", "web"}),
    ],
    ids=["what it writes", "what it offers", "any other file", "a language's words"],
)
def test_what_another_package_makes_is_made_anew_when_it_changes(
    request, tmp_path, built, change, made
):
    before = request.getfixturevalue(built)
    place = Place(Path(shutil.copytree(before.folder, tmp_path / "copy")))
    place.change(*change)
    said = place.build(*EDITIONS)
    unchanged = re.findall(r"unchanged: (.*)", said)
    assert {"plain", "qr", "web"} - set(", ".join(unchanged).split(", ")) == made
    files = (place.release / name for name in (PLAIN, "index.html"))
    assert ("web" in made) == any("Mark" in file.read_text("utf-8") for file in files)


def _break(place: Place, point: str, value: str, package: str = "wrong") -> None:
    """Install one more package, which registers something under a group and a name."""
    group, _, name = point.partition(":")
    info = place.packages / f"{package}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {value}\n")


@pytest.mark.parametrize(
    ("point", "value", "said"),
    [
        ("bulletin.editions:more", "no_such_module:Edition", "No module named 'no_such_module'"),
        ("bulletin.editions:more", "bulletin_example.plain:Nothing", "has no attribute 'Nothing'"),
        ("bulletin.editions:more", "bulletin_example.plain:PlainEdition", "calls itself 'plain'"),
        ("bulletin.editions:more", "collections:OrderedDict", "has no after"),
        ("bulletin.editions:pdf", "bulletin_example.plain:PlainEdition", "both bring 'pdf'"),
        ("bulletin.speech_engines:more", "no_such_module:Engine", "No module named"),
        ("bulletin.speech_engines:tones", "no_such_module:Engine", "both bring 'tones'"),
        ("bulletin.languages:eo", "no_such_module:LANGUAGE", "both bring 'eo'"),
    ],
)
def test_a_package_that_does_not_fit_is_named_with_the_way_out(place, point, value, said):
    _break(place, point, value)
    result = place.run("build", "--in", "issues", "--cache", "cache", *EDITIONS)
    assert result.returncode == 1
    assert said in result.stderr
    assert "wrong" in result.stderr
    assert "pip uninstall" in result.stderr
    assert "Traceback" not in result.stderr


MISTAKES = {
    "divides": ("1 / 0", "ZeroDivisionError"),
    "listens": ("job.narration.tracks", "AttributeError"),
    "forgets": ("return None", "TypeError"),
    "looks-up": ("raise LookupError('no word')", "no word"),
}


@pytest.fixture(scope="module")
def mistaken(first: Place, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build says of four more editions of the package, each with a mistake of its own."""
    place = Place(Path(shutil.copytree(first.folder, tmp_path_factory.mktemp("mistaken") / "copy")))
    code = ["from bulletin_example.plain import PlainEdition"]
    (points,) = place.packages.glob("bulletin_example-*/entry_points.txt")
    listed = points.read_text(encoding="utf-8")
    for number, (name, (mistake, _)) in enumerate(MISTAKES.items()):
        code += [
            f"class Edition{number}(PlainEdition):",
            f"    name, downloads = '{name}', ()",
            f"    def make(self, job, folder):\n        {mistake}",
        ]
        entry = f"{name} = bulletin_example.mistakes:Edition{number}\n"
        listed = listed.replace("plain = ", f"{entry}plain = ")
    points.write_text(listed, encoding="utf-8")
    module = place.packages / "bulletin_example" / "mistakes.py"
    module.write_text("\n".join(code) + "\n", encoding="utf-8")
    asked = [word for name in MISTAKES for word in ("--edition", name)]
    result = place.run("build", "--in", "issues", "--cache", "cache", *asked)
    assert result.returncode == 1
    return result.stderr


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_another_packages_edition_is_called_its_own(mistaken, name):
    mistake, said = MISTAKES[name]
    owner = f"this is a mistake in the edition {name} of bulletin-example\n"
    (told,) = [one for one in mistaken.split("error: ") if owner in one]
    assert "mistakes.py" in told or mistake == "return None"
    assert said in told
    assert "bulletin itself" not in told


def test_a_target_that_does_not_fit_is_named_with_the_way_out(place):
    _break(place, "bulletin.targets:more", "no_such_module:Target")
    result = place.run("publish", "--in", "issues", "--to", "copy")
    assert result.returncode == 1
    assert "wrong" in result.stderr
    assert "pip uninstall" in result.stderr


def test_without_the_package_its_parts_are_unknown_and_the_rest_works(tmp_path):
    shutil.copytree(HERE / "publication", tmp_path / "issues")
    settings = tmp_path / "issues" / "publication.yaml"
    result = bulletin("check", "--in", "issues", cwd=tmp_path)
    assert 'there is no voice engine "tones"' in result.stdout + result.stderr
    settings.write_text(settings.read_text("utf-8").replace("tones", "espeak"), encoding="utf-8")
    result = bulletin("script", "--in", "issues", cwd=tmp_path)
    assert "Pretiĝu por la pluvoj" in result.stdout
    result = bulletin("build", "--in", "issues", "--edition", "plain", cwd=tmp_path)
    assert "there is no edition plain" in result.stderr
