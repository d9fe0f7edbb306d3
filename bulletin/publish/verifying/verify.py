"""`verify`: everything that a release says of itself, held against what lies there.

In: a place, and what is wanted of it. Out: a `VerifyReport`. First the manifest and its
signature, then every file beside each other, then what only all of them show: links, the code on
paper, the archive around.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from bulletin import manifest
from bulletin.languages import every_fingerprint_words, fingerprint_words
from bulletin.machine.processes import threads
from bulletin.machine.systems import is_litter
from bulletin.manifest import FileRecord, Manifest, WithdrawalRecord
from bulletin.messages import tr
from bulletin.provenance.fingerprints import fingerprint, says
from bulletin.provenance.keys import KeyFormatError, public_key, signer_of
from bulletin.provenance.pdf_signing import signature_faults
from bulletin.provenance.seals import seal_of
from bulletin.publish.verifying.around import (
    AT_ONCE,
    ArchiveNames,
    ids_around,
    listed,
    slash_faults,
    surroundings,
)
from bulletin.publish.verifying.documents import documents_seen
from bulletin.publish.verifying.ends import Ends
from bulletin.publish.verifying.files import Compared, compared
from bulletin.publish.verifying.places import HostedCopy, KeptCopy, LocalCopy, RemoteCopy, opened
from bulletin.publish.verifying.printed import code_faults
from bulletin.publish.verifying.report import Discrepancy, VerifyReport
from bulletin.site.documents.hosted import FOLDER
from bulletin.site.keys_file import NAME as KEYS
from bulletin.site.keys_file import keys_in
from bulletin.site.listing import NAME as LISTING
from bulletin.site.releases import PAGE

LARGEST_MANIFEST = 32 << 20
FEWEST_DAYS = 14
"""Days that a certificate should still hold: renewals happen 30 days before the end."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a copy. `keys` empty: those that lie in it; `now` is the time in seconds."""

    now: float
    keys: tuple[str, ...] = ()
    quick: bool = False
    timeout: float = 20.0
    only: tuple[str, ...] = ()
    """Issues to look at; empty: all."""


@dataclass
class _Hosted:
    """A copy that is looked at: its top, and what was found so far."""

    top: HostedCopy
    wanted: Wanted
    around: bool
    """Whether an archive stands at the top."""
    faults: list[Discrepancy] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    files: int = 0
    size: int = 0
    signers: dict[str, str] = field(default_factory=dict)
    withdrawn: dict[str, WithdrawalRecord] = field(default_factory=dict)
    corrected: dict[str, int] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys to judge signatures by: those that were given, or that lie in the copy."""
        if self.wanted.keys:
            return self.wanted.keys
        told = self.top.get(KEYS, 1 << 16, KeptCopy(0, 1 << 16))
        return keys_in(told.data.decode("utf-8", "replace")) if not told.fault else ()

    @cached_property
    def archive(self) -> ArchiveNames:
        """What stands around the issues."""
        return ArchiveNames(self.top)

    def fault(self, path: str, what: str) -> None:
        self.faults.append(Discrepancy(self.top.shown(path), what))


def verify(where: str, wanted: Wanted) -> VerifyReport:
    """Look at a hosted copy, or at one issue of it. Raises `BulletinError` for no place at all."""
    place = opened(where, wanted.timeout)
    try:
        own = place.get(manifest.NAME, LARGEST_MANIFEST, KeptCopy(0, LARGEST_MANIFEST))
        if not own.fault and manifest.parsed(own.data):
            found = _one(place, wanted)
            folder = _last(place)
            top, prefixes = found.top, [f"{folder}/" if folder else ""]
        else:
            found, top = _Hosted(place, wanted, around=True), place
            ids = wanted.only or ids_around(place)
            if not ids:
                reason = tr("there is no release") if own.missing else own.fault
                found.fault("", reason or tr("{file} is no manifest", file=manifest.NAME))
            prefixes = [f"{one}/" for one in ids]
        for prefix in prefixes:
            _issue(found, prefix)
        days = _certificate(found)
    finally:
        place.close()
    if top is not place:
        top.close()
    faults = tuple(dict.fromkeys(found.faults))
    return VerifyReport(
        where,
        tuple(found.issues),
        found.files,
        found.size,
        found.signers,
        days,
        faults,
        withdrawn=found.withdrawn,
        corrected=found.corrected,
    )


def verify_file(file: Path, wanted: Wanted) -> VerifyReport:
    """Look at a book by itself: whether it is as it was sealed, and by whom."""
    if file.suffix.lower() == ".pdf":
        return _pdf(file)
    seal, fault = seal_of(file)
    faults = [Discrepancy(str(file), fault)] if fault else []
    if seal and not fault and wanted.keys and seal.key not in wanted.keys:
        faults.append(
            Discrepancy(str(file), tr("it was sealed with a key that is not the publisher's"))
        )
    signers = {seal.issue: seal.key} if seal and not fault else {}
    issues = (seal.issue,) if seal else ()
    return VerifyReport(str(file), issues, 1, file.stat().st_size, signers, None, tuple(faults))


def _pdf(file: Path) -> VerifyReport:
    """Whether a PDF is as it was signed; its signer is told as what it is, a name."""
    names, found = signature_faults(file.read_bytes())
    if not names and not found:
        found = [tr("it is not signed")]
    faults = tuple(Discrepancy(str(file), what) for what in found)
    return VerifyReport(str(file), (), 1, file.stat().st_size, {}, None, faults, names)


def judged_by_words(report: VerifyReport, words: str) -> VerifyReport:
    """The report, with a fault where another key has signed than the one with these eight words."""
    lists = every_fingerprint_words()
    faults = []
    if not report.signers and not report.faults:
        faults = [tr("it is not signed")]
    elif not all(any(says(words, key, one) for one in lists) for key in report.signers.values()):
        faults = [tr("it is signed with a key that has other words than the ones given")]
    found = tuple(Discrepancy(report.place, what) for what in faults)
    return replace(report, faults=(*report.faults, *found))


def spoken_key(key: str, language: str) -> str:
    """The words of a key, to be compared with those on paper."""
    return ", ".join(fingerprint(key, fingerprint_words(language)))


def _one(place: HostedCopy, wanted: Wanted) -> _Hosted:
    """The copy around an issue's own place."""
    if isinstance(place, LocalCopy):
        above = place.folder.absolute().parent
        return _Hosted(LocalCopy(above), wanted, around=(above / LISTING).is_file())
    path = urlsplit(place.name).path.rstrip("/")
    if not path:
        return _Hosted(place, wanted, around=False)
    above_it = place.name.rstrip("/").rpartition("/")[0] + "/"
    return _Hosted(RemoteCopy(above_it, wanted.timeout), wanted, around=True)


