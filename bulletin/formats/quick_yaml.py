"""YAML of ours as plain values, read by libyaml where PyYAML was built with it.

In: the text of a file. Out: mappings, lists, texts, numbers, dates. Raises `yaml.YAMLError` for
what is no YAML. Settings of editors go another way (`source/yaml/`), which knows their places.
"""

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def values_in(text: str) -> Any:  # noqa: ANN401, whatever the file holds
    """What a text holds; None for an empty one."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506, a safe one
