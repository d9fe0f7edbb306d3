"""Adding a sherpa-onnx voice: from a folder, after a trial.

In: a folder as its makers give it, the folder of voices, and the languages where its files do not
say them. Out: the installed voice. It is copied under another name and moved in when it has
spoken.
"""

import contextlib
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import copy_tree
from bulletin.machine.systems import is_litter, quoted
from bulletin.messages import tr
from bulletin.narration.engines.base import Setting, SpeechError, base_language
from bulletin.narration.engines.local import sherpa
from bulletin.narration.engines.local.descriptions import description_in, language_in
from bulletin.narration.engines.local.sherpa_layouts import KOKORO, Layout, LayoutError, laid_out
from bulletin.narration.voices.archives import how_to_unpack, is_archive
from bulletin.narration.voices.licences import licence_of, papers_in
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from bulletin.source.values import WrongValue, language_tag

_PARTIAL = ".part-"
_OF_TWO = (
    "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn"
    " ko ky lb lo lt lv mi mk ml mn mr ms mt my ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th"
    " tr tt ug uk ur uz vi zh "
)
_OF_THREE = "eng=en khm=km lao=lo tha=th vie=vi zho=zh"
"""Languages as names of models have them: of two letters, and those of MMS, which are of three."""
_USUAL = {"en": "en-us", "pt": "pt-br", "zh": "cmn"}
"""eSpeak NG's name of a language where it is not the tag's."""


def add_folder(folder: Path, voices: Path, languages: Sequence[str] = ()) -> sherpa.SherpaVoice:
    """Install the voice in a folder, once it has spoken a word.

    `languages` are tags, for a model whose files do not say what it speaks. Raises
    `BulletinError` if it is none, or does not speak.
    """
    if why_not := sherpa.lacking():
        raise BulletinError(tr("{folder} cannot be tried", folder=folder.name), why_not)
    for tag in languages:
        _checked(tag)
    source = _unpacked(folder)
    layout = _layout_of(source)
    try:
        tags = tuple(map(language_tag, languages or languages_of(source, layout)))
    except WrongValue as error:
        raise BulletinError(error.message, error.hint) from None
    if not tags:
        raise BulletinError(
            tr("{folder} does not say which language it speaks", folder=source.name),
            tr("say it: bulletin voices add {folder} --language vi", folder=quoted(folder)),
        )
    _check_tokens(source / layout.parts.get("tokens", ""))
    name = re.sub(r"[^\w.+-]+", "-", source.resolve().name).strip("-.") or layout.kind
    waiting, place = voices / f"{_PARTIAL}{name}", voices / name
    if place.exists() and not (place / sherpa.RECORD).is_file():
        message = tr("{place} is there already, and no voice that was added", place=place)
        raise BulletinError(message, tr("move it away, and name it where it lies then"))
    voices.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(waiting, ignore_errors=True)
    try:
        _copy(source, waiting, layout)
        voice = sherpa.SherpaVoice(
            waiting,
            tags,
            licence_of(papers_in(source)),
            sherpa.digest_of_model(waiting, layout),
            _espeak(source, tags) if layout.phonemes else "",
        )
        sherpa.write_record(voice)
        _try_out(voice, source.name)
        shutil.rmtree(place, ignore_errors=True)
        waiting.rename(place)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return replace(voice, folder=place)


def _checked(tag: str) -> None:
    try:
        language_tag(tag)
    except WrongValue as error:
        raise BulletinError(error.message, error.hint) from None


def _unpacked(folder: Path) -> Path:
    """The folder, or the innermost one that is alone in its own or alone holds a model there."""
    while True:
        names = (one for one in folder.iterdir() if not one.name.startswith("."))
        inside = [one for one in names if not is_litter(PurePath(one.name))]
        models = [] if _holds_model(folder) else list(filter(_holds_model, inside))
        if len(models) == 1:
            return models[0]
        if len(inside) != 1 or not inside[0].is_dir():
            return folder
        folder = inside[0]


def _layout_of(folder: Path) -> Layout:
    try:
        layout = laid_out(folder)
    except (OSError, ValueError) as error:
        message = tr("{folder} cannot be used: {error}", folder=folder.name, error=error)
        if isinstance(error, LayoutError):
            raise BulletinError(message, error.hint) from None
        piper = sorted(folder.glob("*.onnx.json"))
        if piper and not (folder / "tokens.txt").exists():
            file = piper[0].with_suffix("")
            shown = quoted(file)
            hint = tr("it holds a Piper voice: bulletin voices add {file}", file=shown)
            raise BulletinError(message, hint) from None
        raise BulletinError(message, _inside(folder)) from None
    for name in layout.files:
        if (folder / name).stat().st_size > _LARGEST:
            message = tr("{name} has more than {most} GB, which no model has", name=name, most=2)
            raise BulletinError(message, tr("fetch it in that folder again, from its makers"))
        if _is_pointer(folder / name):
            message = tr("{name} was not fetched: only its place in Git LFS is here", name=name)
            raise BulletinError(message, tr("fetch it in that folder: git lfs pull"))
    return layout


_LARGEST = 2 << 30
"""Bytes of a file of ONNX: its format counts no further (Protocol Buffers, "Encoding")."""


