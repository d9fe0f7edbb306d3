"""What this machine has and lacks for building, each with the command that mends it.

In: a `Machine`: folders, the clock, how the system's libraries and the network are asked. Out: a
`Diagnosis` for each thing. Nothing is changed, and nothing is sent but the question of whether
the online voice is there.
"""

import ctypes
import datetime as dt
import importlib
import importlib.metadata
import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

import httpx

from bulletin.art.fonts import faces_of
from bulletin.desk.importing.pandoc import program as pandoc
from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.machine.clock import is_behind
from bulletin.machine.patience import within
from bulletin.messages import decimal, text_of, tr
from bulletin.narration.engines.base import Availability, Setting
from bulletin.narration.engines.choose import ORDER, fetching, survey
from bulletin.source.settings.models import Publication, Voice
from bulletin.theming.theme import Theme

State = Literal["good", "lacking", "bad"]
"""Fine; something better could be had; no build without mending it."""


@dataclass(frozen=True)
class Diagnosis:
    """One thing: how it is, what was found, and the command that mends it ("" when it is good)."""

    name: str
    state: State
    found: str
    mend: str = ""


def loads(name: str) -> bool:
    """Whether the system has a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def free_at(folder: Path) -> int:
    """Free bytes on the disk of a folder, which may still have to be made."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free


ONLINE = "https://translate.google.com/"
"""The host of the online voice."""


def network_time(address: str = ONLINE) -> dt.datetime | None:
    """The time that the online voice's own host says; None: it says nothing.

    Certificates are not looked at: with a wrong clock none is good.
    """
    try:
        # Only the time is read.
        answer = within(6, lambda: httpx.head(address, timeout=3, verify=False))  # noqa: S501
        return parsedate_to_datetime(answer.headers["date"])
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, OSError, KeyError, ValueError):
        return None


@dataclass(frozen=True)
class Machine:
    """What is looked at, and how it is asked.

    `installer` is what installs packages of the system here: "apt-get", "dnf", "brew" or "".
    """

    publication: Publication | None
    root: Path
    out: Path
    cache: Path
    voices: Path
    language: str
    now: dt.datetime
    installer: str = ""
    loads: Callable[[str], bool] = loads
    free: Callable[[Path], int] = free_at
    network_time: Callable[[], dt.datetime | None] = network_time
    patience: float = 3.0

    @property
    def voice(self) -> Voice:
        """The voice as it is set."""
        return (self.publication and self.publication.voice) or Voice()


def examine(machine: Machine) -> Iterator[Diagnosis]:
    """Everything about a machine, one after the other."""
    yield _program()
    yield _pango(machine)
    yield _subset(machine)
    yield _faces(machine)
    yield from _voices(machine)
    yield _disk(machine)
    yield _clock(machine)
    yield _cache(machine)
    yield from _extras()
    yield _publication(machine)


def _program() -> Diagnosis:
    version = importlib.metadata.version("bulletin")
    return Diagnosis("bulletin", "good", tr("version {version}", version=version))


# -- the system's libraries --------------------------------------------------------------------

_PACKAGES: Mapping[str, Mapping[str, str]] = {
    "apt-get": {"pango": "libpango-1.0-0 libpangoft2-1.0-0", "subset": "libharfbuzz-subset0"},
    "dnf": {"pango": "pango", "subset": "harfbuzz"},
    "brew": {"pango": "pango", "subset": "harfbuzz"},
}
_PANGO = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "/opt/homebrew/lib/libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "/opt/homebrew/lib/libpangoft2-1.0.dylib"),
)
_SUBSET = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.dylib",
    "/opt/homebrew/lib/libharfbuzz-subset.dylib",
)


def _install(machine: Machine, what: str) -> str:
    """The command that installs a library; all of them where we do not know the system."""
    commands = {
        name: f"{'' if name == 'brew' else 'sudo '}{name} install {packages[what]}"
        for name, packages in _PACKAGES.items()
    }
    return commands.get(machine.installer) or " | ".join(commands.values())


def _pango(machine: Machine) -> Diagnosis:
    missing = [names[0] for names in _PANGO if not any(map(machine.loads, names))]
    if missing:
        found = tr("{names} cannot be loaded: no PDF without it", names=", ".join(missing))
        return Diagnosis("pango", "bad", found, _install(machine, "pango"))
    return Diagnosis("pango", "good", tr("loaded: pages for the PDF can be set"))


def _subset(machine: Machine) -> Diagnosis:
    if any(map(machine.loads, _SUBSET)):
        return Diagnosis("harfbuzz", "good", tr("loaded: faces are cut to what is used"))
    found = tr("the part that cuts faces is missing: PDFs take longer")
    return Diagnosis("harfbuzz", "lacking", found, _install(machine, "subset"))


def _faces(machine: Machine) -> Diagnosis:
    if machine.publication is None:
        return Diagnosis("faces", "good", tr("looked at in a publication"))
    try:
        faces = faces_of(Theme(machine.publication, machine.root))
    except BulletinError as error:
        return Diagnosis("faces", "bad", error.message, error.hint)
    except Exception as error:  # noqa: BLE001, a font file that nothing reads
        mend = tr("name another file in publication.yaml, at theme: faces:")
        return Diagnosis("faces", "bad", text_of(error), mend)
    families = ", ".join(dict.fromkeys(face.family for face in faces.all))
    return Diagnosis("faces", "good", families)


