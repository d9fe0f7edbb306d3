"""A PDF signed with the office's certificate: PAdES B-B, or B-T with a time stamp (EN 319 142-1).

In: a PDF, and whoever holds the key: a PKCS#12 file or a token (PKCS#11). Out: the PDF with a
signature after its last byte, so that what was there stays to the byte; and of a signed PDF,
whether it is as it was signed. It stays PDF/UA-1 and PDF/A-2a: a signature that is not shown has
its field outside of the page, one that is shown is a form in the structure tree, and its letters
are embedded. Needs the extra `sign` (pyHanko).
"""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.machine.processes import threads
from bulletin.messages import tr

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

    from bulletin.provenance.pdf_stamp import Stamp

FIELD = "bulletin-signature"
_PATIENCE = 20
"""Seconds that a server of time stamps may take."""
_LONGEST_STAMP = 1_000_000
"""Bytes; with all certificates it has some ten thousand."""
_MECHANISMS = {"rsa": "SHA256_RSA_PKCS", "ec": "ECDSA_SHA256"}
"""What a token must be able to do with a key of a kind, to sign what it is given (PKCS#11)."""
RESERVED = 32_768
"""Bytes kept free for the signature with its certificates and time stamp."""
_BOX = (36, 36, 276, 84)
"""Where a shown stamp stands on the last page, in points from its lower left corner."""


@dataclass(frozen=True)
class Token:
    """A key on a token or a card, by its library (PKCS#11) and its labels."""

    library: str
    label: str
    certificate: str
    pin: str


def _needed() -> None:
    """Raise `BulletinError` where the extra is not installed."""
    try:
        import pyhanko.sign  # noqa: F401, PLC0415, looked for alone
    except ImportError:
        message = tr("signing PDF files needs pyHanko, which is not installed")
        raise BulletinError(
            message, tr("install it: {command}", command=install_command("sign"))
        ) from None


@contextlib.contextmanager
def signer_from(source: Path | Token, password: str = "") -> Iterator[Signer]:
    """What signs, for as long as the block lasts. Raises `BulletinError` where there is none."""
    _needed()
    if isinstance(source, Token):
        with _on_token(source) as signer:
            yield signer
        return
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415, an extra

    try:
        data = source.read_bytes()
    except OSError as error:
        message = tr("{file} cannot be read: {reason}", file=source, reason=error.strerror or "")
        raise BulletinError(message) from error
    try:
        found = SimpleSigner.load_pkcs12_data(data, [], passphrase=password.encode() or None)
    except (ValueError, TypeError):
        found = None
    if found is None or found.signing_cert is None:
        message = tr("{file} is no PKCS#12 file, or has another password", file=source)
        raise BulletinError(
            message, tr("give the password in BULLETIN_SIGN_PASSWORD, or when asked")
        )
    yield found


@contextlib.contextmanager
def _on_token(token: Token) -> Iterator[Signer]:
    try:
        from pkcs11 import Mechanism  # noqa: PLC0415, an extra
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415, an extra
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415, an extra
    except ImportError:
        message = tr("signing with a token needs python-pkcs11, which is not installed")
        raise BulletinError(message, tr('install it: pip install "pyhanko[pkcs11]"')) from None
    try:
        with open_pkcs11_session(
            token.library,
            token_criteria=TokenCriteria(label=token.label or None),
            user_pin=token.pin,
        ) as session:
            signer = PKCS11Signer(session, cert_label=token.certificate)
            # Some tokens sign digests alone, and have others count them.
            whole = getattr(Mechanism, _MECHANISMS[signer.signing_cert.public_key.algorithm])
            if whole not in session.token.slot.get_mechanisms():
                signer = PKCS11Signer(session, cert_label=token.certificate, use_raw_mechanism=True)
            yield signer
    except BulletinError:
        raise
    except Exception as error:  # every library has errors of its own
        message = tr("the token cannot sign: {reason}", reason=str(error) or type(error).__name__)
        raise BulletinError(
            message, tr("is it plugged in, and are library, label and PIN right?")
        ) from error


