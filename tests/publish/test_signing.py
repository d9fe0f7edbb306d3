"""What is signed can be judged by everybody, and a changed byte anywhere is named."""

from __future__ import annotations

import base64
import http.server
import io
import re
import stat
import subprocess
import threading
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pikepdf
import pytest
import yaml
from click.testing import CliRunner

from bulletin import cli, manifest
from bulletin.art.fonts import faces_of
from bulletin.cli import environment
from bulletin.cli.commands import keys as keys_command
from bulletin.cli.commands import sign
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.languages import fingerprint_words
from bulletin.provenance import keys, pdf_signing, seals
from bulletin.provenance.fingerprints import LENGTH, fingerprint, is_fingerprint
from bulletin.provenance.pdf_signing import Token, sign_pdf, signature_faults, signer_from
from bulletin.provenance.pdf_stamp import Stamp
from bulletin.provenance.seals import ENTRY, seal, seal_of
from bulletin.publish.signing import sign_release
from bulletin.publish.verifying import Wanted, judged_by_words, verify_file
from bulletin.publish.whole import whole
from bulletin.source.settings.models import Signing
from bulletin.theming.theme import Theme
from tests.publish import authority as ca
from tests.publish import token as tokens
from tests.publish.shop import PUBLICATION, built, signed
from tests.serving import Quiet, running

KEY = keys.generate()
TERMINAL = Terminal(quiet=False, colour=False, live=False)


def run(command, *arguments, **environment):
    return CliRunner().invoke(command, list(map(str, arguments)), obj=TERMINAL, env=environment)


# -- keys and their words ----------------------------------------------------------------------


def test_openssl_agrees_with_the_signature_of_a_manifest(tmp_path):
    folder = signed(built(tmp_path) / "2026-11", KEY)
    (tmp_path / "sig").write_bytes(base64.b64decode((folder / manifest.SIGNATURE).read_text()))
    prefix = bytes.fromhex("302a300506032b6570032100")
    (tmp_path / "key").write_bytes(prefix + base64.b64decode(KEY.public))
    judge = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
    judge += ["-inkey", tmp_path / "key", "-sigfile", tmp_path / "sig", "-in"]
    assert subprocess.run([*judge, folder / manifest.NAME], check=False).returncode == 0
    assert subprocess.run([*judge, tmp_path / "key"], check=False).returncode == 1


def test_a_new_key_goes_where_only_its_owner_reads_it_and_never_over_another(tmp_path):
    file = tmp_path / "a" / "key.pem"
    result = run(keys_command.command, "new", "--out", file, "--in", tmp_path)
    assert result.exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = keys.private_key(file.read_text())
    assert f"key: {key.public}" in result.stdout
    before = file.read_bytes()
    again = run(keys_command.command, "new", "--out", file, "--in", tmp_path)
    assert isinstance(again.exception, BulletinError)
    assert file.read_bytes() == before


def test_another_key_leaves_those_valid_that_have_signed_before(small):
    settings = small / "publication.yaml"
    settings.write_text(f"{settings.read_text()}signing: {KEY.public}\n")
    made = run(keys_command.command, "new", "--out", small.parent / "key.pem", "--in", small)
    signing = yaml.safe_load(made.output.partition("publication.yaml")[0])["signing"]
    assert Signing.model_validate(signing).keys == (signing["key"], KEY.public)


def test_a_private_key_is_never_written_into_a_publication(small):
    for place in (small / "key.pem", small / "2026-11" / "images" / "key.pem"):
        result = run(keys_command.command, "new", "--out", place, "--in", small)
        assert "lies in the publication" in str(result.exception)
        assert not place.exists()


