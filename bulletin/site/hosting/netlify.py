"""The rules of hosts of pages, Netlify and Cloudflare Pages.

In: nothing. Out: the text of `_headers` and `_redirects`.
"""

from collections.abc import Mapping

from bulletin.editions.web.policy import DRAWING
from bulletin.site.hosting import rules


def netlify_headers() -> str:
    """Headers by path; those of all that fit add up, so that no header is named twice.

    But for drawings, where both policies then hold.
    """
    told: dict[str, Mapping[str, str]] = {"/*": rules.EVERYWHERE}
    for path, written in rules.PAGES.items():
        told[f"/{path}"] = {"Content-Security-Policy": written}
    for path, kind in rules.TYPES.items():
        told[f"/{path}"] = {"Content-Type": kind}
    for ending in rules.RARE:
        told[f"/*{ending}"] = {"Content-Type": rules.content_type(f"x{ending}")}
    told["/:issue/manifest.json"] = {"Content-Type": rules.content_type("x.json")}
    told["/:folder/*"] = {"Content-Security-Policy": rules.UNFRAMED}
    told["/*.svg"] = {"Content-Security-Policy": DRAWING}
    for path in (rules.UNCHANGING[0], *(f":issue/{name}" for name in rules.UNCHANGING)):
        told[f"/{path}/*"] = {"Cache-Control": rules.FOR_EVER}
    lines = []
    for path, headers in told.items():
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join(lines) + "\n"


def netlify_redirects() -> str:
    """Paths that nobody is to be served, each as the page of what is not there."""
    return "".join(f"{path} /404.html 404!\n" for path in rules.HIDDEN)
