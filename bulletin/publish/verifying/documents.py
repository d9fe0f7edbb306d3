"""Documents of earlier years: is each what was entered, and does its code lead to its page.

In: a hosted copy's top. Out: faults, and how many files and bytes were compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

from bulletin.art.qr_symbol import read_back
from bulletin.machine.disks import inside
from bulletin.machine.processes import threads
from bulletin.manifest import FileRecord
from bulletin.messages import tr
from bulletin.provenance.keys import signer_of
from bulletin.publish.verifying.files import LARGEST_PAGE, compared, wrong_type
from bulletin.publish.verifying.places import HostedCopy, KeptCopy
from bulletin.publish.verifying.report import Discrepancy
from bulletin.site.documents.listed import LISTED, DocumentRecord, DocumentsList
from bulletin.site.documents.signature import SIGNATURE

_AT_ONCE = 8
_MOST = 32 << 20
_LARGEST_CODE = 1 << 22
_PAGE = KeptCopy(0, LARGEST_PAGE)


@dataclass
class DocumentsSeen:
    """What was found of all documents."""

    faults: list[Discrepancy] = field(default_factory=list)
    files: int = 0
    size: int = 0
    signer: str = ""
    """The public key that signed their list; "": nobody did."""


def documents_seen(top: HostedCopy, keys: Sequence[str], *, quick: bool) -> DocumentsSeen:
    """Every document that the copy's own list names; nothing where it has none.

    `keys`: by one of which the list is to be signed; none of them: it need not be.
    """
    seen = DocumentsSeen()
    got = top.get(LISTED, _MOST, KeptCopy(0, _MOST))
    if got.missing:
        return seen
    try:
        listed = DocumentsList.model_validate_json(got.data)
    except ValueError:
        if (got.kind or "").startswith("text/html"):  # a page for whatever is not there
            return seen
        fault = got.fault or tr("it is no list of documents")
        seen.faults.append(Discrepancy(top.shown(LISTED), fault))
        return seen

    _signature(seen, top, got.data, keys)

    def one(record: DocumentRecord) -> tuple[int, list[Discrepancy]]:
        return _document(top, record, quick=quick)

    with threads(_AT_ONCE) as pool:
        for size, faults in pool.map(one, listed.documents):
            seen.files += 1
            seen.size += size
            seen.faults += faults
    return seen


def _signature(seen: DocumentsSeen, top: HostedCopy, data: bytes, keys: Sequence[str]) -> None:
    """Who signed the list."""
    got = top.get(SIGNATURE, 1 << 12, KeptCopy(0, 1 << 12))
    fault = got.fault if keys else ""
    if not got.fault:
        seen.signer = signer_of(data, got.data.decode("ascii", "replace"), keys) or ""
        if keys and not seen.signer:
            file = LISTED.rpartition("/")[2]
            fault = tr("it is not the publisher's signature of {file}", file=file)
    if fault:
        seen.faults.append(Discrepancy(top.shown(SIGNATURE), fault))


def _document(
    top: HostedCopy, record: DocumentRecord, *, quick: bool
) -> tuple[int, list[Discrepancy]]:
    """A document, its page and its code."""
    paths = (record.path, record.page, record.code)
    if outside := [path for path in paths if not inside(path)]:
        what = tr("{path} would lie outside the copy", path=outside[0])
        return 0, [Discrepancy(top.shown(LISTED), what)]
    file = FileRecord(
        path=record.path,
        media_type=record.media_type,
        bytes=record.bytes,
        sha256=record.sha256,
        edition="archive",
    )
    result = compared(top, "", file, quick=quick)
    faults = [Discrepancy(top.shown(record.path), what) for what in result.faults]
    page = top.get(record.page, LARGEST_PAGE, _PAGE)
    if fault := page.fault or wrong_type(record.page, page.kind):
        faults.append(Discrepancy(top.shown(record.page), fault))
    code = top.get(record.code, _LARGEST_CODE, KeptCopy(0, _LARGEST_CODE))
    if fault := code.fault or _other_code(code.data, record.address):
        faults.append(Discrepancy(top.shown(record.code), fault))
    return max(result.got.size, 0), faults


def _other_code(data: bytes, address: str) -> str:
    """What is wrong with a code; "" if it leads to an address."""
    try:
        text = read_back(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        text = ""
    if text == address:
        return ""
    what = text or tr("nothing that can be read")
    return tr("the code holds {what} instead of {address}", what=what, address=address)
