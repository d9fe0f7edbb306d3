"""A token of SoftHSM, as a card or stick would hold the office's key: its library, PIN and labels.

In: a folder, and the office's PKCS#12 file. Out: a token with the key and its certificate on it.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

PIN, LABEL, CERTIFICATE = "1234", "Con dấu số", "office"
_PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)


@dataclass(frozen=True)
class SoftToken:
    library: str
    slot: int


def token(folder: Path, p12: Path, password: str) -> SoftToken:
    """The token; SoftHSM finds it by SOFTHSM2_CONF, which is set for the whole process."""
    library = next(place for place in _PLACES if Path(place).is_file())
    (folder / "tokens").mkdir()
    settings = f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n"
    (folder / "softhsm2.conf").write_text(settings, encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    util = ["softhsm2-util", "--module", library, "--pin", PIN]
    made = ["--init-token", "--free", "--label", LABEL, "--so-pin", "5678"]
    subprocess.run([*util, *made], check=True, capture_output=True)
    key, certificate, _ = pkcs12.load_key_and_certificates(p12.read_bytes(), password.encode())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    put = ["--import", folder / "key.pem", "--token", LABEL, "--label", CERTIFICATE, "--id", "01"]
    subprocess.run([*util, *put], check=True, capture_output=True)
    der = certificate.public_bytes(Encoding.DER)
    found = pkcs11.lib(library).get_token(token_label=LABEL)
    with found.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.SUBJECT: x509.Certificate.load(der).subject.dump(),
                pkcs11.Attribute.VALUE: der,
                pkcs11.Attribute.ID: b"\1",
                pkcs11.Attribute.LABEL: CERTIFICATE,
                pkcs11.Attribute.TOKEN: True,
            }
        )
    return SoftToken(library, found.slot.slot_id)
