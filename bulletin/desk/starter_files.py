"""What new publications and issues are made of: the files below `starter/`, filled in.

In: a language and answers. Out: the words that are asked and said in it, and the text of files.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bulletin.formats.quick_yaml import values_in

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

ROOT = Path(__file__).resolve().parent / "starter"
"""A folder a language, and `ci/` with the workflows."""

_ENDING = ".jinja"
_DOTTED = {"gitignore": ".gitignore"}
"""Files whose names begin with a dot lie here without it, so that every tool packs them."""

OTHERS = "en"
"""The language for whoever speaks none of those that there are."""


@dataclass(frozen=True)
class Question:
    """What is asked about a publication, and the answer if there is none."""

    key: str
    ask: str
    otherwise: str


def languages() -> tuple[str, ...]:
    """The languages in which a publication can be started."""
    return tuple(
        sorted(folder.name for folder in ROOT.iterdir() if (folder / "words.yaml").is_file())
    )


_NO_LANGUAGE = {"", "c", "posix"}
"""What systems say that speak no language."""


def nearest_language(tag: str) -> str:
    """The language to speak to somebody whose system says `tag`: "vi_VN.UTF-8", "C", ..."""
    named = tag.partition(".")[0].replace("_", "-")
    base = named.partition("-")[0].lower()
    spoken = languages()
    if base in spoken:
        return base
    if called := next((one for one in spoken if base in words(one)["called"]), ""):
        return called
    if base in _NO_LANGUAGE:
        return OTHERS
    from bulletin.languages import stand_in_of  # noqa: PLC0415, heavy, and hardly anybody needs it

    around = stand_in_of(named)
    return around if around in spoken else OTHERS


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words of a language: what is asked and said, and what is written beforehand."""
    text = (ROOT / language / "words.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = values_in(text)
    return read


def questions(language: str) -> tuple[Question, ...]:
    """What is asked about a publication, in order."""
    asked = words(language)["questions"]
    return tuple(Question(key, one["ask"], one["otherwise"]) for key, one in asked.items())


def is_placeholder(setting: str, value: str) -> bool:
    """Whether a setting of a publication is still what stands there when nobody answers."""
    asked = (one for language in languages() for one in questions(language))
    return any(one.key == setting and one.otherwise == value for one in asked)


def draft_article(language: str) -> str:
    """An article that nobody has written yet."""
    return (ROOT / language / "draft" / "article.md").read_text(encoding="utf-8")


@cache
def draft_words() -> frozenset[str]:
    """Summary and text of an article that nobody has written yet, in all languages."""
    found: set[str] = set()
    for language in languages():
        _, settings, text = draft_article(language).split("---\n")
        found |= {values_in(settings)["summary"], text.strip()}
    return frozenset(found)


def said(language: str, key: str, **values: object) -> str:
    """A message in a language, filled in."""
    text: str = words(language)[key]
    return text.rstrip("\n").format(**values)


def filled(folder: str, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The files below a folder as "vi/readers": what each is called, and its text."""
    for file in sorted((ROOT / folder).rglob(f"*{_ENDING}")):
        path = file.relative_to(ROOT / folder)
        name = path.name.removesuffix(_ENDING)
        shown = path.with_name(_DOTTED.get(name, name)).as_posix()
        yield shown, _filled(f"{folder}/{path.as_posix()}", values)


def filled_file(file: str, values: Mapping[str, object]) -> str:
    """The text of one file as "vi/draft/issue.yaml"."""
    return _filled(file + _ENDING, values)


def _filled(file: str, values: Mapping[str, object]) -> str:
    return environment().get_template(file).render(values).rstrip("\n") + "\n"


@cache
def environment(folder: Path = ROOT, **ways: Any) -> ImmutableSandboxedEnvironment:  # noqa: ANN401, as Jinja2 takes them
    """What fills in the files of a folder; `ways` are Jinja2's own."""
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415, --help fills nothing in
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415, as above

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # what is made is YAML and Markdown
        **ways,
    )
    made.filters["yaml"] = in_yaml
    made.filters["flow"] = _in_one_line
    return made


def _in_one_line(settings: Mapping[str, object]) -> str:
    made: str = yaml.safe_dump(
        dict(settings), allow_unicode=True, width=math.inf, default_flow_style=True, sort_keys=False
    )
    return made.rstrip("\n")


def in_yaml(text: str) -> str:
    """A text as YAML for the rest of a line, in quotes where it needs them."""
    made: str = yaml.safe_dump(text, allow_unicode=True, width=math.inf)
    return made.removesuffix("\n").removesuffix("\n...")
