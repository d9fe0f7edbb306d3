"""What is asked of a machine, and what came of it: both travel as JSON.

In: a publication and an issue of it. Out: `Commission` values to send, `Outcome` values to
receive.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from bulletin.cache import code_digest
from bulletin.cache.records import as_record, of_record, values_as_record, values_of_record
from bulletin.messages import tr


@dataclass(frozen=True)
class Commission:
    """One release to be made. All paths are absolute, and the same on every machine.

    `name` says which publication it is; `issue` None is its newest one. `shared` is the address of
    the bucket behind the caches, which then may lie on each machine itself. `code` is the digest of
    the program that asks: releases of a fleet are the work of one program.
    """

    name: str
    root: str
    out: str
    cache: str
    voices: str
    issue: str | None = None
    editions: tuple[str, ...] = ()
    engine: str | None = None
    audio: bool = True
    epoch: int | None = None
    shared: str | None = None
    code: str = ""

    def to_json(self) -> str:
        """On one line, in ASCII: names of folders may hold bytes that are no letters."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        values = json.loads(text)
        return cls(**{**values, "editions": tuple(values["editions"])})


@dataclass(frozen=True)
class Outcome:
    """What came of a commission.

    `state` is "built", "unchanged" or "failed"; `message` says why, with `notes` of what to do;
    `findings` are as `diagnostics.as_data` gives them; all words can still be translated. `cpu`
    and `wall` are seconds, `size` is the release's bytes, `home` where readers find all issues.
    """

    name: str
    state: str
    issue: str | None = None
    message: str = ""
    notes: tuple[str, ...] = ()
    findings: tuple[dict[str, object], ...] = ()
    files: int = 0
    size: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    home: str = ""

    @property
    def failed(self) -> bool:
        """Whether there is no new release."""
        return self.state == "failed"

    def to_json(self) -> str:
        """On one line, in ASCII."""
        return json.dumps(
            asdict(self)
            | {
                "message": as_record(self.message),
                "notes": [as_record(note) for note in self.notes],
                "findings": [values_as_record(found) for found in self.findings],
            },
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        values = json.loads(text)
        return cls(
            **{
                **values,
                "message": of_record(values["message"]),
                "notes": tuple(of_record(note) for note in values["notes"]),
                "findings": tuple(values_of_record(found) for found in values["findings"]),
            }
        )


def failure(commission: Commission, message: str, *notes: str) -> Outcome:
    """A commission of which nothing came."""
    return Outcome(commission.name, "failed", commission.issue, message, notes)


def refused(commission: Commission) -> Outcome | None:
    """Why this machine cannot take a commission, if it cannot."""
    if commission.code and commission.code != code_digest():
        message = tr("this worker has another version of bulletin than the one that asks")
        return failure(commission, message, tr("install the same version on all machines"))
    if not Path(commission.root).is_dir():
        message = tr("this worker does not see {folder}", folder=commission.root)
        hint = tr("give it the folder at the same path, by a network share for instance")
        return failure(commission, message, hint)
    return None


def signed(commission: Commission) -> Commission:
    """The commission with the digest of this program."""
    return replace(commission, code=code_digest())
