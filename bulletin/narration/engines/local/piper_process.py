"""The process in which Piper speaks: run by `piper`, never imported by it.

In: the paths of a voice's files, a speaker and a rate; then texts. Out: samples. The model is
loaded once; each text is spoken by a fork, with the noise that gives the voice its life drawn
from the same seed.
"""

import json
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletin.messages import tr
from bulletin.narration.engines.local.zygote import Speak, serve

_SEED = 1
_MOST_LACKING = 0.1
"""The share of a text's sounds that a voice may lack: Piper leaves them out without a word."""
_SENTENCE_GAP = 0.25
"""Seconds between the sentences that Piper finds in one text."""


def warm_up(arguments: Mapping[str, Any]) -> Speak:
    """A speaker with its model loaded; raises whatever Piper raises for a bad voice file."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.putenv(name, "1")  # this process's own, for the libraries below
    warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside sleeping threads

    import numpy as np  # noqa: PLC0415, must not see more than one thread
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
    from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415
    from piper.config import PhonemeType, PiperConfig  # noqa: PLC0415

    model = Path(arguments["model"])
    described = json.loads(Path(arguments["config"]).read_text(encoding="utf-8"))
    config = PiperConfig.from_dict(described)
    options = onnxruntime.SessionOptions()
    # One thread each: a fork has no others, and sums of several would differ in their last bit.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    onnxruntime.set_seed(_SEED)
    onnxruntime.set_default_logger_severity(4)
    session = onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )
    voice = PiperVoice(config=config, session=session, download_dir=model.parent)
    voice.phonemize("1")
    how = SynthesisConfig(
        speaker_id=config.speaker_id_map[arguments["speaker"]] if arguments["speaker"] else None,
        length_scale=config.length_scale / arguments["rate"],
        normalize_audio=False,  # would make a murmur as loud as a call
    )
    gap = np.zeros(round(_SENTENCE_GAP * config.sample_rate), np.int16).tobytes()

    def speak(text: str) -> tuple[int, bytes]:
        text = text.replace("[[", "[ [")  # would be read as phonemes
        is_judged = config.phoneme_type == PhonemeType.ESPEAK  # others have ids of their own
        said = [sound for one in voice.phonemize(text) for sound in one] if is_judged else []
        lacking = [sound for sound in said if sound not in config.phoneme_id_map]
        if len(lacking) > _MOST_LACKING * len(said):
            sounds = " ".join(dict.fromkeys(lacking))
            raise RuntimeError(tr("its description names no sounds for: {sounds}", sounds=sounds))
        return config.sample_rate, gap.join(
            chunk.audio_int16_bytes for chunk in voice.synthesize(text, how)
        )

    return speak


if __name__ == "__main__":
    serve(warm_up)
