"""A certificate authority of the tests' own: the office's certificate, and a server of time stamps.

In: nothing. Out: a PKCS#12 file, the authority's certificate, and an address that stamps (RFC 3161).
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.serving import Quiet, running

PASSWORD = "mật khẩu"  # noqa: S105, of a key that lasts for a test
_CA = "Thử CA"
OFFICE = "UBND xã Thử Nghiệm"


@dataclass(frozen=True)
class Authority:
    p12: Path
    root: Path
    stamping: asn1_x509.Certificate
    stamping_key: keys.PrivateKeyInfo


def authority(folder: Path) -> Authority:
    """The authority's files in a folder."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(_CA, root_key, root_key, ca=True)
    office_key = ec.generate_private_key(ec.SECP256R1())
    office = _certificate(OFFICE, office_key, root_key)
    stamp_key = rsa.generate_private_key(65537, 2048)
    stamp = _certificate("Thử TSA", stamp_key, root_key, stamps=True)
    p12 = folder / "office.p12"
    encryption = serialization.BestAvailableEncryption(PASSWORD.encode())
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(b"office", office_key, office, [root], encryption)
    )
    pem = folder / "root.pem"
    pem.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    der = serialization.Encoding.DER
    return Authority(
        p12,
        pem,
        asn1_x509.Certificate.load(stamp.public_bytes(der)),
        keys.PrivateKeyInfo.load(
            stamp_key.private_bytes(
                der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
    )


def _certificate(name, key, issuer_key, *, ca=False, stamps=False):
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _CA)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=100))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not ca,
                content_commitment=not ca and not stamps,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=ca,
                crl_sign=ca,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@contextlib.contextmanager
def stamping(made: Authority) -> Iterator[str]:
    """The address of a server that stamps the time."""
    from pyhanko.sign.timestamps import DummyTimeStamper  # noqa: PLC0415, most workers never ask
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415, as above

    stamper = DummyTimeStamper(
        made.stamping, made.stamping_key, certs_to_embed=SimpleCertificateStore()
    )

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            data = stamper.request_tsa_response(asked).dump()
            self.answer(200, data, {"Content-Type": "application/timestamp-reply"})

    with running(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}/"
