"""What `verify` says of a server's certificate: how long it holds, or why it is not to be trusted."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bulletin.publish.verifying import Wanted, verify
from tests.publish import misbehaving
from tests.publish.shop import built

CA = "Thử CA"
HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("khac.example")


def _certificate(name, key, issuer_key, days, holder):
    now = dt.datetime.now(dt.UTC)
    first, last = (now + dt.timedelta(days=number, hours=1) for number in days)
    subject, by = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (name, CA)
    )
    builder = (
        x509.CertificateBuilder(by, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=holder is None, path_length=None), critical=True)
    )
    if holder is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([holder]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    """What lies there, and the authority whom this machine trusts."""
    folder = tmp_path_factory.mktemp("certificates")
    built(folder / "site")
    key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(CA, key, key, (-400, 400), None)
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    return folder, key


def told(hosted, monkeypatch, days, holder=HERE, *, trusted=True):
    """The report on a server with a certificate that holds from one day to another."""
    folder, authority = hosted
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate("may-chu", key, authority, days, holder)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(pem + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "root.pem"))
    with misbehaving.serving(folder / "site", context) as server:
        address = server.address.replace("http:", "https:") + "/2026-11/"
        report = verify(address, Wanted(now=time.time(), timeout=5))
    return report, [fault.what for fault in report.faults if "index.html" not in fault.place]


@pytest.mark.parametrize(("days", "fault"), [(10, True), (13, True), (14, False), (90, False)])
def test_the_days_that_a_certificate_still_holds_are_told_and_too_few_are_a_fault(
    hosted, monkeypatch, days, fault
):
    report, said = told(hosted, monkeypatch, (-1, days))
    assert report.days == days
    assert (f"the certificate holds for {days} more days only" in said) is fault


REFUSED = {
    "expired": ({"days": (-90, -1)}, "its certificate has expired"),
    "not yet": ({"days": (2, 90)}, "its certificate does not hold yet"),
    "another name": (
        {"days": (-1, 90), "holder": ELSEWHERE},
        "its certificate is for another name",
    ),
    "unknown": (
        {"days": (-1, 90), "trusted": False},
        "its certificate is from nobody that is trust",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_why_a_certificate_is_not_to_be_trusted_is_told(hosted, monkeypatch, what):
    change, words = REFUSED[what]
    report, said = told(hosted, monkeypatch, **change)
    assert len(report.faults) == 1
    assert words in said[0]
    assert report.days is None
