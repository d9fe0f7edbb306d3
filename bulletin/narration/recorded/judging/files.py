"""Files of single sentences, by their names: which is missing, and which is there twice.

In: the names of files in order. Out: numbers that they leave out, and what is said of two of one name.
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from bulletin.messages import tr


def lacking(files: Sequence[str], wanted: int) -> list[tuple[int, int]]:
    """Numbers that files leave out, with the places of their sentences, where they count these."""
    found = [re.findall(r"[0-9]+", PurePosixPath(name).stem) for name in files]
    numbers = [int(digits[-1][:9]) for digits in found if digits]
    first = 0 if 0 in numbers else 1
    missing = sorted(set(range(first, first + wanted)) - set(numbers))
    counted = len(numbers) == len(files) and len(missing) == wanted - len(files)
    within = counted and missing and missing[0] < max(numbers)
    return [(number, number - first) for number in missing] if within else []


def twins(files: Sequence[str]) -> str:
    """What to do with files of one name, as programs save one sound in two formats; "" without such."""
    known: dict[str, str] = {}
    for name in files:
        first = known.setdefault(name.rpartition(".")[0], name)
        if first != name:
            return tr(
                "{first} and {second} may be one sentence: keep one", first=first, second=name
            )
    return ""
