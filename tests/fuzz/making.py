"""What tests of robustness share: a publication examined, and built edition by edition.

Everything happens in this process, so that hundreds of tiny publications take seconds each
edition and an exception is seen as it is.
"""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

from bulletin.building.preflight import checked
from bulletin.composition import compose
from bulletin.diagnostics import FindingsError
from bulletin.editions.base import Job, editions

ISSUE = "2026-11"
MADE_OF_PAGES = ("web", "epub", "pdf")


def built(root, names=MADE_OF_PAGES, issue_id=ISSUE, *, look=None):
    """The findings of a build of some editions, without sound; None if the check refused it.

    `look` sees the folder of each, with its name. An exception that is no finding goes through:
    that is what the tests are looking for.
    """
    try:
        issue, findings = checked(Path(root), issue_id)
    except FindingsError:
        return None
    silent = issue.publication.model_copy(update={"voice": None})
    issue = replace(issue, publication=silent)
    composition = compose(issue)
    modified = dt.datetime.combine(max(issue.settings.date, dt.date(1980, 1, 1)), dt.time(), dt.UTC)
    found = list(findings)
    installed = editions()
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            made, own = Path(folder, "made"), Path(folder, "own")
            made.mkdir()
            own.mkdir()
            found += installed[name].make(Job(composition, None, made, modified), own)
            if look:
                look(name, own)
    return found
