"""Pages that stay at an address whose content has gone: moved on, or withdrawn.

In: releases, and the addresses that readers know. Out: pages that lead to the issue, and the
release that takes the place of a withdrawn one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin import __version__, manifest
from bulletin.cache import replace_file
from bulletin.composition.frame import correction_line
from bulletin.editions.web import policy
from bulletin.editions.web.assets import ARCHIVE_SCRIPT, ARCHIVE_STYLES, write_assets
from bulletin.editions.web.custom_properties import accent_of
from bulletin.editions.web.offline import WORKER
from bulletin.manifest import Manifest, WithdrawalRecord
from bulletin.provenance.keys import PrivateKey
from bulletin.site.pages.still import up_from
from bulletin.site.releases import PAGE, HostedRelease
from bulletin.theming.contexts.archive import LastingPage
from bulletin.theming.contexts.web import Assets, Page
from bulletin.theming.theme import Theme

MAKER = "withdrawal"
"""What the manifest calls the maker of a withdrawn issue's pages."""

_ENDING = ".html"

_WORKER = """\
// The issue was withdrawn: what a device has saved of it goes, and this with it.
const NAME = `bulletin ${new URL(self.registration.scope).pathname} `;
const leave = async () => {
  const mine = (await caches.keys()).filter((name) => name.startsWith(NAME));
  await Promise.all(mine.map((name) => caches.delete(name)));
  const pages = await self.clients.matchAll({ type: "window" });
  await self.registration.unregister();
  await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => null)));
};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
"""


def pages_of(release: Manifest) -> set[str]:
    """The paths of a release's pages, from the release's folder; its first page is one."""
    return {PAGE} | {file.path for file in release.files if file.path.endswith(_ENDING)}


def moved(
    known: Iterable[str], releases: Iterable[Manifest], last: Manifest | None = None
) -> tuple[str, ...]:
    """The addresses of pages that issues once had and no longer have, from the archive.

    `known`: what else lies around the releases and is ours. `last`: the release that is about
    to be replaced.
    """
    now = {release.id: {file.path for file in release.files} for release in releases}
    found = {path for path in known if path.endswith(_ENDING) and path.partition("/")[0] in now}
    if last:
        found |= {f"{last.id}/{path}" for path in pages_of(last)}
    rows = sorted(path for path in found if path.partition("/")[2])
    return tuple(p for p in rows if p.partition("/")[2] not in now[p.partition("/")[0]])


def moved_pages(
    theme: Theme, folder: Path, releases: Sequence[HostedRelease], paths: Iterable[str]
) -> Mapping[str, str]:
    """A page for each address, that leads to its issue; assets are written below `folder`."""
    by_id = {release.id: release.manifest for release in releases}
    rows = [(path, by_id[path.partition("/")[0]]) for path in paths]
    if not rows:
        return {}
    assets = write_assets(theme, folder, ARCHIVE_STYLES, ARCHIVE_SCRIPT)
    return {path: _moved(theme, path, issue, assets) for path, issue in rows}


@dataclass(frozen=True)
class _Notice:
    """What a page says in place of what was on it, and where it leads; `forward`: at once.

    `unlisted`: search engines leave it out.
    """

    heading: str
    lines: tuple[str, ...]
    link: str
    words: str
    forward: str = ""
    unlisted: bool = False


def _page(theme: Theme, path: str, issue: Manifest, assets: Assets, notice: _Notice) -> str:
    """The page at a path of the archive, with a notice of what became of an issue's page."""
    up = up_from(path)
    view = LastingPage(
        page=Page(
            title=f"{notice.heading} · {issue.title}",
            description=notice.heading,
            address=issue.address,
            policy=policy.STILL,
            accent=accent_of(theme),
            forward=notice.forward,
            unlisted=notice.unlisted,
        ),
        assets=Assets(up + assets.style, "", "", up + assets.icon),
        heading=notice.heading,
        masthead=issue.publication,
        lines=notice.lines,
        link=notice.link,
        words=notice.words,
    )
    return theme.page("web/lasting.html", view)


def _moved(theme: Theme, path: str, issue: Manifest, assets: Assets) -> str:
    """The page leads on at once, unless the issue tells readers why something may have gone.

    Of an article that was taken out only a correction of the whole issue can tell.
    """
    t = theme.strings
    link = f"{up_from(path)}{issue.id}/{PAGE}"
    words = t("moved_link", title=issue.title)
    told = tuple(correction_line(None, one, t) for one in issue.corrections if not one.article)
    if told:
        notice = _Notice(t("taken_out_heading"), (t("moved_text"), *told), link, words)
    else:
        notice = _Notice(t("moved_heading"), (t("moved_text"),), link, words, forward=link)
    return _page(theme, path, issue, assets, notice)


def withdraw(
    last: Manifest,
    theme: Theme,
    folder: Path,
    withdrawal: WithdrawalRecord,
    key: PrivateKey | None = None,
) -> Manifest:
    """Write the release that takes the place of a withdrawn one, below `folder`.

    Every page that it had says that it was withdrawn, and why; devices that saved the issue
    forget it. Its names stay, so that nobody takes another issue for it. `key` signs it.
    """
    assets = write_assets(theme, folder, ARCHIVE_STYLES, ARCHIVE_SCRIPT)
    for path in (assets.early, assets.script):
        (folder / path).unlink()
    for path in pages_of(last):
        replace_file(folder / path, _withdrawn(theme, path, last, assets, withdrawal).encode())
    replace_file(folder / WORKER, _WORKER.encode())
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    made = last.model_copy(
        update={
            "tool": f"bulletin {__version__}",
            "withdrawn": withdrawal,
            "modified": dt.datetime.combine(withdrawal.date, dt.time(), dt.UTC),
            "content": "",
            "words": "",
            "facts": "",
            "voice": None,
            "duration": 0.0,
            "articles": (),
            "findings": (),
            "files": tuple(manifest.record_of(folder, file, MAKER) for file in files),
        }
    )
    manifest.write(folder, made, key)
    return made


def _withdrawn(
    theme: Theme, path: str, issue: Manifest, assets: Assets, withdrawal: WithdrawalRecord
) -> str:
    t = theme.strings
    what = t(
        "withdrawn_text",
        title=issue.title,
        number=issue.number,
        date=t.date(issue.date),
        publisher=issue.publisher,
        day=t.date(withdrawal.date),
    )
    notice = _Notice(
        heading=t("withdrawn_heading"),
        lines=(what, t("withdrawn_why", why=withdrawal.why)),
        link=f"{up_from(path)}../{PAGE}",
        words=t("web_all_issues"),
        unlisted=True,
    )
    return _page(theme, path, issue, assets, notice)
