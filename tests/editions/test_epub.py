"""What the e-book promises beside being valid: read-along, small pictures, the reader's styles."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import tinycss2
from numpy.typing import NDArray
from PIL import Image

from bulletin.document import Chart, Sentence, walk
from bulletin.editions.base import Job
from bulletin.xhtml.elements import OPS
from tests.editions.bookshop import (
    BOOKS,
    NAMES,
    TYPE,
    Opened,
    books_of,
    job_of,
    milliseconds,
    opened,
    pars,
)
from tests.editions.sounding import RATE, decode, packets
from tests.validators import epubcheck

pytestmark = pytest.mark.xdist_group("epub")


@pytest.fixture
def job(sample_job: Job) -> Job:
    return sample_job


@pytest.fixture
def books(sample_books: tuple[Opened, Opened]) -> tuple[Opened, Opened]:
    return sample_books


@pytest.fixture
def talking(books: tuple[Opened, Opened]) -> Opened:
    return books[0]


# -- read-along ----------------------------------------------------------------------------


def test_every_part_has_an_overlay_and_every_cue_is_in_it(talking: Opened, job: Job) -> None:
    assert job.narration
    for track in job.narration.tracks:
        played = pars(talking, f"overlays/{track.name}.smil")
        assert {fragment for fragment, _, _ in played} == {cue.fragment for cue in track.cues}


def test_what_is_said_of_a_chart_after_its_title_is_played_after_it(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BOOKS / "one-sentence", tmp_path / "root"))
    (root / "2026-11" / "lua.csv").write_text("Năm,Lúa\n2025,5.1\n2026,5.7\n", encoding="utf-8")
    with (root / "2026-11" / "01-bao-tin.md").open("a", encoding="utf-8") as article:
        article.write(
            "\n:::{chart} lua.csv\n:type: bar\n:x: Năm\n:y: Lúa\n"
            ":title: Năng suất\n:alt: Tăng dần.\n:::\n"
        )
    job = job_of(root, tmp_path / "made")
    assert job.narration
    chart = next(b for b in walk(*job.composition.articles[0].body) if isinstance(b, Chart))
    (title,) = (inline.id for inline in chart.title if isinstance(inline, Sentence))
    track = job.narration.tracks[1]
    last = track.cues[-1]
    assert last.fragment == title
    start = track.duration - 0.1
    said = replace(last, fragment=chart.id, start=start, end=start + 0.05)
    told = replace(track, cues=(*track.cues, said))
    tracks = (job.narration.tracks[0], told, job.narration.tracks[2])
    talking, _ = books_of(replace(job, narration=replace(job.narration, tracks=tracks)), tmp_path)
    before, after = [f for f, _, _ in pars(talking, f"overlays/{track.name}.smil")][-2:]
    assert before == title
    page = talking.tree(f"text/{track.name}.xhtml")
    drawing = page.find(f".//*[@id='{chart.id}']//*[@id='{after}']")
    assert drawing is not None
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert epubcheck.messages(talking.file) == []


def test_every_fragment_exists_and_is_read_in_reading_order(talking: Opened, job: Job) -> None:
    for part in job.composition.parts:
        ids = [item.get("id") for item in talking.tree(f"text/{part.name}.xhtml").iter()]
        places = [ids.index(f) for f, _, _ in pars(talking, f"overlays/{part.name}.smil")]
        assert places == sorted(places)
        assert len(places) == len(set(places))


def sound(book: Opened, name: str, folder: Path) -> NDArray[np.float32]:
    """The samples of a part's recording in the book."""
    file = folder / f"{name}.m4a"
    file.write_bytes(book.files[f"EPUB/audio/{name}.m4a"])
    return decode(file)


def test_the_recording_is_played_once_from_start_to_end(
    talking: Opened, job: Job, tmp_path: Path
) -> None:
    for part in job.composition.parts:
        clips = [(b, e) for _, b, e in pars(talking, f"overlays/{part.name}.smil")]
        assert clips[0][0] == 0
        assert all(end == begin for (_, end), (begin, _) in pairwise(clips))
        length = len(sound(talking, part.name, tmp_path)) / RATE
        assert abs(clips[-1][1] / 1000 - length) < 0.05


