"""A file of a release, held against what its manifest says.

In: a place and a record. Out: what came, its links where it is a page, and all that is wrong.
"""

from dataclasses import dataclass

from bulletin.machine.disks import inside
from bulletin.manifest import FileRecord
from bulletin.messages import tr
from bulletin.publish.verifying.links import HostedPage, page_of
from bulletin.publish.verifying.places import Got, HostedCopy, KeptCopy, LocalCopy
from bulletin.site.hosting.rules import content_type

LARGEST_PAGE = 8 << 20
_SOUGHT = ("audio/", "video/")
"""What players jump about in."""
_PART = 16
_SAME = (
    {"text/javascript", "application/javascript", "application/x-javascript"},
    {"audio/mp4", "audio/x-m4a", "audio/m4a", "audio/x-m4b", "audio/m4b"},
    {"audio/mpeg", "audio/mp3"},
    {"application/xml", "text/xml"},
    {"text/plain", "application/pgp-signature"},
    {"font/woff", "application/font-woff"},
    {"font/woff2", "application/font-woff2"},
)
"""Types that browsers and players take for each other."""


@dataclass(frozen=True)
class Compared:
    """What came for a record. `page` is None for what is no page."""

    got: Got
    page: HostedPage | None
    faults: tuple[str, ...]


def compared(top: HostedCopy, prefix: str, record: FileRecord, *, quick: bool) -> Compared:
    """A file as it lies there; `quick`: all but pages by their heads alone."""
    path = prefix + record.path
    if not inside(record.path):
        return Compared(Got(), None, (tr("it would lie outside the release"),))
    is_page = record.path.endswith(".html") and record.bytes <= LARGEST_PAGE
    kept = KeptCopy(0, record.bytes) if is_page else _middle(record)
    by_head = quick and not is_page
    got = top.head(path) if by_head else top.get(path, record.bytes, kept)
    if got.fault:
        return Compared(got, None, (got.fault,))
    found = (
        _other_content(got, record, by_head=by_head),
        wrong_type(path, got.kind),
        _packed(got, record),
    )
    faults = tuple(filter(None, found))
    if not faults and not isinstance(top, LocalCopy) and _is_sought(record):
        faults = tuple(filter(None, [_no_part(top, path, record, None if by_head else got)]))
    return Compared(got, page_of(got.data) if is_page else None, faults)


def _middle(record: FileRecord) -> KeptCopy:
    return KeptCopy(max(0, record.bytes // 2 - _PART), min(_PART, record.bytes))


def _other_content(got: Got, record: FileRecord, *, by_head: bool) -> str:
    if got.size != record.bytes and not (by_head and got.size < 0):
        return _other_size(got, record)
    return "" if by_head or got.sha256 == record.sha256 else tr("it was changed")


def _packed(got: Got, record: FileRecord) -> str:
    """What is wrong with a sound that is packed on the way; texts may be, whoever asked."""
    if not got.packed or not _is_sought(record):
        return ""
    return tr(
        "the server packs it ({coding}) although it was asked not to: players cannot jump in it",
        coding=got.packed,
    )


def _no_part(top: HostedCopy, path: str, record: FileRecord, whole: Got | None) -> str:
    """Why players cannot jump to the middle of a file; "" if they can."""
    part = top.part(path, _middle(record))
    if part.fault or whole is None or part.data == whole.data:
        return part.fault
    return tr("the server sends another part than it was asked for")


def _other_size(got: Got, record: FileRecord) -> str:
    if got.size > record.bytes:
        return tr("it has more than {wanted} bytes", wanted=record.bytes)
    return tr("it has {size} bytes instead of {wanted}", size=got.size, wanted=record.bytes)


def _is_sought(record: FileRecord) -> bool:
    return record.media_type.startswith(_SOUGHT) and record.bytes > 0


def wrong_type(path: str, kind: str) -> str:
    """What is wrong with the type that a server gives a file; "" if nothing is."""
    if not kind:
        return ""
    name, _, rest = (part.strip().lower() for part in kind.partition(";"))
    wanted = content_type(path).partition(";")[0].strip()
    if name != wanted and not any({name, wanted} <= same for same in _SAME):
        return tr("its type is {kind} instead of {wanted}", kind=name, wanted=wanted)
    charset = rest.partition("charset=")[2].strip(' "')
    if charset and charset not in {"utf-8", "utf8"}:
        return tr("its letters are said to be {charset} instead of utf-8", charset=charset)
    return ""
