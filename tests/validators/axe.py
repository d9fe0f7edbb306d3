"""axe-core (from npm): a page in Playwright's browser in, its violations out."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from playwright.sync_api import Page

from tests.validators.npm import modules
from tests.validators.nu import WEB

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 at levels A and AA, and axe's own advice."""
COLOURS = ("color-contrast", "link-in-text-block")
"""Those of them that look at colours: all that a page in other colours can break."""


@functools.cache
def _script() -> str:
    return (modules(WEB) / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe has against a page as it is shown now: "rule: element"; [] is perfect."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_script())
    report = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", list(rules)
    )
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]