FORMS = {
    "as it is": lambda pem: pem,
    "without its lines": lambda pem: pem.replace("\n", ""),
    "with written ends of lines": lambda pem: pem.replace("\n", "\\n"),
    "with Windows's ends of lines": lambda pem: pem.replace("\n", "\r\n"),
    "without its armour": lambda pem: pem.splitlines()[1],
    "indented": lambda pem: "  " + pem.replace("\n", "\n  "),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_of_ci_is_taken_however_the_store_gives_it(form, monkeypatch):
    monkeypatch.setenv("BULLETIN_SIGNING_KEY", FORMS[form](KEY.to_pem().decode()))
    assert environment.signer(KEY.public).public == KEY.public


def test_a_secret_may_be_the_path_of_a_file_and_what_is_no_key_is_not_shown(monkeypatch, tmp_path):
    file = tmp_path / "key"
    file.write_bytes(KEY.to_pem())
    monkeypatch.setenv("BULLETIN_SIGNING_KEY", str(file))
    assert environment.signer(KEY.public).public == KEY.public
    monkeypatch.setenv("BULLETIN_SIGNING_KEY", "hunter2" * 9)
    with pytest.raises(BulletinError) as caught:
        environment.signer(KEY.public)
    assert "hunter2" not in str(caught.value)


def test_a_key_shows_nothing_of_itself():
    assert KEY.to_pem().decode().splitlines()[1] not in repr(KEY)


def _sound(word: str) -> str:
    """A Vietnamese syllable as it may be heard in one region or another."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "D"))
    marks = "\u0300\u0301\u0303\u0309\u0323"
    tone = "".join(sign for sign in letters if sign in marks).replace("\u0303", "\u0309")
    rest = unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in marks))
    for pattern, heard in (("^(gi|d|r|v)", "z"), ("^tr", "ch"), ("^s", "x"), ("^l", "n")):
        rest = re.sub(pattern, heard, rest)
    return re.sub("(ng|nh)$", "n", re.sub("(c|ch)$", "t", rest)).replace("y", "i") + tone


@pytest.mark.parametrize(("tag", "heard"), [("vi", _sound), ("en", lambda word: word[:4])])
def test_no_two_words_of_fingerprints_can_be_taken_for_each_other(tag, heard):
    words = fingerprint_words(tag)
    assert len(words) == 256
    assert len({heard(word) for word in words}) == 256
    assert fingerprint_words("xx") == fingerprint_words("en")


def test_the_words_of_a_key_never_change():
    key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    assert len(fingerprint(key, fingerprint_words("vi"))) == LENGTH
    assert (
        " ".join(fingerprint(key, fingerprint_words("en")))
        == "otter cabin arrow anchor orchid salmon eclipse walnut"
    )
    assert (
        " ".join(fingerprint(key, fingerprint_words("vi"))) == "ngày canh bãi buồm ngà rạ cột đích"
    )


# -- sealed books ------------------------------------------------------------------------------


def _epub(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        book.writestr("META-INF/container.xml", "<container/>")
        book.writestr("a.xhtml", "text " * 500, zipfile.ZIP_DEFLATED)


def _sound_file(file: Path, form: str, codec: str) -> None:
    with av.open(str(file), "w", format=form, options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream(codec, rate=22_050, layout="mono")
        out.metadata["title"] = "PRIV số 11"
        samples = np.random.default_rng(1).normal(0, 0.1, (1, 22_050)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 22_050
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


MAKERS = {
    "a.epub": _epub,
    "a.m4b": lambda file: _sound_file(file, "mp4", "aac"),
    "a.mp3": lambda file: _sound_file(file, "mp3", "libmp3lame"),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    for name, make in MAKERS.items():
        make(folder / name)
    return folder


@pytest.fixture(params=MAKERS)
def book(request, books, tmp_path):
    file = tmp_path / request.param
    file.write_bytes((books / request.param).read_bytes())
    seal(file, "2026-11", KEY)
    return file


def test_a_sealed_book_says_whose_it_is_and_plays_as_before(book, books):
    found, fault = seal_of(book)
    assert (fault, found.key, found.issue) == ("", KEY.public, "2026-11")
    if book.suffix != ".epub":
        lengths = [av.open(str(file)).duration for file in (book, books / book.name)]
        assert abs(lengths[0] - lengths[1]) < 50_000
        assert av.open(str(book)).metadata["title"] == "PRIV số 11"
    else:
        with zipfile.ZipFile(book) as opened:
            assert opened.namelist()[0] == "mimetype"
            assert opened.testzip() is None


def test_a_book_without_a_seal_is_no_sealed_one(books):
    assert {seal_of(books / name)[1] for name in MAKERS} == {"it has no seal"}


def test_no_byte_of_a_sealed_book_can_be_changed_unnoticed(book):
    data = book.read_bytes()
    for at in range(3, len(data), len(data) // 150):
        changed = bytearray(data)
        changed[at] ^= 1
        book.write_bytes(changed)
        found, fault = seal_of(book)
        # What is around the entries of a ZIP file (times, marks) is no part of a book.
        assert fault or (book.suffix == ".epub" and _same_entries(data, bytes(changed))), at
        assert found is None or fault or found.key == KEY.public


def _same_entries(one: bytes, other: bytes) -> bool:
    books = [zipfile.ZipFile(io.BytesIO(data)) for data in (one, other)]
    return books[0].namelist() == books[1].namelist() and all(
        books[0].read(name) == books[1].read(name) for name in books[0].namelist() if name != ENTRY
    )


@pytest.mark.parametrize("change", ["cut", "grown", "led", "emptied", "text", "box"])
def test_a_book_that_was_cut_or_grew_is_named_without_a_traceback(book, change):
    data = book.read_bytes()
    made = {
        "cut": data[:-20],
        "grown": data + b"x" * 20,
        "led": b"#!" + data,
        "emptied": b"",
        "text": b"abc" * 99,
    }
    made["box"] = b"\0\0\0\1moov"
    book.write_bytes(made[change])
    assert seal_of(book)[1]


def test_an_entry_that_was_added_to_a_sealed_book_is_named(tmp_path):
    file = tmp_path / "a.epub"
    _epub(file)
    seal(file, "2026-11", KEY)
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr("extra.xhtml", "x")
    assert seal_of(file)[1] == "it was changed after it was sealed"


def test_the_words_on_paper_tell_whose_a_copy_is(tmp_path):
    words = fingerprint(KEY.public, fingerprint_words("vi"))
    other = [*words[:-1], next(one for one in fingerprint_words("vi") if one != words[-1])]
    sealed = tmp_path / "a.epub"
    _epub(sealed)
    seal(sealed, "2026-11", KEY)
    report = verify_file(sealed, Wanted(now=0.0))
    assert is_fingerprint(" ".join(words))
    assert not is_fingerprint(KEY.public)
    assert judged_by_words(report, ", ".join(words).upper()).faults == ()
    assert judged_by_words(report, " ".join(other)).faults != ()
    unsigned = replace(report, signers={})
    assert judged_by_words(unsigned, " ".join(words)).faults != ()


def test_a_book_that_unpacks_to_more_than_any_book_is_not_read(tmp_path, monkeypatch):
    file = tmp_path / "a.epub"
    _epub(file)
    seal(file, "2026-11", KEY)
    monkeypatch.setattr(seals, "_ANY_BOOK", 1000)
    monkeypatch.setattr(seals, "_PACKED", 1)
    assert seal_of(file)[1] == "it is damaged"


def test_a_book_that_another_has_sealed_is_whole_but_not_the_publishers(book):
    wanted = Wanted(now=0.0, keys=(keys.generate().public,))
    (fault,) = verify_file(book, wanted).faults
    assert "not the publisher's" in fault.what


# -- PDF ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return ca.authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def paper():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def card(office, tmp_path_factory):
    """The office's key on a token (PKCS#11)."""
    return tokens.token(tmp_path_factory.mktemp("token"), office.p12, ca.PASSWORD)


def on_card(card, label=tokens.LABEL, certificate=tokens.CERTIFICATE, pin=tokens.PIN):
    return Token(card.library, label, certificate, pin)


@pytest.fixture(scope="module", params=["B-B", "B-T", "stamp", "token", "token B-T"])
def pdf(request, office, card, paper, tmp_path_factory):
    """A signed PDF, and the data that was signed."""
    face = faces_of(Theme(PUBLICATION, Path())).display[0].file
    stamp = Stamp(("Đã ký số", "UBND xã Thử 100 %(x)s"), face) if request.param == "stamp" else None
    source = on_card(card) if "token" in request.param else office.p12
    with signer_from(source, ca.PASSWORD) as signer, ca.stamping(office) as address:
        at = address if "B-T" in request.param else ""
        data = sign_pdf(paper, signer, timestamp=at, stamp=stamp, title="Chữ ký")
    file = tmp_path_factory.mktemp("signed") / f"{request.param}.pdf"
    file.write_bytes(data)
    return file


def test_pdfsig_and_openssl_agree_with_the_signature(pdf, office, tmp_path):
    said = subprocess.run(["pdfsig", "-nocert", pdf], capture_output=True, text=True, check=True)
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout
    assert "ETSI.CAdES.detached" in said.stdout
    data = pdf.read_bytes()
    first = re.search(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+)", data)
    a, b, c, d = map(int, first.groups())
    cms = bytes.fromhex(data[b + 1 : c - 1].decode())
    (tmp_path / "cms").write_bytes(cms[: 4 + int.from_bytes(cms[2:4], "big")])
    (tmp_path / "data").write_bytes(data[a : a + b] + data[c : c + d])
    judge = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "cms"]
    judge += [
        "-content",
        tmp_path / "data",
        "-CAfile",
        office.root,
        "-purpose",
        "any",
        "-out",
        "/dev/null",
    ]
    assert subprocess.run(judge, capture_output=True, check=False).returncode == 0


