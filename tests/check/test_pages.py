"""Pages that links lead to are asked for politely, and only those that are gone are named."""

from __future__ import annotations

import datetime as dt
import http.server
import shutil
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bulletin.building.preflight import examined, with_links
from bulletin.check.pages import LinkedPages
from bulletin.desk.mending import mend
from tests.findings.cases import BASE
from tests.serving import Quiet, running

ISSUE = "2026-11"
ARTICLE = f"{ISSUE}/01-bai-mot.md"
HOST = "xa.example.vn"
"""A site of this machine by a name that readers could reach."""


@dataclass
class Site:
    """A site on this machine, which speaks with and without TLS at one port."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    most_at_once: int = 0
    now: int = 0


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    day = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day - dt.timedelta(days=1))
        .not_valid_after(day + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "site.pem"
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(encoding))
    return file


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    pem = certificate(tmp_path_factory.mktemp("tls"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    lock = threading.Lock()

    class Handler(Quiet, http.server.BaseHTTPRequestHandler):
        def answer(self):
            with lock:
                site.asked.append((self.command, self.path))
                site.now += 1
                site.most_at_once = max(site.most_at_once, site.now)
            time.sleep(0.005)
            secure = isinstance(self.request, ssl.SSLSocket)
            status = int(self.path.split("/")[1]) if self.path[1:4].isdigit() else 200
            if self.path.startswith("/no-head"):
                status = 404 if self.command == "HEAD" else 200
            with lock:
                site.now -= 1
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/404/moved")
            body = b"https" if secure and self.path.startswith("/other") else b"the same"
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_GET = do_HEAD = answer  # noqa: N815, as http.server names them

    class Server(http.server.ThreadingHTTPServer):
        def finish_request(self, request, client_address):
            if request.recv(1, socket.MSG_PEEK) != b"\x16":
                Handler(request, client_address, self)
                return
            with tls.wrap_socket(request, server_side=True) as secured:
                Handler(secured, client_address, self)

        def handle_error(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(server.server_port)
    with running(server):
        yield site, ssl.create_default_context(cafile=pem)


@pytest.fixture
def asked(served, tmp_path, monkeypatch):
    """What is said of an article's links, and how it is looked at again."""
    site, context = served
    found = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **named: found("127.0.0.1" if host == HOST else host, *rest, **named),
    )
    site.asked.clear()
    site.most_at_once = 0
    root = tmp_path / "issues"
    shutil.copytree(BASE, root)
    pages = LinkedPages(timeout=2, pause=0, context=context)

    def look(folder):
        issue, findings = examined(folder, ISSUE)
        return with_links(folder, [issue], findings, pages, lambda *_: None)

    def said(text):
        (root / ARTICLE).write_text(f"# Bài\n\n{text}\n", encoding="utf-8")
        return look(root)

    return site, said, look, root


def numbers(findings):
    return [(f.code.number, f.span.line, f.span.column) for f in findings]


@pytest.mark.parametrize("status", [404, 410, 500, 503, 302])
def test_a_page_that_is_gone_is_named_at_its_link(asked, status):
    site, said, _, _ = asked
    findings = said(f"Xem [đây](https://{HOST}:{site.port}/{status}/a).")
    assert numbers(findings) == [("B431", 3, 11)]
    assert {302: "404"}.get(status, str(status)) in findings[0].message


@pytest.mark.parametrize("path", ["a", "401/a", "403/a", "405/a", "429/a", "no-head"])
def test_a_page_that_is_there_or_turns_programs_away_is_not_named(asked, path):
    site, said, _, _ = asked
    assert said(f"Xem [đây](https://{HOST}:{site.port}/{path}).") == ()


def test_sites_that_do_not_answer_are_named(asked):
    _, said, _, _ = asked
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    findings = said(f"Xem [a](https://{HOST}:{port}/), [b](https://khong-co.invalid/).")
    assert [f.code.number for f in findings] == ["B431", "B431"]


def test_every_page_is_asked_for_once_and_a_host_for_one_at_a_time(asked):
    site, said, _, _ = asked
    address = f"https://{HOST}:{site.port}"
    links = " ".join(f"[x{n}]({address}/p{n % 8}#muc-{n})" for n in range(24))
    assert said(links) == ()
    assert sorted(site.asked) == [("HEAD", f"/p{n}") for n in range(8)]
    assert site.most_at_once == 1


def test_http_becomes_https_where_the_same_page_is_there(asked):
    site, said, look, root = asked
    address = f"http://{HOST}:{site.port}"
    findings = said(f"Xem [đây]({address}/a), [kia]({address}/other), {address}/b?c=d.")
    assert [bool(f.fix) for f in findings] == [True, False, True]
    assert {f.code.number for f in findings} == {"B404"}
    mend(root, look)
    secure = address.replace("http:", "https:")
    text = (root / ARTICLE).read_text(encoding="utf-8")
    assert f"[đây]({secure}/a), [kia]({address}/other), {secure}/b?c=d." in text


def test_nothing_is_asked_for_unless_one_wants_it(asked):
    site, _, _, root = asked
    (root / ARTICLE).write_text(f"# B\n\n[a](https://{HOST}:{site.port}/404/a).\n", "utf-8")
    assert examined(root, ISSUE)[1] == ()
    assert site.asked == []


def test_dead_links_can_be_switched_off(asked):
    site, said, _, root = asked
    settings = (root / "publication.yaml").read_text(encoding="utf-8")
    (root / "publication.yaml").write_text(f"{settings}check: {{B431: trang cũ}}\n", "utf-8")
    assert said(f"Xem [đây](https://{HOST}:{site.port}/404/a).") == ()


def test_a_site_that_says_a_letter_now_and_then_is_not_waited_for():
    over = threading.Event()

    class Dripping(Quiet, http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            while not over.wait(0.05):
                self.wfile.write(b"x")

        do_GET = do_HEAD  # noqa: N815, as http.server names them

    with running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Dripping)) as server:
        found = LinkedPages(timeout=0.2).answer(f"http://127.0.0.1:{server.server_port}/")
        over.set()
    assert not found.status
    assert found.reason == "it takes too long"
