"""A rule on names that bulletin looks for: what is called almost so is passed over in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.files import is_text
from bulletin.source.issue import Issue
from bulletin.source.lexicon import LEXICON
from bulletin.source.root import ISSUE
from bulletin.source.text import nfc
from bulletin.theming.files import OWN


@rule(codes.MISNAMED)
def misnamed(issue: Issue) -> Iterator[Noticed]:
    """The theme, the lexicon and the settings of issues are called as they are looked for."""
    root = issue.root
    for wanted in (OWN, LEXICON):
        yield from _like(root, root, wanted)
    with os.scandir(root) as entries:  # of hundreds of issues, at each of them
        folders = [one.name for one in entries if not one.name.startswith(".") and one.is_dir()]
    for name in sorted(filter(is_text, folders)):
        yield from _like(root, root / name, ISSUE)


def _like(root: Path, folder: Path, wanted: str) -> Iterator[Noticed]:
    """What means to be called so, where nothing is."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except OSError:
        return
    if wanted in names:
        return
    meant = _meant(wanted)
    for name in sorted(names):
        if is_text(name) and _meant(name) == meant:
            place = (folder / name).relative_to(root).as_posix()
            message = tr(
                "{name} is not looked at, for it is not called {wanted}", name=name, wanted=wanted
            )
            yield Noticed(Span(place), message, tr("rename it to {wanted}", wanted=wanted))


def _meant(name: str) -> str:
    """A name without what systems and programs change in it."""
    bare = re.sub(r"[\s_]|\(\d+\)", "", nfc(name).casefold()).removesuffix(".txt")
    return re.sub(r"\.yml$", ".yaml", bare)
