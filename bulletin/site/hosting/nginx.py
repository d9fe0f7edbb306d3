"""The rules for nginx: to include in the `server` block that serves the published folder.

In: the path of the copy's address, unquoted. Out: the text of `hosting/nginx.conf`.
"""

import re

from bulletin.editions.web.policy import DRAWING
from bulletin.site.hosting import rules


def nginx_rules(base: str) -> str:
    """Locations to include in a `server` block; its `root` is the folder above the copy."""
    start = "^" + re.escape(base)
    drawings = r"\.svg$"
    blocks = [
        *(f"location {match} {{\n  return 404;\n}}\n" for match in _unserved(base, start)),
        _location(
            f"~ {_quoted(f'{start}{rules.ANY_LASTING}.+{drawings}')}", DRAWING, rules.FOR_EVER
        ),
        _location(f"~ {_quoted(f'{start}/.+{drawings}')}", DRAWING),
        _location(f"~ {_quoted(f'{start}{rules.ANY_LASTING}')}", "", rules.FOR_EVER),
        *(
            _location(f"= {_quoted(f'{base}/{path}')}", written)
            for path, written in rules.PAGES.items()
        ),
        *(
            _location(f"= {_quoted(f'{base}/{path}')}", "", kind=kind)
            for path, kind in rules.TYPES.items()
        ),
        _location(f"~ {_quoted(start + rules.SINGLE_FILE)}", rules.UNFRAMED),
        _location(f"~ {_quoted(start + rules.ANY_PAGE)}", rules.READER),
        _location(_quoted(f"{base}/"), ""),
    ]
    types = "".join(
        f"  {_quoted(kind)} {ending[1:]};\n" for ending, kind in sorted(rules.ENDINGS.items())
    )
    # In this line alone a $ would be taken for a variable, and cannot be quoted.
    lost = "" if "$" in base else f"error_page 404 {_quoted(f'{base}/404.html')};\n"
    head = (
        "# Include in the server block that serves this folder: include .../hosting/nginx.conf;\n"
        "index index.html;\n"
        f"{lost}"
        "gzip on;\n"
        f"gzip_types {' '.join(rules.TEXTS)};\n"
        "charset utf-8;\n"
        f"charset_types {' '.join(rules.TEXTS)};\n"
        f"types {{\n{types}}}\n"
        "default_type application/octet-stream;\n"
    )
    return head + "".join(blocks)


def _unserved(base: str, start: str) -> tuple[str, ...]:
    """What nobody is to be served: hidden files (but `.well-known`), and rules for servers."""
    return (
        f"~ {_quoted(start + rules.ANY_HIDDEN)}",
        f"^~ {_quoted(f'{base}/hosting/')}",
        f"= {_quoted(f'{base}/_headers')}",
        f"= {_quoted(f'{base}/_redirects')}",
    )


def _quoted(text: str) -> str:
    """A text as nginx reads it whole, whatever is in it: `;`, `{`, spaces, quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _location(match: str, written: str, keep: str = rules.ASK_AGAIN, *, kind: str = "") -> str:
    headers = {**rules.EVERYWHERE, "Cache-Control": keep}
    if written:
        headers["Content-Security-Policy"] = written
    lines = [f'  add_header {name} "{value}" always;' for name, value in headers.items()]
    if kind:
        lines.append(f'  types {{ }} default_type "{kind}";')
    return f"location {match} {{\n" + "\n".join(lines) + "\n}\n"
