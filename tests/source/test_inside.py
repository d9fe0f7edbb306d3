"""Everything that is read lies inside the publication's folder, and is a plain file."""

import os

import pytest

from bulletin.codes import FILE_OUTSIDE, UNREADABLE
from bulletin.diagnostics import as_text, sources_below
from bulletin.preflight import examined
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


@pytest.mark.parametrize("name", ["lexicon.yaml", "publication.yaml"])
def test_what_is_no_plain_file_is_not_waited_for(root, name):
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    assert (UNREADABLE, name) in {(f.code, f.span.file) for f in examined(root, ISSUE)[1]}


def test_a_link_to_itself_is_refused(root):
    linked(root, "lexicon.yaml", root / "lexicon.yaml")
    examined(root, ISSUE)
