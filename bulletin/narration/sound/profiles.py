"""What finished sound is to be like: its loudness, its peaks, its rates, its silences.

In: the name in `voice: {profile: ...}`. Out: a `SoundProfile`, the one definition for articles,
for the loudspeaker's items and for whoever measures them.

FFmpeg's AAC encoder gives speech more bits than it reckons with. Measured with 247 s of espeak at
22,050 samples a second (see `encoding`): of 24, 28, 30, 32, 36, 40 kbit/s come 42, 48, 51, 53, 59,
65. So a profile says both: `aac_asked`, and `aac` for what comes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class SoundProfile:
    """A way to finish sound.

    `level` is LUFS of the whole (ITU-R BS.1770; mono as one channel), or dB of its power where
    `measure` is "rms", and may be off by `tolerance`. `peak` is the highest true peak in dBTP that
    is promised of what is decoded. `rate` None leaves the voice its own. `mp3_exact`: LAME, which
    makes what it encodes 0.4 dB quieter, is given that much more. `room_tone` is the power of what
    is heard where nothing is said, in dB; None: nothing. `lead` is the silence before the first
    word, in seconds. `promised` is how many dB the loudness may be off before that is told, and
    `quietest` the power in dB that noise between sentences stays below; None: nobody asks.
    """

    name: str
    measure: Literal["lufs", "rms"]
    level: float
    tolerance: float
    peak: float
    rate: int | None
    aac_asked: int
    aac: int
    mp3: int
    mp3_exact: bool = True
    lead: float = 0.25
    room_tone: float | None = None
    promised: float = 1.0
    quietest: float | None = None

    @property
    def ceiling(self) -> float:
        """DBFS that no sample passes before it is encoded: with speech, encoders add up to 1 dB."""
        return self.peak - _ENCODERS_ADD

    @property
    def measured_peak(self) -> float:
        """The true peak that is to be found, in dBTP.

        Meters that cut off the highest tones, as FFmpeg's does, show up to 0.7 dB more for sounds
        that hiss.
        """
        return self.peak - _METERS_DIFFER


_ENCODERS_ADD = 1.8
_METERS_DIFFER = 0.7

PODCAST = SoundProfile(
    name="podcast",
    measure="lufs",
    level=-18.0,
    tolerance=0.4,
    peak=-1.5,
    rate=None,
    aac_asked=30_000,
    aac=50_000,
    mp3=48_000,
    mp3_exact=False,
)
"""Small files for telephones, at the loudness that spoken word is published at."""

ACX = SoundProfile(
    name="acx",
    measure="rms",
    level=-20.5,
    tolerance=0.5,
    peak=-3.0,
    rate=44_100,
    aac_asked=48_000,
    aac=100_000,
    mp3=192_000,
    lead=0.75,
    room_tone=-68.0,
    promised=2.0,
    quietest=-60.0,
)
"""What shops of audiobooks take (ACX Audio Submission Requirements): RMS of -23 to -18 dB, peaks
below -3 dB, a floor of noise below -60 dB, MP3 of 192 kbit/s and constant rate."""

LOUDSPEAKER = SoundProfile(
    name="loudspeaker",
    measure="lufs",
    level=-23.0,
    tolerance=0.2,
    peak=-3.0,
    rate=44_100,
    aac_asked=46_000,
    aac=70_000,
    mp3=128_000,
)
"""What stations play (EBU R 128)."""

PROFILES: Mapping[str, SoundProfile] = MappingProxyType(
    {profile.name: profile for profile in (PODCAST, ACX, LOUDSPEAKER)}
)
