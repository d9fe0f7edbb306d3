"""What was published is not changed behind its readers' backs, and can be taken back.

In: a release, and the one that readers have. Out: a refusal with what to write, or nothing; of an
issue to be withdrawn, the release that takes its place.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.manifest import Manifest, WithdrawalRecord, tells_of_removal
from bulletin.messages import tr
from bulletin.provenance.keys import PrivateKey
from bulletin.publish.base import LastingTarget, P, Release
from bulletin.site.pages.lasting import withdraw
from bulletin.source.settings.topics import topic_key
from bulletin.theming.theme import Theme


def refuse_unsaid(last: Manifest | None, release: Release) -> None:
    """Raise `BulletinError` where readers would get something else and not be told.

    What an issue says and shows changes with a further correction, or for a reason that is
    given with the command. The same holds for an issue that was withdrawn. Under another name
    an issue comes out for such a reason alone.
    """
    new = release.manifest
    if last is None or release.silent or new.withdrawn:
        return
    _refuse_other_masthead(last, new)
    if new.revision > last.revision:
        return
    if tells_of_removal(last, new):
        return
    write = _correction(new.id, max(new.modified.date(), last.modified.date()))
    _refuse_withdrawn(last, write)
    said = ((last.words, new.words), (last.facts, new.facts))
    untold = {(c.date, c.text) for c in last.corrections} - {
        (c.date, c.text) for c in new.corrections
    }
    if untold or any(before and now and before != now for before, now in said):
        message = tr(
            "the issue {id} says or shows something else than what readers have, and does not"
            " tell them",
            id=new.id,
        )
        hint = tr("{write}; for a slip of the pen: --silent-change and why", write=write)
        raise BulletinError(message, hint)


def _refuse_other_masthead(last: Manifest, new: Manifest) -> None:
    """An old issue does not get the name, licence or editors that its publication has got since.

    The same name spelt otherwise is none.
    """
    before, now = _masthead(last), _masthead(new)
    other = {
        name: value
        for name, value in before.items()
        if topic_key(_shown(value)) != topic_key(_shown(now.get(name, value)))
    }
    if not other:
        return
    message = tr(
        "the issue {id} came out as “{before}”, and would now be “{now}”",
        id=new.id,
        before=", ".join(map(_shown, other.values())),
        now=", ".join(_shown(now[name]) for name in other),
    )
    hint = tr(
        "to keep what stood on it and on all before it: write into publication.yaml:"
        " former: [{{until: {date}, {settings}}}] (until: the last day it was so),"
        " and build again; if the new one is meant: --silent-change and why",
        date=last.date,
        settings=", ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in other.items()),
    )
    raise BulletinError(message, hint)


def _masthead(release: Manifest) -> dict[str, str | Sequence[Mapping[str, str]]]:
    """What an issue's masthead says for ever, by the names of the settings."""
    if not (release.publication and release.publisher):
        return {}
    return {"title": release.publication, "publisher": release.publisher, **release.imprint}


def _shown(value: str | Sequence[Mapping[str, str]]) -> str:
    return value if isinstance(value, str) else ", ".join(" – ".join(v.values()) for v in value)


def refuse_back(last: Manifest | None) -> None:
    """Raise `BulletinError` where rolling back would show readers an issue that was withdrawn."""
    if last:
        _refuse_withdrawn(last, _correction(last.id, last.modified.date()))


def _refuse_withdrawn(last: Manifest, write: str) -> None:
    if last.withdrawn:
        message = tr(
            "the issue {id} was withdrawn on {date}: {why}",
            id=last.id,
            date=last.withdrawn.date,
            why=last.withdrawn.why,
        )
        raise BulletinError(message, tr("to put it out again, {write}", write=write))


def _correction(issue_id: str, day: dt.date) -> str:
    """What to write so that readers are told."""
    return tr(
        'write into {id}/issue.yaml: corrections: [{{date: {day}, text: "what was wrong, and'
        ' what is right"}}], and build again',
        id=issue_id,
        day=day,
    )


@contextmanager
def withdrawal(
    last: Manifest, theme: Theme, why: WithdrawalRecord, key: PrivateKey | None = None
) -> Iterator[Release]:
    """The release that takes the place of an issue, which lasts as long as the block.

    `key` signs it.
    """
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name) / last.id
        folder.mkdir()
        made = withdraw(last, theme, folder, why, key)
        yield Release(folder, made, theme, signer=lambda _: key)


def published(target: LastingTarget[P], place: P, issue_id: str) -> Manifest:
    """The manifest of an issue that readers have. Raises `BulletinError` if they have none."""
    data = target.read(place, f"{issue_id}/{manifest.NAME}")
    try:
        found = Manifest.model_validate_json(data) if data is not None else None
    except ValueError as error:
        message = tr("the manifest of {id} there is damaged", id=issue_id)
        raise BulletinError(message, tr("publish the issue anew first")) from error
    if found is None or found.id != issue_id:
        message = tr("there is no issue {id} in that place", id=issue_id)
        raise BulletinError(message, tr("only what was published can be taken back"))
    return found