def test_no_byte_of_a_signed_pdf_can_be_changed_unnoticed(pdf):
    data = pdf.read_bytes()
    assert signature_faults(data) == ((f"Common Name: {ca.OFFICE}",), [])
    first = re.search(rb"/ByteRange ?\[ ?0 (\d+) (\d+)", data)
    start, end = int(first[1]), int(first[2])
    outside = [at for at in range(len(data)) if not start <= at < end]
    for at in outside[7 :: len(outside) // 25]:
        changed = bytearray(data)
        changed[at] ^= 1
        assert signature_faults(bytes(changed))[1] != [] or not signature_faults(bytes(changed))[0]
    assert signature_faults(data + b"\n% more\n")[1] == ["something was added after it was signed"]


def test_a_wrong_password_a_wrong_file_and_a_silent_time_server_are_told_in_words(
    office, paper, tmp_path
):
    (tmp_path / "none.p12").write_bytes(b"none")
    for source, password in ((office.p12, "x"), (tmp_path / "none.p12", ""), (tmp_path / "no", "")):
        with pytest.raises(BulletinError), signer_from(source, password):
            pass
    with (
        signer_from(office.p12, ca.PASSWORD) as signer,
        pytest.raises(BulletinError, match="no time stamp"),
    ):
        sign_pdf(paper, signer, timestamp="http://127.0.0.1:9/")


@pytest.mark.parametrize("endless", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_time_server_that_comes_to_no_end_is_not_waited_for(office, paper, monkeypatch, endless):
    over = threading.Event()

    class Endless(Quiet, http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.wfile.write(endless)
            while not over.wait(0.05):
                self.wfile.write(b"x")

    monkeypatch.setattr(pdf_signing, "_PATIENCE", 0.5)
    with (
        signer_from(office.p12, ca.PASSWORD) as signer,
        running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endless)) as server,
    ):
        with pytest.raises(BulletinError, match="no time stamp"):
            sign_pdf(paper, signer, timestamp=f"http://127.0.0.1:{server.server_port}/")
        over.set()


WRONG = {
    "pin": {"pin": "9999"},
    "no pin": {"pin": ""},
    "label": {"label": "Khác"},
    "certificate": {"certificate": "khác"},
    "library": {"library": "/usr/lib/nowhere.so"},
    "no library": {"library": "/etc/hostname"},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_token_that_is_not_as_it_is_said_to_be_is_told_in_words(card, paper, what):
    change = dict(WRONG[what])
    library = change.pop("library", card.library)
    found = replace(on_card(card, **change), library=library)
    with (
        pytest.raises(BulletinError, match=r"the token cannot sign: \w") as caught,
        signer_from(found) as signer,
    ):
        sign_pdf(paper, signer)
    assert "is it plugged in" in caught.value.hint


def test_the_command_signs_with_a_token(card, paper, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(paper)
    place = ["--pkcs11", card.library, "--token", tokens.LABEL, "--certificate", tokens.CERTIFICATE]
    wrong = run(sign.command, file, *place, BULLETIN_SIGN_PASSWORD="0000")  # noqa: S106, a wrong one
    assert isinstance(wrong.exception, BulletinError)
    assert file.read_bytes() == paper
    right = run(sign.command, file, *place, BULLETIN_SIGN_PASSWORD=tokens.PIN)
    assert right.exit_code == 0, right.output
    assert signature_faults(file.read_bytes()) == ((f"Common Name: {ca.OFFICE}",), [])


def test_the_command_signs_a_file_once(office, paper, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(paper)
    first = run(sign.command, file, "--p12", office.p12, BULLETIN_SIGN_PASSWORD=ca.PASSWORD)
    assert first.exit_code == 0, first.output
    assert signature_faults(file.read_bytes())[1] == []
    again = run(sign.command, file, "--p12", office.p12, BULLETIN_SIGN_PASSWORD=ca.PASSWORD)
    assert "signed already" in str(again.exception)


def test_a_signed_file_stays_whose_it_is_and_a_link_to_it_stays_a_link(office, paper, tmp_path):
    file, link = tmp_path / "a.pdf", tmp_path / "link.pdf"
    file.write_bytes(paper)
    file.chmod(0o600)
    link.symlink_to(file)
    made = run(sign.command, link, "--p12", office.p12, BULLETIN_SIGN_PASSWORD=ca.PASSWORD)
    assert made.exit_code == 0, made.output
    assert link.is_symlink()
    assert signature_faults(file.read_bytes())[1] == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.filterwarnings("error")
def test_a_password_comes_through_a_pipe_and_where_none_comes_that_is_told(office, paper, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(paper)
    given = [sign.command, [str(file), "--p12", str(office.p12)]]
    none = CliRunner().invoke(*given, obj=TERMINAL, input="")
    assert none.exit_code == 2
    assert "BULLETIN_SIGN_PASSWORD" in none.output
    assert file.read_bytes() == paper
    piped = CliRunner().invoke(*given, obj=TERMINAL, input=f"{ca.PASSWORD}\n")
    assert piped.exit_code == 0, piped.output


# -- releases ----------------------------------------------------------------------------------


def test_a_release_whose_pdf_is_signed_is_whole_and_signed_anew(office, paper, tmp_path):
    out = built(tmp_path)
    (out / "2026-11" / "a.pdf").write_bytes(paper)
    signed(built(out, files={"index.html": "page"}) / "2026-11", KEY)
    before = (out / "2026-11" / "a.pdf").stat().st_ino
    with signer_from(office.p12, ca.PASSWORD) as signer:
        paths = sign_release(
            out, manifest.read(out / "2026-11"), lambda data: sign_pdf(data, signer), KEY
        )
    assert paths == ("a.pdf",)
    assert (out / "2026-11" / "a.pdf").stat().st_ino != before
    whole(out / "2026-11", "2026-11", [KEY.public])


def test_a_build_signs_what_it_makes_and_what_is_not_signed_is_not_published(
    small, tmp_path, monkeypatch, capsys
):
    settings = small / "publication.yaml"
    settings.write_text(f"{settings.read_text()}signing: {KEY.public}\n")
    out, folder = tmp_path / "dist", tmp_path / "dist" / "2026-11"
    place = ["--in", str(small), "--out", str(out)]
    build = ["build", *place, "--cache", str(tmp_path / "cache"), "--no-audio", "--edition", "epub"]
    publish = ["publish", *place, "--to", str(tmp_path / "hosted")]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert cli.run(build) == 0
    assert (
        f"copy its file to {environment.key_file(KEY.public)}, or put it into"
        in capsys.readouterr().err
    )
    assert not (folder / manifest.SIGNATURE).exists()
    assert cli.run(publish) == 1
    assert "is not signed with the key" in capsys.readouterr().err

    monkeypatch.setenv("BULLETIN_SIGNING_KEY", KEY.to_pem().decode())
    assert cli.run(build) == 0
    assert manifest.signer(folder, [KEY.public]) == KEY.public
    assert [seal_of(file)[1] for file in folder.glob("*.epub")] == ["", ""]
    book = next(folder.glob("*-light.epub"))
    with zipfile.ZipFile(book) as opened:
        imprint = opened.read(next(n for n in opened.namelist() if "imprint" in n)).decode()
    assert all(word in imprint for word in fingerprint(KEY.public, fingerprint_words("vi")))
    assert cli.run(publish) == 0
    assert (tmp_path / "hosted" / "2026-11" / manifest.SIGNATURE).is_file()

    monkeypatch.setenv("BULLETIN_SIGNING_KEY", keys.generate().to_pem().decode())
    assert cli.run(build) == 1
    assert "publication.yaml names" in capsys.readouterr().err
