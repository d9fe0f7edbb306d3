"""What pages without a script share, in whatever folder of the archive they are.

In: the publication, its theme, the archive's assets. Out: the head of a page, and paths from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bulletin.editions.web import policy
from bulletin.editions.web.custom_properties import accent_of
from bulletin.source.settings.models import Publication
from bulletin.theming.contexts.web import Assets, Page
from bulletin.theming.theme import Theme


@dataclass(frozen=True)
class StillPages:
    """The ground of pages; `logo` is its path from the archive, "" for none."""

    theme: Theme
    assets: Assets
    logo: str

    @property
    def publication(self) -> Publication:
        """The publication whose pages they are."""
        return self.theme.publication

    def head(
        self,
        title: str,
        description: str,
        path: str,
        *,
        links: Sequence[tuple[str, str, str, str]] = (),
        forward: str = "",
    ) -> Page:
        """The head of the page at a path."""
        address = self.publication.home + path.removesuffix("index.html")
        return Page(
            title=f"{title} · {self.publication.title}",
            description=description,
            address=address,
            policy=policy.STILL,
            accent=accent_of(self.theme),
            graph=(
                ("og:type", "website"),
                ("og:title", title),
                ("og:description", description),
                ("og:url", address),
            ),
            links=links,
            forward=forward,
        )

    def assets_from(self, path: str) -> Assets:
        """The assets of a page without a script."""
        up = up_from(path)
        return Assets(up + self.assets.style, "", "", up + self.assets.icon)

    def logo_from(self, path: str) -> str:
        """The logo's path from a page."""
        return up_from(path) + self.logo if self.logo else ""


def up_from(path: str) -> str:
    """The way from a page to the archive's folder: "../../"."""
    return "../" * (len(PurePosixPath(path).parts) - 1)