def _inside(folder: Path) -> str:
    """What to give instead of a folder that holds no model."""
    found = [one for one in sorted(folder.iterdir()) if _holds_model(one)]
    if found:
        shown = ", ".join(map(quoted, found[:_SHOWN]))
        return tr("it holds several voices, give one of: {folders}", folders=shown)
    if packed := next((one for one in sorted(folder.iterdir()) if is_archive(one)), None):
        return how_to_unpack(packed)
    return tr("give the folder that the archive of a sherpa-onnx voice holds")


_SHOWN = 5


def _holds_model(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    try:
        laid_out(folder)
    except (OSError, ValueError):
        return False
    return True


_POINTER = b"version https://git-lfs.github.com/spec/"
"""What a file begins with that Git has in place of a large one (Git LFS, specification)."""


def _is_pointer(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(len(_POINTER)) == _POINTER


def languages_of(folder: Path, layout: Layout) -> tuple[str, ...]:
    """What a model speaks: as its description says, else its name ("vits-piper-vi_VN-x")."""
    for file in folder.glob("*.onnx.json"):
        with contextlib.suppress(OSError, ValueError):
            data = description_in(file)
            word = data.get("language")
            return (word.replace("_", "-") if isinstance(word, str) else language_in(data),)
    name = _COPY.sub("", folder.resolve().name)
    found = re.search(r"(?<![A-Za-z])([a-z]{2,3})[_-]([A-Z]{2})(?![A-Za-z])", name)
    if found:
        return (f"{found.group(1)}-{found.group(2)}",)
    if massive := re.search(r"\bmms-([a-z]{3})\b", name):
        code = massive.group(1)
        shorter = dict(pair.split("=") for pair in _OF_THREE.split())
        return (shorter.get(code, code),)
    if layout.kind == KOKORO and "multi-lang" in name:
        return ("en", "zh")  # it was taught more, but its makers gave it words for these
    known = _OF_TWO.split()
    return tuple(dict.fromkeys(part for part in re.split(r"[-_]", name) if part in known))


def _espeak(folder: Path, tags: Sequence[str]) -> str:
    """The eSpeak NG voice that makes the phonemes which a model was taught."""
    for file in folder.glob("*.onnx.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return str(description_in(file)["espeak"]["voice"])
    base = base_language(tags[0])
    return _USUAL.get(base, base)


def _copy(source: Path, target: Path, layout: Layout) -> None:
    """The parts of a model, and its papers."""
    target.mkdir()
    papers = {file.name for file in (*papers_in(source), *source.glob("*.onnx.json"))}
    words = ",".join(layout.parts.get(part, "") for part in ("tokens", "lexicon")).split(",")
    for name in sorted(papers | set(layout.files)):
        if (source / name).is_dir():
            copy_tree(source / name, target / name)
        elif name in words:
            (target / name).write_bytes(_UNSIGNED.sub(b"", (source / name).read_bytes()))
        else:
            shutil.copyfile(source / name, target / name)
    if layout.phonemes and (source / "espeak-ng-data").is_dir():
        (target / "espeak-ng-data").mkdir()  # tells such a model; its own data are not read
    (target / sherpa.RECORD).unlink(missing_ok=True)


_UNSIGNED = re.compile(rb"\A\xef\xbb\xbf|\r(?=\n)|[\r\n]+\Z")
"""What editors and Git put into lists on Windows, and sherpa-onnx takes for a part of the words."""
_TOKEN = re.compile(rb"(?:.*[ \t])?[0-9]+[ \t]*")
"""A line of a list: a sign, which may be a space, and its number."""


def _check_tokens(file: Path) -> None:
    """Raise `BulletinError` where a list of tokens is none: sherpa-onnx would end without a word."""
    if not file.is_file():
        return
    lines = _UNSIGNED.sub(b"", file.read_bytes()).splitlines()
    wrong = next((at for at, line in enumerate(lines, 1) if not _TOKEN.fullmatch(line)), None)
    if lines and wrong is None:
        return
    message = tr("{name} lists no tokens, see line {line}", name=file.name, line=wrong or 1)
    raise BulletinError(message, tr("the file may be damaged: fetch it again"))


def _try_out(voice: sherpa.SherpaVoice, shown: str) -> None:
    wanted = Setting(voice.languages[0], Voice(engine="sherpa"), voice.folder.parent)
    engine = sherpa.Sherpa(wanted, voice)
    try:
        rate = engine.speak([Run(_A_WORD)]).rate
    except SpeechError as error:
        message = tr("{name} does not speak: {message}", name=shown, message=error.message)
        files = ", ".join(voice.layout.files)
        hint = tr("fetch {files} again: one may be damaged, or of another voice", files=files)
        raise BulletinError(message, hint) from error
    told = _told_rate(voice.folder)
    if isinstance(told, int) and told != rate:
        message = tr(
            "{name} speaks with {rate} samples a second, and its description says {told}",
            name=shown,
            rate=rate,
            told=told,
        )
        raise BulletinError(message, tr("fetch both again: they are not of one voice"))


def _told_rate(folder: Path) -> object:
    """The samples a second that a description beside a model says; None: it says none."""
    for file in folder.glob("*.onnx.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return description_in(file)["audio"]["sample_rate"]
    return None


_COPY = re.compile(r"\s*\([0-9]+\)\Z")
"""What browsers put behind the name of what they fetch once more."""
_A_WORD = "a"
"""In the Latin alphabet's every language; a model of characters has no digits."""