def test_a_clip_begins_when_its_sentence_does(talking: Opened, job: Job, tmp_path: Path) -> None:
    for part in job.composition.parts:
        loud = np.abs(sound(talking, part.name, tmp_path)) > 0.05
        for fragment, begin, end in pars(talking, f"overlays/{part.name}.smil"):
            heard = np.flatnonzero(loud[begin * RATE // 1000 : (end - 2) * RATE // 1000])
            assert heard[0] / RATE < 0.025, fragment
            assert 0.075 < (heard[-1] - heard[0]) / RATE < 0.125, fragment


def test_footnotes_are_heard_where_the_page_has_them(talking: Opened, job: Job) -> None:
    """The voice of this narration says them at their marks; the page has them at its end."""
    assert job.narration
    track = job.narration.tracks[1]
    said = [cue.fragment for cue in track.cues]
    played = [fragment for fragment, _, _ in pars(talking, f"overlays/{track.name}.smil")]
    assert sorted(said) == sorted(played)
    assert said != played
    moved = talking.files[f"EPUB/audio/{track.name}.m4a"]
    assert moved != track.file.read_bytes()
    (tmp := job.made / "moved.m4a").write_bytes(moved)
    assert sorted(packets(tmp)) == sorted(packets(track.file))


def test_audio_that_is_in_order_is_taken_as_it_is(talking: Opened, job: Job) -> None:
    assert job.narration
    for track in (job.narration.tracks[0], job.narration.tracks[-1]):
        assert talking.files[f"EPUB/audio/{track.name}.m4a"] == track.file.read_bytes()


def test_durations_are_those_of_the_audio(talking: Opened, job: Job, tmp_path: Path) -> None:
    metas = talking.package.findall(".//opf:meta[@property='media:duration']", NAMES)
    durations = {meta.get("refines"): milliseconds(meta.text or "") for meta in metas}
    whole = durations.pop(None)
    lengths = {p.name: len(sound(talking, p.name, tmp_path)) / RATE for p in job.composition.parts}
    assert len(durations) == len(lengths)
    for name, length in lengths.items():
        assert abs(durations[f"#i-overlays-{name}-smil"] / 1000 - length) < 0.05
    assert whole == sum(durations.values())


def test_notes_can_be_skipped_and_tables_lists_and_figures_left(talking: Opened) -> None:
    smil = talking.tree("overlays/01-don-nuoc-len.smil")
    kinds = {seq.get(TYPE) for seq in smil.iterfind(".//smil:seq", NAMES)}
    assert {"footnotes", "footnote", "table", "table-row", "list", "figure", "aside"} <= kinds
    page = talking.tree("text/01-don-nuoc-len.xhtml")
    ids = {item.get("id") for item in page.iter()}
    for seq in smil.iterfind(".//smil:seq", NAMES):
        assert seq.get(f"{{{OPS}}}textref", "").partition("#")[2] in ids


def test_the_book_names_its_narrator_and_the_classes_that_it_styles(talking: Opened) -> None:
    assert "Giọng đọc tổng hợp" in talking.metas("media:narrator")[0]
    style = talking.files["EPUB/book.css"].decode()
    for name in ("media:active-class", "media:playback-active-class"):
        assert f".{talking.metas(name)[0]}" in style


# -- both books ----------------------------------------------------------------------------


def test_the_light_book_has_the_same_text_and_no_sound(books: tuple[Opened, Opened]) -> None:
    talking, light = books
    for path in talking.paths("text", ".xhtml"):
        both = [
            re.sub(r"\s+", " ", "".join(book.tree(path).itertext("{*}p", "{*}h1", "{*}td")))
            for book in books
        ]
        assert both[0] == both[1]
    assert light.paths("audio", "") == light.paths("overlays", "") == light.paths("media", "") == []
    assert light.metas("media:duration") == []


def test_books_differ_in_their_identifier_and_keep_it(books: tuple[Opened, Opened]) -> None:
    ids = [book.package.findtext(".//dc:identifier", "", NAMES) for book in books]
    assert len(set(ids)) == 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found) for found in ids)


