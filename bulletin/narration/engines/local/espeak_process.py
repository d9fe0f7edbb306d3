"""The process in which espeak speaks: run by `espeak`, never imported by it.

In: the paths of the library and of its data (a folder `espeak-ng-data`), and the voice to be
ready with; then lists of `[voice, words a minute, text]`. Out: samples. Loads nothing but the
library, so that its forks are cheap.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

from bulletin.messages import tr
from bulletin.narration.engines.local.zygote import Speak, serve

# speak_lib.h of eSpeak NG 1.52
_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
_UTF8 = 1  # espeakCHARS_UTF8
_WORDS_A_MINUTE = 1  # espeakRATE
_OK = 0
_SEED = 1

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)

Request = Sequence[tuple[str, int, str]]


def warm_up(arguments: Sequence[str]) -> Speak:
    """A speaker, ready with its voice. Raises `RuntimeError` if the library refuses."""
    library_path, data_path, voice = arguments
    library = ctypes.CDLL(library_path)
    os.chdir(Path(data_path).parent)  # the library has no room for long paths: 160 bytes
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, b".", _DONT_EXIT)
    if rate <= 0:
        raise RuntimeError(tr("espeak cannot read its data in {data_path}", data_path=data_path))
    sound = bytearray()

    def take(samples: ctypes.Array[ctypes.c_short] | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            sound.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _Callback(take)
    library.espeak_SetSynthCallback(callback)
    _set(library, voice, 175)

    def speak(request: Request) -> tuple[int, bytearray]:
        """Pieces of text, each in its voice, one after the other. Uses `callback`: keeps it."""
        library.espeak_SetSynthCallback(callback)
        # Voices with breath (vi+f3) are noise in part, which the library draws by the time of day.
        library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        for name, pace, text in request:
            _set(library, name, pace)
            data = text.replace("\0", " ").encode() + b"\0"
            if library.espeak_Synth(data, len(data), 0, 1, 0, _UTF8, None, None) != _OK:
                raise RuntimeError(tr("espeak could not speak the text"))
        return rate, sound

    return speak


def _set(library: ctypes.CDLL, voice: str, pace: int) -> None:
    if library.espeak_SetVoiceByName(voice.encode()) != _OK:
        raise RuntimeError(tr("espeak has no voice {voice!r}", voice=voice))
    library.espeak_SetParameter(_WORDS_A_MINUTE, pace, 0)


if __name__ == "__main__":
    serve(warm_up)
