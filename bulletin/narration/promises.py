"""What an article's finished sound does not hold of its profile: its loudness, or its quiet.

In: what is kept of an article, and a profile. Out: findings. A gain and a limiter bring any speech
to its loudness but what is hardly there, as five words in ten minutes, and no gain takes a room away.
"""

from collections.abc import Iterator

from bulletin.codes import PROFILE_MISSED
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.narration.kept import Times
from bulletin.narration.sound.profiles import SoundProfile


def missed(times: Times, profile: SoundProfile, name: str, place: Span) -> Iterator[Finding]:
    """What an article does not hold of its profile. `name` is the article's."""
    if abs(times.reached - profile.level) > profile.promised:
        message = tr(
            "{name} is {found:.1f} dB loud where the profile {profile} has {wanted:.1f} dB",
            name=name,
            found=times.reached,
            profile=profile.name,
            wanted=profile.level,
        )
        yield Finding(PROFILE_MISSED, message, place, _CUT)
    if profile.quietest is not None and times.noise > profile.quietest:
        message = tr(
            "where nobody speaks in {name} there is noise of {found:.0f} dB, and the profile {profile}"
            " has less than {wanted:.0f} dB",
            name=name,
            found=times.noise,
            profile=profile.name,
            wanted=profile.quietest,
        )
        yield Finding(PROFILE_MISSED, message, place, _QUIETER)


_CUT = tr(
    "listen to it: cut long silences and loud noises out of it, or record it again nearer to the"
    " microphone; or take another profile"
)
_QUIETER = tr(
    "record it again in a quieter place, nearer to the microphone; or take another profile"
)
