"""What hears: a recogniser of speech that works without a network.

In: samples. Out: words. `FasterWhisper` is the extra `listen` with a model in a folder that the
user names: Whisper converted for CTranslate2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.messages import tr

RATE = 16_000
"""HeardSamples a second that recognisers take."""

HeardSamples = NDArray[np.float32]


class Recogniser(Protocol):
    """Something that hears speech."""

    def hear(self, samples: HeardSamples) -> str:
        """The words in one channel of samples of full scale 1, `RATE` of them a second."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word that was heard, from one second to another."""

    text: str
    start: float
    end: float


class WordRecogniser(Protocol):
    """Something that hears when each word is said."""

    def words(self, samples: HeardSamples) -> Iterator[HeardWord]:
        """The words in one channel of samples of full scale 1, `RATE` of them a second."""


_FILES = ("config.json", "model.bin", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_MODELS = "Systran/faster-whisper-small"


class FasterWhisper:
    """Whisper on the processor, one sentence at a time, always with the likeliest words."""

    def __init__(self, folder: Path, language: str, jobs: int) -> None:
        """`language` is what is spoken. Raises `BulletinError` if the model cannot be used."""
        self._folder = folder
        self._language = language.split("-", maxsplit=1)[0].lower()
        self._model = _loaded(folder, jobs)
        supported = self._model.supported_languages
        if self._language not in supported:
            message = tr(
                "the model in {folder} does not hear {language}", folder=folder, language=language
            )
            raise BulletinError(
                message, tr("take one for many languages, such as {name}", name=_MODELS)
            )

    def hear(self, samples: HeardSamples) -> str:
        """The words that are likeliest."""
        segments = self._segments(samples, beam_size=5, without_timestamps=True)
        return " ".join(segment.text.strip() for segment in segments)

    def words(self, samples: HeardSamples) -> Iterator[HeardWord]:
        """The words that are likeliest, each with its time, as they are found."""
        for segment in self._segments(samples, beam_size=1, word_timestamps=True):
            for word in segment.words:
                yield HeardWord(word.word, float(word.start), float(word.end))

    def _segments(self, samples: HeardSamples, **how: object) -> Iterator[Any]:
        """What is heard, bit by bit: the likeliest, whatever was said before."""
        try:
            segments, _ = self._model.transcribe(
                samples,
                language=self._language,
                temperature=0.0,
                condition_on_previous_text=False,
                **how,
            )
            yield from segments
        except Exception as error:  # its parts may be of two models, which shows as they meet
            raise _useless(self._folder, error) from error


def _loaded(folder: Path, jobs: int) -> Any:  # noqa: ANN401, the library has no types
    """The model in a folder; nothing is fetched."""
    lacking = [name for name in _FILES if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        lacking.append(_VOCABULARIES[0])
    hint = _hint()
    if not folder.is_dir():
        raise BulletinError(tr("there is no folder {folder}", folder=folder), hint)
    if lacking:
        message = tr(
            "{folder} holds no model: it lacks {files}", folder=folder, files=", ".join(lacking)
        )
        raise BulletinError(message, hint)
    try:
        import faster_whisper  # noqa: PLC0415, an extra, and heavy
    except ImportError as error:
        message = tr("listening needs a recogniser, which is not installed: {error}", error=error)
        raise BulletinError(
            message, tr("install it: {command}", command=install_command("listen"))
        ) from error
    try:
        return faster_whisper.WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=jobs, local_files_only=True
        )
    except Exception as error:  # whatever a damaged file makes the library say
        raise _useless(folder, error) from error


def _useless(folder: Path, error: Exception) -> BulletinError:
    message = tr("the model in {folder} cannot be used: {error}", folder=folder, error=error)
    return BulletinError(message, _hint())


def _hint() -> str:
    return tr(
        "name the folder of a Whisper model for CTranslate2, such as {name}, with {files}",
        name=_MODELS,
        files=", ".join((*_FILES, _VOCABULARIES[0])),
    )
