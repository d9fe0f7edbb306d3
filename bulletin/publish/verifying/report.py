"""What was found of a hosted copy.

In: faults, each with its place. Out: a `VerifyReport`, for people and for programs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.manifest import WithdrawalRecord
from bulletin.provenance.keys import public_key


@dataclass(frozen=True)
class Discrepancy:
    """Something that is not as it should be, and where."""

    place: str
    what: str


@dataclass(frozen=True)
class VerifyReport:
    """All that was found.

    `issues` are those that were looked at, `files` and `size` count what was compared, `signers`
    the public key that signed each issue (and "documents", those of earlier years), `days` how
    long the certificate still holds (None: there is none to hold).
    """

    place: str
    issues: tuple[str, ...]
    files: int
    size: int
    signers: Mapping[str, str]
    days: int | None
    faults: tuple[Discrepancy, ...]
    certificates: tuple[str, ...] = ()
    """Whose certificates signed a PDF; whether they are to be trusted, a PDF reader says."""
    withdrawn: Mapping[str, WithdrawalRecord] = field(default_factory=dict)
    """Why issues were taken back, and when, by their ids: their pages say so, which is no fault."""
    corrected: Mapping[str, int] = field(default_factory=dict)
    """How many corrections issues tell their readers of, by their ids; without those of none."""

    def as_data(self) -> dict[str, object]:
        """The report as JSON has it."""
        return {
            "place": self.place,
            "whole": not self.faults,
            "issues": list(self.issues),
            "files": self.files,
            "bytes": self.size,
            "signed_by": {issue: public_key(key) for issue, key in self.signers.items()},
            "certificates": list(self.certificates),
            "certificate_days": self.days,
            "withdrawn": {
                issue: {"date": one.date.isoformat(), "why": one.why}
                for issue, one in self.withdrawn.items()
            },
            "corrections": dict(self.corrected),
            "faults": [{"place": fault.place, "what": str(fault.what)} for fault in self.faults],
        }
