"""Addresses of links that stand on lines of their own, as `[1]: https://example.vn`.

In: markdown-it's environment, before the text is parsed. Out: findings for the addresses that no
link leads to, since such a line is shown nowhere, and for lists of sources that are written so.
"""

import re
from collections.abc import Mapping
from typing import Any, cast

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

_NOWHERE = {"", "#"}
"""Where remarks lead that are written so as not to be shown: `[//]: # (words)`."""


class Definitions(dict[str, dict[str, Any]]):
    """The addresses by their labels, which remembers those that a link has asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:  # noqa: ANN401, as a dict has it
        """The address with a label, for a link."""
        if label in self:
            self._used.add(label)
        return super().get(label, default)

    def report(self, source: Source, env: Mapping[str, object], findings: Findings) -> None:
        """Note addresses that nothing leads to, also those whose label was given before."""
        doubles = cast("list[dict[str, Any]]", env.get("duplicate_refs", []))
        for label, one in self.items():
            written = _label(source, one["map"][0])
            if label not in self._used and one["href"] not in _NOWHERE:
                message = tr(
                    "no link leads to [{label}], and this line is not shown", label=written
                )
                _add(one, message, source, findings)
            elif found := _shown_alone(label, source.text):
                findings.add(
                    codes.SOURCES_UNSEEN,
                    source.line_span(one["map"][0]),
                    tr("this line is not shown: it makes a link of {mark} in the text", mark=found),
                    tr(
                        "write [^{label}] there and [^{label}]: here, and it is a note that all see",
                        label=written,
                    ),
                )
        for one in doubles:
            if one["href"] != self[one["label"]]["href"] and one["href"] not in _NOWHERE:
                written = _label(source, one["map"][0])
                message = tr(
                    "[{label}] has another address above, which all its links lead to",
                    label=written,
                )
                _add(one, message, source, findings)


_MARK = re.compile(r"(?i)[0-9]{1,3}|[a-z]|[ivx]{1,5}|[*†‡]{1,3}")
"""What stands for a source in a list of them, and is no word that a link could have."""


def _shown_alone(label: str, text: str) -> str:
    """The mark of a source in the text, if an address is given to such a mark alone."""
    if not _MARK.fullmatch(label):
        return ""
    found = re.search(rf"(?i)(?<![\]!\\])\[{re.escape(label)}\](?![(\[:])", text)
    return found[0] if found else ""


def _label(source: Source, row: int) -> str:
    line = source.text[source.offset(row) : source.offset(row + 1)]
    return line.partition("[")[2].partition("]")[0]


def _add(one: dict[str, Any], message: str, source: Source, findings: Findings) -> None:
    hint = tr(
        "write [words](address) where the link belongs, or [^1]: for a note; else delete the line"
    )
    findings.add(codes.UNUSED_ADDRESS, source.line_span(one["map"][0]), message, hint)