# -- voices and network --------------------------------------------------------------------------


def _voices(machine: Machine) -> Iterator[Diagnosis]:
    if machine.publication and machine.publication.voice is None:
        yield Diagnosis("voice", "good", tr("none is wanted: voice is off"))
        return
    setting = Setting(machine.language, machine.voice, machine.voices, patience=machine.patience)
    found = survey(setting)
    # Of services that have to be set up, only the one that was chosen can lack something.
    names = [*ORDER, *(name for name in (machine.voice.engine,) if name not in ORDER)]
    for name in names:
        if name in found.engines:
            yield _engine(machine, name, found.engines[name])
    if found.taken is None:
        mend = tr("name another voice in publication.yaml, or write voice: off")
        yield Diagnosis("voice", "bad", found.refusal, mend)
    else:
        taken = f"{found.taken.engine} {found.taken.voice}"
        yield Diagnosis("voice", "good", tr("a build takes {voice}", voice=taken))


def _engine(machine: Machine, name: str, available: Availability) -> Diagnosis:
    """An engine that cannot speak is bad only if it is the one that was named."""
    if available.usable:
        return Diagnosis(name, "good", available.reason)
    named = machine.voice.engine == name
    return Diagnosis(name, "bad" if named else "lacking", available.reason, _mend(machine, name))


def _mend(machine: Machine, engine: str) -> str:
    """The command that brings what an engine lacks, or that shows why it is not reached."""
    if engine == "piper":
        return fetching(machine.language)
    if engine == "gtts":
        return f"curl -I {ONLINE}"
    return install_command("", "--force-reinstall")


# -- disk, clock, cache ----------------------------------------------------------------------------

_TIGHT, _ENOUGH = 300_000_000, 2_000_000_000


def _disk(machine: Machine) -> Diagnosis:
    places = {machine.out, machine.cache, Path(tempfile.gettempdir())}
    free, place = min((machine.free(place), place) for place in places)
    found = tr("{size} GB free at {place}", size=decimal(free / 1e9), place=place)
    if free < _ENOUGH:
        return Diagnosis("disk", "bad" if free < _TIGHT else "lacking", found, f"du -sh {place}/*")
    return Diagnosis("disk", "good", found)


_LITTLE, _FAR = dt.timedelta(minutes=5), dt.timedelta(days=1)


def _clock(machine: Machine) -> Diagnosis:
    """The clock against the network's, or else against the program's own files.

    Dates of issues, certificates of services and the times in feeds hang on it.
    """
    mend = (
        "sudo sntp -sS time.apple.com"
        if machine.installer == "brew"
        else "sudo timedatectl set-ntp true"
    )
    now = tr("{time} UTC", time=f"{machine.now.astimezone(dt.UTC):%Y-%m-%d %H:%M}")
    true = machine.network_time()
    if true is not None:
        off = abs(machine.now - true)
        if off > _LITTLE:
            found = tr("{now}, but the network says {true}", now=now, true=f"{true:%Y-%m-%d %H:%M}")
            return Diagnosis("clock", "bad" if off > _FAR else "lacking", found, mend)
        return Diagnosis("clock", "good", now)
    if is_behind(machine.now):
        found = tr("{now}, which is before this program was installed", now=now)
        return Diagnosis("clock", "bad", found, mend)
    return Diagnosis("clock", "good", tr("{now} (no network to compare it with)", now=now))


def _cache(machine: Machine) -> Diagnosis:
    try:
        machine.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=machine.cache):
            pass
    except OSError as error:
        found = tr("{folder} cannot be written: {why}", folder=machine.cache, why=error.strerror)
        mend = tr("bulletin build --cache FOLDER, with one that you may write to")
        return Diagnosis("cache", "lacking", found, mend)
    size = sum(file.stat().st_size for file in machine.cache.rglob("*") if file.is_file())
    found = tr("{folder}, {size} MB", folder=machine.cache, size=f"{size / 1e6:.0f}")
    return Diagnosis("cache", "good", found)


# -- what is installed besides -----------------------------------------------------------------------

_EXTRAS = {"import": "pypandoc", "cluster": "distributed", "sign": "pyhanko"}


def _extras() -> Iterator[Diagnosis]:
    for extra, module in _EXTRAS.items():
        name = f"bulletin[{extra}]"
        if importlib.util.find_spec(module) or (extra == "import" and pandoc.on_path()):
            yield Diagnosis(name, "good", tr("installed"))
        else:
            found = tr("not installed (only needed for what it is called)")
            yield Diagnosis(name, "lacking", found, install_command(extra))


def _publication(machine: Machine) -> Diagnosis:
    if machine.publication is None:
        found = tr("none in this folder or above")
        return Diagnosis("publication", "lacking", found, "bulletin init ban-tin")
    return Diagnosis("publication", "good", f"{machine.publication.title} ({machine.root})")
