"""The schemas say what the models say, of every settings file that the tests have."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re

import jsonschema
import pytest
import yaml

from bulletin.cli.commands.schema import NAMES
from bulletin.desk.new_publication import Start, begin
from bulletin.desk.next_issue import make_next
from bulletin.source.settings.schemas import SCHEMAS, schema, schema_file
from tests.conftest import SAMPLE, SMALL, TESTS

ROOTS = [
    SAMPLE,
    SMALL,
    TESTS / "web" / "publication",
    *sorted(file.parent for file in (TESTS / "findings").glob("*/input/publication.yaml")),
]
EXPRESSIBLE = {"B110", "B111", "B113", "B116", "B118"}
"""Codes of mistakes that a schema can see: keys, kinds of values, the looks of addresses."""
FOUND = re.compile(r"^(.+?):(\d+):\d+: error (B\d+) ", re.MULTILINE)
CORE = {
    r"|~|null|Null|NULL": lambda _text: None,
    r"true|True|TRUE": lambda _text: True,
    r"false|False|FALSE": lambda _text: False,
    r"[-+]?[0-9]+": int,
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?": float,
}
"""What programs for YAML take plain words for (YAML 1.2.2, section 10.3.2)."""


def _value(node):
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    kinds = CORE.items() if node.style is None else ()
    return next((make(node.value) for k, make in kinds if re.fullmatch(k, node.value)), node.value)


def _read(text):
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    return None if node is None else _value(node)


def _files():
    """Each settings file: the schema's name, its path, its text, and the codes found in it."""
    for root in ROOTS:
        expected = root.parent / "expected.txt"
        errors: dict[str, list[tuple[int, str]]] = {}
        for path, line, code in FOUND.findall(
            expected.read_text("utf-8") if expected.exists() else ""
        ):
            errors.setdefault(path, []).append((int(line), code))
        for file in sorted(
            [*root.glob("*.yaml"), *root.glob("*/issue.yaml"), *root.glob("2*/*.md")]
        ):
            try:
                text = file.read_text("utf-8")
            except ValueError:
                continue
            name, end = file.stem, 10**6
            if file.suffix == ".md":
                head = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
                if head is None:
                    continue
                name, text, end = "article", head[1], head[0].count("\n")
            if name in SCHEMAS:
                path = file.relative_to(root).as_posix()
                codes = {code for line, code in errors.get(path, []) if line <= end}
                yield name, file, text, codes


@functools.cache
def files():
    """All of them, read when the first test asks."""
    return list(_files())


@functools.cache
def validator(name):
    return jsonschema.Draft202012Validator(schema(name))


def _faults(name, text):
    value = _read(text)
    return [] if value is None else [error.message for error in validator(name).iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_sound_file_of_the_tests_is_sound_to_its_schema(name):
    sound = [(file, text) for one, file, text, codes in files() if one == name and not codes]
    assert sound
    faults = {str(file): found for file, text in sound if (found := _faults(name, text))}
    assert faults == {}


def test_every_mistake_that_a_schema_can_see_is_seen():
    # Whether an article without a title has a heading instead, no schema can know.
    seen = {name: EXPRESSIBLE - ({"B111"} if name == "article" else set()) for name in SCHEMAS}
    wrong = [one for one in files() if one[3] and one[3] <= seen[one[0]]]
    assert {one[0] for one in wrong} == {"publication", "issue", "lexicon", "article"}
    unseen = [str(file) for name, file, text, _ in wrong if not _faults(name, text)]
    assert unseen == []


BASE = """title: Bản tin
language: vi
base_url: https://bantin.example.vn/
publisher: {name: UBND xã}
licence: Giấy phép số 1
editors: [{name: Mai}]
"""


@pytest.mark.parametrize(
    "line",
    [
        "voice: off",
        "voice: 'off'",
        "voice: false",
        "voice:",
        "voice: {rate: 1}",
        "voice: {rate: '1.5', region: south}",
        "theme: default",
        "subtitle: 2026",
        "podcast: {episodes: article}",
        "single: {audio: true}",
        "slug: ban-tin",
        "theme: {colours: {accent: '#0b5d3b'}, logo: images/logo.png}",
    ],
)
def test_what_the_models_take_the_schema_takes(line):
    assert _faults("publication", BASE + line) == []


@pytest.mark.parametrize(
    "line",
    [
        "voise: off",
        "voice: loud",
        "voice: {rate: fast}",
        "voice: {rate: 3}",
        "voice: {region: east}",
        "theme: {colours: {accent: green}}",
        "theme: {logo: ../logo.png}",
        "theme: {logo: /logo.png}",
        "slug: Bản tin",
        "subtitle: [a]",
        "podcast: {episodes: day}",
        "single: {audio: loud}",
        "single: {sound: true}",
        "copyright: {text: a}",
    ],
)
def test_what_the_models_refuse_the_schema_refuses(line):
    assert _faults("publication", BASE + line) != []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_by_its_own_rules(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_the_command_knows_all_schemas():
    assert NAMES == SCHEMAS


def modeline(name, file):
    """The line by which a YAML file names its schema to editors (yaml-language-server)."""
    return f"# yaml-language-server: $schema={'../' * file.count('/')}{schema_file(name)}"


def test_new_files_name_their_schema_and_it_is_there(tmp_path):
    begin(tmp_path, Start("en", "en", dt.date(2026, 11, 5)))
    make_next(tmp_path, None, dt.date(2026, 12, 1))
    files = [*tmp_path.glob("*.yaml"), *tmp_path.glob("*/issue.yaml")]
    assert len(files) == 4
    for file in files:
        path = file.relative_to(tmp_path).as_posix()
        text = file.read_text("utf-8")
        assert text.splitlines()[0] == modeline(file.stem, path)
        assert _faults(file.stem, text) == []
        assert (tmp_path / schema_file(file.stem)).is_file()


def test_a_next_issue_brings_the_schemas_that_an_older_publication_lacks_or_has_of_then(small):
    make_next(small, None, dt.date(2026, 12, 1))
    issue, kept = small / schema_file("issue"), small / schema_file("lexicon")
    today = issue.read_text("utf-8")
    kept.write_text("own")
    older = json.loads(today)
    del older["properties"]["masthead"]
    issue.write_text(json.dumps(older), encoding="utf-8")
    make_next(small, None, dt.date(2027, 1, 1))
    assert kept.read_text() == "own"
    assert issue.read_text("utf-8") == today
