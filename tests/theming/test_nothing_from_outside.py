"""No edition loads anything for a theme but the theme's own files, whatever a template makes up."""

from __future__ import annotations

import shutil
import socket

import pytest

from bulletin.check import check
from bulletin.codes import LOADED_FROM_OUTSIDE, PAGE_WARNING
from bulletin.diagnostics import FindingsError
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.editions.share.edition import ShareEdition
from bulletin.source.load import load
from bulletin.theming.judging.outside import foreign_address
from bulletin.theming.theme import DEFAULT, templates_root
from tests.findings.cases import BASE
from tests.paper.press import job_of, paper

pytestmark = pytest.mark.xdist_group("pdf")


def changed(root, name, old, new):
    text = (templates_root() / DEFAULT / name).read_text(encoding="utf-8")
    assert old in text
    file = root / "theme" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_drawing_that_says_it_is_in_another_encoding_hides_nothing():
    image = '<text>+ADwAIQAtAC0-</text><image href="https://a.example/"/><text>+AC0ALQA+-</text>'
    head = '<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg">'
    assert foreign_address(f"{head}{image}</svg>") == "https://a.example/"


@pytest.fixture
def connections(monkeypatch):
    made = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: made.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: made.append(address) or [])
    return made


@pytest.mark.parametrize(
    "address", ["https://example.com/a.png", "file:///etc/hostname", "//example.com/a"]
)
@pytest.mark.parametrize(
    "place",
    [
        (PdfEdition, "pdf/cover.html", '<div class="masthead">'),
        (ShareEdition, "share/poster.html", "<header>"),
    ],
    ids=["pdf", "share"],
)
def test_a_page_on_paper_refuses_what_lies_elsewhere(place, address, tmp_path, connections):
    edition, page, before = place
    root = paper("brief", tmp_path)
    first, rest = address[:4], address[4:]
    changed(root, page, before, f'{before}<img src="{{{{ "{first}" ~ "{rest}" }}}}" alt="">')
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(FindingsError) as caught:
        edition().make(job_of(root, out), out)
    assert {finding.code for finding in caught.value.findings} == {PAGE_WARNING}
    assert connections == []


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("web/base.html", "<head>"),
        ("web/signs.html", '<svg class="sign" viewBox'),
        ("pdf/back.html", '<div class="imprint">'),
        ("share/card.html", '<div class="words">'),
        ("epub/page.xhtml.j2", "<head>"),
        ("podcast/notes.html.j2", "<ol>"),
    ],
)
def test_the_check_finds_an_address_that_a_template_makes_up(page, before, tmp_path, connections):
    root = tmp_path / "issues"
    shutil.copytree(BASE, root)
    made_up = '<img src="{{ "https:" ~ "//example.com/a.png" }}" alt=""/>'
    changed(root, page, before, made_up + before)
    found = [finding for finding in check(load(root, "2026-11").issue) if finding.is_error]
    assert {finding.code for finding in found} == {LOADED_FROM_OUTSIDE}
    assert all(finding.span.file == f"theme/{page}" for finding in found)
    assert connections == []
