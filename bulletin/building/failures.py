"""What went wrong with editions, told in words, and together.

In: the failure of an edition, or of several. Out: one exception to raise, which says whose mistake
each is: the editor's, the disk's, that of a package which brings an edition, or ours.
"""

import traceback
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool

from bulletin import plugins
from bulletin.building.pieces import Piece
from bulletin.diagnostics import BulletinError, Finding, FindingsError
from bulletin.editions.base import Edition
from bulletin.messages import tr


class EditionsError(FindingsError):
    """Editions that could not be made.

    `findings` has what all editions found, warnings too; `failures` what else went wrong with
    an edition, by its name.
    """

    def __init__(self, findings: Iterable[Finding], failures: Mapping[str, Exception]) -> None:
        super().__init__(findings)
        self.failures = failures
        if failures:
            self.message = tr("could not be made: {failures}", failures=", ".join(failures))


def in_words(edition: Edition, failure: BaseException) -> Exception:
    """What went wrong with an edition, in words where it was no mistake of ours.

    Raises the failure itself where it was one.
    """
    if isinstance(failure, BrokenProcessPool):
        return BulletinError(
            tr(
                "the process that made the edition {name} was ended from outside", name=edition.name
            ),
            tr("the machine may be short of memory; try again with --jobs 1"),
        )
    module = type(edition).__module__
    if isinstance(failure, Exception) and (
        isinstance(failure, BulletinError | OSError) or not plugins.code_of(module)
    ):
        return failure
    if plugins.is_own(failure):
        raise failure
    if isinstance(failure, SystemExit):  # a package that ends the program ends its edition
        failure = RuntimeError(f"sys.exit({failure.code})")
    trace = "".join(traceback.format_exception(failure))
    package = plugins.maker_of(module)
    message = tr(
        "this is a mistake in the edition {name} of {package}\n{trace}",
        name=edition.name,
        package=package,
        trace=trace,
    )
    return BulletinError(
        message, tr("tell those who make it; --edition builds what you name alone")
    )


def whole(pieces: Sequence[Piece], failures: Mapping[str, Exception]) -> Exception:
    """All that is to be told of a making in which some editions failed."""
    findings = [finding for piece in pieces for finding in piece.findings]
    others: dict[str, Exception] = {}
    for name, failure in failures.items():
        if isinstance(failure, FindingsError):
            findings += failure.findings
        else:
            others[name] = failure
    if not findings and len(others) == 1:
        (failure,) = others.values()
        return failure
    return EditionsError(findings, others)
