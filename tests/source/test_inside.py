"""Everything that is read lies inside the publication's folder, and is a plain file."""

import os

import pytest

from bulletin.building.preflight import examined
from bulletin.codes import FILE_OUTSIDE
from bulletin.diagnostics import as_text, sources_below
from tests.source.anything import ARTICLE, ISSUE, publication

HIDDEN = "---\ntitle: Bí mật\n---\n\nKhông ai được đọc.\n"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text(HIDDEN, "utf-8")
    return publication(tmp_path / "issues")


def linked(root, name, target):
    place = root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize(
    "name",
    [
        f"{ISSUE}/02-bai-hai.md",
        ARTICLE,
        f"{ISSUE}/issue.yaml",
        "publication.yaml",
        "lexicon.yaml",
        "theme/strings/vi/own.yaml",
        "theme/web/404.html",
    ],
)
def test_a_link_to_a_file_outside_is_refused_and_shows_nothing_of_it(root, name):
    linked(root, name, root.parent / "outside" / "secret.md")
    issue, findings = examined(root, ISSUE)
    assert (FILE_OUTSIDE, name) in {(f.code, f.span.file) for f in findings}
    assert "mật" not in as_text(findings, sources_below(root)) + repr(issue and issue.articles)


@pytest.mark.parametrize("name", [f"{ISSUE}/images/x.png", f"{ISSUE}/data/x.csv"])
def test_a_link_in_the_issue_to_a_file_outside_is_refused(root, name):
    linked(root, name, root.parent / "outside" / "secret.md")
    wanted = name.removeprefix(f"{ISSUE}/")
    shown = (
        f"![a]({wanted})" if wanted.endswith("png") else f":::{{table}} {wanted}\n:caption: a\n:::"
    )
    (root / ARTICLE).write_text(f"---\ntitle: a\n---\n\n{shown}\n", "utf-8")
    assert FILE_OUTSIDE in {f.code for f in examined(root, ISSUE)[1]}


def test_an_issue_that_is_itself_a_link_to_elsewhere_is_refused(root):
    (root / ISSUE).rename(root.parent / "outside" / ISSUE)
    (root / ISSUE).symlink_to(root.parent / "outside" / ISSUE)
    assert FILE_OUTSIDE in {f.code for f in examined(root, ISSUE)[1]}


def test_a_link_inside_the_folder_is_followed(root):
    (root / "shared.md").write_text(HIDDEN, "utf-8")
    linked(root, ARTICLE, root / "shared.md")
    assert [f for f in examined(root, ISSUE)[1] if f.is_error] == []


def test_the_publication_itself_may_be_reached_by_a_link(root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    assert examined(tmp_path / "link", ISSUE)[1] == ()


NAMED = {
    "publication.yaml": "",
    "lexicon.yaml": "",
    f"{ISSUE}/issue.yaml": "",
    ARTICLE: "",
    "theme/web/page.css": "",
    "theme/colours.yaml": "",
    "theme/icons/note.svg": "",
    "face.ttf": "theme: {faces: {text: [face.ttf]}}",
    "logo.svg": "theme: {logo: logo.svg}",
    "old.pdf": "archive: [{file: old.pdf, title: a, date: 2020-01-01, kind: b}]",
    f"{ISSUE}/a.svg": "![a](a.svg)",
    f"{ISSUE}/a.jpg": "![a](a.jpg)",
    f"{ISSUE}/a.csv": ":::{table} a.csv\n:caption: a\n:::",
    f"{ISSUE}/a.yaml": ":::{chart} a.yaml\n:type: bar\n:title: a\n:alt: b\n:::",
    f"{ISSUE}/a.mp4": ":::{video} a.mp4\n:title: a\n:alt: b\n:::",
    f"{ISSUE}/a.vtt": ":::{video} a.mp4\n:title: a\n:alt: b\n:captions: a.vtt\n:::",
    f"{ISSUE}/a.m4a": "recording: a.m4a",
    f"{ISSUE}/a.txt": "recording: a.m4a\nrecording-marks: a.txt",
}
"""Every kind of file that is read, and what names it."""


def named(root, name):
    """A place for a file that the publication names; nothing lies there."""
    words = NAMED[name]
    place = root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if words.startswith("recording"):
        (root / ARTICLE).write_text(f"---\ntitle: a\n{words}\n---\n\nb\n", "utf-8")
    elif name.startswith(ISSUE) and words:
        (root / ARTICLE).write_text(f"---\ntitle: a\n---\n\n{words}\n", "utf-8")
    elif words:
        with (root / "publication.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"{words}\n")
    place.unlink(missing_ok=True)
    return place


def is_refused(root, name):
    """Whether `bulletin check` has an error about the file, which it can show."""
    findings = examined(root, ISSUE)[1]
    as_text(findings, sources_below(root))
    about = {name, name.partition("/")[0]} if name.startswith("theme/") else {name}
    words = name.removeprefix(f"{ISSUE}/")
    if name == f"{ISSUE}/issue.yaml":  # without it there is no issue
        return any(f.is_error for f in findings)
    return any(f.is_error and (f.span.file in about or words in f.message) for f in findings)


@pytest.mark.parametrize("name", NAMED)
def test_what_is_no_plain_file_is_not_waited_for(root, name):
    os.mkfifo(named(root, name))
    assert is_refused(root, name)


@pytest.mark.parametrize("name", [n for n in NAMED if not n.endswith((".mp4", ".m4a"))])
def test_a_file_larger_than_any_memory_is_refused_and_not_read(root, name):
    with named(root, name).open("wb") as file:
        file.truncate(1 << 40)
    assert is_refused(root, name)


@pytest.mark.parametrize("name", ["lexicon.yaml", "theme/colours.yaml", ARTICLE])
@pytest.mark.parametrize("leads", ["to itself", "to nothing"])
def test_a_link_that_leads_to_no_file_is_refused(root, name, leads):
    place = named(root, name)
    place.symlink_to(place if leads == "to itself" else "gone.md")
    assert is_refused(root, name)


def test_whatever_is_called_an_article_is_one_or_said_to_be_none(root):
    (root / ISSUE / "02-HAI.MD").write_text(HIDDEN, "utf-8")
    (root / ISSUE / "._03-ba.md").write_bytes(b"\0\5\x16\7")  # as Finder leaves on a stick
    (root / ISSUE / ".#04.md").symlink_to("nobody@nowhere")  # a lock of Emacs
    (root / ISSUE / "05-nam.md").symlink_to("gone.md")
    (root / ISSUE / "06-sau.md").mkdir()
    issue, findings = examined(root, ISSUE)
    assert [one.slug for one in issue.articles] == ["bai-mot", "hai"]
    assert [f.span.file for f in findings if f.is_error] == [
        f"{ISSUE}/05-nam.md",
        f"{ISSUE}/06-sau.md",
    ]
