"""Which kind of sherpa-onnx model a folder holds, told by its files.

In: a folder. Out: a `Layout` with a path for each part of the model, or `ValueError` that says
what is missing. Nothing is loaded. Archives come as they are or int8 (`model.int8.onnx`); the
full one is taken where both lie there.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.messages import tr

VITS, KOKORO, MATCHA, SUPERTONIC = "vits", "kokoro", "matcha", "supertonic"


@dataclass(frozen=True)
class Layout:
    """A model: its `kind`, and a path below the folder for each part that sherpa-onnx names.

    `phonemes`: it is given what eSpeak NG makes of a text, not the text; with a `lexicon` too, only
    where a word of the text is not in that.
    """

    kind: str
    parts: Mapping[str, str] = field(default_factory=dict)
    phonemes: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """All that it is made of, by path; a dictionary may be a folder."""
        return tuple(path for joined in self.parts.values() for path in joined.split(","))


def laid_out(folder: Path) -> Layout:
    """The layout of a folder. Raises `ValueError` if it is none, or not whole."""
    there = sorted(file.name for file in folder.iterdir() if _may_be_part(file))
    for known, why_not in _OTHERS:
        if all(any(re.match(part, name) for name in there) for part in known):
            if why_not == _KITTEN and any(_says(folder / name, _IS_KOKORO) for name in there):
                break
            raise ValueError(why_not)
    for seems, read in _LAYOUTS:
        if seems(there):
            found = read(there)
            if found.kind == VITS and _says(folder / found.parts["model"], _IS_KOKORO):
                return _kokoro(there)  # which says what it lacks
            is_pipers = found.kind == VITS and "lexicon" not in found.parts
            if is_pipers and _says(folder / found.parts["model"], _IS_PIPER):
                return replace(found, phonemes=True)
            return found
    message = tr(
        "it holds no sherpa-onnx model: a Piper or other VITS voice has one .onnx with tokens.txt,"
        " Kokoro has voices.bin besides, Matcha has model-steps-N.onnx and a vocoder,"
        " Supertonic has tts.json and four .onnx"
    )
    raise ValueError(message)


def _may_be_part(file: Path) -> bool:
    """Whether something can be read as what its name says: models are files, and links may lead nowhere."""
    return file.is_file() or (file.is_dir() and file.suffix != ".onnx")


def _says(file: Path, told: bytes) -> bool:
    """Whether a model says something of itself that its name and the files beside it need not."""
    if file.suffix != ".onnx":
        return False
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - _METADATA))
        return told in stream.read()


_METADATA = 1 << 16
"""Bytes at the end of a file of ONNX in which its metadata lie."""
_IS_KOKORO = b"model_type\x12\x06kokoro"
"""A pair of them (Protocol Buffers, "Encoding"): models of fewer bits are named as Kitten's."""
_IS_PIPER = b"comment\x12\x05piper"
"""Another one: it is given phonemes, though neither its description nor eSpeak's data lie beside it."""


