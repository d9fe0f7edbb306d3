"""An issue without a voice: nothing speaks of listening, and its names last.

It is built twice, the second time under another title, slug and address.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import yaml

from bulletin.theming.theme import DEFAULT, templates_root
from tests.conftest import SAMPLE, TESTS
from tests.warm import bulletin

pytestmark = pytest.mark.xdist_group("silent")

ID = "2026-11"
CAPTIONS = "1\n00:00:01,000 --> 00:00:04,500\nNước lên & rút\n"
FILM = """
:::{video} media/phim.mp4
:title: Ba mức báo động
:poster: media/phim.jpg
:alt: Cột đo bên sông
:captions: media/phim.srt
:::
"""


def build(folder: Path, *arguments: str) -> None:
    made = bulletin("build", "--in", "silent", "--cache", "cache", *arguments, cwd=folder)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it was built once, with a film that has captions as programs for SRT write them."""
    folder = tmp_path_factory.mktemp("silent")
    issue = folder / "silent" / ID
    shutil.copytree(TESTS / "editions" / "books" / "no-voice", folder / "silent")
    (issue / "media").mkdir()
    for ending in ("mp4", "jpg"):
        shutil.copy(
            SAMPLE / ID / "media" / f"ba-muc-bao-dong.{ending}", issue / f"media/phim.{ending}"
        )
    (issue / "media" / "phim.srt").write_text(CAPTIONS, encoding="utf-8")
    article = issue / "01-don-lu.md"
    article.write_text(article.read_text(encoding="utf-8") + FILM, encoding="utf-8")
    build(folder)
    return folder


# -- silence ---------------------------------------------------------------------------------

LISTENING = re.compile(
    r"(?i)\bnghe\b|giọng|sách nói|âm thanh|thành tiếng|tiếng đọc|phát thanh"
    r"|\blisten|\baloud|\bspoken|\baudiobook|\bhear\b|\bnarrat"
)
CODE = re.compile(r"(?s)<(script|style)\b.*?</\1>")
"""What a page has of programs and styles; the single file has them within."""
TEXTS = {".html", ".txt", ".xml", ".opf", ".xhtml", ".ncx", ".webmanifest"}


def shown(dist: Path):
    """Every text that readers can meet, with the name of its file."""
    for file in sorted(dist.rglob("*")):
        if file.suffix in TEXTS or file.name == "opds.json":
            yield file.name, CODE.sub("", file.read_text(encoding="utf-8"))
        elif file.suffix == ".epub":
            with zipfile.ZipFile(file) as book:
                for name in book.namelist():
                    if Path(name).suffix in TEXTS:
                        yield f"{file.name} {name}", book.read(name).decode()
        elif file.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(file)
            yield file.name, "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_nothing_speaks_of_listening(folder):
    texts = dict(shown(folder / "dist"))
    names = {name.rpartition(" ")[2] for name in texts}
    assert {"sms.txt", "zalo.txt", "loudspeaker.txt", "poster-a4.pdf", "feed.xml"} <= names
    assert {"index.html", "don-lu.html", "opds.json", "content.opf"} <= {
        Path(name).name for name in names
    }
    found = {name: LISTENING.findall(text) for name, text in texts.items()}
    assert {name: words for name, words in found.items() if words} == {}


ONLY_SPOKEN = re.compile(
    r"audiobook_\w+|synthetic_voice\w*|recorded_\w+|imprint_voice"
    r"|epub_(?:narrator|open_audio|summary_(?:spoken|read))"
    r"|pdf_(?:listen|scan_spoken|download_audio)|podcast_description"
    r"|web_(?:listen\w*|noscript_listen|play\w*|audio_of|audio_failed|progress|save_sound"
    r"|save_saved_sound|download_m\w+)"
)
"""Words that stand only where there is a voice or a sound: the audiobook's, the player's."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_of_listening_have_others_for_issues_without_a_voice(language):
    table = {}
    for file in (templates_root() / DEFAULT / "strings" / language).glob("*.yaml"):
        table |= yaml.safe_load(file.read_text(encoding="utf-8"))
    heard = {key for key, words in table.items() if LISTENING.search(str(words))}
    lacking = {key for key in heard if f"{key}_silent" not in table}
    assert {key for key in lacking if not ONLY_SPOKEN.fullmatch(key)} == set()


# -- captions --------------------------------------------------------------------------------


def test_captions_of_programs_for_srt_reach_readers_as_webvtt(folder):
    release = folder / "dist" / ID
    page = (release / "don-lu.html").read_text(encoding="utf-8")
    path = re.search(r'<track[^>]* src="([^"]+\.vtt)"', page)[1]
    vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nNước lên &amp; rút\n"
    assert (release / path).read_text(encoding="utf-8") == vtt
    with zipfile.ZipFile(next(release.glob("*-11.epub"))) as book:
        (name,) = [name for name in book.namelist() if name.endswith(".vtt")]
        assert book.read(name).decode() == vtt
        assert f'href="{name.removeprefix("EPUB/")}" ' in book.read("EPUB/content.opf").decode()


# -- names that last -------------------------------------------------------------------------


def guids(dist: Path) -> list[str]:
    return re.findall(r"<(?:podcast:)?guid[^>]*>(.*?)<", (dist / "feed.xml").read_text("utf-8"))


def test_guids_stay_under_another_title_slug_and_address(folder):
    dist = folder / "dist"
    first = guids(dist)
    settings = folder / "silent" / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("title: Bản tin thử nghiệm", "title: Tiếng nói quê hương\nslug: que-huong")
    settings.write_text(text.replace("bantin.thu.example", "moi.example"), encoding="utf-8")
    build(folder, "--edition", "web")
    assert "https://moi.example/" in (dist / "feed.xml").read_text(encoding="utf-8")
    assert guids(dist) == first
    assert len(first) == 2
    manifest = json.loads((dist / ID / "manifest.json").read_text(encoding="utf-8"))
    assert [manifest["podcast"], manifest["guid"]] == first
