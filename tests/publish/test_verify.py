"""`verify` is content with what is whole, and names whatever is not, with its place."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import httpx
import pytest
from click.testing import CliRunner

from bulletin import manifest
from bulletin.art.qr_symbol import qr_png
from bulletin.cli.commands.verify import command
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.provenance.keys import generate
from bulletin.publish.verifying import Wanted, verify
from bulletin.site.archive import write_archive
from bulletin.theming.theme import Theme
from tests.publish import misbehaving as m
from tests.publish.shop import PUBLICATION, built

KEY = generate()
WANTED = Wanted(now=0.0, timeout=20)
HURRIED = replace(WANTED, timeout=1)
"""For servers that let one wait; a busy machine is slower than the others are anyhow."""
WAITING = {m.silent, m.dripping, m.dripping_head}
ID = "2026-11"
PAGES = {
    "index.html": '<p id="top"><a href="a.html#b1">a</a> <a href="../index.html">all</a>'
    '<img src="qr.png"><a href="#top">up</a><a href="https://other.example/x">out</a>',
    "a.html": '<p id="b1"><a href="index.html">back</a><audio src="audio/01.m4a"></audio>',
    "a.pdf": "%PDF paper",
    "audio/01.m4a": "sound " * 40,
}


def hosted(out, base, files=PAGES):
    """A hosted copy whose permanent address is the server's own."""
    publication = PUBLICATION.model_validate(
        PUBLICATION.model_dump() | {"base_url": base, "signing": {"key": KEY.public}}
    )
    folder = out / ID
    folder.mkdir(parents=True)
    (folder / "qr.png").write_bytes(qr_png(publication.address_of(ID)))
    built(out, ID, files)
    address = {"address": publication.address_of(ID)}
    manifest.write(folder, manifest.read(folder).model_copy(update=address), KEY)
    write_archive(Theme(publication, out), out)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    out = tmp_path_factory.mktemp("verify") / "site"
    out.mkdir()
    with m.serving(out) as running:
        hosted(out, running.address + "/")
        yield running


@pytest.fixture
def misdeeds(server):
    yield server.misdeeds
    server.misdeeds.clear()


@pytest.fixture
def copy(server, tmp_path):
    return shutil.copytree(server.folder, tmp_path / "site")


def found(where, wanted=WANTED):
    return [f"{fault.place}: {fault.what}" for fault in verify(str(where), wanted).faults]


@pytest.mark.parametrize("where", ["/", f"/{ID}/", f"/{ID}", f"/{ID}/index.html"])
@pytest.mark.parametrize("quick", [False, True])
def test_what_is_whole_is_said_to_be_whole_and_whose(server, where, quick):
    report = verify(server.address + where, Wanted(now=0.0, timeout=5, quick=quick))
    assert report.faults == ()
    assert report.issues == (ID,)
    assert report.signers == {ID: KEY.public}


@pytest.mark.parametrize("inside", [".", ID])
def test_a_folder_is_looked_at_like_a_server(copy, inside):
    assert found(copy / inside) == []


def test_an_issue_by_itself_in_a_folder_of_another_name_is_whole_but_for_its_name(copy, tmp_path):
    copy.joinpath(ID).rename(tmp_path / "USB")
    said = found(tmp_path / "USB", Wanted(now=0.0, keys=(KEY.public,)))
    assert [line.partition(": ")[2] for line in said] == [f"it is of the issue {ID}"]


WRONG = {
    m.other_byte: "it was changed",
    m.missing: "it is missing",
    m.gone: "it is missing",
    m.forbidden: "the server says 403",
    m.broken: "the server says 500",
    m.page_of_errors: " bytes",
    m.elsewhere: "it leads elsewhere: http://localhost:9/login",
    m.in_a_circle: "it leads in a circle",
    m.silent: "no answer within",
    m.dripping_head: "no answer within",
    m.half: "no whole answer",
    m.said_to_be_packed: "no whole answer",
    m.half_without_a_length: "bytes instead of",
    m.nothing: "no whole answer",
    m.endless: "it has more than",
    m.no_http: "no whole answer",
}


