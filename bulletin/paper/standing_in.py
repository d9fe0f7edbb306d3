"""How what mends and spares the work of libraries gets into them.

In: a module or a class, the name of a function in it, and what stands in for that. Out: a block
after which all is as it was before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def standing_in(owner: object, name: str, function: object) -> Iterator[None]:
    """In the block a function of a library is another one."""
    before = getattr(owner, name)
    setattr(owner, name, function)
    try:
        yield
    finally:
        setattr(owner, name, before)
