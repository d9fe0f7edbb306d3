"""What is done for one edition: the composed issue, its sound, and what lies ready.

In: nothing; a `Job` is made by `build` and read by editions, on paper and elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bulletin.composition import Composition
from bulletin.narration.model import Narration


@dataclass(frozen=True)
class Job:
    """All that an edition may use: nothing else goes into its bytes.

    `narration` is None for an issue without a voice. `made` is a folder that holds the files
    of the editions named in `after`, and the audio, at the paths that they have in the
    release. `modified` is the time to write into files (SOURCE_DATE_EPOCH or the issue's date).
    """

    composition: Composition
    narration: Narration | None
    made: Path
    modified: dt.datetime