@pytest.mark.parametrize("misdeed", WRONG, ids=lambda misdeed: misdeed.__name__)
def test_a_misdeed_of_the_server_is_named_with_the_file_and_no_other(server, misdeeds, misdeed):
    files = [f"{ID}/a.pdf", f"{ID}/a.html", f"{ID}/audio/01.m4a", f"{ID}/qr.png"]
    misdeeds.update(dict.fromkeys(files, misdeed))
    said = found(server.address, HURRIED if misdeed in WAITING else WANTED)
    for file in files:
        assert any(
            line.startswith(f"{server.address}/{file}: ") and WRONG[misdeed] in line
            for line in said
        )
    assert all(any(f"/{file}: " in line for file in files) for line in said), said


TYPES = {
    m.wrong_type: (
        f"{ID}/a.pdf",
        "its type is application/octet-stream instead of application/pdf",
    ),
    m.wrong_letters: (f"{ID}/a.html", "windows-1258"),
    m.no_range: (f"{ID}/audio/01.m4a", "no Range"),
    m.other_range: (f"{ID}/audio/01.m4a", "another part"),
    m.lying_range: (f"{ID}/audio/01.m4a", "another part"),
    m.as_a_page: (ID, "have the server lead on to it"),
    m.packed: (f"{ID}/audio/01.m4a", "the server packs it (gzip)"),
    m.dripping: (f"{ID}/audio/01.m4a", "no answer within"),
}


@pytest.mark.parametrize("misdeed", TYPES, ids=lambda misdeed: misdeed.__name__)
def test_what_keeps_players_and_browsers_from_using_a_file_is_named(server, misdeeds, misdeed):
    path, what = TYPES[misdeed]
    misdeeds[path] = misdeed
    (line,) = found(server.address, HURRIED if misdeed in WAITING else WANTED)
    assert line.startswith(f"{server.address}/{path}: ")
    assert what in line


def test_a_server_that_shows_the_list_of_our_files_is_held_to_it(server, misdeeds, monkeypatch):
    monkeypatch.setattr(server, "hides", False)
    assert found(server.address) == []
    misdeeds["contents.html"] = m.other_byte
    assert found(server.address) == [f"{server.address}/contents.html: it was changed"]


@pytest.mark.parametrize("quick", [False, True])
def test_texts_that_come_packed_although_nobody_asked_are_no_fault(server, misdeeds, quick):
    misdeeds |= dict.fromkeys((f"{ID}/a.html", f"{ID}/index.html", f"{ID}/a.pdf"), m.packed)
    assert found(server.address, Wanted(now=0.0, timeout=5, quick=quick)) == []


def test_a_server_that_has_a_page_for_everything_is_named(server, monkeypatch):
    answer = m.Handler.answer

    def soft(handler, code, *rest):
        if code == 404:
            answer(handler, 200, b"<h1>Not found</h1>", "text/html")
        else:
            answer(handler, code, *rest)

    monkeypatch.setattr(m.Handler, "answer", soft)
    (line,) = found(server.address)
    assert "what is not there with a page and 200 instead of 404" in line


def test_a_redirect_within_the_host_is_no_fault(server, misdeeds):
    misdeeds |= {f"{ID}/a.html": m.same_host, f"{ID}/audio/01.m4a": m.same_host}
    assert found(server.address) == []


AROUND = {
    "feed.xml": ("feed.xml", lambda d: d.replace(ID.encode(), b"2020-01")),
    "index.html": ("index.html", lambda d: d.replace(ID.encode(), b"2020-01")),
    "manifest.sig": (f"{ID}/manifest.sig", lambda _: generate().sign(b"x").encode()),
    "manifest.json": (f"{ID}/manifest.json", lambda d: d.replace(b'"number": 11', b'"number": 1')),
    "qr.png": (f"{ID}/qr.png", lambda _: qr_png("https://elsewhere.example/")),
    "bulletin-key.txt": ("bulletin-key.txt", lambda _: generate().public.encode()),
}


@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize("remote", [True, False])
def test_what_stands_around_the_files_is_held_against_them(server, misdeeds, copy, name, remote):
    path, change = AROUND[name]
    misdeeds[path] = lambda handler, data: handler.right(change(data))
    file = copy / path
    file.write_bytes(change(file.read_bytes()))
    said = found(server.address if remote else copy)
    # A manifest or a key that was changed shows in the signature that no longer fits.
    shows = f"{ID}/manifest.sig" if "manifest" in name or "key" in name else path
    top = server.address if remote else copy
    assert any(line.startswith(f"{top}/{shows}: ") for line in said), said


