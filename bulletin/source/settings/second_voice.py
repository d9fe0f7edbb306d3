"""The voice that reads what is marked as somebody else's: settings of `voice: {second: ...}`."""

from pydantic import Field

from bulletin.source.settings.types import Line, RealNumber, Settings

SECOND = "second"
"""What articles call it."""

VOICES = (SECOND,)
"""The voices besides the usual one."""

_OCTAVE = 12


class SecondVoice(Settings):
    """Who reads the answers: another voice, or the usual one at another pitch."""

    engine: Line | None = None
    """None: the engine of the usual voice."""
    name: Line | None = None
    """The engine's own name for the voice; None: as the usual one."""
    pitch: RealNumber = Field(default=0, ge=-_OCTAVE, le=_OCTAVE)
    """Semitones that it lies higher (or lower, below 0)."""
    rate: RealNumber | None = Field(default=None, ge=0.5, le=2.0)
    """None: as the usual voice."""
    options: dict[Line, Line | float] | None = None
    """None: as those of the usual voice."""
