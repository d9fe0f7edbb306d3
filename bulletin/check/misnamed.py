"""A rule on names that bulletin looks for: what is called almost so is passed over in silence."""

from __future__ import annotations

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
    for name in sorted(filter(is_text, _names(root))):
        if not name.startswith("."):
            yield from _like(root, root / name, ISSUE)


def _like(root: Path, folder: Path, wanted: str) -> Iterator[Noticed]:
    """What means to be called so, where nothing is."""
    try:
        names = sorted(_names(folder))
    except OSError:  # it is no folder, or leads nowhere
        return
    if wanted in names:
        return
    meant = _meant(wanted)
    for name in names:
        if is_text(name) and _meant(name) == meant:
            place = (folder / name).relative_to(root).as_posix()
            message = tr(
                "{name} is not looked at, for it is not called {wanted}", name=name, wanted=wanted
            )
            yield Noticed(Span(place), message, tr("rename it to {wanted}", wanted=wanted))


def _names(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir())


def _meant(name: str) -> str:
    """A name without what systems and programs change in it."""
    bare = re.sub(r"[\s_]|\(\d+\)", "", nfc(name).casefold()).removesuffix(".txt")
    return re.sub(r"\.yml$", ".yaml", bare)
