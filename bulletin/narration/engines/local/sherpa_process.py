"""The process in which sherpa-onnx speaks: run by `sherpa`, never imported by it.

In: a folder, its layout, a speaker, a language, a rate; then texts. Out: samples. Where a model
wants phonemes they are made here, by the eSpeak NG that comes with Piper: from version 2 on
sherpa-onnx has none of its own.
"""

import os
import re
import warnings
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from bulletin.messages import tr
from bulletin.narration.engines.local.sherpa_layouts import KOKORO, SUPERTONIC
from bulletin.narration.engines.local.zygote import Speak, serve

_LOUDEST = 32767


def warm_up(arguments: Mapping[str, Any]) -> Speak:
    """A speaker with its model loaded. Raises `RuntimeError` for a model that does not load."""
    os.putenv("OMP_NUM_THREADS", "1")  # this process's own: a fork has no other threads
    warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside sleeping threads

    import numpy as np  # noqa: PLC0415, must not see more than one thread
    import sherpa_onnx  # type: ignore[import-untyped]  # noqa: PLC0415

    kind = arguments["kind"]
    parts = _paths(arguments["parts"], Path(arguments["folder"]))
    model = getattr(sherpa_onnx, f"OfflineTts{kind.capitalize()}ModelConfig")(**parts)
    config = sherpa_onnx.OfflineTtsConfig(
        model=sherpa_onnx.OfflineTtsModelConfig(**{kind: model}, num_threads=1)
    )
    if not config.validate():
        raise RuntimeError(tr("sherpa-onnx does not take these files"))
    voice = sherpa_onnx.OfflineTts(config)
    speaker = _speaker(arguments["speaker"], voice.num_speakers)
    phonemes = _phonemiser(arguments["espeak"] or voice.lang) if arguments["phonemes"] else None
    lexicon = words_in(parts["lexicon"].split(",")) if "lexicon" in parts else None

    def speak(text: str) -> tuple[int, bytes]:
        unknown = lexicon is not None and unknown_words(text, lexicon)
        if unknown and not phonemes:
            raise RuntimeError(tr("its lexicon does not know: {words}", words=", ".join(unknown)))
        wanted = sherpa_onnx.GenerationConfig()
        wanted.sid, wanted.speed = speaker, arguments["rate"]
        if kind == SUPERTONIC:
            wanted.extra = {"lang": arguments["language"]}
        if phonemes and (lexicon is None or unknown):
            spoken = phonemes(text)
            wanted.phoneme_codepoints = spoken if lexicon is None else [_respelt(s) for s in spoken]
        sound = voice.generate(text, wanted)
        samples = np.clip(np.asarray(sound.samples, dtype=np.float32), -1, 1) * _LOUDEST
        return int(sound.sample_rate), np.rint(samples).astype("<i2").tobytes()

    def speak_all(text: str) -> tuple[int, bytes]:
        sounds = [speak(portion) for portion in portions(text)]
        return sounds[0][0], b"".join(samples for _, samples in sounds)

    if phonemes:
        phonemes("1")
    return speak_all if kind == KOKORO else speak


def _paths(parts: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The files of a model by what they are for, with their folder; some are several."""
    return {
        name: ",".join(str(folder / one) for one in joined.split(","))
        for name, joined in parts.items()
    }


def _speaker(named: str, count: int) -> int:
    """The number of the speaker that is asked for, of so many that the model has."""
    speaker = int(named or 0)
    if not 0 <= speaker < max(1, count):
        message = tr(
            "it has no speaker {speaker}: they are numbered 0 to {last}",
            speaker=speaker,
            last=count - 1,
        )
        raise RuntimeError(message)
    return speaker


def portions(text: str) -> list[str]:
    """A text in portions of so many characters that Kokoro takes what they become at once.

    It takes 510 tokens; more end the process. Where there is a comma near the end of a portion
    it is cut there, else between words.
    """
    found = []
    while len(text) > _PORTION:
        head = text[:_PORTION]
        comma = max(head.rfind(mark) for mark in (", ", "; ", ": ", ". "))
        at = comma + 1 if comma > _PORTION // 2 else head.rfind(" ")
        at = at if at > 0 else _PORTION
        found.append(text[:at].strip())
        text = text[at:]
    return [*found, text.strip()] if text.strip() or not found else found


_PORTION = 240


def words_in(files: Iterable[str]) -> frozenset[str]:
    """The words of lexicons: the first on each line."""
    return frozenset(
        line.split(maxsplit=1)[0].casefold()
        for file in files
        for line in Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    )


def unknown_words(text: str, lexicon: Container[str]) -> list[str]:
    """The words of a text that a lexicon lacks: sherpa-onnx leaves them out without a word.

    Only those in alphabets are looked at: characters of China and Japan are taken one by one.
    """
    words = dict.fromkeys(_WORD.findall(text))
    return [word for word in words if word.casefold() not in lexicon]


_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z]+)*")
_RESPELT = {
    "eɪ": "A",
    "aɪ": "I",
    "aʊ": "W",
    "oʊ": "O",
    "əʊ": "Q",
    "ɔɪ": "Y",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ɚ": "əɹ",
    "ɜː": "ɜɹ",
    "ː": "",
}
"""What Kokoro's lexicons write for what eSpeak NG says, the longer before the shorter."""


def _respelt(codes: list[int]) -> list[int]:
    text = "".join(map(chr, codes))
    for said, written in _RESPELT.items():
        text = text.replace(said, written)
    return list(map(ord, text))


def _phonemiser(espeak: str) -> Callable[[str], list[list[int]]]:
    """What makes of a text the code points of its phonemes, sentence by sentence."""
    from piper.phonemize_espeak import EspeakPhonemizer  # noqa: PLC0415, loads the library

    made = EspeakPhonemizer()

    def phonemes(text: str) -> list[list[int]]:
        sentences = made.phonemize(espeak, text)
        return [[ord(char) for phoneme in one for char in phoneme] for one in sentences]

    return phonemes


if __name__ == "__main__":
    serve(warm_up)