def _last(place: HostedCopy) -> str:
    """The name of the folder that an issue lies in; "" at the top of a host."""
    if isinstance(place, LocalCopy):
        return place.folder.absolute().name
    return urlsplit(place.name).path.rstrip("/").rpartition("/")[2]


def _issue(hosted: _Hosted, prefix: str) -> None:
    """Look at an issue."""
    path = prefix + manifest.NAME
    got = hosted.top.get(path, LARGEST_MANIFEST, KeptCopy(0, LARGEST_MANIFEST))
    if got.fault:
        hosted.fault(path, got.fault)
        return
    found = manifest.parsed(got.data)
    if found is None:
        hosted.fault(path, tr("it is no manifest"))
        return
    if prefix and prefix != f"{found.id}/":
        hosted.fault(path, tr("it is of the issue {id}", id=found.id))
    _signature(hosted, prefix, found, got.data)
    results = _files(hosted, prefix, found)
    _surplus(hosted, prefix, found)
    for path, what in Ends(hosted.top, prefix, found, results, around=hosted.around).faults():
        hosted.fault(prefix + path, what)
    for fault in code_faults(hosted.top, prefix, found, got, hosted.wanted.timeout):
        hosted.faults.append(fault)
    hosted.faults.extend(slash_faults(hosted.top, prefix, results))
    if hosted.around and PAGE in results:
        hosted.faults.extend(hosted.archive.faults(found))
        if not hosted.issues:
            _surroundings(hosted, found)
    hosted.issues.append(found.id)
    if found.withdrawn:
        hosted.withdrawn[found.id] = found.withdrawn
    if found.corrections:
        hosted.corrected[found.id] = len(found.corrections)


def _surroundings(hosted: _Hosted, found: Manifest) -> None:
    """Look at what stands around the issues, once."""
    base = found.address.removesuffix(f"{found.id}/")
    hosted.faults.extend(surroundings(hosted.top, base, quick=hosted.wanted.quick))
    documents = documents_seen(hosted.top, hosted.keys, quick=hosted.wanted.quick)
    if documents.signer:
        hosted.signers[FOLDER] = _as_written(documents.signer)
    hosted.faults.extend(documents.faults)
    hosted.files += documents.files
    hosted.size += documents.size


def _signature(hosted: _Hosted, prefix: str, found: Manifest, data: bytes) -> None:
    path = prefix + manifest.SIGNATURE
    got = hosted.top.get(path, 1 << 12, KeptCopy(0, 1 << 12))
    if got.fault:
        if hosted.keys:
            hosted.fault(path, got.fault)
    elif not hosted.keys:
        hosted.fault(
            path, tr("it is signed, and there is no key in {file} to judge it by", file=KEYS)
        )
    elif signer := signer_of(data, got.data.decode("ascii", "replace"), hosted.keys):
        hosted.signers[found.id] = _as_written(signer)
    else:
        hosted.fault(path, tr("it is not the publisher's signature of {file}", file=manifest.NAME))


def _as_written(key: str) -> str:
    try:
        return public_key(key)
    except KeyFormatError:
        return key


def _files(hosted: _Hosted, prefix: str, found: Manifest) -> dict[str, Compared]:
    """Every file, held against its record."""
    top, quick = hosted.top, hosted.wanted.quick

    def one(record: FileRecord) -> Compared:
        return compared(top, prefix, record, quick=quick)

    with threads(AT_ONCE) as pool:
        results = dict(zip((r.path for r in found.files), pool.map(one, found.files), strict=True))
    for path, result in results.items():
        hosted.files += 1
        hosted.size += result.got.size
        for what in result.faults:
            hosted.fault(prefix + path, what)
    return results


def _surplus(hosted: _Hosted, prefix: str, found: Manifest) -> None:
    """What lies in an issue's folder and is not of it; a server does not tell."""
    if not isinstance(hosted.top, LocalCopy):
        return
    folder = hosted.top.folder / prefix
    known = {record.path for record in found.files} | {manifest.NAME, manifest.SIGNATURE}
    if hosted.around:
        own = (path for path in listed(hosted.top)[0] if path.startswith(prefix))
        known |= {path.removeprefix(prefix) for path in own}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        is_file = file.is_symlink() or not file.is_dir()
        if is_file and path not in known and not is_litter(PurePath(path)):
            hosted.fault(prefix + path, tr("it is not of this release"))


def _certificate(hosted: _Hosted) -> int | None:
    if not isinstance(hosted.top, RemoteCopy):
        return None
    days = hosted.top.days_left(hosted.wanted.now)
    if days is not None and days < FEWEST_DAYS:
        hosted.fault("", tr("the certificate holds for {days} more days only", days=days))
    return days
