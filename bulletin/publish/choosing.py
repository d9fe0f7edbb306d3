"""The target and the place that are meant by a name of publication.yaml, or an address.

In: what stands after `--to`. Out: the target, and its place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bulletin import plugins
from bulletin.diagnostics import BulletinError
from bulletin.machine.systems import as_linux_has_it
from bulletin.messages import tr
from bulletin.publish.base import GROUP, LastingTarget, Target, lasting
from bulletin.publish.others import heeded
from bulletin.source.load import settings_of
from bulletin.source.reporting import meant, nearest, suggestion
from bulletin.source.settings.fault_words import first_fault
from bulletin.source.settings.targets import Destination, FolderPlace
from bulletin.theming.theme import Theme


def targets() -> Mapping[str, Callable[[], Target[Any]]]:
    """Every installed target by name: what makes it."""
    return plugins.Registered[Callable[[], Target[Any]]](GROUP)


@dataclass(frozen=True)
class Way:
    """How a publication comes to a place: by a target; `address` is how the place was named."""

    theme: Theme
    target: Target[Any]
    place: Destination
    address: str

    @property
    def lasting(self) -> LastingTarget[Any]:
        """The target, which can take back. Raises `BulletinError` if it cannot."""
        return lasting(self.target, self.address)


def way_to(address: str, root: Path) -> Way:
    """The way to the place that is meant by `address`, of the publication in the folder `root`.

    Raises `BulletinError` where there is none.
    """
    publication = settings_of(root)
    target, place = target_for(address, publication.targets, root)
    return Way(Theme(publication, root), target, place, address)


def target_for(
    where: str, named: Mapping[str, Destination], root: Path
) -> tuple[Target[Any], Destination]:
    """The target and the place that are meant by a name of publication.yaml, or an address.

    `root` is the publication's folder. Raises `BulletinError` where there is none.
    """
    installed = targets()
    if place := named.get(where):
        if place.type not in installed:
            message = tr(
                'nothing here can publish to a place of the type "{kind}"', kind=place.type
            )
            hint = suggestion(place.type, installed, tr("installed targets: "))
            raise BulletinError(message, hint)
        return heeded(installed[place.type]), place.seen_from(root)
    try:
        for made in installed.values():
            target = heeded(made)
            if found := target.place(where):
                if named and isinstance(found, FolderPlace):
                    _no_misspelt_name(where, named)
                return target, found
    except ValueError as error:
        reason, hint = _why(error)
        message = tr("{where} is no place to publish to: {reason}", where=where, reason=reason)
        raise BulletinError(message, hint) from error
    message = tr('nothing here can publish to "{where}"', where=where)
    close = nearest(where, named)
    raise BulletinError(message, meant(close) if close else as_linux_has_it(where) or _FORM)


_FORM = tr("write sftp://user@host/folder, s3://bucket/folder, or the path of a folder")


def _why(error: ValueError) -> tuple[str, str]:
    """What is wrong with an address, and what to write."""
    if not isinstance(error, ValidationError):
        return tr("it cannot be taken apart"), _FORM
    message, hint = first_fault(error)
    is_said = error.errors()[0]["type"] == "value_error"
    return message, hint if is_said else _FORM


def _no_misspelt_name(where: str, named: Mapping[str, Destination]) -> None:
    """Refuse to make a folder of what is rather the name of a target, with a slip in it.

    An unattended run would say that all is well, and no reader would see the release.
    """
    if re.fullmatch(r"[\w-]+", where) and not Path(where).exists():
        meant = suggestion(where, named, tr("write one of: "))
        hint = tr("{meant}; a new folder is written as ./{name}", meant=meant, name=where)
        raise BulletinError(tr('publication.yaml names no target "{name}"', name=where), hint)