class LayoutError(ValueError):
    """A model that is known, and cannot be used as it lies there: `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _supertonic(there: list[str]) -> Layout:
    models = ("duration_predictor", "text_encoder", "vector_estimator", "vocoder")
    parts = {name: _model(there, name) for name in models}
    parts |= {"tts_json": "tts.json", "unicode_indexer": "unicode_indexer.bin"}
    parts["voice_style"] = "voice.bin"
    return _whole(Layout(SUPERTONIC, parts), there)


def _matcha(there: list[str]) -> Layout:
    steps = max((name for name in there if _STEPS.fullmatch(name)), key=_number_in)
    vocoders = _best(name for name in there if _VOCODER.match(name))
    parts = {"acoustic_model": steps, "vocoder": vocoders or _ANY_VOCODER}
    return _whole(_with_words(MATCHA, parts, there), there)


def _kokoro(there: list[str]) -> Layout:
    parts = {"model": _only(n for n in there if n.endswith(".onnx")), "voices": "voices.bin"}
    return _whole(_with_words(KOKORO, parts, there), there)


def _vits(there: list[str]) -> Layout:
    models = [name for name in there if name.endswith(".onnx")]
    return _whole(_with_words(VITS, {"model": _only(models)}, there), there)


def _with_words(kind: str, parts: dict[str, str], there: list[str]) -> Layout:
    """How such a model comes from words to sounds: by a lexicon, by eSpeak NG, or itself."""
    parts["tokens"] = "tokens.txt"
    lexicons = [name for name in there if re.fullmatch(r"lexicon.*\.txt", name)]
    if lexicons:
        parts["lexicon"] = ",".join(lexicons)
    described = any(name.endswith(".onnx.json") for name in there)
    # A lexicon of Kokoro's is only a part: what is not in it would be left out.
    phonemes = kind == KOKORO or (
        not lexicons and (kind != VITS or "espeak-ng-data" in there or described)
    )
    return Layout(kind, parts, phonemes)


def _whole(layout: Layout, there: list[str]) -> Layout:
    """The layout if every part is there."""
    missing = [path for path in layout.files if path not in there]
    if missing:
        message = tr(
            "it looks like a model for {kind}, but has no {missing}",
            kind=layout.kind.capitalize(),
            missing=", ".join(missing),
        )
        raise LayoutError(
            message, tr("fetch what is missing from where the model is, into that folder")
        )
    return layout


_STEPS = re.compile(r"model-steps-(\d+)(?:\.int8)?\.onnx", re.ASCII)
_VOCODER = re.compile(r"(?:vocos|hifigan|vocoder).*\.onnx\Z")
_ANY_VOCODER = "vocos-22khz-univ.onnx"
"""The one that its makers give along with Matcha; it is fetched apart."""


def _number_in(name: str) -> tuple[int, bool]:
    found = _STEPS.fullmatch(name)
    return (int(found.group(1)) if found else 0, ".int8" not in name)


def _model(there: list[str], name: str) -> str:
    return _best(n for n in there if n in {f"{name}.onnx", f"{name}.int8.onnx"}) or f"{name}.onnx"


def _best(names: Iterable[str]) -> str:
    """The full model before one of fewer bits; "" if there is none."""
    return min(names, key=_by_bits, default="")


def _only(names: Iterable[str]) -> str:
    """The same of models that may be of several voices. Raises `LayoutError` if they are."""
    ordered = sorted(names, key=_by_bits)
    stems = [name.partition(".")[0] for name in ordered]
    same = re.compile(rf"{re.escape(min(stems, key=len, default=''))}(?![^\W_])")
    if not all(map(same.match, stems)):
        message = tr("it holds several voices: {models}", models=", ".join(ordered))
        raise LayoutError(message, tr("leave one of them there, with what belongs to it"))
    return _best(ordered)


def _by_bits(name: str) -> tuple[bool, str]:
    return (".int8." in name or ".fp16." in name, name)


_KITTEN = tr("it is a Kitten model, which speaks English only: those are not taken")

_OTHERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (r"encoder.*\.onnx\Z", r"decoder.*\.onnx\Z", r"joiner.*\.onnx\Z"),
        tr("it hears speech, and speaks none"),
    ),
    (
        (r"(?:lm_main|lm_flow).*\.onnx\Z",),
        tr("it is a Pocket model, which imitates somebody's voice: those are not taken"),
    ),
    (
        (r"(?:text_)?encoder.*\.onnx\Z", r"(?:fm_)?decoder.*\.onnx\Z", r"tokens\.txt\Z"),
        tr("it is a ZipVoice model, which imitates somebody's voice: those are not taken"),
    ),
    (
        (r"kitten.*\.onnx\Z|model\.fp16\.onnx\Z", r"voices\.(?:bin|npz)\Z"),
        _KITTEN,
    ),
)
"""Models of sherpa-onnx for other things, each by files that it has, and what is said of it."""

_LAYOUTS: tuple[tuple[Callable[[list[str]], bool], Callable[[list[str]], Layout]], ...] = (
    (lambda there: "tts.json" in there or "unicode_indexer.bin" in there, _supertonic),
    (lambda there: any(_STEPS.fullmatch(name) for name in there), _matcha),
    (lambda there: "voices.bin" in there and any(n.endswith(".onnx") for n in there), _kokoro),
    (
        lambda there: "tokens.txt" in there and any(n.endswith(".onnx") for n in there),
        _vits,
    ),
)
"""How a folder is known, the surest first, and how it is read."""
