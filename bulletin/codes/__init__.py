"""Every kind of finding: a constant for each `Code`, in a module for each family.

In: nothing. Out: the constants of all families, and `CODES` by number. A number never changes its
meaning and is never given again. B1 is files and settings, B2 Markdown and directives, B3 media,
data and themes, B4 structure and wording, B5 voice, B6 editions; where a hundred was full, its
neighbours helped out. `explanations/` has a file for each code, which `bulletin explain` says;
`CODES.md` beside this file lists all (`make codes` writes it anew).
"""

# ruff: noqa: F403 - a family's constants are ours, so that a code stands in one place

from collections.abc import Mapping
from types import MappingProxyType

from bulletin.codes.archive import *
from bulletin.codes.data import *
from bulletin.codes.declaring import DECLARED as _DECLARED
from bulletin.codes.directives import *
from bulletin.codes.editions import *
from bulletin.codes.markdown import *
from bulletin.codes.media import *
from bulletin.codes.press_law import *
from bulletin.codes.settings import *
from bulletin.codes.structure import *
from bulletin.codes.themes import *
from bulletin.codes.voice import *
from bulletin.codes.wording import *
from bulletin.diagnostics import Code

CODES: Mapping[str, Code] = MappingProxyType(dict(sorted(_DECLARED.items())))
"""Every code by its number, in the order of numbers."""