def test_times_in_the_container_are_those_of_the_job(talking: Opened) -> None:
    import zipfile  # noqa: PLC0415, only here

    with zipfile.ZipFile(talking.file) as container:
        entries = container.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in entries} == {(2026, 11, 25, 0, 0, 0)}
    assert talking.metas("dcterms:modified") == ["2026-11-25T00:00:00Z"]


# -- pages ---------------------------------------------------------------------------------


def test_a_footnote_is_a_popup_that_returns(talking: Opened) -> None:
    page = talking.tree("text/01-don-nuoc-len.xhtml")
    links = [a for a in page.iterfind(".//h:a", NAMES) if a.get(TYPE) == "noteref"]
    assert links
    for link in links:
        target = link.get("href", "").removeprefix("#")
        note = page.find(f".//h:aside[@id='{target}']", NAMES)
        assert note is not None
        assert note.get(TYPE) == "footnote"
        assert note.get("role") == "doc-footnote"
        if note.get("class") == "quiz-note":
            continue  # shown over its question, which the mark stands in
        back = note.find(".//h:a[@role='doc-backlink']", NAMES)
        assert back is not None
        assert back.get("href") == f"#{link.get('id')}"


def test_links_lead_from_page_to_page(talking: Opened) -> None:
    pages = {path.removeprefix("text/"): path for path in talking.paths("text", ".xhtml")}
    followed = 0
    for path in pages.values():
        for link in talking.tree(path).iterfind(".//h:a", NAMES):
            file, _, fragment = link.get("href", "").partition("#")
            if file in pages or not file:
                target = talking.tree(pages.get(file, path))
                assert target.find(f".//*[@id='{fragment}']") is not None
                followed += bool(file)
    assert followed >= 3


def test_charts_are_drawings_with_their_figures_in_a_table(talking: Opened) -> None:
    page = talking.tree("text/05-vu-thu-dong.xhtml")
    charts = [f for f in page.iterfind(".//h:figure", NAMES) if "chart" in (f.get("class") or "")]
    assert charts
    for chart in charts:
        svg = chart.find("{http://www.w3.org/2000/svg}svg")
        assert svg is not None
        assert svg.get("role") == "img"
        assert chart.find(".//h:table/h:tbody/h:tr", NAMES) is not None


def test_comparisons_are_lists_on_screens_that_they_would_stick_out_of(talking: Opened) -> None:
    page = talking.tree("text/02-nghi-quyet-duong-cau.xhtml")
    rows = page.findall(".//h:div[@class='compare listed-30']/h:table/h:tbody/h:tr", NAMES)
    assert rows
    assert all(cell.get("data-label") for row in rows for cell in row.iterfind("h:td", NAMES))


def test_a_small_film_plays_in_the_book_and_its_fallback_is_the_hosted_copy(
    talking: Opened, job: Job
) -> None:
    page = talking.tree("text/01-don-nuoc-len.xhtml")
    film = page.find(".//h:video", NAMES)
    assert film is not None
    assert film.find("h:track[@kind='captions']", NAMES) is not None
    fallback = film.find("h:a", NAMES)
    assert fallback is not None
    assert fallback.get("href", "").startswith(job.composition.issue.address + "#")


def test_nothing_in_a_book_is_loaded_from_the_net(books: tuple[Opened, Opened]) -> None:
    for book in books:
        items = book.package.findall(".//opf:item", NAMES)
        assert not [i for i in items if "remote-resources" in i.get("properties", "")]
        for path in book.paths("text", ".xhtml"):
            for item in book.tree(path).iter():
                for name in ("src", "poster", "data"):
                    assert not item.get(name, "").startswith("http")