def sign_pdf(
    data: bytes, signer: Signer, *, timestamp: str = "", stamp: Stamp | None = None, title: str = ""
) -> bytes:
    """A PDF with a signature after it. Raises `BulletinError`; `timestamp` is a server's address."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers, timestamps  # noqa: PLC0415, an extra

    if is_signed(data):
        raise BulletinError(tr("it is signed already"), tr("build it again first"))
    stamper = _time_server(timestamp) if timestamp else None
    try:
        if stamp:
            from bulletin.provenance.pdf_stamp import style_of, with_field  # noqa: PLC0415, heavy

            data, style = with_field(data, FIELD, _BOX, title), style_of(stamp)
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        spec = fields.SigFieldSpec(
            FIELD,
            readable_field_name=title or None,
            invis_sig_settings=fields.InvisSigSettings(
                set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
            ),
        )
        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        whole = signers.PdfSigner(
            metadata,
            signer,
            timestamper=stamper,
            stamp_style=style if stamp else None,
            new_field_spec=None if stamp else spec,
        )
        # pyHanko runs an event loop of its own, which a thread that has one already cannot.
        with threads(1) as aside:
            out = aside.submit(whole.sign_pdf, writer, bytes_reserved=RESERVED).result()
    except timestamps.TimestampRequestError as error:
        message = tr("no time stamp from {address}: {reason}", address=timestamp, reason=error)
        raise BulletinError(message, tr("try again later, or sign without --timestamp")) from error
    except (OSError, ValueError, _pdf_errors()) as error:
        raise BulletinError(tr("the PDF cannot be signed: {reason}", reason=error)) from error
    return bytes(out.getbuffer())


def _time_server(address: str) -> TimeStamper:
    """A server of time stamps (RFC 3161), asked over HTTP."""
    import httpx  # noqa: PLC0415, only here
    from asn1crypto import tsp  # noqa: PLC0415, an extra
    from pyhanko.sign.timestamps import (  # noqa: PLC0415, an extra
        TimeStamper,
        TimestampRequestError,
    )

    class Server(TimeStamper):
        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            headers = {"Content-Type": "application/timestamp-query"}
            try:
                # However slowly it speaks, and however much it says.
                async with (
                    asyncio.timeout(_PATIENCE),
                    httpx.AsyncClient(timeout=_PATIENCE) as client,
                    client.stream("POST", address, content=req.dump(), headers=headers) as answer,
                ):
                    answer.raise_for_status()
                    data = b""
                    async for piece in answer.aiter_bytes():
                        data = (data + piece)[:_LONGEST_STAMP]
                        if len(data) == _LONGEST_STAMP:
                            break
                read = tsp.TimeStampResp.load(data)
                read["status"]["status"].native  # noqa: B018, what is none raises here
            except (
                httpx.HTTPError,
                httpx.InvalidURL,
                ImportError,  # of what a SOCKS proxy takes
                OSError,
                ValueError,
                TypeError,
            ) as error:
                raise TimestampRequestError(str(error) or type(error).__name__) from error
            return read

    return Server()  # type: ignore[no-untyped-call]  # pyHanko's own lacks the note


def is_signed(data: bytes) -> bool:
    """Whether a PDF has a signature."""
    return bool(_embedded(data))


def signature_faults(data: bytes) -> tuple[tuple[str, ...], list[str]]:
    """Who signed a PDF, and what is wrong with the signatures; a PDF without any is no fault.

    Whether a certificate can be trusted is for the reader's own program to say.
    """
    _needed()
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415, an extra
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    try:
        embedded = _embedded(data)
        names: list[str] = []
        faults: list[str] = []
        for one in embedded:
            with threads(1) as aside:
                status = aside.submit(validate_pdf_signature, one, _nobody()).result()
            names.append(str(status.signing_cert.subject.human_friendly))
            if not status.intact:
                faults.append(tr("it was changed after it was signed"))
            elif not status.valid:
                faults.append(tr("its signature is wrong"))
            elif status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
                faults.append(tr("something was added after it was signed"))
    except Exception:  # noqa: BLE001, what was tampered with may fail anywhere in a parser
        return (), [tr("its signature cannot be read")]
    return tuple(names), faults


def _embedded(data: bytes) -> list[Any]:
    _needed()
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415, an extra

    try:
        return list(PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures)
    except _pdf_errors() as error:
        raise BulletinError(tr("the PDF cannot be read: {reason}", reason=error)) from error


def _pdf_errors() -> type[Exception]:
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415, an extra

    return PdfError


def _nobody() -> Any:  # noqa: ANN401, pyHanko's own type
    """Trust in no certificate, and nothing fetched."""
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415, an extra

    return ValidationContext(trust_roots=[], allow_fetching=False)