def test_a_forger_who_exchanges_the_key_too_is_found_by_who_knows_the_key(copy):
    forger = generate()
    (copy / "bulletin-key.txt").write_text(forger.public, encoding="utf-8")
    manifest.write(copy / ID, manifest.read(copy / ID), forger)
    assert verify(str(copy / ID), WANTED).signers == {ID: forger.public}
    said = found(copy / ID, Wanted(now=0.0, keys=(KEY.public,)))
    assert any("not the publisher's signature" in line for line in said)


LINKS = {
    '<a href="nowhere.html">x</a>': "the link nowhere.html: it is missing",
    '<a href="a.html#nowhere">x</a>': 'there is no place "#nowhere"',
    '<a href="#gone">x</a>': 'there is no place "#gone"',
    '<img src="pictures/none.jpg">': "pictures/none.jpg: it is missing",
    '<img srcset="one.jpg 1x, two.jpg 2x">': "the link two.jpg",
    '<a href="../2020-01/index.html">x</a>': "the link ../2020-01/index.html",
    '<video poster="none.png"></video>': "the link none.png",
    '<a href="https://site.invalid/bantin/none.html">x</a>': "none.html: it is missing",
}


def test_every_link_that_leads_nowhere_is_named_and_no_other(tmp_path):
    pages = PAGES | {"links.html": "".join(LINKS)}
    hosted(tmp_path, "https://site.invalid/bantin/", pages)
    said = found(tmp_path)
    assert [what for what in LINKS.values() if not any(what in line for line in said)] == []
    assert len(said) == len(LINKS) + 1
    assert all(line.startswith(str(tmp_path / ID / "links.html")) for line in said)


STRANGE = [
    "http://127.0.0.1:1/",
    "http://[::1",
    "https://127.0.0.1:1/x/",
    "http://a b/",
    "http:///",
    "https://..../",
    "http://xn--/",
    f"https://{'a' * 300}.vn/",
]


@pytest.mark.parametrize("where", [*STRANGE, "", "nowhere", "/etc/passwd"])
def test_a_place_that_is_none_ends_in_words(where):
    result = run(where, "--timeout", "0.5")
    assert result.exit_code == 1
    assert isinstance(result.exception, BulletinError | SystemExit), result.exception


def test_what_is_wrong_is_said_in_the_language_of_whoever_asks(monkeypatch):
    monkeypatch.setenv("BULLETIN_LANG", "vi")
    result = run("http://127.0.0.1:1/", "--timeout", "0.5")
    assert "câu trả lời không trọn vẹn" in result.output


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"files": 1}', "\xff"])
def test_a_manifest_that_is_none_is_named(tmp_path, text):
    (tmp_path / ID).mkdir()
    (tmp_path / ID / manifest.NAME).write_text(text, encoding="latin-1")
    (line,) = found(tmp_path / ID)
    assert "manifest" in line


def run(*arguments):
    return CliRunner().invoke(
        command, list(map(str, arguments)), obj=Terminal(quiet=False, colour=False, live=False)
    )


def test_the_command_ends_with_a_list_or_with_nothing(server, misdeeds):
    assert run(server.address).exit_code == 0
    misdeeds[f"{ID}/a.pdf"] = m.other_byte
    result = run(server.address, "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["whole"] is False
    assert told["faults"] == [{"place": f"{server.address}/{ID}/a.pdf", "what": "it was changed"}]


def test_a_copy_of_a_publication_that_has_moved_is_told_of(copy, small):
    told = run(copy, "--in", small).output
    assert "base_url is another one since these were built" in told
    assert f"bulletin build {ID}" in told


def test_the_server_of_these_tests_is_right_where_it_does_nothing_wrong(server):
    assert httpx.get(f"{server.address}/{ID}/a.pdf").content == b"%PDF paper"


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://thu.example/bantin", True),
        ("https://thu.example/bantin/2026-11/", True),
        ("https://thu.example/bantin2/2026-11/", False),
        ("https://thu.example.other/bantin/", False),
    ],
)
def test_the_keys_of_a_publication_are_expected_at_its_own_address_alone(address, ours):
    assert PUBLICATION.hosts(address) is ours