def test_a_film_that_is_too_large_or_elsewhere_is_a_poster_and_a_link(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BOOKS / "one-sentence", tmp_path / "root"))
    issue = root / "2026-11"
    Image.new("RGB", (64, 36), "navy").save(issue / "poster.png")
    with (issue / "big.mp4").open("wb") as film:
        film.truncate(13_000_000)
    (issue / "01-bao-tin.md").write_text(
        "---\ntitle: Phim\n---\nXem hai phim.\n\n"
        + "".join(
            f":::{{video}} {file}\n:title: Phim\n:poster: poster.png\n:alt: Nền xanh\n:::\n\n"
            for file in ("big.mp4", "https://phim.example/x.mp4")
        ),
        encoding="utf-8",
    )
    talking, _ = books_of(job_of(root, tmp_path / "made"), tmp_path)
    page = talking.tree("text/01-bao-tin.xhtml")
    assert page.find(".//h:video", NAMES) is None
    hosted, outside = page.findall(".//h:p[@class='media-link']/h:a", NAMES)
    assert hosted.get("href", "").startswith("https://bantin.thu.example/2026-11/#")
    assert outside.get("href") == "https://phim.example/x.mp4"
    assert len(page.findall(".//h:img", NAMES)) == 2


def noise(file: Path, width: int, height: int) -> None:
    """A picture that cannot be made small: the worst that a phone can send."""
    pixels = np.random.default_rng(width).integers(0, 255, (height, width, 3), np.uint8)
    Image.fromarray(pixels).save(file, quality=90)


def test_pictures_are_at_most_1600_pixels_and_the_light_book_stays_light(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BOOKS / "one-sentence", tmp_path / "root"))
    article = root / "2026-11" / "01-bao-tin.md"
    text = article.read_text(encoding="utf-8")
    for n, size in enumerate(((2400, 1500), (1500, 2400), (1900, 1900), (1601, 1601))):
        noise(root / "2026-11" / f"{n}.jpg", *size)
        text += f"\n:::{{figure}} {n}.jpg\n:alt: Nhiễu {n}\n:width: wide\nẢnh {n}.\n:::\n"
    article.write_text(text, encoding="utf-8")
    talking, light = books_of(job_of(root, tmp_path / "made"), tmp_path)
    sizes = []
    for path in talking.paths("images", ".jpg"):
        with Image.open(io.BytesIO(talking.files[f"EPUB/{path}"])) as picture:
            sizes.append(picture.size)
    assert max(max(size) for size in sizes) == 1600
    assert talking.file.stat().st_size > 3_000_000 > light.file.stat().st_size


# -- navigation ----------------------------------------------------------------------------


def test_the_contents_name_every_article_by_section(talking: Opened, job: Job) -> None:
    nav = talking.tree("nav.xhtml")
    toc = next(n for n in nav.iterfind(".//h:nav", NAMES) if n.get(TYPE) == "toc")
    links = [" ".join("".join(a.itertext()).split()) for a in toc.iterfind(".//h:a", NAMES)]
    titles = [
        page.findtext(".//h:title", "", NAMES)
        for page in map(talking.tree, talking.paths("text", ".xhtml"))
    ]
    assert links == titles
    assert [s.text for s in toc.iterfind("h:ol/h:li/h:span", NAMES)] == [
        section.title for section in job.composition.issue.sections
    ]


def test_the_cover_is_read_first_and_described(talking: Opened) -> None:
    spine = [ref.get("idref") for ref in talking.package.iterfind(".//opf:itemref", NAMES)]
    assert spine[0] == "i-cover-xhtml"
    assert talking.package.find(".//opf:itemref[@linear='no']", NAMES) is None
    image = talking.tree("cover.xhtml").find(".//h:img", NAMES)
    assert image is not None
    assert image.get("role") == "doc-cover"
    assert "bông điên điển" in image.get("alt", "")


def test_every_text_says_its_language(talking: Opened) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert talking.package.get(lang) == "vi"
    for path in ("nav.xhtml", "cover.xhtml", *talking.paths("text", ".xhtml")):
        assert talking.tree(path).get(lang) == talking.tree(path).get("lang") == "vi"


# -- accessibility metadata ----------------------------------------------------------------


