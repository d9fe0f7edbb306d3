"""Style sheets, scripts and the mark of a publication, under names that never go stale.

In: a theme. Out: files below `assets/`, each named by its own digest, so that a server may
let browsers keep them for ever.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bulletin.art.pictures import derive
from bulletin.art.signs import FALLBACKS, cut, rules
from bulletin.cache import digest_of, replace_file
from bulletin.editions.web.custom_properties import accent_of, properties
from bulletin.source.values import slug_of
from bulletin.theming.contexts.web import Assets, Icon
from bulletin.theming.theme import Theme

FOLDER = "assets"

READER_STYLES = ("content.css", "web/page.css", "web/reader.css", "web/modes.css")
READER_SCRIPT = "reader"
ARCHIVE_STYLES = ("web/page.css", "web/archive.css")
ARCHIVE_SCRIPT = "search"
INSIDE_SCRIPT = "inside"
"""What pages load besides in the browser of a chat app."""
AUDIENCE_SCRIPT = "audience"
"""What pages load besides that have a quiz or a broadcast."""


def script_of(theme: Theme, name: str) -> str:
    """A script of the theme: bundled from the modules in `scripts/` (`make scripts`)."""
    return theme.text(f"web/scripts/{name}.js")


_STACK = re.compile(r"(--(?:serif|sans):[^;}]*)")
"""The families of a page's text."""


def write_assets(
    theme: Theme, folder: Path, styles: Iterable[str], script: str, signs: Iterable[str] = ()
) -> Assets:
    """Write the assets of a kind of page below `folder`, with a font for signs that it shows."""
    style = properties(theme) + "".join(squeezed_css(theme.text(name)) for name in styles)
    style = with_signs(style, folder, sorted(signs))
    return Assets(
        style=_write(folder, "style.css", style),
        early=_write(folder, "early.js", script_of(theme, "early")),
        script=_write(folder, "script.js", script_of(theme, script)),
        inside=_write(folder, "inside.js", script_of(theme, INSIDE_SCRIPT)),
        icon=_write(folder, "icon.svg", theme.page("web/icon.svg", Icon(accent_of(theme)))),
    )


def with_audience(assets: Assets, theme: Theme, folder: Path) -> Assets:
    """The assets of pages that have a quiz or a broadcast, written below `folder` too."""
    script = _write(folder, "audience.js", script_of(theme, AUDIENCE_SCRIPT))
    return replace(assets, audience=script)


def with_signs(style: str, folder: Path, text: Sequence[str]) -> str:
    """A style sheet that names a font for signs; what has none of them stays as it is."""
    cuts = [(face, data) for face in FALLBACKS if (data := cut(face, text))]
    if not cuts:
        return style
    files = [
        (face, keep_file(folder, FOLDER, f"{slug_of(face.family)}.woff", data).split("/")[-1])
        for face, data in cuts
    ]
    families = "".join(f', "{face.family}"' for face, _ in files)
    return _STACK.sub(rf"\1{families}", style) + rules(files, text)


LOGO_WIDTH = 224
"""Pixels: enough for a mark of 4rem on the finest screens."""


def write_logo(theme: Theme, folder: Path) -> str:
    """The publication's mark, copied below `folder`; its path, or "" when it has none."""
    logo = theme.publication.theme.logo
    if logo is None:
        return ""
    made = derive(theme.root / logo, LOGO_WIDTH)
    return keep_file(folder, FOLDER, f"logo{made.suffix}", made.data)


def keep_file(folder: Path, inside: str, name: str, data: bytes) -> str:
    """Write a file below `inside` with its digest in its name; gives its path."""
    stem, _, suffix = name.rpartition(".")
    path = f"{inside}/{stem}.{digest_of(data)[:8]}.{suffix}"
    replace_file(folder / path, data)
    return path


def _write(folder: Path, name: str, text: str) -> str:
    return keep_file(folder, FOLDER, name, text.encode())


def squeezed_css(text: str) -> str:
    """A style sheet without comments and indentation; compression on the way does the rest."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line)
