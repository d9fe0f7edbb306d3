"""Regular expressions compiled once for a machine, not once for each command.

In: the cache. Out: in the block `re.compile` gives what was compiled before, of the same pattern
and flags. A check has nine hundred of them compiled, a build twice as many, most while modules are
imported: a sixth of a check. Copies of the process have what it has; it alone keeps what is new.

Private names of `re` stand here; where a Python has others, all is compiled as ever.
"""

import contextlib
import importlib
import marshal
import re
import sys
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from bulletin.cache import Cache, key_of
from bulletin.cache.once import Kind

PATTERN = Kind("patterns", (), quick=True, code=True)

_FEW = 32
"""So many new ones are not worth writing all anew: those made of an issue's words come and go."""
_MOST = 8192
"""More are not kept: then only those that were used last are."""
_CODES = "I"
"""Of what size the codes are that a pattern is compiled to."""

_Asked = tuple[str | bytes, int]
_Compiled = tuple[Any, ...]
"""All flags, codes, and what else Python gives its machine: groups, and their names."""


@contextlib.contextmanager
def patterns_kept(cache: Cache) -> Iterator[None]:
    """In the block patterns are taken from the cache; those that are new are kept after it."""
    try:
        compiler: Any = importlib.import_module("re._compiler")
        machine = compiler._sre  # noqa: SLF001, see above
        fits = array(_CODES).itemsize == machine.CODESIZE and callable(machine.compile)
    except (ImportError, AttributeError):
        fits = False
    if not fits:
        yield
        return
    own = PATTERN.of(cache)
    key = key_of(PATTERN.name, sys.version, sys.byteorder, machine.MAGIC)
    table = _Table(compiler.compile, machine, _read(own.get(key)))
    before = compiler.compile
    compiler.compile = table.compiled
    compiler._sre = SimpleNamespace(**{**vars(machine), "compile": table.noted})  # noqa: SLF001
    try:
        yield
    finally:
        compiler.compile, compiler._sre = before, machine  # noqa: SLF001
        if table.new > _FEW:
            own.put(key, marshal.dumps(table.worth_keeping()))


def _read(data: bytes | None) -> dict[_Asked, _Compiled]:
    """What an entry holds."""
    try:
        found = marshal.loads(data) if data else {}  # noqa: S302, our own
    except (EOFError, TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class _Table:
    """Patterns by what was asked for. `compile_anew` is Python's own, `machine` what runs them."""

    def __init__(
        self,
        compile_anew: Callable[..., re.Pattern[Any]],
        machine: Any,  # noqa: ANN401, has no types
        known: dict[_Asked, _Compiled],
    ) -> None:
        self._compile_anew, self._machine, self._known = compile_anew, machine, known
        self._used: dict[_Asked, _Compiled] = {}
        self._here = threading.local()
        self.new = 0

    def compiled(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401, as there
        """Stands in for `re._compiler.compile`."""
        asked = (pattern, int(flags))
        # What shows how it is compiled, or was parsed already, is compiled.
        if type(pattern) not in {str, bytes} or flags & re.DEBUG:
            return self._compile_anew(pattern, flags)
        known = self._known.get(asked)
        if known is None:
            self._here.last = None
            made = self._compile_anew(pattern, flags)
            if self._here.last is not None:
                self._used[asked] = self._here.last
                self.new += 1
            return made
        self._used[asked] = known
        every, codes, *rest = known
        found: re.Pattern[Any] = self._machine.compile(
            pattern, every, array(_CODES, codes).tolist(), *rest
        )
        return found

    def noted(self, *made: Any) -> re.Pattern[Any]:  # noqa: ANN401, as there
        """Stands in for `_sre.compile`, which the compiler ends with."""
        _, every, codes, *rest = made
        plain = [dict(one) if isinstance(one, Mapping) else one for one in rest]
        self._here.last = (every, array(_CODES, codes).tobytes(), *plain)
        found: re.Pattern[Any] = self._machine.compile(*made)
        return found

    def worth_keeping(self) -> dict[_Asked, _Compiled]:
        """What is kept from now on."""
        whole = self._known | self._used
        return whole if len(whole) <= _MOST else self._used
