"""What a voice's own papers say of who may use it.

In: the files beside a model, or the text of its card. Out: the licence in a line, "" if they say
none.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from bulletin.diagnostics import text_in
from bulletin.messages import tr

UNSTATED = tr("not stated")
"""What is shown of a licence that nobody states."""
_PAPERS = re.compile(
    r"(?:.*[._-])?(?:MODEL_?CARD|READ_?ME|(?:UN)?LICEN[CS]E|COPYING)", re.IGNORECASE
)
"""How the names of papers begin, or go on behind the voice's."""
_STATED = re.compile(r"^[\W_]*licen[cs]e[\W_]*:[\W_]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_ELSEWHERE = "other"
_NAMED = re.compile(r"^license_name:[\W_]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
"""What a card says whose licence is none of those that its site has in a list, and where it names it."""
_KNOWN = (
    ("OpenRAIL-M", r"\bOpen\s?RAIL"),
    ("Apache-2.0", r"Apache[\s-]License\s*,?\s*Version 2|\bApache[- ]2\.0\b"),
    ("MIT", r"\bMIT Licen[cs]e\b|Permission is hereby granted, free of charge, to any person"),
    ("BSD", r"\bBSD [-\w ]*Licen[cs]e\b|Redistribution and use in source and binary forms"),
    ("MPL-2.0", r"Mozilla Public Licen[cs]e,?\s*(?:Version|v\.)\s*2"),
    ("LGPL-3.0", r"GNU LESSER GENERAL PUBLIC LICENSE\s*Version 3"),
    ("LGPL-2.1", r"GNU LESSER GENERAL PUBLIC LICENSE\s*Version 2\.1"),
    ("Unlicense", r"This is free and unencumbered software released into the public domain"),
    ("AGPL-3.0", r"GNU AFFERO GENERAL PUBLIC LICENSE\s*Version 3"),
    ("GPL-3.0", r"GNU GENERAL PUBLIC LICENSE\s*Version 3"),
    ("GPL-2.0", r"GNU GENERAL PUBLIC LICENSE\s*Version 2"),
    ("CC0 1.0", r"\bCC0\b|Creative Commons Zero|creativecommons\.org/publicdomain/zero"),
)
_COMMONS = (
    re.compile(r"\bAttribution((?:-[A-Za-z]+)*)\s+(\d\.\d)"),
    re.compile(r"creativecommons\.org/licenses/by((?:-[a-z]+)*)/(\d\.\d)"),
    re.compile(r"\bCC[- ]BY((?:-[A-Z]{2})*)[- ](\d\.\d)\b", re.IGNORECASE),
)
"""Creative Commons' names of its licences, whole, as addresses and short."""
_SHORT = {"noncommercial": "nc", "sharealike": "sa", "noderivatives": "nd", "noderivs": "nd"}
_READ = 20_000
"""How many bytes of a file are looked at."""
_LARGEST = 1_000_000
"""Bytes; what has more is no paper."""


def stated(text: str) -> str:
    """The licence that a card has in a line of its own."""
    found = _STATED.search(text[:_READ])
    if found and found.group(1).strip().lower() == _ELSEWHERE:
        found = _NAMED.search(text[:_READ])
    return " ".join(found.group(1).split()).strip("*_`") if found else ""


def papers_in(folder: Path) -> list[Path]:
    """The files of a folder that may say of whom its model is; a model's card comes first."""
    named = (one for one in folder.iterdir() if _PAPERS.match(one.name) and one.is_file())
    there = (one for one in named if one.stat().st_size <= _LARGEST)
    return sorted(there, key=lambda one: ("card" not in one.name.lower(), one.name))


def papers_of(model: Path) -> list[Path]:
    """The papers of a model: all in its folder, or where others lie there, those of its name."""
    papers, alone = papers_in(model.parent), len(list(model.parent.glob("*.onnx"))) == 1
    return [one for one in papers if alone or one.name.startswith((model.stem, "MODEL_CARD"))]


def licence_of(papers: Sequence[Path]) -> str:
    """The licence that papers state in a line, else as the text of one is known."""
    texts = [_beginning(file) for file in papers]
    return next(filter(None, (*map(stated, texts), *map(_known, texts))), "")


def _beginning(file: Path) -> str:
    with file.open("rb") as stream:
        data = stream.read(_READ)
    return text_in(data, "replace")


def _known(text: str) -> str:
    for pattern in _COMMONS:
        if found := pattern.search(text):
            parts = found.group(1).lower().split("-")[1:]
            name = "-".join(["BY", *(_SHORT.get(part, part).upper() for part in parts)])
            return f"CC {name} {found.group(2)}"
    return next((name for name, words in _KNOWN if re.search(words, text)), "")
