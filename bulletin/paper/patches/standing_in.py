"""How what mends and spares the work of libraries gets into them.

In: a module or a class, the name of a function in it, and what stands in for that; or a variable
of the environment. Out: a block after which all is as it was before.
"""

import contextlib
import os
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


@contextlib.contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Set a variable for libraries that can be told of something in no other way."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
