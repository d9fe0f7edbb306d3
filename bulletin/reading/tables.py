"""Tables of the rules: YAML files beside the modules that use them.

Every scalar is text ("NO", "on" and "12" stay what is written), and a key written twice is
refused: two readings for one word would leave the choice to chance.
"""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from bulletin.cache import digest_of, once

TABLE = once.Kind("tables", ("pyyaml",), quick=True)

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Strict(_Base):  # type: ignore[misc]
    """Text only, no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            message = f"{node.start_mark.name}: written twice: {', '.join(twice)}"
            raise ValueError(message)
        mapping: dict[str, Any] = super().construct_mapping(node, deep=deep)
        return mapping


@lru_cache(maxsize=64)
def table(package: str, name: str) -> Any:  # noqa: ANN401
    """The content of `tables/<name>.yaml` in a package of rules, read once."""
    return table_in(files(package).joinpath("tables", f"{name}.yaml").read_bytes())


def table_in(data: bytes) -> Any:  # noqa: ANN401
    """The content of a table that is given as YAML."""
    # JSON is read in a twentieth of the time.
    return json.loads(once.made(TABLE, digest_of(data), lambda: _read(data)))


def _read(data: bytes) -> bytes:
    """The content of a table as JSON, its keys in the same order."""
    return json.dumps(yaml.load(data, Loader=_Strict)).encode()  # noqa: S506


def words_in(text: str) -> frozenset[str]:
    """The words of a table's entry, which stand with spaces between."""
    return frozenset(text.split())


def sets_of(package: str, name: str) -> dict[str, Any]:
    """A table of words, each entry as a set."""
    return {key: words_in(words) for key, words in table(package, name).items()}
