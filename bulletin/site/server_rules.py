"""What servers with patterns are to say of the hosted copy, whichever they are.

In: nothing. Out: `ServerRules`, which Apache and Caddy are told each in its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ServerRules:
    """What a server is to say of the hosted copy. `base` is the path of its address, unquoted."""

    base: str
    everywhere: Mapping[str, str]
    """Headers of all files."""
    pages: Mapping[str, str]
    """The policies of the archive's own pages, by path."""
    kinds: Mapping[str, str]
    """Types of single files, by path."""
    endings: Mapping[str, str]
    """Types by the ends of names."""
    texts: tuple[str, ...]
    """The ends of names of texts, which are in UTF-8."""
    policies: Mapping[str, str]
    """Policies by a pattern of the path below the copy; the last one that fits holds."""
    lasting: str
    """The pattern of files that browsers may keep for ever."""
    hidden: tuple[str, ...]
    """Patterns of what nobody is to be served."""
    kept: str
    asked: str
    """What is said of keeping files for ever, and of asking for them anew."""