def test_the_book_says_what_it_has_and_claims_no_conformance(talking: Opened) -> None:
    assert talking.metas("schema:accessMode") == ["textual", "visual", "auditory"]
    assert set(talking.metas("schema:accessibilityFeature")) >= {
        "alternativeText",
        "captions",
        "longDescription",
        "synchronizedAudioText",
        "tableOfContents",
    }
    assert talking.metas("schema:accessibilityHazard") == ["unknown"]
    assert "giọng tổng hợp" in talking.metas("schema:accessibilitySummary")[0]
    assert talking.metas("dcterms:conformsTo") == []


def test_the_light_book_does_not_say_that_it_can_be_heard(books: tuple[Opened, Opened]) -> None:
    light = books[1]
    assert light.metas("schema:accessMode") == ["textual", "visual"]
    assert light.metas("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert light.metas("schema:accessibilityHazard") == ["none"]
    features = light.metas("schema:accessibilityFeature")
    assert not {"captions", "synchronizedAudioText"} & set(features)


def test_a_silent_book_of_text_says_that_it_is_one(tmp_path: Path) -> None:
    talking, _ = books_of(job_of(BOOKS / "no-voice", tmp_path / "made"), tmp_path)
    assert talking.metas("schema:accessMode") == ["textual"]
    assert talking.metas("schema:accessModeSufficient") == ["textual"]
    assert talking.metas("schema:accessibilityHazard") == ["none"]
    assert "synchronizedAudioText" not in talking.metas("schema:accessibilityFeature")


# -- the reader's own styles ---------------------------------------------------------------


def rules(book: Opened) -> list[tuple[str, str, str]]:
    """Selector, property and value of every declaration."""
    found = []
    sheet = tinycss2.parse_stylesheet(
        book.files["EPUB/book.css"].decode(), skip_comments=True, skip_whitespace=True
    )
    for rule in sheet:
        if rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            found += [
                (selector, line.lower_name, tinycss2.serialize(line.value))
                for line in tinycss2.parse_blocks_contents(rule.content)
                if line.type == "declaration"
            ]
    return found


def test_colours_of_text_and_page_are_the_readers(talking: Opened) -> None:
    # Codes are read on white, and pictures may be drawn in black on nothing.
    own = (".-epub-media-overlay", ".chart > svg", ".code-box svg", "figure img")
    for selector, name, value in rules(talking):
        if value.strip() in {"inherit", "transparent"}:
            continue
        if name in {"color", "background", "background-color"} and not selector.startswith(own):
            pytest.fail(f"{selector} {{ {name}: {value} }}")


def test_a_ground_of_its_own_comes_with_a_colour_for_text(talking: Opened) -> None:
    grounds = {s for s, name, _ in rules(talking) if name.startswith("background")}
    colours = {s for s, name, _ in rules(talking) if name == "color"}
    assert grounds == colours != set()


def test_sizes_and_faces_of_text_are_the_readers(talking: Opened) -> None:
    for selector, name, value in rules(talking):
        if name == "font-size":
            assert value.strip().endswith("em"), selector
        if name == "font-family":
            assert value.strip() in {"sans-serif", "monospace"}, selector
        if selector in {"body", "html", "html, body", "p"}:
            assert name not in {"font-family", "font-size", "width", "max-width"}


# -- the printed pages ---------------------------------------------------------------------


def test_a_book_without_a_pdf_has_no_page_list(talking: Opened) -> None:
    assert b"page-list" not in talking.files["EPUB/nav.xhtml"]
    assert talking.metas("pageBreakSource") == []


def test_modified_is_the_only_time_in_a_book(tmp_path: Path) -> None:
    job = job_of(BOOKS / "one-sentence", tmp_path / "made")
    later = Job(job.composition, job.narration, job.made, dt.datetime(2027, 1, 2, tzinfo=dt.UTC))
    first, _ = books_of(job, tmp_path / "first")
    second, _ = books_of(later, tmp_path / "second")
    changed = {name for name in first.files if first.files[name] != second.files[name]}
    assert changed == {"EPUB/content.opf"}
    assert opened(second.file).metas("dcterms:modified") == ["2027-01-02T00:00:00Z"]
