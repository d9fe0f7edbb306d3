"""A commission fulfilled in this process.

In: a commission, and the secrets of this machine. Out: its outcome; nothing that goes wrong in one ends the process.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bulletin import manifest
from bulletin.building.build import build, write_around
from bulletin.building.order import Order
from bulletin.cache import Cache
from bulletin.cache.shared import SharedStore
from bulletin.diagnostics import BulletinError, FindingsError, as_data
from bulletin.fleet.commission import Commission, Outcome, failure
from bulletin.machine.systems import cpu_spent
from bulletin.messages import tr
from bulletin.source.load import issue_ids
from bulletin.source.root import find_root


def outcome_of(commission: Commission, secrets: Mapping[str, str]) -> Outcome:
    """The outcome of a commission."""
    began, used = time.perf_counter(), cpu_spent()
    try:
        outcome = _built(commission, secrets)
    except FindingsError as error:
        found = tuple(as_data(finding) for finding in error.findings)
        outcome = replace(_failed(commission, error), findings=found)
    except BulletinError as error:
        outcome = _failed(commission, error)
    except Exception as error:  # noqa: BLE001, the next publication may be sound
        outcome = failure(commission, f"{type(error).__name__}: {error}", *_notes(error))
    return replace(outcome, cpu=cpu_spent() - used, wall=time.perf_counter() - began)


def _failed(commission: Commission, error: BulletinError) -> Outcome:
    notes = (error.hint, *_notes(error)) if error.hint else _notes(error)
    return failure(commission, error.message, *notes)


def _notes(error: Exception) -> tuple[str, ...]:
    return tuple(getattr(error, "__notes__", ()))


def _built(commission: Commission, secrets: Mapping[str, str]) -> Outcome:
    root = find_root(Path(commission.root))
    known = issue_ids(root)
    if not known:
        message = tr("this publication has no issue yet")
        raise BulletinError(message, tr("make one with: bulletin new"))
    order = Order(
        root=root,
        issue_id=commission.issue or known[-1],
        out=Path(commission.out),
        cache=Cache(Path(commission.cache), shared=_shared(commission)),
        secrets=secrets,
        voices=Path(commission.voices),
        editions=commission.editions,
        engine=commission.engine,
        audio=commission.audio,
        jobs=1,
        epoch=commission.epoch,
    )
    before = _last(order)
    built = build(order, lambda *_: None)
    write_around(order, [built])
    return Outcome(
        name=commission.name,
        state="unchanged" if built.manifest.files == before else "built",
        issue=built.folder.name,
        home=built.publication.home,
        findings=tuple(as_data(finding) for finding in built.findings),
        files=len(built.manifest.files),
        size=sum(record.bytes for record in built.manifest.files),
    )


def _shared(commission: Commission) -> SharedStore | None:
    return SharedStore(commission.shared) if commission.shared else None


def _last(order: Order) -> tuple[manifest.FileRecord, ...]:
    """The files of the release that lies in the place now."""
    last = manifest.readable(order.out / order.issue_id)
    return last.files if last else ()
